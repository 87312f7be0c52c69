use super::Counts;
use super::rows::NewDestination;
use super::view::DeliveryState;
use crate::App;
use crate::base::message::Message;
use crate::store::tests::door::destination;
use crate::testing::farm::{cooperative, farm, harvest};
use crate::testing::{ask, dump};

fn with_events(n: i64) -> (tempfile::TempDir, App) {
    let (dir, app) = cooperative();
    app.write("Lan", |tx| {
        let tea = farm(tx)?.tea;
        for i in 0..n {
            for day in ["2026-10-20", "2026-10-21"] {
                tx.record_harvest(&harvest(tea, None, &format!("L{i}"), day, 5), None)?;
            }
        }
        Ok(())
    })
    .unwrap();
    (dir, app)
}

fn counts(app: &App) -> Counts {
    app.read(|r| r.delivery_counts(r.destination()?.map(|d| d.id)))
        .unwrap()
}

#[test]
fn events_are_local_until_there_is_a_registry_and_then_all_wait() {
    let (_dir, app) = with_events(2);
    assert_eq!(
        counts(&app),
        Counts {
            local: 4,
            ..Counts::default()
        }
    );
    app.write("", |tx| tx.save_destination(&destination()))
        .unwrap();
    assert_eq!(
        counts(&app),
        Counts {
            waiting: 4,
            ..Counts::default()
        }
    );
    let lot = app.lot("L0").unwrap();
    assert_eq!(lot.row.delivery, DeliveryState::Waiting);
    assert_eq!(
        lot.deliveries
            .iter()
            .map(|d| d.kind.as_str())
            .collect::<Vec<_>>(),
        ["harvest", "harvest"]
    );
}

#[test]
fn a_lot_is_published_when_every_record_of_it_is_accepted() {
    let (_dir, app) = with_events(1);
    let id = app
        .write("", |tx| tx.save_destination(&destination()))
        .unwrap();
    let waiting = app.read(|r| r.deliveries_waiting(id, None)).unwrap();
    let ids: Vec<String> = waiting.iter().map(|o| o.id.clone()).collect();
    app.write("", |tx| tx.mark_sent(&ids, Some("/capture/1")))
        .unwrap();
    app.write("", |tx| tx.mark_accepted(&ids[..1], "261122-000001", ""))
        .unwrap();
    assert!(!app.lot("L0").unwrap().published);
    assert_eq!(app.lot("L0").unwrap().row.delivery, DeliveryState::Sent);
    app.write("", |tx| tx.mark_accepted(&ids[1..], "261122-000001", ""))
        .unwrap();
    let lot = app.lot("L0").unwrap();
    assert!(lot.published);
    assert_eq!(lot.row.status, "published");
    assert_eq!(lot.deliveries[0].receipt.as_deref(), Some("261122-000001"));
    assert!(lot.link.starts_with("https://registry.example.vn/01/"));
}

#[test]
fn an_accepted_record_never_changes_again() {
    let (_dir, app) = with_events(1);
    let id = app
        .write("", |tx| tx.save_destination(&destination()))
        .unwrap();
    let ids: Vec<String> = app
        .read(|r| r.deliveries_waiting(id, None))
        .unwrap()
        .into_iter()
        .map(|o| o.id)
        .collect();
    app.write("", |tx| tx.mark_accepted(&ids, "R1", ""))
        .unwrap();
    let before = dump(&app);
    let reason = Message {
        key: "sync.refusal.other".into(),
        args: [].into(),
    };
    app.write("", |tx| {
        tx.mark_refused(&ids, &reason, "late", "")?;
        tx.mark_waiting(&ids, None, None, true)?;
        tx.mark_sent(&ids, None)?;
        tx.mark_accepted(&ids, "R2", "")
    })
    .unwrap();
    assert_eq!(dump(&app), before);
}

#[test]
fn a_postponed_record_is_due_when_its_time_has_come() {
    let (_dir, app) = with_events(1);
    let id = app
        .write("", |tx| tx.save_destination(&destination()))
        .unwrap();
    let first = app.read(|r| r.deliveries_waiting(id, None)).unwrap()[0]
        .id
        .clone();
    let later = "2026-11-22T06:00:00Z".parse().unwrap();
    app.write("", |tx| tx.mark_waiting(&[first], Some(later), None, true))
        .unwrap();
    let due = |at: &str| {
        app.read(|r| r.deliveries_waiting(id, Some(at.parse().unwrap())))
            .unwrap()
            .len()
    };
    assert_eq!(due("2026-11-22T05:59:59Z"), 1);
    assert_eq!(due("2026-11-22T06:00:00Z"), 2);
    let all = app.read(|r| r.deliveries_waiting(id, None)).unwrap();
    assert_eq!(all.iter().map(|o| o.attempts).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(
        app.read(|r| r.next_try(id)).unwrap().as_deref(),
        Some("2026-11-22T13:00:00+07:00")
    );
}

#[test]
fn enrolling_again_keeps_receipts_and_another_registry_gets_everything() {
    let (_dir, app) = with_events(2);
    let id = app
        .write("", |tx| tx.save_destination(&destination()))
        .unwrap();
    let ids: Vec<String> = app
        .read(|r| r.deliveries_waiting(id, None))
        .unwrap()
        .into_iter()
        .map(|o| o.id)
        .collect();
    app.write("", |tx| tx.mark_accepted(&ids[..1], "R1", ""))
        .unwrap();
    assert_eq!(
        app.write("", |tx| tx.save_destination(&destination()))
            .unwrap(),
        id
    );
    assert_eq!(
        counts(&app),
        Counts {
            waiting: 3,
            accepted: 1,
            ..Counts::default()
        }
    );
    let other = NewDestination {
        url: "https://other.example.vn/".into(),
        ..destination()
    };
    app.write("", |tx| tx.save_destination(&other)).unwrap();
    assert_eq!(
        counts(&app),
        Counts {
            waiting: 4,
            ..Counts::default()
        }
    );
    assert_eq!(
        ask(&app, "SELECT count(*) FROM delivery WHERE receipt = 'R1'"),
        1
    );
}

#[test]
fn a_receipt_that_is_an_answer_to_a_question_is_shown_short_and_kept_whole() {
    let (_dir, app) = with_events(2);
    let id = app
        .write("", |tx| tx.save_destination(&destination()))
        .unwrap();
    let ids: Vec<String> = app
        .read(|r| r.deliveries_waiting(id, None))
        .unwrap()
        .into_iter()
        .map(|o| o.id)
        .collect();
    let event = "urn:uuid:019ab000-0000-7000-8000-0123456789ab";
    let receipts = [
        format!("{event} 2026-11-22T02:30:12.345Z"),
        event.to_owned(),
        "409".to_owned(),
        "261122-000001".to_owned(),
    ];
    app.write("", |tx| {
        for (id, receipt) in ids.iter().zip(&receipts) {
            tx.mark_accepted(std::slice::from_ref(id), receipt, "")?;
        }
        Ok(())
    })
    .unwrap();
    let mut shown: Vec<(String, bool)> = app
        .outbox(Some(DeliveryState::Accepted))
        .unwrap()
        .rows
        .into_iter()
        .map(|row| (row.receipt.unwrap(), row.reason.is_some()))
        .collect();
    shown.sort();
    let expected = [
        ("0123456789ab", true),
        ("2026-11-22 09:30", true),
        ("261122-000001", false),
        ("409", true),
    ];
    assert_eq!(shown, expected.map(|(text, why)| (text.to_owned(), why)));
    assert_eq!(
        ask(
            &app,
            "SELECT count(*) FROM delivery WHERE receipt LIKE 'urn:uuid:%'"
        ),
        2
    );
}
