//! A draft into the store, inside one transaction: master data first, then sprays, then harvests, so that every reference and every
//! pre-harvest interval is known when it is asked for. What cannot come in is reported at its cell; the rest comes in.

mod differs;
mod harvests;
mod lots;
mod masters;
mod sprays;

use std::collections::HashMap;

use nuong_domain::id::{PartyId, PlaceId, ProductId};
use sha2::{Digest, Sha256};

use super::view::{ImportCount, ImportReport};
use crate::Result;
use crate::import::row::draft::{Draft, Entry};
use crate::import::row::problem::Problem;
use crate::import::words::text::code_key;
use crate::store::tx::Tx;

/// Hears the number of rows done and may end the work with an error.
pub(crate) type Tick<'a> = &'a mut dyn FnMut(usize) -> Result<()>;

/// Applies a draft; the report's sentences are in `language`.
///
/// # Errors
/// What the store and `tick` say; then nothing of the draft came in.
pub(crate) fn apply(
    draft: &Draft,
    tx: &mut Tx<'_>,
    language: &str,
    tick: Tick<'_>,
) -> Result<ImportReport> {
    let report = ImportReport {
        ignored_sheets: draft.ignored_sheets.clone(),
        ..ImportReport::default()
    };
    let mut job = ImportJob {
        tx,
        draft,
        language,
        tick,
        report,
        done: 0,
        households: HashMap::new(),
        names: HashMap::new(),
        plots: HashMap::new(),
        products: HashMap::new(),
        product_names: HashMap::new(),
    };
    job.stored_products()?;
    job.stored_households()?;
    job.stored_plots()?;
    job.products()?;
    job.households()?;
    job.plots()?;
    job.sprays()?;
    job.harvests()?;
    Ok(job.report)
}

/// A plot that rows may name.
#[derive(Debug, Clone)]
pub(crate) struct KnownPlot {
    id: PlaceId,
    code: String,
    household: Option<PartyId>,
}

/// A household that rows may name.
#[derive(Debug, Clone)]
pub(crate) struct KnownHousehold {
    id: PartyId,
    code: String,
}

pub(crate) struct ImportJob<'a, 't> {
    tx: &'a mut Tx<'t>,
    draft: &'a Draft,
    language: &'a str,
    tick: Tick<'a>,
    report: ImportReport,
    done: usize,
    /// By [`code_key`].
    households: HashMap<String, KnownHousehold>,
    /// By folded head's name; none where two households share it.
    names: HashMap<String, Option<KnownHousehold>>,
    plots: HashMap<String, KnownPlot>,
    /// By [`code_key`].
    products: HashMap<String, ProductId>,
    /// By name, with its tones and without; none where two products share it.
    product_names: HashMap<String, Option<ProductId>>,
}

impl ImportJob<'_, '_> {
    /// Counts a row as done.
    fn step(&mut self) -> Result<()> {
        self.done += 1;
        (self.tick)(self.done)
    }
}

/// Writes what is wrong with an entry into a count; the sentences are made here.
pub(crate) struct Scribe<'a> {
    sheet: &'a str,
    row: u32,
    language: &'a str,
}

impl<'a> Scribe<'a> {
    fn of<T>(draft: &'a Draft, entry: &Entry<T>, language: &'a str) -> Self {
        Self {
            sheet: draft.sheet_name(entry.sheet),
            row: entry.row,
            language,
        }
    }

    /// One refusal for the row, at the first cell in `order`, with every reason.
    fn refuse(&self, count: &mut ImportCount, mut problems: Vec<Problem>, order: &[&str]) {
        problems.sort_by_key(|p| {
            order
                .iter()
                .position(|f| *f == p.field)
                .unwrap_or(usize::MAX)
        });
        if let Some((first, others)) = problems.split_first() {
            count
                .refused
                .push(first.together(others, self.sheet, self.row, self.language));
        }
    }

    fn warn(&self, count: &mut ImportCount, warnings: &[Problem]) {
        count.warnings.extend(
            warnings
                .iter()
                .map(|w| w.at(self.sheet, self.row, self.language)),
        );
    }
}

/// What rows say, and which of several that say the same one is.
#[derive(Default)]
pub(crate) struct Keys {
    /// Key without number → (how many so far, first row).
    seen: HashMap<[u8; 32], (u32, u32)>,
}

impl Keys {
    /// (which of those that say the same, from 1; the first of them, of a later one).
    fn next(&mut self, parts: &[&str], row: u32) -> (u32, Option<u32>) {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        let digest: [u8; 32] = hash.finalize().into();
        let (count, first) = self.seen.entry(digest).or_insert((0, row));
        *count += 1;
        (*count, (*count > 1).then_some(*first))
    }
}

/// Codes already met in this workbook, with row and record.
pub(crate) struct Met<'a, T> {
    by_key: HashMap<String, &'a Entry<T>>,
}

impl<'a, T> Met<'a, T> {
    fn new() -> Self {
        Self {
            by_key: HashMap::new(),
        }
    }

    /// What to say of a code met before: a record that contradicts nothing is a warning, another one a refusal.
    fn again(
        &mut self,
        code: &str,
        field: &'static str,
        entry: &'a Entry<T>,
        agree: impl Fn(&T, &T) -> bool,
    ) -> Option<(Problem, bool)> {
        let before = match self.by_key.entry(code_key(code)) {
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(entry);
                return None;
            }
            std::collections::hash_map::Entry::Occupied(slot) => *slot.get(),
        };
        let same = agree(&before.record, &entry.record);
        let code_of = if same { "repeated" } else { "code_twice" };
        Some((
            Problem::new(field, code_of, code).with("first", before.row),
            !same,
        ))
    }
}
