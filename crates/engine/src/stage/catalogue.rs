//! All stages of a cooperative: the shipped ones, and those of its own files.

use std::collections::BTreeMap;

use super::class::Class;
use super::field::{CodeList, Field, FieldsOf, Kept};
use super::file::{RuleSource, Stage, StageFile};
use super::sector::Sector;
use crate::{AppError, Code, Result};

/// The stages, fields, lists and sectors that are known.
#[derive(Debug, Clone)]
pub struct Stages {
    shipped: &'static StageFile,
    own: Vec<StageFile>,
    /// Those of the data file, which go before.
    told: Vec<Stage>,
}

impl Stages {
    /// What a checked shipped file holds.
    pub(super) fn of_shipped(shipped: &'static StageFile) -> Self {
        Self {
            shipped,
            own: Vec::new(),
            told: Vec::new(),
        }
    }

    /// Another checked file besides.
    pub(super) fn add_file(&mut self, file: StageFile) {
        self.own.push(file);
    }

    /// A stage as steps were told by it, in the place of one that a file has.
    pub(crate) fn add_told(&mut self, stage: Stage) {
        self.told.push(Stage { own: true, ..stage });
    }

    /// Codes of the stages whose steps may be of one of these classes, as a JSON list for a query.
    pub(crate) fn codes_of(&self, classes: &[Class]) -> String {
        let stages = self.all_stages().filter(|stage| {
            let own = [Some(stage.class), stage.class_with_in];
            own.into_iter()
                .flatten()
                .any(|class| classes.contains(&class))
        });
        let codes: Vec<&str> = stages.map(|stage| stage.code.as_str()).collect();
        serde_json::json!(codes).to_string()
    }

    /// The shipped file, then the cooperative's own.
    pub(super) fn files(&self) -> impl Iterator<Item = &StageFile> {
        [self.shipped].into_iter().chain(&self.own)
    }

    /// Every stage, in the order of the files.
    pub fn all_stages(&self) -> impl Iterator<Item = &Stage> {
        let in_files = self.files().flat_map(|file| &file.stages);
        self.told.iter().chain(in_files)
    }

    /// The stage of this code.
    ///
    /// # Errors
    /// `stage_unknown` (args `value`).
    pub fn find_stage(&self, code: &str) -> Result<&Stage> {
        let missing = || AppError::new(Code::StageUnknown, "").with("value", code);
        let mut stages = self.all_stages();
        stages.find(|stage| stage.code == code).ok_or_else(missing)
    }

    /// The field of this code.
    pub fn find_field(&self, code: &str) -> Option<&Field> {
        let mut fields = self.files().flat_map(|file| &file.fields);
        fields.find(|field| field.code == code)
    }

    /// The list of this code.
    pub fn find_list(&self, code: &str) -> Option<&CodeList> {
        let mut lists = self.files().flat_map(|file| &file.lists);
        lists.find(|list| list.code == code)
    }

    /// The rule that a need names.
    pub fn find_source(&self, code: &str) -> Option<&RuleSource> {
        self.shipped.sources.iter().find(|rule| rule.code == code)
    }

    /// Kinds of goods.
    pub fn sectors(&self) -> &[Sector] {
        &self.shipped.sectors
    }

    /// ε of balances that are not exact, in ‰ of what goes in.
    pub fn tolerance_permille(&self) -> u32 {
        // The check of the shipped file refuses one without it.
        self.shipped.tolerance_permille.unwrap_or(0)
    }

    /// The fields of a stage that a told, a rest or a line's rest object may have.
    pub fn fields_of(&self, stage: &Stage, of: FieldsOf) -> Vec<&Field> {
        let every = &self.shipped.every_step.rest;
        let codes: Vec<&String> = match of {
            FieldsOf::Told => stage.told.iter().collect(),
            FieldsOf::Rest => stage.rest.iter().chain(every).collect(),
            FieldsOf::Line => stage.line.iter().collect(),
        };
        let fields = codes.into_iter().flat_map(|code| self.find_field(code));
        fields.filter(|field| field.kept.is_none()).collect()
    }

    /// Columns of a line that a stage's form asks for: price, per, value.
    pub fn line_columns(&self, stage: &Stage) -> Vec<&Field> {
        let fields = stage.line.iter().flat_map(|code| self.find_field(code));
        fields
            .filter(|field| field.kept == Some(Kept::Line))
            .collect()
    }

    /// Who asks a stage for which fields, with what every step is asked for.
    pub fn needs_of<'a>(&'a self, stage: &'a Stage) -> BTreeMap<&'a str, Vec<&'a str>> {
        let mut needs = BTreeMap::<&str, Vec<&str>>::new();
        for need in [&self.shipped.every_step.need, &stage.need] {
            for (source, codes) in need {
                let fields = needs.entry(source).or_default();
                let new = codes.iter().map(String::as_str);
                let new: Vec<&str> = new.filter(|code| !fields.contains(code)).collect();
                fields.extend(new);
            }
        }
        needs
    }

    /// What every step has, as the shipped file says it.
    pub(super) fn every_rest(&self) -> &[String] {
        &self.shipped.every_step.rest
    }
}
