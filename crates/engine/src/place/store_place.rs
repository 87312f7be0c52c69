//! The store that every cooperative has from the start: what happens at no place that anybody named happens there.

use super::rows::{PlaceInput, PlaceRecord, StoredPlace};
use super::view::PlaceKind;
use crate::cooperative::SET_UP;
use crate::step::identity::STORE;
use crate::store::mark::Mark;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// Makes the store where the cooperative has just been set up and there is none.
pub(crate) fn make_store(tx: &mut Tx<'_>) -> Result<()> {
    if tx.take_marks(SET_UP).is_empty() || tx.reader().place_by_code(STORE)?.is_some() {
        return Ok(());
    }
    let store = StoredPlace {
        id: tx.reader().new_place_id(STORE)?,
        told: PlaceInput {
            code: STORE.to_owned(),
            kind: PlaceKind::Store,
            name: "Kho".to_owned(),
            ..PlaceInput::default()
        },
    };
    tx.put_place(&store)
}

impl Reader<'_> {
    /// The cooperative's store.
    ///
    /// # Errors
    /// `profile_missing` before the cooperative is set up.
    pub(crate) fn cooperative_store(&self) -> Result<PlaceRecord> {
        let missing = || AppError::new(Code::ProfileMissing, "no store yet");
        self.place_by_code(STORE)?.ok_or_else(missing)
    }
}

/// The cooperative is looked at anew.
pub(crate) fn mark_cooperative(tx: &mut Tx<'_>) -> Result<()> {
    if let Some(profile) = tx.reader().profile()? {
        tx.mark(Mark::new(SET_UP, profile.tax_code));
    }
    Ok(())
}
