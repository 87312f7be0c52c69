//! Records on their way as a person reads them: the rows of the outbox screen and of a lot.

use nuong_domain::id::DestinationId;
use rusqlite::params;

use super::view::{Delivery, DeliveryState};
use crate::Result;
use crate::base::day::local;
use crate::base::message::Message;
use crate::store::columns::Columns;
use crate::store::reader::Reader;

fn read_delivery(r: &Columns<'_>) -> Result<Delivery> {
    let reason: Option<Message> = match r.get::<Option<String>>(9)? {
        Some(_) => Some(r.json(9)?),
        None => None,
    };
    let stored: Option<String> = r.get(7)?;
    let proven = stored.as_deref().and_then(proven_since);
    Ok(Delivery {
        id: r.get(0)?,
        kind: r.get(1)?,
        lot_id: r.get(2)?,
        lot: r.get(3)?,
        product: r.get(4)?,
        date: r.get(5)?,
        state: r.word(6, DeliveryState::by_word)?,
        reason: reason.or_else(|| proven.as_ref().map(|_| proven_by_question())),
        receipt: proven.or(stored),
        at: r.get(8)?,
        detail: r.get(10)?,
        field: r.get(11)?,
    })
}

/// A receipt that is no capture number but an answer of the query interface ("eventID recordTime") is shown by when the destination
/// recorded it, in Viet Nam's time; where it does not say when, by the end of the eventID. A status alone ("409": it has this
/// already) stays as it is.
fn proven_since(receipt: &str) -> Option<String> {
    if receipt.len() == 3 && receipt.bytes().all(|b| b.is_ascii_digit()) {
        return Some(receipt.to_owned());
    }
    let rest = receipt.strip_prefix("urn:uuid:")?;
    let (id, time) = rest.split_once(' ').unwrap_or((rest, ""));
    match time.parse().map(local) {
        Ok(at) => at.get(..16).map(|minute| minute.replace('T', " ")),
        Err(_) => id.rsplit('-').next().map(str::to_owned),
    }
}

fn proven_by_question() -> Message {
    Message {
        key: "sync.receipt.proven".to_owned(),
        args: [].into(),
    }
}

/// The lots of an event's step: id of the first, codes and products of all.
const OF_LOTS: &str = "coalesce((SELECT min(t.id) FROM step_line l JOIN lot t ON t.n = l.lot WHERE l.step = e.step), ''),
    coalesce((SELECT group_concat(DISTINCT t.code) FROM step_line l JOIN lot t ON t.n = l.lot WHERE l.step = e.step), ''),
    coalesce((SELECT group_concat(DISTINCT p.name) FROM step_line l JOIN lot t ON t.n = l.lot JOIN product p ON p.id = t.product_id WHERE l.step = e.step), '')";

/// What an event is called: its name within its stage, or that it takes one back.
const NAME: &str = "CASE e.declares WHEN '' THEN e.name ELSE 'declaration' END";

/// Deliveries as people read them; conditions follow.
fn delivery_columns() -> String {
    format!(
        "SELECT d.id, {NAME}, {OF_LOTS}, substr(e.happened, 1, 10), d.state, d.receipt, d.changed_at, d.reason, d.detail, d.field
         FROM delivery d JOIN trace_event e ON e.n = d.event"
    )
}

/// The same columns of events that no destination was told of: what a delivery would say is constant.
fn local_columns() -> String {
    format!(
        "SELECT e.event_id, {NAME}, {OF_LOTS}, substr(e.happened, 1, 10), 'local', NULL, s.entered_at, NULL, '', ''
         FROM trace_event e JOIN step s ON s.n = e.step WHERE NOT EXISTS (SELECT 1 FROM dead x WHERE x.step = s.n)"
    )
}

const OF_LOT: &str =
    "e.step IN (SELECT l.step FROM step_line l JOIN lot t ON t.n = l.lot WHERE t.id = ?1)";

impl Reader<'_> {
    /// Rows of the outbox screen, newest change first: those of a state, or all, after the first `offset`.
    pub fn delivery_rows(
        &self,
        destination: Option<DestinationId>,
        state: Option<DeliveryState>,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<Delivery>> {
        let Some(destination) = destination else {
            let asked = state.is_none_or(|s| s == DeliveryState::Local);
            return if asked {
                self.all(
                    &format!("{} ORDER BY e.n DESC LIMIT ?1 OFFSET ?2", local_columns()),
                    [limit, offset],
                    read_delivery,
                )
            } else {
                Ok(Vec::new())
            };
        };
        // `?2 IS NULL`: no state asks for all.
        let sql = format!(
            "{} WHERE d.destination_id = ?1 AND (?2 IS NULL OR d.state = ?2) ORDER BY d.changed_at DESC, d.event DESC LIMIT ?3 OFFSET ?4",
            delivery_columns()
        );
        self.all(
            &sql,
            params![
                destination.to_string(),
                state.map(DeliveryState::as_str),
                limit,
                offset
            ],
            read_delivery,
        )
    }

    /// The records of one lot, in order of birth, at the active destination (or on this laptop).
    pub fn lot_deliveries(&self, lot: &str) -> Result<Vec<Delivery>> {
        match self.destination()? {
            None => self.all(
                &format!("{} AND {OF_LOT} ORDER BY e.n", local_columns()),
                [lot],
                read_delivery,
            ),
            Some(d) => self.all(
                &format!(
                    "{} WHERE {OF_LOT} AND d.destination_id = ?2 ORDER BY d.event",
                    delivery_columns()
                ),
                params![lot, d.id.to_string()],
                read_delivery,
            ),
        }
    }
}
