//! What a label said, kept as JSON with its print: a reprint says the same, whatever became of product and cooperative since. Pictures are named by their hash.

use std::collections::BTreeMap;

use nuong_labels::{DateKind, ExpiryKind, Field, LabelData, Lang, QuantityKind, Slot};
use serde::{Deserialize, Serialize};

use super::claims::Claim;
use crate::store::reader::Reader;
use crate::{AppError, Code, Result};

/// The words of one label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Said {
    values: BTreeMap<Field, String>,
    goods_group: String,
    date_kind: DateKind,
    expiry_kind: ExpiryKind,
    quantity_kind: QuantityKind,
    lang: Lang,
    #[serde(default)]
    other_lang: Option<Lang>,
    face_cm2: Option<u32>,
    /// SHA-256 of pictures, by place.
    #[serde(default)]
    pictures: BTreeMap<Slot, String>,
    /// Of what was printed, that which ends.
    #[serde(default)]
    pub claims: Vec<Claim>,
}

impl Said {
    /// What a label says.
    pub fn of_label(data: &LabelData, claims: &[Claim]) -> Self {
        let values = data
            .values()
            .map(|(field, value)| (field, value.to_owned()));
        let pictures = data.pictures.iter();
        Self {
            values: values.collect(),
            goods_group: data.goods_group.clone(),
            date_kind: data.date_kind,
            expiry_kind: data.expiry_kind,
            quantity_kind: data.quantity_kind,
            lang: data.lang,
            other_lang: data.other_lang,
            face_cm2: data.face_cm2,
            pictures: pictures.map(|(slot, p)| (*slot, p.sha256())).collect(),
            claims: claims.to_vec(),
        }
    }

    /// None for prints that were entered before values were kept.
    ///
    /// # Errors
    /// `file_damaged` for a text that is not what [`Said::said_json`] made.
    pub fn read_said(json: &str) -> Result<Option<Self>> {
        if json.is_empty() {
            return Ok(None);
        }
        let said = serde_json::from_str(json);
        said.map(Some)
            .map_err(|e| AppError::of(Code::FileDamaged, e).with("column", "said"))
    }

    /// As JSON.
    ///
    /// # Errors
    /// `internal`: texts and words alone are in it, nothing that JSON could not hold.
    pub fn said_json(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|e| AppError::of(Code::Internal, e))
    }

    /// The label as it was.
    ///
    /// # Errors
    /// `picture_not_found`.
    pub fn label_data(&self, r: &Reader<'_>) -> Result<LabelData> {
        let mut data = self.label_words();
        for (slot, hash) in &self.pictures {
            data.pictures
                .insert(*slot, crate::picture::kept_picture(r, hash)?);
        }
        Ok(data)
    }

    fn label_words(&self) -> LabelData {
        let mut data = LabelData::of_group(&self.goods_group);
        for (field, value) in &self.values {
            data.set(*field, value);
        }
        data.date_kind = self.date_kind;
        data.expiry_kind = self.expiry_kind;
        data.quantity_kind = self.quantity_kind;
        data.lang = self.lang;
        data.other_lang = self.other_lang;
        data.face_cm2 = self.face_cm2;
        data
    }
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
        data.other_lang = Some(Lang::En);
        let said = Said::of_label(&data, &[]);
        let read = Said::read_said(&said.said_json().unwrap())
            .unwrap()
            .unwrap();
        assert_eq!(read, said);
        assert_eq!(read.label_words(), data);
    }

    #[test]
    fn a_print_of_before_has_nothing_to_say() {
        assert_eq!(Said::read_said(""), Ok(None));
    }

    #[test]
    fn a_print_of_the_first_kept_words_is_read() {
        let json = r#"{"values":{"lot":"A1"},"goods_group":"food","date_kind":"produced","expiry_kind":"expires","quantity_kind":"mass","lang":"vi","face_cm2":null}"#;
        let words = Said::read_said(json).unwrap().unwrap().label_words();
        assert_eq!(words.get(Field::Lot), Some("A1"));
    }
}
