//! A short code for a lot that a person can type: eight characters shown in two halves, `7K3M-92QX`.
//!
//! It is not a GS1 key. It is made from the lot's own name, so whoever knows the lot makes the same code and nobody needs
//! to be asked; several lots may share one (35 bits), so it finds lots and never identifies one alone. Characters are
//! Crockford's base 32 (no I, L, O, U). The last one checks the others: all eight, as elements of GF(32) weighed by
//! different powers of a generator, add up to zero. So any one wrong character is found, and any two that changed places.

use std::fmt;

use sha2::{Digest, Sha256};

/// Crockford's digits, in order of value.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters, the check character among them.
const LENGTH: usize = 8;
/// x⁵ + x² + 1: x generates the field.
const POLYNOMIAL: u8 = 0b10_0101;

/// Why text is not a short code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ShortCodeError {
    /// A character that no short code has.
    #[error("{0:?} is in no short code")]
    Character(char),
    /// Not eight characters.
    #[error("a short code has 8 characters")]
    Length,
    /// The last character does not follow from the others: one is mistyped, or two changed places.
    #[error("the last character of the short code does not fit the others")]
    Check,
}

/// A short code whose check character is right.
///
/// ```
/// use nuong_gs1::ShortCode;
/// let code = ShortCode::of_lot("https://id.gs1.org/01/09520123456788/10/L26A07");
/// assert_eq!(ShortCode::parse(&code.to_string().to_lowercase()), Ok(code));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortCode([u8; LENGTH]);

impl ShortCode {
    /// The code of the lot with this canonical identifier: its Digital Link under `https://id.gs1.org` without serial, or its
    /// own URN. Made of the first 35 bits of the identifier's SHA-256.
    #[must_use]
    pub fn of_lot(lot: &str) -> Self {
        let hash = Sha256::digest(lot.as_bytes());
        let bits = hash
            .iter()
            .take(5)
            .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let mut values = [0; LENGTH];
        for (place, value) in values.iter_mut().take(LENGTH - 1).enumerate() {
            // 40 bits were taken, 35 are used: seven groups of five from the top.
            *value = (bits >> (35 - 5 * place) & 31) as u8;
        }
        let sum = weighed_sum(&values);
        if let Some(check) = values.last_mut() {
            *check = sum;
        }
        Self(values)
    }

    /// Reads a code as people type it: either case, with or without hyphens and spaces, O for 0, I and L for 1.
    ///
    /// # Errors
    /// [`ShortCodeError`].
    pub fn parse(text: &str) -> Result<Self, ShortCodeError> {
        let mut typed = text.chars().filter(|c| !matches!(c, '-' | '–' | ' '));
        let mut values = [0; LENGTH];
        for value in &mut values {
            *value = typed
                .next()
                .ok_or(ShortCodeError::Length)
                .and_then(read_digit)?;
        }
        match typed.next() {
            Some(more) => read_digit(more).and(Err(ShortCodeError::Length)),
            None if weighed_sum(&values) == 0 => Ok(Self(values)),
            None => Err(ShortCodeError::Check),
        }
    }

    /// The eight characters without the hyphen, for an index.
    #[must_use]
    pub fn compact(&self) -> String {
        self.0.iter().map(|value| shown_digit(*value)).collect()
    }
}

impl fmt::Display for ShortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.compact();
        let (head, tail) = text.split_at(LENGTH / 2);
        write!(f, "{head}-{tail}")
    }
}

fn shown_digit(value: u8) -> char {
    DIGITS
        .get(usize::from(value))
        .map_or('0', |digit| char::from(*digit))
}

fn read_digit(typed: char) -> Result<u8, ShortCodeError> {
    let upper = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let mut digits = (0_u8..).zip(DIGITS);
    let found = digits.find(|(_, digit)| char::from(**digit) == upper);
    found
        .map(|(value, _)| value)
        .ok_or(ShortCodeError::Character(typed))
}

/// Σ vᵢ·x⁷⁻ⁱ in GF(32), by Horner's rule.
fn weighed_sum(values: &[u8; LENGTH]) -> u8 {
    values.iter().fold(0, |sum, value| times_x(sum) ^ value)
}

fn times_x(value: u8) -> u8 {
    let double = value << 1;
    if double & 32 == 0 {
        double
    } else {
        double ^ POLYNOMIAL
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_code_of_a_lot_never_changes() {
        // Printed on labels and looked up in registries: these are kept for ever.
        let shown = |lot: &str| ShortCode::of_lot(lot).to_string();
        assert_eq!(
            shown("https://id.gs1.org/01/09520123456788/10/L26A07"),
            "T8ZY-22Q8"
        );
        assert_eq!(
            shown("urn:nuong:lot:6200012345:MIEN-DONG:MD-01"),
            "848Q-FBVE"
        );
    }

    #[test]
    fn what_is_no_short_code_is_named() {
        assert_eq!(ShortCode::parse(""), Err(ShortCodeError::Length));
        assert_eq!(ShortCode::parse("7K3M-92Q"), Err(ShortCodeError::Length));
        assert_eq!(ShortCode::parse("7K3M-92QXX"), Err(ShortCodeError::Length));
        assert_eq!(
            ShortCode::parse("7K3M-U2QX"),
            Err(ShortCodeError::Character('U'))
        );
        assert_eq!(ShortCode::parse("Đ"), Err(ShortCodeError::Character('Đ')));
    }

    proptest! {
        #[test]
        fn any_lot_s_code_is_read_back_however_it_is_typed(lot in "\\PC{0,40}") {
            let code = ShortCode::of_lot(&lot);
            let typed = code.to_string().to_lowercase().replace('0', "o").replace('1', "l");
            prop_assert_eq!(ShortCode::parse(&typed), Ok(code));
            prop_assert_eq!(ShortCode::parse(&code.compact().replace('1', "I")), Ok(code));
        }

        #[test]
        fn one_wrong_character_is_found(lot in "[ -~]{1,20}", at in 0_usize..8, wrong in 0_usize..32) {
            let mut typed = ShortCode::of_lot(&lot).compact().into_bytes();
            prop_assume!(typed[at] != DIGITS[wrong]);
            typed[at] = DIGITS[wrong];
            let typed = String::from_utf8(typed).unwrap();
            prop_assert_eq!(ShortCode::parse(&typed), Err(ShortCodeError::Check));
        }

        #[test]
        fn two_characters_that_changed_places_are_found(lot in "[ -~]{1,20}", one in 0_usize..8, other in 0_usize..8) {
            let mut typed = ShortCode::of_lot(&lot).compact().into_bytes();
            prop_assume!(typed[one] != typed[other]);
            typed.swap(one, other);
            let typed = String::from_utf8(typed).unwrap();
            prop_assert_eq!(ShortCode::parse(&typed), Err(ShortCodeError::Check));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,30}") {
            let _ = ShortCode::parse(&text);
        }
    }
}
