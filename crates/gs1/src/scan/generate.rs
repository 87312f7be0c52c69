//! From symbol and data to the transmission a scanner would send.

use super::{COMPOSITE, GS, Symbology};
use crate::check_digit;
use crate::element::Element;
use crate::element::{FNC1, check_size, parse_raw};
use crate::error::Error;
use crate::options::Options;

/// Whether the number of a retail symbol comes with its check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Primary {
    /// The last digit is the check digit.
    #[default]
    Complete,
    /// The check digit is to be added.
    WithoutCheckDigit,
}

/// What a scanner sends for `data` in a symbol of this kind: see [`crate::scan`].
///
/// # Errors
/// The symbol cannot carry the data, or the element string in it is wrong.
pub fn generate_scan(symbology: Symbology, data: &str, primary: Primary) -> Result<String, Error> {
    check_size(data)?;
    let elements = data.starts_with(FNC1);
    let identifier = symbology.identifier(elements);
    let (linear, composite) = split_composite(data);
    match symbology {
        Symbology::Qr | Symbology::DataMatrix | Symbology::DotCode if !elements => {
            Ok(format!("{identifier}{}", without_escape(data)))
        }
        Symbology::Qr | Symbology::DataMatrix | Symbology::DotCode => {
            Ok(format!("{identifier}{}", sent_elements(linear)?.0))
        }
        Symbology::Gs1_128 | Symbology::Gs1_128CompositeC if composite.is_none() => {
            Ok(format!("{identifier}{}", sent_elements(linear)?.0))
        }
        Symbology::Gs1_128 | Symbology::Gs1_128CompositeC | Symbology::DataBarExpanded => {
            join_composite(linear, composite)
        }
        Symbology::UpcA | Symbology::UpcE => {
            retail_scan(identifier, "0", 12, linear, composite, primary)
        }
        Symbology::Ean13 => retail_scan(identifier, "", 13, linear, composite, primary),
        Symbology::Ean8 => retail_scan(identifier, "", 8, linear, composite, primary),
        _ => data_bar(symbology, linear, composite, primary),
    }
}

fn split_composite(data: &str) -> (&str, Option<&str>) {
    match data.split_once('|') {
        Some((linear, composite)) => (linear, Some(composite)),
        None => (data, None),
    }
}

/// `\^…` → `^…`: see [`crate::scan`].
fn without_escape(data: &str) -> &str {
    if data.trim_start_matches('\\').starts_with(FNC1) {
        data.strip_prefix('\\').unwrap_or(data)
    } else {
        data
    }
}

/// An element string as it is sent, its separators kept, and its elements.
fn sent_elements(raw: &str) -> Result<(String, Vec<Element>), Error> {
    let data = raw.strip_prefix(FNC1).ok_or(Error::NotElementString)?;
    let elements = parse_raw(raw, &Options::default())?;
    Ok((data.replace(FNC1, "\u{1d}"), elements))
}

/// Linear and composite component in one message.
fn join_composite(linear: &str, composite: Option<&str>) -> Result<String, Error> {
    let (mut text, elements) = sent_elements(linear)?;
    if let Some(composite) = composite {
        let open = elements
            .last()
            .is_some_and(|element| !element.entry().predefined);
        if open && !text.ends_with(GS) {
            text.push(GS);
        }
        text.push_str(&sent_elements(composite)?.0);
    }
    Ok(format!("{COMPOSITE}{text}"))
}

/// EAN and UPC: the composite component is a message of its own.
fn retail_scan(
    identifier: &str,
    pad: &str,
    length: usize,
    linear: &str,
    composite: Option<&str>,
    primary: Primary,
) -> Result<String, Error> {
    let zeros = "0".repeat(14 - length);
    let number = linear
        .strip_prefix("^01")
        .and_then(|gtin| gtin.strip_prefix(&zeros))
        .unwrap_or(linear);
    let number = complete_number(number, length, primary)?;
    match composite {
        None => Ok(format!("{identifier}{pad}{number}")),
        Some(composite) => Ok(format!(
            "{identifier}{pad}{number}|{COMPOSITE}{}",
            sent_elements(composite)?.0
        )),
    }
}

/// GS1 DataBar symbols that carry a GTIN alone.
fn data_bar(
    symbology: Symbology,
    linear: &str,
    composite: Option<&str>,
    primary: Primary,
) -> Result<String, Error> {
    let number = complete_number(linear.strip_prefix("^01").unwrap_or(linear), 14, primary)?;
    if symbology == Symbology::DataBarLimited && !number.starts_with(['0', '1']) {
        return Err(Error::PrimaryTooLarge);
    }
    let composite = composite
        .map(sent_elements)
        .transpose()?
        .map_or_else(String::new, |(text, _)| text);
    Ok(format!("{COMPOSITE}01{number}{composite}"))
}

/// The number with its check digit, right or added.
fn complete_number(number: &str, length: usize, primary: Primary) -> Result<String, Error> {
    let given = match primary {
        Primary::Complete => length,
        Primary::WithoutCheckDigit => length - 1,
    };
    if number.len() != given {
        return Err(Error::PrimaryLength(given));
    }
    let digit = check_digit::compute_check_digit(number).ok_or(Error::PrimaryNotDigits)?;
    match primary {
        Primary::WithoutCheckDigit => Ok(format!("{number}{digit}")),
        Primary::Complete if check_digit::verify_check_digit(number) => Ok(number.to_owned()),
        Primary::Complete => Err(Error::PrimaryCheckDigit),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_scan;
    use super::*;
    use proptest::prelude::*;

    fn send(symbology: Symbology, data: &str) -> Result<String, &'static str> {
        generate_scan(symbology, data, Primary::Complete).map_err(|error| error.code())
    }

    #[test]
    fn a_composite_follows_a_separator_where_one_is_needed() {
        let open = send(Symbology::DataBarExpanded, "^011231231231233310ABC|^98C").unwrap();
        assert_eq!(open, "]e0011231231231233310ABC\u{1d}98C");
        let closed = send(Symbology::DataBarExpanded, "^011231231231233311991225|^98C").unwrap();
        assert_eq!(closed, "]e001123123123123331199122598C");
    }

    #[test]
    fn retail_symbols_carry_their_number() {
        assert_eq!(
            send(Symbology::Ean13, "^0102112345678900").unwrap(),
            "]E02112345678900"
        );
        assert_eq!(
            send(Symbology::UpcA, "416000336108").unwrap(),
            "]E00416000336108"
        );
        assert_eq!(
            send(Symbology::Ean13, "2112345678901"),
            Err("PRIMARY_DATA_CHECK_DIGIT_IS_INCORRECT")
        );
        assert_eq!(
            send(Symbology::Ean13, "^0119520123456785"),
            Err("PRIMARY_DATA_HAS_WRONG_LENGTH")
        );
        let added = generate_scan(Symbology::Ean13, "211234567890", Primary::WithoutCheckDigit);
        assert_eq!(added.unwrap(), "]E02112345678900");
    }

    #[test]
    fn limited_symbols_carry_small_numbers() {
        assert!(send(Symbology::DataBarLimited, "15012345678907").is_ok());
        assert_eq!(
            send(Symbology::DataBarLimited, "24012345678905"),
            Err("PRIMARY_DATA_IS_TOO_LARGE")
        );
    }

    #[test]
    fn plain_data_needs_a_symbol_for_plain_data() {
        assert_eq!(
            send(Symbology::DataBarExpanded, "PLAIN"),
            Err("NOT_AN_ELEMENT_STRING")
        );
        assert_eq!(send(Symbology::Qr, "a|b").unwrap(), "]Q1a|b");
    }

    proptest! {
        #[test]
        fn what_is_sent_reads_back(text in "[ -~]{0,40}") {
            let plain = if text.starts_with('^') { format!("\\{text}") } else { text };
            prop_assume!(!plain.to_ascii_lowercase().starts_with("http"));
            let scan = generate_scan(Symbology::Qr, &plain, Primary::Complete).unwrap();
            prop_assert_eq!(parse_scan(&scan, &Options::default()).unwrap().data, plain);
        }
    }
}
