//! Papers whose geometry a person typed.

use std::ops::ControlFlow;

use super::view::{Geometry, Paper};
use crate::label::LabelRequest;
use crate::label_ledger::{PrintQuery, ReprintRequest};
use crate::testing::farm::{cooperative, farm, harvest};

const LOT: &str = "CHE-OL-261020-1";

fn market() -> Paper {
    Paper {
        id: String::new(),
        name: " Decal chợ huyện ".into(),
        geometry: Geometry {
            page_width: 210_000,
            page_height: 297_000,
            columns: 3,
            rows: 6,
            label_width: 66_500,
            label_height: 45_000,
            gap_x: 1_000,
            gap_y: 1_500,
            margin_left: 3_000,
            margin_top: 5_000,
            dot: 0,
        },
    }
}

#[test]
fn a_typed_paper_is_chosen_changed_and_brought_back() {
    let (_dir, app) = cooperative();
    let made = app.save_paper(&market()).unwrap();
    assert_eq!((made.vi.as_str(), made.own), ("Decal chợ huyện", true));
    assert_eq!(app.papers().unwrap().last(), Some(&made));
    let mut wider = market();
    wider.id.clone_from(&made.id);
    wider.geometry.gap_x = 2_000;
    let changed = app.save_paper(&wider).unwrap();
    assert_eq!(
        (changed.id.as_str(), changed.geometry.gap_x),
        (made.id.as_str(), 2_000)
    );
    app.delete_paper(&made.id).unwrap();
    assert!(app.papers().unwrap().iter().all(|s| !s.own));
    app.restore_paper(&made.id).unwrap();
    assert_eq!(app.papers().unwrap().last(), Some(&changed));
}

#[test]
fn a_paper_whose_labels_leave_the_page_is_refused_in_millimetres() {
    let (_dir, app) = cooperative();
    let refused = |change: &dyn Fn(&mut Paper)| {
        let mut paper = market();
        change(&mut paper);
        app.save_paper(&paper).unwrap_err()
    };
    let wide = refused(&|p| p.geometry.columns = 4);
    assert_eq!(
        (wide.code.as_str(), wide.args["reach"].as_str()),
        ("paper_too_wide", "272")
    );
    assert_eq!(refused(&|p| p.geometry.rows = 7).code, "paper_too_tall");
    let none = refused(&|p| p.geometry.columns = 0);
    assert_eq!(none.code, "paper_count", "a count is no length");
    assert_eq!(none.args["field"], "core.field.paper.columns");
    let gap = refused(&|p| p.geometry.gap_y = -1);
    assert_eq!(
        (
            gap.code.as_str(),
            gap.args["least"].as_str(),
            gap.args["most"].as_str()
        ),
        ("paper_length", "0", "2000")
    );
    let rows = refused(&|p| p.geometry.rows = 0);
    assert_eq!(rows.args["field"], "core.field.paper.rows");
    assert_eq!(refused(&|p| p.name = "  ".into()).code, "name_empty");
    assert_eq!(
        refused(&|p| p.id = "tomy-135".into()).code,
        "sheet_not_found"
    );
    assert!(app.papers().unwrap().iter().all(|s| !s.own));
}

#[test]
fn a_paper_from_a_file_keeps_what_nobody_types() {
    let (_dir, app) = cooperative();
    let shipped = nuong_labels::sheet("roll-50x30").unwrap();
    let mut file = serde_json::to_value(shipped).unwrap();
    file["name"]["vi"] = "Decal vàng".into();
    file["paper"] = "#ffe94d".into();
    let made = app.save_sheet(&file.to_string()).unwrap();
    assert!(made.own && made.id.starts_with("own-") && made.id.len() == 16);
    assert_eq!(made.vi, "Decal vàng");
    let twin = app.save_sheet(&file.to_string()).unwrap();
    assert_ne!(twin.id, made.id, "a shipped id is never taken over");
    let wider = Paper {
        id: made.id.clone(),
        name: "Decal vàng".into(),
        geometry: Geometry {
            gap_x: 100,
            ..made.geometry
        },
    };
    app.save_paper(&wider).unwrap();
    let kept = app.read(|r| r.own_paper(&made.id)).unwrap().unwrap();
    assert_eq!(kept.gap_x.0, 100);
    assert!(kept.paper.is_some());
    assert_eq!(kept.media, shipped.media);
    let error = app.save_sheet("{\n  \"id\": 1").unwrap_err();
    assert_eq!(error.code, "paper_invalid");
    assert!(error.detail.contains("Line 2"), "{}", error.detail);
    let said = |text: &str, lang| {
        let error = app.save_sheet(text).unwrap_err();
        crate::base::i18n::text(lang, &format!("errors.{}", error.code), &error.args)
    };
    let text = app.sheet_text("tomy-135").unwrap();
    let rows = text.replace("\"rows\": 7", "\"rows\": 0");
    assert_eq!(
        said(&rows, "vi"),
        "Tệp giấy tem có chỗ sai. Dòng 7: “rows” (số hàng tem) phải từ 1 trở lên, cả trang nhiều nhất 10.000 tem."
    );
    let gap = text.replace("\"gap_x\": 0", "\"gap_x\": -500");
    assert_eq!(
        said(&gap, "en"),
        "The paper’s file has a mistake. Line 10: “gap_x” (gap between columns) must be 0 to 2000000 µm; 1 mm is 1000 µm."
    );
    let word = text.replace("\"rows\"", "\"row\"");
    let word = said(&word, "vi");
    assert!(word.contains("Dòng 7: không hiểu từ “row”"), "{word}");
}

#[test]
fn a_paper_keeps_the_id_of_its_file_unless_that_is_a_shipped_one() {
    let (_dir, app) = cooperative();
    let text = app.sheet_text("roll-50x30").unwrap();
    let mine = text.replace("\"roll-50x30\"", "\"decal-vang\"");
    assert_eq!(app.save_sheet(&mine).unwrap().id, "decal-vang");
    let wider = mine.replace("\"gap_y\": 2000", "\"gap_y\": 3000");
    let wider = app.save_sheet(&wider).unwrap();
    assert_eq!(
        (wider.id.as_str(), wider.geometry.gap_y, wider.own),
        ("decal-vang", 3_000, true)
    );
    assert_eq!(app.papers().unwrap().iter().filter(|s| s.own).count(), 1);
    let unknown = app.sheet_text("decal").unwrap_err();
    assert!(
        unknown.detail.ends_with(", decal-vang"),
        "{}",
        unknown.detail
    );
    assert_eq!(app.delete_paper("a4").unwrap_err().code, "sheet_shipped");
    app.delete_paper("decal-vang").unwrap();
    assert_eq!(
        app.delete_paper("decal-vang").unwrap_err().code,
        "sheet_not_found"
    );
}

#[test]
fn labels_on_a_paper_that_was_dropped_can_be_printed_again() {
    let (dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        tx.record_harvest(
            &harvest(farm.tea, Some(farm.plot), LOT, "2026-10-20", 5),
            None,
        )
    })
    .unwrap();
    let sheet = app.save_paper(&market()).unwrap().id;
    let request = LabelRequest {
        lot: LOT.into(),
        template: "trace".into(),
        sheet: sheet.clone(),
        printer: String::new(),
        count: 19,
        skip: 0,
        ..LabelRequest::default()
    };
    let mut go = |_| ControlFlow::Continue(());
    let result = app
        .print_labels(request.clone(), &dir.path().join("tem.pdf"), &mut go)
        .unwrap();
    assert_eq!((result.labels, result.pages), (19, 2));
    app.delete_paper(&sheet).unwrap();
    assert_eq!(
        app.label_preview(request).unwrap_err().code,
        "sheet_not_found",
        "new labels are for papers that are there"
    );
    let print = app.label_ledger(&PrintQuery {
        limit: 1,
        ..PrintQuery::default()
    });
    let again = ReprintRequest {
        print: print.unwrap().remove(0).id,
        from: 19,
        skip: 17,
        dpi: None,
        printer: String::new(),
        reason: "rách".into(),
    };
    let result = app
        .reprint_labels(&again, &dir.path().join("lại.pdf"), &mut go)
        .unwrap();
    assert_eq!((result.labels, result.pages), (1, 1));
}
