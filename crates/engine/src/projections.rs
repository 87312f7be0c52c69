//! What follows from records, in the order in which it is brought up to date before each commit: search, lots, trace events. Made anew
//! from the facts it equals what was there; a test says so, and a damaged index is mended by it.

use crate::store::door::Projection;
use crate::{App, Result, event, harvest, lot, party, place, product, step};

/// Every projection. A new one is a line here: what it looks at, and what it is made of.
pub(crate) static PROJECTIONS: &[Projection] = &[
    Projection {
        refresh: product::refresh_index,
        mark_all: product::mark_all,
    },
    Projection {
        refresh: place::make_store,
        mark_all: place::mark_cooperative,
    },
    Projection {
        refresh: party::refresh_index,
        mark_all: party::mark_all,
    },
    Projection {
        refresh: place::refresh_index,
        mark_all: place::mark_all,
    },
    // What stands is brought in line as steps come and go.
    Projection {
        refresh: |_| Ok(()),
        mark_all: step::rebuild_standing,
    },
    Projection {
        refresh: lot::refresh_lots,
        mark_all: lot::mark_all,
    },
    Projection {
        refresh: harvest::refresh_harvest_mass,
        mark_all: harvest::rebuild_harvest_mass,
    },
    // Events are told once and frozen: nothing of them is ever made anew.
    Projection {
        refresh: event::tell_events,
        mark_all: |_| Ok(()),
    },
    Projection {
        refresh: event::correct_deliveries,
        mark_all: |_| Ok(()),
    },
];

impl App {
    /// Makes every projection anew from the facts: what lots hold, their flags, the search index. For a damaged index.
    ///
    /// # Errors
    /// The store's own.
    pub fn rebuild(&self) -> Result<()> {
        self.write("", |tx| {
            tx.empty_index()?;
            for projection in PROJECTIONS {
                (projection.mark_all)(tx)?;
            }
            Ok(())
        })
    }
}
