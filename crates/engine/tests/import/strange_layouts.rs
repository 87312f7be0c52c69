//! Ledgers laid out as nobody asked for, and read as their accountant reads them: units below a header, tables side by side, dates
//! without a year, ditto marks, sums beside lists, sheets that say again what others say.

use nuong_engine::views::ImportReport;

use super::book::{self, C, Rows};
use super::kit::{Coop, places};
use crate::row;

fn import(sheets: &[(&str, Rows)]) -> (Coop, ImportReport) {
    let coop = Coop::new();
    let mut all = book::masters().to_vec();
    all.extend(sheets.iter().cloned());
    let path = book::write(coop.dir.path(), "a.xlsx", &all);
    let report = coop.import(&path).unwrap();
    let again = coop.import(&path).unwrap();
    assert_eq!((again.harvests.added, again.lots_added), (0, 0));
    (coop, report)
}

/// What came in of one sheet: rows, milligrams, refused places.
fn harvests(rows: Rows) -> (u32, i64, Vec<(u32, String)>) {
    let (coop, report) = import(&[("Thu hoạch", rows)]);
    let refused = places(&report.harvests.refused);
    let refused = refused.into_iter().map(|(r, f)| (r, f.to_owned()));
    (report.harvests.added, coop.milligrams(), refused.collect())
}

fn usual(day: impl Into<C>, kg: f64) -> Vec<C> {
    row![day.into(), "H1", "T1", "CHE", kg, ""]
}

fn header() -> Vec<C> {
    row![
        "Ngày",
        "Mã hộ",
        "Mã thửa",
        "Mã SP",
        "Số lượng (kg)",
        "Số lô"
    ]
}

fn codes(problems: &[nuong_engine::views::CellProblem]) -> Vec<&str> {
    problems.iter().map(|p| p.code.as_str()).collect()
}

#[test]
fn names_over_groups_of_columns_are_read_with_the_names_below() {
    let rows = vec![
        row![
            "Ngày thu hoạch",
            "Thông tin hộ",
            "",
            "Nơi trồng",
            "",
            "Hàng hóa",
            "",
            "Ghi chú"
        ],
        row![
            "",
            "Mã hộ",
            "Họ và tên",
            "Mã thửa",
            "Cây",
            "Mã SP",
            "Số lượng (tạ)",
            ""
        ],
        row![
            "5/8/2026",
            "H1",
            "Lò Văn Mẫu",
            "T1",
            "chè",
            "CHE",
            "1,5",
            "x"
        ],
    ];
    assert_eq!(harvests(rows), (1, 150_000_000, vec![]));
}

#[test]
fn of_several_weights_the_sum_or_the_net_is_the_amount_and_it_is_said() {
    for (names, amounts) in [
        (
            ["Loại 1 (kg)", "Loại 2 (kg)", "Tổng (kg)"],
            [60.0, 40.0, 100.0],
        ),
        (
            ["KL cả bì (kg)", "Trừ bì (kg)", "KL thực (kg)"],
            [110.0, 10.0, 100.0],
        ),
        (
            ["Số bao", "Trọng lượng/bao (kg)", "Tổng trọng lượng (kg)"],
            [2.0, 50.0, 100.0],
        ),
    ] {
        let [a, b, c] = names;
        let [x, y, z] = amounts;
        let rows = vec![
            row!["Ngày", "Hộ", "Thửa", "Mã SP", a, b, c],
            row!["5/8/2026", "H1", "T1", "CHE", x, y, z],
            row!["6/8/2026", "H1", "T1", "CHE", x, y, z],
        ];
        let (coop, report) = import(&[("Thu hoạch", rows)]);
        assert_eq!(coop.milligrams(), 200_000_000, "{names:?}");
        let said = codes(&report.harvests.warnings);
        let told = said.iter().filter(|c| **c == "quantity_columns").count();
        assert_eq!(told, 1, "{names:?}");
    }
}

#[test]
fn the_title_gives_the_year_and_the_month() {
    let rows = vec![
        row!["SỔ THU HOẠCH NĂM 2026"],
        header(),
        usual("5/8", 10.0),
        usual("31/9", 1.0),
    ];
    let (coop, report) = import(&[("Thu hoạch", rows)]);
    assert_eq!((report.harvests.added, coop.milligrams()), (1, 10_000_000));
    assert_eq!(places(&report.harvests.refused), [(4, "date")]);
    assert_eq!(
        report.harvests.warnings[0].message,
        "“5/8” thiếu năm hoặc tháng, nên được đọc là 05/08/2026 theo tiêu đề của bảng. Nếu không đúng, ghi đủ ngày/tháng/năm."
    );
    let rows = vec![
        row!["SỔ NĂM 2026"],
        header(),
        usual(5.0, 10.0),
        usual("32", 1.0),
    ];
    let (coop, report) = import(&[("Tháng 8", rows)]);
    assert_eq!((report.harvests.added, coop.milligrams()), (1, 10_000_000));
    assert_eq!(places(&report.harvests.refused), [(4, "date")]);
}

#[test]
fn a_date_without_a_year_anywhere_is_refused_for_that() {
    let (_, report) = import(&[("Thu hoạch", vec![header(), usual("5/8", 10.0)])]);
    assert_eq!(
        report.harvests.refused[0].message,
        "“5/8” thiếu năm. Ghi đủ ngày/tháng/năm, ví dụ 20/10/2026."
    );
}

#[test]
fn ditto_marks_say_what_stands_above() {
    let rows = vec![
        header(),
        usual("5/8/2026", 10.0),
        row!["\"", "nt", "-nt-", "như trên", 11.0, ""],
        row!["〃", "H2", "T2", "GAO", 12.0, ""],
        row!["//", "\"", "\"", "\"", "\"", ""],
    ];
    assert_eq!(
        harvests(rows),
        (3, 33_000_000, vec![(5, "quantity".into())])
    );
}

#[test]
fn tables_side_by_side_are_all_read() {
    let lists = vec![
        row!["Mã SP", "Tên sản phẩm", "", "Mã hộ", "Chủ hộ", "SĐT"],
        row!["LE", "Lê", "", "H8", "Giàng A Mẫu", "0912345678"],
        row!["", "", "", "H9", "Vàng A Mẫu", "0912345679"],
    ];
    let harvests = vec![
        row![
            "Ngày", "Hộ", "Thửa", "Mã SP", "SL (kg)", "", "Ngày", "Hộ", "Thửa", "Mã SP", "SL (kg)"
        ],
        row![
            "5/8/2026", "H1", "T1", "CHE", 10.0, "", "6/8/2026", "H2", "T2", "GAO", 20.0
        ],
        row!["7/8/2026", "H1", "T1", "CHE", 11.0],
    ];
    let (coop, report) = import(&[("DM", lists), ("Thu", harvests)]);
    assert_eq!((report.products.added, report.households.added), (3, 4));
    assert_eq!((report.harvests.added, coop.milligrams()), (3, 41_000_000));
}

#[test]
fn a_gap_between_a_tables_columns_makes_no_second_table() {
    let rows = vec![
        row![
            "Mã hộ",
            "Họ và tên",
            "",
            "Ngày",
            "Mã thửa",
            "Mã SP",
            "SL (kg)"
        ],
        row!["H1", "Lò Văn Mẫu", "", "5/8/2026", "T1", "CHE", 10.0],
        row!["H1", "Lò Văn Mẫu", "", "6/8/2026", "T1", "CHE", 11.0],
    ];
    assert_eq!(harvests(rows), (2, 21_000_000, vec![]));
}

#[test]
fn sums_for_each_household_are_not_the_list_of_households() {
    let sums = vec![
        row!["Mã hộ", "Chủ hộ", "Tổng sản lượng (kg)"],
        row!["H1", "Lò Văn M.", 10.0],
        row!["H3", "Giàng A Mẫu", 0.0],
    ];
    let (_, report) = import(&[("Tổng hợp", sums)]);
    assert_eq!(
        (report.households.added, report.households.refused.len()),
        (3, 0)
    );
    let payments = vec![
        row!["Mã hộ", "Chủ hộ", "Số lượng (kg)", "Thành tiền"],
        row!["H1", "Lò Văn Mẫu", 10.0, 5.0],
        row!["H1", "Lò Văn Mẫu", 20.0, 5.0],
    ];
    let (_, report) = import(&[("Chi tiền", payments)]);
    assert_eq!(report.ignored_sheets, ["Chi tiền"]);
}

#[test]
fn a_list_that_repeats_a_code_without_contradiction_completes_it() {
    let more = vec![
        row!["Mã hộ", "Chủ hộ", "SĐT"],
        row!["H1", "Lò Văn Mẫu", "0912345678"],
    ];
    let (_, report) = import(&[("Danh bạ", more)]);
    assert_eq!(codes(&report.households.warnings), ["repeated"]);
    assert_eq!(
        (report.households.added, report.households.refused.len()),
        (2, 0)
    );
}
