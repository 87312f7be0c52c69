//! Parts of a whole, and the one rounding of this house: half up.

/// Parts of a thousand (‰), from nothing to the whole: moisture, impurity, what weighing may err.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permille(i64);

impl Permille {
    /// Nothing of it.
    pub const NONE: Self = Self(0);

    /// So many parts of a thousand; none below nothing and beyond the whole.
    #[must_use]
    pub fn from_parts(parts: i64) -> Option<Self> {
        (0..=1000).contains(&parts).then_some(Self(parts))
    }

    /// So many parts, or the nearest there are.
    #[must_use]
    pub fn clamp_parts(parts: i64) -> Self {
        Self(parts.clamp(0, 1000))
    }

    /// How many parts: 0 to 1000.
    #[must_use]
    pub fn as_parts(self) -> i64 {
        self.0
    }

    /// What is left of a thousand.
    #[must_use]
    pub fn rest_parts(self) -> i64 {
        1000 - self.0
    }
}

/// `n ÷ d` as a whole number; a half goes up, which is towards more also below nothing (−1.5 → −1). A divisor below 1 is taken as 1.
#[must_use]
pub fn half_up(n: i128, d: i64) -> i128 {
    let d = i128::from(d.max(1));
    // By remainder, because 2n + d could leave 128 bits.
    let (whole, rest) = (n.div_euclid(d), n.rem_euclid(d));
    if rest >= d - rest { whole + 1 } else { whole }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_half_goes_up() {
        for (n, d, whole) in [
            (5, 2, 3),
            (4, 3, 1),
            (-3, 2, -1),
            (-4, 2, -2),
            (0, 7, 0),
            (9, 0, 9),
        ] {
            assert_eq!(half_up(n, d), whole, "{n}/{d}");
        }
    }

    #[test]
    fn parts_lie_between_nothing_and_the_whole() {
        for parts in [i64::MIN, -1, 1001, 65_536, i64::MAX] {
            assert_eq!(Permille::from_parts(parts), None);
        }
        let most = Permille::from_parts(1000).unwrap();
        assert_eq!((most.as_parts(), most.rest_parts()), (1000, 0));
    }

    proptest! {
        /// The nearest whole number: off by half at most, and never by half downwards.
        #[test]
        fn the_nearest_is_taken(n in any::<i64>(), d in 1_i64..) {
            let off = 2 * (half_up(n.into(), d) * i128::from(d) - i128::from(n));
            prop_assert!(off > -i128::from(d) && off <= i128::from(d));
        }

        #[test]
        fn no_number_panics(n in any::<i128>(), d in any::<i64>()) {
            let _ = half_up(n, d);
        }
    }

    #[test]
    fn the_edges_of_128_bits_do_not_panic() {
        for n in [i128::MIN, i128::MAX] {
            for d in [i64::MIN, -1, 0, 1, 2, i64::MAX] {
                let _ = half_up(n, d);
            }
        }
    }
}
