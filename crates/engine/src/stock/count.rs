//! Stock by place, and the balance of a lot.

use nuong_domain::id::LotId;
use nuong_domain::stock::{Column, LotSums};
use nuong_domain::{Quantity, QuantityError, Unit};

use super::count_rows::Lying;
use super::view::{Stock, StockAt, StockBalance};
use crate::stage::{self, Stages};
use crate::store::reader::Reader;
use crate::{App, AppError, Code, Result};

impl App {
    /// What lies where, by lot and place; empty codes ask for any place, any product.
    ///
    /// # Errors
    /// `place_unknown`, `product_unknown` (args `value`).
    pub fn stock(&self, place: &str, product: &str) -> Result<Vec<Stock>> {
        self.read(|r| {
            if !place.is_empty() && r.place_by_code(place)?.is_none() {
                return Err(AppError::new(Code::PlaceUnknown, place).with("value", place));
            }
            if !product.is_empty() && r.product_by_sku(product)?.is_none() {
                return Err(AppError::new(Code::ProductUnknown, product).with("value", product));
            }
            let lying = r.lying_lots(place, product, "")?.into_iter();
            lying.map(stock_view).collect()
        })
    }

    /// What became of a lot, by its code or id.
    ///
    /// # Errors
    /// `lot_not_found`, `lot_ambiguous` (args `lot`).
    pub fn stock_balance(&self, lot: &str) -> Result<StockBalance> {
        self.read(|r| {
            let (stages, record) = (r.told_stages()?, r.lot_named(lot)?);
            let sums = lot_sums(r, &stages, record.id)?;
            let unit = record.unit.dimension().trade_unit();
            let quantity = i64::try_from(sums.quantity());
            let quantity = quantity.map_err(|_| quantity_error(QuantityError::TooLarge))?;
            let lying = r.lying_lots("", "", &record.id.to_string())?.into_iter();
            let stock = lying.map(|at| {
                Ok(StockAt {
                    quantity: number_of(at.amount, unit)?,
                    place: at.place,
                })
            });
            Ok(StockBalance {
                quantity: number_of(quantity, unit)?,
                made: number_of(sums.made, unit)?,
                used: number_of(sums.used, unit)?,
                gone_out: number_of(sums.gone_out, unit)?,
                lost: number_of(sums.lost, unit)?,
                counted: number_of(sums.counted, unit)?,
                stock: stock.collect::<Result<_>>()?,
                review: record.review,
                labels: r.labels_printed(&record.id.to_string())?,
                unit: unit.code().to_owned(),
                lot: record.code,
                product: record.sku,
            })
        })
    }
}

/// A lot's lines, summed into the columns that their stages say.
fn lot_sums(r: &Reader<'_>, stages: &Stages, lot: LotId) -> Result<LotSums> {
    let mut sums = LotSums::default();
    for (stage, role, signed) in r.lot_by_stage(lot)? {
        let columns = stages.find_stage(&stage)?.columns;
        let column = match role.as_str() {
            "in" => columns.taken,
            "out" => columns.given,
            _ => None,
        };
        let added = sums.with_line(column.map(column_of), signed);
        sums = added.map_err(quantity_error)?;
    }
    Ok(sums)
}

fn column_of(column: stage::Column) -> Column {
    match column {
        stage::Column::Made => Column::Made,
        stage::Column::Used => Column::Used,
        stage::Column::GoneOut => Column::GoneOut,
        stage::Column::Lost => Column::Lost,
        stage::Column::Counted => Column::Counted,
    }
}

fn stock_view(lying: Lying) -> Result<Stock> {
    let unit = lying.unit.dimension().trade_unit();
    Ok(Stock {
        quantity: number_of(lying.amount, unit)?,
        lot: lying.lot,
        product: lying.sku,
        place: lying.place,
        unit: unit.code().to_owned(),
    })
}

/// Base units in a unit; below nothing where merged facts say so.
pub(crate) fn number_of(base: i64, unit: Unit) -> Result<f64> {
    let size = i64::try_from(base.unsigned_abs()).map_err(|_| QuantityError::TooLarge);
    let size = size.and_then(|size| Quantity::from_base(size, unit.dimension()));
    let number = size.map_err(quantity_error)?.number_in(unit);
    Ok(if base < 0 { -number } else { number })
}

fn quantity_error(error: QuantityError) -> AppError {
    AppError::of(Code::by_word(error.code()), error)
}
