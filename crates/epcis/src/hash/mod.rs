//! The CBV event hash (CBV 2.0 §8.9): one name for the same event, however it was written.

use crate::Context;
use serde_json::Value;

/// Why an event has no hash.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// It is not an object with a text `type`.
    #[error("only a JSON object with a type can be hashed as an event")]
    NotAnEvent,
}

/// The event hash `ni:///sha-256;{hex}?ver=CBV2.0`.
///
/// # Errors
/// [`HashError::NotAnEvent`] where there is nothing to hash.
pub fn event_hash(event: &Value, context: &Context) -> Result<String, HashError> {
    let _ = pre_hash(event, context)?;
    Err(HashError::NotAnEvent)
}

/// The text that is hashed, for looking at.
///
/// # Errors
/// [`HashError::NotAnEvent`] where there is nothing to hash.
pub fn pre_hash(event: &Value, context: &Context) -> Result<String, HashError> {
    let _ = (event, context);
    Err(HashError::NotAnEvent)
}
