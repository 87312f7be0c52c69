//! What a server says is wrong (RFC 7807 problem details, or whatever it says instead), kept short and searchable.

use serde_json::Value;

use super::wire::Reply;

/// Longest text kept of a server's answer, in characters.
const LONGEST: usize = 600;

/// One complaint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Complaint {
    /// `epcisException:…`, or empty.
    pub kind: String,
    /// HTTP status; 0 when it came inside a job.
    pub status: u16,
    /// The server's words, one line, shortened.
    pub text: String,
}

impl Complaint {
    /// From an error answer.
    pub fn of_reply(reply: &Reply) -> Self {
        let told = reply
            .json()
            .map(|json| Self::of_json(&json))
            .filter(|p| !p.text.is_empty());
        let told = told.unwrap_or_else(|| Self {
            text: short(&String::from_utf8_lossy(&reply.body)),
            ..Self::default()
        });
        Self {
            status: reply.status,
            ..told
        }
    }

    /// From problem details, a text, or any other JSON.
    pub fn of_json(json: &Value) -> Self {
        let Some(object) = json.as_object() else {
            return Self {
                text: short(
                    json.as_str()
                        .map_or_else(|| json.to_string(), str::to_owned)
                        .as_str(),
                ),
                ..Self::default()
            };
        };
        let part = |name: &str| object.get(name).and_then(Value::as_str).unwrap_or("");
        let parts = ["title", "detail", "instance", "message"].map(part);
        let said: Vec<_> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        let text = if said.is_empty() {
            json.to_string()
        } else {
            said.join(" · ")
        };
        let status = object.get("status").and_then(Value::as_u64).unwrap_or(0);
        Self {
            kind: part("type").to_owned(),
            // A number that no HTTP status is tells no more than none.
            status: u16::try_from(status).unwrap_or(0),
            text: short(&text),
        }
    }

    /// True when the server says that it has this already.
    pub fn is_duplicate(&self) -> bool {
        let low = self.text.to_lowercase();
        let words = [
            "duplicate",
            "already present",
            "already exists",
            "already captured",
            "already stored",
        ];
        self.status == 409
            || self.kind.ends_with("ResourceAlreadyExistsException")
            || words.iter().any(|w| low.contains(w))
    }

    /// True when the fault is the server's, not the record's: try later.
    pub fn is_the_servers(&self) -> bool {
        self.status >= 500 || self.kind.ends_with("ImplementationException")
    }

    /// True when the server's words name this event.
    pub fn names(&self, event_id: &str) -> bool {
        !event_id.is_empty()
            && self
                .text
                .to_ascii_lowercase()
                .contains(&event_id.to_ascii_lowercase())
    }
}

fn short(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("").to_owned();
    let line = words.fold(first, |line, word| {
        if line.len() > LONGEST * 4 {
            line
        } else {
            line + " " + word
        }
    });
    line.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn problem_details_become_one_short_line() {
        let problem = Complaint::of_json(
            &json!({"type": "epcisException:ValidationException", "title": "Not valid", "detail": "a\n  b", "status": 400}),
        );
        assert_eq!(
            (problem.kind.as_str(), problem.status, problem.text.as_str()),
            ("epcisException:ValidationException", 400, "Not valid · a b")
        );
        assert_eq!(
            Complaint::of_json(&json!({"title": "x ".repeat(5000)}))
                .text
                .chars()
                .count(),
            600
        );
    }

    #[test]
    fn duplicates_are_recognised_by_type_status_or_words() {
        for told in [
            json!("Duplicate EPCIS Event urn:uuid:1 already present"),
            json!({"type": "epcisException:ResourceAlreadyExistsException", "title": "no"}),
            json!({"title": "conflict", "status": 409}),
        ] {
            assert!(Complaint::of_json(&told).is_duplicate(), "{told}");
        }
        assert!(!Complaint::of_json(&json!({"title": "Validation failed"})).is_duplicate());
    }
}
