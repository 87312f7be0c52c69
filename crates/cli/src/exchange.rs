//! `changes`, `merge`: two computers of one cooperative exchange what they know by file.

use std::path::Path;

use nuong_engine::{AppError, Code};

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::output;

/// Writes what this computer knows.
pub fn write_changes(context: &Context, file: &Path) -> Outcome {
    let written = context.app.write_changes(file)?;
    if context.json {
        output::print_json(&written)?;
        return Ok(Done::Yes);
    }
    let args = [
        ("count", written.records.to_string()),
        ("file", file.display().to_string()),
    ];
    output::print_sentence(&context.language, "cli.changes_written", &args)?;
    Ok(Done::Yes)
}

/// Takes in what another computer wrote.
pub fn merge_changes(context: &Context, file: &Path) -> Outcome {
    let merged = match context.app.merge_changes(file) {
        Ok(merged) => merged,
        Err(error) => return refuse_file(context, error),
    };
    if context.json {
        output::print_json(&merged)?;
        return Ok(Done::Yes);
    }
    let counts = [
        ("taken", merged.taken.to_string()),
        ("already_there", merged.already_there.to_string()),
    ];
    output::print_sentence(&context.language, "cli.changes_merged", &counts)?;
    if !merged.to_review.is_empty() {
        let lots = [("lots", merged.to_review.join(", "))];
        output::print_sentence(&context.language, "cli.changes_to_review", &lots)?;
    }
    Ok(Done::Yes)
}

/// What the file says is refused; what the disk or the program itself refuses is an error.
fn refuse_file(context: &Context, error: AppError) -> Outcome {
    let about_the_file = error.args.contains_key("line");
    if !about_the_file || error.code == Code::Internal {
        return Err(error);
    }
    let said = output::error_text(&context.language, &error);
    output::say_refusal(context, &error, &said);
    Ok(Done::Refused)
}
