//! Stretches of time in a cell: days of a pre-harvest interval, months of a shelf life. A week is seven days; "7-14 ngày" and "90 ngày" of
//! a shelf life are no number anyone may choose for the cooperative.

use super::amount::counted;
use super::field::{Fields, Need};
use super::problem::Problem;
use crate::import::words::number::Amount;
use crate::import::words::rules::{RULES, Span};

impl Fields<'_> {
    /// The days of a pre-harvest interval: "14", "14 ngày", "2 tuần".
    pub fn interval_days(&mut self, field: &'static str) -> Option<u32> {
        let limit = RULES.limits.phi_days;
        let length = |part: &Amount, header| span(part, header, Span::Day)?.whole_days();
        let days = self.duration(field, Need::Must, 1, length);
        let days = days.filter(|days| *days <= limit);
        if days.is_none() && !self.refused(field) {
            let problem = Problem::new(field, "phi_invalid", self.written(field));
            self.problems.push(problem.with("limit", limit));
        }
        days
    }

    /// The months of a shelf life: "24", "2 năm", "1 năm 6 tháng".
    pub fn shelf_months(&mut self, field: &'static str) -> Option<u32> {
        let limit = RULES.limits.shelf_months;
        let length = |part: &Amount, header| span(part, header, Span::Month)?.months();
        let months = self.duration(field, Need::May, 2, length);
        let months = months.filter(|months| (1..=limit).contains(months));
        let is_said = RULES.is_empty_word(&self.written(field)) || self.warned(field);
        if months.is_none() && !is_said {
            let problem = Problem::new(field, "shelf_life_invalid", self.written(field));
            self.warnings.push(problem.with("limit", limit));
        }
        months
    }

    /// The sum of at most `most` parts; none unless it is whole.
    fn duration(
        &mut self,
        field: &'static str,
        need: Need,
        most: usize,
        length: impl Fn(&Amount, Option<Span>) -> Option<i64>,
    ) -> Option<u32> {
        if !self.has_value(field, need) {
            return None;
        }
        let header = self.column(field).and_then(|c| c.span);
        let reading = self.reading(field).filter(|r| r.parts.len() <= most)?;
        let mut micro = 0_i64;
        for part in &reading.parts {
            micro = micro.checked_add(part.micro.checked_mul(length(part, header)?)?)?;
        }
        (micro % 1_000_000 == 0)
            .then(|| counted(micro / 1_000_000))
            .flatten()
    }

    fn refused(&self, field: &str) -> bool {
        self.problems.iter().any(|p| p.field == field)
    }

    fn warned(&self, field: &str) -> bool {
        self.warnings.iter().any(|p| p.field == field)
    }
}

/// What a part counts: by its own word, else by the header's, else the field's usual one.
fn span(part: &Amount, header: Option<Span>, usual: Span) -> Option<Span> {
    match &part.unit {
        Some(written) => Span::named(written.split(' ').next()?),
        None => Some(header.unwrap_or(usual)),
    }
}
