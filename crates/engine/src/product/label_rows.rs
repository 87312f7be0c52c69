//! What a product's labels say beyond the first record, in one column as JSON: nothing of it is ever asked for by SQL.

use rusqlite::Row;
use rusqlite::types::Type;
use serde_json::{Map, Value, json};

use super::view::ProductLabel;

/// Reads the column. JSON that is none is an error, so that nobody saves an empty record over it.
pub(crate) fn column(r: &Row<'_>, index: usize) -> rusqlite::Result<ProductLabel> {
    let text: String = r.get(index)?;
    serde_json::from_str(&text)
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(index, Type::Text, e.into()))
}

/// For the change log: the fields that differ, before and after.
pub(crate) fn changes(
    before: &ProductLabel,
    after: &ProductLabel,
) -> Option<(&'static str, Value, Value)> {
    let (before, after) = (fields(before), fields(after));
    let differ = |own: &Map<String, Value>, other: &Map<String, Value>| -> Map<String, Value> {
        let own = own.iter().filter(|(name, v)| other.get(*name) != Some(*v));
        own.map(|(name, v)| (name.clone(), v.clone())).collect()
    };
    let (was, is) = (differ(&before, &after), differ(&after, &before));
    (!is.is_empty()).then_some(("label", Value::Object(was), Value::Object(is)))
}

fn fields(label: &ProductLabel) -> Map<String, Value> {
    match json!(label) {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
