//! `label`, `reprint` and `check`.

use std::path::Path;

use indicatif::ProgressBar;
use nuong_engine::views::{Finding, LabelRequest, LabelResult, Progress, ReprintRequest};
use nuong_engine::{Language, OnProgress, PrintFormat, Result};
use serde_json::json;

use crate::args::{CheckArgs, Format, LabelArgs};
use crate::context::Context;
use crate::{Done, Outcome, print};

/// Writes the PDF, or says why no paper should be used yet.
pub fn label(context: &Context, args: &LabelArgs) -> Outcome {
    let request = LabelRequest {
        lot: args.lot.clone(),
        template: args.template.clone(),
        sheet: args.sheet.clone(),
        printer: args.printer.clone(),
        count: args.count,
        skip: args.skip,
        other_lang: args.other_lang.clone(),
        serials: args.serials,
        cartons: args.cartons,
    };
    let format = match args.format {
        Format::Pdf => PrintFormat::Pdf,
        Format::Png => PrintFormat::Dots(Language::Png, args.dpi),
        Format::Zpl => PrintFormat::Dots(Language::Zpl, args.dpi),
        Format::Tspl => PrintFormat::Dots(Language::Tspl, args.dpi),
    };
    printed(context, &args.output, |progress| {
        let app = &context.app;
        app.print_labels_as(request, format, &args.output, progress)
    })
}

/// Prints the end of an earlier print again.
pub fn reprint(context: &Context, request: &ReprintRequest, out: &Path) -> Outcome {
    printed(context, out, |progress| {
        context.app.reprint_labels(request, out, progress)
    })
}

fn printed(
    context: &Context,
    out: &Path,
    work: impl FnOnce(OnProgress<'_>) -> Result<LabelResult>,
) -> Outcome {
    let bar = ProgressBar::new(0);
    let result = work(&mut |at: Progress| print::advance(&bar, &at));
    bar.finish_and_clear();
    let result = result?;
    if context.json {
        print::json(&result)?
    } else {
        people(context, out, &result)?
    }
    Ok(verdict(&result.findings))
}

/// Says what the checker finds, and writes nothing.
pub fn check(context: &Context, args: &CheckArgs) -> Outcome {
    let preview = context.app.label_preview(LabelRequest {
        lot: args.lot.clone(),
        template: args.template.clone(),
        sheet: args.sheet.clone(),
        printer: String::new(),
        count: args.count,
        skip: 0,
        other_lang: args.other_lang.clone(),
        ..LabelRequest::default()
    })?;
    if context.json {
        print::json(
            &json!({"payload": preview.payload, "pages": preview.pages, "findings": preview.findings}),
        )?;
    } else {
        findings(&context.language, &preview.findings)?;
        let worst = |severity: &str| preview.findings.iter().any(|f| f.severity == severity);
        let key = match (worst("error"), worst("warning")) {
            (true, _) => "cli.label_refused",
            (false, true) => "cli.check_warned",
            (false, false) => "cli.check_done",
        };
        print::line(&print::sentence(&context.language, key, &[]))?;
    }
    Ok(verdict(&preview.findings))
}

fn people(context: &Context, out: &Path, result: &LabelResult) -> Result<()> {
    let language = &context.language;
    findings(language, &result.findings)?;
    if matches!(verdict(&result.findings), Done::Refused) {
        return print::line(&print::sentence(language, "cli.label_refused", &[]));
    }
    let facts = [
        ("labels", result.labels.to_string()),
        ("pages", result.pages.to_string()),
        ("file", out.display().to_string()),
    ];
    print::line(&print::sentence(language, "cli.label_done", &facts))?;
    print::line(&result.payload)
}

fn findings(language: &str, findings: &[Finding]) -> Result<()> {
    for finding in findings {
        let severity =
            print::sentence(language, &format!("cli.severity_{}", finding.severity), &[]);
        let said = print::message(language, &finding.text);
        print::line(&format!("{severity}: {said}"))?;
    }
    Ok(())
}

fn verdict(findings: &[Finding]) -> Done {
    if findings.iter().any(|finding| finding.severity == "error") {
        Done::Refused
    } else {
        Done::Yes
    }
}
