//! Marks: what a write changed that a projection must look at. The store knows no noun: a noun names its marks, and the list of
//! projections (`projections.rs`) says who looks at them.

use std::collections::{BTreeMap, BTreeSet};

/// Something to look at before the transaction ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    kind: &'static str,
    id: String,
}

impl Mark {
    /// The record `id`.
    pub fn new(kind: &'static str, id: impl ToString) -> Self {
        Self {
            kind,
            id: id.to_string(),
        }
    }
}

/// Marks of one transaction: ids by their kind.
#[derive(Debug, Default)]
pub(crate) struct Marks(BTreeMap<&'static str, BTreeSet<String>>);

impl Marks {
    pub fn add(&mut self, mark: Mark) {
        let of_kind = self.0.entry(mark.kind).or_default();
        of_kind.insert(mark.id);
    }

    /// The ids of a kind, in order. They are gone then.
    pub fn take(&mut self, kind: &'static str) -> Vec<String> {
        let taken = self.0.remove(kind).into_iter().flatten();
        taken.collect()
    }
}
