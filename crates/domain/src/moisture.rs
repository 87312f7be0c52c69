//! Water in goods (lot model, §4 and §6). Drying is checked on dry matter, for it is the water that goes; and weights are compared at a
//! product's standard moisture. Moisture is a share of the whole weight, in ‰.

use crate::quantity::{Quantity, QuantityError};
use crate::ratio::{Permille, half_up};
use crate::unit::Dimension;

/// A mass and the dry matter in it, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DryMatter {
    mass: Quantity,
    /// In thousandths of a milligram: mg × (1000 − ‰ of water). Less than 10^18.
    dry: i128,
}

/// More dry matter came out than went in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more dry matter came out than went in")]
pub struct DryMatterExceeded {
    /// What went in.
    pub came_in: DryMatter,
    /// What came out.
    pub went_out: DryMatter,
    /// What weighing may err.
    pub tolerance: Permille,
}

impl DryMatterExceeded {
    /// Stable code: `dry_matter_exceeded`.
    #[must_use]
    pub fn code(self) -> &'static str {
        "dry_matter_exceeded"
    }
}

impl DryMatter {
    /// Of a mass with this much water in it.
    ///
    /// # Errors
    /// [`QuantityError::OtherDimension`] when it is no mass.
    pub fn of_mass(mass: Quantity, moisture: Permille) -> Result<Self, QuantityError> {
        let dry = i128::from(must_be_mass(mass)?) * i128::from(moisture.rest_parts());
        Ok(Self { mass, dry })
    }

    /// Of several together: the lines of a step, the intakes of a lot.
    ///
    /// # Errors
    /// [`QuantityError::Empty`] without any, [`QuantityError::TooLarge`] together.
    pub fn of_mixed(parts: impl IntoIterator<Item = Self>) -> Result<Self, QuantityError> {
        let mut parts = parts.into_iter();
        let first = parts.next().ok_or(QuantityError::Empty)?;
        parts.try_fold(first, |mixed, part| {
            Ok(Self {
                mass: mixed.mass.plus(part.mass)?,
                dry: mixed.dry + part.dry,
            })
        })
    }

    /// Of a mass that was taken from this one. What is less than a thousandth of a milligram is given rather than kept, so that rounding
    /// makes no refusal.
    ///
    /// # Errors
    /// [`QuantityError::OtherDimension`] when it is no mass.
    pub fn within(self, taken: Quantity) -> Result<Self, QuantityError> {
        let share = self.dry * i128::from(must_be_mass(taken)?);
        let whole = i128::from(self.mass.base().max(1));
        Ok(Self {
            mass: taken,
            dry: (share + whole - 1) / whole,
        })
    }

    /// All of it, water too.
    #[must_use]
    pub fn mass(self) -> Quantity {
        self.mass
    }

    /// The dry matter in whole milligrams, half up.
    #[must_use]
    pub fn dry_milligrams(self) -> i128 {
        half_up(self.dry, 1000)
    }

    /// The moisture, of several the one weighted by mass: half up to whole ‰. Nothing holds none.
    #[must_use]
    pub fn moisture(self) -> Permille {
        let mass = self.mass.base();
        let water = i128::from(mass) * 1000 - self.dry;
        // Both are in thousandths of a milligram, and the share of them is asked in thousandths.
        i64::try_from(half_up(water, mass)).map_or(Permille::NONE, Permille::clamp_parts)
    }

    /// What it would weigh at a moisture of `standard`: dry matter ÷ (1000 − standard) ‰, half up to a milligram.
    ///
    /// # Errors
    /// [`QuantityError::TooLarge`], also at a standard of water alone, at which nothing dry has a weight.
    pub fn weight_at(self, standard: Permille) -> Result<Quantity, QuantityError> {
        if standard.rest_parts() == 0 {
            return Err(QuantityError::TooLarge);
        }
        let weight = i64::try_from(half_up(self.dry, standard.rest_parts()));
        let weight = weight.map_err(|_| QuantityError::TooLarge)?;
        Quantity::from_base(weight, Dimension::Mass)
    }
}

/// What comes out of drying holds no more dry matter than what went in, and what weighing may err:
/// out × (1000 − w) ≤ in × (1000 − w) × (1 + ε). Where a moisture is not known nothing can be asked.
///
/// # Errors
/// [`DryMatterExceeded`].
pub fn check_dry_matter(
    came_in: DryMatter,
    went_out: DryMatter,
    tolerance: Permille,
) -> Result<(), DryMatterExceeded> {
    if went_out.dry * 1000 <= came_in.dry * i128::from(1000 + tolerance.as_parts()) {
        return Ok(());
    }
    Err(DryMatterExceeded {
        came_in,
        went_out,
        tolerance,
    })
}

fn must_be_mass(mass: Quantity) -> Result<i64, QuantityError> {
    match mass.dimension() {
        Dimension::Mass => Ok(mass.base()),
        _ => Err(QuantityError::OtherDimension),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kg(n: i64) -> Quantity {
        Quantity::from_base(n * 1_000_000, Dimension::Mass).unwrap()
    }

    fn parts(n: i64) -> Permille {
        Permille::from_parts(n).unwrap()
    }

    fn wet(kilograms: i64, moisture: i64) -> DryMatter {
        DryMatter::of_mass(kg(kilograms), parts(moisture)).unwrap()
    }

    #[test]
    fn macadamia_dries_from_250_to_100_permille() {
        // 1,000 kg hold 750 kg of dry matter, which weigh 833.3 kg at 100 ‰.
        let fresh = wet(1000, 250);
        let within = check_dry_matter(fresh, wet(833, 100), Permille::NONE);
        assert_eq!(within, Ok(()));
        let refused = check_dry_matter(fresh, wet(834, 100), Permille::NONE).unwrap_err();
        assert_eq!(refused.code(), "dry_matter_exceeded");
        assert_eq!(refused.went_out.dry_milligrams(), 750_600_000);
        // Ten in a thousand more is what scales may err.
        let tolerance = parts(10);
        assert_eq!(check_dry_matter(fresh, wet(841, 100), tolerance), Ok(()));
        assert!(check_dry_matter(fresh, wet(842, 100), tolerance).is_err());
    }

    #[test]
    fn several_intakes_have_one_moisture() {
        let mixed = DryMatter::of_mixed([wet(100, 200), wet(300, 240)]).unwrap();
        assert_eq!((mixed.mass(), mixed.moisture()), (kg(400), parts(230)));
        let drawn = mixed.within(kg(40)).unwrap();
        assert_eq!((drawn.mass(), drawn.moisture()), (kg(40), parts(230)));
        assert_eq!(DryMatter::of_mixed([]), Err(QuantityError::Empty));
        assert_eq!(wet(0, 500).moisture(), Permille::NONE);
        assert_eq!(wet(7, 1000).moisture(), parts(1000));
    }

    #[test]
    fn weight_at_standard_moisture_is_rounded_half_up() {
        assert_eq!(
            wet(100, 280).weight_at(parts(140)).unwrap().base(),
            83_720_930
        );
        let half = Quantity::from_base(1, Dimension::Mass).unwrap();
        let half = DryMatter::of_mass(half, parts(500)).unwrap();
        assert_eq!(half.weight_at(Permille::NONE).unwrap().base(), 1);
        assert_eq!(
            wet(1, 0).weight_at(parts(1000)),
            Err(QuantityError::TooLarge)
        );
        assert_eq!(
            wet(2_000_000, 0).weight_at(parts(999)),
            Err(QuantityError::TooLarge)
        );
    }

    #[test]
    fn litres_hold_no_dry_matter() {
        let litre = Quantity::from_base(1_000_000, Dimension::Volume).unwrap();
        assert_eq!(
            DryMatter::of_mass(litre, parts(0)),
            Err(QuantityError::OtherDimension)
        );
        assert_eq!(wet(1, 0).within(litre), Err(QuantityError::OtherDimension));
    }

    fn any_mass() -> impl Strategy<Value = DryMatter> {
        (0..Quantity::MAX, 0_i64..=1000).prop_map(|(base, moisture)| {
            let mass = Quantity::from_base(base, Dimension::Mass).unwrap();
            DryMatter::of_mass(mass, parts(moisture)).unwrap()
        })
    }

    proptest! {
        /// What is dried and loses nothing but water is never refused, whatever was mixed and drawn.
        #[test]
        fn water_alone_may_go(a in any_mass(), b in any_mass(), share in 1_i64..1000, standard in 0_i64..999) {
            let Ok(mixed) = DryMatter::of_mixed([a, b]) else { return Ok(()) };
            let taken = Quantity::from_base(mixed.mass().base() / 1000 * share, Dimension::Mass).unwrap();
            let drawn = mixed.within(taken).unwrap();
            prop_assert!(drawn.moisture().as_parts().abs_diff(mixed.moisture().as_parts()) <= 1 || taken.base() < 1000);
            let Ok(dried) = drawn.weight_at(parts(standard)) else { return Ok(()) };
            // A milligram less, for weights are rounded up as well.
            let dried = Quantity::from_base((dried.base() - 1).max(0), Dimension::Mass).unwrap();
            let dried = DryMatter::of_mass(dried, parts(standard)).unwrap();
            prop_assert_eq!(check_dry_matter(drawn, dried, Permille::NONE), Ok(()));
        }

        /// What is drawn in two parts holds no less than the whole did: it may come back as one.
        #[test]
        fn drawing_withholds_nothing(a in any_mass(), b in any_mass(), share in 0_i64..=1000) {
            let Ok(mixed) = DryMatter::of_mixed([a, b]) else { return Ok(()) };
            let some = mixed.mass().base() / 1000 * share;
            let parts = [some, mixed.mass().base() - some].map(|base| {
                mixed.within(Quantity::from_base(base, Dimension::Mass).unwrap()).unwrap()
            });
            let drawn = DryMatter::of_mixed(parts).unwrap();
            prop_assert_eq!(check_dry_matter(drawn, mixed, Permille::NONE), Ok(()));
            prop_assert!(drawn.dry - mixed.dry <= 1);
        }

        /// The inequality of the model, to the last milligram.
        #[test]
        fn dry_matter_does_not_grow(
            (m_in, w_in) in (0..Quantity::MAX, 0_i64..=1000),
            (m_out, w_out) in (0..Quantity::MAX, 0_i64..=1000),
            tolerance in 0_i64..=1000,
        ) {
            let dry = |m: i64, w: i64| i128::from(m) * i128::from(1000 - w);
            let fits = dry(m_out, w_out) * 1000 <= dry(m_in, w_in) * i128::from(1000 + tolerance);
            let of = |m, w| DryMatter::of_mass(Quantity::from_base(m, Dimension::Mass).unwrap(), parts(w)).unwrap();
            prop_assert_eq!(check_dry_matter(of(m_in, w_in), of(m_out, w_out), parts(tolerance)).is_ok(), fits);
        }
    }
}
