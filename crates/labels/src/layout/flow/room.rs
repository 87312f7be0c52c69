//! What a flow may draw on: its box, less the codes in it.

use crate::geometry::{Area, Um};

/// Least space between text and a code's quiet zone.
const CLEARANCE: Um = Um(300);

/// The box and the codes in it.
#[derive(PartialEq, Eq)]
pub(super) struct Room {
    pub area: Area,
    codes: Vec<Area>,
}

impl Room {
    pub fn new(area: Area, codes: &[Area]) -> Room {
        let codes = codes
            .iter()
            .map(|code| code.grown(CLEARANCE))
            .filter(|code| code.overlaps(area));
        Room {
            area,
            codes: codes.collect(),
        }
    }

    /// Left edge and width of what is free between two heights: the wider side of each code. Less than `least` beside a
    /// code, or than twice that between two, is nothing.
    pub fn free_between(&self, top: Um, bottom: Um, least: Um) -> (Um, Um) {
        let edges = (self.area.x, self.area.right());
        let (mut left, mut right) = edges;
        for code in self
            .codes
            .iter()
            .filter(|code| code.y < bottom && top < code.bottom())
        {
            // Text keeps to the wider side of a code: nobody reads on across one.
            if code.x - left >= right - code.right() {
                right = right.min(code.x);
            } else {
                left = left.max(code.right());
            }
        }
        let codes = i32::from(left != edges.0) + i32::from(right != edges.1);
        let width = right - left;
        (left, if width < least * codes { Um(0) } else { width })
    }

    pub fn lowered_by(&self, by: Um) -> Room {
        let area = Area {
            y: self.area.y + by,
            h: self.area.h - by,
            ..self.area
        };
        Room {
            area,
            codes: self.codes.clone(),
        }
    }
}
