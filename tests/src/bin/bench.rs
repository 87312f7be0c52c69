//! `cargo xtask bench`: the figures of the README's table, measured now. Each line says the work, the median of several runs, and
//! the ratio to a peer that was measured in the same run, where there is one.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark that cannot do its work must stop"
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use nuong_engine::views::LotQuery;
use nuong_tests::laptop::Laptop;
use rust_xlsxwriter::Workbook;

const RUNS: usize = 5;

/// Labels of the yardstick.
const LABELS: u32 = 10_000;

fn main() {
    println!("| work | median | peer, same run | ratio |\n|---|---|---|---|");
    labels(
        "each with its own serial number in QR, EAN-13, 8 lines",
        &[],
    );
    labels("one code for each lot of 100, EAN-13, 8 lines", &["--w0"]);
    import(5_000);
    search(100_000);
}

/// The label yardstick, as `../shared/bench` words it: whole processes, time a label. The peer takes a hundred times as long, and the
/// same time for each label, so that a tenth of the labels will do.
fn labels(work: &str, flags: &[&str]) {
    let ours = |threads: &str| {
        let args = [flags, &["--threads", threads]].concat();
        median(|| yardstick(LABELS, &args)) / LABELS
    };
    let peer = std::env::var_os("NUONG_BENCH_REPORTLAB").map(PathBuf::from);
    let fonts = fonts_as_the_peer_names_them();
    let count = LABELS / 10;
    let theirs = peer.map(|script| {
        let args: Vec<String> = [&[&*count.to_string(), "/dev/null"], flags]
            .concat()
            .iter()
            .map(ToString::to_string)
            .collect();
        median_of(3, || timed(|| python(&script, &args, fonts.path())))
    });
    let name = "ReportLab + segno";
    let few = median(|| yardstick(count, &[flags, &["--threads", "2"]].concat()));
    let work_of_few = format!("{count} labels, {work}, whole process, two threads");
    row(&work_of_few, few, name, theirs);
    let name = "ReportLab + segno, a tenth of them";
    let theirs = theirs.map(|whole| whole / count);
    for (threads, on) in [("1", "one thread"), ("2", "two threads")] {
        let work = format!("a label of {LABELS}, {work}, whole process, {on}");
        row(&work, ours(threads), name, theirs);
    }
}

/// Writes the labels; prints bytes and memory on the error stream, beside the table.
fn yardstick(count: u32, flags: &[&str]) {
    let out = tempfile::NamedTempFile::new().unwrap();
    let mut command = Command::new(std::env::var_os("NUONG_BENCH_LABELS").unwrap());
    command.arg(count.to_string()).arg(out.path()).args(flags);
    let done = command.output().unwrap();
    assert!(done.status.success(), "the yardstick failed: {done:?}");
    eprint!("{}", String::from_utf8_lossy(&done.stdout));
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
        |t| format!("{:.3}", ours.as_secs_f64() / t.as_secs_f64()),
    );
    let theirs = theirs.map_or_else(|| "–".to_owned(), |t| format!("{peer}: {}", shown(t)));
    println!("| {work} | {} | {theirs} | {ratio} |", shown(ours));
}

fn shown(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1e3;
    if milliseconds < 1.0 {
        format!("{:.1} µs", milliseconds * 1e3)
    } else {
        format!("{milliseconds:.2} ms")
    }
}
