//! What a label said, kept as JSON with its print: a reprint says the same, whatever became of product and cooperative since.

use std::collections::BTreeMap;

use nuong_labels::{DateKind, ExpiryKind, Field, LabelData, Lang, QuantityKind};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Said {
    values: BTreeMap<Field, String>,
    goods_group: String,
    date_kind: DateKind,
    expiry_kind: ExpiryKind,
    quantity_kind: QuantityKind,
    lang: Lang,
    face_cm2: Option<u32>,
}

/// The label's values as JSON.
pub(super) fn write(data: &LabelData) -> String {
    let said = Said {
        values: data
            .values()
            .map(|(field, value)| (field, value.to_owned()))
            .collect(),
        goods_group: data.goods_group.clone(),
        date_kind: data.date_kind,
        expiry_kind: data.expiry_kind,
        quantity_kind: data.quantity_kind,
        lang: data.lang,
        face_cm2: data.face_cm2,
    };
    // Texts and words alone: there is nothing in it that JSON could not hold.
    serde_json::to_string(&said).unwrap_or_default()
}

/// The values of a label as they were; none for prints that were entered before values were kept.
pub(super) fn read(json: &str) -> Option<LabelData> {
    let said: Said = serde_json::from_str(json).ok()?;
    let mut data = LabelData::of_group(&said.goods_group);
    for (field, value) in &said.values {
        data.set(*field, value);
    }
    data.date_kind = said.date_kind;
    data.expiry_kind = said.expiry_kind;
    data.quantity_kind = said.quantity_kind;
    data.lang = said.lang;
    data.face_cm2 = said.face_cm2;
    Some(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_read_as_it_was_written() {
        let mut data = LabelData::of_group("food")
            .with(Field::Product, "Chè Shan tuyết")
            .with(Field::Link, "https://x.vn/01/09520120070000/10/A%2F1");
        data.expiry_kind = ExpiryKind::BestBefore;
        data.face_cm2 = Some(40);
        assert_eq!(read(&write(&data)), Some(data));
    }

    #[test]
    fn a_print_of_before_has_nothing_to_say() {
        assert_eq!(read(""), None);
    }
}
