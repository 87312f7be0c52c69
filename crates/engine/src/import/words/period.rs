//! Time in words: what a title or a sheet's name says of year and month ("THÁNG 8 NĂM 2026"), and the words for days, weeks, months and
//! years behind a number or in a header.

use super::rules::RULES;
use super::text::fold;

/// What stands above a table about its time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Period {
    pub year: Option<i16>,
    pub month: Option<i8>,
    /// The workbook counts days from 1904, as Excel on old Macs did.
    pub since_1904: bool,
}

impl Period {
    /// By the title above a table, else by the sheet's name, else as for the table before; where two years or months are named, none.
    pub fn above(titles: &str, sheet_name: &str, before: Self) -> Self {
        let (title, sheet) = (Named::by(titles), Named::by(sheet_name));
        if title.is_nothing() && before.is_known() {
            return before;
        }
        let years = first_of([title.years, sheet.years]);
        Self {
            year: if years.is_empty() {
                before.year
            } else {
                only(&years)
            },
            month: only(&first_of([title.months, sheet.months])),
            ..before
        }
    }

    fn is_known(&self) -> bool {
        self.year.is_some() || self.month.is_some()
    }
}

/// The years and months that a text names.
struct Named {
    years: Vec<i16>,
    months: Vec<i8>,
}

impl Named {
    fn by(text: &str) -> Self {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        Self {
            years: words.iter().filter_map(|w| year(w)).collect(),
            months: (0..words.len())
                .filter_map(|at| month(&words, at))
                .collect(),
        }
    }

    fn is_nothing(&self) -> bool {
        self.years.is_empty() && self.months.is_empty()
    }
}

fn first_of<T>(lists: [Vec<T>; 2]) -> Vec<T> {
    let [first, second] = lists;
    if first.is_empty() { second } else { first }
}

fn only<T: PartialEq + Copy>(found: &[T]) -> Option<T> {
    let first = *found.first()?;
    found.iter().all(|f| *f == first).then_some(first)
}

fn year(word: &str) -> Option<i16> {
    let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    // Four letters that are no number ("20kg") are no year.
    word.parse().ok().filter(|_| is_year)
}

/// "thang 8", "t8" and "8 2026"; not the month of a whole date ("22 thang 11"), but the second of "thang 8, thang 9".
fn month(words: &[&str], at: usize) -> Option<i8> {
    let word = |i: Option<usize>| i.and_then(|i| words.get(i)).copied().unwrap_or("");
    let before = word(at.checked_sub(1));
    let is_number = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_digit());
    let this = word(Some(at));
    let ends_date = is_number(word(at.checked_sub(2))) && word(at.checked_sub(3)) != "thang";
    let digits = match this.strip_prefix('t').filter(|d| is_number(d)) {
        Some(digits) => digits,
        None if before == "thang" && !ends_date => this,
        None if year(word(Some(at + 1))).is_some()
            && !is_number(before)
            && before != "thang"
            && !RULES.numbered_words.contains(before) =>
        {
            this
        }
        None => return None,
    };
    // "thang nay" names no month.
    digits.parse().ok().filter(|m| (1..=12).contains(m))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_say_their_year_and_month() {
        for (title, sheet, year, month) in [
            ("SỔ THU HOẠCH NĂM 2026", "Sheet1", Some(2026), None),
            ("SỔ THU MUA NĂM 2026", "Tháng 8", Some(2026), Some(8)),
            ("THÁNG 9 NĂM 2026", "Tháng 8", Some(2026), Some(9)),
            ("", "T8-2026", Some(2026), Some(8)),
            ("Thu mua 08/2026", "", Some(2026), Some(8)),
            ("Từ ngày 1/1/2026 đến ngày 31/12/2026", "", Some(2026), None),
            ("Tam Đường, ngày 22 tháng 11 năm 2026", "", Some(2026), None),
            ("VỤ 2025-2026", "", None, None),
            ("Tháng 8, tháng 9 năm 2026", "", Some(2026), None),
            ("Thu hoạch", "", None, None),
            ("SỔ THU HOẠCH QUÝ 3/2026", "", Some(2026), None),
            ("VỤ 2/2026", "", Some(2026), None),
            ("ĐỢT 1/2026", "", Some(2026), None),
            ("TỔ 4 - 2026", "", Some(2026), None),
            ("Mẫu số 5/2026", "", Some(2026), None),
        ] {
            let period = Period::above(title, sheet, Period::default());
            assert_eq!((period.year, period.month), (year, month), "{title}");
        }
    }

    #[test]
    fn a_later_title_changes_what_it_names() {
        let august = Period::above("THÁNG 8 NĂM 2026", "", Period::default());
        assert_eq!(Period::above("Cộng", "", august), august);
        let september = Period::above("THÁNG 9", "", august);
        assert_eq!((september.year, september.month), (Some(2026), Some(9)));
        let year = Period::above("NĂM 2025", "", august);
        assert_eq!((year.year, year.month), (Some(2025), None));
    }
}
