//! Lots: listed, opened, typed in by hand, and answered for where a pre-harvest interval was running.

use jiff::civil::Date;
use nuong_domain::id::ProductId;
use nuong_domain::{LotCode, Quantity, Unit, clean, lot, parse_date, phi};

use super::link;
use crate::store::{HarvestInput, LotRecord, Reader, SourceEntry, Tx};
use crate::views::{
    DeliveryState, HistoryLine, LotDetail, LotPage, LotQuery, Message, NewLot, PhiConflict, Source,
};
use crate::{App, AppError, Result, address};

/// Earliest harvest taken as true.
const FIRST_YEAR: i16 = 2000;

impl App {
    /// A page of the lot list.
    ///
    /// # Errors
    /// The store's own.
    pub fn lots(&self, query: LotQuery) -> Result<LotPage> {
        self.read(|r| r.lots(&query))
    }

    /// Everything about a lot, by its id or code.
    ///
    /// # Errors
    /// `lot_not_found`.
    pub fn lot(&self, name: &str) -> Result<LotDetail> {
        self.read(|r| detail(r, &r.lot_named(name)?))
    }

    /// A lot typed in by hand, with the harvest that made it.
    ///
    /// # Errors
    /// `product_not_found`, `plot_not_found`, `lot_code_invalid`, `lot_code_taken`, `date_*`, `date_in_future`, `quantity_*`, `unit_unknown`, `profile_missing`.
    pub fn create_lot(&self, new: NewLot) -> Result<LotDetail> {
        let date = self.harvest_date(&new.date)?;
        let code = self.write("", |tx| {
            let input = harvest_input(tx, &new, date)?;
            tx.record_harvest(&input, None)?;
            Ok(input.lot)
        })?;
        self.lot(code.as_str())
    }

    /// A named person answers for every known conflict of a lot, with a reason.
    ///
    /// # Errors
    /// `override_needs_name`, `override_needs_reason`, `no_phi_conflict`, `lot_not_found`.
    pub fn override_phi(&self, name: &str, by: &str, reason: &str) -> Result<LotDetail> {
        let (by, reason) = (
            super::cooperative::short("phi.by", by)?,
            super::cooperative::short("phi.reason", reason)?,
        );
        if by.is_empty() {
            return Err(AppError::new("override_needs_name", "no name"));
        }
        if reason.is_empty() {
            return Err(AppError::new("override_needs_reason", "no reason"));
        }
        self.write(&by, |tx| {
            let lot = tx.reader().lot_named(name)?;
            if !lot.phi_conflict {
                return Err(AppError::new("no_phi_conflict", lot.id).with("lot", &lot.code));
            }
            tx.override_phi(lot.id, &by, &reason)
        })?;
        self.lot(name)
    }

    /// Makes every projection anew from the facts: what lots hold, their flags, the search index. For a damaged index.
    ///
    /// # Errors
    /// The store's own.
    pub fn rebuild(&self) -> Result<()> {
        self.write("", |tx| tx.rebuild())
    }

    /// A harvest date as typed; not in the future, not before the cooperative could have kept books.
    pub(crate) fn harvest_date(&self, typed: &str) -> Result<Date> {
        let today = self.today_date();
        let date = parse_date(typed, today)
            .map_err(|e| AppError::new(e.code(), e).with("value", clean(typed)))?;
        if date > today {
            return Err(AppError::new("date_in_future", date).with("value", clean(typed)));
        }
        if date.year() < FIRST_YEAR {
            return Err(AppError::new("date_too_early", date).with("value", clean(typed)));
        }
        Ok(date)
    }
}

fn harvest_input(tx: &Tx<'_>, new: &NewLot, date: Date) -> Result<HarvestInput> {
    let reader = tx.reader();
    let product: ProductId = new
        .product
        .parse()
        .map_err(|e| AppError::new("product_not_found", e))?;
    let record = reader
        .product(product)?
        .ok_or_else(|| AppError::new("product_not_found", product))?;
    let unit = match clean(&new.unit).as_str() {
        "" => Unit::by_code(&record.unit).map(|u| u.dimension().trade_unit()),
        code => Unit::by_code(code),
    };
    let unit =
        unit.ok_or_else(|| AppError::new("unit_unknown", &new.unit).with("value", &new.unit))?;
    let (quantity, unit) = Quantity::parse(&new.quantity, unit)
        .map_err(|e| AppError::new(e.code(), e).with("value", clean(&new.quantity)))?;
    let plot = match clean(&new.plot).as_str() {
        "" => None,
        code => Some(
            reader
                .plot_by_code(code)?
                .ok_or_else(|| AppError::new("plot_not_found", code).with("plot", code))?
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
            .map_err(|e| AppError::new(e.code(), e).with("value", clean(typed)))?;
        return match reader.lot_by_code(code.as_str())? {
            Some(_) => Err(AppError::new("lot_code_taken", &code).with("lot", code)),
            None => Ok(code),
        };
    }
    for n in 1..=9999 {
        let code = LotCode::propose_code(sku, date, n);
        if reader.lot_by_code(code.as_str())?.is_none() {
            return Ok(code);
        }
    }
    Err(AppError::new("lot_code_taken", "every proposal")
        .with("lot", LotCode::propose_code(sku, date, 9999)))
}

fn detail(r: &Reader<'_>, record: &LotRecord) -> Result<LotDetail> {
    let id = record.id.to_string();
    let row = r
        .lot_row(&id)?
        .ok_or_else(|| AppError::new("lot_not_found", &id).with("lot", &record.code))?;
    let months = r.product(record.product)?.and_then(|p| p.shelf_life_months);
    let deliveries = r.lot_deliveries(&id)?;
    Ok(LotDetail {
        production_date: record.first_on.map(|d| d.to_string()),
        expiry_date: record
            .first_on
            .zip(months)
            .and_then(|(day, m)| lot::expiry_date(day, m))
            .map(|d| d.to_string()),
        sources: r
            .lot_sources(record.id)?
            .into_iter()
            .map(|s| source(r, record, s))
            .collect::<Result<_>>()?,
        phi_override: r.phi_override(record.id)?,
        link: link::of_lot(r, record)?,
        published: row.delivery == DeliveryState::Accepted,
        short_code: r.short_code_of(record)?.to_string(),
        decision: r.lot_decision(record.id)?,
        deliveries,
        labels_printed: r.labels_printed(&id)?,
        history: history(r, &id)?,
        row,
    })
}

fn source(r: &Reader<'_>, lot: &LotRecord, s: SourceEntry) -> Result<Source> {
    let phi: Vec<PhiConflict> = r.harvest_conflicts(s.harvest)?;
    let quantity = Quantity::from_base(s.quantity, lot.unit.dimension())
        .map_err(|e| AppError::new(e.code(), e))?;
    Ok(Source {
        date: s.date,
        household: shown_name(&s.household_code, &s.household_name, &s.display),
        plot: s.plot,
        place: address::commune_label(&s.commune_code),
        quantity: quantity.number_in(lot.unit),
        unit: lot.unit.code().to_owned(),
        moisture_permille: s.moisture_permille,
        phi,
    })
}

/// A household by its consent: the whole name, or the family name with initials, or the code alone.
pub(super) fn shown_name(code: &str, name: &str, display: &str) -> String {
    let name = match display {
        "full" => name.to_owned(),
        "masked" => masked(name),
        _ => String::new(),
    };
    [code, &name]
        .iter()
        .filter(|p| !p.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn masked(name: &str) -> String {
    let mut words = name.split(' ');
    let family = words.next().unwrap_or_default().to_owned();
    words
        .filter_map(|w| w.chars().next())
        .fold(family, |out, initial| format!("{out} {initial}."))
}

fn history(r: &Reader<'_>, lot: &str) -> Result<Vec<HistoryLine>> {
    let entries = r.lot_history(lot)?;
    Ok(entries
        .into_iter()
        .map(|e| {
            let args = e.args();
            HistoryLine {
                at: e.at,
                actor: e.actor,
                message: Message {
                    key: format!("core.history.{}_{}", e.noun, e.verb),
                    args,
                },
            }
        })
        .collect())
}

/// The latest day on which a conflicting harvest becomes safe, for the checker's sentence.
pub(super) fn latest_safe(conflicts: &[PhiConflict]) -> Option<&PhiConflict> {
    conflicts
        .iter()
        .filter(|c| c.interval_days <= phi::MAX_INTERVAL_DAYS)
        .max_by(|a, b| a.safe_on.cmp(&b.safe_on))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_masked_unless_the_household_agreed() {
        assert_eq!(
            shown_name("H002", "Nùng Văn Mẫu", "masked"),
            "H002 · Nùng V. M."
        );
        assert_eq!(
            shown_name("H002", "Nùng Văn Mẫu", "full"),
            "H002 · Nùng Văn Mẫu"
        );
        assert_eq!(shown_name("H002", "Nùng Văn Mẫu", "hidden"), "H002");
        assert_eq!(shown_name("", "", "hidden"), "");
    }
}
