//! What the destination tells of the records that it has. An event and a declaration of an error in it bear one eventID: the one is
//! never taken for the other.

use std::collections::BTreeMap;

use jiff::Timestamp;
use nuong_epcis::{Content, Exact};
use serde_json::Value;

use crate::destination::Outgoing as Parcel;
use crate::{AppError, Code, Result};

/// A record, as one answer of the destination tells that it has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRecord {
    /// When it was recorded, as told; empty where that is not told.
    pub recorded: String,
    /// What its event says, as [`Content`] counts it; none where the destination does not tell.
    pub digest: Option<String>,
    /// What was asked, for the receipt.
    pub question: &'static str,
}

/// What tells one record from another.
type Key = (String, Tells);

/// Whether it is an event or a declaration, and of when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tells {
    Event,
    Declaration(Option<Timestamp>),
}

impl Tells {
    fn of_answer(member: &Value) -> Self {
        match member.get("errorDeclaration") {
            None | Some(Value::Null) => Self::Event,
            Some(declaration) => Self::Declaration(instant(declaration.get("declarationTime"))),
        }
    }

    fn of_parcel(parcel: &Parcel) -> Self {
        match parcel.declares.as_str() {
            "" => Self::Event,
            // An instant of ours that does not read equals none that is told.
            time => Self::Declaration(time.parse().ok().or(Some(Timestamp::MIN))),
        }
    }
}

/// The records of some eventIDs that the destination has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holdings {
    records: BTreeMap<Key, HeldRecord>,
}

impl Holdings {
    /// Takes in what an answer tells of one record, if it is one of those asked for: a server that ignores the question proves nothing else.
    pub(super) fn take(&mut self, member: &Value, asked: &[&str], question: &'static str) {
        let Some(told) = member.get("eventID").and_then(Value::as_str) else {
            return;
        };
        let Some(ours) = asked.iter().find(|id| id.eq_ignore_ascii_case(told)) else {
            return;
        };
        let text = |name: &str| member.get(name).and_then(Value::as_str);
        let record = HeldRecord {
            recorded: text("recordTime").unwrap_or("").chars().take(40).collect(),
            digest: text("contentDigest").map(str::to_owned),
            question,
        };
        let key = ((*ours).to_owned(), Tells::of_answer(member));
        self.records.insert(key, record);
    }

    /// The very record: the event for an event, the declaration of that instant for a declaration.
    pub(super) fn find(&self, parcel: &Parcel) -> Option<&HeldRecord> {
        let key = (parcel.event_id.clone(), Tells::of_parcel(parcel));
        self.records.get(&key)
    }

    /// Whether there is a declaration that the event is wrong, of whatever instant.
    pub(super) fn is_declared(&self, event_id: &str) -> bool {
        let mut keys = self.records.keys();
        keys.any(|(id, tells)| id == event_id && *tells != Tells::Event)
    }

    pub(super) fn extend(&mut self, more: Self) {
        self.records.extend(more.records);
    }
}

fn instant(value: Option<&Value>) -> Option<Timestamp> {
    value
        .and_then(Value::as_str)
        .and_then(nuong_epcis::read_instant)
}

/// What each event of a document of ours says: eventID → digest, as registries count it.
///
/// # Errors
/// `internal` where the document is none.
pub(super) fn own_digests(document: &[u8]) -> Result<BTreeMap<String, String>> {
    let document = Exact::read(document).map_err(|e| AppError::of(Code::Internal, e))?;
    let events = document.pointer("/epcisBody/eventList");
    let context = document.get("@context");
    let events = events.map(Exact::items).unwrap_or_default();
    let digests = events.iter().filter_map(|event| {
        let Some(Exact::Text(id)) = event.get("eventID") else {
            return None;
        };
        let said = Content::of_event(event, context).said;
        Some((id.clone(), said.to_string()))
    });
    Ok(digests.collect())
}

/// The event of a query's answer that has this id and is no declaration, as it was sent there once.
pub(super) fn event_as_sent(answer: &[u8], event_id: &str) -> Option<String> {
    // What does not read is not taken over: the caller says so.
    let document = Exact::read(answer).ok()?;
    let body = document.get("epcisBody")?;
    let list = body
        .pointer("/queryResults/resultsBody/eventList")
        .or_else(|| body.get("eventList"))?;
    let is_it = |event: &&Exact| {
        event.get("errorDeclaration").is_none()
            && matches!(event.get("eventID"), Some(Exact::Text(id)) if id.eq_ignore_ascii_case(event_id))
    };
    let mut event = list.items().iter().find(is_it)?.clone();
    event.remove_field("recordTime");
    Some(event.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parcel(declares: &str) -> Parcel {
        Parcel {
            id: "d".into(),
            event: 1,
            event_id: "urn:uuid:1".into(),
            declares: declares.into(),
            lots: Vec::new(),
            attempts: 0,
            capture_url: None,
        }
    }

    fn holding(members: &[Value]) -> Holdings {
        let mut held = Holdings::default();
        for member in members {
            held.take(member, &["urn:uuid:1"], "");
        }
        held
    }

    #[test]
    fn a_declaration_proves_no_event_and_an_event_no_declaration() {
        let event = json!({"eventID": "urn:uuid:1"});
        let declared = json!({"eventID": "urn:uuid:1", "errorDeclaration": {"declarationTime": "2026-08-01T01:00:00Z"}});
        let ours = "2026-08-01T08:00:00.000+07:00";
        let other = "2026-08-01T08:00:00.001+07:00";
        let finds =
            |members: &[Value], declares| holding(members).find(&parcel(declares)).is_some();
        assert!(finds(&[event.clone()], "") && !finds(&[event.clone()], ours));
        assert!(!finds(&[declared.clone()], "") && finds(&[declared.clone()], ours));
        assert!(!finds(&[event.clone(), declared.clone()], other));
        let both = holding(&[event, declared]);
        assert!(both.find(&parcel("")).is_some() && both.find(&parcel(ours)).is_some());
        assert!(both.is_declared("urn:uuid:1"));
    }

    #[test]
    fn a_declaration_of_no_readable_time_proves_nothing() {
        let odd = json!({"eventID": "urn:uuid:1", "errorDeclaration": {"declarationTime": "soon"}});
        for declares in ["", "2026-08-01T08:00:00.000+07:00", "later"] {
            assert!(
                holding(std::slice::from_ref(&odd))
                    .find(&parcel(declares))
                    .is_none()
            );
        }
    }
}
