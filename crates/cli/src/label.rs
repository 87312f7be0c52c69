//! What labels would say: the run that is asked for, what the checker finds in it, and `check`, which looks at the very run that `label`
//! would make. Beside it `pallet-digit`, the mark of this computer in its pallets' numbers.

use clap::builder::NonEmptyStringValueParser;
use nuong_engine::views::{Finding, LabelPreview, LabelRequest, Severity, SymbolView};
use nuong_engine::{Result, i18n};
use serde_json::json;

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::output;

/// A run of labels, to be printed or checked; how many there are is asked beside it.
#[derive(Debug, clap::Args)]
pub struct RunArgs {
    /// Lot code
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub lot: String,
    /// Template: `templates` lists them
    #[arg(long, default_value = "trace")]
    pub template: String,
    /// Sheet: `sheets` lists them
    #[arg(long, default_value = "tomy-135")]
    pub sheet: String,
    /// Cells of the first sheet that are used already
    #[arg(long, default_value_t = 0)]
    pub skip: u32,
    /// A second language beside Vietnamese: en
    #[arg(long, default_value = "", value_name = "LANG")]
    pub other_lang: String,
    /// A serial number on each label
    #[arg(long)]
    pub serials: bool,
    /// Cartons on each pallet, for pallet labels
    #[arg(long)]
    pub cartons: Option<u32>,
}

/// What `nuong check` needs.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Labels of what, on what
    #[command(flatten)]
    pub run: RunArgs,
    /// How many labels
    #[arg(long, default_value_t = 1)]
    pub count: u32,
    /// Dots an inch of the printer, 203, 300 or 600: codes are made of whole ones (default: as the printer is known, else as the paper says)
    #[arg(long)]
    pub dpi: Option<u32>,
    /// For a printer: `printers` lists them
    #[arg(long, default_value = "")]
    pub printer: String,
}

/// What is asked of the engine.
pub fn label_request(run: &RunArgs, count: u32, printer: &str, dpi: Option<u32>) -> LabelRequest {
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

/// A misspelt name would print as if nobody had aligned the printer.
///
/// # Errors
/// What the engine says of a name that it does not know.
pub fn refuse_unknown_printer(context: &Context, printer: &str) -> Result<()> {
    match printer {
        "" => Ok(()),
        name => context.app.printer_is_known(name),
    }
}

/// Says what the checker found, worst first.
pub fn print_findings(language: &str, findings: &[Finding]) -> Result<()> {
    for finding in findings {
        let severity = format!("cli.severity_{}", finding.severity.as_str());
        let severity = output::sentence(language, &severity, &[]);
        let said = output::message_text(language, &finding.text);
        output::print_line(&format!("{severity}: {said}"))?;
    }
    Ok(())
}

/// How a run that was checked ends.
pub fn run_verdict(findings: &[Finding]) -> Done {
    if findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
    {
        Done::Refused
    } else {
        Done::Yes
    }
}

/// Says what codes the labels would have and what the checker finds, and writes nothing.
pub fn check_labels(context: &Context, args: &CheckArgs) -> Outcome {
    refuse_unknown_printer(context, &args.printer)?;
    let request = label_request(&args.run, args.count, &args.printer, args.dpi);
    let preview = context.app.check_labels(&request)?;
    if context.json {
        let LabelPreview {
            payload,
            pages,
            symbols,
            findings,
            ..
        } = &preview;
        output::print_json(
            &json!({"payload": payload, "pages": pages, "symbols": symbols, "findings": findings}),
        )?;
    } else {
        print_check(&context.language, &preview)?;
    }
    Ok(run_verdict(&preview.findings))
}

fn print_check(language: &str, preview: &LabelPreview) -> Result<()> {
    for symbol in &preview.symbols {
        output::print_line(&symbol_facts(language, symbol))?;
    }
    print_findings(language, &preview.findings)?;
    let worst = |severity: Severity| preview.findings.iter().any(|f| f.severity == severity);
    let key = match (worst(Severity::Error), worst(Severity::Warning)) {
        (true, _) => "cli.check_refused",
        (false, true) => "cli.check_warned",
        (false, false) => "cli.check_done",
    };
    output::print_sentence(language, key, &[])
}

/// A code as people of the trade ask for it: kind, version, size, level, module.
fn symbol_facts(language: &str, symbol: &SymbolView) -> String {
    let say = |key: &str, name: &str, value: String| {
        output::sentence(language, &format!("cli.symbol{key}"), &[(name, value)])
    };
    let is_square = matches!(symbol.kind.as_str(), "qr" | "datamatrix");
    let width = i18n::number(language, f64::from(symbol.module_um) / 1_000.0);
    let mut kind = say("", "kind", trade_name(&symbol.kind).to_owned());
    if let Some(version) = symbol.version {
        kind = format!("{kind} {}", say("_version", "version", version.to_string()));
    }
    let mut parts = vec![kind];
    if is_square {
        parts.push(say("_square", "modules", symbol.modules.to_string()));
    }
    if !symbol.level.is_empty() {
        parts.push(say("_level", "level", symbol.level.clone()));
    }
    let module = say(if is_square { "_module" } else { "_bar" }, "width", width);
    parts.push(match symbol.dots {
        Some(dots) => format!("{module} ({})", say("_dots", "dots", dots.to_string())),
        None => module,
    });
    parts.join(" · ")
}

/// What the trade calls a kind of code.
fn trade_name(kind: &str) -> &str {
    match kind {
        "qr" => "QR",
        "datamatrix" => "GS1 DataMatrix",
        "ean_13" => "EAN-13",
        "ean_8" => "EAN-8",
        "gs1_128" => "GS1-128",
        other => other,
    }
}

/// Shows or chooses this computer's pallet digit.
pub fn run_pallet_digit(context: &Context, digit: Option<u8>) -> Outcome {
    if let Some(digit) = digit {
        context.app.set_sscc_digit(digit)?;
    }
    let digit = context.app.sscc_digit()?;
    let language = &context.language;
    if context.json {
        output::print_json(&json!({"digit": digit}))?;
    } else if let Some(digit) = digit {
        let digit = [("digit", digit.to_string())];
        output::print_sentence(language, "cli.pallet_digit", &digit)?;
    } else {
        output::print_sentence(language, "cli.no_pallet_digit", &[])?;
    }
    Ok(Done::Yes)
}
