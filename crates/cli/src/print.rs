//! `label` and `reprint`: labels written to a file or sent to a printer.

use std::path::{Path, PathBuf};

use clap::ArgGroup;
use clap::builder::NonEmptyStringValueParser;
use nuong_engine::views::{
    LabelRequest, LabelResult, PrintQuery, PrinterLanguage, Progress, ReprintRequest, SendTo,
    SentPartly,
};
use nuong_engine::{AppError, Code, Language, OnProgress, PrintFormat, Result};
use serde::Serialize;

use crate::context::Context;
use crate::label::{self, RunArgs};
use crate::outcome::{Done, Outcome};
use crate::{output, stop};

/// What `nuong label` needs.
#[derive(Debug, clap::Args)]
pub struct LabelArgs {
    /// Labels of what, on what
    #[command(flatten)]
    pub run: RunArgs,
    /// How many labels
    #[arg(long)]
    pub count: u32,
    /// Print also far more labels than the lot has packs
    #[arg(long)]
    pub more_than_packs: bool,
    /// How and where
    #[command(flatten)]
    pub how: HowArgs,
}

/// What `nuong reprint` needs.
#[derive(Debug, clap::Args)]
pub struct ReprintArgs {
    /// The print: the number that `ledger` shows
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub print: String,
    /// First label to print again; the labels from there on are entered as spoilt
    #[arg(long, default_value_t = 1)]
    pub from: u32,
    /// Cells of the first sheet that are used already
    #[arg(long, default_value_t = 0)]
    pub skip: u32,
    /// Why
    #[arg(long)]
    pub reason: String,
    /// How and where
    #[command(flatten)]
    pub how: HowArgs,
}

/// What labels are written as, and where they go: a file, or straight to a printer.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("where").required(true).args(["output", "to"])))]
pub struct HowArgs {
    /// What to write: a PDF, a picture of one page, or what a label printer understands (default: what the printer of --to understands, else pdf)
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Dots an inch of the printer, 203, 300 or 600: codes are made of whole ones (default: as the printer is known, else as the paper says)
    #[arg(long)]
    pub dpi: Option<u32>,
    /// Draw for a printer that was aligned on this paper (default: the printer of --to)
    #[arg(long, default_value = "")]
    pub printer: String,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print straight to a printer: one that `printers` lists, or tcp://host:9100 with --format
    #[arg(long, value_name = "PRINTER")]
    pub to: Option<String>,
}

/// What labels are written as.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Format {
    /// For any printer
    Pdf,
    /// A picture of one page
    Png,
    /// Zebra's printers
    Zpl,
    /// TSC's printers
    Tspl,
}

/// Writes or sends labels, or says why no paper should be used yet.
pub fn print_labels(context: &Context, args: &LabelArgs) -> Outcome {
    let request = label::label_request(&args.run, args.count, &args.how.printer, args.how.dpi);
    if !args.more_than_packs {
        refuse_far_too_many(context, &request)?;
    }
    let app = &context.app;
    match chosen_place(context, &args.how)? {
        Place::File(out, format) => show_printing(context, &args.how, |progress| {
            app.print_labels_as(request, format, out, progress)
        }),
        Place::Printer(to) => show_printing(context, &args.how, |progress| {
            app.print_labels_to(request, &to, progress)
        }),
    }
}

/// A zero too many is a roll of labels; the check's warning comes too late for it.
fn refuse_far_too_many(context: &Context, request: &LabelRequest) -> Result<()> {
    const FEW: u32 = 1_000;
    const TIMES: u32 = 10;
    let balance = context.app.label_balance(&request.lot)?;
    let Some(packs) = balance.packs.filter(|_| request.count > FEW) else {
        return Ok(());
    };
    let left = packs.saturating_sub(balance.in_use);
    if request.count <= left.saturating_mul(TIMES) {
        return Ok(());
    }
    Err(AppError::new(Code::FarMoreThanPacks, request.count)
        .with("count", request.count)
        .with("lot", &request.lot)
        .with("left", left))
}

/// Prints the end of an earlier print again.
pub fn reprint_labels(context: &Context, args: ReprintArgs) -> Outcome {
    let how = &args.how;
    let request = ReprintRequest {
        print: args.print,
        from: args.from,
        skip: args.skip,
        printer: how.printer.clone(),
        dpi: how.dpi,
        reason: args.reason,
    };
    let app = &context.app;
    match chosen_place(context, how)? {
        Place::File(out, format) => show_printing(context, how, |progress| {
            app.reprint_labels_as(&request, format, out, progress)
        }),
        Place::Printer(to) => show_printing(context, how, |progress| {
            app.reprint_labels_to(&request, &to, progress)
        }),
    }
}

/// Where labels go.
enum Place<'a> {
    /// A file, and what to write into it.
    File(&'a Path, PrintFormat),
    /// A printer.
    Printer(SendTo),
}

/// The arguments' group lets either `--to` or `--output` through.
fn chosen_place<'a>(context: &Context, how: &'a HowArgs) -> Result<Place<'a>> {
    let Some(to) = &how.to else {
        label::refuse_unknown_printer(context, &how.printer)?;
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
fn codes_of_print(context: &Context, result: &LabelResult) -> Result<Codes> {
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

/// Does the work under a bar, and says how it went.
fn show_printing(
    context: &Context,
    how: &HowArgs,
    work: impl FnOnce(OnProgress<'_>) -> Result<LabelResult>,
) -> Outcome {
    stop::on_interrupt();
    let bar = output::progress_bar();
    let result = work(&mut |at: Progress| output::advance_bar(&bar, &at));
    bar.finish_and_clear();
    let result = result?;
    let codes = codes_of_print(context, &result)?;
    if context.json {
        output::print_json(&Printed {
            result: &result,
            codes,
        })?
    } else {
        print_result(&context.language, how, &result)?;
        output::print_span(codes.first_serial.as_deref(), codes.last_serial.as_deref())?;
        output::print_span(codes.first_sscc.as_deref(), codes.last_sscc.as_deref())?;
    }
    if result.sent_partly.is_some() {
        return Ok(Done::Partly);
    }
    Ok(label::run_verdict(&result.findings))
}

fn print_result(language: &str, how: &HowArgs, result: &LabelResult) -> Result<()> {
    label::print_findings(language, &result.findings)?;
    if matches!(label::run_verdict(&result.findings), Done::Refused) {
        return output::print_sentence(language, "cli.label_refused", &[]);
    }
    if let Some(partly) = &result.sent_partly {
        return print_partly(language, how, partly);
    }
    let (key, place) = match (&how.to, &how.output) {
        (Some(printer), _) => ("cli.label_sent", ("name", printer.clone())),
        (None, Some(file)) => ("cli.label_done", ("file", file.display().to_string())),
        (None, None) => ("cli.label_done", ("file", String::new())),
    };
    let facts = [
        ("labels", result.labels.to_string()),
        ("pages", result.pages.to_string()),
        place,
    ];
    output::print_sentence(language, key, &facts)?;
    output::print_line(&result.payload)
}

/// Says where a printer broke off, and how to go on.
fn print_partly(language: &str, how: &HowArgs, partly: &SentPartly) -> Result<()> {
    let facts = [
        ("labels", partly.labels.to_string()),
        ("next", partly.next.to_string()),
        ("bytes", partly.bytes.to_string()),
        ("of_bytes", partly.of_bytes.to_string()),
        ("print", partly.print.clone()),
        // Only what is sent to a printer breaks off.
        ("name", how.to.as_deref().unwrap_or("").to_owned()),
        ("error", output::error_text(language, &partly.error)),
    ];
    let (sent, next) = match partly.bytes < partly.of_bytes {
        true => ("cli.label_sent_partly", "cli.label_go_on"),
        false => ("cli.label_sent_unsure", "cli.label_count"),
    };
    output::print_sentence(language, sent, &facts)?;
    output::print_sentence(language, next, &facts)
}
