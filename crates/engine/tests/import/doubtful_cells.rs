//! Cells that a careless reader would take for another value: measures, stretches of time, names that two share, sheets said twice.

use nuong_engine::views::{CellProblem, ImportReport};

use super::book::{self, C, Rows};
use super::kit::{Coop, places};
use crate::row;

fn import(sheets: &[(&str, Rows)]) -> (Coop, ImportReport) {
    let coop = Coop::new();
    let path = book::write(coop.dir.path(), "a.xlsx", sheets);
    let report = coop.import(&path).unwrap();
    (coop, report)
}

fn with_masters(sheets: &[(&str, Rows)]) -> (Coop, ImportReport) {
    let mut all = book::masters().to_vec();
    all.extend(sheets.iter().cloned());
    import(&all)
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

/// Rows of a month: another amount each day.
fn month(month: u32, days: u32) -> Rows {
    let row = |day: u32| {
        let kg = f64::from(day) + 0.5;
        row![
            format!("{day}/{month}/2026"),
            "H1",
            "T1",
            "CHE",
            kg,
            format!("L{month}")
        ]
    };
    (1..=days).map(row).collect()
}

fn codes(problems: &[CellProblem]) -> Vec<&str> {
    problems.iter().map(|p| p.code.as_str()).collect()
}

#[test]
fn words_that_change_an_amount_are_never_passed_over() {
    let cells = [
        ("2 tạ rưỡi", Some(250_000_000)),
        ("2 tạ thiếu 5 kg", None),
        ("812 kg trừ 5 kg bì", None),
        ("812 kg, 5 kg", None),
        ("50kg mỗi bao", None),
        ("812 kg tươi", Some(812_000_000)),
    ];
    for (cell, milligrams) in cells {
        let rows = vec![header(), row!["5/8/2026", "H1", "T1", "CHE", cell, "L1"]];
        let (coop, report) = with_masters(&[("Thu hoạch", rows)]);
        let read = (report.harvests.added == 1).then(|| coop.milligrams());
        assert_eq!(read, milligrams, "{cell}");
    }
}

#[test]
fn an_interval_is_read_whole_or_refused() {
    let rows = vec![
        row!["Ngày phun", "Thửa", "Tên thuốc", "PHI (ngày)"],
        row!["1/8/2026", "T1", "A", "2 tuần"],
        row!["1/8/2026", "T1", "B", "7-14 ngày"],
        row!["2/8/2026", "T1", "C", "14 ngày"],
        row!["3/8/2026", "T1", "D", "1 tháng"],
    ];
    let harvests = vec![header(), row!["14/8/2026", "H1", "T1", "CHE", 5.0, "L1"]];
    let (_, report) = with_masters(&[("Phun thuốc", rows), ("Thu hoạch", harvests)]);
    assert_eq!(places(&report.sprays.refused), [(3, "phi"), (5, "phi")]);
    assert_eq!((report.sprays.added, report.phi_conflicts), (2, 1));
}

#[test]
fn a_shelf_life_is_in_months_whatever_it_is_written_in() {
    let rows = vec![
        row!["Mã SP", "Tên", "HSD"],
        row!["A", "a", "2 năm"],
        row!["B", "b", "90 ngày"],
        row!["C", "c", "1 năm 6 tháng"],
        row!["D", "d", 18.0],
    ];
    let days = vec![row!["Mã SP", "Tên", "HSD (ngày)"], row!["E", "e", 90.0]];
    let (coop, report) = import(&[("SP", rows), ("SP 2", days)]);
    assert_eq!(codes(&report.products.warnings), ["shelf_life_invalid"; 2]);
    let products = coop.app.products("").unwrap();
    let months = |sku: &str| {
        products
            .iter()
            .find(|p| p.sku == sku)
            .unwrap()
            .shelf_life_months
    };
    let read = ["A", "B", "C", "D", "E"].map(months);
    assert_eq!(read, [Some(24), None, Some(18), Some(18), None]);
}

#[test]
fn a_measure_that_differs_from_place_to_place_is_no_area() {
    let [products, households, _] = book::masters();
    let plots = vec![
        row!["Mã thửa", "Chủ hộ", "Diện tích (sào)"],
        row!["T1", "H1", 5.0],
        row!["T2", "H2", "3 sào"],
        row!["T3", "H2", "0,5 ha"],
    ];
    let bare = vec![
        row!["Mã thửa", "Chủ hộ", "Diện tích"],
        row!["T4", "H1", 700.0],
    ];
    let (_, report) = import(&[products, households, ("Thửa", plots), ("Thửa 2", bare)]);
    assert_eq!(report.plots.added, 4);
    assert_eq!(
        codes(&report.plots.warnings),
        ["area_local_unit", "area_local_unit", "area_absurd"]
    );
}

#[test]
fn a_name_that_two_share_names_neither_and_tones_tell_names_apart() {
    let [_, households, plots] = book::masters();
    let products = vec![
        row!["Mã SP", "Tên sản phẩm"],
        row!["A1", "Chè Shan"],
        row!["A2", "Chè Shan"],
        row!["B1", "Lê"],
        row!["B2", "Le"],
    ];
    let rows = vec![
        header(),
        row!["5/8/2026", "H1", "T1", "Chè Shan", 1.0, "L1"],
        row!["5/8/2026", "H1", "T1", "lê", 2.0, "L2"],
        row!["5/8/2026", "H1", "T1", "Le", 3.0, "L3"],
    ];
    let (coop, report) = import(&[("SP", products), households, plots, ("Thu", rows)]);
    assert_eq!(codes(&report.harvests.refused), ["product_ambiguous"]);
    let mut lots: Vec<_> = coop
        .lots()
        .into_iter()
        .map(|l| (l.lot, l.product))
        .collect();
    lots.sort();
    assert_eq!(
        lots,
        [("L2".into(), "Lê".into()), ("L3".into(), "Le".into())]
    );
}

#[test]
fn a_year_beside_its_months_is_said_once() {
    let sheet = |parts: &[Rows]| {
        let rows = std::iter::once(header()).chain(parts.concat());
        rows.collect::<Rows>()
    };
    let (august, september) = (month(8, 4), month(9, 4));
    let year = sheet(&[august.clone(), september.clone()]);
    let (august, september) = (sheet(&[august]), sheet(&[september]));
    for sheets in [
        [
            ("Tháng 8", august.clone()),
            ("Tháng 9", september.clone()),
            ("Cả năm", year.clone()),
        ],
        [
            ("Cả năm", year),
            ("Tháng 8", august),
            ("Tháng 9", september),
        ],
    ] {
        let (coop, report) = with_masters(&sheets);
        assert_eq!((report.harvests.added, report.harvests.unchanged), (8, 8));
        assert_eq!(coop.milligrams(), 24_000_000);
        let said = codes(&report.harvests.warnings);
        assert!(
            !said.is_empty() && said.iter().all(|c| *c == "sheet_copied"),
            "{said:?}"
        );
    }
}

#[test]
fn equal_rows_are_kept_where_a_sheet_says_anything_of_its_own() {
    let mut first: Rows = std::iter::once(header()).chain(month(8, 6)).collect();
    let mut second = first.clone();
    first.push(row!["8/8/2026", "H1", "T1", "CHE", 66.0, "L8"]);
    second.push(row!["9/8/2026", "H1", "T1", "CHE", 77.0, "L8"]);
    let (_, report) = with_masters(&[("Sáng", first), ("Chiều", second)]);
    assert_eq!(report.harvests.added, 14);
    assert_eq!(codes(&report.harvests.warnings), ["same_row"; 6]);
}

#[test]
fn a_list_of_payments_is_no_second_harvest() {
    let mut harvests: Rows = vec![header()];
    harvests.extend(month(8, 6));
    let mut paid: Rows = vec![row![
        "Ngày",
        "Họ tên",
        "Sản phẩm",
        "Số lượng (kg)",
        "Thành tiền"
    ]];
    paid.extend((1..=6).map(|d| {
        row![
            format!("{d}/8/2026"),
            "Lò Văn Mẫu",
            "Chè Shan",
            f64::from(d) + 0.5,
            1000.0
        ]
    }));
    let (coop, report) = with_masters(&[("Thu hoạch", harvests), ("Thanh toán", paid)]);
    assert_eq!((report.harvests.added, coop.milligrams()), (6, 24_000_000));
}

#[test]
fn a_plot_called_lot_is_a_plot() {
    let [products, households, _] = book::masters();
    let plots = vec![
        row!["Mã lô", "Chủ hộ", "Cây trồng"],
        row!["L01", "H1", "Chè"],
        row!["L02", "H2", "Lúa"],
    ];
    let rows = vec![
        row!["Ngày", "Mã hộ", "Mã lô", "Mã SP", "SL (kg)"],
        row!["5/8/2026", "H1", "L01", "CHE", 10.0],
        row!["6/8/2026", "H1", "L01", "GAO", 11.0],
    ];
    let (coop, report) = import(&[products, households, ("Nương", plots), ("Thu", rows)]);
    assert_eq!((report.harvests.added, coop.lots().len()), (2, 2));
}
