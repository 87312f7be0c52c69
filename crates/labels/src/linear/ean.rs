//! EAN-13 and EAN-8 (ISO/IEC 15420; GS1 General Specifications, 5.2).

use super::{Linear, pattern_widths};
use nuong_gs1::Gtin;

/// The widths of each digit in number set A: space, bar, space, bar. Set C has the same widths, bars first; set B is
/// set C backwards.
const DIGITS: [&str; 10] = [
    "3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112",
];

/// Which of the six digits on the left are of number set B, by the first digit, which has no bars of its own.
const LEADING: [&str; 10] = [
    "AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA",
    "ABBABA",
];

/// The symbol of a GTIN: EAN-8 where it has eight digits, else EAN-13, which a GTIN with an indicator does not have.
pub(crate) fn ean_symbol(gtin: &str) -> Option<(String, Linear)> {
    // Why it is none does not matter: the finding shows the value.
    let full = Gtin::parse(gtin).ok()?;
    if gtin.len() == 8 {
        return Some((gtin.to_owned(), ean8_bars(gtin)));
    }
    let digits = full.ean13()?;
    Some((digits.to_owned(), ean13_bars(digits)))
}

fn ean13_bars(digits: &str) -> Linear {
    let (first, rest) = digits.split_at(1);
    let (left, right) = rest.split_at(6);
    let sets = first
        .bytes()
        .next()
        .and_then(|digit| LEADING.get(usize::from(digit.wrapping_sub(b'0'))));
    Linear {
        widths: symbol_widths(left, right, sets.unwrap_or(&"AAAAAA")),
        quiet: [11, 7],
    }
}

fn ean8_bars(digits: &str) -> Linear {
    let (left, right) = digits.split_at(4);
    Linear {
        widths: symbol_widths(left, right, "AAAA"),
        quiet: [7, 7],
    }
}

fn symbol_widths(left: &str, right: &str, sets: &str) -> Vec<u8> {
    let mut out: Vec<u8> = pattern_widths("111").collect();
    for (digit, set) in left.bytes().zip(sets.bytes()) {
        match set {
            b'B' => out.extend(pattern_widths(digit_pattern(digit)).rev()),
            _ => out.extend(pattern_widths(digit_pattern(digit))),
        }
    }
    out.extend(pattern_widths("11111"));
    right
        .bytes()
        .for_each(|digit| out.extend(pattern_widths(digit_pattern(digit))));
    out.extend(pattern_widths("111"));
    out
}

fn digit_pattern(digit: u8) -> &'static str {
    let n = usize::from(digit.wrapping_sub(b'0'));
    DIGITS.get(n).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As light and dark modules.
    fn drawn(gtin: &str) -> String {
        let (_, linear) = ean_symbol(gtin).unwrap();
        let bars = "█·".chars().cycle();
        let drawn = bars.zip(&linear.widths);
        drawn
            .map(|(c, n)| c.to_string().repeat(usize::from(*n)))
            .collect()
    }

    #[test]
    fn every_digit_is_seven_modules_wide() {
        for gtin in ["8938505974194", "09520123456788", "416000336108"] {
            let (_, linear) = ean_symbol(gtin).unwrap();
            assert_eq!((linear.modules(), linear.widths.len()), (95, 59));
        }
        let (_, linear) = ean_symbol("02345673").unwrap();
        assert_eq!((linear.modules(), linear.widths.len()), (67, 43));
    }

    #[test]
    fn an_ean8_is_drawn_as_the_standard_says() {
        assert_eq!(
            drawn("02345673"),
            "█·█···██·█··█··██·████·█·█···██·█·█·█··███·█·█····█···█··█····█·█·█"
        );
    }

    #[test]
    fn what_is_no_gtin_or_a_case_has_no_symbol() {
        for wrong in ["8938505974195", "", "12", "99520123456781", "893850597419x"] {
            assert_eq!(ean_symbol(wrong), None, "{wrong}");
        }
    }
}
