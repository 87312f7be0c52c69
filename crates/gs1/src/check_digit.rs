//! The GS1 check digit (General Specifications 7.9.1): weights 3, 1, 3, 1 … from the digit just
//! before it leftwards; what is missing to the next multiple of ten.

/// The check digit (0 to 9) of `digits`, which do not yet carry one; `None` when `digits` is
/// empty or holds anything but ASCII digits.
///
/// ```
/// assert_eq!(nuong_gs1::check_digit::compute_check_digit("952012345678"), Some(8));
/// ```
#[must_use]
pub fn compute_check_digit(digits: &str) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    let mut sum = 0;
    for (c, weight) in digits.chars().rev().zip([3, 1].into_iter().cycle()) {
        sum = (sum + c.to_digit(10)? * weight) % 10;
    }
    Some((10 - sum) % 10)
}

/// Whether the last digit of `digits` is the check digit of those before it. A single `0` is its
/// own check digit, of nothing.
#[must_use]
pub fn verify_check_digit(digits: &str) -> bool {
    let mut body = digits.chars();
    let Some(last) = body.next_back().and_then(|c| c.to_digit(10)) else {
        return false;
    };
    match body.as_str() {
        "" => last == 0,
        body => compute_check_digit(body) == Some(last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn agrees_with_printed_examples() {
        assert_eq!(compute_check_digit("41600033610"), Some(8));
        assert_eq!(compute_check_digit("9952012345678"), Some(1));
        assert_eq!(compute_check_digit("000000000000"), Some(0));
        assert!(verify_check_digit("9520123456788"));
        assert!(!verify_check_digit("9520123456789"));
    }

    #[test]
    fn refuses_what_is_not_digits() {
        assert_eq!(compute_check_digit(""), None);
        assert_eq!(compute_check_digit("12a"), None);
        assert_eq!(compute_check_digit("١٢"), None);
        assert!(!verify_check_digit(""));
    }

    proptest! {
        #[test]
        fn appending_the_computed_digit_verifies(body in "[0-9]{1,30}") {
            let digit = compute_check_digit(&body).unwrap();
            let full = format!("{body}{digit}");
            prop_assert!(verify_check_digit(&full));
        }

        #[test]
        fn any_single_wrong_digit_is_found(body in "[0-9]{1,17}", at in 0usize..17, add in 1u8..10) {
            let full = format!("{body}{}", compute_check_digit(&body).unwrap());
            let at = at % full.len();
            let mut bytes = full.into_bytes();
            bytes[at] = b'0' + (bytes[at] - b'0' + add) % 10;
            prop_assert!(!verify_check_digit(&String::from_utf8(bytes).unwrap()));
        }

        #[test]
        fn leading_zeros_change_nothing(body in "[0-9]{1,17}") {
            let padded = format!("0{body}");
            prop_assert_eq!(compute_check_digit(&padded), compute_check_digit(&body));
        }
    }
}
