//! A capture job as the server tells it. Anything that lacks the fields the standard asks for is not a job, however it is dressed.

use reqwest::Url;
use serde_json::Value;

use super::complaint::Complaint;
use super::wire::Reply;

/// Most complaints read of one job.
const MOST_ERRORS: usize = 1000;

/// State of a capture job (EPCIS 2.0 REST binding, `GET /capture/{captureID}`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureJob {
    /// The receipt number.
    pub capture_id: String,
    /// Still at it.
    pub running: bool,
    /// No error so far, or at all.
    pub success: bool,
    /// True when good events of a document with bad ones are kept.
    pub proceeds: bool,
    /// Complaints.
    pub errors: Vec<Complaint>,
}

impl CaptureJob {
    /// Reads an answer; `None` when it is not a job. The number falls back to the last part of the job's own address.
    pub fn of_reply(reply: &Reply) -> Option<Self> {
        let json = reply.json()?;
        let (running, success) = (
            json.get("running")?.as_bool()?,
            json.get("success")?.as_bool()?,
        );
        let told = json
            .get("captureID")
            .map(number)
            .filter(|id| !id.is_empty());
        let behaviour = json
            .get("captureErrorBehaviour")
            .and_then(Value::as_str)
            .unwrap_or("rollback");
        let errors = json
            .get("errors")
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        Some(Self {
            capture_id: told.or_else(|| last_part(&reply.url))?,
            running,
            success,
            proceeds: behaviour.eq_ignore_ascii_case("proceed"),
            errors: errors
                .iter()
                .take(MOST_ERRORS)
                .map(Complaint::of_json)
                .collect(),
        })
    }
}

fn number(value: &Value) -> String {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}

fn last_part(url: &Url) -> Option<String> {
    let last = url.path_segments()?.rfind(|part| !part.is_empty())?;
    Some(last.chars().take(200).collect())
}
