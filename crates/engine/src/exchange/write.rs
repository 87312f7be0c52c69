//! Writes what this computer knows: one consistent state, line by line, whatever its size.

use std::io::Write;
use std::path::Path;

use super::view::Changes;
use crate::base::day::local;
use crate::files::draft::{FileDraft, file_error};
use crate::store::tx::mint;
use crate::{App, Result};

impl App {
    /// Writes what this computer knows, for another one of the cooperative; the file is whole or as it was before.
    ///
    /// # Errors
    /// `profile_missing`; `file_is_folder`, `file_not_found`, `file_not_writable`, `disk_full`, `disk_error` (args `path`).
    pub fn write_changes(&self, out: &Path) -> Result<Changes> {
        let now = self.host().now();
        let draft = FileDraft::beside(out, &mint(self.host(), now).to_string())?;
        let records = draft.fill(|file| {
            self.read(|r| {
                let mut put = |line: &[u8]| {
                    let written = file.write_all(line).and_then(|()| file.write_all(b"\n"));
                    written.map_err(|e| file_error(&e, out))
                };
                r.tell_changes(&local(now), &mut put)
            })
        })?;
        draft.put_in_place()?;
        let records = u32::try_from(records).unwrap_or(u32::MAX);
        Ok(Changes { records })
    }
}
