//! When two events say the same: the same JSON value, whatever the order of names and the spelling of times and numbers.
//!
//! The event hash (CBV 2.0 §8.9) is a name for matching, no test of equality: comments, error declarations, fractions of a
//! millisecond and leading zeros pass it by. Here nothing passes by but what the standard lets differ: `recordTime`, which is the
//! repository's own, and `eventID`, which is compared by whoever holds both.

// Bottom-up: a module names only those above its own line.

// One spelling per value.
mod canon;
// Which prefixes an event means.
mod terms;

use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::exact::Exact;

/// SHA-256 over a canonical text; shown as 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    fn of_text(text: &str) -> Self {
        Self(Sha256::digest(text).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What a record says. Two records of one `eventID` are the same again where both halves are equal; an event and a declaration of
/// an error in it are equal in what is said (EPCIS 2.0 §7.4.1.2: "otherwise identical").
///
/// ```
/// use nuong_epcis::{Content, Exact};
/// let content = |text: &str| Content::of_event(&Exact::read(text.as_bytes()).unwrap(), None);
/// let event = content(r#"{"type":"ObjectEvent","eventTime":"2026-11-22T07:00:00+07:00","eventID":"urn:uuid:1"}"#);
/// assert_eq!(event, content(r#"{"eventTime":"2026-11-22T00:00:00.000Z","type":"ObjectEvent"}"#));
/// assert_eq!(event.said.to_string(), "38de273491f892c14d2a59e5ca4e95401e7001e19a4cbf248ce1dac7bbdf3143");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Content {
    /// Of the event: all but `eventID`, `recordTime` and `errorDeclaration`, with what its prefixes mean.
    pub said: Digest,
    /// Of its `errorDeclaration`, where it has one: time, reason, corrective events and whatever else stands in it.
    pub declared: Option<Digest>,
}

impl Content {
    /// The content of an event that came under `context`: the `@context` of its document, where it came in one.
    ///
    /// The canonical text is JSON without white space, its names in the order of their code points. Times of the standard's own
    /// fields are in UTC, without `.` and zeros that say nothing; numbers are whole digits without zeros at either end, `e`, and the
    /// power of ten. `@context` holds what inline prefixes of the event mean, without those that EPCIS's own context has.
    #[must_use]
    pub fn of_event(event: &Exact, context: Option<&Exact>) -> Self {
        let mut body = event.clone();
        for name in ["eventID", "recordTime", "errorDeclaration", "@context"] {
            body.remove_field(name);
        }
        let declaration = event.get("errorDeclaration");
        let contexts = context.into_iter().chain(event.get("@context"));
        let meant = terms::used_terms(contexts, &[Some(&body), declaration]);
        if let (Exact::Object(fields), true) = (&mut body, !meant.is_empty()) {
            fields.push(("@context".to_owned(), Exact::Object(meant)));
        }
        let declared =
            declaration.map(|value| Digest::of_text(&canon::text_of(value, "/errorDeclaration")));
        Self {
            said: Digest::of_text(&canon::text_of(&body, "")),
            declared,
        }
    }
}

#[cfg(test)]
mod tests;
