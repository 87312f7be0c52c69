//! What an event means by its prefixes: the same letters under another name space say something else.
//!
//! Only what stands inline counts, since contexts are never fetched, and of that only what the event uses: one document may explain
//! more than another without any event saying something else.

use std::collections::{BTreeMap, BTreeSet};

use crate::exact::Exact;

/// Prefixes of EPCIS 2.0's own context: a document may write them out and says nothing new.
const STANDARD: [(&str, &str); 8] = [
    ("cbv", "https://ref.gs1.org/cbv/"),
    ("cbvmda", "urn:epcglobal:cbv:mda:"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("epcis", "https://ref.gs1.org/epcis/"),
    ("gs1", "https://gs1.org/voc/"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The inline terms of the contexts, the later ones first, that one of the values uses; keywords (`@language`, `@vocab`) touch all.
pub(super) fn used_terms<'e>(
    contexts: impl Iterator<Item = &'e Exact>,
    values: &[Option<&Exact>],
) -> Vec<(String, Exact)> {
    let mut terms = BTreeMap::new();
    contexts.for_each(|context| collect_terms(context, &mut terms));
    let mut used = BTreeSet::new();
    for value in values.iter().flatten() {
        collect_used(value, &terms, &mut used);
    }
    let meant = terms.iter().filter(|(name, meaning)| {
        let counts = name.starts_with('@') || used.contains(**name);
        counts && !is_standard(name, meaning)
    });
    meant
        .map(|(name, meaning)| ((*name).to_owned(), (*meaning).clone()))
        .collect()
}

fn collect_terms<'e>(context: &'e Exact, terms: &mut BTreeMap<&'e str, &'e Exact>) {
    match context {
        Exact::List(parts) => parts.iter().for_each(|part| collect_terms(part, terms)),
        Exact::Object(fields) => {
            terms.extend(fields.iter().map(|(name, value)| (name.as_str(), value)));
        }
        _ => {}
    }
}

fn is_standard(name: &str, meaning: &Exact) -> bool {
    let is_named = |(own, space): &(&str, &str)| {
        *own == name && matches!(meaning, Exact::Text(text) if text == space)
    };
    STANDARD.iter().any(is_named)
}

/// Terms that stand in names and texts, whole or before a colon.
fn collect_used<'e>(
    value: &Exact,
    terms: &BTreeMap<&'e str, &'e Exact>,
    used: &mut BTreeSet<&'e str>,
) {
    match value {
        Exact::Plain(_) => {}
        Exact::Text(text) => note_term(text, terms, used),
        Exact::List(items) => items
            .iter()
            .for_each(|item| collect_used(item, terms, used)),
        Exact::Object(fields) => {
            for (name, value) in fields {
                note_term(name, terms, used);
                collect_used(value, terms, used);
            }
        }
    }
}

fn note_term<'e>(text: &str, terms: &BTreeMap<&'e str, &'e Exact>, used: &mut BTreeSet<&'e str>) {
    let prefix = text.split_once(':').map(|(prefix, _)| prefix);
    for word in [Some(text), prefix].into_iter().flatten() {
        used.extend(terms.get_key_value(word).map(|(name, _)| *name));
    }
}
