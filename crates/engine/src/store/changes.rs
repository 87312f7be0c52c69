//! The change log: who changed what, when, on which device, before and after. It holds no secrets.

use std::collections::BTreeMap;

use rusqlite::params;
use serde_json::{Map, Value, json};

use super::reader::Reader;
use super::tx::Tx;
use crate::Result;

/// An entry to write.
pub(crate) struct Change<'a> {
    /// What kind of record: `product`, `lot`, …
    pub noun: &'static str,
    /// Its id.
    pub record: &'a str,
    /// The lot whose history shows it.
    pub lot: Option<&'a str>,
    /// `created`, `changed`, … : last part of the locale key `core.history.{noun}_{verb}`.
    pub verb: &'static str,
    /// Field → (before, after).
    pub fields: Vec<(&'static str, Value, Value)>,
}

/// An entry as read for a lot's history.
pub(crate) struct Entry {
    pub at: String,
    pub actor: String,
    pub noun: String,
    pub verb: String,
    pub fields: Map<String, Value>,
}

impl Tx<'_> {
    /// Writes an entry.
    pub(crate) fn log(&mut self, change: Change<'_>) -> Result<()> {
        let fields: Map<String, Value> = change
            .fields
            .into_iter()
            .map(|(name, before, after)| (name.to_owned(), json!([before, after])))
            .collect();
        let (clock, at, device, actor) = (
            self.tick(),
            self.at().to_owned(),
            self.device().to_owned(),
            self.actor().to_owned(),
        );
        self.run(
            "INSERT INTO change_log (clock, at, device, actor, noun, record, lot_id, verb, fields) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![clock, at, device, actor, change.noun, change.record, change.lot, change.verb, Value::Object(fields).to_string()],
        )?;
        Ok(())
    }
}

impl Reader<'_> {
    /// The entries of a lot's history, newest first.
    pub(crate) fn lot_history(&self, lot: &str) -> Result<Vec<Entry>> {
        self.all("SELECT at, actor, noun, verb, fields FROM change_log WHERE lot_id = ?1 ORDER BY n DESC LIMIT 200", [lot], |r| {
            let fields: String = r.get(4)?;
            Ok(Entry { at: r.get(0)?, actor: r.get(1)?, noun: r.get(2)?, verb: r.get(3)?, fields: serde_json::from_str(&fields).unwrap_or_default() })
        })
    }
}

impl Entry {
    /// Scalars of the state after the change, for the history's sentence: `{quantity}`, `{by}`, …
    pub fn args(&self) -> BTreeMap<String, String> {
        let mut args = BTreeMap::new();
        for (name, pair) in &self.fields {
            match pair.get(1) {
                Some(Value::Object(after)) => args.extend(
                    after
                        .iter()
                        .filter_map(|(k, v)| Some((k.clone(), scalar(v)?))),
                ),
                Some(after) => args.extend(scalar(after).map(|v| (name.clone(), v))),
                None => {}
            }
        }
        args
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Bool(b) => Some(b.to_string()),
        _ => None,
    }
}
