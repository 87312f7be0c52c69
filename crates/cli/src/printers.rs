//! `printers`: list those that labels are sent to and those that were taught; add, try, teach, forget one.

use nuong_engine::views::{
    KnownPrinter, Printer, PrinterFit, PrinterLanguage, Progress, Reach, RulerMarks, SendTo,
};
use serde_json::json;

use crate::args::{PrinterVerb, Understands};
use crate::context::Context;
use crate::{Done, Outcome, choices, print};

/// Lists printers, or does what was asked.
pub fn printers(context: &Context, what: Option<PrinterVerb>) -> Outcome {
    match what {
        None => list(context),
        Some(PrinterVerb::Ruler { sheet, output }) => {
            context.app.ruler_page(&sheet, &output)?;
            print::line(&print::sentence(
                &context.language,
                "cli.ruler_done",
                &[("file", output.display().to_string())],
            ))?;
            Ok(Done::Yes)
        }
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
            let taught = context.app.teach_printer(&PrinterFit {
                printer,
                sheet,
                read,
            })?;
            if context.json {
                print::json(&taught)?;
            } else {
                row(context, &taught)?;
            }
            Ok(Done::Yes)
        }
        Some(PrinterVerb::Forget { printer, sheet }) => forget(context, &printer, sheet),
        Some(PrinterVerb::Add {
            printer: name,
            system,
            network,
            device,
            language,
            dpi,
            no_ask,
        }) => {
            let reaches = [
                (Reach::System, system),
                (Reach::Network, network),
                (Reach::Device, device),
            ];
            // The arguments' group lets exactly one through.
            let given = reaches.into_iter().find_map(|(r, a)| Some((r, a?)));
            let (reach, address) = given.unwrap_or((Reach::System, String::new()));
            add(
                context,
                &Printer {
                    name,
                    reach,
                    address,
                    language: understood(language),
                    dpi,
                    asks: !no_ask,
                },
            )
        }
        Some(PrinterVerb::Test {
            printer,
            sheet,
            language,
        }) => test(context, printer, &sheet, language.map(understood)),
    }
}

fn add(context: &Context, printer: &Printer) -> Outcome {
    let saved = context.app.save_printer(printer)?;
    if context.json {
        print::json(&saved)?;
    } else {
        known(context, &saved)?;
    }
    Ok(Done::Yes)
}

fn forget(context: &Context, name: &str, sheet: Option<String>) -> Outcome {
    match sheet {
        Some(sheet) => context.app.forget_printer(name, &sheet)?,
        None => context.app.remove_printer(name)?,
    }
    say(
        context,
        "cli.printer_forgotten",
        &[("name", name.to_owned())],
    )
}

fn test(
    context: &Context,
    printer: String,
    sheet: &str,
    language: Option<PrinterLanguage>,
) -> Outcome {
    let bar = print::bar();
    let to = SendTo { printer, language };
    let mut tell = |at: Progress| print::advance(&bar, &at);
    let sent = context.app.test_printer(&to, sheet, &mut tell);
    bar.finish_and_clear();
    sent?;
    let facts = [
        ("name", to.printer),
        ("sheet", choices::sheet_name(context, sheet)?),
    ];
    say(context, "cli.printer_tested", &facts)
}

/// A sentence for people; JSON has nothing to add to the exit status.
fn say(context: &Context, key: &str, facts: &[(&str, String)]) -> Outcome {
    if context.json {
        print::json(&json!({}))?;
    } else {
        print::line(&print::sentence(&context.language, key, facts))?;
    }
    Ok(Done::Yes)
}

fn understood(language: Understands) -> PrinterLanguage {
    match language {
        Understands::Pdf => PrinterLanguage::Pdf,
        Understands::Zpl => PrinterLanguage::Zpl,
        Understands::Tspl => PrinterLanguage::Tspl,
    }
}

fn list(context: &Context) -> Outcome {
    let (all, taught) = (context.app.known_printers()?, context.app.printers()?);
    if context.json {
        print::json(&json!({"printers": all, "aligned": taught}))?;
        return Ok(Done::Yes);
    }
    for KnownPrinter { printer, own, .. } in &all {
        if *own {
            known(context, printer)?;
        } else {
            let name = [("name", printer.name.clone())];
            print::line(&print::sentence(
                &context.language,
                "cli.printer_queue",
                &name,
            ))?;
        }
    }
    print::total(&context.language, "cli.known_printers_total", all.len())?;
    for fit in &taught {
        row(context, fit)?;
    }
    print::total(&context.language, "cli.printers_total", taught.len())?;
    Ok(Done::Yes)
}

fn known(context: &Context, printer: &Printer) -> nuong_engine::Result<()> {
    let language = &context.language;
    let reach = match printer.reach {
        Reach::System => "cli.printer_reach_system",
        Reach::Network => "cli.printer_reach_network",
        Reach::Device => "cli.printer_reach_device",
    };
    let dpi = [("dpi", printer.dpi.to_string())];
    let dpi = (printer.dpi > 0).then(|| print::sentence(language, "cli.printer_dpi", &dpi));
    let facts = [
        ("name", printer.name.clone()),
        ("reach", reach.to_owned()),
        ("value", printer.address.clone()),
        ("language", word(printer.language).to_owned()),
        ("dpi", dpi.unwrap_or_default()),
    ];
    print::line(&print::sentence(language, "cli.printer_row", &facts))
}

fn word(language: PrinterLanguage) -> &'static str {
    match language {
        PrinterLanguage::Pdf => "PDF",
        PrinterLanguage::Zpl => "ZPL",
        PrinterLanguage::Tspl => "TSPL",
    }
}

fn row(context: &Context, fit: &PrinterFit) -> nuong_engine::Result<()> {
    let mm = |um: i32| format!("{:.2}", f64::from(um) / 1_000.0);
    let RulerMarks {
        left,
        top,
        width,
        height,
    } = fit.read;
    print::line(&format!(
        "{} / {}: A {} · B {} · C {} · D {} mm",
        fit.printer,
        choices::sheet_name(context, &fit.sheet)?,
        mm(left),
        mm(top),
        mm(width),
        mm(height)
    ))
}
