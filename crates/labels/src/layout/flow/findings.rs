//! What a flow could not print, and whose fault it is.

use super::Filled;
use crate::data::Field;
use crate::finding::{Finding, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// A finding for each field with letters that the font lacks.
pub(super) fn unprintable_letters(filled: &[Filled]) -> Vec<Finding> {
    let mut by_field: BTreeMap<Field, BTreeSet<char>> = BTreeMap::new();
    for (field, c) in filled.iter().flat_map(|f| &f.words.missing) {
        by_field.entry(*field).or_default().insert(*c);
    }
    let finding = |(field, letters): (Field, BTreeSet<char>)| {
        let named = |c: char| format!("{c} (U+{:04X})", u32::from(c));
        let shown: Vec<_> = letters.into_iter().take(10).map(named).collect();
        Finding::new(Severity::Error, "unprintable_letters", Some(field))
            .with_arg("letters", shown.join(", "))
    };
    by_field.into_iter().map(finding).collect()
}

/// A row that the label has no room for, and that may be missing.
pub(super) fn row_left_out(filled: &Filled) -> Finding {
    match filled.words.fields.first() {
        Some(field) => Finding::new(Severity::Note, "row_left_out", Some(*field)),
        None => Finding::new(Severity::Note, "words_left_out", None),
    }
}

/// The words before values stand in the label's own language only.
pub(super) fn captions_in_one_language() -> Finding {
    Finding::new(Severity::Note, "captions_in_one_language", None)
}

/// The row `failed` does not fit: shorten its longest field, or another that is much longer.
pub(super) fn row_overflows(filled: &[&mut Filled], failed: usize) -> Finding {
    let fields = filled
        .iter()
        .enumerate()
        .flat_map(|(n, f)| field_lengths(f).map(move |(field, length)| (n, field, length)));
    let fields: Vec<_> = fields.collect();
    let longest = |only: Option<usize>| {
        let here = fields
            .iter()
            .filter(|(n, ..)| only.is_none_or(|only| only == *n));
        here.max_by_key(|(.., length)| *length)
    };
    let culprit = match (longest(Some(failed)), longest(None)) {
        // Another row took the room: its field is what a person can shorten.
        (Some((.., here)), Some((_, field, length))) if *length > here * 2 => Some(*field),
        (here, _) => here.map(|(_, field, _)| *field),
    };
    let code = match culprit {
        Some(_) => "text_overflows",
        None => "words_overflow", // the template's own
    };
    Finding::new(Severity::Error, code, culprit)
}

/// The fields of a row and how many letters each has.
fn field_lengths(filled: &Filled) -> impl Iterator<Item = (Field, usize)> {
    filled.words.fields.iter().enumerate().map(|(part, field)| {
        let words = filled.words.words.iter().filter(|word| word.part == part);
        (
            *field,
            words.map(|word| word.text.chars().count() + 1).sum(),
        )
    })
}
