//! Never two of one: unknown outcomes, and servers that say "already there".

use crate::memory::{Bench, Death, event_id};
use crate::peer::{Mishap, Peer};
use serde_json::json;

#[test]
fn c04_a_line_cut_after_the_body_is_resolved_by_asking_and_never_makes_a_second() {
    for cut in [
        Mishap::CutAfter,
        Mishap::CutInside,
        Mishap::StoredThen(502),
        Mishap::StoredThen(500),
    ] {
        let peer = Peer::with(|s| s.mishaps.push_back(cut.clone()));
        let bench = Bench::of(3);
        let summary = bench.run(&peer.url);
        assert_eq!((summary.accepted, summary.notice), (3, None), "{cut:?}");
        assert_eq!(peer.count("POST"), 1, "{cut:?}");
        assert!(peer.copies().values().all(|n| *n == 1), "{cut:?}");
    }
}

#[test]
fn c04_a_line_cut_before_the_body_was_kept_posts_again_after_asking() {
    let peer = Peer::with(|s| s.mishaps.push_back(Mishap::CutBefore));
    let bench = Bench::of(3);
    assert_eq!(bench.run(&peer.url).accepted, 3);
    let log = peer.state().log.clone();
    let kinds: Vec<_> = log
        .iter()
        .map(|l| l.split(['?', ' ']).take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        kinds[2..5],
        ["POST /capture", "GET /events", "POST /capture"]
    );
    assert!(peer.copies().values().all(|n| *n == 1));
}

#[test]
fn records_left_sent_by_a_killed_program_are_asked_about_before_anything_is_posted() {
    let peer = Peer::start();
    let bench = Bench::of(4);
    peer.state().stored.extend(
        [0, 2].map(|n| json!({"eventID": event_id(n), "recordTime": "2026-11-22T08:00:00Z"})),
    );
    (0..3).for_each(|n| bench.change(n, |row| row.state = "sent"));
    let summary = bench.run(&peer.url);
    assert_eq!((summary.accepted, summary.sent), (4, 2));
    assert!(peer.copies().values().all(|n| *n == 1));
    assert!(
        bench
            .row(0)
            .receipt
            .unwrap()
            .contains("2026-11-22T08:00:00Z"),
        "what proves it is kept"
    );
    let asked = peer
        .state()
        .log
        .iter()
        .position(|l| l.starts_with("GET /events"));
    let posted = peer.state().log.iter().position(|l| l.starts_with("POST"));
    assert!(asked < posted);
}

#[test]
fn records_left_sent_with_a_jobs_address_ask_that_job() {
    let peer = Peer::start();
    Bench::of(2).run(&peer.url);
    let bench = Bench::of(2);
    let at = format!("{}capture/261122-000001", peer.url);
    (0..2).for_each(|n| {
        bench.change(n, |row| {
            (row.state, row.parcel.capture_url) = ("sent", Some(at.clone()))
        })
    });
    let summary = bench.run(&peer.url);
    assert_eq!((summary.accepted, summary.sent), (2, 0));
    assert_eq!(bench.row(1).receipt.as_deref(), Some("261122-000001"));
}

#[test]
fn c05_a_job_whose_errors_all_say_duplicate_is_a_delivery() {
    for names in [false, true] {
        for query in [false, true] {
            let peer = Peer::with(|s| {
                (s.recognises_duplicates, s.names_events, s.no_query) = (true, names, !query)
            });
            Bench::of(4).run(&peer.url);
            let again = Bench::of(4);
            let summary = again.run(&peer.url);
            assert_eq!(
                (summary.accepted, summary.refused),
                (4, 0),
                "names: {names}, query: {query}"
            );
            assert!(peer.copies().values().all(|n| *n == 1));
            assert!(again.row(3).receipt.is_some());
        }
    }
}

#[test]
fn a_409_counts_only_when_a_query_proves_it() {
    let conflict = Mishap::Answer(
        409,
        "application/problem+json",
        r#"{"type":"epcisException:ResourceAlreadyExistsException","title":"exists"}"#,
    );
    let peer = Peer::with(|s| s.mishaps.push_back(conflict.clone()));
    peer.state().stored.push(json!({"eventID": event_id(0)}));
    let there = Bench::of(1);
    assert_eq!(there.run(&peer.url).accepted, 1);
    let peer = Peer::with(|s| s.mishaps.push_back(conflict));
    let absent = Bench::of(1);
    let summary = absent.run(&peer.url);
    assert_eq!((summary.accepted, summary.refused), (0, 1));
    assert_eq!(
        absent.row(0).refusal.unwrap().reason.key,
        "sync.refusal.already_used"
    );
}

#[test]
fn some_already_there_and_some_new_end_once_each() {
    let peer = Peer::with(|s| s.recognises_duplicates = true);
    peer.state()
        .stored
        .extend([1, 3].map(|n| json!({"eventID": event_id(n)})));
    let summary = Bench::of(6).run(&peer.url);
    assert_eq!((summary.accepted, summary.refused), (6, 0));
    assert_eq!(peer.copies().len(), 6);
    assert!(peer.copies().values().all(|n| *n == 1));
}

#[test]
fn records_are_marked_sent_on_disk_before_the_first_byte_leaves() {
    let peer = Peer::start();
    let bench = Bench::of(1);
    bench.run(&peer.url);
    let steps = bench.memory.steps.lock().unwrap().clone();
    assert!(steps[0].ends_with("Sent(None)"), "{steps:?}");
    assert!(steps[1].contains("/capture/261122-000001"), "{steps:?}");
    assert!(steps[2].contains("Accepted"), "{steps:?}");
}

/// Servers that recognise duplicates and servers that do not, with and without records to refuse.
fn servers() -> Vec<Peer> {
    let plain = Peer::start();
    let fastnt = Peer::with(|s| (s.capture_status, s.location) = (201, "capture/"));
    let openepcis =
        Peer::with(|s| (s.recognises_duplicates, s.names_events, s.job_404) = (true, true, 2));
    let strict = Peer::with(|s| {
        s.poison_at_once = true;
        s.poison.insert(event_id(4));
    });
    let flaky = Peer::with(|s| {
        s.mishaps
            .extend([Mishap::CutAfter, Mishap::CutBefore, Mishap::StoredThen(500)])
    });
    let small = Peer::with(|s| (s.most_events, s.tell_limits) = (3, true));
    vec![plain, fastnt, openepcis, strict, flaky, small]
}

#[test]
fn the_program_killed_between_any_two_of_its_steps_leaves_each_event_once_on_each_side() {
    for death in [Death::BeforeTheStep, Death::AfterTheStep] {
        for server in 0..servers().len() {
            let mut deaths = 0;
            loop {
                let peer = servers().remove(server);
                let bench = Bench::of(9);
                let died = bench.run_and_die(&peer.url, deaths, death);
                let after = bench.run(&peer.url);
                let refused = usize::from(!peer.state().poison.is_empty());
                assert_eq!(
                    bench.states().get("accepted").copied(),
                    Some(9 - refused),
                    "{server} {deaths} {death:?} {after:?}"
                );
                assert_eq!(
                    peer.copies().len(),
                    9 - refused,
                    "{server} {deaths} {death:?}"
                );
                assert!(
                    peer.copies().values().all(|n| *n == 1),
                    "{server} {deaths} {death:?}"
                );
                if !died {
                    break;
                }
                deaths += 1;
            }
            assert!(deaths >= 3, "server {server}: {deaths} steps");
        }
    }
}
