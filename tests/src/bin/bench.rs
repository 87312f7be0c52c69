//! `cargo xtask bench`: the figures of the README's table, measured now. Each line says the work, the median of several runs, and
//! the ratio to a peer that was measured in the same run, where there is one.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark that cannot do its work must stop"
)]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use nuong_engine::views::LotQuery;
use nuong_labels::{Field, LabelData, Run, render_pdf, sheet, template};
use nuong_tests::laptop::Laptop;
use rust_xlsxwriter::Workbook;

const RUNS: usize = 5;

fn main() {
    println!("| work | median | peer, same run | ratio |\n|---|---|---|---|");
    labels(1_000);
    import(5_000);
    search(100_000);
}

fn labels(count: u64) {
    let (template, sheet) = (template("trace").unwrap(), sheet("tomy-135").unwrap());
    let data: Vec<LabelData> = (1..=count).map(one_label).collect();
    let ours = median(|| {
        let mut out = Vec::new();
        let run = Run { skip: 0, count };
        render_pdf(&mut out, template, sheet, run, data.iter(), &mut |_, _| {
            ControlFlow::Continue(())
        })
        .unwrap();
        assert!(out.len() > 1_000);
    });
    let peer = std::env::var_os("NUONG_BENCH_REPORTLAB").map(PathBuf::from);
    let fonts = fonts_as_the_peer_names_them();
    let theirs = peer.map(|script| {
        let args = [count.to_string(), "/dev/null".to_owned()];
        median_of(3, || timed(|| python(&script, &args, fonts.path())))
    });
    row(
        &format!("{count} different labels to PDF (trace, Tomy 135)"),
        ours,
        "ReportLab + segno, whole process",
        theirs,
    );
}

fn fonts_as_the_peer_names_them() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let ours = nuong_tests::judge::root().join("assets").join("fonts");
    for (from, to) in [("Regular", "400Regular"), ("Bold", "700Bold")] {
        let to = folder.path().join(format!("BeVietnamPro_{to}.ttf"));
        std::fs::copy(ours.join(format!("BeVietnamPro-{from}.ttf")), to).unwrap();
    }
    folder
}

fn one_label(i: u64) -> LabelData {
    let lot = format!("LC-{i:06}");
    let link = format!("https://qr.txng.gov.vn/01/09520120070024/10/{lot}");
    LabelData::of_group("food")
        .with(Field::Product, "Gạo Séng Cù Than Uyên 5 kg")
        .with(Field::Cooperative, "Hợp tác xã nông nghiệp Bản Mẫu")
        .with(Field::Lot, &lot)
        .with(Field::Date, "20/10/2026")
        .with(Field::Expiry, "20/10/2027")
        .with(Field::NetQuantity, "5 kg")
        .with(Field::Origin, "Than Uyên, Lai Châu, Việt Nam")
        .with(Field::Link, &link)
}

fn import(rows: u32) {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("so.xlsx");
    write_ledger(&ledger, rows);
    let ours = median_of(3, || {
        let laptop = Laptop::new().unwrap();
        laptop.app.create_sample_profile().unwrap();
        let start = Instant::now();
        let report = laptop.import(&ledger).unwrap();
        assert_eq!(report.harvests.added, rows);
        start.elapsed()
    });
    let script = "import openpyxl,sys\nfor s in openpyxl.load_workbook(sys.argv[1],read_only=True,data_only=True):\n for r in s.iter_rows(values_only=True): pass";
    let theirs = std::env::var_os("NUONG_PYTHON").map(|_| median(|| python_text(script, &ledger)));
    row(
        &format!("import of {rows} rows, from file to disk"),
        ours,
        "openpyxl, reading alone",
        theirs,
    );
}

fn search(lots: u32) {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("so.xlsx");
    write_ledger(&ledger, lots);
    let laptop = Laptop::new().unwrap();
    laptop.app.create_sample_profile().unwrap();
    laptop.import(&ledger).unwrap();
    for text in ["che tam duong", "gao 2610", "mắc ca"] {
        let query = LotQuery {
            text: text.to_owned(),
            filter: "all".to_owned(),
            offset: 0,
            limit: 50,
        };
        let ours = median(|| assert!(!laptop.app.lots(query.clone()).unwrap().rows.is_empty()));
        row(
            &format!("search “{text}” over {lots} lots, first 50 and the total"),
            ours,
            "",
            None,
        );
    }
}

/// A ledger of the sample's kind: ten products, thirty households, forty-five plots, and as many harvests as asked, a lot each.
fn write_ledger(path: &Path, rows: u32) {
    let mut book = Workbook::new();
    let products = [
        ("BUP", "Búp chè tươi Tam Đường"),
        ("GAO", "Gạo Séng Cù Than Uyên 5 kg"),
        ("MACCA", "Hạt mắc ca sấy 500 g"),
    ];
    let sheet = book.add_worksheet().set_name("Sản phẩm").unwrap();
    put(
        sheet,
        0,
        &[
            "Mã SP",
            "Tên sản phẩm",
            "Nhóm hàng",
            "Khối lượng tịnh",
            "ĐVT",
        ],
    );
    for (at, (sku, name)) in (1..).zip(products) {
        put(sheet, at, &[sku, name, "Thực phẩm", "1", "kg"]);
    }
    let sheet = book.add_worksheet().set_name("Nông hộ").unwrap();
    put(sheet, 0, &["Mã hộ", "Chủ hộ", "Địa chỉ"]);
    for i in 1..=30 {
        put(
            sheet,
            i,
            &[
                &format!("H{i:03}"),
                &format!("Lò Văn Mẫu {i:02}"),
                "Bản Nà Tăm, xã Giang Ma, huyện Tam Đường, tỉnh Lai Châu",
            ],
        );
    }
    let sheet = book.add_worksheet().set_name("Vùng trồng").unwrap();
    put(sheet, 0, &["Mã thửa", "Hộ", "Cây trồng", "Diện tích (ha)"]);
    for i in 1..=45 {
        put(
            sheet,
            i,
            &[
                &format!("T{i:03}"),
                &format!("H{:03}", i % 30 + 1),
                "Chè",
                "1,3",
            ],
        );
    }
    let sheet = book.add_worksheet().set_name("Thu hoạch").unwrap();
    put(
        sheet,
        0,
        &[
            "STT",
            "Ngày",
            "Mã hộ",
            "Mã thửa",
            "Mã SP",
            "Số lượng (kg)",
            "Số lô",
        ],
    );
    for i in 1..=rows {
        let sku = products.get(i as usize % 3).map_or("BUP", |p| p.0);
        let (day, month, plot) = (i % 28 + 1, i % 10 + 1, i % 45 + 1);
        let lot = format!("{sku}-26{month:02}{day:02}-{i}");
        let date = format!("{day:02}/{month:02}/2026");
        put(
            sheet,
            i,
            &[
                &i.to_string(),
                &date,
                &format!("H{:03}", plot % 30 + 1),
                &format!("T{plot:03}"),
                sku,
                "812,5 kg",
                &lot,
            ],
        );
    }
    book.save(path).unwrap();
}

fn put(sheet: &mut rust_xlsxwriter::Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0u16..).zip(cells) {
        sheet.write_string(row, column, *cell).unwrap();
    }
}

fn median(mut work: impl FnMut()) -> Duration {
    median_of(RUNS, || timed(&mut work))
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median_of(runs: usize, mut timed: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..runs).map(|_| timed()).collect();
    times.sort_unstable();
    times.get(runs / 2).copied().unwrap_or_default()
}

fn python(script: &Path, args: &[String], fonts: &Path) {
    let mut command = Command::new(std::env::var_os("NUONG_PYTHON").unwrap());
    let status = command
        .arg(script)
        .args(args)
        .env("LABEL_FONTS", fonts)
        .status();
    assert!(status.unwrap().success(), "{}", script.display());
}

fn python_text(script: &str, file: &Path) {
    let status = Command::new(std::env::var_os("NUONG_PYTHON").unwrap())
        .arg("-c")
        .arg(script)
        .arg(file)
        .status();
    assert!(
        status.unwrap().success(),
        "openpyxl did not read {}",
        file.display()
    );
}

fn row(work: &str, ours: Duration, peer: &str, theirs: Option<Duration>) {
    let ratio = theirs.map_or_else(
        || "–".to_owned(),
        |t| format!("{:.2}", ours.as_secs_f64() / t.as_secs_f64()),
    );
    let theirs = theirs.map_or_else(
        || "–".to_owned(),
        |t| format!("{peer}: {:.1} ms", t.as_secs_f64() * 1e3),
    );
    println!(
        "| {work} | {:.2} ms | {theirs} | {ratio} |",
        ours.as_secs_f64() * 1e3
    );
}
