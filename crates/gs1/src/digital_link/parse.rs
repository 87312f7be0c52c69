//! Reading a Digital Link.

use super::{DigitalLink, unescape_path, unescape_query};
use crate::ai::{Entry, table};
use crate::element::Element;
use crate::element::{check_length, check_size, check_value, push_element};
use crate::error::Error;
use crate::options::Options;

/// The one AI that links of old wrote without its leading zeros.
const GTIN: &str = "01";

/// Reads a Digital Link. Fragments, query parameters without a value and those whose name is not
/// all digits are passed over.
///
/// # Errors
/// What is wrong with the URI, or with the first element that is wrong.
pub fn parse_link(uri: &str, options: &Options) -> Result<DigitalLink, Error> {
    check_size(uri)?;
    let after_domain = after_domain(uri)?;
    let (resource, _fragment) = after_domain.split_once('#').unwrap_or((after_domain, ""));
    let (path, query) = resource.split_once('?').unwrap_or((resource, ""));
    let path = path_elements(path, options)?;
    let attributes = query_elements(query, options)?;
    let link = DigitalLink { path, attributes };
    check_places(&link, options)?;
    for element in link.elements() {
        check_value(element.ai(), element.entry(), element.value())?;
    }
    Ok(link)
}

/// What follows scheme and domain, from its first slash. Of a domain only the characters are
/// judged: names, addresses and ports come in more forms than a reader should fix.
fn after_domain(uri: &str) -> Result<&str, Error> {
    if !uri.chars().all(is_uri_character) {
        return Err(Error::IllegalUriCharacter);
    }
    let schemes = ["https://", "HTTPS://", "http://", "HTTP://"];
    let scheme = schemes.iter().find_map(|scheme| uri.strip_prefix(scheme));
    let after = scheme.ok_or(Error::IllegalUriScheme)?;
    let length = after.find('/').unwrap_or(after.len());
    let (domain, path) = after.split_at_checked(length).unwrap_or((after, ""));
    if domain.chars().any(|c| "_~?#@!$&'()*+,;=%".contains(c)) {
        return Err(Error::IllegalDomainCharacter);
    }
    if domain.is_empty() || path.is_empty() {
        return Err(Error::MissingDomainOrPath);
    }
    Ok(path)
}

fn is_uri_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

/// The elements at the end of the path. They start at the last primary key that is followed by
/// nothing but pairs of AI and value; what stands before it is the stem.
fn path_elements(path: &str, options: &Options) -> Result<Vec<Element>, Error> {
    let mut segments: Vec<&str> = path.split('/').skip(1).collect();
    let mut pairs = Vec::new();
    // From the end, because the stem may hold anything, digits too.
    while let (Some(value), Some(ai)) = (segments.pop(), segments.pop()) {
        let entry = path_entry(ai, options).ok_or(Error::NoKeyInPath)?;
        pairs.push((ai, entry, value));
        if entry.paths.is_some() {
            return pairs
                .into_iter()
                .rev()
                .map(|pair| path_element(pair, options))
                .collect();
        }
    }
    Err(Error::NoKeyInPath)
}

fn path_entry(ai: &str, options: &Options) -> Option<&'static Entry> {
    let word = options.permit_convenience_alphas && !ai.starts_with(|c: char| c.is_ascii_digit());
    let by_word = if word { table().by_alias(ai) } else { None };
    by_word.or_else(|| table().entry(ai, options))
}

fn path_element(
    (text, entry, value): (&str, &'static Entry, &str),
    options: &Options,
) -> Result<Element, Error> {
    let ai = if entry.is_known() { &entry.ai } else { text };
    let value = unescape_path(value).map_err(|_| Error::NullInValue(ai.to_owned()))?;
    link_element(ai, entry, value, options)
}

fn query_elements(query: &str, options: &Options) -> Result<Vec<Element>, Error> {
    let mut elements = Vec::new();
    for (name, value) in query
        .split('&')
        .filter_map(|parameter| parameter.split_once('='))
    {
        // `linkType` and whatever else an address carries is not of the item.
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        let unknown = || Error::UnknownAiInQuery(name.chars().take(8).collect());
        let entry = table().entry(name, options).ok_or_else(unknown)?;
        let value = unescape_query(value).map_err(|_| Error::NullInValue(name.to_owned()))?;
        push_element(&mut elements, link_element(name, entry, value, options)?)?;
    }
    Ok(elements)
}

fn link_element(
    ai: &str,
    entry: &'static Entry,
    value: String,
    options: &Options,
) -> Result<Element, Error> {
    let short =
        options.permit_zero_suppressed_gtin && ai == GTIN && [8, 12, 13].contains(&value.len());
    let value = if short {
        format!("{value:0>14}")
    } else {
        value
    };
    check_length(ai, entry, &value)?;
    Ok(Element::from_checked(ai, entry, &value))
}

/// Whether every element may stand where it stands.
fn check_places(link: &DigitalLink, options: &Options) -> Result<(), Error> {
    let path: Vec<&str> = link.path.iter().map(Element::ai).collect();
    if !table().is_path(&path) {
        return Err(Error::InvalidPathSequence);
    }
    let mut seen = path.clone();
    for attribute in &link.attributes {
        let ai = attribute.ai();
        if seen.contains(&ai) {
            return Err(Error::DuplicateAi(ai.to_owned()));
        }
        seen.push(ai);
    }
    link.attributes
        .iter()
        .try_for_each(|attribute| check_attribute(attribute, &path, options))
}

/// An attribute is one the table allows, and not a qualifier that would fit into the path.
fn check_attribute(attribute: &Element, path: &[&str], options: &Options) -> Result<(), Error> {
    let ai = attribute.ai();
    super::build::check_attribute(attribute, options)?;
    let fits = (1..=path.len()).any(|at| {
        let (before, after) = path.split_at_checked(at).unwrap_or((path, &[]));
        let with: Vec<&str> = before.iter().chain([&ai]).chain(after).copied().collect();
        table().is_path(&with)
    });
    if fits {
        return Err(Error::BelongsInPath(ai.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::element::{write_bracketed, write_raw};

    fn read(uri: &str) -> Result<String, &'static str> {
        parse_link(uri, &Options::default())
            .map(|link| write_raw(&link.elements()))
            .map_err(|error| error.code())
    }

    #[test]
    fn a_stem_may_look_like_a_key() {
        assert_eq!(
            read("https://a/00/faux/00/006141411234567890").unwrap(),
            "^00006141411234567890"
        );
    }

    #[test]
    fn the_query_is_read_in_its_order() {
        let uri =
            "https://id.gs1.org/01/09520123456788/10/ABC1/21/12345?17=180426&unknown=1&single#f";
        assert_eq!(
            read(uri).unwrap(),
            "^010952012345678810ABC1^2112345^17180426"
        );
    }

    #[test]
    fn domains_are_judged_by_their_characters() {
        assert!(read("https://[2001:db8::1]/01/12312312312333").is_ok());
        assert_eq!(
            read("https://[fe80::1%25lo]/01/12312312312333"),
            Err("DOMAIN_CONTAINS_ILLEGAL_CHARACTERS")
        );
        assert_eq!(
            read("https:///01/12312312312333"),
            Err("URI_MISSING_DOMAIN_AND_PATH_INFO")
        );
        assert_eq!(
            read("ftp://a/01/12312312312333"),
            Err("URI_CONTAINS_ILLEGAL_SCHEME")
        );
        assert_eq!(
            read("https://a/01/12312312312333/10/Lô"),
            Err("URI_CONTAINS_ILLEGAL_CHARACTERS")
        );
    }

    #[test]
    fn qualifiers_keep_their_order_and_their_place() {
        let key = "https://a/01/12312312312333";
        assert_eq!(
            read(&format!("{key}/21/A/10/B")),
            Err("INVALID_KEY_QUALIFIER_SEQUENCE")
        );
        assert_eq!(
            read(&format!("{key}?10=B")),
            Err("AI_SHOULD_BE_IN_PATH_INFO")
        );
        assert_eq!(read(&format!("{key}/10/B?10=B")), Err("DUPLICATE_AI"));
        assert_eq!(read(&format!("{key}?99=A&99=A")), Err("DUPLICATE_AI"));
        assert_eq!(read(&format!("{key}?99=")), Err("AI_VALUE_IS_EMPTY"));
        assert_eq!(
            read(&format!("{key}?999=faux")),
            Err("UNKNOWN_AI_IN_QUERY_PARAMS")
        );
        assert_eq!(
            read(&format!("{key}?8200=x")),
            Err("AI_IS_NOT_VALID_DATA_ATTRIBUTE")
        );
    }

    #[test]
    fn words_and_short_gtins_are_read_only_on_request() {
        let strict = Options::default();
        let words = Options {
            permit_convenience_alphas: true,
            ..strict
        };
        let short = Options {
            permit_zero_suppressed_gtin: true,
            ..strict
        };
        let uri = "https://a/gtin/12312312312333/lot/A";
        assert!(parse_link(uri, &strict).is_err());
        assert_eq!(
            write_bracketed(&parse_link(uri, &words).unwrap().elements()),
            "(01)12312312312333(10)A"
        );
        let uri = "https://a/01/2112345678900";
        assert!(parse_link(uri, &strict).is_err());
        assert_eq!(
            write_bracketed(&parse_link(uri, &short).unwrap().elements()),
            "(01)02112345678900"
        );
    }
}
