//! A gap before it has names.

use super::view::{Lack, LackNames};
use crate::base::choice::Choice;
use crate::stage::Stages;

/// What is lacking, by codes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Gap {
    /// As [`Lack`] says it.
    pub stage: String,
    pub field: Option<String>,
    pub lot: String,
    pub rule: String,
}

impl Gap {
    /// Whether the same field of the same step is meant, whoever asks for it.
    pub fn is_about_same(&self, other: &Self) -> bool {
        (&self.stage, &self.field, &self.lot) == (&other.stage, &other.field, &other.lot)
    }

    /// With what people call it; what has no name is called by its code.
    pub fn named(self, stages: &Stages) -> Lack {
        let stage_name = |code: &str| match stages.find_stage(code) {
            Ok(stage) => choice(code, &stage.vi, &stage.en),
            Err(_) => choice(code, code, code),
        };
        let field_name = |code: &String| match stages.find_field(code) {
            Some(field) => choice(code, &field.vi, &field.en),
            None => choice(code, code, code),
        };
        let mut sectors = stages.sectors().iter();
        let rule = match stages.find_source(&self.rule) {
            Some(rule) => choice(&rule.code, &rule.vi, &rule.en),
            None => match sectors.find(|sector| sector.code == self.rule) {
                Some(sector) => choice(&sector.code, &sector.vi, &sector.en),
                None => choice(&self.rule, &self.rule, &self.rule),
            },
        };
        Lack {
            names: LackNames {
                stages: self.stage.split('|').map(stage_name).collect(),
                field: self.field.as_ref().map(field_name),
                rule,
            },
            stage: self.stage,
            field: self.field,
            lot: self.lot,
            rule: self.rule,
        }
    }
}

fn choice(code: &str, vi: &str, en: &str) -> Choice {
    Choice {
        code: code.to_owned(),
        vi: vi.to_owned(),
        en: en.to_owned(),
    }
}
