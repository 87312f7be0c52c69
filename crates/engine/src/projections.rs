//! Projections made anew from facts: what a lot holds, its flags, and the search index. What comes out equals what was there; a test
//! says so, and a damaged index is mended by it.

use crate::base::address;
use crate::store::index::Doc;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{App, Result};

type Line = (String, String);

impl Reader<'_> {
    fn household_lines(&self) -> Result<Vec<Line>> {
        let rows = self.all("SELECT id, code || ' ' || name || ' ' || address_detail || ' ' || address_written, commune_code FROM household", [], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?))
        })?;
        Ok(rows
            .into_iter()
            .map(|(id, text, commune)| (id, format!("{text} {}", address::commune_label(&commune))))
            .collect())
    }

    fn lines(&self, sql: &str) -> Result<Vec<Line>> {
        self.all(sql, [], |r| Ok((r.get(0)?, r.get(1)?)))
    }
}

impl Tx<'_> {
    /// Makes every projection anew.
    pub(crate) fn rebuild(&mut self) -> Result<()> {
        self.run(
            "DELETE FROM search_text WHERE rowid IN (SELECT n FROM search_doc)",
            [],
        )?;
        self.run("DELETE FROM search_doc", [])?;
        self.run("DELETE FROM search_word", [])?;
        self.known_words.clear();
        let products = "SELECT id, sku || ' ' || name || ' ' || coalesce(gtin, '') || ' ' || coalesce(gtin_rejected, '') FROM product WHERE deleted_at IS NULL";
        let plots = "SELECT id, code || ' ' || crop || ' ' || growing_area_code FROM plot";
        let reader = self.reader();
        let kinds = [
            (Doc::Product, reader.lines(products)?),
            (Doc::Household, reader.household_lines()?),
            (Doc::Plot, reader.lines(plots)?),
        ];
        for (doc, lines) in kinds {
            for (id, text) in lines {
                self.index(doc, &id, None, &text)?;
            }
        }
        self.mark_stale("SELECT id FROM lot WHERE ?1 = ''", "")
    }
}

impl App {
    /// Makes every projection anew from the facts: what lots hold, their flags, the search index. For a damaged index.
    ///
    /// # Errors
    /// The store's own.
    pub fn rebuild(&self) -> Result<()> {
        self.write("", |tx| tx.rebuild())
    }
}
