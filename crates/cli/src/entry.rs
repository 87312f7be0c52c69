//! `step add`, `correct`, `void`, `amend`, `undo`: what a person or a program says that happened, and what of it was wrong.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand};
use nuong_engine::views::{Anyway, StepEntered};
use nuong_engine::{AppError, Code, identity};
use serde::Serialize;

use crate::context::Context;
use crate::label_ledger::VoidArgs;
use crate::outcome::{Done, Outcome};
use crate::output;
use crate::text_file::read_records;

/// Most steps that an undo names to a person.
const MOST_SHOWN: usize = 10;

/// What can be done with steps.
#[derive(Debug, Subcommand)]
pub enum StepVerb {
    /// Add steps: one, or several together
    Add {
        /// JSON: a step, or an array of which all are taken or none; - reads standard input
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
        /// Who enters it (default: the person of this computer)
        #[arg(long, default_value = "")]
        by: String,
        /// Show what would come of it; write nothing
        #[arg(long)]
        dry_run: bool,
    },
}

/// What `nuong correct` needs.
#[derive(Debug, Args)]
pub struct CorrectArgs {
    /// The step that was told wrongly
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    id: String,
    /// JSON: the step as it was, or an array of {"id", "step"} of which all are taken or none; - reads standard input
    #[arg(long, value_name = "FILE")]
    file: PathBuf,
    /// Also when lots come below nothing by it; they are to review then
    #[arg(long, requires = "by", requires = "reason")]
    anyway: bool,
    /// Who says so (default: the person of this computer)
    #[arg(long, default_value = "")]
    by: String,
    /// Why
    #[arg(long, default_value = "")]
    reason: String,
}

/// What `nuong amend` needs.
#[derive(Debug, Args)]
pub struct AmendArgs {
    /// The step's id
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    id: String,
    /// name=value of the step; 2.name=value of its second line; name= takes a value away
    #[arg(required = true, value_name = "NAME=VALUE")]
    fields: Vec<String>,
    /// Who does it (default: the person of this computer)
    #[arg(long, default_value = "")]
    by: String,
}

/// Whether an id is a step's, and not a print's.
pub fn names_step(id: &str) -> bool {
    identity::is_step_id(id)
}

/// Adds steps from a file.
pub fn add_steps(context: &Context, what: &StepVerb) -> Outcome {
    let StepVerb::Add { file, by, dry_run } = what;
    let added = read_records(file).and_then(|text| {
        let language = &context.language;
        context.app.add_steps(&text, by, !dry_run, language)
    });
    show_entered(
        context,
        added,
        if *dry_run {
            "cli.step_tried"
        } else {
            "cli.step_added"
        },
    )
}

/// Corrects a step.
pub fn correct_step(context: &Context, args: &CorrectArgs) -> Outcome {
    let anyway = Anyway {
        anyway: args.anyway,
        reason: args.reason.clone(),
    };
    let corrected = read_records(&args.file).and_then(|text| {
        let (app, language) = (&context.app, &context.language);
        app.correct_step(&args.id, &text, &args.by, &anyway, language)
    });
    show_entered(context, corrected, "cli.step_corrected")
}

/// Says that a step never happened.
pub fn void_step(context: &Context, args: &VoidArgs) -> Outcome {
    let anyway = Anyway {
        anyway: args.anyway,
        reason: args.reason.clone(),
    };
    let voided = context
        .app
        .void_step(&args.id, &args.by, &anyway, &context.language);
    show_one(context, voided, "cli.step_voided")
}

/// Writes fields of a step anew.
pub fn amend_step(context: &Context, args: &AmendArgs) -> Outcome {
    let mut fields = Vec::with_capacity(args.fields.len());
    for field in &args.fields {
        let Some((name, value)) = field.split_once('=') else {
            let unknown = AppError::new(Code::FieldUnknown, "").with("field", field);
            return refuse_step(
                context,
                unknown.with("value", field).with("known", "name=value"),
            );
        };
        fields.push((name.trim().to_owned(), value.to_owned()));
    }
    let amended = context.app.amend_step(&args.id, &fields, &args.by);
    show_one(context, amended, "cli.step_amended")
}

/// Takes the last action back.
pub fn undo_last(context: &Context, by: &str) -> Outcome {
    let undone = match context.app.undo(by, &context.language) {
        Ok(undone) => undone,
        Err(error) => return refuse_step(context, error),
    };
    if context.json {
        output::print_json(&undone)?;
        return Ok(Done::Yes);
    }
    for (ids, key) in [
        (&undone.steps, "cli.step_out"),
        (&undone.back, "cli.step_back"),
    ] {
        // An import is hundreds of steps: who wants all of them asks for --json.
        for id in ids.iter().take(MOST_SHOWN) {
            output::print_sentence(&context.language, key, &[("id", id.clone())])?;
        }
    }
    let total = undone.steps.len() + undone.back.len();
    output::print_total(&context.language, "cli.steps_total", total)?;
    Ok(Done::Yes)
}

fn show_entered(
    context: &Context,
    entered: nuong_engine::Result<Vec<StepEntered>>,
    key: &str,
) -> Outcome {
    let entered = match entered {
        Ok(entered) => entered,
        Err(error) => return refuse_step(context, error),
    };
    if context.json {
        output::print_json(&entered)?;
        return Ok(Done::Yes);
    }
    for step in &entered {
        let args = [
            ("id", step.id.clone()),
            ("lots", step.lots.join(", ")),
            ("old", step.replaces.as_deref().unwrap_or("").to_owned()),
        ];
        output::print_sentence(&context.language, key, &args)?;
        for finding in &step.findings {
            output::print_line(&format!("  {}", finding.message))?;
        }
    }
    Ok(Done::Yes)
}

fn show_one<T: Serialize>(context: &Context, done: nuong_engine::Result<T>, key: &str) -> Outcome {
    let done = match done {
        Ok(done) => done,
        Err(error) => return refuse_step(context, error),
    };
    match context.json {
        true => output::print_json(&done)?,
        false => output::print_sentence(&context.language, key, &[])?,
    }
    Ok(Done::Yes)
}

/// What the disk or the program itself refuses is an error; all else is a refusal of what was said.
fn refuse_step(context: &Context, error: AppError) -> Outcome {
    let own_fault = matches!(
        error.code,
        Code::Busy
            | Code::DiskError
            | Code::DiskFull
            | Code::EventInvalid
            | Code::FileDamaged
            | Code::FileNotFound
            | Code::FileTooLong
            | Code::Internal
            | Code::ProfileMissing
            | Code::StageFileInvalid
            | Code::StageFileUnreadable
            | Code::StageFilesTooMany
    );
    if own_fault {
        return Err(error);
    }
    let mut said = output::error_text(&context.language, &error);
    let at = |name: &str| error.args.get(name).cloned();
    if let Some(record) = at("record") {
        let key = match at("line") {
            Some(_) => "cli.step_line_refused",
            None => "cli.record_refused",
        };
        let line = at("line").unwrap_or_default();
        said = output::sentence(
            &context.language,
            key,
            &[("record", record), ("line", line), ("said", said)],
        );
    }
    output::say_refusal(context, &error, &said);
    Ok(Done::Refused)
}
