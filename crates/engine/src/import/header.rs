//! Which row is a header, of which table, and where each field stands: found by names, wherever the row is and however it is spelt.
//! A name counts without tones, case, brackets and trailing units; the longest agreement wins and each column serves one field.

use std::collections::HashMap;

use super::cell::Cell;
use super::number::Style;
use super::rules::{Kind, LedgerUnit, Measure, Name, RULES};
use super::text::fold;
use super::workbook::Row;

/// Where a field stands in a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub index: usize,
    /// From the header: "Sản lượng (tạ)".
    pub unit: Option<LedgerUnit>,
    /// How this column writes decimals.
    pub style: Style,
}

/// A recognised header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Header {
    pub kind: Kind,
    pub columns: HashMap<&'static str, Column>,
    /// Rows it takes: 1, or 2 where one name spans several columns.
    pub height: usize,
}

struct Candidate {
    name: Name,
    column: usize,
    score: usize,
}

const EXACT: usize = 1000;
const WITHOUT_UNIT: usize = 900;
const PREFIX: usize = 600;
const SUFFIX: usize = 400;
const SHEET_HINT: usize = 300;
const INNER: usize = 350;
/// "Cân tươi (kg)": only the unit says that it is an amount.
const ONLY_A_UNIT: usize = 200;
/// A header that names a weight is rather the amount than one that counts bags.
const WEIGHED: usize = 100;
/// A partial agreement needs this many letters ("kg" or "mã" alone agree with anything), unless it is one of the rules' short words.
const PARTIAL_LETTERS: usize = 4;
/// A longer text is a remark, not a column's name; what two rows say of a column together stays below it too.
const NAME_CHARS: usize = 120;

/// The header that begins at `row`, if it is one; `below` may complete it.
pub(super) fn detect(sheet_name: &str, row: &Row, below: Option<&Row>) -> Option<Header> {
    if !could_be(row) {
        return None;
    }
    let own: Vec<(usize, String)> = texts(row).collect();
    best(sheet_name, &own, 1).or_else(|| {
        let below = below.filter(|b| could_be(b))?;
        // A header that needs nothing from above leaves the row above it in peace: that is a record.
        let lower: Vec<(usize, String)> = texts(below).collect();
        let needs_it = best(sheet_name, &lower, 1).is_none();
        needs_it.then(|| best(sheet_name, &joined(row, below), 2))?
    })
}

/// Names are texts that don't begin with a digit, at least two of them (a title is one); of four cells one may be something else,
/// such as a year over a column of remarks.
fn could_be(row: &Row) -> bool {
    let (mut names, mut others) = (0_usize, 0_usize);
    for cell in row.cells.iter().filter(|c| !c.is_blank()) {
        match cell {
            Cell::Text(text) if !text.trim_start().starts_with(|c: char| c.is_ascii_digit()) => {
                names += 1
            }
            _ => others += 1,
        }
    }
    names >= 2 && others * 3 <= names
}

fn texts(row: &Row) -> impl Iterator<Item = (usize, String)> {
    row.cells
        .iter()
        .enumerate()
        .filter(|(_, c)| !c.is_blank())
        .map(|(i, c)| (i, c.text()))
}

/// Two header rows read as one: the upper name runs on over the empty cells to its right that have a name below.
fn joined(row: &Row, below: &Row) -> Vec<(usize, String)> {
    let mut upper = String::new();
    let mut names = Vec::new();
    for index in 0..row.cells.len().max(below.cells.len()) {
        let (over, under) = (row.cell(index).text(), below.cell(index).text());
        if !over.is_empty() {
            upper = over.clone();
        }
        match (over.is_empty(), under.is_empty()) {
            (_, false) => names.push((index, format!("{upper} ({under})"))),
            (false, true) => names.push((index, over)),
            (true, true) => upper.clear(),
        }
    }
    names
}

fn best(sheet_name: &str, names: &[(usize, String)], height: usize) -> Option<Header> {
    let mut candidates: Vec<Candidate> = names
        .iter()
        .flat_map(|(column, text)| candidates(*column, text))
        .collect();
    candidates.sort_by_key(|c| std::cmp::Reverse(c.score));
    let sheet = fold(sheet_name);
    let scored = RULES.kinds.iter().filter_map(|(kind, rules)| {
        let (columns, score) = assign(*kind, &candidates);
        let complete = rules.required.iter().all(|group| {
            group
                .iter()
                .any(|field| columns.contains_key(field.as_str()))
        });
        let hint = rules.sheet_names.iter().any(|name| is_named(&sheet, name));
        complete.then_some((score + if hint { SHEET_HINT } else { 0 }, *kind, columns))
    });
    let (_, kind, columns) = scored.max_by_key(|(score, ..)| *score)?;
    let columns = columns
        .into_iter()
        .map(|(field, index)| (field, column(index, names)))
        .collect();
    Some(Header {
        kind,
        columns,
        height,
    })
}

/// True when a sheet's name has these words in it; a short word only as a whole ("hộ" is not in "thu hoạch").
fn is_named(sheet: &str, words: &str) -> bool {
    match words.len() {
        0 => false,
        1..PARTIAL_LETTERS => sheet.split(' ').any(|word| word == words),
        _ => sheet.contains(words),
    }
}

/// Best agreements first: each field one column, each column one field.
fn assign(kind: Kind, candidates: &[Candidate]) -> (HashMap<&'static str, usize>, usize) {
    let mut columns: HashMap<&'static str, usize> = HashMap::new();
    let mut score = 0;
    for candidate in candidates.iter().filter(|c| c.name.kind == kind) {
        let taken = columns.contains_key(candidate.name.field)
            || columns.values().any(|c| *c == candidate.column);
        if !taken {
            columns.insert(candidate.name.field, candidate.column);
            score += candidate.score;
        }
    }
    (columns, score)
}

fn column(index: usize, names: &[(usize, String)]) -> Column {
    let unit = names
        .iter()
        .find(|(i, _)| *i == index)
        .and_then(|(_, text)| unit_in(text));
    Column {
        index,
        unit,
        style: Style::default(),
    }
}

/// The unit of a header: in brackets, or its last word.
fn unit_in(header: &str) -> Option<LedgerUnit> {
    // A mark of a duty to fill in ("Khối lượng, tấn *") is no part of the unit.
    let bare = header.trim_end_matches(|c: char| !c.is_alphanumeric());
    let bracketed = header
        .split(['(', '['])
        .skip(1)
        .filter_map(|part| part.split([')', ']']).next());
    bracketed
        .into_iter()
        .find_map(|part| RULES.unit(part))
        .or_else(|| RULES.unit(bare.split([' ', ',', '/', '\n', ':']).next_back()?))
}

fn candidates(column: usize, text: &str) -> Vec<Candidate> {
    if text.chars().nth(NAME_CHARS).is_some() {
        return Vec::new();
    }
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
            let name = words
                .get(start..start + length)
                .unwrap_or_default()
                .join(" ");
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
    let uses = RULES.names.get(name).map(Vec::as_slice).unwrap_or_default();
    uses.iter()
        .map(|name| Candidate {
            name: *name,
            column,
            score: score.saturating_sub(name.rank),
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &[&str]) -> Row {
        Row {
            number: 1,
            cells: texts
                .iter()
                .map(|t| {
                    if t.is_empty() {
                        Cell::Empty
                    } else {
                        Cell::Text((*t).to_owned())
                    }
                })
                .collect(),
        }
    }

    fn check(sheet: &str, names: &[&str], kind: Kind, fields: &[(&str, usize)]) -> Header {
        let header = detect(sheet, &row(names), None).unwrap_or_else(|| panic!("{names:?}"));
        assert_eq!(header.kind, kind, "{names:?}");
        for (field, index) in fields {
            assert_eq!(
                header.columns.get(field).map(|c| c.index),
                Some(*index),
                "{field} in {names:?}: {:?}",
                header.columns
            );
        }
        header
    }

    #[test]
    fn the_samples_headers_are_known() {
        check(
            "Sản phẩm",
            &[
                "STT",
                "Mã SP",
                "Tên sản phẩm",
                "Nhóm hàng",
                "Mã vạch (GTIN)",
                "Khối lượng tịnh",
                "ĐVT",
                "HSD (tháng)",
                "Thành phần",
                "Bảo quản",
            ],
            Kind::Products,
            &[
                ("sku", 1),
                ("name", 2),
                ("group", 3),
                ("gtin", 4),
                ("net", 5),
                ("unit", 6),
                ("shelf_life", 7),
                ("ingredients", 8),
                ("storage", 9),
            ],
        );
        check(
            "Nông hộ",
            &["Mã hộ", "Chủ hộ", "Địa chỉ", "Điện thoại", "Ngày vào HTX"],
            Kind::Households,
            &[
                ("code", 0),
                ("name", 1),
                ("address", 2),
                ("phone", 3),
                ("joined", 4),
            ],
        );
        let plots = check(
            "x",
            &[
                "Mã thửa",
                "Hộ",
                "Cây trồng",
                "Diện tích (ha)",
                "Năm trồng",
                "Tọa độ",
                "Mã số vùng trồng",
            ],
            Kind::Plots,
            &[
                ("code", 0),
                ("household", 1),
                ("crop", 2),
                ("area", 3),
                ("year", 4),
                ("location", 5),
                ("growing_area", 6),
            ],
        );
        assert_eq!(plots.columns["area"].unit.as_ref().unwrap().code, "ha");
        check(
            "x",
            &[
                "Ngày phun",
                "Mã thửa",
                "Tên thuốc",
                "Hoạt chất",
                "Liều lượng",
                "Đối tượng",
                "Thời gian cách ly (ngày)",
                "Người phun",
            ],
            Kind::Sprays,
            &[
                ("date", 0),
                ("plot", 1),
                ("pesticide", 2),
                ("ingredient", 3),
                ("dose", 4),
                ("pest", 5),
                ("phi", 6),
                ("person", 7),
            ],
        );
        let harvests = check(
            "x",
            &[
                "STT",
                "Ngày",
                "Mã hộ",
                "Mã thửa",
                "Mã SP",
                "Số lượng (kg)",
                "Độ ẩm %",
                "Số lô",
                "Ghi chú",
            ],
            Kind::Harvests,
            &[
                ("date", 1),
                ("household", 2),
                ("plot", 3),
                ("product", 4),
                ("quantity", 5),
                ("moisture", 6),
                ("lot", 7),
                ("note", 8),
            ],
        );
        assert_eq!(
            harvests.columns["quantity"].unit.as_ref().unwrap().code,
            "kg"
        );
    }

    #[test]
    fn other_cooperatives_names_order_and_units_are_known() {
        let header = check(
            "Sheet1",
            &[
                "MA THUA",
                "KL (tạ)",
                "Mã sản phẩm",
                "ngày thu hoạch",
                "Lô",
                "Đơn giá",
                "Thành tiền",
            ],
            Kind::Harvests,
            &[
                ("plot", 0),
                ("quantity", 1),
                ("product", 2),
                ("date", 3),
                ("lot", 4),
            ],
        );
        assert_eq!(header.columns["quantity"].unit.as_ref().unwrap().code, "ta");
        let header = check(
            "x",
            &["Ngày thu", "Hộ", "Thửa", "Tên hàng", "Sản lượng, kg"],
            Kind::Harvests,
            &[
                ("date", 0),
                ("household", 1),
                ("plot", 2),
                ("product", 3),
                ("quantity", 4),
            ],
        );
        assert_eq!(header.columns["quantity"].unit.as_ref().unwrap().code, "kg");
        check(
            "x",
            &["Ngày xử lý", "Thửa", "Thuốc BVTV", "PHI"],
            Kind::Sprays,
            &[("phi", 3), ("pesticide", 2)],
        );
        check(
            "x",
            &["Mã hộ", "Họ và tên chủ hộ", "SĐT"],
            Kind::Households,
            &[("name", 1), ("phone", 2)],
        );
        check(
            "Danh mục sản phẩm",
            &["Mã", "Tên", "Nhóm"],
            Kind::Products,
            &[("sku", 0), ("name", 1)],
        );
        check(
            "Thành viên",
            &["Mã", "Tên", "Địa chỉ"],
            Kind::Households,
            &[("code", 0), ("name", 1)],
        );
    }

    #[test]
    fn a_name_over_two_columns_is_read_with_the_row_below() {
        let upper = row(&["Ngày", "Thửa", "Mã SP", "Sản lượng", "", "Ghi chú"]);
        let lower = row(&["", "", "", "Tươi (kg)", "Khô (kg)", ""]);
        let header = detect("x", &upper, Some(&lower)).unwrap();
        assert_eq!(header.columns["quantity"].index, 3);
    }

    #[test]
    fn titles_data_and_price_lists_are_no_headers() {
        for cells in [
            vec!["SỔ THU HOẠCH / THU MUA NĂM 2026"],
            vec!["H001", "T001", "BUP"],
            vec!["Mã SP", "Giá/kg"],
            vec!["Người lập", "Giám đốc"],
            vec!["Ngày", "Số lượng", "Mã SP"],
        ] {
            assert_eq!(detect("x", &row(&cells), None), None, "{cells:?}");
        }
    }

    #[test]
    fn a_mark_behind_the_unit_is_no_part_of_it() {
        assert_eq!(unit_in("Khối lượng, tấn *"), RULES.unit("tấn"));
        assert_eq!(unit_in("Số lượng (kg) *"), RULES.unit("kg"));
    }
}
