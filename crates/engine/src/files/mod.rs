//! What the program writes beside its data file: drafts that become whole files, and how a file is known again.

pub(crate) mod draft;
pub(crate) mod laid_out;
pub(crate) mod own_id;
pub(crate) mod witness;
