//! Numbers of goods that a label would carry although the product has others by now, or that name other goods. A lot keeps the GTIN that it
//! was recorded with: its trace events carry it, and may be at the registry.

use std::collections::BTreeMap;

use nuong_labels::{Field, Template};

use super::lot::retail_digits;
use crate::Result;
use crate::base::finding::{Finding, Severity, finding};
use crate::lot::LotRecord;
use crate::product::ProductRecord;
use crate::store::reader::Reader;
use crate::template::shows_any;

/// What a person must know of the numbers that a template puts on a lot's labels.
pub(crate) fn gtin_findings(
    r: &Reader<'_>,
    lot: &LotRecord,
    template: &Template,
    lang: &str,
) -> Result<Vec<Finding>> {
    let Some(product) = r.product(lot.product)? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    if shows_any(template, &[Field::Gtin, Field::Elements, Field::Link]) {
        found.extend(changed_since(lot, &product, lang));
    }
    if shows_any(template, &[Field::Elements]) {
        found.extend(carton_of_other(lot, &product, lang));
    }
    if shows_any(template, &[Field::PackCount]) {
        found.extend(packs_missing(&product, lang));
    }
    Ok(found)
}

/// The product was given another GTIN, its first, or none since the lot was recorded.
fn changed_since(lot: &LotRecord, product: &ProductRecord, lang: &str) -> Option<Finding> {
    let (of_lot, now) = (lot.gtin.as_deref(), product.gtin.as_deref());
    if of_lot == now {
        return None;
    }
    let numbers = [("pack", of_lot), ("now", now)].into_iter();
    let mut args: BTreeMap<String, String> = numbers
        .filter_map(|(name, gtin)| Some((name.to_owned(), written_gtin(gtin?))))
        .collect();
    args.insert("lot".to_owned(), lot.code.clone());
    let field = "product.gtin";
    Some(match (of_lot, now) {
        (None, _) => finding("lot_gtin_none", Severity::Warning, field, args, lang),
        (_, None) => finding("lot_gtin_gone", Severity::Warning, field, args, lang),
        _ => finding("lot_gtin_differs", Severity::Warning, field, args, lang),
    })
}

/// A GTIN-14 of indicator 1 to 8 is a grouping of the item whose 12 digits follow (GS1 General Specifications, 2.1.7). Any other number
/// of a carton is its own and tied to nothing.
fn carton_of_other(lot: &LotRecord, product: &ProductRecord, lang: &str) -> Option<Finding> {
    let (carton, pack) = (product.label.carton_gtin.as_deref()?, lot.gtin.as_deref()?);
    let is_grouping = carton.starts_with(|first| ('1'..='8').contains(&first));
    if !is_grouping || carton.get(1..13) == pack.get(1..13) {
        return None;
    }
    let args = BTreeMap::from([
        ("lot".to_owned(), lot.code.clone()),
        ("carton".to_owned(), carton.to_owned()),
        ("pack".to_owned(), written_gtin(pack)),
    ]);
    let field = "product.carton_gtin";
    Some(finding(
        "carton_gtin_of_other",
        Severity::Error,
        field,
        args,
        lang,
    ))
}

/// Without the number of packs a carton would pass for one of them.
fn packs_missing(product: &ProductRecord, lang: &str) -> Option<Finding> {
    if product.label.packs_per_carton.is_some() {
        return None;
    }
    Some(finding(
        "packs_per_carton_missing",
        Severity::Warning,
        "product.packs_per_carton",
        BTreeMap::new(),
        lang,
    ))
}

/// As it stands under the bars, without the zeros before it.
fn written_gtin(gtin: &str) -> String {
    retail_digits(gtin).unwrap_or(gtin).to_owned()
}
