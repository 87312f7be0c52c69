//! `export`: records in a form that others read.

use std::path::PathBuf;

use clap::Subcommand;

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::output;

/// Export forms.
#[derive(Debug, Subcommand)]
pub enum ExportWhat {
    /// An EPCIS 2.0 document (JSON-LD) of every trace event
    Epcis {
        /// The file to write (default: standard output)
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// Writes the asked form to a file or to standard output.
pub fn export_records(context: &Context, what: &ExportWhat) -> Outcome {
    let ExportWhat::Epcis { output: file } = what;
    match file {
        Some(file) => {
            context.app.export_epcis_to(file)?;
            let file = [("file", file.display().to_string())];
            output::print_sentence(&context.language, "cli.events_written", &file)?;
        }
        None => output::print_json(&context.app.export_epcis()?)?,
    }
    Ok(Done::Yes)
}
