//! Labels to look at and to test with: GS1's demonstration prefix 952, a made-up cooperative of Lai Châu.

use nuong_labels::{Field, LabelData};

/// A food product whose texts are short.
#[must_use]
pub fn tea() -> LabelData {
    let mut data = LabelData::of_group("food");
    for (field, value) in [
        (Field::Product, "Chè Ô long Tam Đường 200 g"),
        (Field::Cooperative, "HTX Nông nghiệp Mẫu Tam Đường"),
        (Field::Address, "Bản Nà Tăm, xã Khun Há, tỉnh Lai Châu"),
        (Field::Lot, "CHE-OL-260620-2"),
        (Field::Date, "20/06/2026"),
        (Field::Expiry, "20/06/2028"),
        (Field::NetQuantity, "200 g"),
        (Field::Origin, "Lai Châu, Việt Nam"),
        (Field::Ingredients, "100% búp chè Ô long"),
        (Field::Storage, "Nơi khô ráo, thoáng mát"),
        (
            Field::Link,
            "https://truyxuat.example.vn/01/09520120070000/10/CHE-OL-260620-2",
        ),
    ] {
        data.set(field, value);
    }
    data
}

/// A food product whose texts are long.
#[must_use]
pub fn macadamia() -> LabelData {
    tea()
        .with(
            Field::Product,
            "Hạt mắc ca sấy nứt vỏ thượng hạng Tân Uyên – Lai Châu, hộp 500 g",
        )
        .with(
            Field::Cooperative,
            "Hợp tác xã Dịch vụ Nông nghiệp và Phát triển Nông thôn Thân Thuộc",
        )
        .with(
            Field::Address,
            "Số 12, tổ dân phố Tân Muôn, xã Tân Uyên, tỉnh Lai Châu",
        )
        .with(Field::Lot, "MACCA-260805-12")
        .with(Field::Date, "05/08/2026")
        .with(Field::Expiry, "05/08/2027")
        .with(Field::NetQuantity, "500 g")
        .with(Field::Origin, "xã Tân Uyên, tỉnh Lai Châu, Việt Nam")
        .with(Field::Ingredients, "Hạt mắc ca 99,5%, muối biển 0,5%")
        .with(Field::Usage, "Dùng dụng cụ tách vỏ, ăn liền")
        .with(
            Field::Storage,
            "Nơi khô ráo, thoáng mát; đậy kín sau khi mở",
        )
        .with(Field::Warnings, "Có chứa hạt cây; không dùng khi có mùi lạ")
        .with(
            Field::Link,
            "https://truyxuat.example.vn/01/09520120070062/10/MACCA-260805-12",
        )
}

/// Fresh tea leaf without a GTIN: the plain form of the link.
#[must_use]
pub fn fresh_leaf() -> LabelData {
    LabelData::of_group("material")
        .with(Field::Product, "Búp chè tươi (nguyên liệu)")
        .with(Field::Cooperative, "HTX Nông nghiệp Mẫu Tam Đường")
        .with(Field::Lot, "BUP-260620-2")
        .with(Field::Date, "20/06/2026")
        .with(Field::NetQuantity, "1 kg")
        .with(Field::Origin, "Lai Châu, Việt Nam")
        .with(
            Field::Link,
            "https://truyxuat.example.vn/6200000000/BUP/BUP-260620-2",
        )
}
