//! Serial numbers of single labels, which never come back, whatever is restored, copied or killed.

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use nuong_domain::SerialBlock;

use crate::label::view::LabelRequest;
use crate::label_ledger::{PrintQuery, PrintRow, ReprintRequest, VoidRequest};
use crate::testing::ask;
use crate::testing::farm::{MemorySecrets, TestHost, cooperative, farm, harvest};
use crate::{App, Result, SystemHost};

pub(crate) const LOT: &str = "CHE-OL-261020-1";

/// A lot with a GTIN and one without, under the real machine's chance.
pub(crate) fn lots() -> (tempfile::TempDir, App) {
    let (dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        tx.record_harvest(
            &harvest(farm.tea, Some(farm.plot), LOT, "2026-10-20", 50),
            None,
        )?;
        tx.record_harvest(&harvest(farm.rice, None, "GAO-1", "2026-10-20", 50), None)
    })
    .unwrap();
    drop(app);
    let app = real(dir.path());
    (dir, app)
}

pub(crate) fn real(dir: &Path) -> App {
    App::open(
        dir,
        Arc::new(SystemHost),
        Arc::new(MemorySecrets::default()),
    )
    .unwrap()
}

pub(crate) fn request(lot: &str, count: u32) -> LabelRequest {
    LabelRequest {
        lot: lot.into(),
        template: "trace".into(),
        sheet: "tomy-135".into(),
        count,
        serials: true,
        ..LabelRequest::default()
    }
}

pub(super) fn print(app: &App, count: u32) -> PrintRow {
    let out = app.dir().join("tem.pdf");
    let done = app
        .print_labels(
            request(LOT, count),
            &out,
            &mut |_| ControlFlow::Continue(()),
        )
        .unwrap();
    assert_eq!(done.labels, count, "{:?}", done.findings);
    ledger(app).remove(0)
}

pub(crate) fn ledger(app: &App) -> Vec<PrintRow> {
    let query = PrintQuery {
        lot: LOT.into(),
        offset: 0,
        limit: 50,
    };
    app.label_ledger(&query).unwrap()
}

pub(super) fn serials(row: &PrintRow) -> Vec<String> {
    let block = SerialBlock::of_serial(row.first_serial.as_deref().unwrap()).unwrap();
    let all: Vec<String> = (0..row.labels).map(|n| block.serial_number(n)).collect();
    assert_eq!(
        (all.first(), all.last()),
        (row.first_serial.as_ref(), row.last_serial.as_ref())
    );
    all
}

pub(super) fn void(app: &App, print: &str, first: &str, last: &str) -> Result<PrintRow> {
    app.void_labels(&VoidRequest {
        print: print.into(),
        first_serial: Some(first.into()),
        last_serial: Some(last.into()),
        reason: "rách".into(),
        ..VoidRequest::default()
    })
}

#[test]
fn each_label_has_its_serial_number_and_the_ledger_keeps_first_and_last() {
    let (dir, app) = lots();
    let svg = app.label_preview(request(LOT, 40)).unwrap();
    assert_eq!(
        svg.payload,
        format!("https://qr.txng.gov.vn/01/09520120070000/10/{LOT}/21/XXXXXXXXXXXX")
    );
    let row = print(&app, 40);
    assert_eq!(serials(&row).iter().collect::<BTreeSet<_>>().len(), 40);
    assert!(
        row.payload.ends_with(LOT),
        "the lot's own link: {}",
        row.payload
    );
    let plain = app.label_preview(request("GAO-1", 1)).unwrap();
    assert_eq!(
        plain.payload,
        "https://qr.txng.gov.vn/0000000952/GAO/GAO-1/XXXXXXXXXXX"
    );
    let hit = |text: &str| app.search(text).unwrap()[0].title.clone();
    let serial = row.last_serial.unwrap();
    assert_eq!(hit(&serial.to_lowercase()), LOT);
    assert_eq!(hit(&format!("{}/21/{serial}", row.payload)), LOT);
    assert_eq!(
        hit("https://x.vn/0000000952/GAO/GAO-1/ABCDEFGHJK01"),
        "GAO-1"
    );
    drop(dir);
}

#[test]
fn no_serial_number_comes_back_after_a_restore_or_from_a_copy() {
    let (dir, app) = lots();
    let mut seen: Vec<String> = serials(&print(&app, 30));
    let backup = tempfile::tempdir().unwrap();
    let copy = |from: &App, to: &Path| {
        let conn = rusqlite::Connection::open(from.dir().join(crate::store::FILE)).unwrap();
        let _ = fs::remove_file(to);
        conn.execute("VACUUM INTO ?1", [to.to_str().unwrap()])
            .unwrap();
    };
    let kept = backup.path().join(crate::store::FILE);
    copy(&app, &kept);
    for _ in 0..3 {
        seen.extend(serials(&print(&app, 30)));
    }
    drop(app);
    // The old file is put back; a second laptop starts from the same one.
    for name in ["nuong.db-wal", "nuong.db-shm"] {
        let _ = fs::remove_file(dir.path().join(name));
    }
    fs::copy(&kept, dir.path().join(crate::store::FILE)).unwrap();
    let other = tempfile::tempdir().unwrap();
    fs::copy(&kept, other.path().join(crate::store::FILE)).unwrap();
    let (restored, clone) = (real(dir.path()), real(other.path()));
    for app in [&restored, &clone, &restored, &clone] {
        seen.extend(serials(&print(app, 30)));
    }
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 8 * 30);
}

#[test]
fn two_threads_and_two_programs_share_no_serial_number() {
    let (dir, app) = lots();
    let second = real(dir.path());
    let mut blocks: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = [&app, &app, &second]
            .into_iter()
            .map(|app| {
                scope.spawn(move || {
                    (0..20)
                        .map(|_| {
                            app.write("", |tx| {
                                let lot = tx.reader().lot_named(LOT)?.id.to_string();
                                tx.reserve_serials(&lot, 100)
                            })
                            .unwrap()
                            .id()
                            .to_owned()
                        })
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        running
            .into_iter()
            .flat_map(|t| t.join().unwrap())
            .collect()
    });
    blocks.sort();
    blocks.dedup();
    assert_eq!(blocks.len(), 60);
}

#[test]
fn a_print_that_came_to_nothing_leaves_its_numbers_unused() {
    let (dir, app) = lots();
    let out = dir.path().join("tem.pdf");
    let stopped = app
        .print_labels(request(LOT, 2000), &out, &mut |_| ControlFlow::Break(()))
        .unwrap_err();
    assert_eq!(stopped.code, "cancelled");
    assert_eq!(ask(&app, "SELECT count(*) FROM serial_block"), 1);
    let row = print(&app, 5);
    let taken = row.first_serial.unwrap()[..10].to_owned();
    assert_eq!(
        ask(
            &app,
            &format!("SELECT count(*) FROM serial_block WHERE id <> '{taken}'")
        ),
        1
    );
}

#[test]
fn a_generator_that_stands_still_is_refused_not_believed() {
    let (dir, app) = lots();
    drop(app);
    let block = |app: &App| {
        app.write("", |tx| {
            let lot = tx.reader().lot_named(LOT)?.id.to_string();
            tx.reserve_serials(&lot, 1)
        })
    };
    let open = || {
        App::open(
            dir.path(),
            TestHost::new(),
            Arc::new(MemorySecrets::default()),
        )
        .unwrap()
    };
    // Each start draws the same numbers again; what the data file knows is passed over.
    let (first, again) = (block(&open()).unwrap(), block(&open()).unwrap());
    assert_ne!(first, again);
}

#[test]
fn a_reprint_takes_new_serial_numbers_and_the_old_ones_are_spoilt() {
    let (dir, app) = lots();
    let first = print(&app, 30);
    let old = serials(&first);
    // 25 and 26 were torn off and withdrawn already: they are not printed again.
    void(&app, &first.id, &old[24], &old[25]).unwrap();
    let again = ReprintRequest {
        print: first.short.clone(),
        from: 21,
        skip: 0,
        printer: String::new(),
        dpi: None,
        reason: "kẹt giấy".into(),
    };
    let done = app
        .reprint_labels(&again, &dir.path().join("lại.pdf"), &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(done.labels, 8);
    let [second, first] = <[PrintRow; 2]>::try_from(ledger(&app)).unwrap();
    assert!(serials(&second).iter().all(|serial| !old.contains(serial)));
    assert_eq!((first.spoilt, first.void, first.in_use), (8, 2, 20));
    let gone = void(&app, &first.id, &old[22], &old[22]).unwrap_err();
    assert_eq!(gone.code, "serials_lost_already");
    let beyond = ReprintRequest { from: 21, ..again };
    let error = app
        .reprint_labels(&beyond, &dir.path().join("lại.pdf"), &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap_err();
    assert_eq!(
        (error.code.as_str(), error.args["last"].as_str()),
        ("reprint_from", "20")
    );
    assert_eq!(app.label_balance(LOT).unwrap().in_use, 28);
}

#[test]
fn labels_are_withdrawn_by_their_serial_numbers_once() {
    let (_dir, app) = lots();
    let row = print(&app, 10);
    let all = serials(&row);
    assert_eq!(void(&app, &row.id, &all[4], &all[2]).unwrap().in_use, 7);
    assert_eq!(
        void(&app, &row.id, &all[3], &all[6]).unwrap_err().code,
        "serials_lost_already"
    );
    assert_eq!(
        void(&app, &row.id, "ABCDEFGHJK1", "ABCDEFGHJK1")
            .unwrap_err()
            .code,
        "serial_not_found"
    );
    let other = print(&app, 3);
    assert_eq!(
        void(&app, &row.id, &all[0], &serials(&other)[0])
            .unwrap_err()
            .code,
        "serial_not_found"
    );
    assert_eq!(ledger(&app)[1].in_use, 7);
}
