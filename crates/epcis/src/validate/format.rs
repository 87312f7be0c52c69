//! Formats of texts: URIs (RFC 3986), times (RFC 3339), and the patterns of EPCIS 2.0.1.

/// Whether `text` is an absolute URI with a scheme (RFC 3986 §3), ASCII alone.
#[must_use]
pub fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let mut letters = scheme.bytes();
    let scheme_ok = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    scheme_ok && rest.is_ascii()
}
