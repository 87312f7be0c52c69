//! EPC URNs to Digital Links, driven by the table of schemes.

use super::schemes::{Key, PREFIX, SCHEMES, Tail};
use nuong_gs1::check_digit;

/// Whether the scheme of an EPC URN is one that has a link.
pub(super) fn is_known(urn: &str) -> bool {
    SCHEMES.iter().any(|(scheme, ..)| urn.starts_with(scheme))
}

/// The link of an EPC URN without its `urn:epc:`.
pub(super) fn to_link(urn: &str) -> Option<String> {
    let (scheme, ai, key, tail) = SCHEMES
        .iter()
        .find(|(scheme, ..)| urn.starts_with(scheme))?;
    let (prefix, rest) = urn.strip_prefix(scheme)?.split_once('.')?;
    if !is_digits(prefix) || !PREFIX.contains(&prefix.len()) {
        return None;
    }
    let (reference, rest) = split_reference(rest, *key, *tail)?;
    let key = key_text(prefix, reference, *key)?;
    let tail = tail_text(rest, *tail)?;
    Some(format!("https://id.gs1.org/{ai}/{key}{tail}"))
}

/// Takes the reference off; a component's own reference may hold no dot, other free text may.
fn split_reference(rest: &str, key: Key, tail: Tail) -> Option<(&str, &str)> {
    match (key, tail) {
        (_, Tail::None) => Some((rest, "")),
        (Key::Part(_), _) => rest.rsplit_once('.'),
        _ => rest.split_once('.'),
    }
}

fn key_text(prefix: &str, reference: &str, key: Key) -> Option<String> {
    let raw = format!("{prefix}{reference}");
    let numeric = is_digits(reference) || reference.is_empty();
    match key {
        Key::Indicator(digits) if numeric && raw.len() == digits => {
            let (indicator, item) = reference.split_at_checked(1)?;
            with_check_digit(format!("{indicator}{prefix}{item}"))
        }
        Key::Plain(digits) if numeric && raw.len() == digits => with_check_digit(raw),
        Key::Zero(digits) if numeric && raw.len() == digits => with_check_digit(format!("0{raw}")),
        Key::Free(most) => are_characters(reference, most - prefix.len(), is_component)
            .then(|| escape_for_web(&raw)),
        Key::Part(most) => {
            are_characters(reference, most - prefix.len(), is_part).then(|| escape_for_web(&raw))
        }
        _ => None,
    }
}

fn tail_text(rest: &str, tail: Tail) -> Option<String> {
    match tail {
        Tail::None => Some(String::new()),
        Tail::Text(before, most) => are_characters(rest, most, is_component)
            .then(|| format!("{before}{}", escape_for_web(rest))),
        Tail::Digits(before, most) => {
            (is_digits(rest) && rest.len() <= most).then(|| format!("{before}{rest}"))
        }
        Tail::Extension(_, _) if rest == "0" => Some(String::new()),
        Tail::Extension(before, most) => tail_text(rest, Tail::Text(before, most)),
        Tail::Pieces(before, most) => {
            let (pieces, serial) = split_pieces(rest)?;
            Some(pieces + &tail_text(serial, Tail::Text(before, most))?)
        }
        Tail::Any => (rest == "*").then(String::new),
        Tail::AnyPiece => {
            let (pieces, rest) = split_pieces(rest)?;
            (rest == "*").then_some(pieces)
        }
    }
}

/// `01.02.rest` → (`0102`, `rest`).
fn split_pieces(text: &str) -> Option<(String, &str)> {
    let (piece, text) = text.split_once('.')?;
    let (total, rest) = text.split_once('.')?;
    let two_digits = |text: &str| text.len() == 2 && is_digits(text);
    (two_digits(piece) && two_digits(total)).then(|| (format!("{piece}{total}"), rest))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `text` has 1 to `most` characters, a percent triplet counting as one, each accepted.
fn are_characters(text: &str, most: usize, accept: fn(char, bool) -> bool) -> bool {
    let mut rest = text;
    let mut count = 0;
    while let Some(first) = rest.chars().next() {
        let taken = if first == '%' {
            let triplet = rest
                .get(1..3)
                .and_then(|hex| u8::from_str_radix(hex, 16).ok());
            if !triplet.is_some_and(|code| accept(char::from(code), true)) {
                return false;
            }
            3
        } else if accept(first, false) {
            1
        } else {
            return false;
        };
        // What was accepted is ASCII, so a character begins there.
        rest = rest.get(taken..).unwrap_or("");
        count += 1;
    }
    (1..=most).contains(&count)
}

/// GS1 AI encodable character set 82; a few of its characters must be escaped in URNs.
fn is_component(character: char, escaped: bool) -> bool {
    let plain = character.is_ascii_alphanumeric() || "!'()*+,-.:;=_".contains(character);
    plain || (escaped && "\"%&/<>?".contains(character))
}

/// GS1 AI encodable character set 39.
fn is_part(character: char, escaped: bool) -> bool {
    let plain = character.is_ascii_uppercase() || character.is_ascii_digit() || character == '-';
    plain || (escaped && "#/".contains(character))
}

/// Escapes what a URN may hold bare and a Digital Link may not.
fn escape_for_web(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '!' | '(' | ')' | '*' | '+' | ',' | ':' => format!("%{:02X}", u32::from(character)),
            other => other.to_string(),
        })
        .collect()
}

fn with_check_digit(digits: String) -> Option<String> {
    let check = check_digit::compute_check_digit(&digits)?;
    Some(format!("{digits}{check}"))
}

#[cfg(test)]
mod tests {
    use super::to_link;

    fn assert_link(urn: &str, link: &str) {
        assert_eq!(
            to_link(urn).as_deref(),
            Some(&*format!("https://id.gs1.org/{link}")),
            "{urn}"
        );
    }

    #[test]
    fn each_scheme_has_its_link() {
        assert_link(
            "id:sgtin:9520123.045678.A(1)",
            "01/09520123456788/21/A%281%29",
        );
        assert_link("id:sscc:9520123.0000000001", "00/095201230000000011");
        assert_link("id:sgln:9520123.00000.LO-05", "414/9520123000004/254/LO-05");
        assert_link("id:sgln:952012300000..0", "414/9520123000004");
        assert_link("id:pgln:952012300000.", "417/9520123000004");
        assert_link("id:giai:9520123.TRAY%2F7", "8004/9520123TRAY%2F7");
        assert_link("id:cpi:9520123.AB-1.77", "8010/9520123AB-1/8011/77");
        assert_link(
            "id:itip:9520123.045678.01.02.S7",
            "8006/095201234567880102/21/S7",
        );
        assert_link("id:upui:9520123.045678.XYZ", "01/09520123456788/235/XYZ");
        assert_link(
            "class:lgtin:9520123.045678.L26A07",
            "01/09520123456788/10/L26A07",
        );
        assert_link("idpat:grai:952012345678..*", "8003/09520123456788");
        assert_link("idpat:cpi:9520123.AB-1.*", "8010/9520123AB-1");
        assert_link(
            "idpat:itip:9520123.045678.01.02.*",
            "8006/095201234567880102",
        );
    }

    #[test]
    fn what_is_not_well_formed_has_no_link() {
        for urn in [
            "id:sgtin:9520123.45678.1",
            "id:sgtin:9520123.045678.",
            "id:sgtin:9520123.045678.a/b",
            "id:sgtin:9520123.045678.%zz",
            "id:sgtin:95201.04567800.1",
            "id:sgtin:9520123.045678.123456789012345678901",
            "id:sscc:9520123.000000001",
            "id:cpi:9520123.ab.7",
            "id:bic:CSQU3054383",
            "id:gid:1.2.3",
            "id:sgtin:9520123.",
            "id:sgtin:",
            "id:sscc:9520123.é000000001",
        ] {
            assert_eq!(to_link(urn), None, "{urn}");
        }
    }
}
