//! Printers that labels are sent to: this laptop's own, by the name that people call them.

use rusqlite::types::Value;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use super::view::Printer;
use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text};
use crate::store::tx::Tx;

/// A printer as stored.
struct StoredPrinter {
    printer: Printer,
    at: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "printer",
    "printer",
    &["name", "reach", "address", "language", "dpi", "asks", "at"],
    &[Topic::Papers],
);

/// A value that is stored as its word in JSON.
fn from_word<T: DeserializeOwned>(row: &Columns<'_>, index: usize) -> Result<T> {
    let word = Json::String(row.get(index)?);
    serde_json::from_value(word).map_err(|e| row.damaged(index, &e))
}

fn as_word(value: impl Serialize) -> Value {
    match json!(value) {
        Json::String(word) => Value::Text(word),
        other => text(other),
    }
}

impl Record for StoredPrinter {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let p = &self.printer;
        vec![
            text(&p.name),
            as_word(p.reach),
            text(&p.address),
            as_word(p.language),
            p.dpi.into(),
            p.asks.into(),
            text(&self.at),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            printer: Printer {
                name: row.get(0)?,
                reach: from_word(row, 1)?,
                address: row.get(2)?,
                language: from_word(row, 3)?,
                dpi: row.get(4)?,
                asks: row.get(5)?,
            },
            at: row.get(6)?,
        })
    }
}

impl Reader<'_> {
    /// Every printer, by name.
    pub(crate) fn own_printers(&self) -> Result<Vec<Printer>> {
        let all: Vec<StoredPrinter> = self.records("ORDER BY name", &[])?;
        Ok(all.into_iter().map(|one| one.printer).collect())
    }

    fn stored_printer(&self, name: &str) -> Result<Option<StoredPrinter>> {
        self.record(&[text(name)])
    }

    /// The printer of that name.
    pub(crate) fn own_printer(&self, name: &str) -> Result<Option<Printer>> {
        Ok(self.stored_printer(name)?.map(|one| one.printer))
    }
}

impl Tx<'_> {
    /// Adds a printer or changes the one of that name.
    pub(super) fn put_printer(&mut self, printer: &Printer) -> Result<()> {
        let at = self.at().to_owned();
        self.put(&StoredPrinter {
            printer: printer.clone(),
            at,
        })
        .map(|_before| ())
    }

    /// Takes a printer out; false when there is none of that name.
    pub(super) fn remove_printer(&mut self, name: &str) -> Result<bool> {
        let Some(known) = self.reader().stored_printer(name)? else {
            return Ok(false);
        };
        self.remove(&known)?;
        Ok(true)
    }
}
