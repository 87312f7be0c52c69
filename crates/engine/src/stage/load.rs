//! Files of stages become stages once they are checked: the shipped one, and texts of a cooperative's own.

use std::sync::LazyLock;

use super::catalogue::Stages;
use super::check::check_file;
use super::file::{StageFile, read_form};
use super::mistake::StageMistake;
use crate::{AppError, Code, Result};

/// The shipped file's text.
pub(super) const SHIPPED: &str = include_str!("../../../../assets/rules/stages.json");

static FILE: LazyLock<std::result::Result<StageFile, StageMistake>> =
    LazyLock::new(|| checked_file(SHIPPED, None));

/// A file of stages, read and checked; with `shipped` it is a cooperative's own.
pub(super) fn checked_file(
    text: &str,
    shipped: Option<&Stages>,
) -> std::result::Result<StageFile, StageMistake> {
    let mut file = read_form(text)?;
    check_file(&file, text, shipped)?;
    for stage in &mut file.stages {
        stage.own = shipped.is_some();
    }
    Ok(file)
}

impl Stages {
    /// The shipped ones alone.
    ///
    /// # Errors
    /// `internal` if the program's own file has a mistake, which its tests refuse to ship.
    pub fn shipped() -> Result<Self> {
        match LazyLock::force(&FILE) {
            Ok(shipped) => Ok(Self::of_shipped(shipped)),
            Err(mistake) => Err(AppError::new(Code::Internal, format!("{mistake:?}"))),
        }
    }

    /// With a cooperative's own file besides.
    ///
    /// # Errors
    /// Its first mistake, by line and field: of form; a code that a shipped or an earlier own file has; what contradicts its class or CBV.
    pub fn with_own(mut self, text: &str) -> std::result::Result<Self, StageMistake> {
        let file = checked_file(text, Some(&self))?;
        self.add_file(file);
        Ok(self)
    }
}
