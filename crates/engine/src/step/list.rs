//! Steps as scripts see them.

use jiff::civil::Date;
use nuong_domain::clock::Tick;
use nuong_domain::parse_date;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::list_rows::{ListedLine, ListedStep};
use super::view::{StepLineView, StepQuery, StepView};
use crate::stage::{FieldsOf, Stages, own_stages};
use crate::store::reader::Reader;
use crate::{App, AppError, Code, Result};

/// Most steps of a listing: a cooperative's decade, and no program's memory.
const MOST: u32 = 1_000_000;

impl App {
    /// The steps that a query asks for, latest day first.
    ///
    /// # Errors
    /// `stage_unknown`, `lot_not_found`, `place_unknown`, `party_unknown` (args `value`), `date_*` (args `value`); `stage_file_invalid` and its kin for a file of one's own.
    pub fn steps(&self, query: &StepQuery) -> Result<Vec<StepView>> {
        let stages = own_stages(self.dir())?;
        if !query.stage.is_empty() {
            stages.find_stage(&query.stage)?;
        }
        let today = self.today_date();
        let query = StepQuery {
            from: typed_day(&query.from, today)?,
            to: typed_day(&query.to, today)?,
            ..query.clone()
        };
        self.read(|r| {
            r.check_codes(&query)?;
            let listed = r.listed_steps(&query, MOST)?.into_iter();
            listed.map(|step| step_view(r, &stages, step)).collect()
        })
    }

    /// One step.
    ///
    /// # Errors
    /// `step_unknown` (args `value`).
    pub fn step(&self, id: &str) -> Result<StepView> {
        let unknown = || AppError::new(Code::StepUnknown, id).with("value", id);
        let known = Uuid::parse_str(id.trim()).map_err(|_| unknown())?;
        let stages = own_stages(self.dir())?;
        self.read(|r| {
            let step = r.listed_step(&known.to_string())?;
            step_view(r, &stages, step.ok_or_else(unknown)?)
        })
    }
}

/// A day as typed, as ISO writes it; empty where none is asked for.
fn typed_day(typed: &str, today: Date) -> Result<String> {
    if typed.is_empty() {
        return Ok(String::new());
    }
    // What `steps --json` shows can be asked for again.
    if let Ok(day) = typed.parse::<Date>() {
        return Ok(day.to_string());
    }
    let day = parse_date(typed, today);
    let day = day.map_err(|e| AppError::of(Code::by_word(e.code()), e).with("value", typed))?;
    Ok(day.to_string())
}

fn step_view(r: &Reader<'_>, stages: &Stages, step: ListedStep) -> Result<StepView> {
    let lines = r.listed_lines(step.n)?.into_iter();
    let shown = |of, kept| shown_fields(stages, &step.stage, of, kept);
    let damaged = |e| AppError::of(Code::FileDamaged, e).with("record", &step.id);
    let device = step.clock.parse::<Tick>().map_err(damaged)?.device();
    let id = Uuid::parse_str(&step.id)
        .map_err(|e| AppError::of(Code::FileDamaged, e).with("record", &step.id))?;
    Ok(StepView {
        id: id.to_string(),
        told: shown(FieldsOf::Told, step.told),
        rest: shown(FieldsOf::Rest, step.rest),
        lines: lines
            .map(|line| line_view(stages, &step.stage, line))
            .collect(),
        stage: step.stage,
        day: step.day,
        time: step.time,
        place: step.place,
        origin: step.origin,
        party: step.party,
        state: step.state,
        superseded_by: step
            .superseded_by
            .filter(|_| !step.stands)
            .map(|id| id.to_string()),
        stands: step.stands,
        entered_at: step.entered_at,
        entered_by: step.entered_by,
        device: device.to_string(),
    })
}

/// Fields as they were typed. A stage that is no longer known has kept them as they are.
fn shown_fields(
    stages: &Stages,
    stage: &str,
    of: FieldsOf,
    kept: Map<String, Value>,
) -> Map<String, Value> {
    match stages.find_stage(stage) {
        Ok(stage) => stages.shown_fields(stage, of, &kept),
        Err(_) => kept,
    }
}

fn line_view(stages: &Stages, stage: &str, line: ListedLine) -> StepLineView {
    StepLineView {
        rest: shown_fields(stages, stage, FieldsOf::Line, line.rest),
        role: line.role,
        lot: line.lot,
        product: line.sku,
        quantity: line.quantity,
        unit: line.unit.to_owned(),
        place: line.place,
        price: line.money.price,
        per: line.money.per,
        value: line.money.value,
    }
}
