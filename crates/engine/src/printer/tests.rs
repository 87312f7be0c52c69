//! Printers that were taught: the page is drawn so that it comes out right.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use super::view::{PrinterFit, RulerMarks};
use crate::App;
use crate::label::LabelRequest;
use crate::testing::farm::{cooperative, farm, harvest};

const LOT: &str = "CHE-OL-261020-1";

fn taught(width: i32) -> PrinterFit {
    PrinterFit {
        printer: " HP văn phòng ".into(),
        sheet: "tomy-135".into(),
        read: RulerMarks {
            left: 21_500,
            top: 19_000,
            width,
            height: 257_000,
        },
    }
}

fn print(app: &App, printer: &str, sheet: &str, out: &Path) -> Vec<u8> {
    let request = LabelRequest {
        lot: LOT.into(),
        template: "trace".into(),
        sheet: sheet.into(),
        printer: printer.into(),
        count: 1,
        skip: 0,
        ..LabelRequest::default()
    };
    app.print_labels(request, out, &mut |_| ControlFlow::Continue(()))
        .unwrap();
    fs::read(out).unwrap()
}

#[test]
fn pages_are_corrected_for_the_printer_and_the_paper_that_were_taught() {
    let (dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        let picked = harvest(farm.tea, Some(farm.plot), LOT, "2026-10-20", 5);
        tx.record_harvest(&picked, None)
    })
    .unwrap();
    let out = dir.path().join("tem.pdf");
    let plain = print(&app, "", "tomy-135", &out);
    let roll = print(&app, "", "roll-50x30", &out);
    assert_eq!(
        app.save_alignment(&taught(170_400)).unwrap().printer,
        "HP văn phòng"
    );
    assert_ne!(print(&app, "HP văn phòng", "tomy-135", &out), plain);
    assert_eq!(print(&app, "HP văn phòng", "roll-50x30", &out), roll);
    assert_eq!(print(&app, "Canon", "tomy-135", &out), plain);
    app.forget_alignment("HP văn phòng", "tomy-135").unwrap();
    assert_eq!(print(&app, "HP văn phòng", "tomy-135", &out), plain);
    assert!(app.alignments().unwrap().is_empty());
}

#[test]
fn lengths_that_no_printer_gives_are_refused_by_their_letter() {
    let (_dir, app) = cooperative();
    let fit_to_page = app.save_alignment(&taught(160_000)).unwrap_err();
    assert_eq!(fit_to_page.code, "ruler_length");
    assert_eq!(fit_to_page.args["field"], "core.field.printer.width");
    assert_eq!(fit_to_page.args["expected"], "170");
    let no_paper = PrinterFit {
        sheet: "a3".into(),
        ..taught(170_000)
    };
    assert_eq!(
        app.save_alignment(&no_paper).unwrap_err().code,
        "sheet_not_found"
    );
    let nameless = PrinterFit {
        printer: " ".into(),
        ..taught(170_000)
    };
    assert_eq!(
        app.save_alignment(&nameless).unwrap_err().code,
        "name_empty"
    );
}

#[test]
fn the_ruler_page_is_a_pdf_and_its_marks_are_known() {
    let (dir, app) = cooperative();
    let out = dir.path().join("thước.pdf");
    app.ruler_page("tomy-135", &out).unwrap();
    assert!(fs::read(&out).unwrap().starts_with(b"%PDF-"));
    let marks = app.ruler_marks("tomy-135").unwrap();
    assert_eq!(
        marks,
        RulerMarks {
            left: 20_000,
            top: 20_000,
            width: 170_000,
            height: 257_000
        }
    );
    assert_eq!(
        app.ruler_page("a3", &out).unwrap_err().code,
        "sheet_not_found"
    );
}
