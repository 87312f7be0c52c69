//! What kinds of body arrive, and where their events stand.

use serde_json::Value;

/// What kind of body it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// An `EPCISDocument`.
    Document,
    /// An `EPCISQueryDocument`.
    QueryDocument,
    /// One event alone, with its own context.
    Event,
}

impl BodyKind {
    /// Where events stand in this kind of body, as a JSON pointer; one event alone is the root.
    #[must_use]
    pub fn events_pointer(self) -> &'static str {
        match self {
            Self::Document => "/epcisBody/eventList",
            Self::QueryDocument => "/epcisBody/queryResults/resultsBody/eventList",
            Self::Event => "",
        }
    }

    /// The kind of a JSON body; `None` where it is not an object with a text `type`.
    #[must_use]
    pub fn of(value: &Value) -> Option<Self> {
        Some(match value.as_object()?.get("type")?.as_str()? {
            "EPCISDocument" => Self::Document,
            "EPCISQueryDocument" => Self::QueryDocument,
            _ => Self::Event,
        })
    }
}
