//! What the machine gives the engine: the time and randomness. Everything below the shell takes both as arguments, so a test can
//! stand at any moment and mint the same ids twice.

use jiff::Timestamp;

/// The machine under the engine.
pub trait Host: Send + Sync {
    /// The present instant, UTC.
    fn now(&self) -> Timestamp;
    /// Sixteen unpredictable bytes, for ids and tokens.
    fn random(&self) -> [u8; 16];
}

/// The real machine. The one place below a program's `main` that asks it, so that the shell and the command line share it.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemHost;

impl Host for SystemHost {
    #[allow(
        clippy::disallowed_methods,
        reason = "this is the clock that everybody else is handed"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn random(&self) -> [u8; 16] {
        let mut bytes = [0u8; 16];
        match getrandom::fill(&mut bytes) {
            Ok(()) => bytes,
            // No entropy source is a broken machine; version 4 ids draw on the same one and would panic. The clock keeps ids distinct.
            Err(_) => self.now().as_nanosecond().to_be_bytes(),
        }
    }
}
