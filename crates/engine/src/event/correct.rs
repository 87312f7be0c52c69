//! What destinations hear when a step comes to stand or stands no more. What waits is withdrawn, and waits again when its step stands again;
//! what a destination has accepted is declared wrong, under the event's own id, in favour of the events of the step that stands instead.
//! What was sent without verdict is asked about first. All of it follows from what stands and from the deliveries, whatever the order.

use jiff::{SignedDuration, Timestamp};
use nuong_domain::id::{EventId, StepId};
use rusqlite::params;
use serde_json::Value;

use super::declaration::{WrongReason, declaration};
use super::rows::{About, StoredEvent};
use crate::base::day::local;
use crate::destination::DeliveryState;
use crate::step::TURNED;
use crate::step::supersede_rows::StoredSupersede;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// An event's, or a declaration's, delivery to one destination.
struct Sending {
    delivery: String,
    state: DeliveryState,
    /// The frozen declaration; null for an event itself.
    json: Value,
}

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
    let ids = declaration["errorDeclaration"]["correctiveEventIDs"].as_array();
    let ids = ids.into_iter().flatten().filter_map(Value::as_str);
    ids.filter_map(|id| id.trim_start_matches("urn:uuid:").parse().ok().map(EventId))
        .collect()
}

impl Reader<'_> {
    /// The delivery of an event to a destination.
    fn sending(&self, event: i64, destination: &str) -> Result<Option<Sending>> {
        self.one(
            "SELECT id, state FROM delivery WHERE event = ?1 AND destination_id = ?2",
            params![event, destination],
            |r| {
                Ok(Sending {
                    delivery: r.get(0)?,
                    state: r.word(1, DeliveryState::by_word)?,
                    json: Value::Null,
                })
            },
        )
    }

    /// The deliveries of an event's declarations to a destination, the latest last.
    fn declarations(&self, event: EventId, destination: &str) -> Result<Vec<Sending>> {
        self.all(
            "SELECT d.id, d.state, e.json FROM trace_event e JOIN delivery d ON d.event = e.n
             WHERE e.event_id = ?1 AND e.declares <> '' AND d.destination_id = ?2 ORDER BY e.n",
            params![event.to_string(), destination],
            |r| {
                Ok(Sending {
                    delivery: r.get(0)?,
                    state: r.word(1, DeliveryState::by_word)?,
                    json: r.json(2)?,
                })
            },
        )
    }

    fn name_of_event(&self, event: i64) -> Result<String> {
        let name = self.one(
            "SELECT n, name FROM trace_event WHERE n = ?1",
            [event],
            |r| r.get(1),
        )?;
        name.ok_or_else(|| AppError::new(Code::Internal, format!("no event {event}")))
    }

    /// The row by which a step stands no more: its own, else that of the step for which it stood in.
    fn why_out(&self, step: StepId) -> Result<Option<StoredSupersede>> {
        if let Some(own) = self
            .deciding_row(step)?
            .filter(|own| own.row.new != Some(step))
        {
            return Ok(Some(own));
        }
        Ok(self.tied_rows([step])?.pop())
    }

    /// When the declaration is made: when the step was superseded, or as many milliseconds later as there are declarations of that instant.
    fn free_declaration_time(&self, event: EventId, why: &StoredSupersede) -> Result<String> {
        const TAKEN: &str = "SELECT 1 FROM trace_event WHERE event_id = ?1 AND declares = ?2";
        let damaged =
            |e: jiff::Error| AppError::of(Code::FileDamaged, e).with("record", "supersede");
        let mut at: Timestamp = why.at.parse().map_err(damaged)?;
        loop {
            let text = local(at);
            if self
                .one(TAKEN, params![event.to_string(), text], |_| Ok(()))?
                .is_none()
            {
                return Ok(text);
            }
            at += SignedDuration::from_millis(1);
        }
    }
}
