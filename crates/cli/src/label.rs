//! `label`, `reprint` and `check`.

use std::path::Path;

use indicatif::ProgressBar;
use nuong_engine::views::{
    Finding, LabelRequest, LabelResult, PrinterLanguage, Progress, ReprintRequest, SendTo,
    SentPartly,
};
use nuong_engine::{AppError, Language, OnProgress, PrintFormat, Result};
use serde_json::json;

use crate::args::{CheckArgs, Format, HowArgs, LabelArgs};
use crate::context::Context;
use crate::{Done, Outcome, print};

/// Writes or sends labels, or says why no paper should be used yet.
pub fn label(context: &Context, args: &LabelArgs) -> Outcome {
    let request = LabelRequest {
        lot: args.lot.clone(),
        template: args.template.clone(),
        sheet: args.sheet.clone(),
        printer: args.how.printer.clone(),
        count: args.count,
        skip: args.skip,
        other_lang: args.other_lang.clone(),
        serials: args.serials,
        cartons: args.cartons,
        dpi: args.how.dpi,
    };
    let app = &context.app;
    match place(&args.how)? {
        Place::File(out, format) => printed(context, &args.how, |progress| {
            app.print_labels_as(request, format, out, progress)
        }),
        Place::Printer(to) => printed(context, &args.how, |progress| {
            app.print_labels_to(request, &to, progress)
        }),
    }
}

/// Prints the end of an earlier print again.
pub fn reprint(context: &Context, request: &ReprintRequest, how: &HowArgs) -> Outcome {
    let app = &context.app;
    match place(how)? {
        Place::File(out, format) => printed(context, how, |progress| {
            app.reprint_labels_as(request, format, out, progress)
        }),
        Place::Printer(to) => printed(context, how, |progress| {
            app.reprint_labels_to(request, &to, progress)
        }),
    }
}

enum Place<'a> {
    File(&'a Path, PrintFormat),
    Printer(SendTo),
}

fn place(how: &HowArgs) -> Result<Place<'_>> {
    let Some(to) = &how.to else {
        let out = how.output.as_deref().unwrap_or(Path::new(""));
        let format = match how.format {
            None | Some(Format::Pdf) => PrintFormat::Pdf,
            Some(Format::Png) => PrintFormat::Dots(Language::Png),
            Some(Format::Zpl) => PrintFormat::Dots(Language::Zpl),
            Some(Format::Tspl) => PrintFormat::Dots(Language::Tspl),
        };
        return Ok(Place::File(out, format));
    };
    let language = match how.format {
        None => None,
        Some(Format::Pdf) => Some(PrinterLanguage::Pdf),
        Some(Format::Zpl) => Some(PrinterLanguage::Zpl),
        Some(Format::Tspl) => Some(PrinterLanguage::Tspl),
        Some(Format::Png) => return Err(AppError::new("printer_takes_no_picture", "png")),
    };
    Ok(Place::Printer(SendTo {
        printer: to.clone(),
        language,
    }))
}

fn printed(
    context: &Context,
    how: &HowArgs,
    work: impl FnOnce(OnProgress<'_>) -> Result<LabelResult>,
) -> Outcome {
    let bar = ProgressBar::new(0);
    let result = work(&mut |at: Progress| print::advance(&bar, &at));
    bar.finish_and_clear();
    let result = result?;
    if context.json {
        print::json(&result)?
    } else {
        people(context, how, &result)?
    }
    if result.sent_partly.is_some() {
        return Ok(Done::Partly);
    }
    Ok(verdict(&result.findings))
}

/// Says what the checker finds, and writes nothing.
pub fn check(context: &Context, args: &CheckArgs) -> Outcome {
    let preview = context.app.label_preview(LabelRequest {
        lot: args.lot.clone(),
        template: args.template.clone(),
        sheet: args.sheet.clone(),
        printer: args.printer.clone(),
        count: args.count,
        skip: 0,
        other_lang: args.other_lang.clone(),
        dpi: args.dpi,
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

fn people(context: &Context, how: &HowArgs, result: &LabelResult) -> Result<()> {
    let language = &context.language;
    findings(language, &result.findings)?;
    if matches!(verdict(&result.findings), Done::Refused) {
        return print::line(&print::sentence(language, "cli.label_refused", &[]));
    }
    if let Some(partly) = &result.sent_partly {
        return broken(language, how, partly);
    }
    let file = how.output.as_ref().map(|file| file.display().to_string());
    let key = match how.to {
        Some(_) => "cli.label_sent",
        None => "cli.label_done",
    };
    let facts = [
        ("labels", result.labels.to_string()),
        ("pages", result.pages.to_string()),
        ("file", file.unwrap_or_default()),
        ("name", how.to.clone().unwrap_or_default()),
    ];
    print::line(&print::sentence(language, key, &facts))?;
    print::line(&result.payload)
}

fn broken(language: &str, how: &HowArgs, partly: &SentPartly) -> Result<()> {
    let facts = [
        ("labels", partly.labels.to_string()),
        ("next", partly.next.to_string()),
        ("bytes", partly.bytes.to_string()),
        ("of_bytes", partly.of_bytes.to_string()),
        ("print", partly.print.clone()),
        ("name", how.to.clone().unwrap_or_default()),
        ("error", print::error(language, &partly.error)),
    ];
    print::line(&print::sentence(language, "cli.label_sent_partly", &facts))?;
    print::line(&print::sentence(language, "cli.label_go_on", &facts))
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
