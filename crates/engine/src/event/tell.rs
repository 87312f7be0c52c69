//! Tells of the steps that came: their events are written, frozen, in the order in which things happened.

use nuong_domain::id::StepId;
use serde_json::json;

use super::names::Names;
use super::of_step::stage_events;
use super::rows::About;
use crate::stage::Stages;
use crate::step::CAME;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// What is the same for every step of a transaction.
struct Teller {
    names: Names,
    stages: Stages,
    targets: Vec<String>,
}

/// Writes the events of every step that came in this transaction.
///
/// # Errors
/// `profile_missing` before the cooperative is set up; `event_invalid` for what no event can say.
pub(crate) fn tell_events(tx: &mut Tx<'_>) -> Result<()> {
    let came = tx.take_marks(CAME);
    if came.is_empty() {
        return Ok(());
    }
    let r = tx.reader();
    let missing = || AppError::new(Code::ProfileMissing, "no cooperative yet");
    let teller = Teller {
        names: Names::of_profile(&r.profile()?.ok_or_else(missing)?),
        stages: r.told_stages()?,
        targets: r.active_destinations()?,
    };
    for step in r.in_order_of_days(&came)? {
        tell_step(tx, &teller, step)?;
    }
    Ok(())
}

fn tell_step(tx: &mut Tx<'_>, teller: &Teller, id: StepId) -> Result<()> {
    let r = tx.reader();
    let stage = r.stage_of_step(id)?;
    let stage = teller.stages.find_stage(&stage)?;
    if stage.events.is_empty() {
        return Ok(());
    }
    let told = r.told_step(id, stage)?;
    let targets = match r.step_stands(id)? {
        true => teller.targets.as_slice(),
        // Merged, and corrected before it came: nobody needs to hear of it.
        false => &[],
    };
    let now = match r.is_entered_by(id, &tx.device())? {
        true => tx.now(),
        // Another computer's calendar may be ahead, or ours behind: what it says happened is told as it told it.
        false => tx.now().max(told.day_after()?),
    };
    for event in stage_events(&teller.names, stage, &told.as_event_step(), now)? {
        let about = About {
            id: event.id,
            step: id,
            name: &event.name,
            declares: "",
        };
        tx.keep_event(about, &event.written, targets)?;
    }
    Ok(())
}

impl Reader<'_> {
    /// Steps by the day on which they happened, those of one day as they came.
    fn in_order_of_days(&self, steps: &[String]) -> Result<Vec<StepId>> {
        self.all(
            "SELECT lower(hex(id)) FROM step WHERE id IN (SELECT unhex(value, '-') FROM json_each(?1)) ORDER BY day, n",
            [json!(steps).to_string()],
            |r| r.parsed(0),
        )
    }
}
