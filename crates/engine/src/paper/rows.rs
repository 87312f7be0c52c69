//! Label papers whose geometry a person typed.

use nuong_labels::Sheet;
use serde_json::json;

use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::kept::Keep;
use crate::store::reader::Reader;
use crate::store::record::Kind;
use crate::store::tx::Tx;

/// A paper as its row holds it.
pub(crate) struct PaperRow(Sheet);

pub(crate) static KIND: Kind = Kind::new(
    "paper",
    "paper",
    &["id", "sheet", "deleted_at"],
    &[Topic::Papers],
)
.nesting(&["sheet"]);

impl Keep for PaperRow {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn id(&self) -> &str {
        &self.0.id
    }

    fn written(&self) -> String {
        json!(self.0).to_string()
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        let sheet: String = row.get(1)?;
        let sheet = Sheet::parse(&sheet).map_err(|e| row.damaged(1, &e))?;
        Ok(Self(sheet))
    }
}

impl Reader<'_> {
    /// The papers in sight, oldest first.
    pub(crate) fn own_papers(&self) -> Result<Vec<Sheet>> {
        let kept = self.all_kept_in_sight()?.into_iter();
        Ok(kept.map(|PaperRow(sheet)| sheet).collect())
    }

    /// The paper of that id, also one that was taken out of sight: prints may name it.
    pub(crate) fn own_paper(&self, id: &str) -> Result<Option<Sheet>> {
        Ok(self.kept(id)?.map(|PaperRow(sheet)| sheet))
    }

    /// The paper of that id, when it is in sight.
    pub(crate) fn paper_in_sight(&self, id: &str) -> Result<Option<Sheet>> {
        Ok(self.kept_in_sight(id)?.map(|PaperRow(sheet)| sheet))
    }
}

impl Tx<'_> {
    /// Adds the paper, or changes the one of its id; brings it back into sight.
    pub(super) fn put_paper(&mut self, sheet: &Sheet) -> Result<()> {
        self.put_kept(PaperRow(sheet.clone()))
    }

    /// Takes a paper out of sight, or brings it back. False when there is none of that id.
    pub(super) fn set_paper_deleted(&mut self, id: &str, deleted: bool) -> Result<bool> {
        self.set_kept_deleted::<PaperRow>(id, deleted)
    }
}
