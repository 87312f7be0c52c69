//! A print run: how many labels, and how many cells of the first sheet are already used.

use super::sheet::Sheet;
use crate::geometry::Point;
use serde::{Deserialize, Serialize};

/// How much is printed and where it begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Cells of the first sheet that are used up, counted along the rows. May exceed one sheet: whole used sheets are
    /// not printed, so only the remainder counts.
    pub skip: u32,
    /// Labels to print. There is no cap.
    pub count: u64,
}

impl Run {
    /// Cells left out on the first page of this sheet.
    pub fn skipped(self, sheet: &Sheet) -> u32 {
        self.skip % sheet.cells().max(1)
    }

    /// Pages that the run takes.
    pub fn pages(self, sheet: &Sheet) -> u64 {
        if self.count == 0 {
            return 0;
        }
        self.count
            .saturating_add(u64::from(self.skipped(sheet)))
            .div_ceil(u64::from(sheet.cells().max(1)))
    }

    /// The labels (from 0) on a page (from 0), empty beyond the last.
    pub fn labels_on(self, sheet: &Sheet, page: u64) -> std::ops::Range<u64> {
        let (cells, skipped) = (
            u64::from(sheet.cells().max(1)),
            u64::from(self.skipped(sheet)),
        );
        // Saturating: there is no cap on what a run asks for.
        let first = page
            .saturating_mul(cells)
            .saturating_sub(skipped)
            .min(self.count);
        let end = page
            .saturating_add(1)
            .saturating_mul(cells)
            .saturating_sub(skipped)
            .min(self.count);
        first..end
    }

    /// The cell (from 0, along the rows) of a label (from 0) on its page, and where its top left corner lies.
    pub fn cell_of(self, sheet: &Sheet, label: u64) -> (u32, Point) {
        let place = u64::from(self.skipped(sheet)).saturating_add(label);
        let cell = (place % u64::from(sheet.cells().max(1))) as u32;
        (cell, sheet.corner(cell))
    }
}

#[cfg(test)]
mod tests {
    use super::super::shipped::sheet;
    use super::*;
    use crate::geometry::Um;

    fn a4() -> &'static Sheet {
        sheet("tomy-135").unwrap()
    }

    #[test]
    fn nothing_takes_no_page() {
        assert_eq!(Run { skip: 5, count: 0 }.pages(a4()), 0);
    }

    #[test]
    fn skipped_cells_move_the_first_label() {
        let run = Run { skip: 4, count: 18 };
        assert_eq!(run.pages(a4()), 2);
        assert_eq!(
            (
                run.labels_on(a4(), 0),
                run.labels_on(a4(), 1),
                run.labels_on(a4(), 2)
            ),
            (0..17, 17..18, 18..18)
        );
        assert_eq!(
            run.cell_of(a4(), 0),
            (
                4,
                Point {
                    x: Um(72_000),
                    y: Um(48_000)
                }
            )
        );
        assert_eq!(run.cell_of(a4(), 17).0, 0);
    }

    #[test]
    fn a_whole_used_sheet_is_not_printed_again() {
        assert_eq!(
            Run {
                skip: 21,
                count: 21
            }
            .pages(a4()),
            1
        );
        assert_eq!(
            Run {
                skip: 43,
                count: 20
            }
            .skipped(a4()),
            1
        );
    }

    #[test]
    fn a_roll_has_one_label_a_page_and_nothing_to_skip() {
        let roll = sheet("roll-50x30").unwrap();
        assert_eq!(Run { skip: 7, count: 5 }.pages(roll), 5);
    }
}
