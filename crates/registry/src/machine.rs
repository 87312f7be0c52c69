//! The clock and the random numbers the registry runs on, passed in so that a test can fix them.

use jiff::Timestamp;

/// The system's random generator gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the system's random generator failed: {0}")]
pub struct MachineError(String);

/// What the registry asks of the machine it runs on.
pub trait Machine: Send + Sync + 'static {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// Fills `bytes` with unpredictable values.
    ///
    /// # Errors
    /// When the system has no randomness to give; the request that needed it is refused.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), MachineError>;
}

/// The real clock and the operating system's generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemMachine;

impl Machine for SystemMachine {
    // The one place where this program asks for the time.
    #[allow(clippy::disallowed_methods)]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn fill(&self, bytes: &mut [u8]) -> Result<(), MachineError> {
        getrandom::fill(bytes).map_err(|error| MachineError(error.to_string()))
    }
}
