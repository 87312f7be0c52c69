//! `import`.

use std::path::Path;

use nuong_engine::views::{CellProblem, ImportCount, ImportReport, Progress};

use crate::context::Context;
use crate::{Done, Outcome, print};

/// Reads a ledger; with `dry_run` only says what would come in.
pub fn import(context: &Context, file: &Path, dry_run: bool) -> Outcome {
    let bar = print::bar();
    let mut progress = |at: Progress| print::advance(&bar, &at);
    let report = if dry_run {
        context.app.import_preview(file, &mut progress)
    } else {
        context.app.import_apply(file, "", &mut progress)
    };
    bar.finish_and_clear();
    let report = report?;
    if context.json {
        print::json(&report)?
    } else {
        people(context, &report)?
    }
    Ok(Done::Yes)
}

fn kinds(report: &ImportReport) -> [(&'static str, &ImportCount); 5] {
    [
        ("products", &report.products),
        ("households", &report.households),
        ("plots", &report.plots),
        ("sprays", &report.sprays),
        ("harvests", &report.harvests),
    ]
}

fn people(context: &Context, report: &ImportReport) -> nuong_engine::Result<()> {
    let language = &context.language;
    if report.dry_run {
        print::line(&print::sentence(language, "cli.import_dry_run", &[]))?;
    }
    for (kind, count) in kinds(report) {
        let args = [
            (
                "kind",
                print::sentence(language, &format!("cli.kind_{kind}"), &[]),
            ),
            ("added", count.added.to_string()),
            ("unchanged", count.unchanged.to_string()),
            ("refused", count.refused.len().to_string()),
            ("warnings", count.warnings.len().to_string()),
        ];
        print::line(&print::sentence(language, "cli.import_count", &args))?;
    }
    let args = [
        ("lots", report.lots_added.to_string()),
        ("phi", report.phi_conflicts.to_string()),
    ];
    print::line(&print::sentence(language, "cli.import_lots", &args))?;
    for (_, count) in kinds(report) {
        problems(language, "cli.import_refused", &count.refused)?;
        problems(language, "cli.import_warning", &count.warnings)?;
    }
    for sheet in &report.ignored_sheets {
        print::line(&print::sentence(
            language,
            "cli.import_ignored",
            &[("sheet", sheet.clone())],
        ))?;
    }
    Ok(())
}

fn problems(language: &str, key: &str, problems: &[CellProblem]) -> nuong_engine::Result<()> {
    for problem in problems {
        let args = [
            ("sheet", problem.sheet.clone()),
            ("row", problem.row.to_string()),
            ("message", problem.message.clone()),
        ];
        print::line(&print::sentence(language, key, &args))?;
    }
    Ok(())
}
