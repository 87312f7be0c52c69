//! Goods of every group as a cooperative would fill them in: little, the usual, much, and in two languages with all pictures.

#![allow(dead_code)] // each test file uses its own part
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

use nuong_labels::{
    DateKind, ExpiryKind, Field, LabelData, Lang, Picture, QuantityKind, Sheet, Slot, Template, Um,
    sheets,
};
use std::sync::Arc;

/// A goods group and its labels, by name.
pub type Group = (&'static str, Vec<(&'static str, LabelData)>);

/// All groups of Decree 37/2026 that the program knows.
#[must_use]
pub fn all() -> Vec<Group> {
    vec![
        ("food", foods(&tea())),
        ("grain", foods(&rice())),
        ("drink", foods(&drink())),
        ("liquor", foods(&liquor())),
        ("material", foods(&leaf())),
        ("health_food", vec![("usual", filled(ginseng()))]),
    ]
}

/// Goods groups whose labels a template makes.
#[must_use]
pub fn of(template: &Template) -> Vec<Group> {
    let own = &template.groups;
    let is_own = |group: &str| match (own.is_empty(), template.goods_label) {
        (false, _) => own.iter().any(|own| own == group),
        (true, goods_label) => goods_label || group == "food",
    };
    let mut groups: Vec<Group> = all()
        .into_iter()
        .filter(|(group, _)| is_own(group))
        .collect();
    let labels = groups.iter_mut().flat_map(|(_, labels)| labels);
    for (_, data) in labels.filter(|_| template.id == "price") {
        if data.get(Field::Price).is_none() {
            data.set(Field::Price, "9.000 đ/gói"); // without one it is no price label
        }
    }
    groups
}

/// The label that most cooperatives would print with a template.
#[must_use]
pub fn usual(template: &Template) -> LabelData {
    named(template, "usual")
}

/// A label of the first goods group that a template makes labels for, by its name: `short`, `usual`, `long` or `rich`.
#[must_use]
pub fn named(template: &Template, name: &str) -> LabelData {
    let (_, labels) = of(template).remove(0);
    let found = labels.into_iter().find(|(own, _)| *own == name);
    found.unwrap().1
}

/// The same goods with more and more to say.
fn foods(goods: &LabelData) -> Vec<(&'static str, LabelData)> {
    vec![
        ("short", goods.clone()),
        ("usual", filled(goods.clone())),
        ("long", long(filled(goods.clone()))),
        ("rich", rich(filled(goods.clone()))),
    ]
}

fn with(mut data: LabelData, values: &[(Field, &str)]) -> LabelData {
    for (field, value) in values {
        data.set(*field, value);
    }
    data
}

fn goods(group: &str, product: &str, gtin: &str, lot: &str, values: &[(Field, &str)]) -> LabelData {
    let common = [
        (Field::Product, product),
        (Field::Cooperative, "HTX Chè Tả Lèng"),
        (Field::Address, "Bản Tả Lèng, xã Tả Lèng, tỉnh Lai Châu"),
        (Field::Lot, lot),
        (Field::Origin, "Lai Châu, Việt Nam"),
        (Field::Sscc, "095201200700000017"),
    ];
    let data = with(with(LabelData::of_group(group), &common), values);
    let of_gtin = |head: &str| format!("https://truyxuat.example.vn/{head}0{gtin}/10/{lot}");
    let elements = format!("(01)0{gtin}(15)280620(10){lot}");
    data.with(Field::Link, &of_gtin("01/"))
        .with(Field::Elements, &elements)
}

/// Tea without anything that the law does not ask for.
#[must_use]
pub fn tea() -> LabelData {
    goods(
        "food",
        "Chè Shan tuyết Tả Lèng",
        "9520120070000",
        "CHE-ST-260620-2",
        &[
            (Field::Date, "20/06/2026"),
            (Field::Expiry, "20/06/2028"),
            (Field::NetQuantity, "200 g"),
            (Field::Ingredients, "100 % búp chè Shan tuyết"),
            (Field::Storage, "Nơi khô ráo, thoáng mát"),
        ],
    )
}

fn rice() -> LabelData {
    let mut rice = goods(
        "grain",
        "Gạo Séng Cù Than Uyên",
        "9520120070017",
        "GAO-SC5-261023",
        &[
            (Field::Date, "Mùa 2026"),
            (Field::Expiry, "23/10/2027"),
            (Field::NetQuantity, "5 kg"),
            (Field::Storage, "Nơi khô ráo, thoáng mát"),
        ],
    );
    rice.date_kind = DateKind::Season;
    rice
}

fn drink() -> LabelData {
    let mut drink = goods(
        "drink",
        "Nước táo mèo Tân Uyên",
        "9520120070024",
        "TAO-260905-1",
        &[
            (Field::Date, "05/09/2026"),
            (Field::Expiry, "05/09/2027"),
            (Field::NetQuantity, "330 ml"),
            (Field::Ingredients, "Nước ép táo mèo 40 %, nước, đường"),
            (Field::Usage, "Lắc đều, ngon hơn khi uống lạnh"),
        ],
    );
    drink.quantity_kind = QuantityKind::Volume;
    drink
}

fn liquor() -> LabelData {
    let mut liquor = goods(
        "liquor",
        "Rượu ngô Sùng Phài",
        "9520120070031",
        "RNG-260411",
        &[
            (Field::Date, "11/04/2026"),
            (Field::NetQuantity, "500 ml"),
            (Field::Ethanol, "29 % vol"),
            (Field::Ingredients, "Ngô, men lá, nước"),
            (
                Field::Warnings,
                "Không dùng cho người dưới 18 tuổi, phụ nữ mang thai và người lái xe",
            ),
        ],
    );
    liquor.quantity_kind = QuantityKind::Volume;
    liquor
}

fn leaf() -> LabelData {
    let mut leaf = goods(
        "material",
        "Búp chè tươi Kim Tuyên",
        "9520120070048",
        "BUP-260620-2",
        &[
            (Field::Date, "20/06/2026"),
            (Field::Expiry, "21/06/2026"),
            (Field::NetQuantity, "25 kg"),
            (Field::Usage, "Làm nguyên liệu chế biến chè"),
        ],
    );
    leaf.date_kind = DateKind::Harvested;
    leaf
}

fn ginseng() -> LabelData {
    let mut ginseng = goods(
        "health_food",
        "Viên sâm Lai Châu",
        "9520120070055",
        "SLC-260810",
        &[
            (Field::Date, "10/08/2026"),
            (Field::Expiry, "10/08/2028"),
            (Field::NetQuantity, "30 g"),
            (Field::Ingredients, "Bột sâm Lai Châu 100 %"),
            (Field::Usage, "Ngày 2 viên sau bữa ăn"),
            (Field::Storage, "Nơi khô ráo, dưới 30 °C"),
            (
                Field::Warnings,
                "Thực phẩm bảo vệ sức khỏe. Thực phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh",
            ),
        ],
    );
    ginseng.expiry_kind = ExpiryKind::BestBefore;
    ginseng
}

/// What most cooperatives fill in.
fn filled(data: LabelData) -> LabelData {
    let gtin = data.get(Field::Link).unwrap()[32..45].to_owned();
    let data = with(
        data,
        &[
            (Field::Gtin, &gtin),
            (Field::Cooperative, "HTX Nông nghiệp Hữu cơ Tân Uyên"),
            (Field::Address, "Bản Nà Ban, xã Tân Uyên, tỉnh Lai Châu"),
            (Field::Contact, "0213 3786 123"),
            (Field::ShortCode, "7K3M-92QX"),
            (Field::Price, "185.000 đ/gói"),
            (Field::Certificates, "VietGAP 123/2026"),
            (Field::Ocop, "4"),
            (Field::PackCount, "24 × 200 g"),
        ],
    );
    match data.get(Field::Storage) {
        Some(_) => data,
        None => data.with(Field::Storage, "Nơi khô ráo, thoáng mát"),
    }
}

/// As long as texts get.
fn long(data: LabelData) -> LabelData {
    let product = data.get(Field::Product).unwrap().to_owned();
    let product = format!("{product} cổ thụ thượng hạng, hộp quà biếu loại đặc biệt");
    with(
        data,
        &[
            (Field::Product, &product),
            (
                Field::Cooperative,
                "Hợp tác xã Dịch vụ Nông nghiệp và Phát triển Nông thôn Thân Thuộc",
            ),
            (
                Field::Address,
                "Số 12, tổ dân phố Tân Muôn, xã Tân Uyên, tỉnh Lai Châu",
            ),
            (Field::Origin, "xã Tả Lèng, tỉnh Lai Châu, Việt Nam"),
            (
                Field::Usage,
                "Tráng ấm chén bằng nước sôi, hãm 5 g với 150 ml nước 90 °C trong 30 giây",
            ),
            (
                Field::Storage,
                "Nơi khô ráo, thoáng mát, tránh ánh nắng; đậy kín sau khi mở",
            ),
            (
                Field::Warnings,
                "Không dùng khi bao bì rách hoặc sản phẩm có mùi lạ",
            ),
            (Field::Standards, "TCVN 13993:2024; TCCS 01:2026/HTXTU"),
            (Field::Certificates, "VietGAP 123/2026 · Hữu cơ 045/2026"),
            (Field::Price, "1.250.000 đ/hộp"),
        ],
    )
}

/// Two languages and all pictures.
fn rich(data: LabelData) -> LabelData {
    let other = match data.goods_group.as_str() {
        "grain" => "Seng Cu rice from Than Uyen",
        "drink" => "Hawthorn drink from Tan Uyen",
        "liquor" => "Corn liquor from Sung Phai",
        "material" => "Fresh Kim Tuyen tea buds",
        _ => "Ancient Shan Snow tea from Ta Leng",
    };
    let mut data = with(
        data,
        &[
            (Field::ProductOther, other),
            (Field::StorageOther, "Keep dry and cool"),
            (Field::OriginOther, "Lai Chau, Viet Nam"),
            (Field::Ocop, "5"),
        ],
    );
    let pictures = [
        (Slot::Logo, picture(Shape::Leaf)),
        (Slot::Mark1, picture(Shape::Ring)),
        (Slot::Mark2, picture(Shape::Check)),
        (Slot::Mark3, picture(Shape::Ring)),
    ];
    data.other_lang = Some(Lang::En);
    data.pictures = pictures.into();
    data
}

#[derive(Clone, Copy)]
enum Shape {
    Leaf,
    Ring,
    Check,
}

/// A drawn picture of 240 × 240 dots.
fn picture(shape: Shape) -> Arc<Picture> {
    const SIDE: i32 = 240;
    let ink = |x: i32, y: i32| {
        let (u, v) = (f64::from(x) / 120.0 - 1.0, f64::from(y) / 120.0 - 1.0);
        let r = u.hypot(v);
        let ring = (0.88..0.98).contains(&r);
        match shape {
            Shape::Leaf => {
                let along = (u - v) / 2.0; // a leaf from the lower left to the upper right, with its vein
                let across = (u + v) / 2.0;
                let inside = across.abs() < 0.36 * (1.0 - (along / 0.62).powi(2)).max(0.0);
                ring || inside && across.abs() > 0.025
            }
            Shape::Ring => ring || (0.70..0.76).contains(&r) || r < 0.34 && r > 0.22,
            Shape::Check => {
                let stroke = if u < -0.1 { v - u - 0.45 } else { v + u - 0.25 };
                ring || stroke.abs() < 0.14 && (-0.55..0.6).contains(&u)
            }
        }
    };
    let cells = (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (x, y)));
    let grey: Vec<u8> = cells
        .map(|(x, y)| if ink(x, y) { 0 } else { 255 })
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, SIDE as u32, SIDE as u32);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&grey).unwrap();
    writer.finish().unwrap();
    Arc::new(Picture::read(&file).unwrap())
}

/// The label sizes that a template is meant for, each label alone on its page. Goods labels of a group differ from `goods` by their rows only: three
/// sizes of them will do.
#[must_use]
pub fn sizes(template: &Template) -> Vec<Sheet> {
    let mut all: Vec<Sheet> = Vec::new();
    let few = ["roll-50x30", "roll-100x50", "a6"];
    for sheet in sheets().iter().filter(|sheet| template.suits(sheet)) {
        let is_seen = |other: &Sheet| {
            (other.label_width, other.label_height) == (sheet.label_width, sheet.label_height)
        };
        let is_wanted = !template.id.starts_with("goods-") || few.contains(&sheet.id.as_str());
        if is_wanted && !all.iter().any(is_seen) {
            all.push(alone(sheet));
        }
    }
    all
}

/// The label alone on its page.
#[must_use]
pub fn alone(sheet: &Sheet) -> Sheet {
    Sheet {
        page_width: sheet.label_width,
        page_height: sheet.label_height,
        columns: 1,
        rows: 1,
        margin_left: Um(0),
        margin_top: Um(0),
        ..sheet.clone()
    }
}
