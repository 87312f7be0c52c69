//! Jobs, their addresses and their verdicts.

use serde_json::Value;

use crate::memory::{Bench, event_id};
use crate::peer::{Mishap, Peer};

#[test]
fn c01_a_record_is_accepted_only_when_its_job_finished_with_success() {
    let peer = Peer::with(|s| s.job_running = 3);
    let bench = Bench::of(2);
    let summary = bench.run(&peer.url);
    assert_eq!(
        (
            summary.sent,
            summary.accepted,
            summary.refused,
            summary.waiting
        ),
        (2, 2, 0, 0)
    );
    assert_eq!(bench.row(0).receipt.as_deref(), Some("261122-000001"));
    assert_eq!((peer.count("POST"), peer.count("GET /capture/")), (1, 4));
    assert_eq!(summary.notice, None);
}

#[test]
fn c02_a_relative_location_with_201_is_resolved_against_the_request() {
    let peer = Peer::with(|s| (s.capture_status, s.location) = (201, "capture/"));
    let bench = Bench::of(1);
    assert_eq!(bench.run(&peer.url).accepted, 1);
    assert_eq!(peer.count("GET /capture/261122-000001"), 1);
}

#[test]
fn a_200_with_the_jobs_address_is_taken_too() {
    let peer = Peer::with(|s| s.capture_status = 200);
    assert_eq!(Bench::of(1).run(&peer.url).accepted, 1);
}

#[test]
fn c03_a_job_not_found_for_a_while_is_asked_again_and_nothing_is_posted_again() {
    let peer = Peer::with(|s| s.job_404 = 5);
    let bench = Bench::of(3);
    assert_eq!(bench.run(&peer.url).accepted, 3);
    assert_eq!(peer.count("POST"), 1);
    assert!(bench.waited().as_millis() >= 2000, "{:?}", bench.waited());
    assert!(peer.copies().values().all(|n| *n == 1));
}

#[test]
fn a_job_that_is_never_found_is_proven_by_asking_for_the_events() {
    let peer = Peer::with(|s| s.no_jobs = true);
    let bench = Bench::of(2);
    assert_eq!(bench.run(&peer.url).accepted, 2);
    assert!(bench.row(0).receipt.unwrap().starts_with(&event_id(0)));
    assert_eq!(peer.count("POST"), 1);
}

#[test]
fn a_job_that_runs_longer_than_our_patience_stays_sent_and_the_next_run_asks_it() {
    let peer = Peer::with(|s| (s.job_running, s.no_query) = (20, true));
    let bench = Bench::of(1);
    let first = bench.run(&peer.url);
    assert_eq!(
        (first.accepted, first.waiting, bench.row(0).state),
        (0, 1, "sent")
    );
    let second = bench.run(&peer.url);
    assert_eq!(
        (second.sent, second.accepted, peer.count("POST")),
        (0, 1, 1)
    );
}

#[test]
fn a_location_on_another_host_is_not_followed_and_never_sees_the_token() {
    let elsewhere = Peer::start();
    let peer = Peer::start();
    let away: &'static str = Box::leak(format!("{}capture/", elsewhere.url).into_boxed_str());
    peer.state().location = away;
    let bench = Bench::of(1);
    assert_eq!(bench.run(&peer.url).accepted, 1);
    assert!(elsewhere.state().log.is_empty());
    assert!(peer.state().tokens.contains("Bearer s3cret"));
}

#[test]
fn the_document_says_which_versions_it_speaks() {
    let peer = Peer::start();
    Bench::of(1).run(&peer.url);
    let (headers, body) = peer.state().posts[0].clone();
    assert_eq!(headers["gs1-epcis-version"], "2.0.0");
    assert_eq!(headers["gs1-cbv-version"], "2.0.0");
    assert_eq!(headers["gs1-capture-error-behaviour"], "rollback");
    assert!(headers["content-type"].starts_with("application/"));
    assert!(serde_json::from_slice::<Value>(&body).is_ok());
}

#[test]
fn c11_a_server_that_offers_only_rollback_never_gets_proceed() {
    let peer = Peer::with(|s| s.options = Some(vec![("GS1-Capture-Error-Behaviour", "rollback")]));
    Bench::of(250).run(&peer.url);
    let posts = peer.state().posts.clone();
    assert_eq!(posts.len(), 3);
    assert!(
        posts
            .iter()
            .all(|(headers, _)| headers["gs1-capture-error-behaviour"] == "rollback")
    );
}

#[test]
fn c12_without_options_at_most_100_events_and_90_kb_go_in_one_call_one_at_a_time() {
    let peer = Peer::start();
    peer.state().options = None;
    let bench = Bench::of(230);
    (0..20).for_each(|n| bench.change(n, |row| row.weight = 9_000));
    let summary = bench.run(&peer.url);
    assert_eq!(summary.accepted, 230);
    let posts = peer.state().posts.clone();
    for (_, body) in &posts {
        let document: Value = serde_json::from_slice(body).unwrap();
        assert!(
            document["epcisBody"]["eventList"].as_array().unwrap().len() <= 100
                && body.len() <= 90_000
        );
    }
    assert_eq!(
        summary.bytes_sent,
        posts.iter().map(|(_, body)| body.len() as u64).sum::<u64>()
    );
    let log = peer.state().log.clone();
    let turns = log
        .iter()
        .filter(|l| l.contains("/capture") && !l.starts_with("OPTIONS"))
        .map(|l| l.starts_with("POST"));
    assert!(
        turns
            .enumerate()
            .all(|(n, is_post)| is_post == (n % 2 == 0)),
        "a job is finished before the next post: {log:?}"
    );
}

#[test]
fn one_event_fewer_than_the_announced_limit_goes_in_a_call() {
    let peer = Peer::with(|s| {
        s.options = Some(vec![
            ("GS1-EPCIS-Capture-Limit", "4"),
            ("GS1-EPCIS-Capture-File-Size-Limit", "100000"),
        ]);
        s.most_events = 3;
    });
    assert_eq!(Bench::of(10).run(&peer.url).accepted, 10);
    assert_eq!((peer.count("POST"), peer.count("OPTIONS")), (4, 1));
}

#[test]
fn nothing_to_send_asks_nothing_of_the_network() {
    let peer = Peer::start();
    let bench = Bench::of(2);
    bench.run(&peer.url);
    let before = peer.state().log.len();
    let again = bench.run(&peer.url);
    assert_eq!(
        (again.sent, again.accepted, again.bytes_sent, again.notice),
        (0, 0, 0, None)
    );
    assert_eq!(peer.state().log.len(), before);
}

#[test]
fn a_job_that_failed_by_the_servers_own_fault_refuses_nothing() {
    let failed = r#"{"captureID":"1","running":false,"success":false,"errors":[{"type":"epcisException:ImplementationException","title":"disk"}]}"#;
    let peer = Peer::with(|s| {
        s.mishaps
            .push_back(Mishap::Answer(200, "application/json", failed));
        s.mishaps
            .push_back(Mishap::Answer(200, "application/json", failed));
    });
    let bench = Bench::of(2);
    for _ in 0..2 {
        let summary = bench.run(&peer.url);
        assert_eq!(summary.notice.unwrap().key, "sync.notice.server_error");
        assert_eq!((summary.refused, bench.states()["waiting"]), (0, 2));
    }
    assert_eq!(bench.run(&peer.url).accepted, 2);
    assert!(peer.copies().values().all(|n| *n == 1));
}

#[test]
fn a_job_told_in_the_answer_itself_needs_no_further_question() {
    let done = r#"{"captureID":"W-7","running":false,"success":true,"errors":[]}"#;
    let peer = Peer::with(|s| {
        s.mishaps
            .push_back(Mishap::Answer(201, "application/json", done))
    });
    let bench = Bench::of(2);
    assert_eq!(bench.run(&peer.url).accepted, 2);
    assert_eq!(
        (bench.row(1).receipt.as_deref(), peer.count("GET /capture")),
        (Some("W-7"), 0)
    );
}
