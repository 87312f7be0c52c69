//! The ledger of labels: reprints that say what was said, withdrawn labels, and labels against packs.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use super::view::{PrintQuery, PrintRow, ReprintRequest, VoidRequest};
use crate::label::{LabelRequest, LabelResult};
use crate::product::view::Product;
use crate::testing::farm::{cooperative, farm, harvest, open, spray};
use crate::{App, Result};

const LOT: &str = "CHE-OL-261020-1";

fn printed(count: u32) -> (tempfile::TempDir, App) {
    let (dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        let picked = harvest(farm.tea, Some(farm.plot), LOT, "2026-10-20", 5);
        tx.record_harvest(&picked, None)
    })
    .unwrap();
    let request = LabelRequest {
        lot: LOT.into(),
        template: "trace".into(),
        sheet: "tomy-135".into(),
        printer: String::new(),
        count,
        skip: 0,
        ..LabelRequest::default()
    };
    let out = dir.path().join("tem.pdf");
    app.print_labels(request, &out, &mut |_| ControlFlow::Continue(()))
        .unwrap();
    (dir, app)
}

fn ledger(app: &App) -> Vec<PrintRow> {
    app.label_ledger(&PrintQuery {
        lot: LOT.into(),
        offset: 0,
        limit: 50,
    })
    .unwrap()
}

fn reprint(app: &App, print: &str, from: u32, out: &Path) -> Result<LabelResult> {
    let request = ReprintRequest {
        print: print.into(),
        from,
        skip: 3,
        dpi: None,
        printer: String::new(),
        reason: " kẹt giấy ".into(),
    };
    app.reprint_labels(&request, out, &mut |_| ControlFlow::Continue(()))
}

fn void(app: &App, print: &str, labels: Option<u32>, reason: &str) -> Result<PrintRow> {
    app.void_labels(&VoidRequest {
        print: print.into(),
        labels,
        reason: reason.into(),
        ..VoidRequest::default()
    })
}

#[test]
fn a_broken_run_goes_on_from_the_label_that_failed() {
    let (dir, app) = printed(30);
    let first = ledger(&app).remove(0);
    let again = reprint(&app, &first.short, 21, &dir.path().join("tiếp.pdf")).unwrap();
    assert_eq!((again.labels, again.pages), (10, 1));
    let [second, first] = <[PrintRow; 2]>::try_from(ledger(&app)).unwrap();
    assert_eq!(
        (second.reprint_of, second.reason.as_str()),
        (first.short, "kẹt giấy")
    );
    assert_eq!((first.labels, first.spoilt, first.in_use), (30, 10, 20));
    let sums = app.label_balance(LOT).unwrap();
    assert_eq!((sums.printed, sums.lost, sums.in_use), (40, 10, 30));
    let told = app.lot(LOT).unwrap().history;
    assert!(
        told.iter()
            .any(|line| line.message.key == "core.history.label_loss_spoilt"),
        "{told:?}"
    );
}

#[test]
fn labels_that_a_reprint_replaced_are_not_replaced_again() {
    let (dir, app) = printed(30);
    let print = ledger(&app).remove(0).id;
    let out = dir.path().join("tiếp.pdf");
    assert_eq!(reprint(&app, &print, 21, &out).unwrap().labels, 10);
    // Labels 5 to 20: the last ten are the second print's.
    assert_eq!(reprint(&app, &print, 5, &out).unwrap().labels, 16);
    let sums = app.label_balance(LOT).unwrap();
    assert_eq!((sums.printed, sums.lost, sums.in_use), (56, 26, 30));
    let again = reprint(&app, &print, 5, &out).unwrap_err();
    assert_eq!(
        (again.code.as_str(), again.args["last"].as_str()),
        ("reprint_from", "4")
    );
}

#[test]
fn a_reprint_that_another_one_overtook_is_not_entered() {
    let (dir, app) = printed(30);
    let print = ledger(&app).remove(0).id;
    let request = ReprintRequest {
        print: print.clone(),
        from: 21,
        skip: 0,
        dpi: None,
        printer: String::new(),
        reason: "kẹt giấy".into(),
    };
    let late = dir.path().join("muộn.pdf");
    let mut overtaken = false;
    let error = app
        .reprint_labels(&request, &late, &mut |_| {
            if !std::mem::replace(&mut overtaken, true) {
                reprint(&app, &print, 25, &dir.path().join("sớm.pdf")).unwrap();
            }
            ControlFlow::Continue(())
        })
        .unwrap_err();
    assert_eq!(error.code, "reprint_changed");
    assert!(!late.exists());
    assert_eq!(app.label_balance(LOT).unwrap().in_use, 30);
}

#[test]
fn a_reprint_says_what_was_said_though_the_product_has_another_name() {
    let (dir, app) = printed(2);
    let product = app
        .products("")
        .unwrap()
        .into_iter()
        .find(|p| p.sku == "CHE-OL")
        .unwrap();
    app.save_product(Product {
        name: "Tên hoàn toàn khác".into(),
        ..product
    })
    .unwrap();
    let print = ledger(&app).remove(0).id;
    reprint(&app, &print, 1, &dir.path().join("lại.pdf")).unwrap();
    let said = |n: usize| {
        app.read(|r| r.prints_page(None, 9, 0)).unwrap()[n]
            .said
            .clone()
    };
    assert_eq!(said(0), said(1));
    assert!(!said(0).contains("khác"), "{}", said(0));
}

#[test]
fn withdrawn_labels_count_no_more_and_never_more_than_there_are() {
    let (_dir, app) = printed(12);
    let print = ledger(&app).remove(0).id;
    assert_eq!(void(&app, &print, Some(5), "in nhầm lô").unwrap().in_use, 7);
    let error = void(&app, &print, Some(8), "in nhầm lô").unwrap_err();
    assert_eq!(
        (error.code.as_str(), error.args["left"].as_str()),
        ("label_loss_too_many", "7")
    );
    assert_eq!(void(&app, &print, None, "in nhầm lô").unwrap().in_use, 0);
    assert_eq!(
        void(&app, &print, None, "x").unwrap_err().code,
        "label_loss_too_many"
    );
    assert_eq!(app.label_balance(LOT).unwrap().in_use, 0);
}

#[test]
fn what_cannot_be_done_is_said_and_changes_nothing() {
    let (dir, app) = printed(12);
    let out = dir.path().join("lại.pdf");
    let print = ledger(&app).remove(0).id;
    assert_eq!(
        void(&app, &print, Some(1), "  ").unwrap_err().code,
        "print_reason_missing"
    );
    for name in ["", "1", "không", "ffffff", "%"] {
        assert_eq!(
            void(&app, name, None, "x").unwrap_err().code,
            "print_not_found",
            "{name}"
        );
    }
    for from in [0, 13, u32::MAX] {
        assert_eq!(
            reprint(&app, &print, from, &out).unwrap_err().code,
            "reprint_from",
            "{from}"
        );
    }
    void(&app, &print, Some(10), "in nhầm").unwrap();
    let early = reprint(&app, &print, 1, &out).unwrap_err();
    assert_eq!(
        (
            early.code.as_str(),
            early.args["first"].as_str(),
            early.args["last"].as_str()
        ),
        ("reprint_from", "11", "12")
    );
    void(&app, &print, None, "in nhầm").unwrap();
    assert_eq!(
        reprint(&app, &print, 1, &out).unwrap_err().code,
        "reprint_nothing_left"
    );
    assert!(!out.exists());
    assert_eq!(ledger(&app).len(), 1);
}

#[test]
fn prints_whose_ids_end_alike_are_all_named() {
    let (_dir, app) = printed(3);
    let conn = rusqlite::Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    for head in ["a1", "b2"] {
        let id = format!("019abcde-0000-7000-8000-0000{head}ffffff");
        conn.execute(
            "INSERT INTO label_print (id, lot_id, payload, template, template_version, sheet, labels, skipped, pages, file, person, at, said, reason)
             SELECT ?1, lot_id, payload, template, template_version, sheet, labels, skipped, pages, file, person, at, said, reason FROM label_print LIMIT 1",
            [id],
        )
        .unwrap();
    }
    let error = void(&app, "ffffff", None, "x").unwrap_err();
    assert_eq!(error.code, "print_ambiguous");
    let found = &error.args["found"];
    assert!(
        found.contains("2ffffff") && found.contains("1ffffff"),
        "{found}"
    );
    assert_eq!(void(&app, "2ffffff", None, "x").unwrap().in_use, 0);
}

#[test]
fn a_conflict_that_came_to_light_since_forbids_the_reprint_too() {
    let (dir, app) = printed(12);
    app.write("", |tx| {
        let farm = farm(tx)?;
        tx.record_spray(&spray(farm.plot, "2026-10-18", 7), "s")
    })
    .unwrap();
    let print = ledger(&app).remove(0).id;
    let refused = reprint(&app, &print, 1, &dir.path().join("lại.pdf")).unwrap();
    assert_eq!(
        (refused.labels, refused.findings[0].code.as_str()),
        (0, "phi_conflict")
    );
    assert_eq!(ledger(&app)[0].in_use, 12);
}

#[test]
fn more_labels_than_packs_are_warned_of_and_withdrawn_ones_do_not_count() {
    let (_dir, app) = printed(20);
    let packs = app.label_balance(LOT).unwrap().packs.unwrap();
    let warned = |count| {
        let request = LabelRequest {
            lot: LOT.into(),
            template: "trace".into(),
            sheet: "tomy-135".into(),
            printer: String::new(),
            count,
            skip: 0,
            ..LabelRequest::default()
        };
        let found = app.label_preview(request).unwrap().findings;
        found
            .iter()
            .any(|f| f.code == "more_labels_than_packs" && f.severity == "warning")
    };
    assert!(!warned(packs - 20));
    assert!(warned(packs - 19));
    void(&app, &ledger(&app).remove(0).id, Some(1), "rách").unwrap();
    assert!(!warned(packs - 19));
}

#[test]
fn a_reprint_whose_program_died_is_entered_once_with_its_loss() {
    let (dir, app) = printed(10);
    let print = ledger(&app).remove(0).id;
    let out = dir.path().join("lại.pdf");
    let twin = dir.path().join("twin.pdf");
    reprint(&app, &print, 6, &twin).unwrap();
    let print = ledger(&app).remove(0).id;
    // The announcement is all that the next start knows.
    app.fail_after
        .store(1, std::sync::atomic::Ordering::Relaxed);
    reprint(&app, &print, 1, &out).unwrap_err();
    fs::copy(&twin, &out).unwrap();
    drop(app);
    let app = open(dir.path());
    // The tests' clock stands still, so that the ledger's order says nothing here.
    let mut in_use: Vec<u32> = ledger(&app).iter().map(|p| p.in_use).collect();
    in_use.sort_unstable();
    assert_eq!(in_use, [0, 5, 5]);
    drop(app);
    assert_eq!(ledger(&open(dir.path())).len(), 3);
}
