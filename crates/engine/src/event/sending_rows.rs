//! What became of an event, and of its declarations, at a destination; and why a step stands no more.

use jiff::{SignedDuration, Timestamp};
use nuong_domain::id::{EventId, StepId};
use rusqlite::params;
use serde_json::Value;

use crate::base::day::offset;
use crate::destination::DeliveryState;
use crate::step::supersede_rows::StoredSupersede;
use crate::store::reader::Reader;
use crate::{AppError, Code, Result};

/// An event's, or a declaration's, delivery to one destination.
pub(super) struct Sending {
    pub delivery: String,
    pub state: DeliveryState,
    /// The frozen declaration; null for an event itself.
    pub json: Value,
}

impl Reader<'_> {
    /// The delivery of an event to a destination.
    pub(super) fn sending(&self, event: i64, destination: &str) -> Result<Option<Sending>> {
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
    pub(super) fn declarations(&self, event: EventId, destination: &str) -> Result<Vec<Sending>> {
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

    pub(super) fn name_of_event(&self, event: i64) -> Result<String> {
        let name = self.one(
            "SELECT n, name FROM trace_event WHERE n = ?1",
            [event],
            |r| r.get(1),
        )?;
        name.ok_or_else(|| AppError::new(Code::Internal, format!("no event {event}")))
    }

    /// The row by which a step stands no more: its own, else that of the step for which it stood in.
    pub(super) fn why_out(&self, step: StepId) -> Result<Option<StoredSupersede>> {
        if let Some(own) = self
            .deciding_row(step)?
            .filter(|own| own.row.new != Some(step))
        {
            return Ok(Some(own));
        }
        Ok(self.tied_rows([step])?.pop())
    }

    /// When the declaration is made: when the step was superseded, or as many milliseconds later as there are declarations of that instant.
    pub(super) fn free_declaration_time(
        &self,
        event: EventId,
        why: &StoredSupersede,
    ) -> Result<String> {
        const TAKEN: &str = "SELECT 1 FROM trace_event WHERE event_id = ?1 AND declares = ?2";
        let damaged =
            |e: jiff::Error| AppError::of(Code::FileDamaged, e).with("record", "supersede");
        let mut at: Timestamp = why.at.parse().map_err(damaged)?;
        let mut text = why.at.clone();
        loop {
            if self
                .one(TAKEN, params![event.to_string(), text], |_| Ok(()))?
                .is_none()
            {
                return Ok(text);
            }
            at += SignedDuration::from_millis(1);
            text = at.display_with_offset(offset()).to_string();
        }
    }
}
