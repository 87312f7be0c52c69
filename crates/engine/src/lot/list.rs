use super::view::{LotPage, LotQuery};
use crate::{App, Result};

impl App {
    /// A page of the lot list.
    ///
    /// # Errors
    /// The store's own.
    pub fn lots(&self, query: LotQuery) -> Result<LotPage> {
        self.read(|r| r.lots_page(&query))
    }
}
