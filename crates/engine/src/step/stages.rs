//! The stages that a data folder knows.

use crate::stage::own_stages;
use crate::stage::view::{StageDetail, StageRow};
use crate::{App, Result};

impl App {
    /// Every stage: the shipped ones, then those of the folder `stages` in the data folder, read anew.
    ///
    /// # Errors
    /// `stage_file_invalid`, `stage_file_unreadable`, `stage_files_too_many`, `disk_error` for a file of one's own.
    pub fn stages(&self) -> Result<Vec<StageRow>> {
        Ok(own_stages(self.dir())?.stage_rows())
    }

    /// Everything about one stage.
    ///
    /// # Errors
    /// `stage_unknown` (args `value`), and as [`App::stages`].
    pub fn stage(&self, code: &str) -> Result<StageDetail> {
        own_stages(self.dir())?.stage_detail(code)
    }
}
