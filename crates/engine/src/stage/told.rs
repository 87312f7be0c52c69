//! What is written down about a step or one of its lines, against its stage: names that the stage has, values that the fields take.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::catalogue::Stages;
use super::field::{Field, FieldsOf};
use super::file::Stage;
use super::value::{Unfit, checked_value, shown_value};
use crate::{AppError, Code, Result};

/// Longest part of a name that nobody knows which is repeated to the person.
const LONGEST_NAME: usize = 60;

impl Stages {
    /// The object as it is kept: NFC and tidy text; masses and volumes, typed in kg and l, in whole mg and µl, rounded half up; numbers and
    /// temperatures with at most six decimals. What is empty (null, `""`, `[]`) is left out. `today` is the last day that most days may name.
    ///
    /// # Errors
    /// `field_unknown` (args `value`, `known`) for a name that the stage does not have there; `stage_field_invalid` (args `field`, its names
    /// `label.vi` and `label.en`, `why`: the key of a sentence, and that one's); `stage_field_missing` (args `field`, `label.vi`, `label.en`).
    pub fn checked_fields(
        &self,
        stage: &Stage,
        of: FieldsOf,
        given: &Map<String, Value>,
        today: Date,
    ) -> Result<Map<String, Value>> {
        let fields = self.fields_of(stage, of);
        let mut checked = Map::new();
        for (name, value) in given {
            let field = fields.iter().find(|field| field.code == *name);
            let field = field.ok_or_else(|| name_unknown(name, &fields))?;
            let value = checked_value(self, field, value, today);
            if let Some(value) = value.map_err(|unfit| value_unfit(field, unfit))? {
                checked.insert(name.clone(), value);
            }
        }
        let must = stage.must.iter();
        let mut missing = must.filter(|code| !checked.contains_key(*code));
        let missing = missing.find_map(|code| fields.iter().find(|field| field.code == *code));
        match missing.filter(|_| of != FieldsOf::Line) {
            Some(field) => Err(about_field(Code::StageFieldMissing, field)),
            None => Ok(checked),
        }
    }

    /// The object as it was typed: the reverse of [`Stages::checked_fields`]. A name that the stage no longer has comes back as it is kept.
    pub fn shown_fields(
        &self,
        stage: &Stage,
        of: FieldsOf,
        kept: &Map<String, Value>,
    ) -> Map<String, Value> {
        let fields = self.fields_of(stage, of);
        let shown = kept.iter().map(|(name, value)| {
            let field = fields.iter().find(|field| field.code == *name);
            let shown = field.map_or_else(|| value.clone(), |field| shown_value(field, value));
            (name.clone(), shown)
        });
        shown.collect()
    }
}

fn name_unknown(name: &str, fields: &[&Field]) -> AppError {
    let known: Vec<&str> = fields.iter().map(|field| field.code.as_str()).collect();
    let name: String = name.chars().take(LONGEST_NAME).collect();
    AppError::new(Code::FieldUnknown, "")
        .with("value", &name)
        .with("field", name)
        .with("known", known.join(", "))
}

fn value_unfit(field: &Field, unfit: Unfit) -> AppError {
    let refused = about_field(Code::StageFieldInvalid, field).with("why", unfit.key());
    let args = unfit.args.into_iter();
    args.fold(refused, |refused, (name, value)| refused.with(name, value))
}

fn about_field(code: Code, field: &Field) -> AppError {
    AppError::new(code, "")
        .with("field", &field.code)
        .with("label.vi", &field.vi)
        .with("label.en", &field.en)
}
