//! The events that a lot bears: one for each harvest recorded in a transaction, and one of receiving for what the lot gained by them.

use std::collections::BTreeMap;

use nuong_domain::id::{EventId, LotId};
use nuong_domain::lot;

use super::marked_lot;
use crate::event::{About, EventKind, Harvest, Names, Subject, harvest_event, receiving_event};
use crate::harvest::{Pick, RECORDED};
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// Writes the events of everything harvested in this transaction.
///
/// # Errors
/// `profile_missing` before the cooperative is set up.
pub(crate) fn tell_events(tx: &mut Tx<'_>) -> Result<()> {
    let mut by_lot: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (harvest, lot) in tx.take_marks(RECORDED) {
        by_lot.entry(lot).or_default().push(harvest);
    }
    if by_lot.is_empty() {
        return Ok(());
    }
    let profile = tx.reader().profile()?;
    let profile =
        profile.ok_or_else(|| AppError::new(Code::ProfileMissing, "no cooperative yet"))?;
    let names = Names::of_profile(&profile);
    let targets = tx.reader().active_destinations()?;
    for (lot, harvests) in by_lot {
        let lot = marked_lot(&lot)?;
        bear_events(tx, &names, lot, &harvests, &targets)?;
    }
    Ok(())
}

/// One event a harvest, then the one of receiving.
fn bear_events(
    tx: &mut Tx<'_>,
    names: &Names,
    lot: LotId,
    harvests: &[String],
    targets: &[String],
) -> Result<()> {
    let missing = || AppError::new(Code::Internal, format!("no lot {lot}"));
    let record = tx.reader().lot(lot)?.ok_or_else(missing)?;
    let product = tx.reader().product(record.product)?.ok_or_else(missing)?;
    let subject = Subject {
        lot: &record.code,
        sku: &record.sku,
        gtin: record.gtin.as_deref(),
    };
    let months = product.shelf_life_months.zip(record.first_on);
    let expiry = months.and_then(|(months, day)| lot::expiry_date(day, months));
    let picks = harvests
        .iter()
        .map(|id| tx.reader().harvest_pick(id, record.unit));
    let mut picks = picks.collect::<Result<Vec<_>>>()?;
    picks.sort_by_key(|pick| pick.date);
    for pick in &picks {
        let facts = Harvest {
            date: pick.date,
            plot: pick.plot.as_ref().map(|(code, _)| code.as_str()),
            quantity: pick.quantity,
            expiry,
        };
        let id = EventId(tx.mint());
        let written = harvest_event(names, &subject, &facts, id, tx.now())?;
        let about = About {
            kind: EventKind::Harvest,
            lot,
            plot: pick.plot.as_ref().map(|(_, id)| id.as_str()),
            step: Some(pick.step),
        };
        tx.keep_event(about, id, &written, targets)?;
    }
    bear_receiving(tx, names, &subject, lot, &picks, targets)
}

fn bear_receiving(
    tx: &mut Tx<'_>,
    names: &Names,
    subject: &Subject<'_>,
    lot: LotId,
    picks: &[Pick],
    targets: &[String],
) -> Result<()> {
    let gained = lot::total_quantity(picks.iter().map(|pick| pick.quantity));
    let gained = gained.map_err(|e| AppError::of(Code::by_word(e.code()), e))?;
    let last = picks.iter().map(|pick| pick.date).max();
    let last = last.ok_or_else(|| AppError::new(Code::Internal, "no harvest"))?;
    let id = EventId(tx.mint());
    let written = receiving_event(names, subject, last, gained, id, tx.now())?;
    let about = About {
        kind: EventKind::Lot,
        lot,
        plot: None,
        step: None,
    };
    tx.keep_event(about, id, &written, targets)
}
