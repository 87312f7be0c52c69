//! `label` and `reprint`.

use std::path::Path;

use nuong_engine::views::{
    Finding, LabelRequest, LabelResult, PrintQuery, PrinterLanguage, Progress, ReprintRequest,
    SendTo, SentPartly,
};
use nuong_engine::{AppError, Code, Language, OnProgress, PrintFormat, Result};
use serde::Serialize;

use crate::args::{Format, HowArgs, LabelArgs, RunArgs};
use crate::context::Context;
use crate::{Done, Outcome, print, stop};

/// Writes or sends labels, or says why no paper should be used yet.
pub fn label(context: &Context, args: &LabelArgs) -> Outcome {
    let request = request(&args.run, args.count, &args.how.printer, args.how.dpi);
    let app = &context.app;
    if !args.more_than_packs {
        within_reason(context, args)?;
    }
    match place(context, &args.how)? {
        Place::File(out, format) => printed(context, &args.how, |progress| {
            app.print_labels_as(request, format, out, progress)
        }),
        Place::Printer(to) => printed(context, &args.how, |progress| {
            app.print_labels_to(request, &to, progress)
        }),
    }
}

/// What is asked of the engine.
pub fn request(run: &RunArgs, count: u32, printer: &str, dpi: Option<u32>) -> LabelRequest {
    LabelRequest {
        lot: run.lot.clone(),
        template: run.template.clone(),
        sheet: run.sheet.clone(),
        printer: printer.to_owned(),
        count,
        skip: run.skip,
        other_lang: run.other_lang.clone(),
        serials: run.serials,
        cartons: run.cartons,
        dpi,
    }
}

/// A zero too many is a roll of labels; the check's warning comes too late for it.
fn within_reason(context: &Context, args: &LabelArgs) -> Result<()> {
    const FEW: u32 = 1_000;
    const TIMES: u32 = 10;
    let balance = context.app.label_balance(&args.run.lot)?;
    let Some(packs) = balance.packs.filter(|_| args.count > FEW) else {
        return Ok(());
    };
    let left = packs.saturating_sub(balance.in_use);
    if args.count <= left.saturating_mul(TIMES) {
        return Ok(());
    }
    Err(AppError::new(Code::FarMoreThanPacks, args.count)
        .with("count", args.count)
        .with("lot", &args.run.lot)
        .with("left", left))
}

/// Prints the end of an earlier print again.
pub fn reprint(context: &Context, request: &ReprintRequest, how: &HowArgs) -> Outcome {
    let app = &context.app;
    match place(context, how)? {
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

fn place<'a>(context: &Context, how: &'a HowArgs) -> Result<Place<'a>> {
    let Some(to) = &how.to else {
        drawn_for(context, &how.printer)?;
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
        Some(Format::Png) => return Err(AppError::new(Code::PrinterTakesNoPicture, "png")),
    };
    Ok(Place::Printer(SendTo {
        printer: to.clone(),
        language,
    }))
}

/// A misspelt name would print as if nobody had aligned the printer.
pub fn drawn_for(context: &Context, printer: &str) -> Result<()> {
    match printer {
        "" => Ok(()),
        name => context.app.printer_is_known(name),
    }
}

/// What `label --json` prints: the result, and the numbers that labels have of their own.
#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    result: &'a LabelResult,
    #[serde(flatten)]
    codes: Codes,
}

/// From which number to which.
#[derive(Default, Serialize)]
struct Codes {
    #[serde(skip_serializing_if = "Option::is_none")]
    first_serial: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_serial: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_sscc: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_sscc: Option<String>,
}

/// The numbers of a print that has just been entered; it is the newest.
fn codes(context: &Context, result: &LabelResult) -> Result<Codes> {
    let newest = PrintQuery {
        limit: 1,
        ..PrintQuery::default()
    };
    let row = context.app.label_ledger(&newest)?.into_iter();
    let mut row = row.filter(|row| row.id == result.print);
    Ok(row.next().map_or_else(Codes::default, |row| Codes {
        first_serial: row.first_serial,
        last_serial: row.last_serial,
        first_sscc: row.first_sscc,
        last_sscc: row.last_sscc,
    }))
}

fn printed(
    context: &Context,
    how: &HowArgs,
    work: impl FnOnce(OnProgress<'_>) -> Result<LabelResult>,
) -> Outcome {
    stop::on_request();
    let bar = print::bar();
    let result = work(&mut |at: Progress| print::advance(&bar, &at));
    bar.finish_and_clear();
    let result = result?;
    let codes = codes(context, &result)?;
    if context.json {
        print::json(&Printed {
            result: &result,
            codes,
        })?
    } else {
        people(context, how, &result)?;
        print::span(codes.first_serial.as_deref(), codes.last_serial.as_deref())?;
        print::span(codes.first_sscc.as_deref(), codes.last_sscc.as_deref())?;
    }
    if result.sent_partly.is_some() {
        return Ok(Done::Partly);
    }
    Ok(verdict(&result.findings))
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
    let (sent, next) = match partly.bytes < partly.of_bytes {
        true => ("cli.label_sent_partly", "cli.label_go_on"),
        false => ("cli.label_sent_unsure", "cli.label_count"),
    };
    print::line(&print::sentence(language, sent, &facts))?;
    print::line(&print::sentence(language, next, &facts))
}

/// What the checker found, worst first.
pub fn findings(language: &str, findings: &[Finding]) -> Result<()> {
    for finding in findings {
        let severity =
            print::sentence(language, &format!("cli.severity_{}", finding.severity), &[]);
        let said = print::message(language, &finding.text);
        print::line(&format!("{severity}: {said}"))?;
    }
    Ok(())
}

/// How a run that was checked ends.
pub fn verdict(findings: &[Finding]) -> Done {
    if findings.iter().any(|finding| finding.severity == "error") {
        Done::Refused
    } else {
        Done::Yes
    }
}
