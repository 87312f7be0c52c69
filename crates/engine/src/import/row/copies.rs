//! A sheet that says again what other sheets say, such as a year beside its months or a list of payments: each of its rows stands in them,
//! with the same day and amount and nothing that differs. Equal rows of one sheet are never taken for copies.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::Date;

use super::draft::{Copied, Draft, Entry, HarvestDraft};
use crate::import::words::rules::RULES;
use crate::import::words::text::{code_key, fold};

/// Where more rows than these have one day and one amount, nobody can tell which stands for which.
const ALIKE: usize = 500;

/// Leaves the harvests of copies out, noting them; later sheets are copies of earlier ones. A few rows may agree by chance: then
/// nothing is left out.
pub(crate) fn take_out(draft: &mut Draft) {
    let sheets: BTreeSet<usize> = draft.harvests.iter().map(|e| e.sheet).collect();
    if sheets.len() < 2 {
        return;
    }
    let book = DayIndex::of(draft);
    let mut copies: Vec<Copied> = Vec::new();
    for sheet in sheets.into_iter().rev() {
        let left_out: HashSet<usize> = copies.iter().map(|c| c.sheet).collect();
        copies.extend(book.copied(draft, sheet, &left_out));
    }
    let rows: usize = copies.iter().map(|c| c.rows as usize).sum();
    if rows >= RULES.limits.copied_rows {
        draft
            .harvests
            .retain(|e| copies.iter().all(|c| c.sheet != e.sheet));
        draft.copies = copies;
    }
}

/// Day, amount in base units and dimension.
type DayAndAmount = (Option<Date>, Option<(i64, &'static str)>);

fn day_and_amount(record: &HarvestDraft) -> DayAndAmount {
    let amount = record.quantity.map(|q| (q.base(), q.dimension().as_str()));
    (record.date, amount)
}

/// The workbook's harvests by day and amount, and its lists' names as codes.
struct DayIndex {
    rows: HashMap<DayAndAmount, Vec<usize>>,
    products: HashMap<String, String>,
    households: HashMap<String, String>,
}

impl DayIndex {
    fn of(draft: &Draft) -> Self {
        let mut rows: HashMap<DayAndAmount, Vec<usize>> = HashMap::new();
        for (at, entry) in draft.harvests.iter().enumerate() {
            rows.entry(day_and_amount(&entry.record))
                .or_default()
                .push(at);
        }
        let products = draft
            .products
            .iter()
            .map(|e| (fold(&e.record.name), code_key(&e.record.sku)));
        let households = draft
            .households
            .iter()
            .map(|e| (fold(&e.record.name), code_key(&e.record.code)));
        Self {
            rows,
            products: products.collect(),
            households: households.collect(),
        }
    }

    /// The sheet as a copy, if each of its rows stands once more in sheets that are not left out.
    fn copied(&self, draft: &Draft, sheet: usize, left_out: &HashSet<usize>) -> Option<Copied> {
        let mut used = HashSet::new();
        let (mut of, mut first, mut rows) = (None, None, 0);
        for entry in draft.harvests.iter().filter(|e| e.sheet == sheet) {
            let alike = self.rows.get(&day_and_amount(&entry.record))?;
            if alike.len() > ALIKE {
                return None;
            }
            let found = alike.iter().copied().find(|at| {
                draft.harvests.get(*at).is_some_and(|other| {
                    other.sheet != sheet
                        && !left_out.contains(&other.sheet)
                        && !used.contains(at)
                        && self.says_no_more(entry, other)
                })
            })?;
            used.insert(found);
            of = of.or_else(|| draft.harvests.get(found).map(|e| e.sheet));
            first = first.or(Some(entry.row));
            rows += 1;
        }
        Some(Copied {
            sheet,
            row: first?,
            rows,
            of: draft.sheets.get(of?).cloned()?,
        })
    }

    /// Every name of the row is the other's.
    fn says_no_more(&self, entry: &Entry<HarvestDraft>, other: &Entry<HarvestDraft>) -> bool {
        let (a, b) = (&entry.record, &other.record);
        let same = |a: &str, b: &str, codes: &HashMap<String, String>| {
            let code = |text: &str| codes.get(&fold(text)).cloned();
            a.is_empty()
                || code_key(a) == code_key(b)
                || code(a).unwrap_or_else(|| code_key(a)) == code(b).unwrap_or_else(|| code_key(b))
        };
        let none = HashMap::new();
        same(&a.product, &b.product, &self.products)
            && same(&a.household, &b.household, &self.households)
            && same(&a.plot, &b.plot, &none)
            && same(&a.lot, &b.lot, &none)
    }
}
