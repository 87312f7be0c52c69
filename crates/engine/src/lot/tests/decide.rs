//! Lots held back, recalled and closed; short codes that find them.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::App;
use crate::label::{LabelRequest, LabelResult};
use crate::label_ledger::{MoveRequest, PrintQuery, ReprintRequest};
use crate::testing::ask;
use crate::testing::farm::{MemorySecrets, TestHost, cooperative, farm, harvest};

const LOT: &str = "CHE-OL-261020-1";

fn lot() -> (tempfile::TempDir, App) {
    let (dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        tx.record_harvest(
            &harvest(farm.tea, Some(farm.plot), LOT, "2026-10-20", 5),
            None,
        )?;
        tx.record_harvest(&harvest(farm.rice, None, "GAO-1", "2026-10-20", 50), None)
    })
    .unwrap();
    (dir, app)
}

fn print(app: &App, count: u32) -> LabelResult {
    let request = LabelRequest {
        lot: LOT.into(),
        template: "trace".into(),
        sheet: "tomy-135".into(),
        count,
        ..LabelRequest::default()
    };
    app.print_labels(request, &app.dir().join("tem.pdf"), &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap()
}

#[test]
fn nothing_of_a_held_or_recalled_lot_leaves_but_it_may_come_back() {
    let (_dir, app) = lot();
    print(&app, 5);
    let moved = MoveRequest {
        lot: LOT.into(),
        place: "Chợ Tam Đường".into(),
        labels: 1,
        ..MoveRequest::default()
    };
    app.send_to_market(&MoveRequest {
        labels: 3,
        ..moved.clone()
    })
    .unwrap();
    for (status, code) in [
        ("on_hold", "move_lot_on_hold"),
        ("recalled", "move_lot_recalled"),
    ] {
        app.set_lot_status(LOT, status, "Lan", "nghi lẫn lô")
            .unwrap();
        let refused = app.send_to_market(&moved).unwrap_err();
        assert_eq!(
            (refused.code.as_str(), refused.args["lot"].as_str()),
            (code, LOT)
        );
        assert_eq!(app.take_back_from_market(&moved).unwrap().labels, -1);
    }
    app.set_lot_status(LOT, "released", "Lan", "đạt").unwrap();
    app.send_to_market(&moved).unwrap();
    assert_eq!(app.label_balance(LOT).unwrap().markets[0].labels, 2);
}

#[test]
fn no_label_of_a_held_or_recalled_lot_is_printed_or_printed_again() {
    let (dir, app) = lot();
    assert_eq!(print(&app, 5).labels, 5);
    let print_id = app
        .label_ledger(&PrintQuery {
            limit: 1,
            ..PrintQuery::default()
        })
        .unwrap()
        .remove(0)
        .id;
    for (status, code) in [("on_hold", "lot_on_hold"), ("recalled", "lot_recalled")] {
        app.set_lot_status(LOT, status, " Lan ", "nghi lẫn lô")
            .unwrap();
        let held = app.lot(LOT).unwrap();
        assert_eq!(
            (held.row.status.as_str(), held.decision.unwrap().by.as_str()),
            (status, "Lan")
        );
        let refused = print(&app, 5);
        let found = &refused.findings[0];
        assert_eq!(
            (refused.labels, found.code.as_str(), found.field.as_str()),
            (0, code, "lot.status")
        );
        assert!(
            found.message.contains("Lan")
                && found.message.contains("nghi lẫn lô")
                && found.message.contains("22/11/2026"),
            "{}",
            found.message
        );
        let again = ReprintRequest {
            print: print_id.clone(),
            from: 1,
            skip: 0,
            printer: String::new(),
            dpi: None,
            reason: "kẹt".into(),
        };
        let again = app
            .reprint_labels(&again, &dir.path().join("lại.pdf"), &mut |_| {
                ControlFlow::Continue(())
            })
            .unwrap();
        assert_eq!((again.labels, again.findings[0].code.as_str()), (0, code));
    }
    // What was called back stays so, whatever else is decided, until it is released.
    app.set_lot_status(LOT, "closed", "Lan", "bán hết").unwrap();
    assert_eq!(print(&app, 1).findings[0].code, "lot_recalled");
    app.set_lot_status(LOT, "released", "Lan", "kiểm nghiệm đạt")
        .unwrap();
    app.set_lot_status(LOT, "closed", "Lan", "bán hết").unwrap();
    let closed = print(&app, 1);
    assert_eq!(
        (closed.labels, closed.findings[0].code.as_str()),
        (1, "lot_closed")
    );
    app.set_lot_status(LOT, "released", "Lan", "kiểm nghiệm đạt")
        .unwrap();
    let free = app.lot(LOT).unwrap();
    assert_eq!(free.row.status, "draft");
    assert_eq!(print(&app, 1).labels, 1);
    let told: Vec<_> = free
        .history
        .iter()
        .map(|line| line.message.key.as_str())
        .collect();
    assert!(
        told.contains(&"core.history.step_recall") && told.contains(&"core.history.step_release"),
        "{told:?}"
    );
    app.rebuild().unwrap();
    assert_eq!(app.lot(LOT).unwrap().row.status, "draft");
}

#[test]
fn a_lot_held_while_its_labels_are_drawn_stops_the_print() {
    let (dir, app) = lot();
    let request = LabelRequest {
        lot: LOT.into(),
        template: "trace".into(),
        sheet: "tomy-135".into(),
        count: 300,
        ..LabelRequest::default()
    };
    let out = dir.path().join("tem.pdf");
    let mut told = false;
    let printed = app
        .print_labels(request, &out, &mut |_| {
            if !std::mem::replace(&mut told, true) {
                app.set_lot_status(LOT, "recalled", "Lan", "nhiễm").unwrap();
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(
        (printed.labels, printed.findings[0].code.as_str()),
        (0, "lot_recalled")
    );
    assert!(!out.exists());
    assert_eq!(ask(&app, "SELECT count(*) FROM label_print"), 0);
}

#[test]
fn a_decision_has_a_name_and_a_reason() {
    let (_dir, app) = lot();
    for (status, by, reason, code) in [
        ("gone", "Lan", "x", "lot_status_unknown"),
        ("on_hold", " ", "x", "decision_needs_name"),
        ("on_hold", "Lan", "", "decision_needs_reason"),
        ("released", "Lan", "x", "lot_not_held"),
    ] {
        assert_eq!(
            app.set_lot_status(LOT, status, by, reason)
                .unwrap_err()
                .code,
            code
        );
    }
    assert_eq!(app.lot(LOT).unwrap().decision, None);
}

#[test]
fn a_lot_is_found_by_its_short_code() {
    let (dir, app) = lot();
    for name in [LOT, "GAO-1"] {
        let code = app.lot(name).unwrap().short_code;
        let typed = code.to_lowercase().replace('-', " ").replace('0', "o");
        assert_eq!(app.search(&typed).unwrap()[0].title, name, "{code}");
    }
    let same = nuong_gs1::ShortCode::of_lot("urn:nuong:lot:0000000952:GAO:GAO-1");
    assert_eq!(app.lot("GAO-1").unwrap().short_code, same.to_string());
    // A file of an earlier program has none until it is opened.
    let conn = rusqlite::Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    conn.execute("UPDATE lot SET short_code = ''", []).unwrap();
    drop((conn, app));
    let app = App::open(
        dir.path(),
        TestHost::new(),
        Arc::new(MemorySecrets::default()),
    )
    .unwrap();
    assert_eq!(app.search(&same.compact()).unwrap()[0].title, "GAO-1");
}
