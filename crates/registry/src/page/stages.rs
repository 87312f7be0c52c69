//! The way of a lot, stage by stage, as the public may see it.

use jiff::civil::Date;
use serde_json::Value;

use super::bought::is_bought;
use super::own_field::ilmd_field;
use super::{dates, place};
use crate::store::{Database, Element, LotEvent, StoreError};
use crate::{text, thing};

/// One step of the lot's way; events of one kind at one place are one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stage {
    /// `harvest`, `bought`, `used`, `returned`, or a CBV business step.
    pub(super) step: String,
    pub(super) from: Date,
    pub(super) to: Date,
    /// First and last day of picking, where it is a harvest.
    pub(super) harvest: Option<(Date, Date)>,
    pub(super) place: Option<String>,
    /// Who recorded it, where that is not the lot's own cooperative.
    pub(super) by: Option<String>,
}

/// The stage of a lot that came from another producer.
const BOUGHT: &str = "bought";

impl Stage {
    /// The lot's own cooperative bought it.
    pub(super) fn is_own_purchase(&self) -> bool {
        self.by.is_none() && self.step == BOUGHT
    }
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
            Some(known) => {
                known.to = known.to.max(stage.to);
                known.harvest = joined_days(known.harvest, stage.harvest);
            }
            None => stages.push(stage),
        }
    }
    Ok(stages)
}

/// From the first day of either to the last.
pub(super) fn joined_days(
    one: Option<(Date, Date)>,
    other: Option<(Date, Date)>,
) -> Option<(Date, Date)> {
    match (one, other) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (days, None) | (None, days) => days,
    }
}

fn event_stage(db: &Database, event: &LotEvent, owner: i64) -> Result<Stage, StoreError> {
    let happened = happened_on(event);
    let site = Site::of_event(db, event)?;
    let bought = is_bought(db, event)?;
    // The seller may have told when it was picked. That it grew on the buyer's plot is nobody's word.
    let grown = site.is_plot && !bought;
    let harvest = harvest_days(event, grown, happened);
    let step = if bought {
        BOUGHT.to_owned()
    } else {
        stage_word(event, harvest.is_some())
    };
    Ok(Stage {
        step,
        from: happened,
        to: happened,
        harvest,
        place: site.shown,
        by: (event.organisation != owner).then(|| event.organisation_name.clone()),
    })
}

/// What the stage is called. "Received" is said of a receiving event and of nothing else.
fn stage_word(event: &LotEvent, harvest: bool) -> String {
    let step = event.biz_step.as_deref().unwrap_or("other");
    let back = step == "receiving" && event.disposition.as_deref() == Some("returned");
    let word = match (harvest, event.used_up, back) {
        (true, _, _) => "harvest",
        (false, true, _) => "used",
        (false, false, true) => "returned",
        (false, false, false) => step,
    };
    word.to_owned()
}

/// When an event brought the lot, or more of it, in from the field: it tells the days of harvest, or it made the lot on a plot. The
/// first of a lot's harvests may be called `commissioning`, as earlier programs did; the model's word is `creating_class_instance`.
fn harvest_days(event: &LotEvent, grown: bool, happened: Date) -> Option<(Date, Date)> {
    let transforms = read_word(event, "type") == Some("TransformationEvent");
    if event.used_up || !(transforms || event.action.as_deref() == Some("ADD")) {
        return None;
    }
    let start = ilmd_field(event, "harvestStartDate").and_then(dates::read_date);
    let end = ilmd_field(event, "harvestEndDate").and_then(dates::read_date);
    if let (Some(start), Some(end)) = (start.or(end), end.or(start)) {
        return Some((start.min(end), start.max(end)));
    }
    let begins = ["commissioning", "creating_class_instance"];
    let made = event
        .biz_step
        .as_deref()
        .is_some_and(|step| begins.contains(&step));
    (made && grown).then_some((happened, happened))
}

/// The day on the clock where it happened.
fn happened_on(event: &LotEvent) -> Date {
    let local = read_word(event, "eventTime");
    let written = local.and_then(dates::read_date);
    // A time written in UTC has another day than the place had; then Viet Nam's clock decides.
    let utc = local.is_some_and(|text| text.ends_with('Z') || text.ends_with("+00:00"));
    written
        .filter(|_| !utc)
        .unwrap_or_else(|| text::local_date(event.event_time))
}

/// Where an event happened, as its recorder's master data describes the place.
struct Site {
    /// The place for the public, no finer than a commune.
    shown: Option<String>,
    /// Something grows there.
    is_plot: bool,
}

impl Site {
    fn of_event(db: &Database, event: &LotEvent) -> Result<Self, StoreError> {
        let mut site = Self {
            shown: None,
            is_plot: false,
        };
        for pointer in ["/bizLocation/id", "/readPoint/id"] {
            let Some(id) = event.body.pointer(pointer).and_then(Value::as_str) else {
                continue;
            };
            let known = Element::attributes_of(db, event.organisation, &thing::canonical_id(id))?;
            site.is_plot |= known.get("crop").is_some_and(|crop| !crop.is_empty());
            if site.shown.is_none() {
                let address = known.get("streetAddressOne");
                site.shown = address.and_then(|address| place::commune_level(address));
            }
        }
        Ok(site)
    }
}

fn read_word<'e>(event: &'e LotEvent, name: &str) -> Option<&'e str> {
    event.body.get(name).and_then(Value::as_str)
}
