//! The preview of a page: which cells are used, free, skipped.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::{known_sheet, known_template, tea};
use nuong_labels::{Run, preview_page};

fn classes(svg: &str) -> Vec<&str> {
    svg.lines()
        .filter_map(|line| line.strip_prefix("<g class=\"")?.split_once('"'))
        .map(|(class, _)| class)
        .collect()
}

#[test]
fn the_first_page_greys_what_is_used_up() {
    let svg = preview_page(
        known_template("trace"),
        known_sheet("tomy-135"),
        Run { skip: 2, count: 4 },
        0,
        std::iter::repeat(tea()),
    );
    let classes = classes(&svg);
    assert_eq!(
        classes[..7],
        [
            "skipped", "skipped", "label", "label", "label", "label", "free"
        ]
    );
    assert_eq!(classes.len(), 21);
    assert!(svg.contains("data-cell=\"20\"") && svg.contains("width=\"210mm\" height=\"297mm\""));
    assert_eq!(
        svg.matches("<use ").count(),
        3,
        "equal labels are drawn by reference"
    );
}

#[test]
fn the_last_page_ends_with_free_cells() {
    let run = Run { skip: 2, count: 20 };
    let svg = preview_page(
        known_template("trace"),
        known_sheet("tomy-135"),
        run,
        1,
        std::iter::repeat(tea()),
    );
    assert_eq!(classes(&svg)[..2], ["label", "free"]);
}

#[test]
fn a_page_beyond_the_run_is_free() {
    let svg = preview_page(
        known_template("trace"),
        known_sheet("tomy-135"),
        Run { skip: 0, count: 1 },
        7,
        std::iter::repeat(tea()),
    );
    assert_eq!(classes(&svg), ["free"; 21]);
}
