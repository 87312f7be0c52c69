use nuong_labels::{Area, Field};

use crate::base::finding::Finding;
use crate::base::i18n;
use crate::base::message::Message;

/// What is found at several places is one finding with all of them.
pub(crate) fn said_once(findings: &mut Vec<Finding>, found: Finding) {
    let same = |f: &&mut Finding| f.code == found.code && f.text == found.text;
    match findings.iter_mut().find(same) {
        Some(known) => known.places.extend(found.places),
        None => findings.push(found),
    }
}

/// A finding of the labels crate in the person's language, with the screen's field where it can be mended.
pub(crate) fn shown_finding(f: &nuong_labels::Finding, lang: &str) -> Finding {
    let args = f
        .args
        .iter()
        .map(|(k, v)| ((*k).to_owned(), v.clone()))
        .collect();
    // What a bar code of a case is made of is no field that anybody types, but the number that it needs is.
    let key = match (f.code, f.field) {
        ("barcode_missing", Some(Field::Elements)) => "core.finding.carton_gtin_missing".to_owned(),
        (code, _) => format!("labels.finding.{code}"),
    };
    let text = Message { key, args };
    let field = f.field.map_or("", screen_field).to_owned();
    Finding {
        code: f.code.to_owned(),
        severity: f.severity.into(),
        message: i18n::message(lang, &text),
        text,
        field,
        places: f.places.iter().map(area_corners).collect(),
    }
}

/// `[x, y, width, height]` in micrometres.
pub(crate) fn area_corners(area: &Area) -> [i32; 4] {
    [area.x.0, area.y.0, area.w.0, area.h.0]
}

/// Where on the screens a field is mended; empty where nobody types it.
fn screen_field(field: Field) -> &'static str {
    match field {
        Field::Product => "product.name",
        Field::NetQuantity => "product.net_quantity",
        Field::Expiry => "product.shelf_life_months",
        Field::Ingredients => "product.ingredients",
        Field::Nutrition => "product.nutrition",
        Field::Warnings => "product.warnings",
        Field::Ethanol => "product.ethanol_permille",
        Field::Storage => "product.storage",
        Field::Usage => "product.usage",
        Field::Standards => "product.standards",
        Field::Origin => "product.origin",
        Field::Gtin => "product.gtin",
        Field::Elements => "product.carton_gtin",
        Field::ProductOther => "product.name_other",
        Field::IngredientsOther => "product.ingredients_other",
        Field::UsageOther => "product.usage_other",
        Field::StorageOther => "product.storage_other",
        Field::WarningsOther => "product.warnings_other",
        Field::OriginOther => "product.origin_other",
        Field::Price => "product.price",
        Field::PackCount => "product.packs_per_carton",
        Field::Ocop => "product.ocop_stars",
        Field::Certificates => "certificate.number",
        Field::Cooperative => "profile.name",
        Field::Address => "profile.address_detail",
        Field::Contact => "profile.phone",
        Field::TaxCode => "profile.tax_code",
        Field::Link => "profile.link_base",
        Field::Sscc => "profile.gcp",
        Field::Date => "lot.date",
        Field::Lot => "lot.lot",
        Field::Serial | Field::ShortCode => "",
    }
}
