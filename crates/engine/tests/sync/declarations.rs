//! Declarations that an event was wrong: they bear its eventID, and are never taken for it, nor it for them.

use serde_json::{Value, json};

use crate::memory::{Bench, DECLARED, Death, event_id};
use crate::peer::{Mishap, Peer};

/// Row 0 was accepted and is wrong, row 1 is right, row 2 says so once row 1 is there.
fn correction(peer: &Peer) -> Bench {
    let bench = Bench::of(2);
    bench.change(0, |row| {
        (row.state, row.receipt) = ("accepted", Some("R".into()));
    });
    peer.state()
        .stored
        .push(json!({"eventID": event_id(0), "recordTime": "2026-11-22T08:00:00Z"}));
    bench.declare(0, &[1]);
    bench
}

fn documents(peer: &Peer) -> Vec<Vec<Value>> {
    let posts = peer.state().posts.clone();
    let events = posts.iter().map(|(_, body)| {
        let document: Value = serde_json::from_slice(body).unwrap();
        document["epcisBody"]["eventList"]
            .as_array()
            .unwrap()
            .clone()
    });
    events.collect()
}

fn declared_key() -> String {
    format!("{} {DECLARED}", event_id(0))
}

#[test]
fn a_declaration_goes_in_the_same_run_as_soon_as_what_it_names_is_there() {
    let peer = Peer::start();
    let bench = correction(&peer);
    let summary = bench.run(&peer.url);
    assert_eq!((summary.sent, summary.accepted, summary.waiting), (2, 2, 0));
    let documents = documents(&peer);
    assert_eq!(documents.len(), 2);
    assert_eq!(documents[1][0]["eventID"], event_id(0).as_str());
    assert_eq!(peer.copies()[&declared_key()], 1);
}

#[test]
fn an_event_and_its_declaration_never_go_in_one_document() {
    let peer = Peer::start();
    let bench = Bench::of(3);
    bench.declare(1, &[]);
    bench.declare(2, &[]);
    assert_eq!(bench.run(&peer.url).accepted, 5);
    for document in documents(&peer) {
        let mut ids: Vec<&Value> = document.iter().map(|e| &e["eventID"]).collect();
        ids.dedup();
        assert_eq!(ids.len(), document.len());
    }
    assert!(peer.copies().values().all(|n| *n == 1) && peer.copies().len() == 5);
}

#[test]
fn the_event_alone_proves_no_declaration_and_the_declaration_no_event() {
    for cut in [Mishap::CutBefore, Mishap::CutAfter, Mishap::StoredThen(502)] {
        let peer = Peer::start();
        let bench = correction(&peer);
        bench.change(1, |row| row.state = "accepted");
        peer.state().mishaps.push_back(cut.clone());
        assert_eq!(bench.run(&peer.url).accepted, 1, "{cut:?}");
        assert_eq!(peer.copies().get(&declared_key()), Some(&1), "{cut:?}");
    }
    let peer = Peer::start();
    let respelt = json!({"eventID": event_id(0), "errorDeclaration": {"declarationTime": "2026-11-22T04:00:00Z"}});
    peer.state().stored.push(respelt);
    let bench = Bench::of(1);
    bench.declare(0, &[]);
    for n in 0..2 {
        bench.change(n, |row| row.state = "sent");
    }
    let summary = bench.run(&peer.url);
    assert_eq!(
        (summary.sent, summary.accepted),
        (1, 2),
        "only the event is sent"
    );
    let documents = documents(&peer);
    assert!(documents.len() == 1 && documents[0][0].get("errorDeclaration").is_none());
}

#[test]
fn a_server_that_takes_a_declaration_for_its_event_once_more_has_not_taken_it() {
    for (names, query) in [(false, false), (false, true), (true, false), (true, true)] {
        let peer = Peer::with(|s| {
            s.recognises_duplicates = true;
            (s.names_events, s.no_query, s.knows_no_declarations) = (names, !query, true);
        });
        let bench = correction(&peer);
        let summary = bench.run(&peer.url);
        assert_eq!(
            (summary.accepted, summary.refused, bench.row(2).state),
            (1, 1, "refused"),
            "names: {names}, query: {query}"
        );
    }
}

#[test]
fn a_program_killed_anywhere_in_a_correction_ends_with_it_told_once() {
    let servers: [fn() -> Peer; 5] = [
        Peer::start,
        || Peer::with(|s| s.recognises_duplicates = true),
        || Peer::with(|s| (s.recognises_duplicates, s.names_events) = (true, true)),
        || Peer::with(|s| s.mishaps.extend([Mishap::CutAfter, Mishap::CutBefore])),
        || {
            Peer::with(|s| {
                s.mishaps
                    .extend([Mishap::StoredThen(500), Mishap::CutInside])
            })
        },
    ];
    for (server, start) in servers.iter().enumerate() {
        for death in [Death::BeforeTheStep, Death::AfterTheStep] {
            for deaths in 0.. {
                let peer = start();
                let bench = correction(&peer);
                let died = bench.run_and_die(&peer.url, deaths, death);
                bench.run(&peer.url);
                let told = format!("{server} {deaths} {death:?}");
                assert_eq!(bench.states().get("accepted"), Some(&3), "{told}");
                assert_eq!(peer.copies().len(), 3, "{told}");
                assert!(peer.copies().values().all(|n| *n == 1), "{told}");
                if !died {
                    assert!(deaths >= 4, "{told}");
                    break;
                }
            }
        }
    }
}
