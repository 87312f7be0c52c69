//! A lot's page: what it is, where it came from, what was printed, sent and decided.

use std::collections::BTreeMap;

use nuong_domain::{Quantity, Unit, lot};
use serde_json::Value;

use crate::base::address;
use crate::base::message::Message;
use crate::destination::DeliveryState;
use crate::harvest::PhiConflict;
use crate::lot::{HistoryLine, LotDetail, LotRecord, Source, SourceEntry, link};
use crate::party::shown_name;
use crate::stage::Stages;
use crate::step::rows::LotStep;
use crate::store::changes::Entry;
use crate::store::reader::Reader;
use crate::{App, AppError, Code, Result};

impl App {
    /// Everything about a lot, by its id or code.
    ///
    /// # Errors
    /// `lot_not_found`.
    pub fn lot(&self, name: &str) -> Result<LotDetail> {
        self.read(|r| lot_detail(r, &r.lot_named(name)?))
    }
}

fn lot_detail(r: &Reader<'_>, record: &LotRecord) -> Result<LotDetail> {
    let id = record.id.to_string();
    let row = r
        .lot_row(&id)?
        .ok_or_else(|| AppError::new(Code::LotNotFound, &id).with("lot", &record.code))?;
    let months = r.product(record.product)?.and_then(|p| p.shelf_life_months);
    let deliveries = r.lot_deliveries(&id)?;
    Ok(LotDetail {
        production_date: record.first_on.map(|d| d.to_string()),
        expiry_date: record
            .first_on
            .zip(months)
            .and_then(|(day, m)| lot::expiry_date(day, m))
            .map(|d| d.to_string()),
        sources: r
            .lot_sources(record.id)?
            .into_iter()
            .map(|s| lot_source(r, record, s))
            .collect::<Result<_>>()?,
        phi_override: r.phi_override(record.id)?,
        link: link::of_lot(r, record)?,
        published: row.delivery == DeliveryState::Accepted,
        short_code: r.short_code_of(record)?.to_string(),
        decision: r.lot_decision(record.id)?,
        deliveries,
        labels_printed: r.labels_printed(&id)?,
        history: history_lines(r, record)?,
        row,
    })
}

fn lot_source(r: &Reader<'_>, lot: &LotRecord, s: SourceEntry) -> Result<Source> {
    let phi: Vec<PhiConflict> = r.harvest_conflicts(s.harvest)?;
    let quantity = Quantity::from_base(s.quantity, lot.unit.dimension())
        .map_err(|e| AppError::of(Code::by_word(e.code()), e))?;
    Ok(Source {
        date: s.date,
        household: shown_name(&s.household_code, &s.household_name, &s.display),
        plot: s.plot,
        place: address::commune_label(&s.commune_code),
        quantity: quantity.number_in(lot.unit),
        unit: lot.unit.code().to_owned(),
        moisture_permille: s.moisture_permille,
        phi,
    })
}

/// Most lines of a history.
const MOST_LINES: usize = 200;

/// What the log tells of the lot, and its steps, which tell themselves; newest first.
fn history_lines(r: &Reader<'_>, lot: &LotRecord) -> Result<Vec<HistoryLine>> {
    let id = lot.id.to_string();
    let mut lines = Vec::new();
    for entry in r.lot_history(&id)? {
        let args = history_args(&entry)?;
        let key = format!("core.history.{}_{}", entry.noun, entry.verb);
        let message = Message { key, args };
        let (at, actor) = (entry.at, entry.actor);
        lines.push((entry.clock, HistoryLine { message, at, actor }));
    }
    let stages = r.told_stages()?;
    for step in r.steps_of_lot(&id)? {
        lines.push((step.clock.clone(), step_line(lot, &stages, step)?));
    }
    lines.sort_by(|a, b| b.0.cmp(&a.0));
    let newest = lines.into_iter().take(MOST_LINES);
    Ok(newest.map(|(_, line)| line).collect())
}

/// Stages with a sentence of their own.
const OWN_SENTENCE: [&str; 7] = [
    "harvest", "hold", "release", "recall", "lift", "close", "except",
];

fn step_line(lot: &LotRecord, stages: &Stages, step: LotStep) -> Result<HistoryLine> {
    let mut args = BTreeMap::from([
        ("on".to_owned(), step.day),
        ("by".to_owned(), step.person),
        ("reason".to_owned(), step.reason),
        ("unit".to_owned(), lot.unit.code().to_owned()),
    ]);
    let (vi, en) = match stages.find_stage(&step.stage) {
        Ok(stage) => (stage.vi.clone(), stage.en.clone()),
        Err(_) => (step.stage.clone(), step.stage.clone()),
    };
    args.extend([("label.vi".to_owned(), vi), ("label.en".to_owned(), en)]);
    if let Some(amount) = step.amount {
        let quantity = Quantity::from_base(amount, lot.unit.dimension())
            .map_err(|e| AppError::of(Code::FileDamaged, e).with("record", "step"))?;
        let number = Value::from(quantity.number_in(lot.unit)).to_string();
        args.insert("quantity".to_owned(), number);
    }
    let sentence = match (step.stands, step.amount) {
        (true, _) if OWN_SENTENCE.contains(&step.stage.as_str()) => format!("step_{}", step.stage),
        (true, Some(_)) => "step".to_owned(),
        (true, None) => "step_look".to_owned(),
        (false, Some(_)) => "step_out".to_owned(),
        (false, None) => "step_look_out".to_owned(),
    };
    Ok(HistoryLine {
        message: Message {
            key: format!("core.history.{sentence}"),
            args,
        },
        at: step.at,
        actor: step.actor,
    })
}

/// What the sentence of an entry may name: the record's columns as people say them.
fn history_args(entry: &Entry) -> Result<BTreeMap<String, String>> {
    let text = |column: &str| match entry.is.get(column) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let whole = |column: &str| entry.is.get(column).and_then(Value::as_i64);
    let unit = text("unit").and_then(|code| Unit::by_code(&code));
    let quantity = match (unit, whole("quantity")) {
        (Some(unit), Some(base)) => {
            let quantity = Quantity::from_base(base, unit.dimension())
                .map_err(|e| AppError::of(Code::FileDamaged, e).with("record", &entry.noun))?;
            Some(Value::from(quantity.number_in(unit)).to_string())
        }
        _ => None,
    };
    let args = [
        ("lot", text("code")),
        ("quantity", quantity),
        ("unit", text("unit")),
        ("on", text("on_day")),
        ("by", text("person")),
        ("reason", text("reason")),
        (
            "labels",
            whole("labels").map(|n| n.unsigned_abs().to_string()),
        ),
        ("place", text("place")),
    ];
    let told = args.into_iter();
    Ok(told
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect())
}
