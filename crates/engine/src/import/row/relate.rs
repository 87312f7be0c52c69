//! What only the whole workbook shows: lists count before summaries, a "lô" may be a plot, a sheet may say again what others say.

use std::collections::{HashMap, HashSet};

use super::draft::{Draft, Entry, HarvestDraft};
use crate::import::row::copies;
use crate::import::words::text::code_key;

/// Puts a draft's sheets in relation to each other.
pub(crate) fn finish(draft: &mut Draft) {
    draft.products.sort_by_key(|e| e.is_weak);
    draft.households.sort_by_key(|e| e.is_weak);
    lots_that_are_plots(draft);
    copies::take_out(draft);
}

/// Some cooperatives call a plot "lô": where a sheet names no plot, and each of its lots is a plot of the plot list, they are plots.
fn lots_that_are_plots(draft: &mut Draft) {
    let plots: HashSet<String> = draft
        .plots
        .iter()
        .map(|e| code_key(&e.record.input.code))
        .collect();
    if plots.is_empty() {
        return;
    }
    let mut sheets: HashMap<usize, bool> = HashMap::new();
    for entry in &draft.harvests {
        let so_far = sheets.entry(entry.sheet).or_insert(true);
        *so_far = *so_far && is_of_plot(entry, &plots);
    }
    let harvests = draft.harvests.iter_mut();
    for entry in harvests.filter(|e| sheets.get(&e.sheet) == Some(&true)) {
        entry.record.plot = std::mem::take(&mut entry.record.lot);
    }
}

fn is_of_plot(entry: &Entry<HarvestDraft>, plots: &HashSet<String>) -> bool {
    let HarvestDraft { plot, lot, .. } = &entry.record;
    plot.is_empty() && !lot.is_empty() && plots.contains(&code_key(lot))
}
