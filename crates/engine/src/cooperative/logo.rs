use std::path::Path;

use super::view::Profile;
use crate::{App, AppError, Code, Result};

impl App {
    /// Sets the cooperative's logo from a file, or takes it away.
    ///
    /// # Errors
    /// As [`App::import_picture`]; `profile_missing`.
    pub fn set_logo(&self, file: Option<&Path>) -> Result<Profile> {
        let missing = || AppError::new(Code::ProfileMissing, "no cooperative yet");
        let profile = self.profile()?.ok_or_else(missing)?;
        let logo = file.map(|file| self.import_picture(file)).transpose()?;
        self.update_profile(Profile {
            logo: logo.map(|picture| picture.hash),
            ..profile
        })
    }
}
