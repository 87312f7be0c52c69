//! Lengths and places on paper, in whole micrometres: nothing drifts between the first cell of a sheet and the last.

use serde::{Deserialize, Serialize};
use std::ops::{Add, Mul, Sub};

/// A length in micrometres (1 mm = 1,000 µm; 1 point = 352.78 µm).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Um(pub i32);

impl Um {
    /// Whole millimetres.
    pub const fn mm(millimetres: i32) -> Um {
        Um(millimetres.saturating_mul(1_000))
    }

    /// Whether it is no length at all.
    pub(crate) fn is_zero(&self) -> bool {
        self.0 == 0
    }

    /// The length times `permille` / 1000, rounded down.
    pub fn permille(self, permille: i32) -> Um {
        Um((i64::from(self.0) * i64::from(permille) / 1_000) as i32)
    }

    /// The length in millimetres as a decimal without trailing zeros: `12.5`.
    pub fn to_mm(self) -> String {
        let (sign, n) = if self.0 < 0 {
            ("-", -i64::from(self.0))
        } else {
            ("", i64::from(self.0))
        };
        let digits = format!("{sign}{}.{:03}", n / 1_000, n % 1_000);
        digits
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    }

    /// The largest multiple of `step` that is not above this length; the length itself when `step` is zero.
    pub fn snapped_down(self, step: Um) -> Um {
        if step.0 <= 0 {
            self
        } else {
            Um(self.0 - self.0.rem_euclid(step.0))
        }
    }
}

impl Add for Um {
    type Output = Um;
    fn add(self, other: Um) -> Um {
        Um(self.0.saturating_add(other.0))
    }
}

impl Sub for Um {
    type Output = Um;
    fn sub(self, other: Um) -> Um {
        Um(self.0.saturating_sub(other.0))
    }
}

impl Mul<i32> for Um {
    type Output = Um;
    fn mul(self, times: i32) -> Um {
        Um(self.0.saturating_mul(times))
    }
}

/// A place, from the top left corner: `x` to the right, `y` downwards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Um,
    /// Distance from the top edge.
    pub y: Um,
}

/// A rectangle on a label or a page. In files it is `[x, y, width, height]` in micrometres.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "[Um; 4]", into = "[Um; 4]")]
pub struct Area {
    /// Left edge.
    pub x: Um,
    /// Top edge.
    pub y: Um,
    /// Width.
    pub w: Um,
    /// Height.
    pub h: Um,
}

impl From<[Um; 4]> for Area {
    fn from([x, y, w, h]: [Um; 4]) -> Area {
        Area { x, y, w, h }
    }
}

impl From<Area> for [Um; 4] {
    fn from(a: Area) -> [Um; 4] {
        [a.x, a.y, a.w, a.h]
    }
}

impl Area {
    /// The right edge.
    pub fn right(self) -> Um {
        self.x + self.w
    }

    /// The bottom edge.
    pub fn bottom(self) -> Um {
        self.y + self.h
    }

    /// Whether the two share any of their inside (touching edges do not count).
    pub fn overlaps(self, other: Area) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// Whether `inner` lies wholly inside or on the edge.
    pub fn contains(self, inner: Area) -> bool {
        self.x <= inner.x
            && self.y <= inner.y
            && inner.right() <= self.right()
            && inner.bottom() <= self.bottom()
    }

    /// The same rectangle grown by `by` on all four sides.
    pub fn grown(self, by: Um) -> Area {
        Area {
            x: self.x - by,
            y: self.y - by,
            w: self.w + by * 2,
            h: self.h + by * 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_are_written_without_trailing_zeros() {
        assert_eq!(Um(12_500).to_mm(), "12.5");
        assert_eq!(Um(66_000).to_mm(), "66");
        assert_eq!(Um(-1).to_mm(), "-0.001");
        assert_eq!(Um(0).to_mm(), "0");
    }

    #[test]
    fn touching_rectangles_do_not_overlap() {
        let a = Area::from([Um(0), Um(0), Um(10), Um(10)]);
        assert!(!a.overlaps(Area { x: Um(10), ..a }));
        assert!(a.overlaps(Area { x: Um(9), ..a }));
    }
}
