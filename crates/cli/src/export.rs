//! `export`.

use crate::args::ExportWhat;
use crate::context::Context;
use crate::{Done, Outcome, print};

/// Writes the asked form to a file or to standard output.
pub fn export(context: &Context, what: &ExportWhat) -> Outcome {
    let ExportWhat::Epcis { output } = what;
    match output {
        Some(file) => {
            context.app.export_epcis_to(file)?;
            let file = [("file", file.display().to_string())];
            print::line(&print::sentence(
                &context.language,
                "cli.events_written",
                &file,
            ))?;
        }
        None => print::json(&context.app.export_epcis()?)?,
    }
    Ok(Done::Yes)
}
