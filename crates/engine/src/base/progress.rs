use std::ops::ControlFlow;

use serde::Serialize;
use ts_rs::TS;

/// Hears how far long work is, and may stop it.
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Progress of long work: `job` is `import`, `labels` or `sync`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Progress {
    /// Which work.
    pub job: String,
    /// Done so far.
    pub done: u64,
    /// In all; 0 when not known yet.
    pub total: u64,
}
