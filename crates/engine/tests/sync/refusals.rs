//! Refused records step aside with what depends on them; the rest goes on.

use crate::memory::{Bench, event_id};
use crate::peer::Peer;

#[test]
fn c06_413_splits_the_batch_as_the_headers_say() {
    let peer = Peer::with(|s| (s.most_events, s.most_bytes, s.tell_limits) = (7, 100_000, true));
    let summary = Bench::of(20).run(&peer.url);
    assert_eq!((summary.accepted, summary.refused), (20, 0));
    assert_eq!(
        peer.count("POST"),
        1 + 4,
        "one too large, then six at a time"
    );
    assert!(peer.copies().values().all(|n| *n == 1));
}

#[test]
fn c06_413_without_headers_halves_until_it_fits() {
    let peer = Peer::with(|s| s.most_events = 3);
    assert_eq!(Bench::of(20).run(&peer.url).accepted, 20);
    assert!(peer.copies().values().all(|n| *n == 1));
}

#[test]
fn c06_a_single_event_too_large_is_parked_with_a_message_and_the_rest_goes_on() {
    for tell in [true, false] {
        let peer = Peer::with(|s| (s.most_bytes, s.tell_limits) = (2_000, tell));
        let bench = Bench::of(6);
        bench.change(2, |row| row.weight = 5_000);
        let summary = bench.run(&peer.url);
        assert_eq!(
            (summary.accepted, summary.refused),
            (5, 1),
            "headers told: {tell}"
        );
        let refusal = bench.row(2).refusal.unwrap();
        assert_eq!(
            (refusal.reason.key.as_str(), refusal.field.as_str()),
            ("sync.refusal.too_large", "lot")
        );
    }
}

#[test]
fn c07_400_is_bisected_down_to_the_bad_event_and_the_others_are_delivered() {
    for names in [false, true] {
        let peer = Peer::with(|s| {
            (s.poison_at_once, s.names_events) = (true, names);
            s.poison.extend([event_id(3), event_id(40)]);
        });
        let bench = Bench::of(60);
        let summary = bench.run(&peer.url);
        assert_eq!(
            (summary.accepted, summary.refused, summary.waiting),
            (58, 2, 0)
        );
        assert_eq!(
            (bench.row(3).state, bench.row(40).state),
            ("refused", "refused")
        );
        assert!(bench.row(3).refusal.unwrap().detail.contains("not valid"));
        assert!(peer.copies().values().all(|n| *n == 1) && peer.copies().len() == 58);
    }
}

#[test]
fn a_rollback_job_that_failed_is_bisected_too() {
    let peer = Peer::with(|s| s.poison.extend([event_id(0), event_id(9)]));
    let bench = Bench::of(10);
    let summary = bench.run(&peer.url);
    assert_eq!((summary.accepted, summary.refused), (8, 2));
    assert!(peer.copies().values().all(|n| *n == 1));
}

#[test]
fn later_events_of_a_refused_lot_step_aside_and_other_lots_go_on() {
    let peer = Peer::with(|s| {
        s.poison_at_once = true;
        s.poison.insert(event_id(1));
    });
    let bench = Bench::of_lots(&["A", "B", "A", "B", "C", "B"]);
    let summary = bench.run(&peer.url);
    assert_eq!(
        (summary.accepted, summary.refused, summary.waiting),
        (3, 1, 2)
    );
    assert_eq!(
        bench.row(3).reason.unwrap().key,
        "sync.waiting.behind_refused"
    );
    let before = peer.count("POST");
    assert_eq!(bench.run(&peer.url).sent, 0, "still behind the refused one");
    assert_eq!(peer.count("POST"), before);
}

#[test]
fn a_mended_record_frees_the_ones_behind_it() {
    let peer = Peer::with(|s| {
        s.poison_at_once = true;
        s.poison.insert(event_id(0));
    });
    let bench = Bench::of_lots(&["A", "A"]);
    assert_eq!(bench.run(&peer.url).refused, 1);
    peer.state().poison.clear();
    bench.change(0, |row| row.state = "waiting");
    assert_eq!(bench.run(&peer.url).accepted, 2);
    assert_eq!(
        peer.state().stored[0]["eventID"],
        event_id(0),
        "in the order in which they came to be"
    );
}

#[test]
fn c08_a_proceed_job_with_errors_delivers_what_is_there_and_parks_the_rest() {
    let peer = Peer::with(|s| {
        s.options = Some(vec![("GS1-Capture-Error-Behaviour", "proceed")]);
        s.poison.insert(event_id(2));
    });
    let bench = Bench::of(5);
    let summary = bench.run(&peer.url);
    assert_eq!((summary.accepted, summary.refused), (4, 1));
    assert_eq!(bench.row(2).state, "refused");
    assert_eq!(
        peer.state().posts[0].0["gs1-capture-error-behaviour"],
        "proceed"
    );
    assert_eq!(peer.count("POST"), 1);
}

#[test]
fn c08_a_proceed_job_on_a_server_without_query_goes_by_the_names_in_its_errors() {
    let peer = Peer::with(|s| {
        s.options = Some(vec![("GS1-Capture-Error-Behaviour", "proceed")]);
        (s.no_query, s.names_events) = (true, true);
        s.poison.insert(event_id(2));
    });
    let bench = Bench::of(5);
    let summary = bench.run(&peer.url);
    assert_eq!(
        (summary.accepted, summary.refused, bench.row(2).state),
        (4, 1, "refused")
    );
}

#[test]
fn a_record_that_breaks_the_server_each_time_steps_aside_after_some_runs() {
    for bad in [vec![0], vec![41], vec![3, 4, 99]] {
        let peer = Peer::with(|s| s.breaks_on.extend(bad.iter().map(|n| event_id(*n))));
        let bench = Bench::of(120);
        for _ in 0..2 {
            let summary = bench.run(&peer.url);
            assert_eq!((summary.refused, summary.notice.is_some()), (0, true));
        }
        let summary = bench.run(&peer.url);
        assert_eq!(summary.notice, None, "{bad:?}");
        assert_eq!(
            (summary.accepted as usize, summary.refused as usize),
            (120 - bad.len(), bad.len())
        );
        for n in &bad {
            let refusal = bench.row(*n).refusal.unwrap();
            assert_eq!(refusal.reason.key, "sync.refusal.server_fails");
        }
        assert!(peer.copies().values().all(|n| *n == 1));
        assert!(peer.count("POST") < 60, "{}", peer.count("POST"));
        // Mended over there, it goes out once a person says so.
        peer.state().breaks_on.clear();
        for n in &bad {
            bench.change(*n, |row| row.state = "waiting");
        }
        assert_eq!(bench.run(&peer.url).accepted as usize, bad.len());
    }
}

#[test]
fn a_server_that_takes_nothing_blames_no_record() {
    let peer = Peer::with(|s| s.breaks_on.extend((0..120).map(event_id)));
    let bench = Bench::of(120);
    for run in 0..5 {
        let before = peer.count("POST");
        let summary = bench.run(&peer.url);
        assert_eq!(
            (summary.refused, bench.states()["waiting"]),
            (0, 120),
            "run {run}"
        );
        assert_eq!(summary.notice.unwrap().key, "sync.notice.server_error");
        assert!(bench.row(0).next_try.is_some(), "tried again later");
        assert!(peer.count("POST") - before < 40, "no storm");
    }
    peer.state().breaks_on.clear();
    assert_eq!(bench.run(&peer.url).accepted, 120);
}
