//! Any GS1 Digital Link to its constrained canonical form.

use nuong_gs1::check_digit;

/// Keys by their numbers and by the names that older links use.
const KEYS: &[(&str, &str)] = &[
    ("00", "sscc"),
    ("01", "gtin"),
    ("253", "gdti"),
    ("255", "gcn"),
    ("401", "ginc"),
    ("402", "gsin"),
    ("414", "gln"),
    ("417", "party"),
    ("8003", "grai"),
    ("8004", "giai"),
    ("8006", "itip"),
    ("8010", "cpid"),
    ("8017", "gsrnp"),
    ("8018", "gsrn"),
];

/// The canonical link of `text`; `None` where it is no Digital Link or not a well-formed one.
pub(super) fn to_canonical(text: &str) -> Option<String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let (before_query, _) = rest.split_once('?').unwrap_or((rest, ""));
    let (domain, path) = before_query.split_once('/')?;
    // `localhost` and its like name nothing that anybody else could look up.
    if !domain.contains('.') {
        return None;
    }
    let segments: Vec<&str> = path.split('/').collect();
    // What stands before the key is the stem of somebody's own addresses.
    let tails = (0..segments.len()).filter_map(|at| segments.get(at..));
    let (ai, value, qualifiers) = take_key(tails.into_iter().find(|tail| is_key(tail))?)?;
    let value = padded_value(ai, value);
    let finest = finest_qualifier(ai, qualifiers)?;
    let link = match finest {
        _ if !is_value(ai, &value) => return None,
        None => format!("https://id.gs1.org/{ai}/{value}"),
        Some((qualifier, text)) => format!("https://id.gs1.org/{ai}/{value}/{qualifier}/{text}"),
    };
    Some(link)
}

/// Whether a path on `id.gs1.org` begins with a key.
pub(super) fn begins_with_key(path: &str) -> bool {
    path.split(['/', '?']).next().and_then(find_key).is_some()
}

/// Whether a link is well-formed, escaped characters included, and its check digit is right.
pub(super) fn is_sound(text: &str) -> bool {
    let Some(link) = to_canonical(&with_placeholders(text)) else {
        return false;
    };
    let mut segments = link.split('/').skip(3);
    let (Some(ai), Some(value)) = (segments.next(), segments.next()) else {
        return false;
    };
    let checked = match ai {
        "00" | "8017" | "8018" => 18,
        "402" => 17,
        "01" | "8003" | "8006" => 14,
        "253" | "255" | "414" | "417" => 13,
        _ => return true,
    };
    value
        .get(..checked)
        .is_some_and(check_digit::verify_check_digit)
}

/// Characters that a link may hold escaped, or that many leave bare, as one letter each.
fn with_placeholders(text: &str) -> String {
    let (base, path) = text.split_at(text.find("/id.gs1.org/").map_or(0, |at| at + 12));
    let mut pieces = path.split('%');
    let mut plain = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        let is_hex = |hex: &str| hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (sign, rest) = match piece.split_at_checked(2) {
            Some((hex, rest)) if is_hex(hex) => ('X', rest),
            _ => ('%', piece),
        };
        plain.push(sign);
        plain.push_str(rest);
    }
    base.to_owned() + &plain.replace(['!', '(', ')', '*', '+', ',', ':', '~'], "X")
}

/// A key's name followed by what can be its value: four digits and more.
fn is_key(segments: &[&str]) -> bool {
    let [name, value, ..] = segments else {
        return false;
    };
    let digits = value.bytes().take(4).filter(u8::is_ascii_digit).count();
    find_key(name).is_some() && digits == 4 && value.len() > 4
}

fn find_key(name: &str) -> Option<&'static str> {
    KEYS.iter()
        .find(|(ai, alias)| *ai == name || *alias == name)
        .map(|(ai, _)| *ai)
}

fn take_key<'a>(segments: &'a [&'a str]) -> Option<(&'static str, &'a str, &'a [&'a str])> {
    let (name, rest) = segments.split_first()?;
    let (value, qualifiers) = rest.split_first()?;
    Some((find_key(name)?, value, qualifiers))
}

/// GTIN-8, -12 and -13 in 14 digits.
fn padded_value(ai: &str, value: &str) -> String {
    match (ai, value.len()) {
        ("01", 8 | 12 | 13) => format!("{value:0>14}"),
        _ => value.to_owned(),
    }
}

/// The finest qualifier: serial before lot, and no consumer product variant. `None` where the path
/// goes on in a way that the key does not allow.
fn finest_qualifier<'a>(
    ai: &str,
    qualifiers: &[&'a str],
) -> Option<Option<(&'static str, &'a str)>> {
    let mut pairs = qualifiers.chunks(2).map(|pair| match pair {
        [name, value] => Some((find_qualifier(ai, name)?, *value)),
        _ => None,
    });
    let mut finest = None;
    let mut last = 0;
    pairs.try_for_each(|pair| {
        let ((rank, name), value) = pair?;
        // A third-party serial (235) stands for itself alone.
        if rank <= last || (name == "235" && last > 1) || !is_qualifier_value(name, value) {
            return None;
        }
        last = rank;
        finest = (name != "22").then_some((name, value)).or(finest);
        Some(())
    })?;
    Some(finest)
}

/// A qualifier's place in the path and its number.
fn find_qualifier(ai: &str, name: &str) -> Option<(usize, &'static str)> {
    Some(match (ai, name) {
        ("01" | "8006", "22" | "cpv") => (1, "22"),
        ("01" | "8006", "10" | "lot") => (2, "10"),
        ("01" | "8006", "21" | "ser") => (3, "21"),
        ("01", "235") => (3, "235"),
        ("414", "254") => (1, "254"),
        ("8010", "8011") => (1, "8011"),
        _ => return None,
    })
}

fn is_qualifier_value(name: &str, value: &str) -> bool {
    match name {
        "8011" => value.len() <= 12 && is_digits(value),
        "235" => is_text(value, 28),
        _ => is_text(value, 20),
    }
}

/// Whether `value` has the make-up of key `ai`: so many digits, then so many characters or digits.
fn is_value(ai: &str, value: &str) -> bool {
    let (digits, more): (usize, fn(&str) -> bool) = match ai {
        "00" | "8006" | "8017" | "8018" => (18, str::is_empty),
        "01" => (14, str::is_empty),
        "402" => (17, str::is_empty),
        "414" | "417" => (13, str::is_empty),
        "253" => (13, |text| is_text(text, 17)),
        "255" => (13, |text| text.len() <= 12 && is_digits(text)),
        "8003" => (14, |text| is_text(text, 16)),
        "8010" => (0, |text| text.len() <= 30 && text.bytes().all(is_part)),
        _ => (0, |text| is_text(text, 30)),
    };
    value
        .split_at_checked(digits)
        .is_some_and(|(head, tail)| is_digits(head) && more(tail))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What the reference implementation takes unescaped; escaped text keeps its link as it was written.
fn is_text(text: &str, most: usize) -> bool {
    text.len() <= most
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"\"'-.;<=>?_".contains(&byte))
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"#-".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::to_canonical;

    fn assert_link(text: &str, link: &str) {
        assert_eq!(
            to_canonical(text).as_deref(),
            Some(&*format!("https://id.gs1.org/{link}")),
            "{text}"
        );
    }

    #[test]
    fn any_domain_stem_and_spelling_becomes_canonical() {
        assert_link(
            "https://id.gs1.org/01/09520123456788/10/L26A07",
            "01/09520123456788/10/L26A07",
        );
        assert_link(
            "http://htx.example.vn/tra/01/9520123456788/10/L1?15=270101",
            "01/09520123456788/10/L1",
        );
        assert_link(
            "https://x.vn/gtin/09520123456788/lot/L1/ser/7",
            "01/09520123456788/21/7",
        );
        assert_link(
            "https://x.vn/gln/9520123000004/254/LO-05",
            "414/9520123000004/254/LO-05",
        );
        assert_link(
            "https://x.vn/01/09520123456788/22/2A/10/A-LONGER-LOT-NUMBER1",
            "01/09520123456788/10/A-LONGER-LOT-NUMBER1",
        );
        assert_link("https://x.vn/01/95201230", "01/00000095201230");
    }

    #[test]
    fn other_addresses_have_none() {
        for text in [
            "https://x.vn/san-pham/9520123456788",
            "https://x.vn/01/97803",
            "https://x.vn/01/09520123456788/21/7/10/L1",
            "https://x.vn/01/09520123456788/99/7",
            "https://x.vn/01/09520123456788/10/L1/235/7",
            "https://x.vn/01/09520123456788/10",
            "https://x.vn/01/0952012345678A",
            "https://localhost/01/09520123456788",
            "ftp://x.vn/01/09520123456788",
            "urn:nuong:lot:1:CHE:L1",
            "",
        ] {
            assert_eq!(to_canonical(text), None, "{text}");
        }
    }
}
