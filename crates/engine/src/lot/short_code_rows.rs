//! Short codes of lots: a projection of the names that a lot keeps for ever.

use nuong_gs1::ShortCode;

use super::STALE;
use super::rows::LotRecord;
use crate::event::{Subject, lot_class};
use crate::store::mark::Mark;
use crate::store::reader::Reader;
use crate::{App, Result};

/// Organisation code, SKU, GTIN and lot code to the lot's short code, as a registry makes it.
pub(crate) fn short_code(organisation: &str, subject: &Subject<'_>) -> ShortCode {
    ShortCode::of_lot(&lot_class(organisation, subject))
}

impl Reader<'_> {
    /// The lots with a short code; one, but for rare coincidences.
    pub(crate) fn lots_by_short_code(&self, code: ShortCode) -> Result<Vec<LotRecord>> {
        self.lots_where("short_code = ?1", &code.compact())
    }

    /// A lot's short code.
    pub(crate) fn short_code_of(&self, lot: &LotRecord) -> Result<ShortCode> {
        let organisation = self.profile()?.map_or_else(String::new, |p| p.organisation);
        let subject = Subject {
            lot: &lot.code,
            sku: &lot.sku,
            gtin: lot.gtin.as_deref(),
        };
        Ok(short_code(&organisation, &subject))
    }
}

impl App {
    /// Gives lots of an earlier program their short codes.
    pub(crate) fn fill_short_codes(&self) -> Result<()> {
        const MISSING: &str = "SELECT id FROM lot WHERE short_code = ''";
        let missing = self.read(|r| match r.profile()? {
            Some(_) => r.all(MISSING, [], |r| r.get::<String>(0)),
            None => Ok(Vec::new()),
        })?;
        if missing.is_empty() {
            return Ok(());
        }
        self.write("", |tx| {
            for lot in missing {
                tx.mark(Mark::new(STALE, lot));
            }
            Ok(())
        })
    }
}
