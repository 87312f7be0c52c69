//! Export of every trace event as one EPCIS document, for a registry without an interface or a curious authority.

use serde_json::Value;

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
}
