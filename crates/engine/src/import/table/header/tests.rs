use super::*;
use crate::import::cell::Cell;

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
    let header = detect(sheet, &row(names), None)
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("{names:?}"));
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
fn the_samples_lists_are_known() {
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
}

#[test]
fn the_samples_sprays_and_harvests_are_known() {
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
    let lower = Row { number: 2, ..lower };
    let headers = detect("x", &upper, Some(&lower));
    assert_eq!(headers[0].columns["quantity"].index, 3);
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
        assert_eq!(detect("x", &row(&cells), None), [], "{cells:?}");
    }
}

#[test]
fn a_mark_behind_the_unit_is_no_part_of_it() {
    assert_eq!(unit_in("Khối lượng, tấn *"), RULES.unit("tấn"));
    assert_eq!(unit_in("Số lượng (kg) *"), RULES.unit("kg"));
}
