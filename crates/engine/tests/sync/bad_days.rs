//! Offline, captive portals, servers in trouble, tokens no longer taken.

use nuong_engine::sync::Occasion;

use crate::memory::{Bench, Still};
use crate::peer::{Mishap, Peer};

fn notice(summary: &nuong_engine::views::SyncSummary) -> String {
    summary
        .notice
        .as_ref()
        .map(|n| n.key.clone())
        .unwrap_or_default()
}

const PAGE: &str = "<!doctype html><title>Wifi</title>Sign in";

#[test]
fn no_registry_there_leaves_everything_waiting_and_says_offline() {
    for nowhere in ["http://127.0.0.1:1/", "https://khong-co.invalid/"] {
        let bench = Bench::of(3);
        let summary = bench.run(nowhere);
        assert_eq!(
            (
                notice(&summary).as_str(),
                summary.waiting,
                summary.sent,
                summary.bytes_sent
            ),
            ("sync.notice.offline", 3, 0, 0)
        );
        assert_eq!(bench.states()["waiting"], 3);
        assert!(bench.row(0).next_try.is_some());
    }
}

#[test]
fn a_server_that_does_not_speak_tls_is_offline_not_success() {
    let peer = Peer::start();
    let bench = Bench::of(1);
    let summary = bench.run(&peer.url.replace("http:", "https:"));
    assert_eq!(
        (notice(&summary).as_str(), bench.row(0).state),
        ("sync.notice.offline", "waiting")
    );
}

#[test]
fn a_captive_portal_is_never_success() {
    for (status, kind) in [
        (200, "text/html"),
        (202, "text/html"),
        (201, "application/octet-stream"),
        (511, "text/html"),
    ] {
        let peer = Peer::with(|s| s.mishaps.push_back(Mishap::Answer(status, kind, PAGE)));
        let bench = Bench::of(2);
        let summary = bench.run(&peer.url);
        assert_eq!(
            (notice(&summary).as_str(), summary.accepted, summary.waiting),
            ("sync.notice.captive_portal", 0, 2),
            "{status} {kind}"
        );
        assert_eq!(
            bench.run(&peer.url).accepted,
            2,
            "after signing in to the network"
        );
        assert!(peer.copies().values().all(|n| *n == 1));
    }
}

#[test]
fn a_page_instead_of_a_job_or_of_a_query_is_a_portal_too() {
    for body in [
        PAGE,
        r#"{"login":true}"#,
        r#"{"captureID":"x","running":"no","success":"yes"}"#,
        "[]",
        "",
    ] {
        let peer = Peer::with(|s| {
            s.job_mishaps
                .push_back(Mishap::Answer(200, "application/json", body))
        });
        let bench = Bench::of(1);
        let summary = bench.run(&peer.url);
        assert_eq!(
            (
                notice(&summary).as_str(),
                summary.accepted,
                bench.row(0).state
            ),
            ("sync.notice.captive_portal", 0, "sent"),
            "{body}"
        );
        assert_eq!(bench.run(&peer.url).accepted, 1);
    }
    let peer = Peer::with(|s| {
        s.mishaps.push_back(Mishap::CutAfter);
        s.query_mishaps
            .push_back(Mishap::Answer(200, "application/json", r#"{"ok":true}"#));
    });
    assert_eq!(
        notice(&Bench::of(1).run(&peer.url)),
        "sync.notice.captive_portal"
    );
}

#[test]
fn a_redirect_to_another_host_is_a_portal_and_the_token_stays_at_home() {
    let elsewhere = Peer::start();
    let to = elsewhere.url.replace("127.0.0.1", "localhost");
    let peer = Peer::with(|s| s.mishaps.push_back(Mishap::Redirect(format!("{to}login"))));
    let bench = Bench::of(1);
    let summary = bench.run(&peer.url);
    assert_eq!(
        (notice(&summary).as_str(), summary.accepted),
        ("sync.notice.captive_portal", 0)
    );
    assert!(elsewhere.state().log.is_empty());
}

#[test]
fn c09_a_token_no_longer_taken_stops_the_queue_and_keeps_everything() {
    for status in [401, 403] {
        let peer = Peer::with(|s| {
            s.mishaps.extend(vec![
                Mishap::Answer(status, "application/problem+json", "{}");
                50
            ])
        });
        let bench = Bench::of(250);
        let summary = bench.run(&peer.url);
        assert_eq!(
            (notice(&summary).as_str(), summary.waiting, summary.refused),
            ("sync.notice.needs_enrolment", 250, 0)
        );
        assert_eq!(
            (peer.count("POST"), summary.sent, bench.states()["waiting"]),
            (1, 0, 250)
        );
    }
}

#[test]
fn c10_500s_and_then_success_deliver_in_order() {
    for status in [500, 502, 503, 504, 408] {
        let peer = Peer::with(|s| {
            s.mishaps
                .extend(vec![Mishap::Answer(status, "text/html", PAGE); 3])
        });
        let bench = Bench::of(150);
        let summary = bench.run(&peer.url);
        assert_eq!((summary.accepted, summary.notice), (150, None), "{status}");
        assert!(bench.waited().as_secs() >= 7, "with back-off");
        let order: Vec<_> = peer
            .state()
            .stored
            .iter()
            .map(|e| e["eventID"].as_str().unwrap().to_owned())
            .collect();
        assert!(order.is_sorted() && order.len() == 150);
    }
}

#[test]
fn c10_500s_without_end_keep_everything_and_try_again_later_with_growing_waits() {
    let peer = Peer::with(|s| {
        s.mishaps
            .extend(vec![Mishap::Answer(500, "text/plain", "no"); 100])
    });
    let bench = Bench::of(120);
    let first = bench.run(&peer.url);
    assert_eq!(
        (notice(&first).as_str(), first.accepted, first.waiting),
        ("sync.notice.server_error", 0, 120)
    );
    assert_eq!(bench.states()["waiting"], 120);
    let next = bench.row(0).next_try.unwrap();
    assert_eq!(
        bench.run_as(&peer.url, Occasion::Due).sent,
        0,
        "not before its time"
    );
    bench.run(&peer.url);
    assert!(bench.row(0).next_try.unwrap() > next);
    assert!(peer.count("POST") <= 10, "no storm: {}", peer.count("POST"));
}

#[test]
fn a_server_that_asks_for_patience_is_heard() {
    let peer = Peer::with(|s| {
        s.mishaps
            .push_back(Mishap::Answer(429, "text/plain", "slow down"))
    });
    let bench = Bench::of(2);
    assert_eq!(notice(&bench.run(&peer.url)), "sync.notice.server_error");
    assert_eq!((peer.count("POST"), bench.states()["waiting"]), (1, 2));
}

#[test]
fn an_address_that_takes_no_captures_refuses_no_record() {
    let peer = Peer::with(|s| s.mishaps.push_back(Mishap::Answer(404, "text/html", PAGE)));
    let bench = Bench::of(2);
    assert_eq!(notice(&bench.run(&peer.url)), "sync.notice.server_error");
    assert_eq!(bench.states()["waiting"], 2);
}

#[test]
fn a_run_called_off_stops_before_its_next_request_and_loses_nothing() {
    let peer = Peer::with(|s| s.job_running = 30);
    let mut bench = Bench::of(2);
    bench.still = Still {
        off_after: Some(3),
        ..Still::default()
    };
    let summary = bench.run(&peer.url);
    assert_eq!(
        (notice(&summary).as_str(), bench.states()["sent"]),
        ("sync.notice.cancelled", 2)
    );
    bench.still = Still::default();
    peer.state().job_running = 0;
    assert_eq!(bench.run(&peer.url).accepted, 2);
    assert_eq!(peer.count("POST"), 1);
}

#[test]
fn a_portal_that_answers_the_first_question_gets_no_record_to_read() {
    let peer = Peer::with(|s| s.portal = true);
    let bench = Bench::of(2);
    let summary = bench.run(&peer.url);
    assert_eq!(
        (
            notice(&summary).as_str(),
            summary.sent,
            bench.states()["waiting"]
        ),
        ("sync.notice.captive_portal", 0, 2)
    );
    assert_eq!(peer.count("POST"), 0);
}
