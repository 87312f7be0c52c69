//! How one printer puts one paper: every printer begins a little off and stretches a little, and a sheet of labels shows it. A person
//! prints the ruler page, reads four lengths off it, and from then on every page is drawn so that labels come out where they belong.

use crate::geometry::{Point, Um};
use serde::{Deserialize, Serialize};

/// The ruler page's lines stand this far from the page's edges, or a fifth of its shorter side.
const INSET: Um = Um::mm(20);
/// Beyond this, or a quarter of the label's side, it is no printer's habit: the wrong page was measured, or it was printed to fit.
const MOST_OFFSET: Um = Um::mm(15);
const LABEL_PART: i32 = 4;
/// The same for stretching, in millionths.
const MOST_STRETCH: i64 = 50_000;
const MILLION: i64 = 1_000_000;

/// Four lengths on the ruler page: as it should be, or as a person reads them off paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// From the paper's left edge to the left line.
    pub left: Um,
    /// From the paper's top edge to the upper line.
    pub top: Um,
    /// From the left line to the right one.
    pub width: Um,
    /// From the upper line to the lower one.
    pub height: Um,
}

/// Where a printer puts what it is given: offset, and stretch in millionths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fit {
    offset_x: Um,
    offset_y: Um,
    stretch_x: i32,
    stretch_y: i32,
}

/// The lengths are not those of a ruler page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{length} is too far from what the ruler page has")]
pub struct FitError {
    /// Which of the four.
    pub length: &'static str,
    /// What the ruler page has.
    pub expected: Um,
    /// The least that is believed.
    pub least: Um,
    /// The most that is believed.
    pub most: Um,
}

impl Marks {
    /// Where the ruler page of a paper of this size has its lines.
    pub(super) fn on_page(width: Um, height: Um) -> Marks {
        let inset = INSET.min(Um(width.min(height).0 / 5));
        Marks {
            left: inset,
            top: inset,
            width: width - inset * 2,
            height: height - inset * 2,
        }
    }
}

impl Fit {
    /// From what was read off the ruler page, whose lines stand at `exact`; the paper's labels are `label` wide and high.
    ///
    /// # Errors
    /// [`FitError`] for more than 15 mm or a quarter of a label of offset, or 5 % of stretch.
    pub(super) fn of_marks(exact: Marks, label: (Um, Um), read: Marks) -> Result<Fit, FitError> {
        let (offset_x, stretch_x) = fit_along(
            ("left", exact.left, read.left),
            ("width", exact.width, read.width),
            most_offset(label.0),
        )?;
        let (offset_y, stretch_y) = fit_along(
            ("top", exact.top, read.top),
            ("height", exact.height, read.height),
            most_offset(label.1),
        )?;
        Ok(Fit {
            offset_x,
            offset_y,
            stretch_x,
            stretch_y,
        })
    }

    /// How far right and down the printer puts what it is given.
    pub(crate) fn offset(self) -> Point {
        Point {
            x: self.offset_x,
            y: self.offset_y,
        }
    }

    /// What undoes it, for coordinates from the page's upper left corner: factors across and down, then micrometres. Exact where the
    /// printer is.
    pub(crate) fn scale_and_move(self) -> [f64; 4] {
        let stretch = |millionths: i32| 1.0 + f64::from(millionths) / 1e6;
        let (sx, sy) = (stretch(self.stretch_x), stretch(self.stretch_y));
        let (x, y) = (f64::from(self.offset_x.0), f64::from(self.offset_y.0));
        // Plus nothing, so that an exact printer has no minus zero.
        [1.0 / sx, 1.0 / sy, 0.0 - x / sx, 0.0 - y / sy]
    }

    /// The six numbers of PDF's `cm` that undo it: micrometres from the page's lower left corner become points. Exact
    /// where the printer is.
    pub(crate) fn pdf_matrix(self, page_height: Um) -> [f64; 6] {
        const POINTS: f64 = 72.0 / 25_400.0;
        let stretch = |millionths: i32| 1.0 + f64::from(millionths) / 1e6;
        let (sx, sy) = (stretch(self.stretch_x), stretch(self.stretch_y));
        let right = -f64::from(self.offset_x.0) / sx;
        let up = f64::from(page_height.0) * (1.0 - 1.0 / sy) + f64::from(self.offset_y.0) / sy;
        [
            POINTS / sx,
            0.0,
            0.0,
            POINTS / sy,
            POINTS * right,
            POINTS * up,
        ]
    }
}

type Length = (&'static str, Um, Um);

fn most_offset(label: Um) -> Um {
    MOST_OFFSET.min(Um(label.0 / LABEL_PART))
}

/// Offset and stretch along one side: from its distance to the edge and the distance of its two lines, each as it should be and as it is.
fn fit_along(near: Length, span: Length, most: Um) -> Result<(Um, i32), FitError> {
    // The span alone tells the stretch: an offset moves both of its ends.
    let (should, is) = (i64::from(span.1.0), i64::from(span.2.0));
    let stretch = (is - should) * MILLION / should.max(1);
    if stretch.abs() > MOST_STRETCH {
        return Err(beyond_belief(
            span,
            Um((should * MOST_STRETCH / MILLION) as i32),
        ));
    }
    // The near line is stretched, too: only what is left is an offset.
    let stretched = i64::from(near.1.0) * (MILLION + stretch) / MILLION;
    let offset = i64::from(near.2.0) - stretched;
    if offset.abs() > i64::from(most.0) {
        return Err(beyond_belief(near, most));
    }
    Ok((Um(offset as i32), stretch as i32))
}

fn beyond_belief((length, expected, _): Length, by: Um) -> FitError {
    FitError {
        length,
        expected,
        least: Um((expected - by).0.max(0)),
        most: expected + by,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAGE: (Um, Um) = (Um::mm(210), Um::mm(297));
    const LABEL: (Um, Um) = (Um::mm(66), Um::mm(40));

    fn a4_marks() -> Marks {
        Marks::on_page(PAGE.0, PAGE.1)
    }

    fn a4_fit(read: Marks) -> Result<Fit, FitError> {
        Fit::of_marks(a4_marks(), LABEL, read)
    }

    #[test]
    fn an_exact_printer_needs_no_correction() {
        let fit = a4_fit(a4_marks()).unwrap();
        assert_eq!(fit, Fit::default());
        let [a, b, c, d, e, f] = fit.pdf_matrix(PAGE.1);
        assert_eq!((a, d), (72.0 / 25_400.0, 72.0 / 25_400.0));
        assert_eq!((b, c, e, f), (0.0, 0.0, 0.0, 0.0));
    }

    #[test]
    fn a_page_printed_to_fit_or_another_page_is_told() {
        let marks = a4_marks();
        let narrow = Marks {
            width: marks.width.permille(940),
            ..marks
        };
        assert_eq!(a4_fit(narrow).unwrap_err().length, "width");
        let low = Marks {
            top: Um::mm(36),
            ..marks
        };
        let error = a4_fit(low).unwrap_err();
        assert_eq!((error.length, error.expected), ("top", Um::mm(20)));
        assert_eq!((error.least, error.most), (Um::mm(10), Um::mm(30)));
        let nothing = Marks::default();
        assert!(a4_fit(nothing).is_err());
    }

    #[test]
    fn a_small_label_is_never_moved_by_more_than_a_quarter_of_itself() {
        let (width, height) = (Um::mm(35), Um::mm(22));
        let marks = Marks::on_page(width * 2, height);
        let moved = |um: i32| {
            let left = marks.left + Um(um);
            Fit::of_marks(marks, (width, height), Marks { left, ..marks })
        };
        let quarter = width.0 / 4;
        assert!(moved(quarter).is_ok());
        let error = moved(quarter + 1).unwrap_err();
        assert_eq!(
            (error.length, error.most),
            ("left", marks.left + Um(quarter))
        );
    }

    proptest! {
        /// What the printer does to the corrected page puts every point where the ruler says.
        #[test]
        fn the_printer_undoes_the_correction(
            x in 0..210_000i32, y in 0..297_000i32,
            offset in -5_000..5_000i32, down in -5_000..5_000i32, stretch in -20_000..20_000i32, tall in -20_000..20_000i32,
        ) {
            let printer = |at: f64, offset: i32, stretch: i32| f64::from(offset) + at * (1.0 + f64::from(stretch) / 1e6);
            let marks = a4_marks();
            let read = |at: Um, offset, stretch| Um(printer(f64::from(at.0), offset, stretch).round() as i32);
            let fit = a4_fit(Marks {
                left: read(marks.left, offset, stretch),
                top: read(marks.top, down, tall),
                width: read(marks.width, 0, stretch),
                height: read(marks.height, 0, tall),
            }).unwrap();
            let [a, _, _, d, e, f] = fit.pdf_matrix(PAGE.1);
            let microns = 25_400.0 / 72.0;
            let across = (a * f64::from(x) + e) * microns;
            let from_top = 297_000.0 - (d * f64::from(297_000 - y) + f) * microns;
            prop_assert!((printer(across, offset, stretch) - f64::from(x)).abs() < 10.0);
            prop_assert!((printer(from_top, down, tall) - f64::from(y)).abs() < 10.0);
            let [sx, sy, right, lower] = fit.scale_and_move();
            prop_assert!((sx * f64::from(x) + right - across).abs() < 1e-3);
            prop_assert!((sy * f64::from(y) + lower - from_top).abs() < 1e-3);
        }
    }
}
