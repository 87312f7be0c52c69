//! Steps: what happened, as facts whose ids follow from what is told; and the stages that this data folder knows. It refuses to change what
//! is told.

mod again;
pub(crate) mod append;
mod code_rows;
pub mod identity;
mod list;
mod list_rows;
mod refresh;
pub(crate) mod rows;
pub(crate) mod stage_rows;
mod stages;
mod supersede;
pub(crate) mod supersede_rows;
pub(crate) mod view;
#[cfg(test)]
mod tests;

pub(crate) use refresh::rebuild_standing;

/// A lot that no longer follows from the steps.
pub(crate) const STALE_LOT: &str = "lot";

/// A step that came.
pub(crate) const CAME: &str = "step came";

/// A step whose lines came to count, or count no more.
pub(crate) const COUNTED: &str = "step counted";

/// A step that came to stand, or stands no more.
pub(crate) const TURNED: &str = "step turned";
