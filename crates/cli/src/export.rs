//! `export`.

use std::path::Path;

use nuong_engine::AppError;

use crate::args::ExportWhat;
use crate::context::Context;
use crate::{Done, Outcome, print};

/// Writes the asked form to a file or to standard output.
pub fn export(context: &Context, what: &ExportWhat) -> Outcome {
    let ExportWhat::Epcis { output } = what;
    let document = context.app.export_epcis()?;
    match output {
        Some(file) => write(file, &format!("{document:#}\n"))?,
        None => print::json(&document)?,
    }
    Ok(Done::Yes)
}

fn write(file: &Path, text: &str) -> nuong_engine::Result<()> {
    let failed = |e| AppError::new("file_not_writable", e).with("path", file.display());
    std::fs::write(file, text).map_err(failed)
}
