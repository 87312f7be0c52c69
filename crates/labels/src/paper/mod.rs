//! Paper: where labels lie on it, how a printer puts it, and what a run takes of it.

mod fit;
mod ruler;
mod run;
mod sheet;
mod shipped;

pub use fit::{Fit, FitError, Marks};
pub(crate) use ruler::ruler_page;
pub use run::Run;
pub use sheet::{Media, Sheet, SheetError};
pub use shipped::{sheet, sheets};
