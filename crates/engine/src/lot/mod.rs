//! Lots: how they arise, what they hold, what people decided about them, their links and codes, and the events they bear.

mod create;
mod decide;
pub(crate) mod decision_rows;
pub(crate) mod link;
mod list;
mod look;
mod list_rows;
mod override_phi;
pub(crate) mod phi_rows;
mod record_harvest;
mod refresh;
mod review_rows;
pub(crate) mod rows;
mod short_code_rows;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod view;

pub(crate) use decide::{is_held, status_finding};
pub use record_harvest::Recorded;
pub(crate) use refresh::{mark_all, refresh_lots};
pub use rows::LotRecord;
pub(crate) use rows::SourceEntry;

pub use view::*;

use nuong_domain::id::LotId;

use crate::store::index::Doc;
use crate::{AppError, Code, Result};

/// Documents of lots in the search index.
pub(crate) const DOC: Doc = Doc(1);

/// A lot that no longer follows from the facts.
use crate::step::STALE_LOT as STALE;

/// The lot that a mark names.
fn marked_lot(id: &str) -> Result<LotId> {
    let id = id.parse().map_err(|e| AppError::of(Code::Internal, e))?;
    Ok(LotId(id))
}
