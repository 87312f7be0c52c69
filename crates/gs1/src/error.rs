//! Why a code was refused: one error for element strings, Digital Links and scans.

use crate::keys::KeyError;
use crate::limits;
use crate::lint::LintError;

/// Why a code was refused. [`Error::code`] is stable for programs; the text of what is wrong with elements is that of the
/// GS1 Barcode Syntax Engine, so that a person who looks it up finds it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(
    missing_docs,
    reason = "each variant's sentence says what its fields hold"
)]
pub enum Error {
    #[error("the input is longer than {} bytes", limits::BYTES)]
    TooLong,
    #[error("Too many AIs")]
    TooManyElements,
    #[error("the data is empty")]
    Empty,
    #[error("FNC1 is missing in first position")]
    MissingFnc1,
    #[error("Failed to parse AI data")]
    MalformedBrackets,
    #[error("Unrecognised AI: {0}")]
    UnknownAi(String),
    #[error("no known AI is a prefix of: {0}")]
    NoAiForPrefix(String),
    #[error("AI ({0}) value is empty")]
    ValueEmpty(String),
    #[error("AI ({0}) value is too short")]
    ValueTooShort(String),
    #[error("AI ({0}) value is too long")]
    ValueTooLong(String),
    #[error("AI ({0}) data has incorrect length")]
    IncorrectLength(String),
    #[error("AI ({0}) contains illegal ^ character")]
    CaretInValue(String),
    #[error("AI ({ai}): {lint}")]
    Lint { ai: String, lint: LintError },
    #[error("It is invalid to pair AI ({0}) with AI ({1})")]
    InvalidPair(String, String),
    #[error("Required AIs for AI ({ai}) are not satisfied: {rule}")]
    RequiredAis { ai: String, rule: String },
    #[error("Multiple instances of AI ({0}) have different values")]
    RepeatedAi(String),
    #[error("Serial component must be present for AI ({0}) when used with AI (8030)")]
    SerialNotPresent(String),

    #[error("the URI contains a character that URIs do not permit")]
    IllegalUriCharacter,
    #[error("the URI does not start with https:// or http://")]
    IllegalUriScheme,
    #[error("the domain contains a character that domains do not permit")]
    IllegalDomainCharacter,
    #[error("the URI has no domain followed by a path")]
    MissingDomainOrPath,
    #[error("the path of the URI holds no GS1 key")]
    NoKeyInPath,
    #[error("the value decoded for AI ({0}) contains a null character")]
    NullInValue(String),
    #[error("the all-digit query parameter {0} is not a known AI")]
    UnknownAiInQuery(String),
    #[error("the path does not hold a key followed by its qualifiers in order")]
    InvalidPathSequence,
    #[error("AI ({0}) is duplicated")]
    DuplicateAi(String),
    #[error("AI ({0}) is not a valid DL URI data attribute")]
    NotAnAttribute(String),
    #[error("AI ({0}) belongs in the path, not in the query")]
    BelongsInPath(String),
    #[error("Cannot create a DL URI without a primary key AI")]
    NoPrimaryKey,

    #[error("the symbology identifier is missing")]
    MissingSymbologyIdentifier,
    #[error("the symbology identifier is not supported")]
    UnsupportedSymbologyIdentifier,
    #[error("the symbol carries {0} digits, no more and no less")]
    PrimaryLength(usize),
    #[error("the symbol carries digits only")]
    PrimaryNotDigits,
    #[error("the check digit of the symbol is incorrect")]
    PrimaryCheckDigit,
    #[error("the scanned data contains the character ^, which no GS1 symbol carries")]
    CaretInScan,
    #[error("the number is too large for the symbol")]
    PrimaryTooLarge,
    #[error("the symbol carries GS1 element strings only")]
    NotElementString,

    #[error("the lot code is empty")]
    LotEmpty,
    #[error("the lot code has more than 20 characters")]
    LotTooLong,
    #[error(
        "the lot code holds {0:?}; only unaccented letters, digits and !\"%&'()*+,-./_:;<=>? may be used"
    )]
    LotCharacter(char),
    #[error("the base of the link must be an http or https address without ? and #")]
    LinkBase,

    #[error(transparent)]
    Key(#[from] KeyError),
}

impl Error {
    /// A stable name for programs. A refused component has the name that the GS1 Barcode Syntax
    /// Dictionary gives the reason, such as `INCORRECT_CHECK_DIGIT`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Lint { lint, .. } => lint.code.name(),
            Self::Key(key) => key.code(),
            Self::TooLong => "DATA_TOO_LONG",
            Self::TooManyElements => "TOO_MANY_AIS",
            Self::Empty => "DATA_EMPTY",
            Self::MissingFnc1 => "MISSING_FNC1_IN_FIRST_POSITION",
            Self::MalformedBrackets => "MALFORMED_BRACKETS",
            Self::UnknownAi(_) => "AI_UNRECOGNISED",
            Self::NoAiForPrefix(_) => "NO_AI_FOR_PREFIX",
            Self::ValueEmpty(_) => "AI_VALUE_IS_EMPTY",
            Self::ValueTooShort(_) => "AI_VALUE_IS_TOO_SHORT",
            Self::ValueTooLong(_) => "AI_VALUE_IS_TOO_LONG",
            Self::IncorrectLength(_) => "AI_VALUE_HAS_INCORRECT_LENGTH",
            Self::CaretInValue(_) => "AI_VALUE_CONTAINS_CARET",
            Self::InvalidPair(..) => "INVALID_AI_PAIRS",
            Self::RequiredAis { .. } => "REQUIRED_AIS_NOT_SATISFIED",
            Self::RepeatedAi(_) => "INSTANCES_OF_AI_HAVE_DIFFERENT_VALUES",
            Self::SerialNotPresent(_) => "SERIAL_NOT_PRESENT",
            Self::LotEmpty => "LOT_EMPTY",
            Self::LotTooLong => "LOT_TOO_LONG",
            Self::LotCharacter(_) => "LOT_CHARACTER",
            Self::LinkBase => "LINK_BASE",
            other => other.carrier_code(),
        }
    }

    /// Names of what is wrong with a URI or a scan.
    const fn carrier_code(&self) -> &'static str {
        match self {
            Self::IllegalUriCharacter => "URI_CONTAINS_ILLEGAL_CHARACTERS",
            Self::IllegalUriScheme => "URI_CONTAINS_ILLEGAL_SCHEME",
            Self::IllegalDomainCharacter => "DOMAIN_CONTAINS_ILLEGAL_CHARACTERS",
            Self::MissingDomainOrPath => "URI_MISSING_DOMAIN_AND_PATH_INFO",
            Self::NoKeyInPath => "NO_GS1_DL_KEYS_FOUND_IN_PATH_INFO",
            Self::NullInValue(_) => "AI_VALUE_CONTAINS_NULL",
            Self::UnknownAiInQuery(_) => "UNKNOWN_AI_IN_QUERY_PARAMS",
            Self::InvalidPathSequence => "INVALID_KEY_QUALIFIER_SEQUENCE",
            Self::DuplicateAi(_) => "DUPLICATE_AI",
            Self::NotAnAttribute(_) => "AI_IS_NOT_VALID_DATA_ATTRIBUTE",
            Self::BelongsInPath(_) => "AI_SHOULD_BE_IN_PATH_INFO",
            Self::NoPrimaryKey => "NO_PRIMARY_KEY",
            Self::MissingSymbologyIdentifier => "MISSING_SYMBOLOGY_IDENTIFIER",
            Self::UnsupportedSymbologyIdentifier => "UNSUPPORTED_SYMBOLOGY_IDENTIFIER",
            Self::PrimaryLength(_) => "PRIMARY_DATA_HAS_WRONG_LENGTH",
            Self::PrimaryNotDigits => "PRIMARY_DATA_MUST_BE_ALL_DIGITS",
            Self::PrimaryCheckDigit => "PRIMARY_DATA_CHECK_DIGIT_IS_INCORRECT",
            Self::CaretInScan => "SCAN_DATA_CONTAINS_CARET",
            Self::PrimaryTooLarge => "PRIMARY_DATA_IS_TOO_LARGE",
            _ => "NOT_AN_ELEMENT_STRING",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Error;
    use crate::{DigitalLink, Options, association, element};

    /// What is wrong with an item written with brackets, or with its link.
    fn said(text: &str) -> String {
        let options = Options::default();
        let checked = element::parse_bracketed(text, &options).and_then(|elements| {
            association::check_item(&elements)?;
            DigitalLink::from_elements(&elements, &options).map(|_| ())
        });
        checked.err().map(|e| e.to_string()).unwrap_or_default()
    }

    #[test]
    fn errors_read_as_the_syntax_engine_says_them() {
        for (text, sentence) in [
            ("(01)9520123456788", "AI (01) value is too short"),
            ("(10)(15)260730", "AI (10) value is too short"),
            ("(01)09520123456788(10)", "Failed to parse AI data"),
            ("01)09520123456788", "Failed to parse AI data"),
            ("(3106)001250", "Unrecognised AI: 3106"),
            ("(10)L^1", "AI (10) contains illegal ^ character"),
            ("(423)70470", "AI (423) data has incorrect length"),
            (
                "(10)L1",
                "Required AIs for AI (10) are not satisfied: 01,02,03,8006,8026",
            ),
            (
                "(01)09520123456788(10)A(10)B",
                "Multiple instances of AI (10) have different values",
            ),
            (
                "(255)9520123456788(8030)ABC",
                "Serial component must be present for AI (255) when used with AI (8030)",
            ),
            (
                "(01)09520123456789",
                "AI (01): The numeric check digit is incorrect.",
            ),
            (
                "(410)9520123456788",
                "Cannot create a DL URI without a primary key AI",
            ),
        ] {
            assert_eq!(said(text), sentence, "{text}");
        }
        assert_eq!(Error::NotElementString.code(), "NOT_AN_ELEMENT_STRING");
    }
}
