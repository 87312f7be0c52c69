//! What a column's name may mean: the longest agreement with the names of the rules, without tones, case, brackets and trailing units.

use nuong_domain::clean;

use crate::import::words::rules::{LedgerUnit, Measure, Name, RULES};
use crate::import::words::text::{bracketed, fold};

/// What a column may be, and how well its name agrees.
pub(crate) struct Candidate {
    pub name: Name,
    pub column: usize,
    pub score: usize,
}

const EXACT: usize = 1000;

const WITHOUT_UNIT: usize = 900;

const PREFIX: usize = 600;

const SUFFIX: usize = 400;

const INNER: usize = 350;

/// "Cân tươi (kg)": only the unit says that it is an amount.
const ONLY_A_UNIT: usize = 200;

/// A header that names a weight is rather the amount than one that counts bags.
const WEIGHED: usize = 100;

/// A partial agreement needs this many letters ("kg" or "mã" alone agree with anything), unless it is one of the rules' short words.
pub(crate) const PARTIAL_LETTERS: usize = 4;

/// A longer text is a remark, not a column's name; what two rows say of a column together stays below it too.
const NAME_CHARS: usize = 120;

/// A measure without one size, in brackets or as the last word.
pub(crate) fn local_unit_in(header: &str) -> Option<String> {
    let last = header.split_whitespace().next_back();
    let is_local = |part: &&str| RULES.local_units.contains(&fold(part));
    bracketed(header)
        .chain(last)
        .find(is_local)
        .map(|part| clean(part).to_lowercase())
}

/// The unit of a header: in brackets, or its last word.
pub(crate) fn unit_in(header: &str) -> Option<LedgerUnit> {
    // A mark of a duty to fill in ("Khối lượng, tấn *") is no part of the unit.
    let bare = header.trim_end_matches(|c: char| !c.is_alphanumeric());
    bracketed(header)
        .find_map(|part| RULES.unit(part))
        .or_else(|| RULES.unit(bare.split([' ', ',', '/', '\n', ':']).next_back()?))
}

/// All that a column's name may mean.
pub(crate) fn candidates(column: usize, text: &str) -> Vec<Candidate> {
    if text.chars().nth(NAME_CHARS).is_some() {
        return Vec::new();
    }
    let text = unnumbered(text);
    let bare = fold(&without_brackets(text));
    let whole = fold(text);
    let mut found = lookup(column, &bare, EXACT);
    if whole != bare {
        found.extend(lookup(column, &whole, EXACT));
    }
    let words: Vec<&str> = bare.split(' ').collect();
    if let Some((last, rest)) = words.split_last().filter(|(_, rest)| !rest.is_empty()) {
        if RULES.unit(last).is_some() {
            found.extend(lookup(column, &rest.join(" "), WITHOUT_UNIT));
        }
        found.extend(partial(column, &words));
    }
    if found.is_empty() && whole != bare {
        found = partial(column, &whole.split(' ').collect::<Vec<_>>());
    }
    weigh(column, text, &words, &mut found);
    found
}

/// Amounts by their unit: a weight counts for more than a number of bags, and a unit under an unknown name is enough, unless a price
/// is meant.
fn weigh(column: usize, text: &str, words: &[&str], found: &mut Vec<Candidate>) {
    let Some(unit) = unit_in(text) else { return };
    let is_amount = |c: &Candidate| c.name.field == "quantity";
    for amount in found.iter_mut().filter(|c| is_amount(c)) {
        amount.score = match unit.measure {
            Measure::Mass => amount.score + WEIGHED,
            _ => amount.score.saturating_sub(WEIGHED),
        };
    }
    let is_price = words.iter().any(|w| RULES.price_words.contains(*w));
    if unit.measure == Measure::Mass && !is_price && !found.iter().any(is_amount) {
        found.extend(lookup(column, "quantity", ONLY_A_UNIT));
    }
}

/// The longest run of words that is a known name: from the front, else from the back, else from within.
fn partial(column: usize, words: &[&str]) -> Vec<Candidate> {
    for length in (1..words.len()).rev() {
        let last = words.len() - length;
        let starts = [0, last].into_iter().chain(1..last);
        for start in starts {
            let run = words.iter().skip(start).take(length);
            let name = run.copied().collect::<Vec<_>>().join(" ");
            if name.len() < PARTIAL_LETTERS && !RULES.short_names.contains(&name) {
                continue;
            }
            let score = match start {
                0 => PREFIX,
                s if s == last => SUFFIX,
                _ => INNER,
            };
            let found = lookup(column, &name, score.saturating_sub(last * 20));
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

fn lookup(column: usize, name: &str, score: usize) -> Vec<Candidate> {
    let uses = RULES.names.get(name).map_or(&[][..], Vec::as_slice);
    uses.iter()
        .map(|name| Candidate {
            name: *name,
            column,
            score: score.saturating_sub(name.rank),
        })
        .collect()
}

/// "3. Mã thửa" is "Mã thửa".
fn unnumbered(text: &str) -> &str {
    let rest = text
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(name) if rest.len() < text.trim_start().len() => name,
        _ => text,
    }
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}
