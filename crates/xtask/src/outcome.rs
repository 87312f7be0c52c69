//! How a step ends.

/// Why a step stopped, for a person.
pub type Outcome = Result<(), String>;
