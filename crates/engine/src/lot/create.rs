//! Lots: listed, opened, typed in by hand, and answered for where a pre-harvest interval was running.

use jiff::civil::Date;
use nuong_domain::id::ProductId;
use nuong_domain::{LotCode, Quantity, Unit, clean, parse_date};

use super::view::NewLot;
use crate::harvest::HarvestInput;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{App, AppError, Code, Result};

/// Earliest harvest taken as true.
const FIRST_YEAR: i16 = 2000;

impl App {
    /// A lot typed in by hand, with the harvest that made it; its code.
    ///
    /// # Errors
    /// `product_not_found`, `plot_not_found`, `lot_code_invalid`, `lot_code_taken`, `date_*`, `date_in_future`, `quantity_*`, `unit_unknown`, `profile_missing`.
    pub fn create_lot(&self, new: &NewLot) -> Result<LotCode> {
        let date = self.harvest_date(&new.date)?;
        self.write("", |tx| {
            let input = harvest_input(tx, new, date)?;
            tx.record_harvest(&input, None)?;
            Ok(input.lot)
        })
    }

    /// A harvest date as typed; not in the future, not before the cooperative could have kept books.
    pub(crate) fn harvest_date(&self, typed: &str) -> Result<Date> {
        let today = self.today_date();
        let date = parse_date(typed, today)
            .map_err(|e| AppError::of(Code::by_word(e.code()), e).with("value", clean(typed)))?;
        if date > today {
            return Err(AppError::new(Code::DateInFuture, date).with("value", clean(typed)));
        }
        if date.year() < FIRST_YEAR {
            return Err(AppError::new(Code::DateTooEarly, date).with("value", clean(typed)));
        }
        Ok(date)
    }
}

fn harvest_input(tx: &Tx<'_>, new: &NewLot, date: Date) -> Result<HarvestInput> {
    let reader = tx.reader();
    let product: ProductId = new
        .product
        .parse()
        .map_err(|e| AppError::of(Code::ProductNotFound, e))?;
    let record = reader
        .product(product)?
        .ok_or_else(|| AppError::new(Code::ProductNotFound, product))?;
    let unit = match clean(&new.unit).as_str() {
        "" => Unit::by_code(&record.unit).map(|u| u.dimension().trade_unit()),
        code => Unit::by_code(code),
    };
    let unit =
        unit.ok_or_else(|| AppError::new(Code::UnitUnknown, &new.unit).with("value", &new.unit))?;
    let (quantity, unit) = Quantity::parse(&new.quantity, unit).map_err(|e| {
        AppError::of(Code::by_word(e.code()), e).with("value", clean(&new.quantity))
    })?;
    let plot = match clean(&new.plot).as_str() {
        "" => None,
        code => Some(
            reader
                .place_by_code(code)?
                .ok_or_else(|| AppError::new(Code::PlotNotFound, code).with("plot", code))?
                .id,
        ),
    };
    let lot = free_code(&reader, &new.lot, &record.sku, date)?;
    Ok(HarvestInput {
        product,
        lot,
        plot,
        household: None,
        harvested_on: date,
        quantity,
        unit,
        moisture_permille: None,
        note: String::new(),
    })
}

/// The typed code if nobody has it, or the first free proposal of the day.
fn free_code(reader: &Reader<'_>, typed: &str, sku: &str, date: Date) -> Result<LotCode> {
    if !clean(typed).is_empty() {
        let code = LotCode::parse(typed)
            .map_err(|e| AppError::of(Code::by_word(e.code()), e).with("value", clean(typed)))?;
        return match reader.lot_of_product(sku, code.as_str())? {
            Some(_) => Err(AppError::new(Code::LotCodeTaken, &code).with("lot", code)),
            None => Ok(code),
        };
    }
    for n in 1..=9999 {
        let code = LotCode::propose_code(sku, date, n);
        if reader.lot_of_product(sku, code.as_str())?.is_none() {
            return Ok(code);
        }
    }
    Err(AppError::new(Code::LotCodeTaken, "every proposal")
        .with("lot", LotCode::propose_code(sku, date, 9999)))
}
