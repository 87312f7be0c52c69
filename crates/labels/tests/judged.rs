//! Every kind of code, of every template on all label sizes that it is meant for, as a label printer of 203 dpi prints it in black dots, and spoilt a little, in
//! front of zxing-cpp: the content and the symbology identifier must be exactly what was asked for.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::specimens::{named, sizes};
use common::tea;
use nuong_labels::{
    Field, LabelData, Order, RenderError, Run, Sheet, Template, Um, render_pdf, symbols, templates,
};
use serde_json::Value;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a reader must find: text with FNC1 as `^`, and symbology identifier.
type Wanted = (String, &'static str);

/// A label in a file, and what is on its page.
struct Case {
    name: String,
    pdf: Vec<u8>,
    wanted: Vec<Wanted>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Python with zxing-cpp, as `cargo xtask` installs it.
fn python() -> Option<PathBuf> {
    let installed = root().join("target/tools/python/bin/python");
    let python = std::env::var_os("NUONG_PYTHON").map_or(installed, PathBuf::from);
    python.exists().then_some(python)
}

fn print(
    template: &Template,
    sheet: &Sheet,
    data: &LabelData,
    count: u64,
) -> Result<Vec<u8>, RenderError> {
    let mut pdf = Vec::new();
    let run = Run { skip: 0, count };
    let labels = std::iter::repeat(data);
    let go_on = &mut |_, _| ControlFlow::Continue(());
    render_pdf(
        &mut pdf,
        Order {
            template,
            sheet,
            run,
            labels,
        },
        go_on,
    )?;
    Ok(pdf)
}

/// Reads the cases' codes at so many dots an inch, spoilt in every way.
fn judge(dpi: &str, cases: &[Case]) {
    let Some(python) = python() else {
        println!("skipped: NUONG_PYTHON is not set");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(python);
    command
        .arg(root().join("tests/judges/decode_rough.py"))
        .arg(dpi);
    for (n, case) in cases.iter().enumerate() {
        let file = folder.path().join(format!("{n}.pdf"));
        std::fs::write(&file, &case.pdf).unwrap();
        command.arg(file);
    }
    let out = command.output().unwrap();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let pages: Vec<Value> = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(pages.len(), cases.len() * 5);
    let mut wrong = Vec::new();
    for (n, page) in pages.iter().enumerate() {
        let case = &cases[n / 5];
        let (found, wanted) = (found(page), sorted(case.wanted.clone()));
        if found != wanted {
            wrong.push(format!(
                "{} {dpi} {}: {found:?} is not {wanted:?}",
                case.name, page["spoilt"]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn found(page: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let codes = page["codes"].as_array().unwrap().iter();
    // On one turned page zxing-cpp takes a slanting part of the EAN-13 for a UPC-E, which no label of ours holds.
    let codes = codes.filter(|code| code["format"] != "UPC-E");
    sorted(
        codes
            .map(|code| (text(&code["text"]), text(&code["identifier"])))
            .collect(),
    )
}

fn sorted<T: Into<String>>(codes: Vec<(String, T)>) -> Vec<(String, String)> {
    let mut codes: Vec<_> = codes.into_iter().map(|(a, b)| (a, b.into())).collect();
    codes.sort();
    codes
}

fn qr(data: &LabelData) -> Wanted {
    (data.get(Field::Link).unwrap().to_owned(), "]Q1")
}

/// What a reader must find on a label, by the codes that stand on it.
fn wanted(template: &Template, sheet: &Sheet, data: &LabelData) -> Vec<Wanted> {
    let text = |field| data.get(field).unwrap().to_owned();
    let elements = text(Field::Elements).replace(['(', ')'], "");
    let (item, lot) = elements.split_at(24); // (01) and (15), then (10)
    let mut bars = symbols(template, sheet, data);
    bars.reverse(); // the item below, drawn last; the lot above it
    let mut is_first = true;
    let codes = bars
        .into_iter()
        .map(|code| match (code.kind, template.id.as_str()) {
            ("qr", _) => (text(Field::Link), "]Q1"),
            ("ean_13", _) => (text(Field::Gtin), "]E0"),
            ("datamatrix", _) => (elements.clone(), "]d2"),
            ("gs1_128", "pallet") => (format!("00{}", text(Field::Sscc)), "]C1"),
            ("gs1_128", _) if std::mem::take(&mut is_first) => (item.to_owned(), "]C1"),
            ("gs1_128", _) => (lot.to_owned(), "]C1"),
            (kind, _) => panic!("{kind}"),
        });
    codes.collect()
}

/// A template's label on a paper, drawn for a printer of these dots.
fn case(template: &Template, sheet: &Sheet, dot: i32, data: &LabelData) -> Case {
    let sheet = Sheet {
        dot: Um(dot),
        ..sheet.clone()
    };
    let name = format!("{} {} {dot}", template.id, sheet.id);
    let pdf = print(template, &sheet, data, 1).unwrap_or_else(|error| panic!("{name}: {error}"));
    let wanted = wanted(template, &sheet, data);
    assert!(!wanted.is_empty() || template.id == "price", "{name}");
    Case { name, pdf, wanted }
}

/// The label of this name of every template on every paper that it is meant for and that `is_tried` takes.
fn cases(name: &str, dot: Option<i32>, is_tried: impl Fn(&Sheet) -> bool) -> Vec<Case> {
    let mut cases = Vec::new();
    for template in templates() {
        let (sheets, data) = (sizes(template), named(template, name));
        for sheet in sheets.iter().filter(|sheet| is_tried(sheet)) {
            let dot = dot.unwrap_or(sheet.dot.0);
            cases.push(case(template, sheet, dot, &data));
        }
    }
    cases
}

/// Papers of label printers.
fn is_roll(sheet: &Sheet) -> bool {
    sheet.dot > Um(0)
}

#[test]
fn every_template_reads_on_all_that_it_is_meant_for() {
    let cases = cases("usual", None, |_| true);
    assert!(cases.len() > 50, "{}", cases.len());
    judge("203.2", &cases);
}

#[test]
fn every_template_reads_on_all_rolls_of_a_printer_of_300_dpi() {
    let cases = cases("usual", Some(85), is_roll);
    assert!(cases.len() > 20, "{}", cases.len());
    judge("300", &cases);
}

#[test]
fn every_template_for_small_rolls_reads_from_a_printer_of_600_dpi() {
    // Larger ones take minutes, and finer dots differ less from what was drawn.
    let is_small = |sheet: &Sheet| is_roll(sheet) && sheet.label_width <= Um::mm(60);
    judge("600", &cases("usual", Some(42), is_small));
}

#[test]
fn codes_read_beside_pictures_and_a_second_language() {
    judge("203.2", &cases("rich", None, |_| true));
}

/// A label of 210 × 60 mm with one linear code and a QR code.
fn with_barcode(symbology: &str, dot: u32, data: &LabelData) -> Vec<u8> {
    let area = match symbology {
        "ean" => "[6000, 6000, 45000, 24000]",
        _ => "[6000, 5000, 198000, 24000]",
    };
    let template = format!(
        r#"{{"id": "b", "name": {{"vi": "b"}}, "goods_label": false, "forms": [{{"width": 210000, "height": 60000, "elements": [
        {{"kind": "barcode", "symbology": "{symbology}", "area": {area}, "size": 3600, "min_size": 1700, "align": "center"}},
        {{"kind": "qr", "area": [70000, 33000, 22000, 22000]}},
        {{"kind": "flow", "area": [4000, 32000, 60000, 26000], "rows": [{{"fields": ["product"], "size": 3600, "min_size": 2000}}]}}
        ]}}]}}"#
    );
    let sheet = format!(
        r#"{{"id": "r", "name": {{}}, "page_width": 210000, "page_height": 60000, "columns": 1, "rows": 1, "label_width": 210000,
        "label_height": 60000, "gap_x": 0, "gap_y": 0, "margin_left": 0, "margin_top": 0, "dot": {dot}}}"#
    );
    let template = Template::parse(&template).unwrap();
    print(&template, &Sheet::parse(&sheet).unwrap(), data, 1).unwrap()
}

fn ean(gtin: &str, identifier: &'static str) -> Case {
    let data = tea().with(Field::Gtin, gtin);
    let full = if gtin.len() == 12 {
        format!("0{gtin}")
    } else {
        gtin.to_owned()
    };
    Case {
        name: format!("EAN {gtin}"),
        pdf: with_barcode("ean", 125, &data),
        wanted: vec![(full, identifier), qr(&data)],
    }
}

#[test]
fn ean_codes_read_whatever_their_first_digit() {
    let thirteen = [
        "0012345678905",
        "1234567890128",
        "2345678901234",
        "3456789012340",
        "4567890123456",
        "5678901234562",
        "6789012345678",
        "7890123456784",
        "8938505974194",
        "9520123456788",
        "416000336108",
    ];
    let mut cases: Vec<_> = thirteen.into_iter().map(|gtin| ean(gtin, "]E0")).collect();
    cases.extend(["02345673", "96385074"].map(|gtin| ean(gtin, "]E4")));
    judge("203.2", &cases);
}

fn gs1_128(elements: &str, raw: &str) -> Case {
    let data = tea().with(Field::Elements, elements);
    Case {
        name: format!("GS1-128 {elements}"),
        pdf: with_barcode("gs1_128", 125, &data),
        wanted: vec![(raw.to_owned(), "]C1"), qr(&data)],
    }
}

#[test]
fn gs1_128_codes_read_with_their_separators() {
    judge(
        "203.2",
        &[
            gs1_128("(01)09520123456788", "0109520123456788"),
            gs1_128("(00)095201234567890122", "00095201234567890122"),
            gs1_128(
                "(01)19520123456785(15)260730(10)L1",
                "01195201234567851526073010L1",
            ),
            gs1_128("(10)CHE-OL/2%(21)00012", "10CHE-OL/2%^2100012"),
            gs1_128(
                "(01)09520123456788(3103)000500(10)a1B2c3",
                "0109520123456788310300050010a1B2c3",
            ),
        ],
    );
}

/// The label of `elements.rs`, with all kinds of codes, on paper of these dots.
fn everything(dot: u32, data: &LabelData) -> Vec<u8> {
    let template = Template::parse(include_str!("files/everything.json")).unwrap();
    let sheet = format!(
        r#"{{"id": "r", "name": {{}}, "page_width": 100000, "page_height": 100000, "columns": 1, "rows": 1, "label_width": 100000,
        "label_height": 100000, "gap_x": 0, "gap_y": 0, "margin_left": 0, "margin_top": 0, "dot": {dot}}}"#
    );
    print(&template, &Sheet::parse(&sheet).unwrap(), data, 1).unwrap()
}

#[test]
fn data_matrix_sscc_and_qr_read_beside_one_another() {
    let cases = [
        ("(01)09520120070000(10)L1", "010952012007000010L1"),
        (
            "(01)09520120070000(15)280620(10)CHE-OL/2%(21)00012",
            "01095201200700001528062010CHE-OL/2%^2100012",
        ),
        ("(10)a1B2c3(21)x.y-Z", "10a1B2c3^21x.y-Z"),
        (
            "(01)09520120070000(10)ABCDEFGHIJKLMNOPQRST(21)abcdefghijklmnopqrst(91)0123456789ABCDEFGHIJ",
            "010952012007000010ABCDEFGHIJKLMNOPQRST^21abcdefghijklmnopqrst^910123456789ABCDEFGHIJ",
        ),
    ];
    let case = |(elements, raw): &(&str, &str), dot| {
        let data = tea()
            .with(Field::Elements, elements)
            .with(Field::Sscc, "095201234000000422")
            .with(Field::Ocop, "4");
        let matrix = ((*raw).to_owned(), "]d2");
        let sscc = ("00095201234000000422".to_owned(), "]C1");
        Case {
            name: format!("everything {elements}"),
            pdf: everything(dot, &data),
            wanted: vec![matrix, sscc, qr(&data)],
        }
    };
    for (dpi, dot) in [("203.2", 125), ("300", 85), ("600", 42)] {
        let cases: Vec<_> = cases.iter().map(|c| case(c, dot)).collect();
        judge(dpi, &cases);
    }
}
