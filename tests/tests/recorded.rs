//! What the real engine answers about the sample cooperative, recorded for the UI tests: their fake host answers from these files.
//! `NUONG_UPDATE_ANSWERS=1 cargo test -p nuong-tests --test recorded` writes them anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must fail"
)]

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use nuong_engine::views::{LabelRequest, LotQuery, PrintQuery};
use nuong_engine::{App, FileSecrets, Host};
use nuong_tests::judge::root;
use nuong_tests::laptop::{Laptop, sample_ledger};
use serde::Serialize;
use serde_json::{Value, json};

/// Where the window of the UI tests finds its ledger.
const SAMPLE: &str = "D:\\So sach\\so-htx-mau.xlsx";

fn folder() -> PathBuf {
    root().join("ui/tests/fake/answers")
}

/// Noon of 22 November 2026 in Viet Nam, and bytes that repeat.
struct PinnedHost(AtomicU64);

impl Host for PinnedHost {
    fn now(&self) -> Timestamp {
        "2026-11-22T05:00:00Z".parse().unwrap()
    }

    fn random(&self) -> [u8; 16] {
        let n = self.0.fetch_add(1, Ordering::Relaxed);
        ((u128::from(n) << 64) | u128::from(n)).to_be_bytes()
    }
}

fn sample() -> Laptop {
    let dir = tempfile::tempdir().unwrap();
    let host = Arc::new(PinnedHost(AtomicU64::new(1)));
    let secrets = Arc::new(FileSecrets::new(dir.path()));
    let app = App::open(dir.path(), host, secrets).unwrap();
    Laptop { app, dir }
}

/// Lots whose page is recorded beside those of the first screen: one with a pre-harvest conflict.
const CONFLICT: &str = "MACCA-261015-3";
/// How many lots of the list's beginning have their page recorded.
const FIRST_LOTS: usize = 12;

/// Questions and answers, by command.
#[derive(Default)]
struct Answers(BTreeMap<&'static str, Vec<Value>>);

impl Answers {
    /// `args` as the window sends them, in their order.
    fn keep(&mut self, command: &'static str, args: Value, answer: impl Serialize) {
        let answer = serde_json::to_value(answer).unwrap();
        let kept = self.0.entry(command).or_default();
        kept.push(json!({ "args": args, "answer": answer }));
    }

    /// As files: ids, folder and version by names that stay, and a record on a line.
    fn files(self, names: &[(String, String)]) -> BTreeMap<String, String> {
        let mut unnamed = BTreeMap::new();
        let mut files = BTreeMap::new();
        for (command, kept) in self.0 {
            let text: Vec<String> = kept.iter().map(write_answer).collect();
            let mut text = format!("[\n{}\n]\n", text.join(",\n"));
            for (id, name) in names {
                text = text.replace(id.as_str(), name);
            }
            files.insert(format!("{command}.json"), name_ids(&text, &mut unnamed));
        }
        files
    }
}

/// Lists have a line for each of their elements, so that a change can be read.
fn write_answer(kept: &Value) -> String {
    let (args, answer) = (&kept["args"], &kept["answer"]);
    let Some(list) = answer.as_array().filter(|list| !list.is_empty()) else {
        return format!("{{\"args\":{args},\"answer\":{answer}}}");
    };
    let lines: Vec<String> = list.iter().map(Value::to_string).collect();
    format!("{{\"args\":{args},\"answer\":[\n{}\n]}}", lines.join(",\n"))
}

/// Ids that no list names: `id-1`, `id-2`, in the order in which they are met.
fn name_ids(text: &str, unnamed: &mut BTreeMap<String, String>) -> String {
    let mut out = String::new();
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            out.push('"');
        }
        if is_uuid(part) {
            let next = format!("id-{}", unnamed.len() + 1);
            out += unnamed.entry(part.to_owned()).or_insert(next);
        } else {
            out += part;
        }
    }
    out
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12] && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

fn lot_query(text: &str, filter: &str, offset: u32, limit: u32) -> LotQuery {
    LotQuery {
        text: text.to_owned(),
        filter: filter.to_owned(),
        offset,
        limit,
    }
}

/// What the program says before any record is there, and what the import of the sample says.
fn ask_beginning(answers: &mut Answers, laptop: &Laptop) {
    let mut silent = |_| ControlFlow::Continue(());
    let app = &laptop.app;
    app.create_sample_profile().unwrap();
    let seen = app.import_preview(&sample_ledger(), &mut silent).unwrap();
    answers.keep("import_preview", json!([SAMPLE]), seen);
    let done = laptop.import(&sample_ledger()).unwrap();
    answers.keep("import_apply", json!([SAMPLE]), done);
    answers.keep("start", json!([]), app.start().unwrap());
}

fn ask_lists(answers: &mut Answers, app: &App) {
    for text in ["lai chau", "ta leng", "03390", "không có xã này"] {
        answers.keep("communes", json!([text]), app.communes(text));
    }
    answers.keep("goods_groups", json!([]), app.goods_groups());
    answers.keep("units", json!([]), app.units());
    answers.keep("certificate_kinds", json!([]), app.certificate_kinds());
    answers.keep("certificates", json!([]), app.certificates().unwrap());
    answers.keep("templates", json!([]), app.templates().unwrap());
    answers.keep("papers", json!([]), app.sheets().unwrap());
    for paper in ["tomy-135", "roll-50x30"] {
        let marks = app.ruler_marks(paper).unwrap();
        answers.keep("ruler_marks", json!([paper]), marks);
    }
    answers.keep("alignments", json!([]), app.printers().unwrap());
    answers.keep("sscc_digit", json!([]), app.sscc_digit().unwrap());
}

fn ask_records(answers: &mut Answers, app: &App) {
    answers.keep("today", json!([]), app.today().unwrap());
    for text in [
        "che tam duong",
        "MACCA-261023-2",
        "https://truyxuat.example.vn/01/09520120070062/10/MACCA-261023-2",
        "]d2010952012007004810MDG-261023-3",
        "https://truyxuat.example.vn/01/09520120070048/10/MDG-261023-3",
        "THAOQ-261023-2",
        "không có gì",
    ] {
        answers.keep("search", json!([text]), app.search(text).unwrap());
    }
    for text in ["", "che shan", "09520120070048"] {
        answers.keep("products", json!([text]), app.products(text).unwrap());
    }
    for (text, filter, offset, limit) in [
        ("", "all", 0, 500),
        ("", "all", 20, 3),
        ("che", "all", 0, 5),
        ("", "phi", 0, 4),
        ("macca", "phi", 0, 4),
        ("", "refused", 0, 4),
    ] {
        let query = lot_query(text, filter, offset, limit);
        answers.keep("lots", json!([&query]), app.lots(query.clone()).unwrap());
    }
}

fn ask_lot_pages(answers: &mut Answers, laptop: &Laptop) {
    let app = &laptop.app;
    let rows = laptop.lots("").unwrap();
    let conflict = rows.iter().find(|row| row.lot == CONFLICT).unwrap();
    assert!(conflict.phi_conflict);
    for row in rows.iter().take(FIRST_LOTS).chain([conflict]) {
        answers.keep("lot", json!([&row.id]), app.lot(&row.id).unwrap());
        let balance = app.label_balance(&row.id).unwrap();
        answers.keep("label_balance", json!([&row.id]), balance);
    }
    for lot in [&rows[3], conflict] {
        let request = LabelRequest {
            lot: lot.id.clone(),
            template: "trace".to_owned(),
            sheet: "tomy-135".to_owned(),
            count: 3,
            ..LabelRequest::default()
        };
        let mut seen = app.label_preview(request.clone()).unwrap();
        // The drawings are tested where they are made.
        (seen.label_svg, seen.page_svg) = (String::new(), String::new());
        answers.keep("label_preview", json!([request]), seen);
    }
    let none = PrintQuery {
        limit: 50,
        ..PrintQuery::default()
    };
    let prints = app.label_ledger(&none).unwrap();
    answers.keep("label_ledger", json!([none]), prints);
    let mut outbox = app.outbox(None).unwrap();
    outbox.rows.truncate(2);
    answers.keep("outbox", json!([null]), outbox);
}

/// `l-` and the lot's code, `p-` and the product's.
fn names(laptop: &Laptop) -> Vec<(String, String)> {
    let lots = laptop.lots("").unwrap();
    let products = laptop.app.products("").unwrap();
    let start = laptop.app.start().unwrap();
    let folder = "C:\\\\Users\\\\mai\\\\AppData\\\\Roaming\\\\vn.nuong.desktop";
    let written = |text: &str| {
        serde_json::to_string(text)
            .unwrap()
            .trim_matches('"')
            .to_owned()
    };
    let mut names = vec![
        (written(&start.data_dir), folder.to_owned()),
        (
            format!("\"version\":\"{}\"", start.version),
            "\"version\":\"0.1.0\"".to_owned(),
        ),
    ];
    names.extend(
        lots.iter()
            .map(|lot| (lot.id.clone(), format!("l-{}", lot.lot))),
    );
    names.extend(
        products
            .iter()
            .map(|one| (one.id.clone(), format!("p-{}", one.sku))),
    );
    names
}

fn answered() -> BTreeMap<String, String> {
    let laptop = sample();
    let mut answers = Answers::default();
    ask_beginning(&mut answers, &laptop);
    ask_lists(&mut answers, &laptop.app);
    ask_records(&mut answers, &laptop.app);
    ask_lot_pages(&mut answers, &laptop);
    answers.files(&names(&laptop))
}

fn kept() -> BTreeMap<String, String> {
    let files = fs::read_dir(folder()).into_iter().flatten();
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // A checkout on Windows may have turned the line ends.
        let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        (name, text)
    };
    files.map(|file| read(file.unwrap().path())).collect()
}

#[test]
fn the_recorded_answers_are_the_engine_s() {
    let answers = answered();
    if std::env::var_os("NUONG_UPDATE_ANSWERS").is_some() {
        fs::create_dir_all(folder()).unwrap();
        for (name, text) in &answers {
            fs::write(folder().join(name), text).unwrap();
        }
    }
    let kept = kept();
    assert_eq!(
        kept.keys().collect::<Vec<_>>(),
        answers.keys().collect::<Vec<_>>(),
        "run with NUONG_UPDATE_ANSWERS=1 and commit"
    );
    for (name, text) in answers {
        let first = kept[&name].lines().zip(text.lines()).find(|(a, b)| a != b);
        assert!(
            kept[&name] == text,
            "{name} drifted: run with NUONG_UPDATE_ANSWERS=1, look at the change, commit. First: {first:?}"
        );
    }
}
