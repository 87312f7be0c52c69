//! Ledgers of invented cooperatives with the messes staff make, and what is true of them. Every choice comes from the seed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::book::{self, C, Rows};
use super::random::{Layout, Random, UNITS, Unit};

/// What an importer must find.
#[derive(Debug, Default)]
pub struct Truth {
    pub products: u32,
    pub bad_gtins: u32,
    pub households: u32,
    pub plots: u32,
    pub sprays: u32,
    pub harvests: u32,
    pub refused: Vec<(u32, &'static str)>,
    pub milligrams: i64,
    pub lots: BTreeSet<String>,
    pub phi_conflicts: u32,
}

const PLACES: &[(&str, &str)] = &[
    ("xã Sơn Bình, huyện Tam Đường, tỉnh Lai Châu", "03390"),
    ("Xã Tả Lèng, tỉnh Lai Châu", "03405"),
    ("xã Bản Hon, huyện Tam Đường, tỉnh Lai Châu", "03430"),
    ("xã Hua Nà, huyện Than Uyên, tỉnh Lai Châu", "03595"),
    ("Xã Khun Há, tỉnh Lai Châu", "03430"),
    ("xã Trung Đồng, H. Tân Uyên, Lai Châu", "03598"),
];

struct Plot {
    code: String,
    household: usize,
    product: usize,
    sprays: Vec<(Date, i64)>,
}

/// Writes a ledger of `seed` with about `rows` harvest rows; `grown` rows more than a ledger of the same seed without.
pub fn ledger(dir: &Path, seed: u64, rows: u32, grown: u32) -> (PathBuf, Truth) {
    let mut random = Random::new(seed);
    let mut truth = Truth::default();
    let (products, skus) = products(&mut random, &mut truth);
    let households = households(&mut random, &mut truth);
    let (plots, mut places) = plots(&mut random, &mut truth, skus.len());
    let sprays = sprays(&mut random, &mut truth, &mut places);
    let harvests = harvests(&mut random, &mut truth, &places, &skus, rows, grown);
    let mut sheets = vec![
        ("Sản phẩm", products),
        ("Nông hộ", households),
        ("Vùng trồng", plots),
        ("Phun thuốc", sprays),
        ("Thu hoạch", harvests),
    ];
    if random.one_in(2) {
        sheets
            .iter_mut()
            .zip(["Sheet1", "Sheet2", "Sheet3", "Sheet4", "Sheet5"])
            .for_each(|(s, name)| s.0 = name);
    }
    random.shuffle(&mut sheets);
    (
        book::write(dir, &format!("so-{seed}-{grown}.xlsx"), &sheets),
        truth,
    )
}

fn products(random: &mut Random, truth: &mut Truth) -> (Rows, Vec<String>) {
    let layout = Layout::new(
        random,
        &[
            &["Mã SP", "Mã sản phẩm", "Mã hàng"],
            &["Tên sản phẩm", "Tên hàng"],
            &["Nhóm hàng"],
            &["Mã vạch (GTIN)", "GTIN"],
            &["Khối lượng tịnh", "Quy cách"],
            &["ĐVT"],
            &["HSD (tháng)"],
        ],
    );
    let mut rows = layout.start("DANH MỤC SẢN PHẨM");
    let mut skus = Vec::new();
    for i in 0..4 + random.below(6) {
        let sku = format!("{}-{i}", random.of(&["CHE", "GAO", "MDG", "LE", "MACCA"]));
        let body = format!("952012{:06}", 70_000 + i);
        let sum: u32 = body
            .bytes()
            .zip([1, 3].iter().cycle())
            .map(|(b, w)| u32::from(b - b'0') * w)
            .sum();
        let (right, broken) = ((10 - sum % 10) % 10, random.one_in(5));
        let gtin = format!("{body}{}", if broken { (right + 3) % 10 } else { right });
        truth.bad_gtins += u32::from(broken);
        let cell = if random.one_in(2) {
            C::from(gtin.as_str())
        } else {
            C::N(gtin.parse().unwrap())
        };
        rows.push(layout.row(vec![
            random.mess(&sku).into(),
            random.mess("Chè Shan tuyết").into(),
            "Thực phẩm".into(),
            cell,
            C::N(200.0),
            "g".into(),
            C::N(12.0),
        ]));
        skus.push(sku);
    }
    truth.products = skus.len() as u32;
    (rows, skus)
}

const HOUSEHOLDS: usize = 12;

fn households(random: &mut Random, truth: &mut Truth) -> Rows {
    let layout = Layout::new(
        random,
        &[
            &["Mã hộ", "Mã nông hộ"],
            &["Chủ hộ", "Họ và tên chủ hộ"],
            &["Địa chỉ"],
            &["Điện thoại", "SĐT"],
            &["Ngày vào HTX"],
        ],
    );
    let mut rows = layout.start("DANH SÁCH THÀNH VIÊN");
    for i in 0..HOUSEHOLDS {
        let (place, _) = random.of(PLACES);
        let joined = random.date(
            date(2015, 3, 4)
                .checked_add((i as i64 * 97).days())
                .unwrap(),
        );
        rows.push(layout.row(vec![
            random.mess(&format!("H{i:03}")).into(),
            random.mess(&format!("Lò Văn Mẫu {i}")).into(),
            random.mess(&format!("Bản Nà Tăm, {place}")).into(),
            "0912345678".into(),
            joined,
        ]));
    }
    truth.households = HOUSEHOLDS as u32;
    rows
}

fn plots(random: &mut Random, truth: &mut Truth, products: usize) -> (Rows, Vec<Plot>) {
    let layout = Layout::new(
        random,
        &[
            &["Mã thửa", "Thửa"],
            &["Hộ", "Mã hộ"],
            &["Cây trồng"],
            &["Diện tích (ha)", "Diện tích"],
            &["Năm trồng"],
        ],
    );
    let mut rows = layout.start("SỔ THỬA");
    let mut plots = Vec::new();
    for i in 0..20 {
        let plot = Plot {
            code: format!("T{i:03}"),
            household: random.below(HOUSEHOLDS as u64) as usize,
            product: random.below(products as u64) as usize,
            sprays: Vec::new(),
        };
        let area = random.of(&[C::N(0.5), " 1,3".into(), "0,5 kg".into(), "5000 m2".into()]);
        rows.push(layout.row(vec![
            random.mess(&plot.code).into(),
            random.code(&format!("H{:03}", plot.household)).into(),
            "Chè".into(),
            area,
            C::N(2010.0),
        ]));
        plots.push(plot);
    }
    truth.plots = plots.len() as u32;
    (rows, plots)
}

fn sprays(random: &mut Random, truth: &mut Truth, plots: &mut [Plot]) -> Rows {
    let layout = Layout::new(
        random,
        &[
            &["Ngày phun"],
            &["Mã thửa", "Thửa"],
            &["Tên thuốc", "Thuốc BVTV"],
            &["Hoạt chất"],
            &["Thời gian cách ly (ngày)", "PHI", "TG cách ly"],
        ],
    );
    let mut rows = layout.start("NHẬT KÝ PHUN");
    for i in 0..30 {
        let plot = random.below(plots.len() as u64) as usize;
        let day = date(2026, 3, 1)
            .checked_add((random.below(230) as i64).days())
            .unwrap();
        let interval = random.of(&[3_i64, 7, 14, 21]);
        plots[plot].sprays.push((day, interval));
        let days = if random.one_in(3) {
            C::T(format!("{interval} ngày"))
        } else {
            C::N(interval as f64)
        };
        rows.push(layout.row(vec![
            random.date(day),
            random.code(&plots[plot].code.clone()).into(),
            format!("Thuốc mẫu {i}").into(),
            "Abamectin".into(),
            days,
        ]));
    }
    truth.sprays = 30;
    rows
}

fn harvests(
    random: &mut Random,
    truth: &mut Truth,
    plots: &[Plot],
    skus: &[String],
    rows: u32,
    grown: u32,
) -> Rows {
    let unit = &UNITS[random.below(UNITS.len() as u64) as usize];
    let layout = Layout::new(
        random,
        &[
            &["Ngày", "Ngày thu hoạch", "Ngày thu mua"],
            &["Mã hộ", "Hộ"],
            &["Mã thửa", "Thửa"],
            &["Mã SP", "Mã sản phẩm"],
            &[unit.header],
            &["Độ ẩm %"],
            &["Số lô", "Lô"],
            &["Ghi chú"],
        ],
    );
    let mut out = layout.start("SỔ THU HOẠCH NĂM 2026");
    if random.one_in(3) {
        out.push(
            (0..layout.width)
                .map(|i| C::T(format!("({})", i + 1)))
                .collect(),
        );
    }
    for i in 0..rows + grown {
        if random.one_in(40) {
            out.push(Vec::new());
        }
        if random.one_in(60) {
            out.push(layout.row(vec![
                format!("Cộng tháng {}:", i % 12 + 1).into(),
                C::E,
                C::E,
                C::E,
                C::N(123.0),
            ]));
        }
        if random.one_in(80) {
            out.push(layout.header());
        }
        let number = out.len() as u32 + 1;
        out.push(harvest(random, truth, plots, skus, unit, &layout, number));
    }
    add_foot(
        random,
        &mut out,
        &layout,
        truth.milligrams as f64 / 1e6 / unit.kg as f64,
    );
    out
}

/// The sum and the signatures below a table.
fn add_foot(random: &mut Random, out: &mut Rows, layout: &Layout, sum: f64) {
    let total = random.of(&["Tổng cộng", "TỔNG CỘNG:", "Cộng", "Tổng"]);
    out.push(layout.row(vec![total.into(), C::E, C::E, C::E, C::N(sum)]));
    out.push(Vec::new());
    out.push(layout.row(vec![
        "Người lập biểu".into(),
        C::E,
        C::E,
        C::E,
        "Giám đốc HTX".into(),
    ]));
}

fn harvest(
    random: &mut Random,
    truth: &mut Truth,
    plots: &[Plot],
    skus: &[String],
    unit: &Unit,
    layout: &Layout,
    number: u32,
) -> Vec<C> {
    let plot = &plots[random.below(plots.len() as u64) as usize];
    let day = date(2026, 3, 1)
        .checked_add((random.below(240) as i64).days())
        .unwrap();
    let tenths = 50 + random.below(15_000) as i64;
    let sku = &skus[plot.product];
    let lot = format!(
        "{sku}-{:02}{:02}{:02}-{}",
        day.year() % 100,
        day.month(),
        day.day(),
        1 + random.below(3)
    );
    let mut cells = vec![
        random.date(day),
        random.code(&format!("H{:03}", plot.household)).into(),
        random.code(&plot.code).into(),
        random.code(sku).into(),
        random.quantity(tenths, unit),
        random.of(&[C::N(13.5), "14,0".into(), C::E, "13,5 %".into()]),
        random.mess(&lot).into(),
        random.of(&["mưa", "", "bán chợ phiên"]).into(),
    ];
    let (field, spoilt) = spoil(random);
    if let Some((column, cell)) = spoilt {
        cells[column] = cell;
        truth.refused.push((number, field));
    } else {
        truth.harvests += 1;
        truth.milligrams += tenths * 100_000;
        truth.lots.insert(lot);
        let running = |(sprayed, interval): &(Date, i64)| {
            *sprayed <= day && day < sprayed.checked_add(interval.days()).unwrap()
        };
        truth.phi_conflicts += u32::from(plot.sprays.iter().any(running));
    }
    layout.row(cells)
}

/// Sometimes a cell that cannot come in: its field, its column and what it says.
fn spoil(random: &mut Random) -> (&'static str, Option<(usize, C)>) {
    match random.below(25) {
        0 => (
            "date",
            Some((
                0,
                random
                    .of(&["20/13/2026", "hôm qua", "31/2/2026", "?"])
                    .into(),
            )),
        ),
        1 => (
            "plot",
            Some((2, random.of(&["T999", "X1", "thửa mới"]).into())),
        ),
        2 => (
            "quantity",
            Some((
                4,
                random.of(&[
                    C::N(-12.0),
                    "?".into(),
                    "hai tạ".into(),
                    C::N(0.0),
                    "12 ha".into(),
                    "5.000 tấn".into(),
                    "chưa cân".into(),
                ]),
            )),
        ),
        3 => ("product", Some((3, "KHONG-CO".into()))),
        _ => ("", None),
    }
}
