//! JSON numbers as whole parts of a unit, exactly: what is typed as 12.5 kg is 12,500,000 mg and nothing beside it.

use serde_json::Number;

/// Digits after the point beyond which a number is as good as nothing: no unit has parts so small.
const DEEPEST: i32 = 30;

/// So many parts of a number, a unit having `factor` of them, rounded half up (−0.5 becomes 0). None where 64 bits don't hold it.
pub(crate) fn scaled_number(number: &Number, factor: i64) -> Option<i64> {
    // The shortest decimal that is this number: what the person typed, not the double nearest to it.
    let (digits, exponent) = decimal_parts(&number.to_string())?;
    let parts = digits.checked_mul(i128::from(factor))?;
    let scaled = match exponent {
        0.. => parts.checked_mul(10_i128.checked_pow(exponent.unsigned_abs())?)?,
        _ if exponent < -DEEPEST => 0,
        _ => half_up(parts, 10_i128.checked_pow(exponent.unsigned_abs())?)?,
    };
    i64::try_from(scaled).ok()
}

/// A number of parts as a JSON number of units: whole where it is whole, otherwise the double nearest to the decimal.
pub(crate) fn unscaled_number(parts: i64, factor: i64) -> Option<Number> {
    if factor > 0 && parts % factor == 0 {
        return Some(Number::from(parts / factor));
    }
    // Both are exact doubles up to 2^53, and one division of exact doubles is rounded once.
    Number::from_f64(parts as f64 / factor as f64)
}

fn half_up(parts: i128, divisor: i128) -> Option<i128> {
    let doubled = parts.checked_mul(2)?.checked_add(divisor)?;
    Some(doubled.div_euclid(divisor.checked_mul(2)?))
}

/// `-12.5e-3` as −125 and an exponent of −4.
fn decimal_parts(text: &str) -> Option<(i128, i32)> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}").parse::<i128>();
    match (
        digits,
        exponent.parse::<i32>(),
        i32::try_from(fraction.len()),
    ) {
        (Ok(digits), Ok(exponent), Ok(places)) => Some((digits, exponent.checked_sub(places)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn milligrams(typed: &str) -> Option<i64> {
        match serde_json::from_str(typed).unwrap() {
            Value::Number(number) => scaled_number(&number, 1_000_000),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn kilograms_become_milligrams_and_halves_go_up() {
        for (typed, mg) in [
            ("100", 100_000_000),
            ("0.1", 100_000),
            ("517.7", 517_700_000),
            ("12.50", 12_500_000),
            ("0.0000005", 1),
            ("0.0000004", 0),
            ("-0.0000005", 0),
            ("-0.0000006", -1),
            ("1e3", 1_000_000_000),
            ("1.5e-3", 1_500),
            ("1e-300", 0),
            ("9223372036854", 9_223_372_036_854_000_000),
        ] {
            assert_eq!(milligrams(typed), Some(mg), "{typed}");
        }
    }

    #[test]
    fn what_64_bits_do_not_hold_is_none() {
        for typed in ["9223372036855", "1e300", "-1e19", "18446744073709551615"] {
            assert_eq!(milligrams(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(parts in 0_i64..1_000_000_000_000_000) {
            let shown = unscaled_number(parts, 1_000_000).unwrap();
            prop_assert_eq!(scaled_number(&shown, 1_000_000), Some(parts));
        }

        #[test]
        fn no_number_panics(bits in any::<f64>(), factor in any::<i64>()) {
            if let Some(number) = Number::from_f64(bits) {
                scaled_number(&number, factor);
            }
        }
    }
}
