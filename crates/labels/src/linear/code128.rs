//! GS1-128 (ISO/IEC 15417; GS1 General Specifications, 5.4): Code 128 with FNC1 after the start, in the fewest symbol
//! characters that code sets B and C allow. (Element strings have no control characters, so code set A is never needed.)

use super::{Linear, pattern_widths};

/// The widths of each symbol character, bar first, by value; the last one stops.
const CHARACTERS: [&str; 107] = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212",
    "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221",
    "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221",
    "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
    "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
    "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111",
    "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242",
    "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
];

const TO_C: u8 = 99;
const TO_B: u8 = 100;
const FNC1: u8 = 102;
const START_B: u8 = 104;
const START_C: u8 = 105;
const STOP: u8 = 106;

/// Most characters of data that GS1 allows in one symbol (General Specifications, 5.4.2), separators counted, the first
/// FNC1 not.
pub(crate) const MOST: usize = 48;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    B,
    C,
}

/// The symbol of an element string in raw form (`^01…10…^21…`); None when it is too long, or has letters that no GS1
/// element has.
pub(crate) fn gs1_128(raw: &str) -> Option<Linear> {
    let data = raw.strip_prefix('^')?.as_bytes();
    let fits = (1..=MOST).contains(&data.len()) && data.iter().all(u8::is_ascii_graphic);
    if !fits {
        return None;
    }
    let values = with_check(symbol_values(data));
    let patterns = values
        .iter()
        .filter_map(|value| CHARACTERS.get(usize::from(*value)));
    Some(Linear {
        widths: patterns
            .flat_map(|pattern| pattern_widths(pattern))
            .collect(),
        quiet: [10, 10],
    })
}

/// The values with check character and stop.
fn with_check(mut values: Vec<u8>) -> Vec<u8> {
    let weighted = (0..).zip(&values).map(|(n, value)| {
        let weight: u32 = if n == 0 { 1 } else { n };
        weight * u32::from(*value)
    });
    let check = weighted.sum::<u32>() % 103;
    values.extend([check as u8, STOP]);
    values
}

/// Start, FNC1 and data.
fn symbol_values(data: &[u8]) -> Vec<u8> {
    let costs = costs_from(data);
    let cost = |at: usize, set: Set| costs.get(at).map_or(usize::MAX, |both| cost_in(*both, set));
    let (mut set, start) = if cost(0, Set::C) <= cost(0, Set::B) {
        (Set::C, START_C)
    } else {
        (Set::B, START_B)
    };
    let (mut out, mut at) = (vec![start, FNC1], 0);
    while at < data.len() {
        let stay = next_value(data, at, set);
        // Go on in this set as long as that is on one of the cheapest ways; else change.
        let stays = stay.filter(|(_, used)| cost(at, set) == cost(at + used, set) + 1);
        let Some((value, used)) = stays else {
            let other = other_set(set);
            out.push(if other == Set::B { TO_B } else { TO_C });
            set = other;
            continue;
        };
        out.push(value);
        at += used;
    }
    out
}

/// By place in the data, the fewest symbol characters that the rest takes from there, in set B and in set C.
fn costs_from(data: &[u8]) -> Vec<[usize; 2]> {
    // From the end: what the rest costs from here is one more than what it costs from the next place, in the better set.
    let mut costs = vec![[0, 0]; data.len() + 1];
    for at in (0..data.len()).rev() {
        let staying = |set: Set| {
            let rest = next_value(data, at, set).and_then(|(_, used)| costs.get(at + used));
            rest.map(|both| cost_in(*both, set) + 1)
        };
        let (b, c) = (staying(Set::B), staying(Set::C));
        let best = |stay: Option<usize>, switch: Option<usize>| {
            let switched = switch.map(|n| n + 1);
            stay.into_iter().chain(switched).min().unwrap_or(usize::MAX)
        };
        let both = [best(b, c), best(c, b)];
        costs.get_mut(at).into_iter().for_each(|at| *at = both);
    }
    costs
}

fn cost_in([b, c]: [usize; 2], set: Set) -> usize {
    match set {
        Set::B => b,
        Set::C => c,
    }
}

fn other_set(set: Set) -> Set {
    match set {
        Set::B => Set::C,
        Set::C => Set::B,
    }
}

/// The next symbol character in this set and how much data it takes; None if the set cannot go on here.
fn next_value(data: &[u8], at: usize, set: Set) -> Option<(u8, usize)> {
    let rest = data.get(at..)?;
    match (set, rest) {
        (_, [b'^', ..]) => Some((FNC1, 1)),
        (Set::B, [c, ..]) => Some((c - b' ', 1)),
        (Set::C, [a @ b'0'..=b'9', b @ b'0'..=b'9', ..]) => Some(((a - b'0') * 10 + (b - b'0'), 2)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_character_is_eleven_modules_wide_and_no_two_are_alike() {
        for (n, pattern) in CHARACTERS.iter().enumerate() {
            let wide: u32 = pattern_widths(pattern).map(u32::from).sum();
            let bars: u32 = pattern_widths(pattern).step_by(2).map(u32::from).sum();
            assert_eq!(wide, if n == 106 { 13 } else { 11 }, "{n}");
            assert!(n == 106 || bars.is_multiple_of(2), "{n}: bars are even");
            assert_eq!(CHARACTERS.iter().filter(|p| *p == pattern).count(), 1);
        }
    }

    #[test]
    fn digits_go_in_pairs_and_sets_change_as_seldom_as_can_be() {
        let said = |raw: &str| symbol_values(raw.strip_prefix('^').unwrap().as_bytes());
        assert_eq!(
            said("^0109520123456788"),
            [105, 102, 1, 9, 52, 1, 23, 45, 67, 88]
        );
        assert_eq!(said("^10L1"), [105, 102, 10, 100, 44, 17]);
        assert_eq!(
            said("^10123^21A"),
            [105, 102, 10, 12, 100, 19, 102, 18, 17, 33]
        );
    }

    #[test]
    fn what_gs1_does_not_allow_has_no_symbol() {
        for wrong in ["", "^", "0109520123456788", "^10Lô", "^10A B"] {
            assert_eq!(gs1_128(wrong), None, "{wrong}");
        }
        assert!(gs1_128(&format!("^{}", "9".repeat(48))).is_some());
        assert_eq!(gs1_128(&format!("^{}", "9".repeat(49))), None);
    }

    /// What a reader makes of the values, by ISO/IEC 15417's tables for sets B and C.
    fn read(values: &[u8]) -> String {
        let mut set = values[0];
        let mut out = String::new();
        for value in &values[1..] {
            match (*value, set) {
                (FNC1, _) => out.push('^'),
                (TO_B, START_C) => set = START_B,
                (TO_C, START_B) => set = START_C,
                (n, START_C) => out += &format!("{n:02}"),
                (n, _) => out.push(char::from(n + b' ')),
            }
        }
        out
    }

    /// Tries every way to write the data.
    fn fewest(data: &[u8], set: Set, may_switch: bool) -> usize {
        if data.is_empty() {
            return 0;
        }
        let stay = next_value(data, 0, set).map(|(_, used)| 1 + fewest(&data[used..], set, true));
        let switch = may_switch.then(|| 1 + fewest(data, other_set(set), false));
        stay.into_iter()
            .chain(switch)
            .min()
            .unwrap_or(usize::MAX / 2)
    }

    proptest! {
        #[test]
        fn any_data_reads_back_in_the_fewest_characters(data in "[0-9A-Za-z^-]{0,4}[0-9]{1,6}[0-9A-Z^]{0,4}") {
            let values = symbol_values(data.as_bytes());
            prop_assert_eq!(read(&values), format!("^{data}"));
            let best = fewest(data.as_bytes(), Set::B, false).min(fewest(data.as_bytes(), Set::C, false));
            prop_assert_eq!(values.len(), best + 2);
        }
    }
}
