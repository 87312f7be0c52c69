use nuong_domain::clean;

use crate::{AppError, Code, Result};

/// Longest text of a field, in characters.
const LONGEST: usize = 200;

/// Cleaned text that is not too long.
pub(crate) fn short(field: &str, text: &str) -> Result<String> {
    let text = clean(text);
    if text.chars().count() > LONGEST {
        return Err(AppError::new(Code::TextTooLong, field)
            .with("field", format!("core.field.{field}"))
            .with("most", LONGEST));
    }
    Ok(text)
}

/// What is there already, or else what is offered.
pub(crate) fn first(have: &str, offered: &str) -> String {
    if have.is_empty() {
        offered.to_owned()
    } else {
        have.to_owned()
    }
}
