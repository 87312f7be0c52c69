//! What one label says: values by field, as the engine gives them. Text is cleaned here, once: NFC, control characters
//! and runs of white space become one space, an empty value is no value (`nuong_domain::text::clean`).

use crate::picture::{Picture, Slot};
use crate::words::Lang;
use nuong_domain::text::clean;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a value on a label is. Templates name fields by these words, in snake_case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Goods name (Decree 37/2026, Art. 42 a).
    Product,
    /// Name of the organisation responsible for the goods (Art. 42 b).
    Cooperative,
    /// Its address (Art. 42 b).
    Address,
    /// Telephone, web page or mail address.
    Contact,
    /// Tax code of the organisation.
    TaxCode,
    /// Lot code, GS1 application identifier (10).
    Lot,
    /// Production date, packing date or harvest season: see [`DateKind`].
    Date,
    /// Expiry or best-before date: see [`ExpiryKind`].
    Expiry,
    /// Net quantity with its unit: see [`QuantityKind`].
    NetQuantity,
    /// Origin (Art. 42 c).
    Origin,
    /// Ingredients.
    Ingredients,
    /// Nutrition facts (Circular 29/2023/TT-BYT).
    Nutrition,
    /// Warnings.
    Warnings,
    /// Instructions for use.
    Usage,
    /// Instructions for storage.
    Storage,
    /// Ethanol content, of liquor.
    Ethanol,
    /// Standards applied (VietGAP, TCVN …).
    Standards,
    /// Serial number of this one label, GS1 application identifier (21).
    Serial,
    /// The address in the QR code: never printed as text.
    Link,
    /// GTIN of the goods, with 8, 12 or 13 digits: what an EAN code holds.
    Gtin,
    /// GS1 elements in brackets, such as `(01)09520123456788(10)L1`: what a GS1-128 or GS1 DataMatrix code holds.
    Elements,
    /// Goods name in the second language.
    ProductOther,
    /// Ingredients in the second language.
    IngredientsOther,
    /// Instructions for use in the second language.
    UsageOther,
    /// Instructions for storage in the second language.
    StorageOther,
    /// Warnings in the second language.
    WarningsOther,
    /// Origin in the second language.
    OriginOther,
    /// Price in đồng with its unit, as text: `125.000 đ/kg`.
    Price,
    /// OCOP stars, `3` to `5`, only while the decision is valid (Decision 148/QĐ-TTg 2023).
    Ocop,
    /// Certificates that are valid today, as text: `VietGAP 123/2026`.
    Certificates,
    /// Short code of the lot that a person can type: `7K3M-92QX`.
    ShortCode,
    /// SSCC of a logistic unit, 18 digits, GS1 application identifier (00).
    Sscc,
    /// How many packs a carton or sack holds, as text: `24 × 0,5 kg`.
    PackCount,
}

impl Field {
    /// The field's name in templates, findings and locale keys.
    pub fn key(self) -> &'static str {
        match self {
            Field::Product => "product",
            Field::Cooperative => "cooperative",
            Field::Address => "address",
            Field::Contact => "contact",
            Field::TaxCode => "tax_code",
            Field::Lot => "lot",
            Field::Date => "date",
            Field::Expiry => "expiry",
            Field::NetQuantity => "net_quantity",
            Field::Origin => "origin",
            Field::Ingredients => "ingredients",
            Field::Nutrition => "nutrition",
            Field::Warnings => "warnings",
            Field::Usage => "usage",
            Field::Storage => "storage",
            Field::Ethanol => "ethanol",
            Field::Standards => "standards",
            Field::Serial => "serial",
            Field::Link => "link",
            Field::Gtin => "gtin",
            Field::Elements => "elements",
            Field::ProductOther => "product_other",
            Field::IngredientsOther => "ingredients_other",
            Field::UsageOther => "usage_other",
            Field::StorageOther => "storage_other",
            Field::WarningsOther => "warnings_other",
            Field::OriginOther => "origin_other",
            Field::Price => "price",
            Field::Ocop => "ocop",
            Field::Certificates => "certificates",
            Field::ShortCode => "short_code",
            Field::Sscc => "sscc",
            Field::PackCount => "pack_count",
        }
    }
}

impl Field {
    /// Whether it says something in the second language.
    pub fn is_other(self) -> bool {
        matches!(
            self,
            Field::ProductOther
                | Field::IngredientsOther
                | Field::UsageOther
                | Field::StorageOther
                | Field::WarningsOther
                | Field::OriginOther
        )
    }

    /// The field that says the same in the second language.
    pub(crate) fn in_other_language(self) -> Option<Field> {
        Some(match self {
            Field::Product => Field::ProductOther,
            Field::Ingredients => Field::IngredientsOther,
            Field::Usage => Field::UsageOther,
            Field::Storage => Field::StorageOther,
            Field::Warnings => Field::WarningsOther,
            Field::Origin => Field::OriginOther,
            _ => return None,
        })
    }
}

/// Which mark of time [`Field::Date`] holds (for grain and fresh produce the law also takes the last two).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateKind {
    /// NSX, ngày sản xuất.
    #[default]
    Produced,
    /// Ngày bao gói.
    Packed,
    /// Ngày thu hoạch.
    Harvested,
    /// Vụ thu hoạch.
    Season,
}

/// Which promise [`Field::Expiry`] holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpiryKind {
    /// HSD, hạn sử dụng.
    #[default]
    Expires,
    /// Sử dụng tốt nhất trước ngày.
    BestBefore,
}

/// How [`Field::NetQuantity`] is measured: the law's wording differs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantityKind {
    /// Khối lượng tịnh: solids, in kg, g, mg.
    #[default]
    Mass,
    /// Thể tích thực: liquids, in l, ml.
    Volume,
    /// Số lượng: by count.
    Count,
}

/// Everything one label says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelData {
    /// Shared: a run's labels have most of them in common.
    values: BTreeMap<Field, Arc<str>>,
    /// Goods group of Decree 37/2026: the code of a `nuong_domain` goods group, such as `food`. An unknown one is a finding.
    pub goods_group: String,
    /// Which mark of time the date is.
    pub date_kind: DateKind,
    /// Which promise the expiry is.
    pub expiry_kind: ExpiryKind,
    /// How the net quantity is measured.
    pub quantity_kind: QuantityKind,
    /// Language of the captions.
    pub lang: Lang,
    /// A second language: captions then stand in both, and those of the `…Other` fields in this one.
    pub other_lang: Option<Lang>,
    /// Pictures by their place in templates. A place without one stays empty.
    pub pictures: BTreeMap<Slot, Arc<Picture>>,
    /// Area in cm² of the pack's face that carries the label; it decides how small letters may be. None: not known.
    pub face_cm2: Option<u32>,
}

impl LabelData {
    /// No values yet, for goods of a group, such as `food`.
    #[must_use]
    pub fn of_group(goods_group: &str) -> LabelData {
        LabelData {
            goods_group: goods_group.to_owned(),
            ..LabelData::default()
        }
    }

    /// The data with `field` set to `value`, cleaned; an empty value removes the field.
    #[must_use]
    pub fn with(mut self, field: Field, value: &str) -> Self {
        self.set(field, value);
        self
    }

    /// Sets `field` to `value`, cleaned; an empty value removes the field.
    pub fn set(&mut self, field: Field, value: &str) {
        let text: Arc<str> = if value.bytes().all(|b| b.is_ascii_graphic()) {
            Arc::from(value) // nothing to clean
        } else {
            Arc::from(clean(value))
        };
        if text.is_empty() {
            self.values.remove(&field);
        } else {
            self.values.insert(field, text);
        }
    }

    /// The value of a field, if it has one.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.values.get(&field).map(|text| &**text)
    }

    /// All values, by field.
    pub fn values(&self) -> impl Iterator<Item = (Field, &str)> {
        self.values.iter().map(|(field, text)| (*field, &**text))
    }

    /// Whether captions read the same in both.
    pub(crate) fn same_wording(&self, other: &LabelData) -> bool {
        (
            self.lang,
            self.other_lang,
            self.date_kind,
            self.expiry_kind,
            self.quantity_kind,
        ) == (
            other.lang,
            other.other_lang,
            other.date_kind,
            other.expiry_kind,
            other.quantity_kind,
        )
    }

    /// The locale key of the words before a value ("NSX:"), which depend on the kind of date, promise and quantity.
    pub(crate) fn caption_key(&self, field: Field) -> String {
        let kind = match field {
            Field::Date => match self.date_kind {
                DateKind::Produced => ".produced",
                DateKind::Packed => ".packed",
                DateKind::Harvested => ".harvested",
                DateKind::Season => ".season",
            },
            Field::Expiry => match self.expiry_kind {
                ExpiryKind::Expires => ".expires",
                ExpiryKind::BestBefore => ".best_before",
            },
            Field::NetQuantity => match self.quantity_kind {
                QuantityKind::Mass => ".mass",
                QuantityKind::Volume => ".volume",
                QuantityKind::Count => ".count",
            },
            _ => "",
        };
        format!("labels.caption.{}{kind}", field.key())
    }
}

/// A date as labels write it: `20/10/2026` (Decree 37/2026: day, month, year; separators `.` `/` `-` or space).
pub fn date_text(date: jiff::civil::Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_nfc_with_single_spaces() {
        let data =
            LabelData::default().with(Field::Product, " Che\u{302}\u{300} \t Ô\n long\u{7} ");
        assert_eq!(data.get(Field::Product), Some("Chề Ô long"));
    }

    #[test]
    fn an_empty_value_is_no_value() {
        let data = LabelData::default()
            .with(Field::Lot, "A1")
            .with(Field::Lot, "  ");
        assert_eq!(data.get(Field::Lot), None);
    }

    #[test]
    fn dates_are_day_month_year() {
        assert_eq!(date_text(jiff::civil::date(2026, 4, 2)), "02/04/2026");
    }
}
