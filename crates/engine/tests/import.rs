//! Import as a person meets it: the sample, ledgers of other cooperatives with their messes, bad files and bad days.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper that cannot do its work fails the test"
)]

#[path = "import/again.rs"]
mod again;
#[path = "import/bad_files.rs"]
mod bad_files;
#[path = "import/bad_lists.rs"]
mod bad_lists;
#[path = "import/bad_rows.rs"]
mod bad_rows;
#[path = "import/book.rs"]
mod book;
#[path = "import/doubtful_cells.rs"]
mod doubtful_cells;
#[path = "import/generator.rs"]
mod generator;
#[path = "import/kit.rs"]
mod kit;
#[path = "import/layouts.rs"]
mod layouts;
#[path = "import/lot_codes.rs"]
mod lot_codes;
#[path = "import/messes.rs"]
mod messes;
#[path = "import/random.rs"]
mod random;
#[path = "import/sample.rs"]
mod sample;
#[path = "import/strange_layouts.rs"]
mod strange_layouts;
