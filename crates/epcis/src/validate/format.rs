//! Formats of texts: URIs (RFC 3986), times (RFC 3339), and the patterns of EPCIS 2.0.1.

/// Whether `text` is an absolute URI (RFC 3986 §3): a scheme, then only characters that may stand bare
/// or percent-encoded. International characters make it an IRI, which EPCIS does not take.
#[must_use]
pub fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (hierarchy, query) = rest.split_once('?').unwrap_or((rest, ""));
    is_scheme(scheme)
        && is_hierarchy(hierarchy)
        && is_part(query, b":@/?")
        && is_part(fragment, b":@/?")
}

fn is_scheme(scheme: &str) -> bool {
    let mut letters = scheme.bytes();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

fn is_hierarchy(hierarchy: &str) -> bool {
    let Some(rest) = hierarchy.strip_prefix("//") else {
        return is_part(hierarchy, b":@/");
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    is_authority(authority) && is_part(path, b":@/")
}

fn is_authority(authority: &str) -> bool {
    let (user, place) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = match place.rfind(']') {
        Some(end) => place.split_at(end + 1),
        None => place.split_at(place.rfind(':').unwrap_or(place.len())),
    };
    let digits = port.strip_prefix(':').unwrap_or(port);
    let port_ok = digits.bytes().all(|byte| byte.is_ascii_digit())
        && (port.is_empty() || port.starts_with(':'));
    is_part(user, b":") && is_host(host) && port_ok
}

fn is_host(host: &str) -> bool {
    let Some(literal) = host.strip_prefix('[') else {
        return is_part(host, b"");
    };
    let Some(address) = literal.strip_suffix(']') else {
        return false;
    };
    match address
        .strip_prefix(['v', 'V'])
        .and_then(|future| future.split_once('.'))
    {
        Some((version, text)) => {
            let hex = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_hexdigit());
            hex && !text.is_empty() && !text.contains('%') && is_part(text, b":")
        }
        None => address.parse::<std::net::Ipv6Addr>().is_ok(),
    }
}

/// Unreserved characters, sub-delimiters and percent triplets, and those in `also`.
fn is_part(text: &str, also: &[u8]) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let fine = match byte {
            b'%' => {
                let mut is_hex = || bytes.next().is_some_and(|digit| digit.is_ascii_hexdigit());
                is_hex() && is_hex()
            }
            _ => {
                byte.is_ascii_alphanumeric()
                    || b"-._~!$&'()*+,;=".contains(&byte)
                    || also.contains(&byte)
            }
        };
        if !fine {
            return false;
        }
    }
    true
}

/// Whether `text` is an RFC 3339 date and time with an offset.
#[must_use]
pub fn is_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else {
        return false;
    };
    is_date(date) && is_clock(time)
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-').map(digits);
    let (Some(Some((4, year))), Some(Some((2, month))), Some(Some((2, day))), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// `hh:mm:ss[.f…](Z|±hh:mm)`; a leap second comes only at the end of a day in UTC.
fn is_clock(text: &str) -> bool {
    let Some(at) = text.find(['Z', 'z', '+', '-']) else {
        return false;
    };
    let (clock, zone) = text.split_at(at);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let Some(ahead) = minutes_ahead(zone) else {
        return false;
    };
    let leaps = clock.ends_with(":60") && (minutes(clock) - ahead).rem_euclid(1440) != 1439;
    is_sexagesimal(clock, &[23, 59, 60]) && digits(fraction).is_some() && !leaps
}

/// How far a zone is ahead of UTC; `None` where it is no zone.
fn minutes_ahead(zone: &str) -> Option<i32> {
    let Some(offset) = zone.strip_prefix(['+', '-']) else {
        return zone.eq_ignore_ascii_case("z").then_some(0);
    };
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    is_sexagesimal(offset, &[23, 59]).then(|| sign * minutes(offset))
}

/// Hours and minutes of `hh:mm…` as minutes.
fn minutes(clock: &str) -> i32 {
    let mut parts = clock
        .split(':')
        .map(|part| part.parse::<u8>().map_or(0, i32::from));
    parts.next().unwrap_or(0) * 60 + parts.next().unwrap_or(0)
}

/// Two-digit parts between colons, each up to its most.
fn is_sexagesimal(text: &str, most: &[u32]) -> bool {
    let parts: Vec<_> = text.split(':').map(digits).collect();
    parts.len() == most.len()
        && parts
            .iter()
            .zip(most)
            .all(|(part, most)| part.is_some_and(|(len, value)| len == 2 && value <= *most))
}

/// How many digits, and their value as far as it matters; `None` where there is anything else.
fn digits(text: &str) -> Option<(usize, u32)> {
    let all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| {
        (
            text.len(),
            text.get(..4).unwrap_or(text).parse().unwrap_or(0),
        )
    })
}

/// `eventTimeZoneOffset`: `±hh:mm` up to 14:00.
#[must_use]
pub fn is_zone_offset(text: &str) -> bool {
    let Some(offset) = text.strip_prefix(['+', '-']) else {
        return false;
    };
    offset == "14:00" || is_sexagesimal(offset, &[13, 59])
}

/// A unit code of UN/ECE Recommendation 20 by its form: two or three capitals or digits.
#[must_use]
pub fn is_unit(text: &str) -> bool {
    matches!(text.len(), 2 | 3)
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Hexadecimal digits, at least one.
#[must_use]
pub fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Numbers between dots: `2.0`, `2.0.1`.
#[must_use]
pub fn is_version(text: &str) -> bool {
    text.split('.').all(|part| digits(part).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_have_a_scheme_and_no_stray_characters() {
        for uri in [
            "urn:uuid:0190f3c2",
            "nuong:product",
            "https://id.gs1.org/01/09520123456788/10/L%2F1",
            "geo:10.33,105.9",
            "http://user:pw@[2001:db8::1]:80/a?b=c/d#e?",
            "ni:///sha-256;ab?ver=CBV2.0",
            "a:",
            "http://x.vn:",
            "x:/",
            "http://[v1.a:b]/",
            "urn:epcglobal:cbv:mda#name",
        ] {
            assert!(is_uri(uri), "{uri}");
        }
        for text in [
            "",
            "abc",
            ":a",
            "1a:b",
            "my_ext:field",
            "urn:a b",
            "urn:xoài",
            "urn:%4",
            "urn:%zz",
            "http://a b/",
            "urn:a#b#c",
            "http://x:y/",
            "http://[::1",
            "http://[zz]/",
            "http://[::1]x/",
            "urn:a\"b",
            "a:[b]",
            "http://[v1.]/",
        ] {
            assert!(!is_uri(text), "{text}");
        }
    }

    #[test]
    fn times_have_an_offset() {
        for time in [
            "2026-11-22T00:00:00+07:00",
            "2024-02-29t23:59:60.123456789z",
            "2024-03-01T06:59:60+07:00",
            "2005-07-11T11:30:47.0Z",
        ] {
            assert!(is_time(time), "{time}");
        }
        for text in [
            "2026-11-22",
            "2026-11-22T00:00:00",
            "2026-11-22 00:00:00Z",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T00:00:00.Z",
            "2026-11-22T00:00:00+7:00",
            "2026-11-22T00:00Z",
            "26-11-22T00:00:00Z",
            "2026-11-22T00:00:00+07:00x",
            "2026-11-00T00:00:00Z",
            "2024-02-29T22:59:60Z",
            "20261-11-22T00:00:00Z",
        ] {
            assert!(!is_time(text), "{text}");
        }
    }

    #[test]
    fn patterns_of_epcis_hold() {
        assert!(is_zone_offset("+07:00") && is_zone_offset("-14:00") && is_zone_offset("+13:59"));
        assert!(
            !is_zone_offset("07:00")
                && !is_zone_offset("+14:01")
                && !is_zone_offset("Z")
                && !is_zone_offset("+7:00")
        );
        assert!(
            is_unit("KGM") && is_unit("4L") && !is_unit("kg") && !is_unit("K") && !is_unit("KILO")
        );
        assert!(
            is_version("2")
                && is_version("2.0.1")
                && !is_version("2.")
                && !is_version("v2")
                && !is_version("")
        );
        assert!(is_hex("f0A9") && !is_hex("") && !is_hex("0x1"));
    }
}
