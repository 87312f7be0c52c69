use std::time::Duration;

/// How long each step may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// Until the name of a printer on the network is found, and again until it takes the call; until a device is open.
    pub connect: Duration,
    /// Until it answers how it is; no answer is no hindrance.
    pub answer: Duration,
    /// Without taking a byte, besides a second for each label it may be busy with.
    pub stall: Duration,
    /// Until the system's spooler has taken a job.
    pub spooler: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(1),
            stall: Duration::from_secs(60),
            spooler: Duration::from_secs(60),
        }
    }
}
