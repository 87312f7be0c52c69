//! Records as a program gives them: JSON objects by name. What a listing prints can be given back; a name that nobody knows is refused by
//! name, so that a slip of the pen never vanishes.

use nuong_domain::clean;
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::text::short;
use crate::{AppError, Code, Result};

/// Most records of one call: a province's whole list, and no program's memory.
const MOST: usize = 100_000;

/// What putting a record did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Put {
    /// The record's code.
    pub code: String,
    /// `added`, `changed` or `unchanged`.
    pub outcome: &'static str,
}

impl Put {
    /// By whether there was none, and whether it stayed as it was.
    pub(crate) fn of(code: String, is_new: bool, is_same: bool) -> Self {
        let outcome = match (is_new, is_same) {
            (true, _) => "added",
            (false, true) => "unchanged",
            (false, false) => "changed",
        };
        Self { code, outcome }
    }
}

/// The fields of one record. A name that is not there says nothing; `null` or an empty text takes a value away.
pub(crate) struct Given {
    noun: &'static str,
    fields: Map<String, Json>,
}

/// The objects of a JSON text: one, or an array of them.
///
/// # Errors
/// `json_unreadable` (args `line`); `too_many_records` (args `most`).
pub(crate) fn parse_objects(text: &str) -> Result<Vec<Json>> {
    let read: Json = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|e| {
        let line = e.line();
        AppError::of(Code::JsonUnreadable, e).with("line", line)
    })?;
    let all = match read {
        Json::Array(all) => all,
        one => vec![one],
    };
    if all.len() > MOST {
        return Err(AppError::new(Code::TooManyRecords, all.len()).with("most", MOST));
    }
    Ok(all)
}

/// What `take` makes of each object; a refusal says of which.
///
/// # Errors
/// Those of `take`, with the arg `record`: which of them, counted from 1.
pub(crate) fn take_each<T>(
    objects: Vec<Json>,
    mut take: impl FnMut(Json) -> Result<T>,
) -> Result<Vec<T>> {
    let numbered = (1_usize..).zip(objects);
    let taken = numbered.map(|(n, object)| take(object).map_err(|error| error.with("record", n)));
    taken.collect()
}

impl Given {
    /// The fields of an object, each of which must be among `known`; those that a listing derives are passed over.
    ///
    /// # Errors
    /// `field_unknown` (args `value`, `field`, `known`), `json_unreadable` for what is no object.
    pub fn of_object(
        noun: &'static str,
        object: Json,
        known: &[&str],
        derived: &[&str],
    ) -> Result<Self> {
        let Json::Object(mut fields) = object else {
            return Err(AppError::new(Code::JsonUnreadable, "no object").with("line", 1));
        };
        fields.retain(|name, _| !derived.contains(&name.as_str()));
        match fields.keys().find(|name| !known.contains(&name.as_str())) {
            Some(stranger) => Err(AppError::new(Code::FieldUnknown, stranger)
                .with("value", stranger)
                .with("field", stranger)
                .with("known", known.join(", "))),
            None => Ok(Self { noun, fields }),
        }
    }

    /// Every field with its value, by name.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.fields
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// A text, cleaned and not too long; none where the name is not there.
    ///
    /// # Errors
    /// `field_invalid` (args `field`, `value`), also for one that is too long.
    pub fn text(&self, name: &str) -> Result<Option<String>> {
        match self.fields.get(name) {
            None => Ok(None),
            Some(Json::Null) => Ok(Some(String::new())),
            Some(Json::String(text)) => match short(name, text) {
                Ok(text) => Ok(Some(text)),
                Err(_) => Err(self.invalid(name, &Json::String(text.clone()))),
            },
            Some(other) => Err(self.invalid(name, other)),
        }
    }

    /// A text for which `meaning` has a value.
    ///
    /// # Errors
    /// As [`Given::text`].
    pub fn meaning<T>(
        &self,
        name: &str,
        meaning: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        match meaning(&text) {
            Some(value) => Ok(Some(value)),
            None => Err(self.invalid(name, &Json::String(text))),
        }
    }

    /// A whole number within a range, or that there is none; none where the name is not there.
    ///
    /// # Errors
    /// `field_invalid` (args `field`, `value`).
    pub fn whole(
        &self,
        name: &str,
        range: std::ops::RangeInclusive<i64>,
    ) -> Result<Option<Option<i64>>> {
        match self.fields.get(name) {
            None => Ok(None),
            Some(Json::Null) => Ok(Some(None)),
            Some(value) => match value.as_i64().filter(|n| range.contains(n)) {
                Some(number) => Ok(Some(Some(number))),
                None => Err(self.invalid(name, value)),
            },
        }
    }

    /// A number within a range, or that there is none; none where the name is not there.
    ///
    /// # Errors
    /// `field_invalid` (args `field`, `value`).
    pub fn number(
        &self,
        name: &str,
        range: std::ops::RangeInclusive<f64>,
    ) -> Result<Option<Option<f64>>> {
        match self.fields.get(name) {
            None => Ok(None),
            Some(Json::Null) => Ok(Some(None)),
            Some(value) => match value.as_f64().filter(|n| range.contains(n)) {
                Some(number) => Ok(Some(Some(number))),
                None => Err(self.invalid(name, value)),
            },
        }
    }

    /// That a field holds what cannot be.
    pub fn invalid(&self, name: &str, value: &Json) -> AppError {
        let value = match value {
            Json::String(text) => clean(text),
            other => other.to_string(),
        };
        let value: String = value.chars().take(80).collect();
        AppError::new(Code::FieldInvalid, format!("{}.{name}: {value}", self.noun))
            .with("field", name)
            .with("value", value)
    }

    /// That a record needs a field.
    pub fn missing(&self, name: &str) -> AppError {
        AppError::new(Code::FieldMissing, format!("{}.{name}", self.noun)).with("field", name)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn given(object: Json) -> Result<Given> {
        Given::of_object("party", object, &["code", "year", "east"], &["count"])
    }

    #[test]
    fn a_name_that_nobody_knows_is_refused_and_a_derived_one_passed_over() {
        let error = given(json!({"code": "A", "cod": "B"})).err().unwrap();
        assert_eq!(
            (error.code, &*error.args["field"]),
            (Code::FieldUnknown, "cod")
        );
        let given = given(json!({"code": " Lò\u{a0} Văn ", "count": 3})).unwrap();
        assert_eq!(given.text("code").unwrap().as_deref(), Some("Lò Văn"));
    }

    #[test]
    fn what_is_not_there_says_nothing_and_null_takes_away() {
        let given = given(json!({"code": null, "year": null})).unwrap();
        assert_eq!(given.text("code").unwrap().as_deref(), Some(""));
        assert_eq!(given.whole("year", 1900..=2100).unwrap(), Some(None));
        assert_eq!(given.number("east", -180.0..=180.0).unwrap(), None);
    }

    #[test]
    fn a_value_of_another_kind_is_named_with_its_field() {
        let given = given(json!({"code": 7, "year": 1.5, "east": "x"})).unwrap();
        let refused = [
            given.text("code").err(),
            given.whole("year", 0..=9).err(),
            given.number("east", -1.0..=1.0).err(),
        ];
        for (error, field) in refused.into_iter().zip(["code", "year", "east"]) {
            let error = error.unwrap();
            assert_eq!(
                (error.code, &*error.args["field"]),
                (Code::FieldInvalid, field)
            );
        }
    }

    #[test]
    fn a_text_that_is_no_json_is_told_by_its_line() {
        let error = parse_objects("[\n{]").err().unwrap();
        assert_eq!(
            (error.code, &*error.args["line"]),
            (Code::JsonUnreadable, "2")
        );
    }
}
