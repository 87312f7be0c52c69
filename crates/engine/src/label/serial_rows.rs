//! Blocks of serial numbers, set aside before a print is drawn: see `nuong_domain::serial` for why they never repeat.

use nuong_domain::SerialBlock;
use rusqlite::params;

use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// Blocks tried; the first is always free, but for a generator that stands still.
const TRIES: u32 = 20;

impl Tx<'_> {
    /// Sets serial numbers aside for so many labels of a lot.
    pub(crate) fn reserve_serials(&mut self, lot: &str, labels: u32) -> Result<SerialBlock> {
        let (device, person, at) = (
            self.device().to_owned(),
            self.actor().to_owned(),
            self.at().to_owned(),
        );
        for _ in 0..TRIES {
            let block = SerialBlock::of(self.random(), labels);
            if block.id() == SerialBlock::specimen(1).id() {
                continue;
            }
            let fresh = self.run(
                "INSERT OR IGNORE INTO serial_block (id, lot_id, labels, device, person, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![block.id(), lot, labels, device, person, at],
            )?;
            if fresh == 1 {
                return Ok(block);
            }
        }
        Err(AppError::new(
            Code::Internal,
            "no serial numbers: the random generator repeats itself",
        ))
    }
}

impl Reader<'_> {
    /// The lot that a serial number was set aside for: its id.
    pub(crate) fn lot_of_serial(&self, serial: &str) -> Result<Option<String>> {
        let Some(block) = SerialBlock::of_serial(serial) else {
            return Ok(None);
        };
        self.one(
            "SELECT lot_id FROM serial_block WHERE id = ?1",
            [block.id()],
            |r| r.get(0),
        )
    }
}
