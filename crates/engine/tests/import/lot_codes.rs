//! The lot code of a row: repaired, proposed or refused, and never two lots in one.

use super::bad_rows::import;
use super::kit::places;
use crate::row;

#[test]
fn a_lot_code_with_a_space_or_vietnamese_letters_comes_in_repaired() {
    let (coop, report) = import(vec![
        row!["5/8/2026", "H1", "T1", "CHE", "12", "CHÈ 0508/1"],
        row!["6/8/2026", "H1", "T1", "CHE", "8", "CHÈ 0508/1"],
    ]);
    assert_eq!((report.harvests.added, report.lots_added), (2, 1));
    assert_eq!(
        coop.lots()
            .iter()
            .map(|l| (l.lot.as_str(), l.quantity))
            .collect::<Vec<_>>(),
        [("CHE-0508-1", 20.0)]
    );
    assert_eq!(report.harvests.warnings[0].field, "lot");
    assert_eq!(
        report.harvests.warnings[0].message,
        "Mã lô “CHÈ 0508/1” có dấu cách, dấu tiếng Việt hoặc ký hiệu không in được trên tem, nên được nhập thành CHE-0508-1. Ghi lại CHE-0508-1 vào sổ để hai bên giống nhau."
    );
}

#[test]
fn two_lot_codes_that_only_marks_tell_apart_never_become_one() {
    let (coop, report) = import(vec![
        row!["5/8/2026", "H1", "T1", "CHE", "12", "CHE-01"],
        row!["6/8/2026", "H1", "T1", "CHE", "8", "CHÈ 01"],
    ]);
    assert_eq!(places(&report.harvests.refused), [(3, "lot")]);
    assert_eq!(
        report.harvests.refused[0].message,
        "Mã lô “CHÈ 01” bỏ dấu thì trùng với “CHE-01” ở dòng 2. Đổi một trong hai mã lô."
    );
    assert_eq!(coop.milligrams(), 12_000_000);
}

#[test]
fn two_products_may_have_a_lot_of_one_code_and_a_code_must_fit() {
    let (_, report) = import(vec![
        row!["5/8/2026", "H1", "T1", "CHE", "12", "L1"],
        row!["5/8/2026", "H2", "T2", "GAO", "12", "L1"],
        row![
            "5/8/2026",
            "H1",
            "T1",
            "CHE",
            "12",
            "LO-CHE-SHAN-TUYET-THANG-8"
        ],
        row!["5/8/2026", "H1", "T1", "CHE", "12", "???"],
    ]);
    let messages: Vec<_> = report
        .harvests
        .refused
        .iter()
        .map(|p| (p.row, p.message.as_str()))
        .collect();
    assert_eq!(
        messages,
        [
            (
                4,
                "Mã lô “LO-CHE-SHAN-TUYET-THANG-8” dài hơn 20 ký tự. Đặt lại ngắn hơn, ví dụ CHE-260805-T1."
            ),
            (
                5,
                "Mã lô “???” không có chữ hoặc số nào. Đặt lại, ví dụ CHE-260805-T1."
            ),
        ]
    );
}

#[test]
fn a_row_without_a_lot_code_goes_into_the_lot_of_its_product_day_and_plot() {
    let (coop, report) = import(vec![
        row!["5/8/2026", "H1", "T1", "CHE", "12", ""],
        row!["5/8/2026", "H1", "T1", "CHE", "7", ""],
        row!["5/8/2026", "H2", "T2", "CHE", "5", ""],
    ]);
    assert_eq!((report.harvests.added, report.lots_added), (3, 2));
    let mut lots: Vec<_> = coop
        .lots()
        .into_iter()
        .map(|l| (l.lot, l.quantity))
        .collect();
    lots.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(
        lots,
        [
            ("CHE-260805-T1".into(), 19.0),
            ("CHE-260805-T2".into(), 5.0)
        ]
    );
    assert_eq!(
        report.harvests.warnings[0].message,
        "Dòng này chưa có mã lô, nên được đặt mã CHE-260805-T1."
    );
    let again = coop.import(&coop.dir.path().join("so.xlsx")).unwrap();
    assert_eq!(
        (
            again.harvests.added,
            again.harvests.unchanged,
            again.lots_added
        ),
        (0, 3, 0)
    );
}
