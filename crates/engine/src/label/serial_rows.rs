//! Blocks of serial numbers, set aside before a print is drawn: see `nuong_domain::serial` for why they never repeat.

use nuong_domain::SerialBlock;
use rusqlite::types::Value;

use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text};
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// Blocks tried; the first is always free, but for a generator that stands still.
const TRIES: u32 = 20;

/// Serial numbers set aside, as stored: a fact.
pub(crate) struct StoredBlock {
    id: String,
    lot: String,
    labels: u32,
    device: String,
    person: String,
    at: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "serial_block",
    "serial_block",
    &["id", "lot_id", "labels", "device", "person", "at"],
    &[],
)
.entered_at("at");

impl Record for StoredBlock {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(&self.id),
            text(&self.lot),
            self.labels.into(),
            text(&self.device),
            text(&self.person),
            text(&self.at),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            lot: row.get(1)?,
            labels: row.get(2)?,
            device: row.get(3)?,
            person: row.get(4)?,
            at: row.get(5)?,
        })
    }
}

impl Tx<'_> {
    /// Sets serial numbers aside for so many labels of a lot.
    pub(super) fn reserve_serials(&mut self, lot: &str, labels: u32) -> Result<SerialBlock> {
        for _ in 0..TRIES {
            let block = SerialBlock::from_random(self.random(), labels);
            let specimen = block.id() == SerialBlock::specimen_block(1).id();
            if specimen || self.reader().lot_of_serial_block(block.id())?.is_some() {
                continue;
            }
            self.append(&StoredBlock {
                id: block.id().to_owned(),
                lot: lot.to_owned(),
                labels,
                device: self.device(),
                person: self.actor().to_owned(),
                at: self.at().to_owned(),
            })?;
            return Ok(block);
        }
        Err(AppError::new(
            Code::Internal,
            "no serial numbers: the random generator repeats itself",
        ))
    }
}

impl Reader<'_> {
    fn lot_of_serial_block(&self, id: &str) -> Result<Option<String>> {
        self.one("SELECT lot_id FROM serial_block WHERE id = ?1", [id], |r| {
            r.get(0)
        })
    }

    /// The lot that a serial number was set aside for: its id.
    pub(crate) fn lot_of_serial(&self, serial: &str) -> Result<Option<String>> {
        let Some(block) = SerialBlock::of_serial(serial) else {
            return Ok(None);
        };
        self.lot_of_serial_block(block.id())
    }
}
