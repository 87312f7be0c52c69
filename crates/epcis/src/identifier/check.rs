//! The check digit of GS1 keys (GS1 General Specifications §7.9.1).

/// The digit that completes `digits`; anything but digits counts as nothing.
pub(super) fn digit(digits: &str) -> u32 {
    let weighted = digits.bytes().rev().zip([3_u32, 1].into_iter().cycle());
    let sum: u32 = weighted
        .filter(|(digit, _)| digit.is_ascii_digit())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    (10 - sum % 10) % 10
}

/// Whether the last of `digits` is the check digit of the others.
pub(super) fn is_right(digits: &str) -> bool {
    let last = digits
        .len()
        .checked_sub(1)
        .and_then(|at| digits.split_at_checked(at));
    last.is_some_and(|(key, check)| digit(key).to_string() == check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_of_known_keys() {
        assert_eq!(digit("952012345678"), 8);
        assert!(is_right("9520123000004") && is_right("340123453111111115"));
        assert!(!is_right("9520123000005") && !is_right("") && !is_right("é"));
    }
}
