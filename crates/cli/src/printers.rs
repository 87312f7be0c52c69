//! `printers`: list those that were taught, and teach one.

use nuong_engine::views::{PrinterFit, RulerMarks};

use crate::args::PrinterVerb;
use crate::context::Context;
use crate::{Done, Outcome, print};

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
                row(&taught)?;
            }
            Ok(Done::Yes)
        }
        Some(PrinterVerb::Forget { printer, sheet }) => {
            context.app.forget_printer(&printer, &sheet)?;
            Ok(Done::Yes)
        }
    }
}

fn list(context: &Context) -> Outcome {
    let taught = context.app.printers()?;
    if context.json {
        print::json(&taught)?;
        return Ok(Done::Yes);
    }
    for fit in &taught {
        row(fit)?;
    }
    print::total(&context.language, "cli.printers_total", taught.len())?;
    Ok(Done::Yes)
}

fn row(fit: &PrinterFit) -> nuong_engine::Result<()> {
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
        fit.sheet,
        mm(left),
        mm(top),
        mm(width),
        mm(height)
    ))
}
