//! What a request's headers promise and ask for: media types, EPCIS versions, error behaviour.
//! Refuses with 406 what cannot be answered and with 415 what cannot be read.

use axum::http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::problem::{Kind, Problem};

/// The EPCIS and CBV version spoken here.
pub(crate) const VERSION: &str = "2.0.0";

/// What happens to the good events of a capture that has bad ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behaviour {
    /// None is stored.
    Rollback,
    /// They are stored.
    Proceed,
}

impl Behaviour {
    /// The word on the wire.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Rollback => "rollback",
            Self::Proceed => "proceed",
        }
    }

    /// From `GS1-Capture-Error-Behaviour`; `rollback` when absent.
    pub(crate) fn of_headers(headers: &HeaderMap) -> Result<Self, Problem> {
        match epcis_header(headers, "gs1-capture-error-behaviour") {
            None | Some("rollback") => Ok(Self::Rollback),
            Some("proceed") => Ok(Self::Proceed),
            Some(_) => Err(Problem::new(
                Kind::Validation,
                "GS1-Capture-Error-Behaviour is rollback or proceed.",
            )),
        }
    }
}

/// Refuses a body that is not said to be JSON in UTF-8, or is packed.
pub(crate) fn check_json_body(headers: &HeaderMap) -> Result<(), Problem> {
    if header_text(headers, CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
        return Err(Problem::new(
            Kind::UnsupportedMediaType,
            "Send the body as it is: no Content-Encoding is read here.",
        ));
    }
    let (media, parameters) = split_media(header_text(headers, CONTENT_TYPE).unwrap_or(""));
    let json = matches!(media.as_str(), "application/json" | "application/ld+json");
    if json && charset_is_utf8(parameters) {
        return Ok(());
    }
    Err(Problem::new(
        Kind::UnsupportedMediaType,
        "Send application/json or application/ld+json in UTF-8.",
    ))
}

fn charset_is_utf8(parameters: &str) -> bool {
    let named = parameters.split(';').filter_map(|one| one.split_once('='));
    let mut charsets = named.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charsets.all(|(_, value)| value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8"))
}

/// Refuses a caller of the EPCIS interface who takes no JSON or speaks another version.
pub(crate) fn check_epcis_headers(headers: &HeaderMap) -> Result<(), Problem> {
    let refused = |why: &str| Err(Problem::new(Kind::NotAcceptable, why));
    if !accepts_json(headers) {
        return refused("Answers are application/json or application/ld+json.");
    }
    if !versions_fit(headers) {
        return refused("This registry speaks EPCIS 2.0 and CBV 2.0.");
    }
    match epcis_header(headers, "gs1-epc-format") {
        None | Some("No_Preference" | "Never_Translates") => Ok(()),
        Some(_) => refused("Identifiers are answered as they were captured (Never_Translates)."),
    }
}

/// Whether `Accept` allows JSON of any kind.
pub(crate) fn accepts_json(headers: &HeaderMap) -> bool {
    const JSON: [&str; 5] = [
        "*/*",
        "application/*",
        "application/json",
        "application/ld+json",
        "application/problem+json",
    ];
    let Some(accept) = accept_ranges(headers) else {
        return true;
    };
    accept.split(',').any(|range| {
        let (media, parameters) = split_media(range);
        // q=0 means "not this" (RFC 9110, 12.4.2).
        JSON.contains(&media.as_str()) && range_weight(parameters) > 0.0
    })
}

/// Whether the caller prefers JSON to a page: it names JSON and does not name HTML.
pub(crate) fn prefers_json(headers: &HeaderMap) -> bool {
    accept_ranges(headers).is_some_and(|accept| accept.contains("json") && !accept.contains("html"))
}

fn accept_ranges(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(ACCEPT).iter().filter_map(value_text);
    let all = values.collect::<Vec<_>>().join(",");
    (!all.trim().is_empty()).then_some(all)
}

/// The `q` among a range's parameters; 1 when absent or not a number.
pub(crate) fn range_weight(parameters: &str) -> f32 {
    let quality = parameters
        .split(';')
        .find_map(|one| one.trim().strip_prefix("q="));
    quality.and_then(|q| q.trim().parse().ok()).unwrap_or(1.0)
}

fn versions_fit(headers: &HeaderMap) -> bool {
    const OURS: [u32; 3] = [2, 0, 0];
    let lowest = ["gs1-epcis-min", "gs1-cbv-min"];
    let highest = ["gs1-epcis-max", "gs1-cbv-max"];
    let exact = ["gs1-epcis-version", "gs1-cbv-version"];
    let fits = |names: [&'static str; 2], good: fn([u32; 3]) -> bool| {
        names
            .iter()
            .filter_map(|name| epcis_header(headers, name))
            .all(|v| read_version(v).is_some_and(good))
    };
    fits(lowest, |v| v <= OURS)
        && fits(highest, |v| v >= OURS)
        // A patch of the standard changes no document.
        && fits(exact, |[major, minor, _]| (major, minor) == (2, 0))
}

/// A version with up to three parts; what is none fits nothing, and is refused so.
fn read_version(text: &str) -> Option<[u32; 3]> {
    let mut parts = [0; 3];
    for (position, part) in text.trim().split('.').enumerate() {
        *parts.get_mut(position)? = part.parse().ok()?;
    }
    Some(parts)
}

fn split_media(value: &str) -> (String, &str) {
    let (media, parameters) = value.split_once(';').unwrap_or((value, ""));
    (media.trim().to_ascii_lowercase(), parameters)
}

/// A header that this registry reads; one that is not ASCII text counts as absent, so that its default holds.
pub(crate) fn header_text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(value_text)
}

fn value_text(value: &HeaderValue) -> Option<&str> {
    // Not an error: HTTP leaves it to the reader what other octets in a header mean (RFC 9110, 5.5).
    value.to_str().ok()
}

/// A header of EPCIS; one that is not ASCII text is `?`, which no version and no format is.
fn epcis_header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get(name)
        .map(|value| value.to_str().unwrap_or("?").trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str, value: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        headers
    }

    #[test]
    fn json_is_read_in_utf8_only() {
        assert!(
            check_json_body(&with("content-type", "application/ld+json; charset=UTF-8")).is_ok()
        );
        assert!(check_json_body(&with("content-type", "Application/JSON")).is_ok());
        assert!(
            check_json_body(&with("content-type", "application/json; charset=latin1")).is_err()
        );
        assert!(check_json_body(&with("content-type", "text/plain")).is_err());
        assert!(check_json_body(&HeaderMap::new()).is_err());
    }

    #[test]
    fn a_range_of_versions_must_hold_ours() {
        assert!(check_epcis_headers(&with("gs1-epcis-min", "1.2")).is_ok());
        assert!(check_epcis_headers(&with("gs1-epcis-min", "2.1.0")).is_err());
        assert!(check_epcis_headers(&with("gs1-epcis-max", "1.2.0")).is_err());
        assert!(check_epcis_headers(&with("gs1-epcis-version", "2.0")).is_ok());
        assert!(check_epcis_headers(&with("gs1-cbv-version", "x")).is_err());
    }

    #[test]
    fn xml_cannot_be_had() {
        assert!(check_epcis_headers(&with("accept", "application/xml")).is_err());
        assert!(check_epcis_headers(&with("accept", "application/xml, */*;q=0.1")).is_ok());
        assert!(check_epcis_headers(&with("accept", "application/json;q=0")).is_err());
    }

    #[test]
    fn what_cannot_be_done_is_refused_and_not_passed_over() {
        let packed = check_json_body(&with("content-encoding", "gzip")).unwrap_err();
        assert_eq!(packed.to_json()["status"], 415);
        let translated = with("gs1-epc-format", "Always_GS1_Digital_Link");
        assert!(check_epcis_headers(&translated).is_err());
        assert!(check_epcis_headers(&with("gs1-epc-format", "No_Preference")).is_ok());
    }
}
