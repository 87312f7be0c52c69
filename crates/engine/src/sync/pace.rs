//! Waiting that can be called off: the only clockwork of a run.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How a run waits, and whether it should stop between two requests.
pub trait Pace: Sync {
    /// Waits this long, or less when called off.
    fn pause(&self, how_long: Duration);
    /// True when the run was called off.
    fn called_off(&self) -> bool;
}

/// A wait that another thread can end.
#[derive(Debug, Default)]
pub struct Cancel {
    off: Mutex<bool>,
    bell: Condvar,
}

impl Cancel {
    /// Ends the run before its next request.
    pub fn call_off(&self) {
        *self.off.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.bell.notify_all();
    }
}

impl Pace for Cancel {
    fn pause(&self, how_long: Duration) {
        let off = self.off.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.bell.wait_timeout_while(off, how_long, |off| !*off));
    }

    fn called_off(&self) -> bool {
        *self.off.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
