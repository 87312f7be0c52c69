//! `alignments`: list those that labels are sent to and those that were taught; add, try, teach, forget one.

use std::path::{Path, PathBuf};

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Subcommand};
use nuong_engine::views::{
    KnownPrinter, Printer, PrinterFit, PrinterLanguage, Progress, Reach, RulerMarks, SendTo,
};
use serde_json::json;

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::{output, paper};

/// Aligning a printer.
#[derive(Debug, Subcommand)]
pub enum PrinterVerb {
    /// Write the ruler page of a paper; print it at actual size
    Ruler {
        /// Sheet: `sheets` lists them
        #[arg(long, default_value = "tomy-135")]
        sheet: String,
        /// The PDF to write
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Keep what was read off the ruler page, in millimetres
    Teach {
        /// What to call the printer
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        printer: String,
        /// Sheet: `sheets` lists them
        #[arg(long, default_value = "tomy-135")]
        sheet: String,
        /// A: left edge to line
        #[arg(long, value_name = "MM")]
        left: Millimetres,
        /// B: top edge to line
        #[arg(long, value_name = "MM")]
        top: Millimetres,
        /// C: left line to right line
        #[arg(long, value_name = "MM")]
        width: Millimetres,
        /// D: upper line to lower line
        #[arg(long, value_name = "MM")]
        height: Millimetres,
    },
    /// Forget a printer, or what was read on one paper
    Forget {
        /// The printer
        printer: String,
        /// Forget only how it is aligned on this sheet
        #[arg(long)]
        sheet: Option<String>,
    },
    /// Add a printer that labels are sent to, or change the one of that name
    #[command(group(ArgGroup::new("reach").required(true).args(["system", "network", "device"])))]
    Add {
        /// What to call it
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        printer: String,
        /// It is this queue of the system
        #[arg(long, value_name = "QUEUE")]
        system: Option<String>,
        /// It is on the network (port 9100 where none is given)
        #[arg(long, value_name = "HOST[:PORT]")]
        network: Option<String>,
        /// It is a device: /dev/usb/lp0, or \\laptop\printer on Windows
        #[arg(long, value_name = "PATH")]
        device: Option<String>,
        /// What it understands
        #[arg(long, value_enum, default_value = "pdf")]
        language: Understands,
        /// Dots an inch: 203, 300 or 600 (0: as the paper says)
        #[arg(long, default_value_t = 0)]
        dpi: u32,
        /// Do not ask it how it is before printing
        #[arg(long)]
        no_ask: bool,
    },
    /// Send the ruler page of a paper to a printer
    Test {
        /// The printer, or tcp://host:9100 with --language
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        printer: String,
        /// Sheet: `sheets` lists them
        #[arg(long, default_value = "tomy-135")]
        sheet: String,
        /// What it understands (default: as it is known)
        #[arg(long, value_enum)]
        language: Option<Understands>,
    },
}

/// What a printer understands.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Understands {
    /// Office printers
    Pdf,
    /// Zebra's printers
    Zpl,
    /// TSC's printers
    Tspl,
}

/// A length typed in millimetres (`21.5`, `21,5`), kept in micrometres.
#[derive(Debug, Clone, Copy)]
pub struct Millimetres(pub i32);

impl std::str::FromStr for Millimetres {
    type Err = &'static str;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "a length in millimetres, such as 21.5";
        let number: f64 = typed.trim().replace(',', ".").parse().map_err(|_| WRONG)?;
        if !(0.0..2_000.0).contains(&number) {
            return Err(WRONG);
        }
        // In range, so nothing is lost but fractions of a micrometre.
        Ok(Self((number * 1_000.0).round() as i32))
    }
}

/// Lists printers, or does what was asked.
pub fn run_printers(context: &Context, what: Option<PrinterVerb>) -> Outcome {
    match what {
        None => list_printers(context),
        Some(PrinterVerb::Ruler { sheet, output }) => write_ruler(context, &sheet, &output),
        Some(PrinterVerb::Teach {
            printer,
            sheet,
            left,
            top,
            width,
            height,
        }) => {
            let read = RulerMarks {
                left: left.0,
                top: top.0,
                width: width.0,
                height: height.0,
            };
            let fit = PrinterFit {
                printer,
                sheet,
                read,
            };
            save_alignment(context, &fit)
        }
        Some(PrinterVerb::Forget { printer, sheet }) => forget_alignment(context, &printer, sheet),
        Some(PrinterVerb::Add {
            printer: name,
            system,
            network,
            device,
            language,
            dpi,
            no_ask,
        }) => {
            let (reach, address) = chosen_reach(system, network, device);
            let printer = Printer {
                name,
                reach,
                address,
                language: printer_language(language),
                dpi,
                asks: !no_ask,
            };
            add_printer(context, &printer)
        }
        Some(PrinterVerb::Test {
            printer,
            sheet,
            language,
        }) => test_printer(context, printer, &sheet, language.map(printer_language)),
    }
}

/// The arguments' group lets exactly one through.
fn chosen_reach(
    system: Option<String>,
    network: Option<String>,
    device: Option<String>,
) -> (Reach, String) {
    match (system, network, device) {
        (Some(queue), _, _) => (Reach::System, queue),
        (None, Some(address), _) => (Reach::Network, address),
        (None, None, Some(path)) => (Reach::Device, path),
        (None, None, None) => (Reach::System, String::new()),
    }
}

fn write_ruler(context: &Context, sheet: &str, file: &Path) -> Outcome {
    context.app.ruler_page(sheet, file)?;
    let file = [("file", file.display().to_string())];
    output::print_sentence(&context.language, "cli.ruler_done", &file)?;
    Ok(Done::Yes)
}

fn save_alignment(context: &Context, fit: &PrinterFit) -> Outcome {
    let taught = context.app.save_alignment(fit)?;
    if context.json {
        output::print_json(&taught)?;
    } else {
        print_alignment(context, &taught)?;
    }
    Ok(Done::Yes)
}

fn add_printer(context: &Context, printer: &Printer) -> Outcome {
    let saved = context.app.save_printer(printer)?;
    if context.json {
        output::print_json(&saved)?;
    } else {
        print_printer(&context.language, &saved)?;
    }
    Ok(Done::Yes)
}

fn forget_alignment(context: &Context, name: &str, sheet: Option<String>) -> Outcome {
    match sheet {
        Some(sheet) => context.app.forget_alignment(name, &sheet)?,
        None => context.app.remove_printer(name)?,
    }
    let name = [("name", name.to_owned())];
    print_done(context, "cli.printer_forgotten", &name)
}

fn test_printer(
    context: &Context,
    printer: String,
    sheet: &str,
    language: Option<PrinterLanguage>,
) -> Outcome {
    let bar = output::progress_bar();
    let to = SendTo { printer, language };
    let mut progress = |at: Progress| output::advance_bar(&bar, &at);
    let sent = context.app.test_printer(&to, sheet, &mut progress);
    bar.finish_and_clear();
    sent?;
    let facts = [
        ("name", to.printer),
        ("sheet", paper::paper_name(context, sheet)?),
    ];
    print_done(context, "cli.printer_tested", &facts)
}

/// A sentence for people; JSON has nothing to add to the exit status.
fn print_done(context: &Context, key: &str, facts: &[(&str, String)]) -> Outcome {
    if context.json {
        output::print_json(&json!({}))?;
    } else {
        output::print_sentence(&context.language, key, facts)?;
    }
    Ok(Done::Yes)
}

fn printer_language(language: Understands) -> PrinterLanguage {
    match language {
        Understands::Pdf => PrinterLanguage::Pdf,
        Understands::Zpl => PrinterLanguage::Zpl,
        Understands::Tspl => PrinterLanguage::Tspl,
    }
}

fn list_printers(context: &Context) -> Outcome {
    let (all, taught) = (context.app.printers()?, context.app.alignments()?);
    if context.json {
        output::print_json(&json!({"printers": all, "aligned": taught}))?;
        return Ok(Done::Yes);
    }
    let language = &context.language;
    for KnownPrinter { printer, own, .. } in &all {
        if *own {
            print_printer(language, printer)?;
        } else {
            let name = [("name", printer.name.clone())];
            output::print_sentence(language, "cli.printer_queue", &name)?;
        }
    }
    output::print_total(language, "cli.known_printers_total", all.len())?;
    for fit in &taught {
        print_alignment(context, fit)?;
    }
    output::print_total(language, "cli.printers_total", taught.len())?;
    Ok(Done::Yes)
}

fn print_printer(language: &str, printer: &Printer) -> nuong_engine::Result<()> {
    let reach = match printer.reach {
        Reach::System => "cli.printer_reach_system",
        Reach::Network => "cli.printer_reach_network",
        Reach::Device => "cli.printer_reach_device",
    };
    let understands = match printer.language {
        PrinterLanguage::Pdf => "PDF",
        PrinterLanguage::Zpl => "ZPL",
        PrinterLanguage::Tspl => "TSPL",
    };
    let dpi = match printer.dpi {
        0 => String::new(),
        dpi => output::sentence(language, "cli.printer_dpi", &[("dpi", dpi.to_string())]),
    };
    let facts = [
        ("name", printer.name.clone()),
        ("reach", reach.to_owned()),
        ("value", printer.address.clone()),
        ("language", understands.to_owned()),
        ("dpi", dpi),
    ];
    output::print_sentence(language, "cli.printer_row", &facts)
}

/// What was read off a ruler page, in millimetres.
fn print_alignment(context: &Context, fit: &PrinterFit) -> nuong_engine::Result<()> {
    let mm = |um: i32| format!("{:.2}", f64::from(um) / 1_000.0);
    let RulerMarks {
        left,
        top,
        width,
        height,
    } = fit.read;
    output::print_line(&format!(
        "{} / {}: A {} · B {} · C {} · D {} mm",
        fit.printer,
        paper::paper_name(context, &fit.sheet)?,
        mm(left),
        mm(top),
        mm(width),
        mm(height)
    ))
}
