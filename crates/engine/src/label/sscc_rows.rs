//! Blocks of pallet numbers, set aside before a print is drawn: see `nuong_domain::pallet` and `pallet_book.rs` for why they do not come
//! back.

use nuong_domain::PalletRing;
use nuong_gs1::Sscc;
use rusqlite::params;
use rusqlite::types::Value;

use super::pallet_book::PalletBook;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text};
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// The SSCCs of one print.
#[derive(Debug, Clone)]
pub(crate) struct PalletBlock {
    gcp: String,
    digit: u8,
    ring: PalletRing,
    first: u64,
}

impl PalletBlock {
    /// A block to look at, never printed; none without a company prefix.
    pub fn specimen_pallets(gcp: &str, digit: u8) -> Option<Self> {
        let ring = PalletRing::under_prefix(gcp)?;
        Some(Self {
            gcp: gcp.to_owned(),
            digit,
            ring,
            first: 0,
        })
    }

    /// The SSCC of the `n`th pallet, from 0: 18 digits.
    pub fn sscc_of(&self, n: u32) -> String {
        let reference = self.ring.serial_reference(self.first + u64::from(n));
        // The ring gives as many digits as the prefix leaves, so this is an SSCC.
        Sscc::from_parts(self.digit, &self.gcp, &reference)
            .map_or(String::new(), |sscc| sscc.to_string())
    }
}

/// What pallet numbers are wanted for.
pub(crate) struct PalletsWanted<'a> {
    pub gcp: &'a str,
    pub lot: &'a str,
    pub pallets: u32,
    pub cartons: Option<u32>,
}

/// Pallet numbers set aside, as stored: a fact.
pub(crate) struct StoredPallets {
    gcp: String,
    digit: u8,
    first: i64,
    pallets: u32,
    lot: String,
    cartons: Option<u32>,
    device: String,
    person: String,
    at: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "sscc_block",
    "sscc_block",
    &[
        "gcp", "digit", "first", "labels", "lot_id", "cartons", "device", "person", "at",
    ],
    &[],
)
.keyed_by(3)
.entered_at("at");

impl Record for StoredPallets {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(&self.gcp),
            self.digit.into(),
            self.first.into(),
            self.pallets.into(),
            text(&self.lot),
            self.cartons.into(),
            text(&self.device),
            text(&self.person),
            text(&self.at),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            gcp: row.get(0)?,
            digit: row.get(1)?,
            first: row.get(2)?,
            pallets: row.get(3)?,
            lot: row.get(4)?,
            cartons: row.get(5)?,
            device: row.get(6)?,
            person: row.get(7)?,
            at: row.get(8)?,
        })
    }
}

impl Tx<'_> {
    /// Sets SSCCs aside.
    ///
    /// # Errors
    /// `sscc_digit_missing`, `gcp_missing`; `sscc_used_up` (args `free`).
    pub(super) fn reserve_ssccs(
        &mut self,
        book: &mut PalletBook,
        wanted: &PalletsWanted<'_>,
    ) -> Result<PalletBlock> {
        let (gcp, pallets) = (wanted.gcp, wanted.pallets);
        let digit = book
            .laptop_digit()
            .ok_or_else(|| AppError::new(Code::SsccDigitMissing, "no digit"))?;
        let mut block = PalletBlock::specimen_pallets(gcp, digit)
            .ok_or_else(|| AppError::new(Code::GcpMissing, gcp))?;
        let last = self
            .reader()
            .last_pallet(gcp, digit)?
            .max(book.last_used(gcp, digit)?);
        let first = block.ring.next_number(self.now(), last, pallets);
        block.first =
            first.map_err(|e| AppError::new(Code::SsccUsedUp, pallets).with("free", e.free))?;
        self.append(&StoredPallets {
            gcp: gcp.to_owned(),
            digit,
            first: i64::try_from(block.first).map_err(|e| AppError::of(Code::Internal, e))?,
            pallets,
            lot: wanted.lot.to_owned(),
            cartons: wanted.cartons,
            device: self.device(),
            person: self.actor().to_owned(),
            at: self.at().to_owned(),
        })?;
        book.use_up_to(gcp, digit, block.first + u64::from(pallets) - 1)?;
        Ok(block)
    }
}

impl Reader<'_> {
    fn last_pallet(&self, gcp: &str, digit: u8) -> Result<Option<u64>> {
        let last = self.one(
            "SELECT max(first + labels - 1) FROM sscc_block WHERE gcp = ?1 AND digit = ?2",
            params![gcp, digit],
            |r| match r.get::<Option<i64>>(0)? {
                Some(n) => Ok(Some(u64::try_from(n).map_err(|e| r.damaged(0, &e))?)),
                None => Ok(None),
            },
        )?;
        Ok(last.flatten())
    }
}
