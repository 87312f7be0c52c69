//! Forms on the wire that both capture and query use: addresses, CBV words, record times, links between pages.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use serde_json::value::RawValue;

use crate::http::Parameters;
use crate::{text, thing};

/// How long a page token is promised to work. (It holds no state, so it works longer.)
const TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// Where CBV words stand behind in URI form.
const CBV_WORDS: [&str; 9] = [
    "urn:epcglobal:cbv:bizstep:",
    "urn:epcglobal:cbv:disp:",
    "urn:epcglobal:cbv:er:",
    "https://ref.gs1.org/cbv/BizStep-",
    "https://ref.gs1.org/cbv/Disp-",
    "https://ref.gs1.org/cbv/ER-",
    "https://ns.gs1.org/cbv/BizStep-",
    "https://ns.gs1.org/cbv/Disp-",
    "https://ns.gs1.org/cbv/ER-",
];

/// Address of an event below this registry.
pub(crate) fn event_address(event_id: &str) -> String {
    format!("/events/{}", thing::encode_part(event_id))
}

/// A kept event with the time at which it was recorded and, where it needs one of its own, its `@context` (JSON). Put together as
/// text, so that names keep their order and numbers their digits: GS1's generator hashes pairs in the order in which they stand.
///
/// # Errors
/// When the kept text is not the object that was written.
pub(crate) fn recorded_event(
    body: &str,
    recorded: Timestamp,
    context: Option<&str>,
) -> Result<Box<RawValue>, serde_json::Error> {
    // An event has at least its eventID; a text without its brace is refused below, as no JSON.
    let open = body.strip_suffix('}').unwrap_or(body);
    let own = context.map_or(String::new(), |context| format!(",\"@context\":{context}"));
    let time = text::wire_time(recorded);
    RawValue::from_string(format!("{open},\"recordTime\":\"{time}\"{own}}}"))
}

/// A CBV word as EPCIS 2.0 JSON writes it; the caller's own URIs stay.
pub(crate) fn bare_word(word: &str) -> String {
    let bare = CBV_WORDS.iter().find_map(|head| word.strip_prefix(head));
    bare.unwrap_or(word).to_owned()
}

/// Adds the `Link` to the next page, and until when it will do.
pub(crate) fn next_link(
    response: &mut Response,
    path: &str,
    parameters: &Parameters,
    token: &str,
    now: Timestamp,
) {
    let link = format!("<{path}?{}>; rel=\"next\"", parameters.with_token(token));
    let expires = text::wire_time(now.saturating_add(TOKEN_LIFE).unwrap_or(now));
    let headers = response.headers_mut();
    // Both are headers' characters by make-up: the query is percent-encoded, the rest is this program's own.
    for (name, value) in [
        (header::LINK.as_str(), link),
        ("gs1-next-page-token-expires", expires),
    ] {
        if let (Ok(name), Ok(value)) = (
            name.parse::<header::HeaderName>(),
            HeaderValue::from_str(&value),
        ) {
            headers.insert(name, value);
        }
    }
}
