//! Every shipped template on every paper that it is meant for, on printers of 203, 300 and 600 dpi, with little and much to say: what is usual
//! fits, what does not is told, and nothing is cut, overlaps or leaves its label.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::specimens::{of, sizes, usual};
use common::{assert_tidy, poppler, texts};
use nuong_labels::{
    Field, Finding, Item, LabelData, Lang, Order, Run, Severity, Sheet, Template, Um, check,
    layout, render_pdf, sheets, symbols, template, templates,
};
use std::ops::ControlFlow;

/// The papers that a template is meant for.
fn papers(template: &Template) -> impl Iterator<Item = &'static Sheet> {
    sheets().iter().filter(|sheet| template.suits(sheet))
}

fn errors(findings: Vec<Finding>) -> Vec<Finding> {
    let mut findings = findings;
    findings.retain(|finding| finding.severity == Severity::Error);
    findings
}

#[test]
fn what_is_usual_fits_and_what_does_not_is_told() {
    let mut refused = Vec::new();
    for template in templates() {
        for sheet in sizes(template) {
            for (n, (group, labels)) in of(template).into_iter().enumerate() {
                // Of other groups the usual, where a label has room for any.
                let is_roomy = sheet.label_width >= Um::mm(66) && sheet.label_height >= Um::mm(40);
                let is_tried = |name: &str| n == 0 || is_roomy && name == "usual";
                for (name, data) in labels.into_iter().filter(|(name, _)| is_tried(name)) {
                    let made = layout(template, &sheet, &data);
                    assert_tidy(&made.list);
                    let errors = errors(check(template, &sheet, &data));
                    let place = format!("{} {} {group} {name}", template.id, sheet.id);
                    if ["short", "usual", "rich"].contains(&name) {
                        assert!(errors.is_empty(), "{place}: {errors:?}");
                    } else if !errors.is_empty() {
                        refused.push(place);
                    }
                }
            }
        }
    }
    // The longest texts are for larger labels.
    let large = ["a4", "a5", "roll-100x150", "avery-l7169", "avery-l7165"];
    let wrongly = refused
        .iter()
        .filter(|place| large.iter().any(|id| place.split(' ').nth(1) == Some(id)));
    assert_eq!(wrongly.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn codes_are_whole_dots_of_every_label_printer() {
    for template in templates() {
        for sheet in &sizes(template) {
            for dot in [125, 85, 42] {
                // 203, 300 and 600 dpi
                let sheet = Sheet {
                    dot: Um(dot),
                    ..sheet.clone()
                };
                let data = usual(template);
                let place = format!("{} {} {dot}", template.id, sheet.id);
                let found = errors(check(template, &sheet, &data));
                if (template.id.as_str(), dot) == ("carton", 85) && sheet.label_width < Um::mm(105)
                {
                    // Six dots of 300 dpi are 0.51 mm: an item with its date takes 101 mm.
                    assert!(
                        found.iter().all(|f| f.code == "barcode_below_minimum"),
                        "{place}"
                    );
                    continue;
                }
                assert_eq!(found, [], "{place}");
                for code in symbols(template, &sheet, &data) {
                    let dots = f64::from(code.dots.unwrap());
                    let module = dots * 25_400.0 / f64::from(sheet.dpi().unwrap());
                    // 203 dpi are taken for dots of 0.125 mm: a fifth of a micrometre a dot.
                    assert!(
                        (module - f64::from(code.module_um.0)).abs() <= (dots * 0.2).max(1.0),
                        "{place}: {code:?}"
                    );
                }
            }
        }
    }
}

/// The codes of a label, in drawing order.
fn kinds(id: &str, sheet: &str, data: &LabelData) -> Vec<&'static str> {
    let sheet = nuong_labels::sheet(sheet).unwrap();
    let codes = symbols(template(id).unwrap(), sheet, data);
    codes.into_iter().map(|code| code.kind).collect()
}

#[test]
fn a_label_has_the_codes_that_its_job_asks_for() {
    let goods = usual(template("goods-food").unwrap());
    assert_eq!(kinds("goods-food", "roll-100x50", &goods), ["qr", "ean_13"]);
    // Goods without a GTIN do without the bar code; goods with a wrong one are refused.
    let without = goods.clone().with(Field::Gtin, "");
    assert_eq!(kinds("goods-food", "roll-100x50", &without), ["qr"]);
    let wrong = goods.clone().with(Field::Gtin, "9520120070001");
    let found = errors(check(
        template("goods-food").unwrap(),
        nuong_labels::sheet("a6").unwrap(),
        &wrong,
    ));
    assert_eq!(found[0].code, "barcode_wrong");
    assert_eq!(kinds("pallet", "a6", &goods), ["gs1_128"]);
    assert_eq!(
        kinds("carton", "a5", &goods),
        ["datamatrix", "gs1_128", "gs1_128"]
    );
    assert_eq!(kinds("price", "roll-35x22x2", &goods), [""; 0]);
    // This lot is too long for bars on 100 mm: they are left out, and a note says so. The DataMatrix has it.
    assert_eq!(
        kinds("carton", "roll-100x150", &goods),
        ["datamatrix", "gs1_128"]
    );
    let notes = check(
        template("carton").unwrap(),
        nuong_labels::sheet("roll-100x150").unwrap(),
        &goods,
    );
    let note = notes.iter().find(|note| note.code == "barcode_left_out");
    let note = note.unwrap();
    assert_eq!(note.severity, Severity::Note);
    let said = note.message(Lang::En);
    let lot = goods.get(Field::Lot).unwrap();
    assert!(said.contains(&format!("the barcode (10) {lot} ")), "{said}");
    let short = goods.with(Field::Elements, "(01)09520120070000(15)280620(10)260620");
    assert_eq!(
        kinds("carton", "roll-100x150", &short),
        ["datamatrix", "gs1_128", "gs1_128"]
    );
}

#[test]
fn cartons_and_pallets_have_bars_as_gs1_asks() {
    for id in ["carton", "pallet"] {
        let template = template(id).unwrap();
        for sheet in papers(template) {
            for code in symbols(template, sheet, &usual(template)) {
                if code.kind == "gs1_128" {
                    let (x, height) = (code.module_um, code.area.h);
                    assert!(
                        x >= Um(495) && x <= Um(1_016) && height >= Um(31_750),
                        "{id} {}: {x:?} {height:?}",
                        sheet.id
                    );
                }
            }
        }
    }
}

#[test]
fn a_consumer_s_two_codes_stand_within_50_mm() {
    for template in templates()
        .iter()
        .filter(|template| template.id.starts_with("goods"))
    {
        for sheet in &sizes(template) {
            let codes = symbols(template, sheet, &usual(template));
            if let [qr, ean] = &codes[..] {
                let apart =
                    |a: Um, a_end: Um, b: Um, b_end: Um| (b - a_end).max(a - b_end).max(Um(0));
                let x = apart(qr.area.x, qr.area.right(), ean.area.x, ean.area.right());
                let y = apart(qr.area.y, qr.area.bottom(), ean.area.y, ean.area.bottom());
                assert!(x.max(y) <= Um::mm(50), "{} {}", template.id, sheet.id);
            }
        }
    }
}

#[test]
fn the_short_code_stands_below_the_qr_code_s_quiet_zone() {
    let template = template("goods-food").unwrap();
    let sheet = nuong_labels::sheet("tomy-129").unwrap();
    let list = layout(template, sheet, &usual(template)).list;
    let code = list.square_codes().next().unwrap();
    let text = list
        .text_runs()
        .find(|run| run.text == "7K3M-92QX")
        .unwrap();
    let quiet = code.area().grown(code.module * 4);
    assert!(text.ink().y >= quiet.bottom() && text.ink().y < quiet.bottom() + Um(300));
    let middle = |x: Um, w: Um| x.0 + w.0 / 2;
    let (a, b) = (middle(code.x, code.area().w), middle(text.x, text.width));
    assert!((a - b).abs() < 100, "{a} {b}");
    // Letters that the font lacks are told there too.
    let strange = usual(template).with(Field::ShortCode, "7K3M-😀");
    let found = errors(check(template, sheet, &strange));
    assert_eq!(found[0].code, "unprintable_letters");
}

#[test]
fn lines_in_the_middle_are_in_the_middle() {
    let sheet = nuong_labels::sheet("a5-landscape").unwrap();
    let data = of(template("stall").unwrap()).remove(0).1.remove(0).1;
    let list = layout(template("stall").unwrap(), sheet, &data).list;
    let runs = list.text_runs().filter(|run| run.size > Um::mm(15));
    let middles: Vec<i32> = runs.map(|run| run.x.0 + run.width.0 / 2).collect();
    assert!(
        middles.iter().all(|at| (at - 105_000).abs() < 2_000),
        "{middles:?}"
    );
}

#[test]
fn rows_that_may_be_left_out_are_the_last_of_them_first() {
    let template = template("goods-food").unwrap();
    let said = |sheet: &str| {
        let list = layout(
            template,
            nuong_labels::sheet(sheet).unwrap(),
            &usual(template),
        )
        .list;
        texts(&list)
    };
    assert!(said("roll-100x50").contains("185.000 đ/gói"));
    let small = said("roll-50x30");
    assert!(
        !small.contains("185.000") && small.contains("Lai Châu, Việt Nam"),
        "{small}"
    );
}

#[test]
fn stars_of_usual_labels_are_said_to_be_ocop_s() {
    for template in templates() {
        for sheet in sizes(template) {
            let list = layout(template, &sheet, &usual(template)).list;
            if list.items().any(|item| matches!(item, Item::Shape(_))) {
                let place = format!("{} {}", template.id, sheet.id);
                assert!(texts(&list).contains("OCOP"), "{place}");
            }
        }
    }
}

/// Letters in a text, in order of the alphabet: PDF readers order lines as they like.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    letters.sort_unstable();
    letters
}

#[test]
fn the_pdf_says_what_was_asked() {
    for template in templates() {
        for sheet in sizes(template) {
            let data = usual(template);
            let mut pdf = Vec::new();
            let run = Run { skip: 0, count: 1 };
            let go_on = &mut |_, _| ControlFlow::Continue(());
            render_pdf(
                &mut pdf,
                Order {
                    template,
                    sheet: &sheet,
                    run,
                    labels: [&data],
                },
                go_on,
            )
            .unwrap();
            let read =
                String::from_utf8(poppler("pdftotext", &["-raw", "PDF", "-"], &pdf)).unwrap();
            let list = layout(template, &sheet, &data).list;
            let asked: String = list.text_runs().map(|run| run.text.as_str()).collect();
            assert_eq!(
                letters(&read),
                letters(&asked),
                "{} {}",
                template.id,
                sheet.id
            );
        }
    }
}
