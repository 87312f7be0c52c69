//! Steps that were told wrongly: another stands in their place, or nothing does. What left the computer is declared wrong at the next sync.

use nuong_domain::id::StepId;
use nuong_domain::supersede::SupersedeKind;
use serde_json::Value;
use uuid::Uuid;

use super::given::GivenStep;
use super::view::{self, Anyway, StepEntered};
use super::write::Desk;
use crate::base::given::{parse_objects, take_each};
use crate::base::text::short;
use crate::stage::own_stages;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{App, AppError, Code, Result};

/// Why a step is corrected, where nobody says more.
const CORRECTED: &str = "ghi sai";

impl App {
    /// Puts a step in the place of the one with this id; with an array of `{"id", "step"}` each in the place of its own, all or none, the one
    /// with this id among them. Answers in the order given.
    ///
    /// # Errors
    /// As [`App::add_steps`]; `step_unknown`, `step_superseded` (args `value`) for a step that does not stand; `stock_negative` where later steps
    /// took what would not be there any more, unless `anyway`; `decision_needs_name`, `decision_needs_reason` for that.
    pub fn correct_step(
        &self,
        id: &str,
        text: &str,
        by: &str,
        anyway: &Anyway,
        language: &str,
    ) -> Result<Vec<StepEntered>> {
        let corrections = corrections(id, text)?;
        let reason = reason_of(by, anyway, CORRECTED)?;
        let (stages, today) = (own_stages(self.dir())?, self.today_date());
        self.write(by, |tx| {
            let mut desk = Desk::new(tx, &stages, today, language)?;
            let mut olds = Vec::with_capacity(corrections.len());
            for (old, _) in &corrections {
                olds.push(take_out(tx, &mut desk, old)?);
            }
            let mut olds = olds.into_iter();
            let steps = corrections.into_iter().map(|(_, step)| step).collect();
            let entered = take_each(steps, |object| {
                let missing = || AppError::new(Code::Internal, "more steps than corrections");
                let old = olds.next().ok_or_else(missing)?;
                let given = GivenStep::read(object, today)?;
                let mut entered = desk.enter(tx, &given, tx.reader().entry_of(old)?)?;
                desk.record += 1;
                let new = parsed(&entered.id)?;
                tx.supersede_step(old, Some(new), SupersedeKind::Wrong, &reason)?;
                entered.replaces = Some(old.to_string());
                Ok(entered)
            })?;
            if !anyway.anyway {
                desk.check_stock(tx)?;
            }
            Ok(entered)
        })
    }

    /// Says that a step never happened.
    ///
    /// # Errors
    /// `step_unknown`, `step_superseded` (args `value`), `decision_needs_reason`; `stock_negative` and `decision_needs_name` as [`App::correct_step`].
    pub fn void_step(
        &self,
        id: &str,
        by: &str,
        anyway: &Anyway,
        language: &str,
    ) -> Result<view::StepId> {
        let reason = reason_of(by, anyway, "")?;
        if reason.is_empty() {
            return Err(AppError::new(Code::DecisionNeedsReason, "no reason"));
        }
        let (stages, today) = (own_stages(self.dir())?, self.today_date());
        self.write(by, |tx| {
            let mut desk = Desk::new(tx, &stages, today, language)?;
            let old = take_out(tx, &mut desk, id)?;
            tx.supersede_step(old, None, SupersedeKind::Wrong, &reason)?;
            if !anyway.anyway {
                desk.check_stock(tx)?;
            }
            Ok(view::StepId {
                id: old.to_string(),
            })
        })
    }
}

/// What is to be put in the place of what.
fn corrections(id: &str, text: &str) -> Result<Vec<(String, Value)>> {
    let is_list = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('[');
    let objects = parse_objects(text)?;
    if !is_list {
        return Ok(objects
            .into_iter()
            .map(|step| (id.to_owned(), step))
            .collect());
    }
    let pairs = take_each(objects, |object| {
        let unread = || AppError::new(Code::JsonUnreadable, "not {id, step}").with("line", 1);
        let Value::Object(mut pair) = object else {
            return Err(unread());
        };
        let (Some(Value::String(id)), Some(step)) = (pair.remove("id"), pair.remove("step")) else {
            return Err(unread());
        };
        Ok((id, step))
    })?;
    let mut seen = std::collections::BTreeSet::new();
    for (n, (own, _)) in (1_usize..).zip(&pairs) {
        if !seen.insert(own.trim().to_lowercase()) {
            let twice = AppError::new(Code::StepSuperseded, own).with("value", own);
            return Err(twice.with("record", n));
        }
    }
    if !seen.contains(&id.trim().to_lowercase()) {
        return Err(AppError::new(Code::StepUnknown, id).with("value", id));
    }
    Ok(pairs)
}

/// What is done anyway has a name and a reason.
fn reason_of(by: &str, anyway: &Anyway, usual: &str) -> Result<String> {
    let reason = short("step.reason", &anyway.reason)?;
    if anyway.anyway && by.trim().is_empty() {
        return Err(AppError::new(Code::DecisionNeedsName, "no name"));
    }
    if anyway.anyway && reason.is_empty() {
        return Err(AppError::new(Code::DecisionNeedsReason, "no reason"));
    }
    Ok(match reason.is_empty() {
        true => usual.to_owned(),
        false => reason,
    })
}

/// Takes a step's lines out of stock and lineage, so that what follows is seen without it.
fn take_out(tx: &mut Tx<'_>, desk: &mut Desk<'_>, id: &str) -> Result<StepId> {
    let step = tx.reader().standing_step(id)?;
    desk.note_out(tx, step)?;
    tx.set_aside(step)?;
    Ok(step)
}

fn parsed(id: &str) -> Result<StepId> {
    let id = Uuid::parse_str(id).map_err(|e| AppError::of(Code::Internal, e))?;
    Ok(StepId(id))
}

impl Reader<'_> {
    /// The step of an id as typed.
    ///
    /// # Errors
    /// `step_unknown` (args `value`).
    pub(super) fn typed_step(&self, id: &str) -> Result<StepId> {
        let unknown = || AppError::new(Code::StepUnknown, id).with("value", id);
        let step = Uuid::parse_str(id.trim()).map_err(|_| unknown())?;
        match self.step_is_known(StepId(step))? {
            true => Ok(StepId(step)),
            false => Err(unknown()),
        }
    }

    /// As [`Reader::typed_step`], of one that stands.
    ///
    /// # Errors
    /// `step_unknown`, `step_superseded` (args `value`).
    pub(super) fn standing_step(&self, id: &str) -> Result<StepId> {
        let step = self.typed_step(id)?;
        match self.step_stands(step)? {
            true => Ok(step),
            false => Err(AppError::new(Code::StepSuperseded, id).with("value", id)),
        }
    }
}
