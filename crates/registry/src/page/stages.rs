//! The way of a lot, stage by stage, as the public may see it.

use jiff::civil::Date;
use serde_json::Value;

use super::{dates, place};
use crate::store::{Database, Element, LotEvent, StoreError};
use crate::{text, thing};

/// One step of the lot's way; events of one kind at one place are one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stage {
    /// `harvest`, or a CBV business step.
    pub(super) step: String,
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) place: Option<String>,
    /// Who recorded it, where that is not the lot's own cooperative.
    pub(super) by: Option<String>,
}

/// The stages of a lot, in the order they began. `owner` is the organisation the lot belongs to.
pub(super) fn lot_stages(
    db: &Database,
    events: &[LotEvent],
    owner: i64,
) -> Result<Vec<Stage>, StoreError> {
    let mut stages: Vec<Stage> = Vec::new();
    for event in events {
        let stage = event_stage(db, event, owner)?;
        let same = |known: &&mut Stage| {
            (&known.step, &known.place, &known.by) == (&stage.step, &stage.place, &stage.by)
        };
        match stages.iter_mut().find(same) {
            Some(known) => known.to = known.to.max(stage.to),
            None => stages.push(stage),
        }
    }
    Ok(stages)
}

fn event_stage(db: &Database, event: &LotEvent, owner: i64) -> Result<Stage, StoreError> {
    let happened = happened_on(event);
    let harvest = harvest_of(event);
    let step = event.biz_step.clone().unwrap_or_else(|| "other".to_owned());
    Ok(Stage {
        step: if harvest.is_some() {
            "harvest".to_owned()
        } else {
            step
        },
        from: happened,
        to: happened,
        place: public_place(db, event)?,
        by: (event.organisation != owner).then(|| event.organisation_name.clone()),
    })
}

/// When an event brought the lot, or more of it, in from the field.
pub(super) fn harvest_of(event: &LotEvent) -> Option<(Date, Date)> {
    if event.action.as_deref() != Some("ADD") {
        return None;
    }
    let start = ilmd_field(event, "harvestStartDate").and_then(dates::read_date);
    let end = ilmd_field(event, "harvestEndDate").and_then(dates::read_date);
    let (start, end) = (start.or(end)?, end.or(start)?);
    Some((start.min(end), start.max(end)))
}

/// The day on the clock where it happened.
fn happened_on(event: &LotEvent) -> Date {
    let local = event.body.get("eventTime").and_then(Value::as_str);
    let written = local.and_then(dates::read_date);
    // A time written in UTC has another day than the place had; then Viet Nam's clock decides.
    let utc = local.is_some_and(|text| text.ends_with('Z') || text.ends_with("+00:00"));
    written
        .filter(|_| !utc)
        .unwrap_or_else(|| text::local_date(event.event_time))
}

fn public_place(db: &Database, event: &LotEvent) -> Result<Option<String>, StoreError> {
    for pointer in ["/bizLocation/id", "/readPoint/id"] {
        let Some(id) = event.body.pointer(pointer).and_then(Value::as_str) else {
            continue;
        };
        let known = Element::attributes_of(db, event.organisation, &thing::canonical_id(id))?;
        let address = known.get("streetAddressOne");
        if let Some(shown) = address.and_then(|address| place::commune_level(address)) {
            return Ok(Some(shown));
        }
    }
    Ok(None)
}

/// A field of the event's instance/lot master data, by local name.
pub(super) fn ilmd_field<'e>(event: &'e LotEvent, name: &str) -> Option<&'e str> {
    own_field(event.body.get("ilmd")?, name)
}

/// An extension field (`prefix:name`) by its local name.
pub(super) fn own_field<'e>(object: &'e Value, name: &str) -> Option<&'e str> {
    let mut fields = object.as_object()?.iter();
    let found = fields.find(|(key, _)| {
        key.rsplit([':', '#', '/']).next() == Some(name) && key.len() > name.len()
    });
    found.and_then(|(_, value)| value.as_str())
}
