//! Marks: what a write changed that a projection must look at. The store knows no noun: a noun names its marks, and the list of
//! projections (`projections.rs`) says who looks at them.

use std::collections::BTreeSet;

/// Something to look at before the transaction ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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

/// Marks of one transaction.
#[derive(Debug, Default)]
pub(crate) struct Marks(BTreeSet<Mark>);

impl Marks {
    pub fn add(&mut self, mark: Mark) {
        self.0.insert(mark);
    }

    /// The marks of a kind, in order: (id, what it belongs to). They are gone then.
    pub fn take(&mut self, kind: &'static str) -> Vec<(String, String)> {
        let all = std::mem::take(&mut self.0);
        let (taken, left): (BTreeSet<Mark>, _) = all.into_iter().partition(|m| m.kind == kind);
        self.0 = left;
        taken.into_iter().map(|mark| (mark.id, mark.of)).collect()
    }
}
