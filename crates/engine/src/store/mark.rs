//! Marks: what a write changed that a projection must look at. The store knows no noun: a noun names its marks, and the list of
//! projections (`projections.rs`) says who looks at them.

use std::collections::{BTreeMap, BTreeSet};

/// Something to look at before the transaction ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    kind: &'static str,
    id: String,
    of: String,
}

impl Mark {
    /// The record `id`.
    pub fn new(kind: &'static str, id: impl ToString) -> Self {
        Self {
            kind,
            id: id.to_string(),
            of: String::new(),
        }
    }

    /// The record `id`, which belongs to `of`.
    pub fn of(kind: &'static str, id: impl ToString, of: impl ToString) -> Self {
        Self {
            of: of.to_string(),
            ..Self::new(kind, id)
        }
    }
}

/// Marks of one transaction, by their kind: (id, what it belongs to).
#[derive(Debug, Default)]
pub(crate) struct Marks(BTreeMap<&'static str, BTreeSet<(String, String)>>);

impl Marks {
    pub fn add(&mut self, mark: Mark) {
        let of_kind = self.0.entry(mark.kind).or_default();
        of_kind.insert((mark.id, mark.of));
    }

    /// The marks of a kind, in order: (id, what it belongs to). They are gone then.
    pub fn take(&mut self, kind: &'static str) -> Vec<(String, String)> {
        let taken = self.0.remove(kind).into_iter().flatten();
        taken.collect()
    }
}
