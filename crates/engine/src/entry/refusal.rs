//! Why a step is refused: a code, the field, which line.

use crate::{AppError, Code};

/// A field of a step that cannot be as it was given; `why` is the end of a `core.stage_value.` key.
pub(super) fn invalid(field: &str, why: &str) -> AppError {
    labelled(Code::StageFieldInvalid, field).with("why", format!("core.stage_value.{why}"))
}

/// A field that a step cannot be without.
pub(super) fn missing(field: &str) -> AppError {
    labelled(Code::StageFieldMissing, field)
}

fn labelled(code: Code, field: &str) -> AppError {
    AppError::new(code, "")
        .with("field", field)
        .with("label", format!("core.told.{field}"))
}

/// A code that names nothing.
pub(super) fn unknown(code: Code, field: &str, value: &str) -> AppError {
    AppError::new(code, "")
        .with("field", field)
        .with("value", value)
        .with("lot", value)
}
