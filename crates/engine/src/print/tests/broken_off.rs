//! Prints that break off, are stopped, or whose program dies: what the ledger says of them, and what is taken away.

use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::kit::{
    LINK, LOT, in_ledger, laptop, large, listening, reads_all, request, send, spool_is_empty, to,
    tsc, zebra, zpl,
};
use crate::App;
use crate::label_ledger::ReprintRequest;
use crate::testing::farm::{MemorySecrets, TestHost, open};

#[test]
fn a_print_that_breaks_off_midway_is_entered_and_goes_on_from_the_label_that_failed() {
    let (_dir, app) = laptop();
    let (at, served) = listening(|mut caller| {
        // Closed with bytes unread: the other side gets a reset.
        let mut first_page_and_more = vec![0; 1_200_000];
        caller.read_exact(&mut first_page_and_more).unwrap();
        first_page_and_more
    });
    tsc(&app, at);
    let sent = send(&app, large()).unwrap();
    assert!(served.join().unwrap().starts_with(b"SIZE 210 mm,297 mm"));
    let partly = sent.sent_partly.unwrap();
    assert_eq!(
        (partly.error.code.as_str(), partly.labels, partly.next),
        ("printer_lost", 18, 19)
    );
    assert!(
        partly.bytes >= 1_200_000 && partly.bytes < partly.of_bytes,
        "{partly:?}"
    );
    let row = in_ledger(&app).remove(0);
    assert_eq!((&row.id, row.labels), (&partly.print, 60));

    let (at, served) = listening(reads_all);
    zebra(&app, at);
    let rest = ReprintRequest {
        print: partly.print,
        from: partly.next,
        skip: 0,
        printer: String::new(),
        dpi: None,
        reason: "máy in mất kết nối".into(),
    };
    let go = &mut |_| ControlFlow::Continue(());
    let again = app.reprint_labels_to(&rest, &to("Zebra kho"), go).unwrap();
    assert_eq!(
        (again.labels, again.pages, again.sent_partly),
        (42, 2, None)
    );
    let read = zpl(&served.join().unwrap());
    assert_eq!(read, [(vec![LINK.to_owned(); 21], 2)]);
    assert_eq!(app.label_balance(LOT).unwrap().in_use, 60);
}

#[test]
fn a_printer_that_stalls_is_given_up_and_one_can_be_stopped_while_it_does() {
    let (_dir, app) = laptop();
    for stopped in [false, true] {
        let (done, wait) = std::sync::mpsc::channel::<()>();
        let (at, served) = listening(move |caller| {
            // Takes nothing, until the test is over.
            let _over = wait.recv();
            drop(caller);
            Vec::new()
        });
        tsc(&app, at);
        let mut told = 0;
        let sent = app.print_labels_to(large(), &to("Zebra kho"), &mut |at| {
            told += u32::from(at.job == "send" && at.done > 0);
            match stopped && told > 1 {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        let partly = sent.unwrap().sent_partly.unwrap();
        let code = if stopped {
            "cancelled"
        } else {
            "printer_stalled"
        };
        assert_eq!(partly.error.code, code, "{partly:?}");
        assert!(partly.bytes < partly.of_bytes && partly.labels == 0);
        drop(done);
        served.join().unwrap();
    }
    assert_eq!(in_ledger(&app).len(), 2);
}

#[test]
fn a_print_stopped_before_its_first_byte_never_was() {
    let (_dir, app) = laptop();
    let (at, served) = listening(reads_all);
    zebra(&app, at);
    let error = app
        .print_labels_to(
            request("roll-50x30", 3),
            &to("Zebra kho"),
            &mut |at| match at.job.as_str() {
                "send" => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            },
        )
        .unwrap_err();
    assert_eq!(error.code, "cancelled");
    assert_eq!(served.join().unwrap(), b"");
    assert_eq!(in_ledger(&app), []);
    assert!(spool_is_empty(&app));
}

#[test]
fn a_program_that_died_while_it_sent_enters_the_print_at_its_next_start() {
    let (dir, app) = laptop();
    let (at, served) = listening(reads_all);
    zebra(&app, at);
    // The announcement is the last that is written.
    app.fail_after
        .store(1, std::sync::atomic::Ordering::Relaxed);
    let error = send(&app, request("roll-50x30", 3)).unwrap_err();
    assert_eq!(error.code, "sent_not_entered");
    assert!(!served.join().unwrap().is_empty());
    drop(app);
    let app = open(dir.path());
    assert_eq!(in_ledger(&app).len(), 1);
    assert!(spool_is_empty(&app));
    drop(app);
    assert_eq!(in_ledger(&open(dir.path())).len(), 1);
}

#[test]
fn a_print_that_died_and_cannot_be_read_is_said_at_the_next_start() {
    let (dir, app) = laptop();
    app.write("", |tx| tx.set_meta("print a", "{\"print\":"))
        .unwrap();
    drop(app);
    let secrets = Arc::new(MemorySecrets::default());
    let refused = App::open(dir.path(), TestHost::new(), secrets).err();
    assert_eq!(refused.unwrap().code, "file_damaged");
}

#[test]
fn a_drawing_whose_program_died_is_taken_away_and_nobody_else_s_file_is() {
    let (dir, app) = laptop();
    let (ours, theirs) = (
        dir.path().join(".nuong-a.part"),
        dir.path().join(".nuong-b.part"),
    );
    for file in [&ours, &theirs] {
        std::fs::write(file, "%PDF-").unwrap();
    }
    let stick = dir.path().join("usb").join(".nuong-c.part");
    let note = |id: &str, file: &std::path::Path, at: &str| {
        let drawing = crate::print::announced_rows::Drawing {
            draft: file.to_string_lossy().into_owned(),
            at: at.parse().unwrap(),
        };
        app.write("", |tx| tx.note_drawing(id, &drawing)).unwrap();
    };
    note("a", &ours, "2026-11-22T04:59:00Z");
    note("c", &stick, "2026-11-22T04:59:00Z");
    note("d", &stick, "2026-11-20T05:00:00Z");
    drop(app);
    let app = open(dir.path());
    assert!(!ours.exists() && theirs.exists());
    let waited_for = app.read(|r| r.noted_drawings()).unwrap();
    assert_eq!(
        waited_for.len(),
        1,
        "the stick may come back: {waited_for:?}"
    );
    std::fs::create_dir(stick.parent().unwrap()).unwrap();
    std::fs::write(&stick, "%PDF-").unwrap();
    drop(app);
    open(dir.path());
    assert!(!stick.exists());
}

#[test]
fn a_print_that_is_under_way_in_one_window_is_left_alone_by_the_other() {
    let (dir, app) = laptop();
    let (at, served) = listening(reads_all);
    zebra(&app, at);
    let mut seen = Vec::new();
    let sent = app.print_labels_to(request("roll-50x30", 3), &to("Zebra kho"), &mut |at| {
        let other = open(dir.path());
        seen.push((at.job, in_ledger(&other).len()));
        ControlFlow::Continue(())
    });
    assert_eq!(sent.unwrap().sent_partly, None);
    assert!(
        seen.iter().any(|(job, _)| job == "labels") && seen.iter().any(|(job, _)| job == "send")
    );
    assert!(seen.iter().all(|(_, entered)| *entered == 0), "{seen:?}");
    assert!(!served.join().unwrap().is_empty());
    assert_eq!(in_ledger(&app).len(), 1);

    let out = dir.path().join("tem.pdf");
    let printed = app.print_labels(request("tomy-135", 30), &out, &mut |_| {
        open(dir.path());
        ControlFlow::Continue(())
    });
    assert_eq!(printed.unwrap().labels, 30);
    assert!(out.exists() && spool_is_empty(&app));
    assert_eq!(in_ledger(&app).len(), 2);
}
