//! What a person or a program reads: sentences from the locale files, JSON on one line per document, plain columns for people.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::ControlFlow;

use indicatif::{ProgressBar, ProgressDrawTarget};
use nuong_engine::views::{Message, Progress, Put};
use nuong_engine::{AppError, Code, Result, i18n};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::stop;

/// A sentence for an error; the machine's words follow when they add something.
pub fn error_text(language: &str, error: &AppError) -> String {
    let said = i18n::text(language, &format!("errors.{}", error.code), &error.args);
    let known = error.args.values().any(|v| *v == error.detail);
    // What names a line of a file says it all.
    let known = known || error.args.contains_key("line");
    if error.detail.is_empty() || known || said.contains(&error.detail) {
        return said;
    }
    let detail = [("detail", error.detail.clone())];
    format!("{said}\n  {}", sentence(language, "cli.detail", &detail))
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
pub fn message_text(language: &str, message: &Message) -> String {
    i18n::message(language, message)
}

/// One JSON document on standard output.
pub fn print_json<T: Serialize>(value: &T) -> Result<()> {
    let text = serde_json::to_string(value).map_err(|e| AppError::of(Code::Internal, e))?;
    print_line(&text)
}

/// One line on standard output; a reader that went away ends the program quietly.
pub fn print_line(text: &str) -> Result<()> {
    match writeln!(std::io::stdout(), "{text}") {
        Err(gone) if gone.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(AppError::of(Code::Output, gone))
        }
        _ => Ok(()),
    }
}

/// A sentence by key, on a line of its own.
pub fn print_sentence(language: &str, key: &str, args: &[(&str, String)]) -> Result<()> {
    print_line(&sentence(language, key, args))
}

/// The first and the last number of a run of labels on a line of their own; one number where they are the same.
pub fn print_span(first: Option<&str>, last: Option<&str>) -> Result<()> {
    match (first, last) {
        (Some(first), Some(last)) if first != last => {
            print_line(&format!("        {first} – {last}"))
        }
        (Some(one), _) => print_line(&format!("        {one}")),
        _ => Ok(()),
    }
}

/// How many rows were printed: an empty list is said, not shown as nothing.
pub fn print_total(language: &str, key: &str, rows: usize) -> Result<()> {
    print_sentence(language, key, &[("count", rows.to_string())])
}

/// A quantity as people of that language write it.
pub fn quantity_text(language: &str, value: f64, unit: &str) -> String {
    let number = i18n::number(language, value);
    format!("{number} {}", i18n::unit(language, unit))
}

/// A bar for people: on standard error where that is a terminal, drawn anew every second at most.
pub fn progress_bar() -> ProgressBar {
    ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(1))
}

/// Moves the bar to where the work is, and stops the work when somebody asked to.
pub fn advance_bar(bar: &ProgressBar, at: &Progress) -> ControlFlow<()> {
    bar.set_length(at.total);
    bar.set_position(at.done);
    if stop::is_asked() {
        ControlFlow::Break(())
    } else {
        ControlFlow::Continue(())
    }
}

/// What became of each record that was put.
pub fn print_puts(context: &Context, done: &[Put]) -> Outcome {
    if context.json {
        print_json(&done)?;
        return Ok(Done::Yes);
    }
    for put in done {
        let key = format!("cli.put_{}", put.outcome);
        print_sentence(&context.language, &key, &[("code", put.code.clone())])?;
    }
    Ok(Done::Yes)
}

/// Says why records that a program gave were refused: which of them, which field. What the disk or the program itself refuses is an error.
///
/// # Errors
/// The error itself, where it says nothing of a record.
pub fn refuse_records(context: &Context, error: AppError) -> Outcome {
    let about_a_record = error.args.contains_key("record") || error.code == Code::JsonUnreadable;
    if !about_a_record || error.code == Code::FileDamaged {
        return Err(error);
    }
    let mut said = error_text(&context.language, &error);
    if let Some(record) = error.args.get("record") {
        let args = [("record", record.clone()), ("said", said)];
        said = sentence(&context.language, "cli.record_refused", &args);
    }
    say_refusal(context, &error, &said);
    Ok(Done::Refused)
}

/// A refusal on standard error: for people a sentence; for programs an object whose `code` never changes.
pub fn say_refusal(context: &Context, error: &AppError, said: &str) {
    if !context.json {
        eprintln!("{said}");
        return;
    }
    let mut told = Map::new();
    told.insert("code".to_owned(), json!(error.code));
    told.insert("message".to_owned(), json!(said));
    if let Some(field) = error.args.get("field") {
        told.insert("field".to_owned(), json!(field));
    }
    for name in ["line", "record"] {
        let number = error.args.get(name).and_then(|n| n.parse::<u64>().ok());
        if let Some(number) = number {
            told.insert(name.to_owned(), json!(number));
        }
    }
    if let Some(steps) = error.args.get("steps") {
        let steps = steps.split(',').filter(|id| !id.is_empty());
        told.insert("steps".to_owned(), json!(steps.collect::<Vec<_>>()));
    }
    eprintln!("{}", Value::Object(told));
}
