//! Where labels are: those sent to a market, and those that came back. A ledger of labels, not of goods; it never says that more labels
//! are at markets than are in use.

use nuong_domain::{LotStatus, clean};

use super::balance::still_in_stock;
use super::market_rows::Move;
use super::serials::serials_named;
use super::view::{MoveRequest, MoveRow};
use crate::base::text::short;
use crate::lot::LotRecord;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{App, AppError, Code, Result};

impl App {
    /// Writes down that labels of a lot went to a market.
    ///
    /// # Errors
    /// `lot_not_found`; `move_lot_on_hold`, `move_lot_recalled` (args `lot`); `market_missing`, `move_labels_missing`; `labels_at_market` (args `over`) when fewer are in stock;
    /// `serial_not_found`, `serials_lost_already`, `serials_at_market` (args `place`); `date_*`.
    pub fn send_to_market(&self, request: &MoveRequest) -> Result<MoveRow> {
        self.move_once(request, 1)
    }

    /// Writes down that labels of a lot came back from a market.
    ///
    /// # Errors
    /// As [`App::send_to_market`], but also of a lot that is held or recalled; `market_none`, `market_unknown` (args `lot`, `place`, `places`), `market_has_fewer` (args `place`, `left`), `serials_not_at_market` (args `place`).
    pub fn take_back_from_market(&self, request: &MoveRequest) -> Result<MoveRow> {
        self.move_once(request, -1)
    }

    /// Where labels of a lot went and came from, newest first.
    ///
    /// # Errors
    /// `lot_not_found`.
    pub fn label_moves(&self, lot: &str) -> Result<Vec<MoveRow>> {
        self.read(|r| {
            let lot = r.lot_named(lot)?;
            r.moves_of_lot(&lot.id.to_string())
        })
    }

    fn move_once(&self, request: &MoveRequest, way: i32) -> Result<MoveRow> {
        let day = match clean(&request.on).as_str() {
            "" => self.today_date(),
            typed => self.harvest_date(typed)?,
        };
        self.write("", |tx| {
            if way > 0 {
                may_leave(&tx.reader().lot_named(&request.lot)?)?;
            }
            let mut moved = read_move(tx, request)?;
            moved.day = day.to_string();
            let (left, place) = (
                tx.reader().labels_at(&moved.lot, &moved.place)?,
                moved.place.clone(),
            );
            if way < 0 && left == 0 {
                return Err(nothing_there(&tx.reader(), &moved)?);
            }
            if way < 0 && moved.labels > left {
                return Err(AppError::new(Code::MarketHasFewer, moved.labels)
                    .with("place", place)
                    .with("left", left));
            }
            known_place(&tx.reader(), &moved, way)?;
            let id = tx.move_labels(&moved, way)?;
            still_in_stock(&tx.reader(), &moved.lot)?;
            let rows = tx.reader().moves_of_lot(&moved.lot)?;
            rows.into_iter()
                .find(|row| row.id == id)
                .ok_or_else(|| AppError::new(Code::Internal, id))
        })
    }
}

/// Of a lot that is held or recalled nothing leaves; it may only come back.
fn may_leave(lot: &LotRecord) -> Result<()> {
    let refused = match lot.status {
        LotStatus::OnHold => AppError::new(Code::MoveLotOnHold, lot.id),
        LotStatus::Recalled => AppError::new(Code::MoveLotRecalled, lot.id),
        LotStatus::Draft | LotStatus::Published | LotStatus::Closed => return Ok(()),
    };
    Err(refused.with("lot", &lot.code))
}

/// A mistyped market has no labels to give back; the sentence names those that have.
fn nothing_there(r: &Reader<'_>, moved: &Move) -> Result<AppError> {
    let markets = r.labels_at_markets(&moved.lot)?;
    let places: Vec<&str> = markets.iter().map(|m| m.place.as_str()).collect();
    let code = match places.is_empty() {
        true => AppError::new(Code::MarketNone, &moved.place),
        false => AppError::new(Code::MarketUnknown, &moved.place),
    };
    let lot = r.lot_named(&moved.lot)?.code;
    let said = code.with("lot", lot).with("place", &moved.place);
    Ok(said.with("places", places.join(", ")))
}

fn read_move(tx: &Tx<'_>, request: &MoveRequest) -> Result<Move> {
    let r = tx.reader();
    let lot = r.lot_named(&request.lot)?.id.to_string();
    let place = short("move.place", &request.place)?;
    if place.is_empty() {
        return Err(AppError::new(Code::MarketMissing, "no place"));
    }
    let mut moved = Move {
        // One market, however its letters were typed the second time.
        place: r.market_named(&place)?.unwrap_or(place),
        lot,
        labels: request.labels,
        carrier: short("move.carrier", &request.carrier)?,
        note: short("move.note", &request.note)?,
        ..Move::default()
    };
    if let Some(serial) = &request.first_serial {
        let print = r.print_of_serial(serial)?.0;
        if print.lot != moved.lot {
            return Err(AppError::new(Code::SerialNotFound, serial).with("serial", serial));
        }
        moved.which = serials_named(&r, &print, &request.first_serial, &request.last_serial)?;
        moved.labels = moved.which.map_or(0, |(first, last)| last - first + 1);
        moved.print = Some(print.id);
    }
    if moved.labels == 0 {
        return Err(AppError::new(Code::MoveLabelsMissing, "no labels"));
    }
    Ok(moved)
}

/// Labels named by their serial numbers go where they are not yet and come back from where they are.
fn known_place(r: &Reader<'_>, moved: &Move, way: i32) -> Result<()> {
    let (Some(print), Some((first, last))) = (&moved.print, moved.which) else {
        return Ok(());
    };
    let elsewhere = (first..=last).find_map(|label| match r.market_of(print, label) {
        Ok(at) if way > 0 => at.map(Ok),
        Ok(at) => (at.as_deref() != Some(&moved.place)).then(|| Ok(moved.place.clone())),
        Err(e) => Some(Err(e)),
    });
    match elsewhere.transpose()? {
        None => Ok(()),
        Some(place) if way > 0 => {
            Err(AppError::new(Code::SerialsAtMarket, &place).with("place", place))
        }
        Some(_) => {
            Err(AppError::new(Code::SerialsNotAtMarket, &moved.place).with("place", &moved.place))
        }
    }
}
