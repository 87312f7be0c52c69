//! `ledger` and `void`: what was printed, and labels that were withdrawn.

use clap::builder::NonEmptyStringValueParser;
use nuong_engine::i18n;
use nuong_engine::views::{LabelBalance, PrintQuery, PrintRow, VoidRequest};
use serde::Serialize;

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::{choice, output};

/// Rows fetched at a time.
const PAGE: u32 = 500;

/// What `nuong void` needs.
#[derive(Debug, clap::Args)]
pub struct VoidArgs {
    /// The step's id, or the print: the number that `ledger` shows
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub id: String,
    /// How many labels (default: all that are left)
    #[arg(long, conflicts_with = "first_serial")]
    pub count: Option<u32>,
    /// Serial number of the first label withdrawn
    #[arg(long, value_name = "SERIAL")]
    pub first_serial: Option<String>,
    /// Serial number of the last one (default: the first alone)
    #[arg(long, value_name = "SERIAL", requires = "first_serial")]
    pub last_serial: Option<String>,
    /// Of a step: who says so (default: the person of this computer)
    #[arg(long, default_value = "")]
    pub by: String,
    /// Of a step: also when lots come below nothing by it; they are to review then
    #[arg(long, requires = "by")]
    pub anyway: bool,
    /// Why
    #[arg(long)]
    pub reason: String,
}

/// What `ledger --json` prints.
#[derive(Serialize)]
struct Ledger {
    prints: Vec<PrintRow>,
    /// Of the lot that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    balance: Option<LabelBalance>,
}

/// Lists prints, newest first; of one lot with its labels against its packs.
pub fn list_prints(context: &Context, lot: &str) -> Outcome {
    let ledger = Ledger {
        prints: fetch_prints(context, lot)?,
        balance: match lot {
            "" => None,
            lot => Some(context.app.label_balance(lot)?),
        },
    };
    if context.json {
        output::print_json(&ledger)?;
        return Ok(Done::Yes);
    }
    let (templates, sheets) = (context.app.templates()?, context.app.papers()?);
    for row in &ledger.prints {
        let template = choice::choice_name(context, &templates, &row.template);
        let sheet = choice::choice_name(context, &sheets, &row.sheet);
        print_row(&context.language, row, (template, sheet))?;
    }
    output::print_total(&context.language, "cli.prints_total", ledger.prints.len())?;
    if let Some(sums) = ledger.balance {
        print_balance(&context.language, lot, &sums)?;
    }
    Ok(Done::Yes)
}

fn fetch_prints(context: &Context, lot: &str) -> nuong_engine::Result<Vec<PrintRow>> {
    let mut rows = Vec::new();
    loop {
        let page = context.app.label_ledger(&PrintQuery {
            lot: lot.to_owned(),
            offset: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            limit: PAGE,
        })?;
        let is_last = page.len() < PAGE as usize;
        rows.extend(page);
        if is_last {
            return Ok(rows);
        }
    }
}

fn print_row(
    language: &str,
    row: &PrintRow,
    (template, sheet): (String, String),
) -> nuong_engine::Result<()> {
    let facts = [
        ("short", row.short.clone()),
        ("at", minute_text(language, &row.at)),
        ("lot", row.lot.clone()),
        ("template", template),
        ("sheet", sheet),
        ("labels", row.labels.to_string()),
        ("void", row.void.to_string()),
        ("spoilt", row.spoilt.to_string()),
        ("in_use", row.in_use.to_string()),
        ("file", row.file.clone()),
        ("reprint_of", row.reprint_of.clone()),
        ("reason", row.reason.clone()),
    ];
    output::print_sentence(language, "cli.print_row", &facts)?;
    for (first, last) in [
        (&row.first_serial, &row.last_serial),
        (&row.first_sscc, &row.last_sscc),
    ] {
        output::print_span(first.as_deref(), last.as_deref())?;
    }
    if row.reprint_of.is_empty() {
        return Ok(());
    }
    output::print_sentence(language, "cli.print_again", &facts)
}

/// The day and the minute of a moment (RFC 3339) as people of that language write them; what is no moment, as it stands.
fn minute_text(language: &str, at: &str) -> String {
    match (at.get(..10), at.get(11..16)) {
        (Some(day), Some(time)) => format!("{} {time}", i18n::day(language, day)),
        _ => at.to_owned(),
    }
}

/// Says how many labels a lot has and where they are.
pub fn print_balance(language: &str, lot: &str, sums: &LabelBalance) -> nuong_engine::Result<()> {
    let (key, packs) = match sums.packs {
        Some(packs) => ("cli.balance", packs.to_string()),
        None => ("cli.balance_no_packs", String::new()),
    };
    let facts = [
        ("lot", lot.to_owned()),
        ("printed", sums.printed.to_string()),
        ("lost", sums.lost.to_string()),
        ("in_use", sums.in_use.to_string()),
        ("packs", packs),
    ];
    output::print_sentence(language, key, &facts)?;
    for market in &sums.markets {
        let facts = [
            ("place", market.place.clone()),
            ("labels", market.labels.to_string()),
            ("on", i18n::day(language, &market.on).into_owned()),
        ];
        output::print_sentence(language, "cli.market", &facts)?;
    }
    Ok(())
}

/// Withdraws labels.
pub fn void_labels(context: &Context, args: VoidArgs) -> Outcome {
    let row = context.app.void_labels(&VoidRequest {
        print: args.id,
        labels: args.count,
        first_serial: args.first_serial,
        last_serial: args.last_serial,
        reason: args.reason,
    })?;
    if context.json {
        output::print_json(&row)?;
        return Ok(Done::Yes);
    }
    let facts = [
        ("short", row.short.clone()),
        ("in_use", row.in_use.to_string()),
    ];
    output::print_sentence(&context.language, "cli.void_done", &facts)?;
    Ok(Done::Yes)
}
