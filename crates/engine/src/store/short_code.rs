//! Short codes of lots: a projection of the names that a lot keeps for ever.

use nuong_gs1::ShortCode;
use rusqlite::{Connection, TransactionBehavior, params};

use super::{LotRecord, Reader};
use crate::Result;
use crate::trace::{Subject, lot_class};

/// Tax code, SKU, GTIN and lot code to the lot's short code, as a registry makes it.
pub(super) fn short_code(tax: &str, subject: &Subject<'_>) -> ShortCode {
    ShortCode::of_lot(&lot_class(tax, subject))
}

impl Reader<'_> {
    /// The lots with a short code; one, but for rare coincidences.
    pub(crate) fn lots_by_short_code(&self, code: ShortCode) -> Result<Vec<LotRecord>> {
        self.lots_where("short_code = ?1", &code.compact())
    }

    /// A lot's short code.
    pub(crate) fn short_code_of(&self, lot: &LotRecord) -> Result<ShortCode> {
        let tax = self.profile()?.map(|p| p.tax_code).unwrap_or_default();
        let subject = Subject {
            lot: &lot.code,
            sku: &lot.sku,
            gtin: lot.gtin.as_deref(),
        };
        Ok(short_code(&tax, &subject))
    }
}

/// Gives lots of an earlier program their short codes.
pub(super) fn fill(conn: &mut Connection) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    {
        let mut missing = tx.prepare(
            "SELECT l.id, l.code, l.sku, l.gtin, c.tax_code FROM lot l JOIN cooperative c WHERE l.short_code = ''",
        )?;
        let mut give = tx.prepare("UPDATE lot SET short_code = ?2 WHERE id = ?1")?;
        let mut rows = missing.query([])?;
        while let Some(r) = rows.next()? {
            let (id, code, sku): (String, String, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
            let (gtin, tax): (Option<String>, String) = (r.get(3)?, r.get(4)?);
            let subject = Subject {
                lot: &code,
                sku: &sku,
                gtin: gtin.as_deref(),
            };
            give.execute(params![id, short_code(&tax, &subject).compact()])?;
        }
    }
    tx.commit()?;
    Ok(())
}
