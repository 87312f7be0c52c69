//! The ledger of labels for people: what was printed, printing the end of it again, withdrawing, and labels against packs.

use super::rows::{PrintRecord, SHORT_ID};
use super::view::{PrintQuery, PrintRow};
use crate::{App, Result};

impl App {
    /// Prints, newest first.
    ///
    /// # Errors
    /// `lot_not_found`; the store's own.
    pub fn label_ledger(&self, query: &PrintQuery) -> Result<Vec<PrintRow>> {
        self.read(|r| {
            let lot = match query.lot.as_str() {
                "" => None,
                name => Some(r.lot_named(name)?.id.to_string()),
            };
            let prints = r.prints_page(lot.as_deref(), query.limit.clamp(1, 500), query.offset)?;
            Ok(prints.into_iter().map(print_row).collect())
        })
    }
}

pub(crate) fn print_row(print: PrintRecord) -> PrintRow {
    let can_reprint = !print.said.is_empty() && print.in_use() > 0;
    let (first_serial, last_serial) = print.serials.clone().unzip();
    let (first_sscc, last_sscc) = print.ssccs.clone().unzip();
    PrintRow {
        first_serial,
        last_serial,
        first_sscc,
        last_sscc,
        short: short_id(&print.id),
        in_use: print.in_use(),
        reprint_of: print
            .reprint_of
            .as_deref()
            .map_or_else(String::new, short_id),
        id: print.id,
        at: print.at,
        person: print.person,
        lot_id: print.lot,
        lot: print.code,
        product: print.product,
        template: print.template,
        sheet: print.sheet,
        payload: print.payload,
        file: print.file,
        labels: print.labels,
        void: print.void,
        spoilt: print.spoilt,
        reason: print.reason,
        can_reprint,
    }
}

/// The end of an id, as people name it.
pub(crate) fn short_id(id: &str) -> String {
    id.get(id.len().saturating_sub(SHORT_ID)..)
        .unwrap_or(id)
        .to_owned()
}
