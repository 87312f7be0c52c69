//! Rows that cannot come in, or not as written: each with its cell and a sentence in the person's language; the good rows still come in.

use jiff::civil::date;
use nuong_engine::views::{CellProblem, ImportReport};

use super::book::{self, C, Rows};
use super::kit::{Coop, places};
use crate::row;

pub fn import(rows: Rows) -> (Coop, ImportReport) {
    let coop = Coop::new();
    let path = book::small(coop.dir.path(), rows);
    let report = coop.import(&path).unwrap();
    (coop, report)
}

/// One bad row and one good one: the problem, in both languages.
fn refused(bad: Vec<C>) -> [CellProblem; 2] {
    ["vi", "en"].map(|language| {
        let coop = Coop::new().in_language(language);
        let good = row!["5/8/2026", "H1", "T1", "CHE", "12", "CHE-GOOD"];
        let path = book::small(coop.dir.path(), vec![bad.clone(), good]);
        let report = coop.import(&path).unwrap();
        assert_eq!(
            (report.harvests.added, report.harvests.refused.len()),
            (1, 1),
            "{bad:?} {report:?}"
        );
        report.harvests.refused[0].clone()
    })
}

fn check(bad: Vec<C>, field: &str, vi: &str, en: &str) {
    let [in_vi, in_en] = refused(bad);
    assert_eq!(
        (in_vi.sheet.as_str(), in_vi.row, in_vi.field.as_str()),
        ("Thu hoạch", 2, field)
    );
    assert_eq!((in_vi.message.as_str(), in_en.message.as_str()), (vi, en));
}

#[test]
fn a_quantity_below_zero() {
    check(
        row!["5/8/2026", "H1", "T1", "CHE", C::N(-12.0), "L1"],
        "quantity",
        "Số lượng “-12” nhỏ hơn 0. Ghi lại số đã cân; nếu là hàng trả lại thì đừng ghi vào sổ thu hoạch.",
        "The quantity “-12” is below 0. Write what was weighed; goods returned don't belong in the harvest ledger.",
    );
}

#[test]
fn an_absurd_quantity() {
    check(
        row!["5/8/2026", "H1", "T1", "CHE", "12.000 tấn", "L1"],
        "quantity",
        "Số lượng “12.000 tấn” lớn hơn 500 tấn cho một lần. Xem lại số và đơn vị ở ô này.",
        "The quantity “12.000 tấn” is more than 500 tonnes at once. Check the number and unit in this cell.",
    );
    for cell in [
        C::N(9e300),
        C::N(1_000_001.0),
        "99999999999999999999".into(),
    ] {
        assert_eq!(
            refused(vec![
                "5/8/2026".into(),
                "H1".into(),
                "T1".into(),
                "CHE".into(),
                cell,
                "L1".into()
            ])[0]
                .code,
            "quantity_absurd"
        );
    }
}

#[test]
fn nothing_words_and_other_units_are_no_quantity() {
    for (cell, code) in [
        (C::N(0.0), "quantity_zero"),
        ("".into(), "quantity_missing"),
        (" - ".into(), "quantity_missing"),
        ("?".into(), "quantity_invalid"),
        ("hai tạ".into(), "quantity_invalid"),
        ("12 ha".into(), "quantity_other_unit"),
        ("12 lít".into(), "quantity_other_unit"),
        ("12 sào".into(), "quantity_unit_unknown"),
        (date(2026, 8, 5).into(), "quantity_is_date"),
    ] {
        let [problem, _] = refused(vec![
            "5/8/2026".into(),
            "H1".into(),
            "T1".into(),
            "CHE".into(),
            cell,
            "L1".into(),
        ]);
        assert_eq!(
            (problem.field.as_str(), problem.code.as_str()),
            ("quantity", code)
        );
    }
}

#[test]
fn a_formula_gives_its_last_value_and_a_broken_one_is_refused() {
    let (coop, report) = import(vec![row![
        "5/8/2026",
        "H1",
        "T1",
        "CHE",
        C::F("=10+2.5", "12.5"),
        "L1"
    ]]);
    assert_eq!((report.harvests.added, coop.milligrams()), (1, 12_500_000));
    check(
        row![
            "5/8/2026",
            "H1",
            "T1",
            "CHE",
            C::F("=#REF!*2", "#REF!"),
            "L1"
        ],
        "quantity",
        "Công thức ở ô này báo lỗi #REF!. Sửa công thức trong Excel, hoặc ghi thẳng giá trị vào ô.",
        "The formula in this cell says #REF!. Fix it in Excel, or write the value itself.",
    );
}

#[test]
fn a_formula_that_was_never_computed_is_refused() {
    for (language, sentence) in [
        (
            "vi",
            "Ô này là công thức chưa được tính. Mở tệp bằng Excel, bấm Lưu, rồi nhập lại.",
        ),
        (
            "en",
            "This cell is a formula that was never computed. Open the file in Excel, save it, and import it again.",
        ),
    ] {
        let coop = Coop::new().in_language(language);
        let path = book::small(
            coop.dir.path(),
            vec![row![
                "5/8/2026",
                "H1",
                "T1",
                "CHE",
                C::F("=2*3", "987654"),
                "L1"
            ]],
        );
        book::edit(&path, |xml| xml.replace("<v>987654</v>", "<v></v>"));
        let report = coop.import(&path).unwrap();
        assert_eq!(
            (
                places(&report.harvests.refused),
                report.harvests.refused[0].message.as_str()
            ),
            (vec![(2, "quantity")], sentence)
        );
    }
}

#[test]
fn dates_that_cannot_be() {
    check(
        row!["20/13/2026", "H1", "T1", "CHE", "12", "L1"],
        "date",
        "“20/13/2026” không phải là một ngày có thật. Sửa thành ngày/tháng/năm, ví dụ 20/10/2026.",
        "“20/13/2026” is not a date that exists. Write day/month/year, such as 20/10/2026.",
    );
    check(
        row!["24/11/2026", "H1", "T1", "CHE", "12", "L1"],
        "date",
        "Ngày 24/11/2026 chưa đến. Xem lại ngày, tháng và năm ở ô này.",
        "24/11/2026 has not come yet. Check day, month and year in this cell.",
    );
    for (text, code) in [
        ("hôm qua", "date_invalid"),
        ("", "date_missing"),
        ("5/8/1926", "date_absurd"),
        ("30.2.26", "date_invalid"),
    ] {
        assert_eq!(
            refused(row![text, "H1", "T1", "CHE", "12", "L1"])[0].code,
            code
        );
    }
    let (_, report) = import(vec![
        row!["5/8/2012", "H1", "T1", "CHE", "12", "L1"],
        row!["23/11/2026", "H1", "T1", "CHE", "12", "L1"],
    ]);
    assert_eq!(report.harvests.added, 2);
    assert_eq!(
        report.harvests.warnings[0].message,
        "Ngày 05/08/2012 đã hơn 10 năm trước. Dòng này vẫn được nhập; xem lại năm nếu ghi nhầm."
    );
}

#[test]
fn unknown_plots_households_and_products() {
    check(
        row!["5/8/2026", "H1", "T999", "CHE", "12", "L1"],
        "plot",
        "Không có thửa “T999” trong sổ thửa. Sửa mã thửa, hoặc thêm thửa này vào sổ rồi nhập lại.",
        "There is no plot “T999” in the plot list. Correct the code, or add the plot to the list and import again.",
    );
    check(
        row!["5/8/2026", "H99", "T1", "CHE", "12", "L1"],
        "household",
        "Không có hộ “H99” trong danh sách hộ. Sửa mã hộ, hoặc thêm hộ này vào danh sách rồi nhập lại.",
        "There is no household “H99” in the household list. Correct the code, or add the household to the list and import again.",
    );
    check(
        row!["5/8/2026", "H1", "T1", "TRA", "12", "L1"],
        "product",
        "Không có sản phẩm “TRA” trong danh mục. Sửa mã, hoặc thêm sản phẩm này vào danh mục rồi nhập lại.",
        "There is no product “TRA” in the product list. Correct the code, or add the product to the list and import again.",
    );
    let (_, report) = import(vec![row!["5/8/2026", "H2", "T1", "CHE", "12", "L1"]]);
    assert_eq!(report.harvests.added, 1);
    assert_eq!(
        report.harvests.warnings[0].message,
        "Thửa T1 trong sổ là của hộ H1, không phải hộ H2. Dòng này vẫn được nhập theo thửa; xem lại mã hộ hoặc mã thửa."
    );
}

#[test]
fn several_faults_of_a_row_are_one_refusal_that_says_them_all() {
    let [problem, _] = refused(row!["hôm qua", "H1", "T999", "CHE", "?", "L1"]);
    assert_eq!(problem.field, "date");
    assert!(
        problem.message.contains("hôm qua")
            && problem.message.contains("T999")
            && problem.message.contains("“?” không phải là số"),
        "{}",
        problem.message
    );
}

#[test]
fn a_harvest_inside_an_interval_comes_in_flagged() {
    let coop = Coop::new().in_language("en");
    let sprays = (
        "Phun thuốc",
        vec![
            row!["Ngày phun", "Thửa", "Tên thuốc", "PHI"],
            row!["1/8/2026", "T1", "Thuốc mẫu A", "7 ngày"],
            row!["1/8/2026", "T1", "Thuốc mẫu B", ""],
        ],
    );
    let harvests = (
        "Thu hoạch",
        vec![
            row!["Ngày", "Thửa", "Mã SP", "SL"],
            row!["7/8/2026", "T1", "CHE", "12"],
            row!["8/8/2026", "T1", "CHE", "12"],
            row!["31/7/2026", "T1", "CHE", "12"],
        ],
    );
    let [a, b, c] = book::masters();
    let path = book::write(coop.dir.path(), "so.xlsx", &[harvests, sprays, a, b, c]);
    let report = coop.import(&path).unwrap();
    assert_eq!(
        (
            report.harvests.added,
            report.phi_conflicts,
            report.sprays.added
        ),
        (3, 1, 1)
    );
    let warning = report
        .harvests
        .warnings
        .iter()
        .find(|w| w.code == "phi_conflict")
        .unwrap();
    assert_eq!(
        (warning.row, warning.message.as_str()),
        (
            2,
            "Harvested on 07/08/2026 inside a pre-harvest interval: Thuốc mẫu A was sprayed on 01/08/2026, safe from 08/08/2026. The row comes in and is marked; to print labels of its lot, the person responsible must allow it."
        )
    );
    assert_eq!(coop.lots().iter().filter(|l| l.phi_conflict).count(), 1);
    assert_eq!(
        (
            report.sprays.refused[0].field.as_str(),
            report.sprays.refused[0].code.as_str()
        ),
        ("phi", "phi_invalid")
    );
}

#[test]
fn doubtful_numbers_are_said_and_a_columns_own_style_settles_them() {
    let (coop, report) = import(vec![row!["5/8/2026", "H1", "T1", "CHE", "1.234", "L1"]]);
    assert_eq!(
        report.harvests.warnings[0].message,
        "“1.234” được đọc là 1.234. Nếu không đúng, ghi lại không có dấu ngăn hàng nghìn."
    );
    assert_eq!(coop.milligrams(), 1_234_000_000);
    let (coop, report) = import(vec![
        row!["5/8/2026", "H1", "T1", "CHE", "1,234", "L1"],
        row!["5/8/2026", "H1", "T1", "CHE", "1,000.5", "L2"],
    ]);
    assert_eq!(
        (report.harvests.warnings.len(), coop.milligrams()),
        (0, 2_234_500_000)
    );
}

#[test]
fn a_text_beyond_all_measure_is_refused_at_its_cell() {
    let coop = Coop::new();
    let products = (
        "SP",
        vec![
            row!["Mã SP", "Tên SP"],
            row!["A", "Chè ".repeat(2000)],
            row!["B", "Gạo"],
        ],
    );
    let report = coop
        .import(&book::write(coop.dir.path(), "so.xlsx", &[products]))
        .unwrap();
    assert_eq!(
        (
            report.products.added,
            report.products.refused[0].code.as_str(),
            report.products.refused[0].field.as_str()
        ),
        (1, "text_too_long", "name")
    );
    assert!(report.products.refused[0].value.chars().count() <= 60);
}
