//! Export of every trace event as one EPCIS document, for a registry without an interface or a curious authority.

use std::io::Write;
use std::path::Path;

use nuong_epcis::document::to_json_pretty;
use serde_json::Value;

use crate::files::draft::{FileDraft, file_error};
use crate::store::tx::mint;
use crate::{App, Result};

impl App {
    /// The EPCIS 2.0 document of all events with their master data.
    ///
    /// # Errors
    /// `profile_missing`; the store's own.
    pub fn export_epcis(&self) -> Result<Value> {
        let created = self.host().now();
        self.read(|r| r.document(None, created))
    }

    /// Writes that document to a file, which is whole or as it was before.
    ///
    /// # Errors
    /// As [`App::export_epcis`]; `file_is_folder`, `file_not_found`, `file_not_writable`, `disk_full`, `disk_error` (args `path`).
    pub fn export_epcis_to(&self, out: &Path) -> Result<()> {
        let document = to_json_pretty(&self.export_epcis()?);
        let id = mint(self.host(), self.host().now()).to_string();
        let draft = FileDraft::beside(out, &id)?;
        draft.fill(|file| writeln!(file, "{document}").map_err(|e| file_error(&e, out)))?;
        draft.put_in_place()
    }
}
