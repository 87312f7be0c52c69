//! Harvest rows: each once, by what it says and which of several alike it is; each makes its lot or lets it grow. A harvest inside a
//! pre-harvest interval comes in and is flagged.

use nuong_domain::id::{ProductId, StepId};

use super::differs::text_of;
use super::lots::LotCodes;
use super::masters::toned;
use super::{ImportJob, Keys, KnownHousehold, KnownPlot, Scribe};
use crate::harvest::HarvestInput;
use crate::import::cell::vietnamese_date;
use crate::import::row::draft::{Entry, HarvestDraft};
use crate::import::row::problem::Problem;
use crate::import::view::ImportCount;
use crate::import::words::text::{code_key, fold};
use crate::lot::Recorded;
use crate::{AppError, Code, Result};

const ORDER: &[&str] = &["date", "household", "plot", "product", "quantity", "lot"];

/// What a row's references name.
struct References {
    plot: Option<KnownPlot>,
    household: Option<KnownHousehold>,
    product: Option<(ProductId, String)>,
}

impl ImportJob<'_, '_> {
    pub(crate) fn harvests(&mut self) -> Result<()> {
        let mut keys = Keys::default();
        let mut lots = LotCodes::default();
        let mut count = ImportCount::default();
        for entry in &self.draft.harvests {
            self.step()?;
            let scribe = Scribe::of(self.draft, entry, self.language);
            let mut remarks = entry.warnings.clone();
            match self.harvest(entry, &mut keys, &mut lots, &mut remarks)? {
                Ok(true) => count.added += 1,
                Ok(false) => count.unchanged += 1,
                Err(problems) => {
                    scribe.refuse(&mut count, problems, ORDER);
                    continue;
                }
            }
            scribe.warn(&mut count, &remarks);
        }
        self.copies(&mut count);
        self.report.harvests = count;
        Ok(())
    }

    /// Sheets that say again what others say.
    fn copies(&self, count: &mut ImportCount) {
        for copy in &self.draft.copies {
            count.unchanged += copy.rows;
            let sheet = self.draft.sheet_name(copy.sheet);
            let remark = Problem::new("date", "sheet_copied", "").with("rows", copy.rows);
            let remark = remark.with("other", &copy.of);
            count
                .warnings
                .push(remark.at(sheet, copy.row, self.language));
        }
    }

    /// True when the row is new.
    fn harvest(
        &mut self,
        entry: &Entry<HarvestDraft>,
        keys: &mut Keys,
        lots: &mut LotCodes,
        remarks: &mut Vec<Problem>,
    ) -> Result<std::result::Result<bool, Vec<Problem>>> {
        let mut problems = entry.problems.clone();
        let references = self.references(&entry.record, &mut problems)?;
        let (Some(day), Some(quantity), Some((product, sku)), true) = (
            entry.record.date,
            entry.record.quantity,
            references.product,
            problems.is_empty(),
        ) else {
            return Ok(Err(problems));
        };
        let plot = references.plot.as_ref().map(|plot| plot.code.as_str());
        let lot = match lots.of_row(entry, &sku, day, plot) {
            Ok((lot, remark)) => {
                remarks.extend(remark);
                lot
            }
            Err(problem) => return Ok(Err(vec![problem])),
        };
        remarks.extend(self.other_owner(
            &entry.record,
            references.plot.as_ref(),
            references.household.as_ref(),
        ));
        let input = HarvestInput {
            product,
            lot,
            plot: references.plot.map(|p| p.id),
            household: references.household.map(|h| h.id),
            harvested_on: day,
            quantity,
            unit: quantity.dimension().trade_unit(),
            moisture_permille: entry.record.moisture_permille,
            note: entry.record.note.clone(),
        };
        let (mark, twin) = mark(keys, entry.row, &input);
        remarks.extend(twin.map(|first| Problem::new("date", "same_row", "").with("first", first)));
        match self.tx.record_harvest(&input, Some(mark)) {
            Ok(Some(recorded)) => {
                remarks.extend(self.recorded(&recorded, &input)?);
                Ok(Ok(true))
            }
            Ok(None) => {
                // Said when the row came in; said again it would look like news.
                remarks.retain(|r| r.code != "lot_proposed");
                Ok(Ok(false))
            }
            Err(error) => lot_problem(error, &input).map(|p| Err(vec![p])),
        }
    }

    fn references(
        &mut self,
        draft: &HarvestDraft,
        problems: &mut Vec<Problem>,
    ) -> Result<References> {
        let plot = self.plot(&draft.plot);
        if plot.is_none() && !draft.plot.is_empty() {
            problems.push(Problem::new("plot", "plot_unknown", &draft.plot));
        }
        let household = self.household(&draft.household);
        if household.is_none() && !draft.household.is_empty() {
            problems.push(self.no_household(&draft.household));
        }
        let product = self.product_named(&draft.product)?;
        if product.is_none() && !draft.product.is_empty() {
            let named = self.product_names.get(&fold(&draft.product));
            let code = if named.is_some_and(Option::is_none) {
                "product_ambiguous"
            } else {
                "product_unknown"
            };
            problems.push(Problem::new("product", code, &draft.product));
        }
        Ok(References {
            plot,
            household,
            product,
        })
    }

    /// The product a cell names, by code, else by its whole name.
    fn product_named(&mut self, written: &str) -> Result<Option<(ProductId, String)>> {
        if written.is_empty() {
            return Ok(None);
        }
        let known = self
            .products
            .get(&code_key(written))
            .or_else(|| self.product_names.get(&toned(written))?.as_ref())
            .or_else(|| self.product_names.get(&fold(written))?.as_ref())
            .copied();
        let id = match known {
            Some(id) => Some(id),
            None => self
                .tx
                .reader()
                .product_by_sku(&written.to_uppercase())?
                .map(|(id, _)| id),
        };
        let Some(id) = id else { return Ok(None) };
        self.products.insert(code_key(written), id);
        Ok(self.tx.reader().product(id)?.map(|p| (id, p.sku)))
    }

    /// The plot list says the plot is another household's.
    fn other_owner(
        &self,
        draft: &HarvestDraft,
        plot: Option<&KnownPlot>,
        household: Option<&KnownHousehold>,
    ) -> Option<Problem> {
        let (plot, household) = (plot?, household?);
        let owner = plot.household.filter(|owner| *owner != household.id)?;
        let owner = self
            .households
            .values()
            .find(|h| h.id == owner)
            .map_or("", |h| h.code.as_str());
        Some(
            Problem::new("household", "plot_of_other", &draft.household)
                .with("plot", &plot.code)
                .with("owner", owner),
        )
    }

    /// Counts what a new harvest brought; its remark if an interval was running.
    fn recorded(&mut self, recorded: &Recorded, input: &HarvestInput) -> Result<Option<Problem>> {
        self.report.lots_added += u32::from(recorded.lot_is_new);
        if recorded.conflicts == 0 {
            return Ok(None);
        }
        self.report.phi_conflicts += 1;
        self.phi_remark(recorded.harvest, input)
    }

    fn phi_remark(&self, harvest: StepId, input: &HarvestInput) -> Result<Option<Problem>> {
        let conflicts = self.tx.reader().harvest_conflicts(harvest)?;
        let Some(worst) = conflicts.iter().max_by_key(|c| &c.safe_on) else {
            return Ok(None);
        };
        let day = |iso: &str| iso.parse().map_or_else(|_| iso.to_owned(), vietnamese_date);
        let remark = Problem::new("date", "phi_conflict", vietnamese_date(input.harvested_on));
        Ok(Some(
            remark
                .with("pesticide", &worst.pesticide)
                .with("sprayed", day(&worst.sprayed_on))
                .with("safe", day(&worst.safe_on)),
        ))
    }
}

/// A lot that cannot take this harvest, as a remark at its cell; any other error ends the import.
fn lot_problem(error: AppError, input: &HarvestInput) -> Result<Problem> {
    let arg = |name: &str| error.args.get(name).map_or("", String::as_str);
    match error.code {
        Code::LotOtherUnit => {
            Ok(Problem::new("lot", "lot_other_unit", input.lot.as_str()).with("unit", arg("unit")))
        }
        _ => Err(error),
    }
}

/// Which of the rows it is that tell the same step, and the first of them. Notes and moisture are not told: adding one later does not make another
/// harvest; nor is the household where there is a plot.
fn mark(keys: &mut Keys, row: u32, input: &HarvestInput) -> (u32, Option<u32>) {
    let (day, product) = (input.harvested_on.to_string(), input.product.to_string());
    let household = input.household.filter(|_| input.plot.is_none());
    let (plot, household) = (text_of(input.plot), text_of(household));
    let base = input.quantity.base().to_string();
    let lot = input.lot.as_str();
    keys.next(&[&day, &plot, &household, &product, &base, lot], row)
}
