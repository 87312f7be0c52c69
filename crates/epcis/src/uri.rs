//! Absolute URIs (RFC 3986).

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
}
