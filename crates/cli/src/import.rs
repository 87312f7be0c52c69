//! `import`: a ledger, read or only looked at.

use std::path::Path;

use nuong_engine::views::{CellProblem, ImportCount, ImportReport, Progress};

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::output;

/// Reads a ledger; with `dry_run` only says what would come in.
pub fn import_ledger(context: &Context, file: &Path, dry_run: bool) -> Outcome {
    let bar = output::progress_bar();
    let mut progress = |at: Progress| output::advance_bar(&bar, &at);
    let report = if dry_run {
        context.app.import_preview(file, &mut progress)
    } else {
        context.app.import_apply(file, "", &mut progress)
    };
    bar.finish_and_clear();
    let report = report?;
    if context.json {
        output::print_json(&report)?
    } else {
        print_report(&context.language, &report)?
    }
    Ok(Done::Yes)
}

fn report_kinds(report: &ImportReport) -> [(&'static str, &ImportCount); 5] {
    [
        ("products", &report.products),
        ("households", &report.households),
        ("plots", &report.plots),
        ("sprays", &report.sprays),
        ("harvests", &report.harvests),
    ]
}

fn print_report(language: &str, report: &ImportReport) -> nuong_engine::Result<()> {
    if report.dry_run {
        output::print_sentence(language, "cli.import_dry_run", &[])?;
    }
    for (kind, count) in report_kinds(report) {
        let kind = output::sentence(language, &format!("cli.kind_{kind}"), &[]);
        let args = [
            ("kind", kind),
            ("added", count.added.to_string()),
            ("unchanged", count.unchanged.to_string()),
            ("refused", count.refused.len().to_string()),
            ("warnings", count.warnings.len().to_string()),
        ];
        output::print_sentence(language, "cli.import_count", &args)?;
    }
    let args = [
        ("lots", report.lots_added.to_string()),
        ("phi", report.phi_conflicts.to_string()),
    ];
    output::print_sentence(language, "cli.import_lots", &args)?;
    for (_, count) in report_kinds(report) {
        print_problems(language, "cli.import_refused", &count.refused)?;
        print_problems(language, "cli.import_warning", &count.warnings)?;
    }
    for sheet in &report.ignored_sheets {
        let sheet = [("sheet", sheet.clone())];
        output::print_sentence(language, "cli.import_ignored", &sheet)?;
    }
    Ok(())
}

fn print_problems(language: &str, key: &str, problems: &[CellProblem]) -> nuong_engine::Result<()> {
    for problem in problems {
        let args = [
            ("sheet", problem.sheet.clone()),
            ("row", problem.row.to_string()),
            ("message", problem.message.clone()),
        ];
        output::print_sentence(language, key, &args)?;
    }
    Ok(())
}
