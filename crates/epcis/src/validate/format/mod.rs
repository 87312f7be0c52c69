//! Formats of texts: times, and the patterns of EPCIS 2.0.1.

mod time;

pub use time::{is_time, is_zone_offset};

use time::read_digits;

/// A unit code of UN/ECE Recommendation 20 by its form: two or three capitals or digits.
#[must_use]
pub fn is_unit(text: &str) -> bool {
    matches!(text.len(), 2 | 3)
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Hexadecimal digits, at least one.
#[must_use]
pub fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Numbers between dots: `2.0`, `2.0.1`.
#[must_use]
pub fn is_version(text: &str) -> bool {
    text.split('.').all(|part| read_digits(part).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_epcis_hold() {
        assert!(is_zone_offset("+07:00") && is_zone_offset("-14:00") && is_zone_offset("+13:59"));
        assert!(
            !is_zone_offset("07:00")
                && !is_zone_offset("+14:01")
                && !is_zone_offset("Z")
                && !is_zone_offset("+7:00")
        );
        assert!(
            is_unit("KGM") && is_unit("4L") && !is_unit("kg") && !is_unit("K") && !is_unit("KILO")
        );
        assert!(
            is_version("2")
                && is_version("2.0.1")
                && !is_version("2.")
                && !is_version("v2")
                && !is_version("")
        );
        assert!(is_hex("f0A9") && !is_hex("") && !is_hex("0x1"));
    }
}
