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
