//! Printing: sentences from the locale files, JSON on one line per document, plain columns for people.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::ControlFlow;

use indicatif::ProgressBar;
use nuong_engine::views::{Message, Progress};
use nuong_engine::{AppError, Result, i18n};
use serde::Serialize;

/// A sentence for an error; the machine's words follow when they add something.
pub fn error(language: &str, error: &AppError) -> String {
    let sentence = i18n::text(language, &format!("errors.{}", error.code), &error.args);
    if error.detail.is_empty() {
        sentence
    } else {
        format!("{sentence}\n  ({})", error.detail)
    }
}

/// A sentence by key.
pub fn sentence(language: &str, key: &str, args: &[(&str, String)]) -> String {
    let args: BTreeMap<String, String> = args
        .iter()
        .map(|(k, v)| ((*k).to_owned(), v.clone()))
        .collect();
    i18n::text(language, key, &args)
}

/// A message that the engine gave by key.
pub fn message(language: &str, message: &Message) -> String {
    i18n::message(language, message)
}

/// One JSON document on standard output.
pub fn json<T: Serialize>(value: &T) -> Result<()> {
    let text = serde_json::to_string(value).map_err(|e| AppError::new("internal", e))?;
    line(&text)
}

/// One line on standard output; a reader that went away ends the program quietly.
pub fn line(text: &str) -> Result<()> {
    match writeln!(std::io::stdout(), "{text}") {
        Err(gone) if gone.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(AppError::new("output", gone))
        }
        _ => Ok(()),
    }
}

/// A number as people of that language write it: at most three decimals.
pub fn number(language: &str, value: f64) -> String {
    let plain = format!("{value:.3}");
    let plain = plain.trim_end_matches('0').trim_end_matches('.');
    if language == "vi" {
        plain.replace('.', ",")
    } else {
        plain.to_owned()
    }
}

/// Moves the bar to where the work is; a shell stops work with Ctrl+C, not here.
pub fn advance(bar: &ProgressBar, at: &Progress) -> ControlFlow<()> {
    bar.set_length(at.total);
    bar.set_position(at.done);
    ControlFlow::Continue(())
}
