//! How other cooperatives lay a ledger out: names for columns, cells that stand for several rows, signatures, months on their own sheet.

use nuong_engine::views::ImportReport;

use super::book::{self, C, Rows};
use super::kit::{Coop, places};
use crate::row;

fn import(harvests: Rows) -> (Coop, ImportReport) {
    let coop = Coop::new();
    let [products, households, plots] = book::masters();
    let sheets = [products, households, plots, ("Sheet5", harvests)];
    let report = coop
        .import(&book::write(coop.dir.path(), "a.xlsx", &sheets))
        .unwrap();
    (coop, report)
}

#[test]
fn columns_are_known_by_many_names() {
    let columns = [
        [
            "Ngày TH",
            "Mã TV",
            "Thửa số",
            "Mặt hàng",
            "Cân nặng (kg)",
            "Lô số",
        ],
        [
            "NGÀY NHẬP HÀNG",
            "Mã số hộ",
            "Mã số thửa",
            "Loại nông sản",
            "Thực nhập (kg) *",
            "Mã số lô",
        ],
        [
            "Ngày / Date",
            "Hộ bán",
            "Thửa ruộng",
            "Hàng",
            "Lượng tươi (kg)",
            "Ký hiệu lô hàng",
        ],
    ];
    for names in columns {
        let header = names.iter().map(|n| C::from(*n)).collect();
        let rows = vec![header, row!["5/8/2026", "H1", "T1", "CHE", 12.5, "L1"]];
        let (coop, report) = import(rows);
        assert_eq!(report.ignored_sheets, Vec::<String>::new(), "{names:?}");
        let lots: Vec<_> = coop
            .lots()
            .into_iter()
            .map(|l| (l.lot, l.quantity))
            .collect();
        assert_eq!(lots, [("L1".to_owned(), 12.5)], "{names:?}");
    }
}

#[test]
fn the_weight_is_the_amount_not_the_number_of_bags_nor_the_price() {
    let (coop, report) = import(vec![
        row![
            "Ngày",
            "Thửa",
            "Mã SP",
            "Số lượng (bao)",
            "Đơn giá/kg",
            "Khối lượng (kg)"
        ],
        row!["5/8/2026", "T1", "CHE", 3.0, 25000.0, "120,5"],
    ]);
    assert_eq!((report.harvests.added, coop.milligrams()), (1, 120_500_000));
}

#[test]
fn a_cell_merged_over_several_rows_speaks_for_each_but_an_amount_is_said_once() {
    let coop = Coop::new();
    let header = row!["Ngày", "Mã hộ", "Mã thửa", "Mã SP", "Số lượng (kg)"];
    let rows = vec![
        header,
        row!["5/8/2026", "H1", "T1", "CHE", 10.0],
        row!["", "", "T2", "CHE", 20.0],
        row!["", "H1", "T1", "CHE", ""],
    ];
    let [products, households, plots] = book::masters();
    let sheets = [products, households, plots, ("Thu hoạch", rows)];
    let path = book::write(coop.dir.path(), "a.xlsx", &sheets);
    book::edit(&path, |xml| {
        let merged = r#"</sheetData><mergeCells count="3"><mergeCell ref="A2:A4"/><mergeCell ref="B2:B3"/><mergeCell ref="E3:E4"/></mergeCells>"#;
        if xml.contains("<dimension ref=\"A1:E4\"/>") && xml.matches("<row ").count() == 4 {
            xml.replace("</sheetData>", merged)
        } else {
            xml.to_owned()
        }
    });
    let report = coop.import(&path).unwrap();
    assert_eq!(places(&report.harvests.refused), [(4, "quantity")]);
    assert_eq!((report.harvests.added, coop.milligrams()), (2, 30_000_000));
}

#[test]
fn signatures_and_sums_below_a_table_are_no_records() {
    let (coop, report) = import(vec![
        row!["STT", "Ngày", "Thửa", "Mã SP", "Số lượng", "Lô"],
        row![1.0, "5/8/2026", "T1", "CHE", "'12,5", "L1"],
        row!["", "Tổng thu tháng 8:", "", "", "12,5"],
        row!["Tổng khối lượng", "", "", "", "12,5"],
        row![""],
        row!["", "", "Người lập sổ", "Giám đốc"],
        row!["", "", "(ký, họ tên)", "(ký, đóng dấu)"],
        row![""],
        row!["", "", "Tống Thị Mẫu", "Lò Văn Mẫu"],
    ]);
    assert_eq!(places(&report.harvests.refused), []);
    assert_eq!((report.harvests.added, coop.milligrams()), (1, 12_500_000));
}

#[test]
fn a_name_that_begins_like_a_sum_is_a_name() {
    let coop = Coop::new();
    let products = vec![
        row!["Mã hàng", "Tên hàng"],
        row!["TH", "Tổng hợp rau núi"],
        row!["Tổng số: 1"],
    ];
    let households = vec![row!["Mã hộ", "Họ tên"], row!["H1", "Tống Thị Mẫu"]];
    let sheets = [("SP", products), ("DS hộ", households)];
    let report = coop
        .import(&book::write(coop.dir.path(), "a.xlsx", &sheets))
        .unwrap();
    assert_eq!((report.products.added, report.households.added), (1, 1));
    assert_eq!(places(&report.products.refused), []);
}

#[test]
fn households_and_plots_of_an_earlier_ledger_are_found_by_name_and_however_spelt() {
    let coop = Coop::new();
    let households = vec![row!["Mã hộ", "Chủ hộ"], row!["007", "Lò Văn Mẫu"]];
    let plots = vec![
        row!["Mã thửa", "Mã hộ", "Cây trồng"],
        row!["T 01", 7.0, "Chè"],
    ];
    let [products, ..] = book::masters();
    let sheets = [products, ("Nông hộ", households), ("Thửa", plots)];
    coop.import(&book::write(coop.dir.path(), "a.xlsx", &sheets))
        .unwrap();
    let harvests = vec![
        row!["Ngày", "Hộ", "Thửa", "Mã SP", "Kg", "Lô"],
        row!["5/8/2026", "LÒ VĂN MẪU", "t01", "CHE", 1.0, "L1"],
        row!["6/8/2026", 7.0, "T01", "CHE", 2.0, "L1"],
    ];
    let report = coop
        .import(&book::write(
            coop.dir.path(),
            "b.xlsx",
            &[("Thu", harvests)],
        ))
        .unwrap();
    assert_eq!(
        (report.harvests.added, places(&report.harvests.refused)),
        (2, vec![])
    );
}

#[test]
fn a_basket_has_no_weight() {
    let (coop, report) = import(vec![
        row!["Ngày", "Hộ", "Thửa", "Mã SP", "Số lượng (gùi)"],
        row!["5/8/2026", "H1", "T1", "CHE", 2.0],
        row!["6/8/2026", "H1", "T1", "CHE", "20 kg"],
    ]);
    assert_eq!(places(&report.harvests.refused), [(2, "quantity")]);
    assert_eq!(coop.milligrams(), 20_000_000);
}

#[test]
fn a_unit_below_the_header_is_the_columns_unit() {
    let (coop, report) = import(vec![
        row!["Ngày", "Mã hộ", "Mã thửa", "Mã SP", "Số lượng", "Số lô"],
        row!["", "", "", "", "(tạ)", ""],
        row!["5/8/2026", "H1", "T1", "CHE", "1,5", "L1"],
    ]);
    assert_eq!((report.harvests.added, coop.milligrams()), (1, 150_000_000));
}

#[test]
fn each_month_of_a_sheet_has_its_own_title() {
    let header = || row!["Ngày", "Hộ", "Thửa", "Mã SP", "Số lượng (kg)"];
    let (coop, report) = import(vec![
        row!["THÁNG 8 NĂM 2026"],
        header(),
        row![5.0, "H1", "T1", "CHE", 10.0],
        row!["Cộng tháng 8", "", "", "", 10.0],
        row!["THÁNG 9"],
        header(),
        row![5.0, "H1", "T1", "CHE", 11.0],
    ]);
    assert_eq!((report.harvests.added, coop.milligrams()), (2, 21_000_000));
    let days = coop.lots().into_iter().map(|l| l.lot).collect::<Vec<_>>();
    assert!(days.contains(&"CHE-260805-T1".to_owned()), "{days:?}");
    assert!(days.contains(&"CHE-260905-T1".to_owned()), "{days:?}");
}
