//! Amounts in the fields of a row: harvested quantities, areas, net quantities, days, moisture, coordinates.

use nuong_domain::{Dimension, Quantity};

use super::field::{Fields, Need};
use super::problem::Problem;
use crate::import::cell::Cell;
use crate::import::words::number;
use crate::import::words::number::{Reading, Style};
use crate::import::words::rules::{LedgerUnit, Measure, RULES};
use crate::import::words::text::fold;

impl Fields<'_> {
    pub(crate) fn reading(&self, field: &str) -> Option<Reading> {
        match self.cell(field) {
            Cell::Number(number) => number::from_float(*number),
            Cell::Text(text) => number::read(text, self.style_of(field)),
            _ => None,
        }
    }

    /// How the field's column writes decimals.
    fn style_of(&self, field: &str) -> Style {
        self.column(field).map_or(Style::Unknown, |c| c.style)
    }

    /// The amount harvested: above zero and believable. Its unit: the cell's, else the unit column's, else the header's, else kg.
    pub fn quantity(&mut self, field: &'static str) -> Option<Quantity> {
        if !self.has_value(field, Need::Must) {
            return None;
        }
        let written = self.written(field);
        match self.amount(field, &written) {
            Ok(quantity) => Some(quantity),
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    fn amount(&mut self, field: &'static str, written: &str) -> Result<Quantity, Problem> {
        let wrong = |code| Problem::new(field, code, written);
        if matches!(self.cell(field), Cell::Date(_)) {
            return Err(wrong("quantity_is_date"));
        }
        if RULES.is_empty_word(written) {
            return Err(wrong("quantity_missing"));
        }
        let reading = self
            .reading(field)
            .ok_or_else(|| wrong("quantity_invalid"))?;
        let unit = self.unit_of(field, &reading)?;
        let (base, measure) =
            in_base(&reading, &unit).map_err(|code| wrong(code).with("unit", &unit.code))?;
        match base {
            ..0 => return Err(wrong("quantity_negative")),
            0 => return Err(wrong("quantity_zero")),
            _ if base > RULES.limits.row_kg.saturating_mul(1_000_000) => {
                return Err(wrong("quantity_absurd").with("limit", RULES.limits.row_kg / 1000));
            }
            _ => {}
        }
        if reading.ambiguous {
            self.warnings
                .push(wrong("number_ambiguous").with("read", micro_text(&reading)));
        }
        let dimension = match measure {
            Measure::Mass => Dimension::Mass,
            Measure::Volume => Dimension::Volume,
            Measure::Count => Dimension::Count,
            Measure::Area => return Err(wrong("quantity_other_unit").with("unit", &unit.code)),
        };
        Quantity::from_base(base, dimension)
            .map_err(|_| wrong("quantity_absurd").with("limit", RULES.limits.row_kg / 1000))
    }

    /// The unit when the cell has none.
    fn unit_of(&self, field: &'static str, reading: &Reading) -> Result<LedgerUnit, Problem> {
        let written = self.written("unit");
        if !written.is_empty() && !RULES.is_empty_word(&written) {
            return RULES
                .unit(&written)
                .ok_or_else(|| Problem::new(field, "unit_unknown", &written));
        }
        if let Some(local) = self.local_unit(field).filter(|_| reading.lacks_unit()) {
            return Err(Problem::new(field, "unit_unknown", local));
        }
        let kilogram = || LedgerUnit {
            code: "kg".to_owned(),
            measure: Measure::Mass,
            base: 1_000_000,
        };
        Ok(self
            .column(field)
            .and_then(|c| c.unit.clone())
            .unwrap_or_else(kilogram))
    }

    /// A measure of the header that has no one size.
    fn local_unit(&self, field: &str) -> Option<&str> {
        self.column(field)?.local_unit.as_deref()
    }

    /// An area in m². A unit that measures no land is a slip of the pen: the number counts in the header's unit, and it is said.
    pub fn area_m2(&mut self, field: &'static str) -> Option<i64> {
        let written = self.written(field);
        if !self.has_value(field, Need::May) || RULES.is_empty_word(&written) {
            return None;
        }
        let Some(reading) = self.reading(field) else {
            self.warnings
                .push(Problem::new(field, "area_invalid", written));
            return None;
        };
        if let Some(local) = self.local_area(field, &reading) {
            let problem = Problem::new(field, "area_local_unit", written);
            self.warnings.push(problem.with("unit", local));
            return None;
        }
        let column = self
            .column(field)
            .and_then(|c| c.unit.clone())
            .filter(|u| u.measure == Measure::Area);
        let limit = if column.is_none() && reading.lacks_unit() {
            RULES.limits.area_ha_bare
        } else {
            RULES.limits.area_ha
        };
        let unit = column.or_else(|| RULES.unit("ha"))?;
        let bare = Reading {
            parts: reading
                .parts
                .iter()
                .take(1)
                .map(|p| number::Amount {
                    micro: p.micro,
                    unit: None,
                })
                .collect(),
            ambiguous: false,
        };
        let read = in_base(&reading, &unit).or_else(|_| {
            self.warnings.push(
                Problem::new(field, "area_other_unit", &written)
                    .with("read", micro_text(&bare))
                    .with("unit", &unit.code),
            );
            in_base(&bare, &unit)
        });
        let Ok((m2, _)) = read else {
            return None;
        };
        if m2 <= 0 || m2 > limit.saturating_mul(10_000) {
            self.warnings
                .push(Problem::new(field, "area_absurd", written));
            return None;
        }
        Some(m2)
    }

    /// "sào" or "công", in the cell or else in the header: 360, 500 or 1,000 m², as the place has it.
    fn local_area(&self, field: &str, reading: &Reading) -> Option<String> {
        let own = reading.parts.iter().find_map(|p| p.unit.as_deref());
        match own {
            Some(own) => RULES
                .local_units
                .contains(&fold(own))
                .then(|| own.to_owned()),
            None => self.local_unit(field).map(str::to_owned),
        }
    }

    /// A whole number within bounds, such as a year; a word behind it is skipped.
    pub fn whole(
        &mut self,
        field: &'static str,
        need: Need,
        bounds: std::ops::RangeInclusive<u32>,
        code: &'static str,
    ) -> Option<u32> {
        let written = self.written(field);
        if !self.has_value(field, need) {
            return None;
        }
        if RULES.is_empty_word(&written) {
            if need == Need::Must {
                self.problems
                    .push(Problem::new(field, code, written).with("limit", bounds.end()));
            }
            return None;
        }
        let micro = self
            .reading(field)
            .and_then(|r| r.parts.first().map(|p| p.micro));
        let whole = micro
            .filter(|m| m % 1_000_000 == 0)
            .and_then(|m| counted(m / 1_000_000))
            .filter(|n| bounds.contains(n));
        if whole.is_none() {
            self.say(
                need,
                Problem::new(field, code, written).with("limit", bounds.end()),
            );
        }
        whole
    }

    /// Moisture in tenths of a percent: "14,0", "13,5 %", or Excel's 0.135.
    pub fn permille(&mut self, field: &'static str) -> Option<u32> {
        let written = self.written(field);
        if !self.has_value(field, Need::May) || RULES.is_empty_word(&written) {
            return None;
        }
        let percent = written.trim_end_matches('%').trim_end();
        let micro = match self.cell(field) {
            Cell::Number(number) if (0.0..1.0).contains(number) => {
                number::from_float(number * 100.0)
            }
            Cell::Number(number) => number::from_float(*number),
            _ => number::read(percent, self.style_of(field)),
        };
        let permille = micro
            .and_then(|r| counted(r.parts.first()?.micro / 100_000))
            .filter(|p| *p <= 1000);
        if permille.is_none() {
            self.warnings
                .push(Problem::new(field, "moisture_invalid", written));
        }
        permille
    }

    /// Net quantity of a pack in base units, with its unit's code.
    pub fn net(&mut self, field: &'static str) -> (Option<i64>, String) {
        let written_unit = self.written("unit");
        let unit = RULES
            .unit(&written_unit)
            .or_else(|| self.column(field).and_then(|c| c.unit.clone()));
        let written = self.written(field);
        if !self.has_value(field, Need::May) || RULES.is_empty_word(&written) {
            return (None, code_of(unit));
        }
        let reading = self.reading(field);
        let own = reading
            .as_ref()
            .and_then(|r| RULES.unit(r.parts.first()?.unit.as_deref()?));
        let unit = own
            .or(unit)
            .filter(|u| nuong_domain::Unit::by_code(&u.code).is_some());
        let read = reading.zip(unit.as_ref()).map(|(r, u)| in_base(&r, u));
        let base = match read {
            Some(Ok((base, _))) if base > 0 => Some(base),
            _ => None,
        };
        if base.is_none() {
            self.warnings
                .push(Problem::new(field, "net_invalid", written));
        }
        (base, code_of(unit))
    }

    /// "22.69273, 103.45235" as degrees, latitude first; swapped pairs are put right where only one order can be true.
    pub fn position(&mut self, field: &'static str) -> Option<(f64, f64)> {
        let written = self.written(field);
        if !self.has_value(field, Need::May) || RULES.is_empty_word(&written) {
            return None;
        }
        // Words between them ("N", "độ") are skipped; what is left must be two numbers that can be a place of the country.
        let numbers: Vec<f64> = written
            .split([',', ';', ' ', '/'])
            .flat_map(|p| p.trim().parse())
            .collect();
        let position = match numbers.as_slice() {
            [a, b] if (8.0..24.0).contains(a) && (102.0..118.0).contains(b) => Some((*a, *b)),
            [a, b] if (8.0..24.0).contains(b) && (102.0..118.0).contains(a) => Some((*b, *a)),
            _ => None,
        };
        if position.is_none() {
            self.warnings
                .push(Problem::new(field, "location_invalid", written));
        }
        position
    }
}

/// The sum of the parts in base units. Errors are locale codes. Parts go from large to small: "812 kg, 5 kg" may be a gross and a tare.
fn in_base(reading: &Reading, default: &LedgerUnit) -> Result<(i64, Measure), &'static str> {
    let mut sum = 0_i64;
    let mut before = i64::MAX;
    for part in &reading.parts {
        let unit = match &part.unit {
            Some(written) => RULES.unit(written).ok_or("quantity_unit_unknown")?,
            None => default.clone(),
        };
        if unit.measure != default.measure {
            return Err("quantity_other_unit");
        }
        if unit.base >= before {
            return Err("quantity_invalid");
        }
        before = unit.base;
        let base = i128::from(part.micro) * i128::from(unit.base) / 1_000_000;
        // An absurd amount stays absurd: the limits of who asks refuse it.
        sum = i64::try_from(i128::from(sum) + base).unwrap_or(i64::MAX);
    }
    Ok((sum, default.measure))
}

/// A count, where the number is one: not below zero and not beyond what is counted.
pub(super) fn counted(number: i64) -> Option<u32> {
    u32::try_from(number).ok()
}

/// The code of a unit; empty where none is known.
fn code_of(unit: Option<LedgerUnit>) -> String {
    unit.map_or_else(String::new, |unit| unit.code)
}

/// A reading's number as a person writes it: "1.234,5".
fn micro_text(reading: &Reading) -> String {
    let micro = reading.parts.first().map_or(0, |p| p.micro);
    let fraction = format!("{:06}", micro.abs() % 1_000_000);
    let fraction = fraction.trim_end_matches('0');
    let whole = (micro / 1_000_000).to_string();
    let mut grouped = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) && !grouped.ends_with('-') {
            grouped.push('.');
        }
        grouped.push(c);
    }
    if fraction.is_empty() {
        grouped
    } else {
        format!("{grouped},{fraction}")
    }
}
