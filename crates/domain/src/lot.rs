//! A lot: its status, its mass balance and its expiry.

use jiff::{Span, civil::Date};

use crate::quantity::{Quantity, QuantityError};

/// Where a lot stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LotStatus {
    /// Recorded; its page is not live yet.
    Draft,
    /// A registry has accepted its records.
    Published,
    /// Not to be sold for now.
    OnHold,
    /// Called back.
    Recalled,
    /// Sold out or used up.
    Closed,
}

impl LotStatus {
    /// As stored: `draft`, `published`, `on_hold`, `recalled`, `closed`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::OnHold => "on_hold",
            Self::Recalled => "recalled",
            Self::Closed => "closed",
        }
    }

    /// The status stored under this word.
    #[must_use]
    pub fn by_word(word: &str) -> Option<Self> {
        [
            Self::Draft,
            Self::Published,
            Self::OnHold,
            Self::Recalled,
            Self::Closed,
        ]
        .into_iter()
        .find(|s| s.as_str() == word)
    }
}

/// Mass balance: a lot holds what its sources gave, no more and no less.
///
/// # Errors
/// [`QuantityError::Empty`] without sources, [`QuantityError::OtherDimension`] when they do not measure the same thing.
pub fn total_quantity(
    sources: impl IntoIterator<Item = Quantity>,
) -> Result<Quantity, QuantityError> {
    let mut sources = sources.into_iter();
    let first = sources.next().ok_or(QuantityError::Empty)?;
    sources.try_fold(first, Quantity::plus)
}

/// Whole packs of `net` that a quantity fills; none when they do not measure the same thing or a pack holds nothing.
#[must_use]
pub fn whole_packs(quantity: Quantity, net: Quantity) -> Option<u32> {
    let comparable = quantity.dimension() == net.dimension();
    let packs = quantity.base().checked_div(net.base())?;
    comparable.then(|| u32::try_from(packs).unwrap_or(u32::MAX))
}

/// The date of expiry: production plus months of shelf life; 31 January plus one month is the last day of February. None beyond the calendar.
#[must_use]
pub fn expiry_date(produced: Date, shelf_life_months: u32) -> Option<Date> {
    // A span has limits of its own, and jiff's short forms panic beyond them.
    let span = Span::new().try_months(shelf_life_months);
    span.and_then(|span| produced.checked_add(span)).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::unit::Dimension;

    #[test]
    fn expiry_stays_within_its_month() {
        assert_eq!(expiry_date(date(2026, 1, 31), 1), Some(date(2026, 2, 28)));
        assert_eq!(expiry_date(date(2024, 2, 29), 12), Some(date(2025, 2, 28)));
        assert_eq!(
            expiry_date(date(2026, 10, 20), 24),
            Some(date(2028, 10, 20))
        );
        assert_eq!(expiry_date(date(9999, 12, 1), 2), None);
        assert_eq!(expiry_date(date(2026, 1, 31), u32::MAX), None);
    }

    #[test]
    fn a_lot_is_the_sum_of_its_sources() {
        let kg = |n: i64| Quantity::from_base(n * 1_000_000, Dimension::Mass).unwrap();
        assert_eq!(total_quantity([kg(812), kg(188)]).unwrap(), kg(1000));
        assert_eq!(total_quantity([]), Err(QuantityError::Empty));
        let pieces = Quantity::from_base(3, Dimension::Count).unwrap();
        assert_eq!(
            total_quantity([kg(1), pieces]),
            Err(QuantityError::OtherDimension)
        );
    }

    #[test]
    fn a_started_pack_is_no_pack() {
        let grams = |n: i64| Quantity::from_base(n * 1_000, Dimension::Mass).unwrap();
        assert_eq!(whole_packs(grams(1_099), grams(200)), Some(5));
        assert_eq!(whole_packs(grams(199), grams(200)), Some(0));
        assert_eq!(whole_packs(grams(5), grams(0)), None);
        let pieces = Quantity::from_base(3, Dimension::Count).unwrap();
        assert_eq!(whole_packs(grams(5), pieces), None);
    }

    #[test]
    fn statuses_are_read_back() {
        for word in ["draft", "published", "on_hold", "recalled", "closed"] {
            assert_eq!(LotStatus::by_word(word).map(LotStatus::as_str), Some(word));
        }
    }
}
