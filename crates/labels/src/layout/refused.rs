//! Why GS1 content is refused, in words that name the application identifier.

use crate::data::Field;
use crate::finding::{Finding, Severity};
use nuong_gs1::{Error, lint::LintCode};

/// No code can be made of this value.
pub(crate) fn wrong_value(field: Field, value: &str) -> Finding {
    let short: String = value.chars().take(60).collect();
    Finding::new(Severity::Error, "barcode_wrong", Some(field)).with_arg("value", short)
}

/// The rule of the GS1 table that the elements in `value` break.
pub(crate) fn refused_value(field: Field, value: &str, error: &Error) -> Finding {
    let found =
        |code, ai: &str| Finding::new(Severity::Error, code, Some(field)).with_arg("ai", ai);
    match error {
        Error::UnknownAi(ai) | Error::NoAiForPrefix(ai) => found("elements_unknown_ai", ai),
        Error::ValueEmpty(ai)
        | Error::ValueTooShort(ai)
        | Error::ValueTooLong(ai)
        | Error::IncorrectLength(ai) => found("elements_length", ai),
        Error::Lint { ai, lint } => match lint.code {
            LintCode::IncorrectCheckDigit => found("elements_check_digit", ai),
            LintCode::InvalidCset82Character
            | LintCode::InvalidCset39Character
            | LintCode::NonDigitCharacter => found("elements_letters", ai),
            _ => found("elements_value", ai),
        },
        Error::CaretInValue(ai) => found("elements_letters", ai),
        Error::InvalidPair(ai, other) => found("elements_pair", ai).with_arg("other", other),
        Error::RequiredAis { ai, rule } => {
            found("elements_requires", ai).with_arg("rule", rule.replace(',', " / "))
        }
        Error::RepeatedAi(ai) => found("elements_repeated", ai),
        _ => wrong_value(field, value),
    }
}
