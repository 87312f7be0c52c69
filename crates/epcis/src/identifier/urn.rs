//! EPC URNs (EPC Tag Data Standard 2.0 §6, §8) to Digital Links, driven by one table.

use super::check;

/// Length of a GS1 company prefix, in digits.
const PREFIX: std::ops::RangeInclusive<usize> = 6..=12;

/// How company prefix and reference become the key's digits or characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    /// Indicator digit in front of prefix and item reference, check digit behind (GTIN, SSCC); total digits.
    Indicator(usize),
    /// Prefix and reference, check digit behind; total digits.
    Plain(usize),
    /// As `Plain` with a zero in front (GRAI).
    Zero(usize),
    /// Prefix and characters, no check digit; total characters.
    Free(usize),
    /// As `Free`, of the component/part character set.
    Part(usize),
}

/// What follows prefix and reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tail {
    /// Nothing.
    None,
    /// A serial or lot: what stands in front of it in the link, most characters.
    Text(&'static str, usize),
    /// Digits alone.
    Digits(&'static str, usize),
    /// An extension that is left out when it is `0`.
    Extension(&'static str, usize),
    /// Piece and total of an individual trade item, then a serial.
    Pieces(&'static str, usize),
    /// `*`: any.
    Any,
    /// Piece and total, then `*`.
    AnyPiece,
}

/// Scheme, AI of the key, the key's make-up, what follows.
const SCHEMES: &[(&str, &str, Key, Tail)] = &[
    (
        "id:sgtin:",
        "01",
        Key::Indicator(13),
        Tail::Text("/21/", 20),
    ),
    ("id:sscc:", "00", Key::Indicator(17), Tail::None),
    (
        "id:sgln:",
        "414",
        Key::Plain(12),
        Tail::Extension("/254/", 20),
    ),
    ("id:grai:", "8003", Key::Zero(12), Tail::Text("", 16)),
    ("id:giai:", "8004", Key::Free(30), Tail::None),
    ("id:gsrn:", "8018", Key::Plain(17), Tail::None),
    ("id:gsrnp:", "8017", Key::Plain(17), Tail::None),
    ("id:gdti:", "253", Key::Plain(12), Tail::Text("", 17)),
    ("id:cpi:", "8010", Key::Part(30), Tail::Digits("/8011/", 12)),
    ("id:sgcn:", "255", Key::Plain(12), Tail::Digits("", 12)),
    ("id:ginc:", "401", Key::Free(30), Tail::None),
    ("id:gsin:", "402", Key::Plain(16), Tail::None),
    (
        "id:itip:",
        "8006",
        Key::Indicator(13),
        Tail::Pieces("/21/", 20),
    ),
    (
        "id:upui:",
        "01",
        Key::Indicator(13),
        Tail::Text("/235/", 28),
    ),
    ("id:pgln:", "417", Key::Plain(12), Tail::None),
    (
        "class:lgtin:",
        "01",
        Key::Indicator(13),
        Tail::Text("/10/", 20),
    ),
    ("idpat:sgtin:", "01", Key::Indicator(13), Tail::Any),
    ("idpat:grai:", "8003", Key::Zero(12), Tail::Any),
    ("idpat:gdti:", "253", Key::Plain(12), Tail::Any),
    ("idpat:sgcn:", "255", Key::Plain(12), Tail::Any),
    ("idpat:cpi:", "8010", Key::Part(30), Tail::Any),
    ("idpat:itip:", "8006", Key::Indicator(13), Tail::AnyPiece),
    ("idpat:upui:", "01", Key::Indicator(13), Tail::Any),
];

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
            Some(with_check_digit(format!("{indicator}{prefix}{item}")))
        }
        Key::Plain(digits) if numeric && raw.len() == digits => Some(with_check_digit(raw)),
        Key::Zero(digits) if numeric && raw.len() == digits => {
            Some(with_check_digit(format!("0{raw}")))
        }
        Key::Free(most) => {
            characters(reference, most - prefix.len(), is_component).then(|| web(&raw))
        }
        Key::Part(most) => characters(reference, most - prefix.len(), is_part).then(|| web(&raw)),
        _ => None,
    }
}

fn tail_text(rest: &str, tail: Tail) -> Option<String> {
    match tail {
        Tail::None => Some(String::new()),
        Tail::Text(before, most) => {
            characters(rest, most, is_component).then(|| format!("{before}{}", web(rest)))
        }
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
fn characters(text: &str, most: usize, accept: fn(char, bool) -> bool) -> bool {
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
        rest = rest.get(taken..).unwrap_or_default();
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
fn web(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '!' | '(' | ')' | '*' | '+' | ',' | ':' => format!("%{:02X}", u32::from(character)),
            other => other.to_string(),
        })
        .collect()
}

fn with_check_digit(digits: String) -> String {
    let check = check::digit(&digits);
    format!("{digits}{check}")
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
