//! Lists of products and households that repeat or contradict themselves.

use super::book::{self, C};
use super::kit::Coop;
use crate::row;

#[test]
fn repeated_and_contradicting_codes_of_a_list() {
    let coop = Coop::new();
    let households = (
        "Hộ",
        vec![
            row!["Mã hộ", "Chủ hộ"],
            row!["H1", "Lò Văn Mẫu"],
            row![" h1 ", "Lò Văn Mẫu"],
            row!["H2", "Tao Thị Mẫu"],
            row!["H2", "Vàng A Mẫu"],
            row!["", "Không Mã"],
            row!["", ""],
        ],
    );
    let report = coop
        .import(&book::write(coop.dir.path(), "so.xlsx", &[households]))
        .unwrap();
    assert_eq!(
        (report.households.added, report.households.unchanged),
        (3, 0)
    );
    // The one without a code is called by what follows from its name.
    let households = coop.app.parties(None).unwrap();
    assert!(
        households
            .iter()
            .any(|h| h.code.starts_with("N-") && h.name == "Không Mã")
    );
    assert_eq!(
        report.households.warnings[0].message,
        "Dòng này lặp lại dòng 2, nên chỉ nhập một lần."
    );
    let refused: Vec<_> = report
        .households
        .refused
        .iter()
        .map(|p| (p.row, p.message.as_str()))
        .collect();
    assert_eq!(
        refused,
        [(
            5,
            "Mã “H2” đã dùng ở dòng 4 với nội dung khác. Đổi một trong hai mã, hoặc sửa cho giống nhau."
        )]
    );
}

#[test]
fn two_products_never_share_a_gtin() {
    let coop = Coop::new();
    let products = (
        "SP",
        vec![
            row!["Mã SP", "Tên SP", "GTIN"],
            row!["A", "Chè", "9520120070017"],
            row!["B", "Gạo", C::N(9_520_120_070_017.0)],
            row!["C", "Mật", "9,52012E+12"],
            row!["D", "Lê", "123"],
        ],
    );
    let report = coop
        .import(&book::write(coop.dir.path(), "so.xlsx", &[products]))
        .unwrap();
    let warnings: Vec<_> = report
        .products
        .warnings
        .iter()
        .map(|p| (p.row, p.code.as_str(), p.field.as_str()))
        .collect();
    assert_eq!(
        warnings,
        [
            (3, "gtin_taken", "gtin"),
            (4, "gtin_rounded", "gtin"),
            (5, "gtin_invalid", "gtin")
        ]
    );
    assert_eq!(
        coop.app
            .products("")
            .unwrap()
            .iter()
            .filter(|p| p.gtin.is_some())
            .count(),
        1
    );
    assert!(
        report.products.warnings[0]
            .message
            .contains("đã dùng cho sản phẩm A"),
        "{}",
        report.products.warnings[0].message
    );
}

#[test]
fn addresses_that_were_divided_or_are_unknown_are_said() {
    let coop = Coop::new();
    let households = (
        "Hộ",
        vec![
            row!["Mã hộ", "Chủ hộ", "Địa chỉ"],
            row![
                "H1",
                "Lò Văn Mẫu",
                "Phường Cống Vị, Quận Ba Đình, Thành phố Hà Nội"
            ],
            row!["H2", "Tao Thị Mẫu", "bên kia suối"],
        ],
    );
    let report = coop
        .import(&book::write(coop.dir.path(), "so.xlsx", &[households]))
        .unwrap();
    let warnings: Vec<_> = report
        .households
        .warnings
        .iter()
        .map(|p| (p.row, p.field.as_str(), p.message.as_str()))
        .collect();
    assert_eq!(
        warnings,
        [
            (
                2,
                "address",
                "Xã cũ trong “Phường Cống Vị, Quận Ba Đình, Thành phố Hà Nội” đã được chia. Tạm lấy Phường Ngọc Hà, thành phố Hà Nội; xem lại và sửa nếu hộ thuộc xã khác."
            ),
            (
                3,
                "address",
                "Không tìm thấy xã trong địa chỉ “bên kia suối”. Hộ vẫn được nhập với địa chỉ như đã ghi; ghi lại theo mẫu: bản, xã, tỉnh."
            ),
        ]
    );
}
