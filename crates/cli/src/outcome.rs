//! How a command ends.

/// How a command ended, when no error stopped it.
pub enum Done {
    /// It did what was asked.
    Yes,
    /// A check refused it; nothing was changed.
    Refused,
    /// It broke off midway; what was done stands.
    Partly,
}

/// What every command gives back.
pub type Outcome = nuong_engine::Result<Done>;
