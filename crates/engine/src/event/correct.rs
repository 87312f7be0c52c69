//! What destinations hear when a step comes to stand or stands no more. What waits is withdrawn, and waits again when its step stands again;
//! what a destination has accepted is declared wrong, under the event's own id, in favour of the events of the step that stands instead.
//! What was sent without verdict is asked about first. All of it follows from what stands and from the deliveries, whatever the order.

use nuong_domain::id::{EventId, StepId};
use serde_json::Value;

use super::declaration::{WrongReason, declaration};
use super::rows::{About, StoredEvent};
use crate::destination::DeliveryState;
use crate::step::TURNED;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// Brings the deliveries of every step that came to stand, or does no more, in line with that.
pub(crate) fn correct_deliveries(tx: &mut Tx<'_>) -> Result<()> {
    let turned = tx.take_marks(TURNED);
    for id in turned {
        let step = id.parse().map_err(|e| AppError::of(Code::Internal, e))?;
        correct_step(tx, StepId(step))?;
    }
    Ok(())
}

fn correct_step(tx: &mut Tx<'_>, step: StepId) -> Result<()> {
    let (stands, destinations) = (
        tx.reader().step_stands(step)?,
        tx.reader().active_destinations()?,
    );
    for event in tx.reader().events_of_step(step)? {
        for destination in &destinations {
            match stands {
                true => tell_again(tx, &event, destination)?,
                false => take_back(tx, &event, destination)?,
            }
        }
    }
    Ok(())
}

/// An event of a step that stands: it waits unless it was sent, and nothing that still waits declares it wrong.
fn tell_again(tx: &mut Tx<'_>, event: &StoredEvent, destination: &str) -> Result<()> {
    match tx.reader().sending(event.n, destination)? {
        None => tx.enqueue_event(event.n, destination)?,
        Some(own) if own.state == DeliveryState::Withdrawn => {
            tx.mark_waiting(&[own.delivery], None, None, false)?;
        }
        Some(_) => {}
    }
    let declarations = tx.reader().declarations(event.id, destination)?.into_iter();
    let waiting = declarations.filter(|sending| sending.state == DeliveryState::Waiting);
    let waiting: Vec<String> = waiting.map(|sending| sending.delivery).collect();
    tx.mark_withdrawn(&waiting)
}

/// An event of a step that does not stand.
fn take_back(tx: &mut Tx<'_>, event: &StoredEvent, destination: &str) -> Result<()> {
    let Some(own) = tx.reader().sending(event.n, destination)? else {
        return Ok(());
    };
    match own.state {
        // One that needs a person was declared wrong there before: now this laptop says so too.
        DeliveryState::Waiting | DeliveryState::Refused | DeliveryState::NeedsPerson => {
            tx.mark_withdrawn(&[own.delivery])
        }
        DeliveryState::Accepted => declare_wrong(tx, event, destination),
        // Asked about first, or nothing to take back.
        _ => Ok(()),
    }
}

fn declare_wrong(tx: &mut Tx<'_>, event: &StoredEvent, destination: &str) -> Result<()> {
    let Some(why) = tx.reader().why_out(event.step)? else {
        return Ok(());
    };
    let corrective = match tx.reader().standing_heir(event.step)? {
        Some(heir) => tx.reader().events_of_step(heir)?,
        None => Vec::new(),
    };
    let corrective: Vec<EventId> = corrective.iter().map(|event| event.id).collect();
    let mut stale = Vec::new();
    for told in tx.reader().declarations(event.id, destination)? {
        match told.state {
            DeliveryState::Withdrawn => {}
            DeliveryState::Waiting if corrective_ids(&told.json) != corrective => {
                stale.push(told.delivery);
            }
            // One that says so is on its way, or there.
            _ => return Ok(()),
        }
    }
    tx.mark_withdrawn(&stale)?;
    let reason = match corrective.is_empty() {
        true => WrongReason::DidNotOccur,
        false => WrongReason::IncorrectData,
    };
    let at = tx.reader().free_declaration_time(event.id, &why)?;
    let written = declaration(&event.json, &at, reason, &corrective, tx.now())?;
    let name = tx.reader().name_of_event(event.n)?;
    let about = About {
        id: event.id,
        step: event.step,
        name: &name,
        declares: &at,
    };
    tx.keep_event(about, &written, &[destination.to_owned()])
}

/// The events that a declaration names in the place of its own.
fn corrective_ids(declaration: &Value) -> Vec<EventId> {
    let ids = declaration.pointer("/errorDeclaration/correctiveEventIDs");
    let ids = ids.and_then(Value::as_array);
    let ids = ids.into_iter().flatten().filter_map(Value::as_str);
    ids.filter_map(|id| id.trim_start_matches("urn:uuid:").parse().ok().map(EventId))
        .collect()
}
