//! A value against the components of its AI.

use crate::ai::{Component, Entry};
use crate::error::Error;

/// Length and carets, before any look at the content: that a check digit is wrong helps nobody
/// whose number is a digit short.
pub(crate) fn check_length(ai: &str, entry: &Entry, value: &str) -> Result<(), Error> {
    if value.is_empty() {
        return Err(Error::ValueEmpty(ai.to_owned()));
    }
    if value.len() < entry.min_length() {
        return Err(Error::ValueTooShort(ai.to_owned()));
    }
    if value.len() > entry.max_length() {
        return Err(Error::ValueTooLong(ai.to_owned()));
    }
    if value.contains(super::FNC1) {
        return Err(Error::CaretInValue(ai.to_owned()));
    }
    Ok(())
}

/// Checks the parts of `value` one by one.
pub(crate) fn check_value(ai: &str, entry: &Entry, value: &str) -> Result<(), Error> {
    match check_parts(ai, entry, value)? {
        used if used < value.len() => Err(Error::ValueTooLong(ai.to_owned())),
        _ => Ok(()),
    }
}

/// Checks the parts that stand at the front of `text`; how many bytes they took.
pub(super) fn check_parts(ai: &str, entry: &Entry, text: &str) -> Result<usize, Error> {
    if text.is_empty() {
        return Err(Error::ValueEmpty(ai.to_owned()));
    }
    let mut rest = text;
    for component in &entry.components {
        // Lengths are bytes. A letter that reaches over the end stays outside, and is refused as excess.
        let end = rest.floor_char_boundary(component.max);
        let (part, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if component.optional && part.is_empty() {
            continue;
        }
        check_part(ai, component, part)?;
        rest = after;
    }
    Ok(text.len() - rest.len())
}

fn check_part(ai: &str, component: &Component, part: &str) -> Result<(), Error> {
    if part.len() < component.min {
        return Err(Error::IncorrectLength(ai.to_owned()));
    }
    for linter in &component.linters {
        let refused = |lint| Error::Lint {
            ai: ai.to_owned(),
            lint,
        };
        linter.check(part).map_err(refused)?;
    }
    Ok(())
}
