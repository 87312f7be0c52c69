//! Trace events of harvests and lots as EPCIS 2.0: built, judged and frozen here, once. No personal data goes in: households stay on
//! the laptop, plots and the cooperative speak for them.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use nuong_domain::id::EventId;
use nuong_domain::{Dimension, Quantity};
use nuong_epcis::document::to_json;
use nuong_epcis::{
    Context, Decimal, Event, EventTime, Facts, Ilmd, ObjectAction, ObjectEvent, Quantity as Amount,
    Rules, What, event_hash, validate_event,
};
use serde_json::{Value, json};

use super::names::{Names, Subject};
use crate::base::day::offset;
use crate::{AppError, Code, Result};

/// Which record an event tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventKind {
    Harvest,
    Lot,
}

impl EventKind {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Harvest => "harvest",
            Self::Lot => "lot",
        }
    }
}

/// What a harvest event says.
pub(crate) struct Harvest<'a> {
    pub date: Date,
    pub plot: Option<&'a str>,
    pub quantity: Quantity,
    pub expiry: Option<Date>,
}

/// An event ready to be stored.
pub(crate) struct Written {
    pub json: String,
    pub hash: String,
    pub happened: String,
}

/// The context of every document of ours.
pub(crate) static CONTEXT: LazyLock<Context> =
    LazyLock::new(|| Context::standard().prefix("nuong", "urn:nuong:voc:"));

/// The event of one pick.
pub(crate) fn harvest_event(
    names: &Names,
    subject: &Subject<'_>,
    harvest: &Harvest<'_>,
    id: EventId,
    now: Timestamp,
) -> Result<Written> {
    let place = harvest
        .plot
        .map_or_else(|| names.name_of_site(), |code| names.name_of_place(code));
    let mut ilmd = Ilmd::new();
    ilmd.insert("cbvmda:lotNumber".into(), json!(subject.lot));
    ilmd.insert(
        "cbvmda:harvestStartDate".into(),
        json!(harvest.date.to_string()),
    );
    ilmd.insert(
        "cbvmda:harvestEndDate".into(),
        json!(harvest.date.to_string()),
    );
    ilmd.insert("cbvmda:countryOfOrigin".into(), json!("VN"));
    if let Some(expiry) = harvest.expiry {
        ilmd.insert(
            "cbvmda:itemExpirationDate".into(),
            json!(expiry.to_string()),
        );
    }
    let facts = event_facts(names, subject, harvest.date, id, &place, "harvest")?;
    freeze_event(
        facts,
        ObjectAction::Add(ilmd),
        event_amount(names, subject, harvest.quantity)?,
        now,
    )
}

/// The event of a lot's arrival at the cooperative: its whole quantity, or what it gained later.
pub(crate) fn receiving_event(
    names: &Names,
    subject: &Subject<'_>,
    date: Date,
    gained: Quantity,
    id: EventId,
    now: Timestamp,
) -> Result<Written> {
    let facts = event_facts(names, subject, date, id, &names.name_of_site(), "receiving")?;
    freeze_event(
        facts,
        ObjectAction::Observe,
        event_amount(names, subject, gained)?,
        now,
    )
}

fn event_facts(
    names: &Names,
    subject: &Subject<'_>,
    date: Date,
    id: EventId,
    place: &str,
    stage: &str,
) -> Result<Facts> {
    let (step, disposition) = super::stages::stage_words(stage)
        .ok_or_else(|| AppError::new(Code::Internal, format!("no stage {stage}")))?;
    Ok(Facts::new(
        &format!("urn:uuid:{id}"),
        EventTime::midnight(date, offset()),
    )
    .doing(step, Some(disposition))
    .at(place)
    .with("nuong:product", names.class_of_product(subject))
    .with("nuong:owner", names.name_of_party()))
}

/// Mass in kg, volume in l, pieces without a unit, exactly (UN/ECE Recommendation 20).
pub(super) fn event_amount(
    names: &Names,
    subject: &Subject<'_>,
    quantity: Quantity,
) -> Result<Amount> {
    let scale = if quantity.dimension() == Dimension::Count {
        0
    } else {
        6
    };
    let number = Decimal::from_base_units(quantity.base(), scale)
        .ok_or_else(|| AppError::new(Code::Internal, "quantity beyond decimals"))?;
    let unit = (scale > 0).then(|| quantity.dimension().trade_unit().unece_code().to_owned());
    Ok(Amount {
        class: names.class_of_lot(subject),
        amount: Some(number),
        unit,
    })
}

fn freeze_event(
    facts: Facts,
    action: ObjectAction,
    amount: Amount,
    now: Timestamp,
) -> Result<Written> {
    let happened = facts.time.to_string();
    let event = Event::Object(ObjectEvent {
        facts,
        action,
        what: What::quantities([amount]),
    });
    frozen(&event.to_value(), happened, now)
}

/// The event as it is kept and sent for ever.
///
/// # Errors
/// `event_invalid` where it is no valid event of EPCIS 2.0, or lies in the future of `now`.
pub(super) fn frozen(event: &Value, happened: String, now: Timestamp) -> Result<Written> {
    if let Some(violation) = validate_event(event, "", &Rules::at(now)).first() {
        return Err(AppError::new(Code::EventInvalid, format!("{violation:?}")));
    }
    let hash = event_hash(event, &CONTEXT).map_err(|e| AppError::of(Code::EventInvalid, e))?;
    Ok(Written {
        json: to_json(event),
        hash,
        happened,
    })
}
