//! What a label says of its lot: code, dates, origin, and the GS1 keys that bar codes hold.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use nuong_domain::lot;
use nuong_gs1::element::{Element, write_bracketed};
use nuong_labels::{DateKind, ExpiryKind, Field, LabelData, Lang, date_text};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::base::address;
use crate::base::finding::{Finding, Severity, finding};
use crate::lot::LotRecord;
use crate::product::{ProductRecord, kind_of};
use crate::store::reader::Reader;
use crate::{Code, Result};

/// How labels write a day.
const DAY: &str = "%d/%m/%Y";

/// Puts the lot's marks on the label.
pub(crate) fn about_lot(
    r: &Reader<'_>,
    data: &mut LabelData,
    lot: &LotRecord,
    product: &ProductRecord,
) -> Result<()> {
    data.set(Field::Lot, &lot.code);
    let expiry = lot
        .first_on
        .zip(product.shelf_life_months)
        .and_then(|(day, months)| lot::expiry_date(day, months));
    set_dates(data, lot, product, expiry)?;
    if let Some(gtin) = lot.gtin.as_deref().and_then(retail_digits) {
        data.set(Field::Gtin, gtin);
    }
    if let Some(elements) = case_elements(data, lot, product, expiry) {
        data.set(Field::Elements, &elements);
    }
    set_origin(r, data, lot, product)
}

fn set_dates(
    data: &mut LabelData,
    lot: &LotRecord,
    product: &ProductRecord,
    expiry: Option<Date>,
) -> Result<()> {
    // Unprocessed material is harvested, not produced; for it the law takes the harvest as the mark of time.
    data.date_kind = match kind_of(&product.label.date_kind, Code::DateKindUnknown)? {
        DateKind::Produced
            if product.label.date_kind.is_empty() && product.goods_group == "material" =>
        {
            DateKind::Harvested
        }
        kind => kind,
    };
    let Some(day) = lot.first_on else {
        return Ok(());
    };
    let mark = match data.date_kind {
        DateKind::Season => season_text(day, lot.last_on.unwrap_or(day)),
        _ => date_text(day),
    };
    data.set(Field::Date, &mark);
    if let Some(expiry) = expiry {
        data.set(Field::Expiry, &date_text(expiry));
    }
    Ok(())
}

/// A warning when the last day that a label of the lot says is over, whether it is a new label or an old one printed again.
pub(crate) fn expiry_finding(
    data: &LabelData,
    lot: &LotRecord,
    today: Date,
    lang: &str,
) -> Option<Finding> {
    // What a label says that is no day cannot be over.
    let Ok(last) = Date::strptime(DAY, data.get(Field::Expiry)?) else {
        return None;
    };
    if last >= today {
        return None;
    }
    let field = "product.shelf_life_months";
    let args = BTreeMap::from([
        ("lot".to_owned(), lot.code.clone()),
        ("day".to_owned(), last.to_string()),
    ]);
    Some(match data.expiry_kind {
        ExpiryKind::Expires => finding("goods_expired", Severity::Warning, field, args, lang),
        ExpiryKind::BestBefore => {
            finding("best_before_passed", Severity::Warning, field, args, lang)
        }
    })
}

/// A harvest season: "10/2026", or "10/2026 – 12/2026".
fn season_text(first: Date, last: Date) -> String {
    let month = |d: Date| format!("{:02}/{:04}", d.month(), d.year());
    match (month(first), month(last)) {
        (first, last) if first == last => first,
        (first, last) => format!("{first} – {last}"),
    }
}

/// The digits of an EAN-8 or EAN-13 symbol; none for the GTIN of a grouping, which those cannot hold.
pub(crate) fn retail_digits(gtin: &str) -> Option<&str> {
    gtin.strip_prefix("000000")
        .or_else(|| gtin.strip_prefix('0'))
}

/// What a case carries: its GTIN, one date and the lot, as GS1 recommends for produce; one date, because 48 characters and 165 mm are the most that a GS1-128
/// symbol takes. None without a GTIN of its own: a carton that carried its packs' would be sold as one of them.
fn case_elements(
    data: &LabelData,
    lot: &LotRecord,
    product: &ProductRecord,
    expiry: Option<Date>,
) -> Option<String> {
    let own = || {
        let single = product
            .label
            .packs_per_carton
            .is_none_or(|packs| packs == 1);
        lot.gtin.as_deref().filter(|_| single)
    };
    let gtin = product.label.carton_gtin.as_deref().or_else(own)?;
    let date = match (expiry, lot.first_on, data.date_kind) {
        (Some(day), ..) if data.expiry_kind == ExpiryKind::BestBefore => Some(("15", day)),
        (Some(day), ..) => Some(("17", day)),
        (None, Some(day), DateKind::Produced) => Some(("11", day)),
        (None, Some(day), DateKind::Packed) => Some(("13", day)),
        _ => None,
    };
    let date = date.map(|(ai, day)| (ai, day.strftime("%y%m%d").to_string()));
    let mut all = vec![Element::new("01", gtin)];
    all.extend(date.map(|(ai, day)| Element::new(ai, &day)));
    all.push(Element::new("10", &lot.code));
    match all.into_iter().collect::<std::result::Result<Vec<_>, _>>() {
        Ok(all) => Some(write_bracketed(&all)),
        // A lot code may be longer, or have other letters, than GS1 gives it.
        Err(_) => None,
    }
}

/// As the product says, else the country, and the province where all harvests come from one.
fn set_origin(
    r: &Reader<'_>,
    data: &mut LabelData,
    lot: &LotRecord,
    product: &ProductRecord,
) -> Result<()> {
    let (own, other) = (&product.label.origin, &product.label.origin_other);
    let (here, there) = if own.is_empty() {
        harvested_in(r, lot)?
    } else {
        (own.clone(), other.clone())
    };
    data.set(Field::Origin, &here);
    if data.other_lang == Some(Lang::En) {
        data.set(Field::OriginOther, &there);
    }
    Ok(())
}

/// In Vietnamese, and as official English texts write it.
fn harvested_in(r: &Reader<'_>, lot: &LotRecord) -> Result<(String, String)> {
    let sources = r.lot_sources(lot.id)?;
    let provinces: BTreeSet<&str> = sources
        .iter()
        .map(|s| address::commune_and_province(&s.commune_code).1)
        .collect();
    let mut provinces = provinces.into_iter();
    let place = match (provinces.next(), provinces.next()) {
        (Some(province), None) if !province.is_empty() => format!("{province}, Việt Nam"),
        _ => "Việt Nam".to_owned(),
    };
    let bare = without_accents(&place);
    Ok((place, bare))
}

/// "Lai Châu" → "Lai Chau", "Đắk Lắk" → "Dak Lak".
fn without_accents(text: &str) -> String {
    let bare = text.nfd().filter(|c| !is_combining_mark(*c));
    bare.map(|c| match c {
        'đ' => 'd',
        'Đ' => 'D',
        c => c,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_season_is_a_month_or_two() {
        let (october, december) = (date(2026, 10, 20), date(2026, 12, 1));
        assert_eq!(season_text(october, date(2026, 10, 31)), "10/2026");
        assert_eq!(season_text(october, december), "10/2026 – 12/2026");
    }

    #[test]
    fn retail_codes_hold_eight_or_thirteen_digits() {
        assert_eq!(retail_digits("09520120070000"), Some("9520120070000"));
        assert_eq!(retail_digits("00000002345673"), Some("02345673"));
        assert_eq!(retail_digits("19520120070007"), None);
    }

    #[test]
    fn provinces_are_written_as_in_english_texts() {
        assert_eq!(without_accents("Đắk Lắk, Việt Nam"), "Dak Lak, Viet Nam");
    }
}
