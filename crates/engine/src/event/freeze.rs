//! Trace events of EPCIS 2.0 are judged and frozen here, once.

use std::sync::LazyLock;

use jiff::Timestamp;
use nuong_domain::{Dimension, Quantity};
use nuong_epcis::document::to_json;
use nuong_epcis::{Context, Decimal, Quantity as Amount, Rules, event_hash, validate_event};
use serde_json::Value;

use super::names::{Names, Subject};
use crate::{AppError, Code, Result};

/// An event ready to be stored.
pub(crate) struct Written {
    pub json: String,
    pub hash: String,
    pub happened: String,
}

/// The context of every document of ours.
pub(crate) static CONTEXT: LazyLock<Context> =
    LazyLock::new(|| Context::standard().prefix("nuong", "urn:nuong:voc:"));

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
