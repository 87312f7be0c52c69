//! Blocks of pallet numbers, set aside before a print is drawn: see `nuong_domain::pallet` and `pallet_book.rs` for why they do not come
//! back.

use nuong_domain::PalletRing;
use nuong_gs1::Sscc;
use rusqlite::params;

use super::pallet_book::PalletBook;
use crate::store::reader::Reader;
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
    pub fn specimen(gcp: &str, digit: u8) -> Option<Self> {
        let ring = PalletRing::under(gcp)?;
        Some(Self {
            gcp: gcp.to_owned(),
            digit,
            ring,
            first: 0,
        })
    }

    /// The SSCC of the `n`th pallet, from 0: 18 digits.
    pub fn sscc(&self, n: u32) -> String {
        let reference = self.ring.reference(self.first + u64::from(n));
        // The ring gives as many digits as the prefix leaves, so this is an SSCC.
        Sscc::of(self.digit, &self.gcp, &reference).map_or(String::new(), |sscc| sscc.to_string())
    }
}

/// What pallet numbers are wanted for.
pub(crate) struct PalletsWanted<'a> {
    pub gcp: &'a str,
    pub lot: &'a str,
    pub pallets: u32,
    pub cartons: Option<u32>,
}

impl Tx<'_> {
    /// Sets SSCCs aside.
    ///
    /// # Errors
    /// `sscc_digit_missing`, `gcp_missing`; `sscc_used_up` (args `free`).
    pub(crate) fn reserve_ssccs(
        &mut self,
        book: &mut PalletBook,
        wanted: &PalletsWanted<'_>,
    ) -> Result<PalletBlock> {
        let (gcp, pallets) = (wanted.gcp, wanted.pallets);
        let digit = book
            .digit()
            .ok_or_else(|| AppError::new(Code::SsccDigitMissing, "no digit"))?;
        let mut block = PalletBlock::specimen(gcp, digit)
            .ok_or_else(|| AppError::new(Code::GcpMissing, gcp))?;
        let last = self
            .reader()
            .last_pallet(gcp, digit)?
            .max(book.used(gcp, digit));
        let first = block.ring.next(self.now(), last, pallets);
        block.first =
            first.map_err(|e| AppError::new(Code::SsccUsedUp, pallets).with("free", e.free))?;
        let (device, person, at) = (
            self.device().to_owned(),
            self.actor().to_owned(),
            self.at().to_owned(),
        );
        self.run(
            "INSERT INTO sscc_block (gcp, digit, first, labels, lot_id, cartons, device, person, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![gcp, digit, i64::try_from(block.first).unwrap_or(i64::MAX), pallets, wanted.lot, wanted.cartons, device, person, at],
        )?;
        book.use_up_to(gcp, digit, block.first + u64::from(pallets) - 1)?;
        Ok(block)
    }
}

impl Reader<'_> {
    fn last_pallet(&self, gcp: &str, digit: u8) -> Result<Option<u64>> {
        let last: Option<Option<i64>> = self.one(
            "SELECT max(first + labels - 1) FROM sscc_block WHERE gcp = ?1 AND digit = ?2",
            params![gcp, digit],
            |r| r.get(0),
        )?;
        Ok(last.flatten().and_then(|n| u64::try_from(n).ok()))
    }
}
