//! One code in whatever form somebody has it: bracketed, raw with `^`, a scanner's transmission,
//! a Digital Link, or a bare GTIN.

use crate::association;
use crate::digital_link;
use crate::digital_link::DigitalLink;
use crate::element::Element;
use crate::element::{FNC1, check_size, parse_bracketed, parse_raw, write_raw};
use crate::error::Error;
use crate::keys::Gtin;
use crate::options::Options;
use crate::scan::{self, GS};
use serde::Serialize;

/// What a code says, as `nuong gs1` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Described {
    /// The code as it came, without the end of its line.
    pub input: String,
    /// Whether it is right: form, values, and AIs that exclude each other. What an AI requires
    /// may stand in another carrier of the item, so it is not asked of one code alone.
    pub valid: bool,
    /// AI and value of each element in order; empty for plain data and for what is not valid.
    pub elements: Vec<(String, String)>,
    /// The elements in raw form, `^` for FNC1, with no separator that is not needed.
    pub element_string: Option<String>,
    /// The elements as a Digital Link under GS1's own domain, where they can be one.
    pub digital_link: Option<String>,
    /// `CODE: what is wrong`.
    pub error: Option<String>,
}

/// Describes one line. Takes anything, and never panics.
///
/// ```
/// let described = nuong_gs1::describe_code("(01)09520123456788(10)L1");
/// assert_eq!(described.element_string.as_deref(), Some("^010952012345678810L1"));
/// assert_eq!(described.digital_link.as_deref(), Some("https://id.gs1.org/01/09520123456788/10/L1"));
/// ```
#[must_use]
pub fn describe_code(line: &str) -> Described {
    let input = line.trim_end_matches(['\r', '\n']);
    match read_code(input) {
        Ok(code) => code.into_description(input),
        Err(error) => describe_refusal(input, &error),
    }
}

/// A code that was read: its elements, and the link it came as.
struct Code {
    elements: Vec<Element>,
    link: Option<DigitalLink>,
}

impl Code {
    fn of_elements(elements: Vec<Element>) -> Self {
        Self {
            elements,
            link: None,
        }
    }

    fn into_description(self, input: &str) -> Described {
        // Not every code has a key to open a link; that is no fault of it.
        let arranged = || DigitalLink::from_elements(&self.elements, &Options::default()).ok();
        let link = self.link.clone().or_else(arranged);
        let pair = |element: &Element| (element.ai().to_owned(), element.value().to_owned());
        Described {
            input: input.to_owned(),
            valid: true,
            elements: self.elements.iter().map(pair).collect(),
            element_string: (!self.elements.is_empty()).then(|| write_raw(&self.elements)),
            digital_link: link.map(|link| link.canonical()),
            error: None,
        }
    }
}

fn describe_refusal(input: &str, error: &Error) -> Described {
    Described {
        input: input.to_owned(),
        valid: false,
        elements: Vec::new(),
        element_string: None,
        digital_link: None,
        error: Some(format!("{}: {error}", error.code())),
    }
}

fn read_code(input: &str) -> Result<Code, Error> {
    check_size(input)?;
    let code = read_form(input)?;
    association::check_code(&code.elements)?;
    Ok(code)
}

/// The form shows in the first character, except for links and bare numbers.
fn read_form(input: &str) -> Result<Code, Error> {
    let options = Options::default();
    match input.chars().next() {
        None => Err(Error::Empty),
        Some(']') => {
            let message = scan::parse_scan(input, &options)?;
            Ok(Code {
                elements: message.elements,
                link: message.link,
            })
        }
        Some('(') => parse_bracketed(input, &options).map(Code::of_elements),
        Some(FNC1) => parse_raw(input, &options).map(Code::of_elements),
        Some(GS) => parse_raw(&input.replace(GS, "^"), &options).map(Code::of_elements),
        Some(_) if input.contains("://") => {
            let link = digital_link::parse_link(input, &options)?;
            Ok(Code {
                elements: link.elements(),
                link: Some(link),
            })
        }
        Some(_) if input.chars().all(|c| c.is_ascii_digit()) => {
            Ok(Code::of_elements(vec![scan::gtin_element(&Gtin::parse(
                input,
            )?)?]))
        }
        Some(_) if input.contains('(') => Err(Error::MalformedBrackets),
        Some(_) => Err(Error::MissingFnc1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RAW: &str = "^010952012345678810L1";

    #[test]
    fn every_form_of_a_code_says_the_same() {
        for input in [
            "(01)09520123456788(10)L1",
            "^010952012345678810L1",
            "]C1010952012345678810L1",
            "]d2010952012345678810L1",
            "https://example.vn/sp/01/09520123456788/10/L1",
            "]Q1https://example.vn/01/09520123456788/10/L1",
            "\u{1d}010952012345678810L1\r\n",
        ] {
            let described = describe_code(input);
            assert_eq!(described.element_string.as_deref(), Some(RAW), "{input}");
            assert_eq!(
                described.digital_link.as_deref(),
                Some("https://id.gs1.org/01/09520123456788/10/L1")
            );
        }
    }

    #[test]
    fn a_bare_number_is_a_gtin() {
        assert_eq!(
            describe_code("9520123456788").element_string.as_deref(),
            Some("^0109520123456788")
        );
        let error = describe_code("9520123456789").error.unwrap();
        assert_eq!(
            error,
            "WRONG_CHECK_DIGIT: the check digit of the GTIN is 9; it should be 8"
        );
    }

    #[test]
    fn a_link_keeps_its_own_path() {
        let uri = "https://id.gs1.org/01/09520123456788/235/XYZ?10=ABC123";
        assert_eq!(describe_code(uri).digital_link.as_deref(), Some(uri));
    }

    #[test]
    fn errors_carry_their_code_first() {
        for (input, code) in [
            ("", "DATA_EMPTY"),
            ("hello", "MISSING_FNC1_IN_FIRST_POSITION"),
            ("1(12345", "MALFORMED_BRACKETS"),
            ("(01)09520123456788(13)261301", "ILLEGAL_MONTH"),
            ("(01)09520123456788(37)40", "INVALID_AI_PAIRS"),
            ("(400)A(400)B", "INSTANCES_OF_AI_HAVE_DIFFERENT_VALUES"),
            ("ftp://a/01/09520123456788", "URI_CONTAINS_ILLEGAL_SCHEME"),
        ] {
            let described = describe_code(input);
            assert!(!described.valid, "{input}");
            assert!(
                described.error.unwrap().starts_with(&format!("{code}: ")),
                "{input}"
            );
        }
    }

    #[test]
    fn plain_data_is_valid_and_holds_no_elements() {
        let described = describe_code("]Q1TESTING");
        assert!(described.valid && described.elements.is_empty());
        assert_eq!(described.element_string, None);
    }

    #[test]
    fn json_has_the_agreed_shape() {
        let json = serde_json::to_string(&describe_code("(99)A")).unwrap();
        let expected = r#"{"input":"(99)A","valid":true,"elements":[["99","A"]],"element_string":"^99A","digital_link":null,"error":null}"#;
        assert_eq!(json, expected);
    }

    #[test]
    fn endless_input_is_refused() {
        assert!(
            describe_code(&"(10)A".repeat(100_000))
                .error
                .unwrap()
                .starts_with("DATA_TOO_LONG")
        );
    }

    proptest! {
        #[test]
        fn any_text_is_described(text in any::<String>()) {
            let described = describe_code(&text);
            prop_assert_eq!(described.valid, described.error.is_none());
        }

        #[test]
        fn any_bytes_are_described(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = describe_code(&String::from_utf8_lossy(&bytes));
        }

        #[test]
        fn text_that_looks_like_a_code_is_described(
            start in "(\\^|\\(|\\]C1|\\]Q1|\\]E0|\\]e0|https://a/|)",
            rest in "[0-9A-Zé()/?=&%^|\\\\\u{1d}]{0,60}",
        ) {
            let described = describe_code(&format!("{start}{rest}"));
            prop_assert_eq!(described.valid, described.error.is_none());
        }

        #[test]
        fn what_is_valid_reads_back(ai in "(10|21|99|240|3103|17|7007|8008)", value in "[0-9A-Z]{1,14}") {
            let described = describe_code(&format!("({ai}){value}"));
            if let Some(raw) = described.element_string {
                prop_assert_eq!(describe_code(&raw).elements, described.elements);
            }
        }
    }
}
