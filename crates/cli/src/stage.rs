//! `stages`: what can happen to a lot, and what a stage's steps say and tell.

use clap::Args;
use nuong_engine::Result;
use nuong_engine::views::{StageDetail, StageEvent, StageField, StageRow, When};

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::output;

/// Stages: all of them, or one.
#[derive(Debug, Args)]
#[command(after_help = OWN_STAGES)]
pub struct StagesArgs {
    /// Code of one stage, to show all about it
    code: Option<String>,
}

/// A file of a cooperative's own stages, in full.
const OWN_STAGES: &str = r#"A cooperative's own stages are .json files in the folder "stages" of its data folder:

  {"version": 1,
   "stages": [{"code": "freeze_dry", "class": "look", "vi": "Sấy lạnh", "en": "Freeze-drying",
     "told": ["chamber_temperature"], "rest": ["equipment"],
     "events": [{"name": "freeze_drying", "type": "object", "action": "OBSERVE", "step": "other",
       "disposition": "in_progress", "read": "place", "at": "place",
       "sensors": ["Temperature:chamber_temperature:CEL"]}]}],
   "fields": [{"code": "chamber_temperature", "vi": "Nhiệt độ buồng sấy",
     "en": "Chamber temperature", "type": "temperature", "least": -90, "most": 60}]}

class: begin, turn, move, leave, back, tend, look or count; one that counts in a balance says "columns" as `stages CODE --json` shows them
told: fields of the step's identity, which events carry; never amended, and once steps are recorded the list must stay as it is
rest: fields that may be amended; line: fields of a line; events may be left out, their words are CBV 2.0's"#;

/// Lists stages, or shows one.
pub fn run_stages(context: &Context, args: &StagesArgs) -> Outcome {
    match &args.code {
        None => list_stages(context),
        Some(code) => show_stage(context, code.trim()),
    }
}

fn list_stages(context: &Context) -> Outcome {
    let stages = context.app.stages()?;
    if context.json {
        output::print_json(&stages)?;
        return Ok(Done::Yes);
    }
    for stage in &stages {
        print_row(&context.language, stage)?;
    }
    output::print_total(&context.language, "cli.stages_total", stages.len())?;
    Ok(Done::Yes)
}

fn print_row(language: &str, stage: &StageRow) -> Result<()> {
    let class = class_word(language, stage.class.as_str());
    let name = in_language(language, &stage.vi, &stage.en);
    let own = match stage.own {
        true => format!(" · {}", output::sentence(language, "cli.stage_own", &[])),
        false => String::new(),
    };
    output::print_line(&format!("{:<16} {class:<10} {name}{own}", stage.code))
}

fn class_word(language: &str, class: &str) -> String {
    output::sentence(language, &format!("core.stage_class.{class}"), &[])
}

fn in_language<'a>(language: &str, vi: &'a str, en: &'a str) -> &'a str {
    if language == "en" { en } else { vi }
}

fn show_stage(context: &Context, code: &str) -> Outcome {
    let stage = context.app.stage(code)?;
    if context.json {
        output::print_json(&stage)?;
        return Ok(Done::Yes);
    }
    let language = &context.language;
    let name = in_language(language, &stage.vi, &stage.en);
    let class = class_word(language, stage.class.as_str());
    output::print_line(&format!("{} · {name} · {class}", stage.code))?;
    if let Some(class) = stage.class_with_in {
        let class = class_word(language, class.as_str());
        output::print_sentence(language, "cli.stage_with_in", &[("class", class)])?;
    }
    print_balance(language, &stage)?;
    for (key, fields) in [
        ("cli.stage_told", &stage.told),
        ("cli.stage_rest", &stage.rest),
        ("cli.stage_line", &stage.line),
        ("cli.stage_columns_of_line", &stage.columns_of_line),
    ] {
        print_fields(language, key, fields)?;
    }
    print_asked(language, &stage)?;
    print_events(language, &stage.events)?;
    Ok(Done::Yes)
}

/// In which columns it counts, and how exactly it balances.
fn print_balance(language: &str, stage: &StageDetail) -> Result<()> {
    let columns = [
        ("cli.stage_column_in", stage.columns.taken),
        ("cli.stage_column_out", stage.columns.given),
    ];
    for (key, column) in columns {
        if let Some(column) = column {
            let column = format!("core.stage_column.{}", column.as_str());
            output::print_sentence(language, key, &[("column", column)])?;
        }
    }
    match stage.balance {
        Some(balance) => {
            let balance = format!("core.stage_balance.{}", balance.as_str());
            output::print_sentence(language, "cli.stage_balance", &[("balance", balance)])
        }
        None => Ok(()),
    }
}

fn print_fields(language: &str, key: &str, fields: &[StageField]) -> Result<()> {
    if fields.is_empty() {
        return Ok(());
    }
    output::print_sentence(language, key, &[])?;
    fields
        .iter()
        .try_for_each(|field| print_field(language, field, 2))
}

/// A field, then what it takes, further in.
fn print_field(language: &str, field: &StageField, indent: usize) -> Result<()> {
    let kind = match field.unit.as_str() {
        "" => output::sentence(
            language,
            &format!("core.stage_type.{}", field.kind.as_str()),
            &[],
        ),
        unit => unit.to_owned(),
    };
    let name = in_language(language, &field.vi, &field.en);
    let width = 22_usize.saturating_sub(indent);
    let blank = "";
    output::print_line(&format!(
        "{blank:indent$}{:<width$} {kind:<14} {name}",
        field.code
    ))?;
    for choice in &field.choices {
        let name = in_language(language, &choice.vi, &choice.en);
        let width = width + 13;
        output::print_line(&format!("{blank:indent$}  {:<width$} {name}", choice.code))?;
    }
    let mut parts = field.parts.iter();
    parts.try_for_each(|part| print_field(language, part, indent + 2))
}

/// What a step can't do without, who asks for what, and which kinds of goods ask for the stage.
fn print_asked(language: &str, stage: &StageDetail) -> Result<()> {
    if !stage.must.is_empty() {
        let fields = [("fields", stage.must.join(", "))];
        output::print_sentence(language, "cli.stage_must", &fields)?;
    }
    for need in &stage.need {
        let name = in_language(language, &need.vi, &need.en).to_owned();
        let args = [("name", name), ("fields", need.fields.join(", "))];
        output::print_sentence(language, "cli.stage_need", &args)?;
    }
    for (key, must) in [
        ("cli.stage_sector_must", true),
        ("cli.stage_sector_ask", false),
    ] {
        let sectors = stage.sectors.iter().filter(|sector| sector.must == must);
        let names = sectors.map(|sector| in_language(language, &sector.vi, &sector.en));
        let names: Vec<&str> = names.collect();
        if !names.is_empty() {
            output::print_sentence(language, key, &[("names", names.join("; "))])?;
        }
    }
    Ok(())
}

fn print_events(language: &str, events: &[StageEvent]) -> Result<()> {
    if events.is_empty() {
        return output::print_sentence(language, "cli.stage_no_event", &[]);
    }
    output::print_sentence(language, "cli.stage_events", &[])?;
    events
        .iter()
        .try_for_each(|event| print_event(language, event))
}

fn print_event(language: &str, event: &StageEvent) -> Result<()> {
    let kind = event.kind.as_str();
    let words = [
        Some(event.name.as_str()),
        Some(kind),
        event.action.as_deref(),
    ];
    let disposition = event.disposition.as_deref();
    let disposition = disposition.or(event.disposition_from.as_deref());
    let when = match event.when {
        When::Always => None,
        when => {
            let key = format!("core.stage_when.{}", when.as_str());
            Some(output::sentence(language, &key, &[]))
        }
    };
    let more = [Some(event.step.as_str()), disposition, when.as_deref()];
    let words: Vec<&str> = words.into_iter().chain(more).flatten().collect();
    output::print_line(&format!("  {}", words.join(" · ")))
}
