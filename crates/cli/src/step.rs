//! `steps`, `step`: what happened.

use clap::Args;
use nuong_engine::i18n;
use nuong_engine::views::{StepLineView, StepQuery, StepView};

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::output;

/// Which steps are listed.
#[derive(Debug, Args)]
pub struct StepsArgs {
    /// Of this lot only
    #[arg(long, default_value = "")]
    lot: String,
    /// Of this stage only; `nuong stages` lists them
    #[arg(long, default_value = "")]
    stage: String,
    /// At or from the place with this code only
    #[arg(long, default_value = "")]
    place: String,
    /// With the party of this code only
    #[arg(long, default_value = "")]
    party: String,
    /// From this day on, as 30/09/2026 or 2026-09-30
    #[arg(long, default_value = "")]
    from: String,
    /// Up to this day, as 30/09/2026 or 2026-09-30
    #[arg(long, default_value = "")]
    to: String,
    /// Only steps that stand: not those that were corrected, voided or taken back
    #[arg(long)]
    standing: bool,
}

/// Lists steps, latest day first.
pub fn list_steps(context: &Context, args: StepsArgs) -> Outcome {
    let steps = context.app.steps(&StepQuery {
        lot: args.lot,
        stage: args.stage,
        place: args.place,
        party: args.party,
        from: args.from,
        to: args.to,
        standing: args.standing,
    })?;
    if context.json {
        output::print_json(&steps)?;
        return Ok(Done::Yes);
    }
    for step in &steps {
        print_step(context, step)?;
    }
    output::print_total(&context.language, "cli.steps_total", steps.len())?;
    Ok(Done::Yes)
}

/// Shows one step.
pub fn show_step(context: &Context, id: &str) -> Outcome {
    let step = context.app.step(id)?;
    if context.json {
        output::print_json(&step)?;
    } else {
        print_step(context, &step)?;
    }
    Ok(Done::Yes)
}

fn print_step(context: &Context, step: &StepView) -> nuong_engine::Result<()> {
    let day = i18n::day(&context.language, &step.day);
    let party = step.party.as_deref().unwrap_or("");
    let mark = if step.stands { ' ' } else { '×' };
    output::print_line(&format!(
        "{mark} {}  {day}  {:<12} {:<8} {party}",
        step.id, step.stage, step.place
    ))?;
    for line in &step.lines {
        output::print_line(&line_text(context, line))?;
    }
    Ok(())
}

fn line_text(context: &Context, line: &StepLineView) -> String {
    let quantity = i18n::number(&context.language, line.quantity);
    let unit = i18n::unit(&context.language, &line.unit);
    format!("  {:<3} {:<20} {quantity} {unit}", line.role, line.lot)
}
