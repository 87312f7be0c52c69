//! The real `nuong` in a real shell: arguments, streams, exit status, files.

mod labels;
mod laptop;
mod ledger;
mod shell;
