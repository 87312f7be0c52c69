//! Serial numbers of single labels, in blocks that no two laptops share though none asks another.
//!
//! The promise: within a cooperative no serial number is ever printed twice, whatever laptop prints, and also when an old copy
//! of the data file is put back or two copies of it are used side by side. Nothing that is stored can keep it, because a
//! restored file forgets; counting can not, because copies count alike; the clock helps little, because laptops' clocks are
//! wrong and prints fall on few hours of few days. So each print takes a block of its own whose name is chance: 50 random bits,
//! ten characters of base 32. Of 300,000 prints (five laptops, twenty a day, ten years) two share a block with a chance of 1 in
//! 25,000, all prints taken together; nine characters would make it 1 in 800, eleven are no use to anybody. (A day number and
//! fewer random bits are worse at the same length: most day numbers are never used.) A data file besides refuses a block that it knows.
//!
//! Behind the block stands the label's number, in as few characters as the print needs: a serial number has 11 to 14 characters (GS1
//! allows 20). Upper-case letters and digits alone, so that a QR code spends 5.5 bits on each, and Crockford's base 32, so that nobody
//! takes O for 0 or I for 1.

/// Crockford's digits, in order of value.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a block's name.
pub const BLOCK: usize = 10;

/// The serial numbers of one print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SerialBlock {
    id: String,
    width: usize,
}

impl SerialBlock {
    /// The block named by the 50 lowest of random bits, for so many labels.
    #[must_use]
    pub fn from_random(random: u128, labels: u32) -> Self {
        Self {
            id: base32_digits(random & ((1 << (5 * BLOCK)) - 1), BLOCK),
            width: number_width(labels),
        }
    }

    /// Numbers to look at, never printed: as long as real ones, and letters alone, which take most room in a code.
    #[must_use]
    pub fn specimen_block(labels: u32) -> Self {
        Self {
            id: "X".repeat(BLOCK),
            width: number_width(labels),
        }
    }

    /// The block of a serial number.
    #[must_use]
    pub fn of_serial(serial: &str) -> Option<Self> {
        let serial = serial.trim().to_ascii_uppercase();
        let (id, number) = serial.split_at_checked(BLOCK)?;
        let ours = serial.bytes().all(|b| DIGITS.contains(&b)) && (1..=7).contains(&number.len());
        ours.then(|| Self {
            id: id.to_owned(),
            width: number.len(),
        })
    }

    /// What the serial numbers begin with.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The serial number of the `n`th label, from 0.
    #[must_use]
    pub fn serial_number(&self, n: u32) -> String {
        if self.id == "X".repeat(BLOCK) {
            return "X".repeat(BLOCK + self.width);
        }
        self.id.clone() + &base32_digits(u128::from(n), self.width)
    }

    /// Which label, from 0, has this serial number; none when it is not of this block.
    #[must_use]
    pub fn label_number(&self, serial: &str) -> Option<u32> {
        let serial = serial.trim().to_ascii_uppercase();
        let number = serial.strip_prefix(&self.id)?;
        let value = number.bytes().try_fold(0_u64, |sum, b| {
            let (digit, _) = (0_u64..).zip(DIGITS).find(|(_, d)| **d == b)?;
            sum.checked_mul(32)?.checked_add(digit)
        })?;
        // Written back, because 0 in front or another width make another serial number.
        u32::try_from(value)
            .ok()
            .filter(|n| self.serial_number(*n) == serial)
    }
}

/// Characters that the numbers 0 to `labels` − 1 need.
fn number_width(labels: u32) -> usize {
    let most = labels.saturating_sub(1);
    let bits = (u32::BITS - most.leading_zeros()).max(1);
    usize::try_from(bits.div_ceil(5)).unwrap_or(7)
}

fn base32_digits(value: u128, width: usize) -> String {
    let places = (0..width).rev();
    places
        .map(|place| {
            let digit = (value >> (5 * place)) & 31;
            DIGITS.get(digit as usize).map_or('0', |d| char::from(*d))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_serial_number_is_as_short_as_its_print_allows() {
        for (labels, length) in [
            (1, 11),
            (32, 11),
            (33, 12),
            (1024, 12),
            (1025, 13),
            (1_000_000, 14),
            (u32::MAX, 17),
        ] {
            let block = SerialBlock::from_random(7, labels);
            assert_eq!(block.serial_number(0).len(), length, "{labels}");
            assert_eq!(block.serial_number(labels - 1).len(), length, "{labels}");
            assert_eq!(
                SerialBlock::specimen_block(labels).serial_number(0).len(),
                length,
                "{labels}"
            );
        }
    }

    #[test]
    fn what_is_no_serial_number_of_ours_is_none() {
        for text in [
            "",
            "0042",
            "ABCDEFGHJK",
            "ABCDEFGHJKĐ1",
            "ABCDEFGHIJ1",
            "ABCDEFGHJK12345678",
        ] {
            assert_eq!(SerialBlock::of_serial(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn serial_numbers_of_a_print_differ_and_name_their_label(random: u128, labels in 1_u32..3000) {
            let block = SerialBlock::from_random(random, labels);
            let all: BTreeSet<String> = (0..labels).map(|n| block.serial_number(n)).collect();
            prop_assert_eq!(all.len(), labels as usize);
            for (n, serial) in all.iter().enumerate() {
                prop_assert_eq!(block.label_number(&serial.to_lowercase()), Some(n as u32));
                prop_assert_eq!(SerialBlock::of_serial(serial), Some(block.clone()));
            }
        }

        #[test]
        fn blocks_of_other_names_share_no_number(one: u128, other: u128, n in 0_u32..50, m in 0_u32..50) {
            prop_assume!(SerialBlock::from_random(one, 1).id() != SerialBlock::from_random(other, 1).id());
            prop_assert_ne!(SerialBlock::from_random(one, 50).serial_number(n), SerialBlock::from_random(other, 40).serial_number(m));
            prop_assert_eq!(SerialBlock::from_random(one, 50).label_number(&SerialBlock::from_random(other, 50).serial_number(m)), None);
        }
    }
}
