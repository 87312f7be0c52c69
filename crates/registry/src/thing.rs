//! One spelling per identifier, so that what was captured is found however it is asked for.

use nuong_epcis::canonical_digital_link;
use nuong_gs1::{Options, digital_link};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

const OWN: &str = "urn:nuong:";

/// `text` as one part of a path or of our own URNs.
pub(crate) fn encode_part(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// The text behind a percent-encoded part; `None` if it is not UTF-8.
pub(crate) fn decode_part(part: &str) -> Option<String> {
    percent_decode_str(part)
        .decode_utf8()
        .ok()
        .map(|text| text.into_owned())
}

/// Canonical form: GS1 keys as `https://id.gs1.org/…`, our own URNs with a tax code in digits,
/// percent-encoding the same everywhere; any other identifier as it is.
pub(crate) fn canonical_id(id: &str) -> String {
    let id = id.trim();
    if let Some(link) = canonical_digital_link(id).or_else(|| escaped_link(id)) {
        return respell_parts(&link, "https://id.gs1.org/", '/');
    }
    if id.starts_with(OWN) {
        return respell_parts(&plain_organisation_code(id), OWN, ':');
    }
    id.to_owned()
}

/// A Digital Link with characters that stand percent-encoded (`/10/L%2F1`), which the plain reading passes over.
fn escaped_link(id: &str) -> Option<String> {
    let (address, _query) = id.split_once('?').unwrap_or((id, ""));
    if !address.starts_with("http") {
        return None;
    }
    // What is no Digital Link is somebody's own address and stays as it is.
    let link = digital_link::parse_link(address, &Options::default()).ok()?;
    let (key, qualifiers) = link.path().split_first()?;
    let mut canonical = format!(
        "https://id.gs1.org/{}/{}",
        key.ai(),
        encode_part(key.value())
    );
    // The serial alone tells items apart, the lot alone lots; a product variant (22) tells neither (CBV 2.0, 8.9.2).
    if let Some(finest) = qualifiers.last().filter(|finest| finest.ai() != "22") {
        canonical.push_str(&format!("/{}/{}", finest.ai(), encode_part(finest.value())));
    }
    Some(canonical)
}

fn respell_parts(id: &str, head: &str, separator: char) -> String {
    // Decoded and encoded again: %2f, %2F and what need not be escaped become one. What is no UTF-8 stays as it came.
    let rest = id.strip_prefix(head).unwrap_or(id);
    let parts = rest
        .split(separator)
        .map(|part| decode_part(part).map_or(part.to_owned(), |t| encode_part(&t)));
    let spelt: Vec<String> = parts.collect();
    format!("{head}{}", spelt.join(&separator.to_string()))
}

/// `urn:nuong:lot:6200012345-001:…` is the same as `urn:nuong:lot:6200012345001:…`.
fn plain_organisation_code(urn: &str) -> String {
    let mut parts: Vec<String> = urn.split(':').map(str::to_owned).collect();
    if let Some(part) = parts.get_mut(3)
        && let Some(plain) = crate::text::organisation_code(part)
    {
        *part = plain;
    }
    parts.join(":")
}

/// Path of a lot's page below this registry; none for what is no lot, or would lead over a person's identity number.
pub(crate) fn lot_path(canonical: &str) -> Option<String> {
    if let Some(path) = canonical.strip_prefix("https://id.gs1.org") {
        let parts: Vec<&str> = path.split('/').collect();
        return matches!(parts.as_slice(), ["", "01", _, "10", _]).then(|| path.to_owned());
    }
    let parts: Vec<&str> = canonical
        .strip_prefix("urn:nuong:lot:")?
        .split(':')
        .collect();
    let [organisation, _, _] = parts.as_slice() else {
        return None;
    };
    crate::text::organisation_code(organisation)?;
    Some(format!("/{}", parts.join("/")))
}

/// Whether an identifier in canonical form is a lot's.
pub(crate) fn is_lot(canonical: &str) -> bool {
    lot_path(canonical).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lots_have_a_page_by_short_code() {
        let path = |id: &str| lot_path(id);
        let gtin = "https://id.gs1.org/01/09520123456788";
        assert_eq!(
            path(&format!("{gtin}/10/L%2F1")).as_deref(),
            Some("/01/09520123456788/10/L%2F1")
        );
        assert_eq!(
            path("urn:nuong:lot:6200012345:MIEN:MD-01").as_deref(),
            Some("/6200012345/MIEN/MD-01")
        );
        assert_eq!(
            path("urn:nuong:lot:ABCDEFGHIJ:MIEN:MD-01").as_deref(),
            Some("/ABCDEFGHIJ/MIEN/MD-01")
        );
        for other in [
            gtin,
            &format!("{gtin}/21/7"),
            "urn:nuong:place:6200012345:T1",
            "urn:nuong:lot:012345678901:MIEN:MD-01",
            "https://id.gs1.org/414/9520123456788",
        ] {
            assert_eq!(path(other), None, "{other}");
        }
    }

    #[test]
    fn spellings_of_one_thing_meet() {
        let lot = "https://id.gs1.org/01/09520123456788/10/L-26%2FA";
        assert_eq!(
            canonical_id("https://truyxuat.example.vn/01/09520123456788/10/L-26%2fA?17=261231"),
            lot
        );
        assert_eq!(
            canonical_id("urn:nuong:lot:6200012345-001:CHE SHAN:L1"),
            "urn:nuong:lot:6200012345001:CHE%20SHAN:L1"
        );
        assert_eq!(
            canonical_id("https://example.org/place/1"),
            "https://example.org/place/1"
        );
    }
}
