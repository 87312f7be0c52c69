//! Products, households and plots. What is stored already is never overwritten: a cell that says something else is reported.

use std::collections::HashSet;

use nuong_domain::id::ProductId;

use super::differs::{household_differs, plot_differs, product_differs, same_plot};
use super::{ImportJob, KnownHousehold, KnownPlot, Met, Scribe};
use crate::Result;
use crate::import::row::draft::{Entry, PlotDraft};
use crate::import::row::problem::Problem;
use crate::import::view::ImportCount;
use crate::import::words::text::{code_key, fold};
use crate::party::{PartyInput, PartyKind};
use crate::place::{PlaceInput, PlaceKind};
use crate::product::ProductRecord;
use crate::store::tx::Outcome;

impl ImportJob<'_, '_> {
    /// What is stored may be named by code or by its whole name.
    pub(crate) fn stored_products(&mut self) -> Result<()> {
        for (id, product, _) in self.tx.reader().products_in_sight()? {
            self.know_product(id, &product.sku, &product.name);
        }
        Ok(())
    }

    fn know_product(&mut self, id: ProductId, sku: &str, name: &str) {
        self.products.insert(code_key(sku), id);
        for key in [toned(name), fold(name)] {
            let named = self.product_names.entry(key).or_insert(Some(id));
            // Two products of one name are told apart by code alone.
            named.take_if(|other| *other != id);
        }
    }

    /// What was imported before may be named by code, in any spelling, or by the head's name.
    pub(crate) fn stored_households(&mut self) -> Result<()> {
        for (id, code, name) in self.tx.reader().household_names()? {
            self.know_household(KnownHousehold { id, code }, &name);
        }
        Ok(())
    }

    pub(crate) fn stored_plots(&mut self) -> Result<()> {
        for (id, code, household) in self.tx.reader().plot_codes()? {
            let key = code_key(&code);
            let known = KnownPlot {
                id,
                code,
                household,
            };
            self.plots.insert(key, known);
        }
        Ok(())
    }

    pub(crate) fn products(&mut self) -> Result<()> {
        let mut met = Met::new();
        let mut count = ImportCount::default();
        for entry in &self.draft.products {
            self.step()?;
            let scribe = Scribe::of(self.draft, entry, self.language);
            let again = met.again(&entry.record.sku, "sku", entry, |a, b| {
                product_differs(a, b).is_none()
            });
            if again.is_some() && entry.is_weak {
                continue;
            }
            let is_repeat = again.is_some();
            if let Some(problems) = self.stopped(entry, again, &mut count) {
                scribe.refuse(&mut count, problems, &["sku", "name"]);
                continue;
            }
            if is_repeat {
                self.product(&entry.record, &mut ImportCount::default())?;
                continue;
            }
            scribe.warn(&mut count, &entry.warnings);
            let warnings = self.product(&entry.record, &mut count)?;
            scribe.warn(&mut count, &warnings);
        }
        self.report.products = count;
        Ok(())
    }

    fn product(&mut self, record: &ProductRecord, count: &mut ImportCount) -> Result<Vec<Problem>> {
        let mut record = record.clone();
        let mut warnings = Vec::new();
        let before = self.tx.reader().product_by_sku(&record.sku)?;
        if let Some(sku) = self.gtin_owner(&record)? {
            record.gtin_rejected = record.gtin.take();
            let gtin = record.gtin_rejected.as_deref().unwrap_or("");
            warnings.push(Problem::new("gtin", "gtin_taken", gtin).with("sku", sku));
        }
        let (id, outcome) = self.tx.upsert_product(&record)?;
        count_outcome(count, outcome);
        self.know_product(id, &record.sku, &record.name);
        warnings.extend(before.and_then(|(_, stored)| product_differs(&stored, &record)));
        Ok(warnings)
    }

    /// The code of another product that carries this GTIN.
    fn gtin_owner(&self, record: &ProductRecord) -> Result<Option<String>> {
        let Some(gtin) = &record.gtin else {
            return Ok(None);
        };
        let Some(owner) = self.tx.reader().product_by_gtin(gtin)? else {
            return Ok(None);
        };
        let sku = self.tx.reader().product(owner)?.map(|p| p.sku);
        Ok(sku.filter(|sku| *sku != record.sku))
    }

    pub(crate) fn households(&mut self) -> Result<()> {
        let mut met = Met::new();
        let mut done = HashSet::new();
        let mut count = ImportCount::default();
        for entry in &self.draft.households {
            self.step()?;
            let scribe = Scribe::of(self.draft, entry, self.language);
            let again = met.again(&entry.record.code, "code", entry, |a, b| {
                household_differs(a, b).is_none()
            });
            if again.is_some() && entry.is_weak {
                continue;
            }
            let mut stopped = self.stopped(entry, again, &mut count);
            if stopped.is_none() {
                stopped = self
                    .other_party(&entry.record.code)?
                    .map(|other| vec![other]);
            }
            if let Some(problems) = stopped {
                scribe.refuse(&mut count, problems, &["code", "name"]);
                continue;
            }
            let key = code_key(&entry.record.code);
            let stored = self.households.get(&key).map(|h| h.code.clone());
            if !done.insert(key) {
                self.household_into_store(&entry.record, stored, &mut ImportCount::default())?;
                continue;
            }
            scribe.warn(&mut count, &entry.warnings);
            let differs = self.household_into_store(&entry.record, stored, &mut count)?;
            scribe.warn(&mut count, differs.as_slice());
        }
        self.report.households = count;
        Ok(())
    }

    /// `stored`: the code as spelt when it first came in.
    fn household_into_store(
        &mut self,
        record: &PartyInput,
        stored: Option<String>,
        count: &mut ImportCount,
    ) -> Result<Option<Problem>> {
        let mut record = record.clone();
        record.code = stored.unwrap_or(record.code);
        let before = self.tx.reader().party_told(&record.code)?;
        let (id, outcome) = self.tx.upsert_party(&record)?;
        count_outcome(count, outcome);
        let known = KnownHousehold {
            id,
            code: record.code.clone(),
        };
        self.know_household(known, &record.name);
        Ok(before.and_then(|stored| household_differs(&stored, &record)))
    }

    fn know_household(&mut self, household: KnownHousehold, name: &str) {
        let named = self
            .names
            .entry(fold(name))
            .or_insert_with(|| Some(household.clone()));
        // Two households whose heads share a name are told apart by code alone.
        named.take_if(|other| other.id != household.id);
        self.households.insert(code_key(&household.code), household);
    }

    pub(crate) fn plots(&mut self) -> Result<()> {
        let mut met = Met::new();
        let mut done = HashSet::new();
        let mut count = ImportCount::default();
        for entry in &self.draft.plots {
            self.step()?;
            let scribe = Scribe::of(self.draft, entry, self.language);
            let mut problems = self
                .stopped(
                    entry,
                    met.again(&entry.record.input.code, "code", entry, same_plot),
                    &mut count,
                )
                .unwrap_or_default(); // none: it goes on without a problem
            let household = self.household(&entry.record.household);
            if household.is_none() && !entry.record.household.is_empty() {
                problems.push(self.no_household(&entry.record.household));
            }
            problems.extend(self.other_kind(&entry.record.input.code)?);
            if !problems.is_empty() {
                scribe.refuse(&mut count, problems, &["code", "household"]);
                continue;
            }
            let key = code_key(&entry.record.input.code);
            let stored = self.plots.get(&key).map(|p| p.code.clone());
            if !done.insert(key) {
                continue;
            }
            scribe.warn(&mut count, &entry.warnings);
            let written = entry.record.input.clone();
            let input = PlaceInput {
                party: household.map(|h| h.id),
                code: stored.unwrap_or(written.code),
                ..written
            };
            let differs = self.plot_into_store(&input, &entry.record, &mut count)?;
            scribe.warn(&mut count, differs.as_slice());
        }
        self.report.plots = count;
        Ok(())
    }

    /// That the code is taken by a party that is no household.
    fn other_party(&self, code: &str) -> Result<Option<Problem>> {
        let stored = self.tx.reader().party_told(code)?;
        let other = stored.filter(|party| party.kind != PartyKind::Household);
        Ok(other.map(|_| Problem::new("code", "party_other_kind", code)))
    }

    /// That the code is taken by a place that is no plot.
    fn other_kind(&self, code: &str) -> Result<Option<Problem>> {
        let stored = self.tx.reader().place_told(code)?;
        let other = stored.filter(|place| place.kind != PlaceKind::Plot);
        Ok(other.map(|_| Problem::new("code", "place_other_kind", code)))
    }

    fn plot_into_store(
        &mut self,
        input: &PlaceInput,
        draft: &PlotDraft,
        count: &mut ImportCount,
    ) -> Result<Option<Problem>> {
        let before = self.tx.reader().place_told(&input.code)?;
        let (id, outcome) = self.tx.upsert_place(input)?;
        count_outcome(count, outcome);
        let household = before
            .as_ref()
            .and_then(|stored| stored.party)
            .or(input.party);
        self.plots.insert(
            code_key(&input.code),
            KnownPlot {
                id,
                code: input.code.clone(),
                household,
            },
        );
        Ok(before.and_then(|stored| plot_differs(&stored, input, draft)))
    }

    /// Why an entry goes no further: its own problems, or a code met before. The same record again is only said.
    fn stopped<T>(
        &self,
        entry: &Entry<T>,
        again: Option<(Problem, bool)>,
        count: &mut ImportCount,
    ) -> Option<Vec<Problem>> {
        let mut problems = entry.problems.clone();
        match again.filter(|_| problems.is_empty()) {
            Some((again, true)) => problems.push(again),
            Some((again, false)) => {
                Scribe::of(self.draft, entry, self.language).warn(count, &[again])
            }
            None => {}
        }
        (!problems.is_empty()).then_some(problems)
    }

    /// Why a household cannot be found: two share the name, or there is none.
    pub(crate) fn no_household(&self, written: &str) -> Problem {
        let shared = self.names.get(&fold(written)).is_some_and(Option::is_none);
        let code = if shared {
            "household_ambiguous"
        } else {
            "household_unknown"
        };
        Problem::new("household", code, written)
    }

    /// The household that a cell names, by code, else by its head's name.
    pub(crate) fn household(&self, written: &str) -> Option<KnownHousehold> {
        let known = self
            .households
            .get(&code_key(written))
            .or_else(|| self.names.get(&fold(written))?.as_ref());
        known.cloned()
    }

    /// The plot that a cell names.
    pub(crate) fn plot(&self, written: &str) -> Option<KnownPlot> {
        self.plots.get(&code_key(written)).cloned()
    }
}

/// A name with its tones; the mark keeps it apart from names without.
pub(crate) fn toned(name: &str) -> String {
    format!("={}", nuong_domain::clean(name).to_lowercase())
}

fn count_outcome(count: &mut ImportCount, outcome: Outcome) {
    match outcome {
        Outcome::Added => count.added += 1,
        Outcome::Completed | Outcome::Unchanged => count.unchanged += 1,
    }
}
