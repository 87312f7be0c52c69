//! What window and shell see of stages.

use serde::Serialize;
use ts_rs::TS;

use super::catalogue::Stages;
use super::class::{Balance, Class, Columns};
use super::event::StageEvent;
use super::field::{Field, FieldType, FieldsOf};
use super::file::Stage;
use crate::Result;
use crate::base::choice::Choice;

/// A stage in the list of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StageRow {
    /// As stored.
    pub code: String,
    /// What it does to amounts.
    pub class: Class,
    /// Vietnamese name.
    pub vi: String,
    /// English name.
    pub en: String,
    /// Whether it is of the cooperative's own files.
    pub own: bool,
    /// Names of the trace events that its steps bear; none stays on this computer.
    pub events: Vec<String>,
}

/// Everything about one stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StageDetail {
    /// As stored.
    pub code: String,
    /// What it does to amounts.
    pub class: Class,
    /// What it does where a step takes from lots, if that differs.
    pub class_with_in: Option<Class>,
    /// Vietnamese name.
    pub vi: String,
    /// English name.
    pub en: String,
    /// Whether it is of the cooperative's own files.
    pub own: bool,
    /// In which columns of a lot's balance its lines count.
    pub columns: Columns,
    /// How exactly what comes out balances what goes in.
    pub balance: Option<Balance>,
    /// Fields of the step's identity, which events carry.
    pub told: Vec<StageField>,
    /// Fields that may be amended.
    pub rest: Vec<StageField>,
    /// Fields of a line's rest.
    pub line: Vec<StageField>,
    /// Columns of a line that its form asks for: price, per, value.
    pub columns_of_line: Vec<StageField>,
    /// Fields without which a step is refused.
    pub must: Vec<String>,
    /// Who asks for which fields.
    pub need: Vec<StageNeed>,
    /// Trace events of a step.
    pub events: Vec<StageEvent>,
    /// Kinds of goods whose lots must have gone through it, or are asked for it.
    pub sectors: Vec<StageSector>,
}

/// A field of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StageField {
    /// Name in JSON.
    pub code: String,
    /// Vietnamese name.
    pub vi: String,
    /// English name.
    pub en: String,
    /// What values it takes.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Sign of a number's unit; empty without one.
    pub unit: String,
    /// Whether it takes a list of such values.
    pub many: bool,
    /// Whether the public may see it.
    pub public: bool,
    /// Whether it tells of a person.
    pub personal: bool,
    /// The codes to choose from.
    pub choices: Vec<Choice>,
    /// Whether other words than those are taken.
    pub open: bool,
    /// Parts of a group.
    pub parts: Vec<StageField>,
}

/// Who asks for which fields of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StageNeed {
    /// Code of the rule.
    pub source: String,
    /// Its Vietnamese name.
    pub vi: String,
    /// Its English name.
    pub en: String,
    /// The fields' codes.
    pub fields: Vec<String>,
}

/// A kind of goods that names a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StageSector {
    /// As stored.
    pub code: String,
    /// Vietnamese name.
    pub vi: String,
    /// English name.
    pub en: String,
    /// Whether its lots must have gone through it; otherwise they are only asked.
    pub must: bool,
}

impl Stages {
    /// The list of all.
    pub fn stage_rows(&self) -> Vec<StageRow> {
        let rows = self.all_stages().map(|stage| StageRow {
            code: stage.code.clone(),
            class: stage.class,
            vi: stage.vi.clone(),
            en: stage.en.clone(),
            own: stage.own,
            events: stage
                .events
                .iter()
                .map(|event| event.name.clone())
                .collect(),
        });
        rows.collect()
    }

    /// Everything about the stage of this code.
    ///
    /// # Errors
    /// `stage_unknown` (args `value`).
    pub fn stage_detail(&self, code: &str) -> Result<StageDetail> {
        let stage = self.find_stage(code)?;
        let fields = |of| self.field_views(self.fields_of(stage, of));
        Ok(StageDetail {
            code: stage.code.clone(),
            class: stage.class,
            class_with_in: stage.class_with_in,
            vi: stage.vi.clone(),
            en: stage.en.clone(),
            own: stage.own,
            columns: stage.columns,
            balance: stage.balance,
            told: fields(FieldsOf::Told),
            rest: fields(FieldsOf::Rest),
            line: fields(FieldsOf::Line),
            columns_of_line: self.field_views(self.line_columns(stage)),
            must: stage.must.clone(),
            need: self.need_views(stage),
            events: stage.events.clone(),
            sectors: self.sector_views(stage),
        })
    }

    fn field_views(&self, fields: Vec<&Field>) -> Vec<StageField> {
        fields
            .into_iter()
            .map(|field| self.field_view(field))
            .collect()
    }

    fn field_view(&self, field: &Field) -> StageField {
        let list = field.list.as_deref().and_then(|code| self.find_list(code));
        let values = list.into_iter().flat_map(|list| &list.values);
        let parts = field
            .parts
            .iter()
            .map(|part| self.field_view(&part.as_field()));
        StageField {
            code: field.code.clone(),
            vi: field.vi.clone(),
            en: field.en.clone(),
            kind: field.kind,
            unit: field.unit.clone(),
            many: field.many,
            public: field.public,
            personal: field.personal,
            choices: values
                .map(|value| Choice {
                    code: value.code.clone(),
                    vi: value.vi.clone(),
                    en: value.en.clone(),
                })
                .collect(),
            open: field.open,
            parts: parts.collect(),
        }
    }

    fn need_views(&self, stage: &Stage) -> Vec<StageNeed> {
        let needs = self.needs_of(stage).into_iter().map(|(source, fields)| {
            let rule = self.find_source(source);
            StageNeed {
                source: source.to_owned(),
                vi: rule.map_or(source, |rule| rule.vi.as_str()).to_owned(),
                en: rule.map_or(source, |rule| rule.en.as_str()).to_owned(),
                fields: fields.into_iter().map(str::to_owned).collect(),
            }
        });
        needs.collect()
    }

    fn sector_views(&self, stage: &Stage) -> Vec<StageSector> {
        let mut views = Vec::new();
        for sector in self.sectors() {
            let must = sector
                .must
                .iter()
                .any(|asked| asked.names_stage(&stage.code));
            let ask = sector
                .ask
                .iter()
                .any(|asked| asked.names_stage(&stage.code));
            if must || ask {
                views.push(StageSector {
                    code: sector.code.clone(),
                    vi: sector.vi.clone(),
                    en: sector.en.clone(),
                    must,
                });
            }
        }
        views
    }
}
