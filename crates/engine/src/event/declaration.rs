//! Error declarations (EPCIS 2.0 §7.4.1.2): the wrong event once more, whole and under its own id, with when and why it is wrong.

use jiff::Timestamp;
use nuong_domain::id::EventId;
use nuong_epcis::ErrorReason;
use serde_json::{Map, Value, json};

use super::freeze::{Written, frozen};
use crate::{AppError, Code, Result};

/// Why an event is declared wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrongReason {
    /// It happened otherwise: corrective events say how.
    IncorrectData,
    /// It never happened.
    DidNotOccur,
}

impl WrongReason {
    fn word(self) -> ErrorReason {
        match self {
            Self::IncorrectData => ErrorReason::INCORRECT_DATA,
            Self::DidNotOccur => ErrorReason::DID_NOT_OCCUR,
        }
    }
}

/// Declares a frozen event wrong as of `declared_at` (RFC 3339 with offset), in favour of the `corrective` ones, if any. Its id stays and so
/// does its hash, in which declarations don't count (CBV 2.0 §8.9); a declaration that the event had before gives way.
///
/// # Errors
/// `event_invalid` where `event` is none, where `declared_at` is no time or lies in the future of `now`.
pub(crate) fn declaration(
    event: &Value,
    declared_at: &str,
    reason: WrongReason,
    corrective: &[EventId],
    now: Timestamp,
) -> Result<Written> {
    let no_event = || AppError::new(Code::EventInvalid, "no event to declare wrong");
    let mut whole = event.as_object().ok_or_else(no_event)?.clone();
    let happened = whole.get("eventTime").and_then(Value::as_str);
    let happened = happened.ok_or_else(no_event)?.to_owned();
    let mut error = Map::new();
    error.insert("declarationTime".to_owned(), json!(declared_at));
    error.insert("reason".to_owned(), json!(reason.word().as_str()));
    if !corrective.is_empty() {
        let ids = corrective.iter().map(|id| json!(format!("urn:uuid:{id}")));
        error.insert("correctiveEventIDs".to_owned(), ids.collect());
    }
    whole.insert("errorDeclaration".to_owned(), Value::Object(error));
    frozen(&Value::Object(whole), happened, now)
}
