//! Certificates: taken out of sight, never removed, because labels carry them.

use serde_json::json;

use super::view::Certificate;
use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::kept::Keep;
use crate::store::reader::Reader;
use crate::store::record::Kind;
use crate::store::tx::Tx;

/// A certificate as its row holds it.
pub(crate) struct CertificateRow(Certificate);

pub(crate) static KIND: Kind = Kind::new(
    "certificate",
    "certificate",
    &["id", "certificate", "deleted_at"],
    &[Topic::Certificates],
)
.nesting(&["certificate"]);

impl Keep for CertificateRow {
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
        Ok(Self(row.json(1)?))
    }
}

impl Reader<'_> {
    /// The certificates in sight, oldest first.
    pub(crate) fn certificates(&self) -> Result<Vec<Certificate>> {
        let kept = self.all_kept_in_sight()?.into_iter();
        Ok(kept.map(|CertificateRow(one)| one).collect())
    }

    /// One, also one that was taken out of sight.
    pub(crate) fn certificate(&self, id: &str) -> Result<Option<Certificate>> {
        Ok(self.kept(id)?.map(|CertificateRow(one)| one))
    }
}

impl Tx<'_> {
    /// Adds a certificate, or changes the one of its id; brings it back into sight.
    pub(super) fn put_certificate(&mut self, certificate: &Certificate) -> Result<()> {
        self.put_kept(CertificateRow(certificate.clone()))
    }

    /// Takes a certificate out of sight, or brings it back. False when there is none of that id.
    pub(super) fn set_certificate_deleted(&mut self, id: &str, deleted: bool) -> Result<bool> {
        self.set_kept_deleted::<CertificateRow>(id, deleted)
    }
}
