use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex};

use crate::base::topic::Topic;
use crate::destination::NewDestination;
use crate::store::tx::Tx;
use crate::testing::farm::{cooperative, farm, harvest, spray};
use crate::testing::{ask, dump};
use crate::{AppError, Code, Result};

pub(crate) fn destination() -> NewDestination {
    NewDestination {
        url: "https://registry.example.vn/".into(),
        capture_url: "https://registry.example.vn/capture".into(),
        organisation: "HTX Mẫu".into(),
        public_base: "https://registry.example.vn".into(),
        token_store: "file".into(),
    }
}

/// A day's work that touches every table that a change can touch.
fn work(tx: &mut Tx<'_>) -> Result<()> {
    let farm = farm(tx)?;
    tx.save_destination(&destination())?;
    tx.record_spray(&spray(farm.plot, "2026-10-18", 7), "s1")?;
    tx.record_harvest(
        &harvest(
            farm.tea,
            Some(farm.plot),
            "CHE-OL-261020-1",
            "2026-10-20",
            812,
        ),
        Some(1),
    )?;
    tx.record_harvest(
        &harvest(farm.rice, None, "GAO-261021-1", "2026-10-21", 40),
        Some(1),
    )?;
    Ok(())
}

#[test]
fn a_failure_between_any_two_writes_leaves_nothing() {
    let (_dir, app) = cooperative();
    let before = dump(&app);
    let mut writes = 0;
    loop {
        app.fail_after.store(writes, Relaxed);
        match app.write("Lan", work) {
            Ok(()) => break,
            Err(e) => assert_eq!(e.code, "disk_full"),
        }
        assert_eq!(dump(&app), before, "after {writes} writes");
        writes += 1;
    }
    assert!(writes > 60, "the work is {writes} writes");
    assert_ne!(dump(&app), before);
}

#[test]
fn every_event_is_in_the_outbox_and_every_change_in_the_log() {
    let (_dir, app) = cooperative();
    app.write("Lan", work).unwrap();
    assert_eq!(ask(&app, "SELECT count(*) FROM trace_event"), 2);
    assert_eq!(
        ask(
            &app,
            "SELECT count(*) FROM delivery WHERE state = 'waiting'"
        ),
        2
    );
    for table in [
        "party",
        // The store came when the cooperative was set up.
        "(SELECT id FROM place WHERE code <> 'KHO')",
        "product",
        "spray",
        "lot",
        "destination",
    ] {
        let unlogged = format!(
            "SELECT count(*) FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM change_log c WHERE c.record = t.id AND c.actor = 'Lan')"
        );
        assert_eq!(ask(&app, &unlogged), 0, "{table}");
    }
    assert_eq!(
        ask(
            &app,
            "SELECT count(*) - count(DISTINCT clock) FROM change_log"
        ),
        0
    );
}

#[test]
fn a_rehearsal_tells_all_and_keeps_nothing() {
    let (_dir, app) = cooperative();
    let before = dump(&app);
    let lots = app
        .rehearse("Lan", |tx| {
            work(tx).and_then(|()| Ok(tx.reader().today_numbers()?.lots))
        })
        .unwrap();
    assert_eq!(lots, 2);
    assert_eq!(dump(&app), before);
}

#[test]
fn the_bell_rings_after_a_commit_and_not_after_a_failure() {
    let (_dir, app) = cooperative();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ear = heard.clone();
    app.subscribe(move |topics| ear.lock().unwrap().push(topics.to_vec()));
    let failed: Result<()> = app.write("Lan", |tx| {
        work(tx).and(Err(AppError::new(Code::Cancelled, "")))
    });
    assert!(failed.is_err());
    assert!(heard.lock().unwrap().is_empty());
    app.write("Lan", work).unwrap();
    assert_eq!(
        *heard.lock().unwrap(),
        [[Topic::Products, Topic::Places, Topic::Lots, Topic::Sync]]
    );
}

#[test]
fn a_panic_inside_a_write_leaves_nothing_and_locks_nobody_out() {
    let (_dir, app) = cooperative();
    let before = dump(&app);
    let thrown = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        app.write("Lan", |tx| {
            work(tx)?;
            panic!("a mistake of ours");
            #[allow(unreachable_code)]
            Ok(())
        })
    }));
    assert!(thrown.is_err());
    assert_eq!(dump(&app), before);
    app.write("Lan", work).unwrap();
}

#[test]
fn facts_are_never_edited_nor_deleted() {
    let (_dir, app) = cooperative();
    app.write("Lan", |tx| {
        work(tx)?;
        tx.reader().lot_named("CHE-OL-261020-1").map(|_| ())
    })
    .unwrap();
    app.override_phi("CHE-OL-261020-1", "Lan", "đã kiểm nghiệm")
        .unwrap();
    app.undo("Lan", "vi").unwrap();
    let conn = rusqlite::Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    for table in [
        "spray",
        "step",
        "step_line",
        "supersede",
        "trace_event",
        "change_log",
    ] {
        assert!(
            conn.execute(&format!("DELETE FROM {table}"), []).is_err(),
            "{table}"
        );
        let column: String = conn
            .query_row(
                &format!("SELECT name FROM pragma_table_info('{table}') LIMIT 1"),
                [],
                |r| r.get(0),
            )
            .unwrap();
        assert!(
            conn.execute(&format!("UPDATE {table} SET {column} = {column}"), [])
                .is_err(),
            "{table}"
        );
    }
    assert!(conn.execute("UPDATE lot SET code = 'X'", []).is_err());
    assert!(conn.execute("DELETE FROM lot", []).is_err());
}
