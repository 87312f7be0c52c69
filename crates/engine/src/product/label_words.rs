//! What a product's labels say, checked when it is saved: prices, second language, OCOP, kinds of dates.

use jiff::civil::Date;
use nuong_domain::{Unit, clean, parse_date};
use nuong_gs1::Gtin;
use nuong_labels::{DateKind, ExpiryKind};
use serde::de::DeserializeOwned;

use super::view::{Product, ProductLabel};
use crate::base::text::short;
use crate::{AppError, Code, Result};

/// Highest price taken as true, in đồng.
const MOST_DONG: i64 = 1_000_000_000;

/// Most packs in a carton or sack.
const MOST_PACKS: u32 = 10_000;

/// Largest face of a pack, in cm².
const MOST_FACE: u32 = 100_000;

/// The label fields of a typed product. `today` completes dates typed without a year.
///
/// # Errors
/// `price_invalid`, `unit_unknown`, `ethanol_invalid`, `packs_invalid`, `carton_gtin_same`, `gtin_invalid`, `date_kind_unknown`, `expiry_kind_unknown`,
/// `face_invalid`, `ocop_stars_invalid`, `ocop_date_missing`, `date_*`, `text_too_long`.
pub(crate) fn checked_label(p: &Product, gtin: Option<&str>, today: Date) -> Result<ProductLabel> {
    let l = &p.label;
    check_within(Code::PriceInvalid, l.price, 1, MOST_DONG)?;
    check_within(Code::EthanolInvalid, l.ethanol_permille, 1, 1_000)?;
    check_within(Code::PacksInvalid, l.packs_per_carton, 1, MOST_PACKS)?;
    check_within(Code::FaceInvalid, l.face_cm2, 1, MOST_FACE)?;
    check_within(Code::OcopStarsInvalid, l.ocop_stars, 3, 5)?;
    if !l.price_unit.is_empty() && Unit::by_code(&l.price_unit).is_none() {
        return Err(AppError::new(Code::UnitUnknown, &l.price_unit).with("value", &l.price_unit));
    }
    kind_of::<DateKind>(&l.date_kind, Code::DateKindUnknown)?;
    kind_of::<ExpiryKind>(&l.expiry_kind, Code::ExpiryKindUnknown)?;
    Ok(ProductLabel {
        warnings: long_text(&l.warnings)?,
        nutrition: long_text(&l.nutrition)?,
        origin: short("product.origin", &l.origin)?,
        name_other: short("product.name_other", &l.name_other)?,
        ingredients_other: long_text(&l.ingredients_other)?,
        usage_other: long_text(&l.usage_other)?,
        storage_other: long_text(&l.storage_other)?,
        warnings_other: long_text(&l.warnings_other)?,
        origin_other: short("product.origin_other", &l.origin_other)?,
        carton_gtin: checked_carton(l, gtin)?,
        ocop_decision: short("product.ocop_decision", &l.ocop_decision)?,
        ocop_valid_to: ocop_end(l, today)?,
        ..l.clone()
    })
}

/// A kind by its word; an empty word is the usual kind.
///
/// # Errors
/// `code` (args `value`) for a word that is none.
pub(crate) fn kind_of<K: Default + DeserializeOwned>(word: &str, code: Code) -> Result<K> {
    if word.is_empty() {
        return Ok(K::default());
    }
    serde_json::from_value(serde_json::Value::from(word))
        .map_err(|e| AppError::of(code, e).with("value", word))
}

/// Label texts may be longer than names: up to 2,000 characters, as the labels take.
pub(crate) fn long_text(text: &str) -> Result<String> {
    let text = clean(text);
    if text.chars().count() > 2000 {
        return Err(AppError::new(Code::TextTooLong, "label text")
            .with("field", "core.field.product.text")
            .with("most", 2000));
    }
    Ok(text)
}

/// A day as typed, stored as ISO.
///
/// # Errors
/// `date_*` (args `value`).
pub(crate) fn checked_day(typed: &str, today: Date) -> Result<String> {
    let date = parse_date(typed, today)
        .map_err(|e| AppError::of(Code::by_word(e.code()), e).with("value", clean(typed)))?;
    Ok(date.to_string())
}

fn check_within<N>(code: Code, number: Option<N>, least: N, most: N) -> Result<()>
where
    N: PartialOrd + Copy + std::fmt::Display,
{
    match number {
        Some(n) if n < least || n > most => Err(AppError::new(code, n).with("value", n)),
        _ => Ok(()),
    }
}

fn checked_carton(l: &ProductLabel, gtin: Option<&str>) -> Result<Option<String>> {
    let digits: String = clean(l.carton_gtin.as_deref().unwrap_or(""))
        .chars()
        .filter(|c| *c != ' ')
        .collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let carton = Gtin::parse(&digits)
        .map_err(|e| AppError::of(Code::GtinInvalid, e).with("value", &digits))?;
    if gtin == Some(carton.as_str()) {
        return Err(AppError::new(Code::CartonGtinSame, &digits).with("value", &digits));
    }
    Ok(Some(carton.as_str().to_owned()))
}

fn ocop_end(l: &ProductLabel, today: Date) -> Result<Option<String>> {
    let typed = l.ocop_valid_to.as_deref().map_or_else(String::new, clean);
    match (l.ocop_stars, typed.is_empty()) {
        (Some(_), true) => Err(AppError::new(Code::OcopDateMissing, "ocop_valid_to")),
        (_, true) => Ok(None),
        _ => checked_day(&typed, today).map(Some),
    }
}
