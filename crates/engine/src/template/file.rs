//! Templates as files that cooperatives give to each other.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use super::own::{LONGEST, parse_template, template_json};
use crate::base::disk::of_io;
use crate::files::draft::{FileDraft, file_error};
use crate::store::tx::mint;
use crate::{App, AppError, Code, Result};

impl App {
    /// The template that a file holds, as JSON text to be edited; nothing is kept.
    ///
    /// # Errors
    /// `template_unreadable` (args `file`) for what is no text; `template_invalid` (args `mistake`), whose detail names the line; `template_too_long`;
    /// `file_not_found`, `disk_error` (args `path`).
    pub fn read_template(&self, file: &Path) -> Result<String> {
        let failed = |e: io::Error| match e.kind() {
            io::ErrorKind::InvalidData => template_unreadable(file, &e.to_string()),
            _ => of_io(&e, file),
        };
        if !fs::metadata(file).map_err(failed)?.is_file() {
            return Err(template_unreadable(file, "not a file"));
        }
        let mut text = String::new();
        // One byte more than the longest: what is longer is refused, and never read whole.
        let mut bytes = File::open(file).map_err(failed)?.take(LONGEST as u64 + 1);
        bytes.read_to_string(&mut text).map_err(failed)?;
        template_json(&parse_template(&text)?)
    }

    /// Writes a template to a file, which is whole or as it was before.
    ///
    /// # Errors
    /// `template_invalid`, `template_too_long`; `file_is_folder`, `file_not_found`, `file_not_writable`, `disk_full`, `disk_error` (args `path`).
    pub fn export_template(&self, text: &str, out: &Path) -> Result<()> {
        let text = template_json(&parse_template(text)?)?;
        let id = mint(self.host(), self.host().now()).to_string();
        let draft = FileDraft::beside(out, &id)?;
        draft.fill(|file| {
            file.write_all(text.as_bytes())
                .map_err(|e| file_error(&e, out))
        })?;
        draft.put_in_place()
    }
}

fn template_unreadable(file: &Path, why: &str) -> AppError {
    AppError::new(Code::TemplateUnreadable, why).with("file", file.display())
}
