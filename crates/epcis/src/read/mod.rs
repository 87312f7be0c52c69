//! Reading what arrives: a capture body within limits, taken apart into events and master data.
//!
//! Judges size, depth and shape of the envelope only; [`mod@crate::validate`] judges the content.

mod depth;

use crate::body::BodyKind;
use crate::context::Context;
use crate::document::MasterData;
use crate::validate::{Rules, Violation, validate_body};
use serde_json::Value;

/// What a body may cost. EPCIS 2.0 §12.6.3 lets a server announce the first two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the body.
    pub max_bytes: usize,
    /// Events in it.
    pub max_events: usize,
    /// Objects and lists within one another.
    pub max_depth: usize,
}

impl Default for Limits {
    /// 1 MB, 1,000 events, 32 levels.
    fn default() -> Self {
        Self {
            max_bytes: 1_000_000,
            max_events: 1_000,
            max_depth: 32,
        }
    }
}

/// Why a body was not taken apart.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// More bytes than allowed.
    #[error("the body has {bytes} bytes, more than the {limit} allowed")]
    TooLarge {
        /// How many it has.
        bytes: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// Nested deeper than allowed.
    #[error("the body is nested deeper than {limit} levels")]
    TooDeep {
        /// How deep is allowed.
        limit: usize,
    },
    /// More events than allowed.
    #[error("the body has {events} events, more than the {limit} allowed")]
    TooManyEvents {
        /// How many it has.
        events: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// Not JSON in UTF-8.
    #[error("the body is not JSON: line {line}, column {column}")]
    NotJson {
        /// Line of the first fault, from 1.
        line: usize,
        /// Column of the first fault, from 1.
        column: usize,
    },
    /// JSON, but neither an EPCIS document nor an event.
    #[error("the body is neither an EPCIS document nor an EPCIS event")]
    NotEpcis,
}

/// A body that was read; its content has not been judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// What kind of body it is.
    pub kind: BodyKind,
    /// Prefixes and hash exclusions that hold for all its events.
    pub context: Context,
    /// The whole of it.
    pub value: Value,
}

impl Body {
    /// The events in document order.
    #[must_use]
    pub fn events(&self) -> &[Value] {
        match self.kind {
            BodyKind::Event => std::slice::from_ref(&self.value),
            kind => self
                .value
                .pointer(kind.events_pointer())
                .and_then(Value::as_array)
                .map_or(&[], Vec::as_slice),
        }
    }

    /// The master data in its header.
    #[must_use]
    pub fn master_data(&self) -> MasterData {
        MasterData::of(&self.value)
    }

    /// Everything that is wrong with it.
    #[must_use]
    pub fn violations(&self, rules: &Rules) -> Vec<Violation> {
        validate_body(&self.value, rules)
    }
}

/// Reads a capture body: an `EPCISDocument`, an `EPCISQueryDocument` or one event.
///
/// # Errors
/// [`ReadError`] where a limit is passed or the body is not EPCIS at all.
pub fn read_body(bytes: &[u8], limits: &Limits) -> Result<Body, ReadError> {
    if bytes.len() > limits.max_bytes {
        return Err(ReadError::TooLarge {
            bytes: bytes.len(),
            limit: limits.max_bytes,
        });
    }
    if depth::nesting_depth(bytes) > limits.max_depth {
        return Err(ReadError::TooDeep {
            limit: limits.max_depth,
        });
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|fault| ReadError::NotJson {
        line: fault.line(),
        column: fault.column(),
    })?;
    let kind = BodyKind::of(&value).ok_or(ReadError::NotEpcis)?;
    let body = Body {
        kind,
        context: Context::of(&value),
        value,
    };
    check_event_count(body, limits)
}

fn check_event_count(body: Body, limits: &Limits) -> Result<Body, ReadError> {
    let events = body.events().len();
    if events > limits.max_events {
        return Err(ReadError::TooManyEvents {
            events,
            limit: limits.max_events,
        });
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Body, ReadError> {
        read_body(text.as_bytes(), &Limits::default())
    }

    #[test]
    fn events_are_found_in_every_kind_of_body() {
        let document =
            read_text(r#"{"type":"EPCISDocument","epcisBody":{"eventList":[{},{}]}}"#).unwrap();
        assert_eq!(
            (document.kind, document.events().len()),
            (BodyKind::Document, 2)
        );
        let query = r#"{"type":"EPCISQueryDocument","epcisBody":{"queryResults":{"resultsBody":{"eventList":[{}]}}}}"#;
        assert_eq!(read_text(query).unwrap().events().len(), 1);
        let event = read_text(r#"{"type":"ObjectEvent"}"#).unwrap();
        assert_eq!((event.kind, event.events().len()), (BodyKind::Event, 1));
    }

    #[test]
    fn what_is_not_epcis_is_said_to_be_so() {
        assert_eq!(read_text("[1]"), Err(ReadError::NotEpcis));
        assert_eq!(read_text(r#"{"type":7}"#), Err(ReadError::NotEpcis));
        assert_eq!(
            read_text("{\n\"a\" 1}"),
            Err(ReadError::NotJson { line: 2, column: 5 })
        );
        assert!(matches!(
            read_body(&[0xff, 0xfe], &Limits::default()),
            Err(ReadError::NotJson { .. })
        ));
    }

    #[test]
    fn limits_hold() {
        let limits = Limits {
            max_bytes: 80,
            max_events: 1,
            max_depth: 3,
        };
        let read_small = |text: &str| read_body(text.as_bytes(), &limits);
        let two = r#"{"type":"EPCISDocument","epcisBody":{"eventList":[7,7]}}"#;
        assert_eq!(
            read_small(two),
            Err(ReadError::TooManyEvents {
                events: 2,
                limit: 1
            })
        );
        assert_eq!(read_small("[[[[]]]]"), Err(ReadError::TooDeep { limit: 3 }));
        assert_eq!(
            read_small(&" ".repeat(81)),
            Err(ReadError::TooLarge {
                bytes: 81,
                limit: 80
            })
        );
    }

    #[test]
    fn a_million_brackets_do_not_overflow_the_stack() {
        let limits = Limits {
            max_bytes: usize::MAX,
            max_depth: usize::MAX,
            ..Limits::default()
        };
        assert!(matches!(
            read_body("[".repeat(1_000_000).as_bytes(), &limits),
            Err(ReadError::NotJson { .. })
        ));
    }
}
