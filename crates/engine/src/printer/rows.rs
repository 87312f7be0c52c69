//! Printers that labels are sent to: this laptop's own, by the name that people call them.

use rusqlite::types::Type;
use rusqlite::{Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::view::Printer;
use crate::Result;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

const COLUMNS: &str = "SELECT name, reach, address, language, dpi, asks FROM printer";

fn printer(r: &Row<'_>) -> rusqlite::Result<Printer> {
    Ok(Printer {
        name: r.get(0)?,
        reach: word(r, 1)?,
        address: r.get(2)?,
        language: word(r, 3)?,
        dpi: r.get(4)?,
        asks: r.get(5)?,
    })
}

/// A value that is stored as its word in JSON.
fn word<T: DeserializeOwned>(r: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let word: String = r.get(column)?;
    serde_json::from_value(Value::String(word))
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(e)))
}

fn worded(value: impl Serialize) -> String {
    json!(value).as_str().unwrap_or_default().to_owned()
}

impl Reader<'_> {
    /// Every printer, by name.
    pub(crate) fn printers(&self) -> Result<Vec<Printer>> {
        self.all(&format!("{COLUMNS} ORDER BY name"), [], printer)
    }

    /// The printer of that name.
    pub(crate) fn printer(&self, name: &str) -> Result<Option<Printer>> {
        self.one(&format!("{COLUMNS} WHERE name = ?1"), [name], printer)
    }
}

impl Tx<'_> {
    /// Adds a printer or changes the one of that name.
    pub(crate) fn put_printer(&mut self, p: &Printer) -> Result<()> {
        let before = self.reader().printer(&p.name)?;
        let at = self.at().to_owned();
        self.run(
            "INSERT INTO printer (name, reach, address, language, dpi, asks, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (name) DO UPDATE SET reach = excluded.reach, address = excluded.address, language = excluded.language,
               dpi = excluded.dpi, asks = excluded.asks, at = excluded.at",
            params![p.name, worded(p.reach), p.address, worded(p.language), p.dpi, p.asks, at],
        )?;
        self.log_printer(&p.name, "changed", [before.as_ref(), Some(p)])
    }

    /// Takes a printer out; false when there is none of that name.
    pub(crate) fn remove_printer(&mut self, name: &str) -> Result<bool> {
        let Some(before) = self.reader().printer(name)? else {
            return Ok(false);
        };
        self.run("DELETE FROM printer WHERE name = ?1", [name])?;
        self.log_printer(name, "removed", [Some(&before), None])?;
        Ok(true)
    }

    fn log_printer(
        &mut self,
        name: &str,
        verb: &'static str,
        [before, after]: [Option<&Printer>; 2],
    ) -> Result<()> {
        self.log(Change {
            noun: "printer",
            record: name,
            lot: None,
            verb,
            fields: vec![("printer", json!(before), json!(after))],
        })?;
        self.touch(Topic::Papers);
        Ok(())
    }
}
