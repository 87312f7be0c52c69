//! Days on which the line, the registry or the laptop's clock does not.

use crate::laptop::{
    TAX_CODE, assert_each_side_holds_each_event_once, code, harvest, harvest_on, new_laptop, open,
    open_with_clock_off_by, registry, sync, token_of,
};
use crate::line::{Harm, Line, Moment};
use nuong_engine::views::{DeliveryState, SyncSummary};

const PORTAL: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\nConnection: close\r\n\r\n<html>Sign in</html>";
const BROKEN: &str = "HTTP/1.1 500 Oops\r\nContent-Type: text/plain\r\nContent-Length: 4\r\nConnection: close\r\n\r\noops";
const DENIED: &str = "HTTP/1.1 401 No\r\nContent-Type: application/problem+json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";

fn notice(summary: &SyncSummary) -> String {
    summary
        .notice
        .as_ref()
        .map(|n| n.key.replace("sync.notice.", ""))
        .unwrap_or_default()
}

#[test]
fn the_registry_restarts_and_each_side_still_holds_each_event_once() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let first = registry(there.path());
    let line = Line::to(first.addr());
    let app = open(home.path());
    harvest(&app, 0..3, 2);
    app.connect(&line.url, &code(&first)).unwrap();
    sync(&app);
    harvest(&app, 3..6, 2);
    first.stop();
    let down = sync(&app);
    assert_eq!(
        (notice(&down).as_str(), down.waiting, down.accepted),
        ("offline", 9, 0)
    );
    let second = registry(there.path());
    line.lead_to(second.addr());
    assert_eq!(sync(&app).accepted, 9);
    assert_each_side_holds_each_event_once(&app, &second.url());
}

#[test]
fn the_registry_dies_at_any_moment_of_a_sync_and_each_side_still_holds_each_event_once() {
    for at in 0..4 {
        for moment in [Moment::Before, Moment::After] {
            let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
            let first = registry(there.path());
            let line = Line::to(first.addr());
            let app = open(home.path());
            harvest(&app, 0..2, 2);
            app.connect(&line.url, &code(&first)).unwrap();
            let nowhere = "127.0.0.1:1".parse().unwrap();
            let mut first = Some(first);
            line.plan(at, moment, Harm::Do(Box::new(move || drop(first.take()))));
            // The rest of this run finds nobody there, as if the registry's power had failed.
            line.lead_to_after_harm(nowhere);
            let broken = sync(&app);
            assert_eq!(
                (broken.accepted, broken.waiting, notice(&broken).as_str()),
                (0, 6, "offline"),
                "{at} {moment:?}"
            );
            let second = registry(there.path());
            line.lead_to(second.addr());
            assert_eq!(sync(&app).accepted, 6, "{at} {moment:?}");
            assert_each_side_holds_each_event_once(&app, &second.url());
        }
    }
}

#[test]
fn a_line_cut_or_an_answer_cut_at_any_request_is_made_good_in_the_same_or_the_next_sync() {
    for at in 0..4 {
        for (moment, harm) in [
            (Moment::Before, Harm::Cut),
            (Moment::After, Harm::Cut),
            (Moment::After, Harm::Half),
        ] {
            let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
            let registry = registry(there.path());
            let line = Line::to(registry.addr());
            let app = open(home.path());
            harvest(&app, 0..2, 2);
            app.connect(&line.url, &code(&registry)).unwrap();
            line.plan(at, moment, harm);
            let (one, two) = (sync(&app), sync(&app));
            assert!(line.did_harm());
            assert_eq!(one.accepted + two.accepted, 6, "{at} {moment:?}");
            assert_each_side_holds_each_event_once(&app, &registry.url());
        }
    }
}

#[test]
fn a_captive_portal_at_any_request_is_never_success() {
    for at in 0..4 {
        let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
        let registry = registry(there.path());
        let line = Line::to(registry.addr());
        let app = open(home.path());
        harvest(&app, 0..2, 2);
        app.connect(&line.url, &code(&registry)).unwrap();
        line.plan(at, Moment::Before, Harm::Instead(PORTAL));
        let caught = sync(&app);
        assert_eq!(
            (notice(&caught).as_str(), caught.accepted, caught.waiting),
            ("captive_portal", 0, 6),
            "{at}"
        );
        let after = app.outbox(None).unwrap();
        assert!(
            after.next_try.is_some()
                && after.last.as_ref().map(notice).as_deref() == Some("captive_portal")
        );
        assert_eq!(sync(&app).accepted, 6);
        assert_each_side_holds_each_event_once(&app, &registry.url());
    }
}

#[test]
fn a_500_and_then_success_is_one_delivery() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let line = Line::to(registry.addr());
    let app = open(home.path());
    harvest(&app, 0..2, 2);
    app.connect(&line.url, &code(&registry)).unwrap();
    line.plan(2, Moment::Before, Harm::Instead(BROKEN));
    let summary = sync(&app);
    assert_eq!((summary.accepted, summary.notice), (6, None));
    assert_each_side_holds_each_event_once(&app, &registry.url());
}

#[test]
fn a_portal_a_wrong_code_and_a_wrong_address_are_told_apart_when_connecting() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let line = Line::to(registry.addr());
    let app = open(home.path());
    let refused = |code: &str| app.connect(&line.url, code).unwrap_err().code;
    assert_eq!(refused("AAAAA-AAAAA"), "enrolment_code_refused");
    line.plan(0, Moment::Before, Harm::Instead(PORTAL));
    assert_eq!(refused("AAAAA-AAAAA"), "captive_portal");
    line.plan(0, Moment::Before, Harm::Instead(BROKEN));
    assert_eq!(refused("AAAAA-AAAAA"), "registry_in_trouble");
    line.plan(0, Moment::Before, Harm::Cut);
    assert_eq!(refused("AAAAA-AAAAA"), "registry_unreachable");
    assert_eq!(
        app.connect("http://example.com", "A").unwrap_err().code,
        "registry_address_insecure"
    );
    let used = code(&registry);
    app.connect(&line.url, &used).unwrap();
    assert_eq!(
        refused(&used),
        "enrolment_code_refused",
        "a code works once"
    );
    assert!(
        app.connection().unwrap().is_some(),
        "a failed try leaves the connection as it was"
    );
}

#[test]
fn a_token_no_longer_taken_keeps_everything_until_the_laptop_is_enrolled_again() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let app = open(home.path());
    harvest(&app, 0..2, 2);
    app.connect(&registry.url(), &code(&registry)).unwrap();
    let file = std::fs::read_dir(home.path().join("secrets"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    std::fs::write(&file, "0".repeat(64)).unwrap();
    let denied = sync(&app);
    assert_eq!(
        (notice(&denied).as_str(), denied.waiting, denied.refused),
        ("needs_enrolment", 6, 0)
    );
    assert!(app.connection().unwrap().unwrap().needs_enrolment);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(notice(&sync(&app)), "needs_enrolment", "nor without any");
    app.connect(&registry.url(), &code(&registry)).unwrap();
    assert!(!app.connection().unwrap().unwrap().needs_enrolment);
    assert_eq!(sync(&app).accepted, 6);
    assert_each_side_holds_each_event_once(&app, &registry.url());
    assert!(!token_of(home.path()).is_empty());
}

#[test]
fn a_401_that_passes_is_forgotten_with_the_next_success() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let line = Line::to(registry.addr());
    let app = open(home.path());
    harvest(&app, 0..1, 1);
    app.connect(&line.url, &code(&registry)).unwrap();
    line.plan(2, Moment::Before, Harm::Instead(DENIED));
    assert_eq!(notice(&sync(&app)), "needs_enrolment");
    assert!(app.connection().unwrap().unwrap().needs_enrolment);
    assert_eq!(sync(&app).accepted, 2);
    assert!(!app.connection().unwrap().unwrap().needs_enrolment);
}

#[test]
fn a_record_from_a_clock_in_the_future_steps_aside_with_its_lot_and_the_rest_goes_on() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let ahead = open_with_clock_off_by(home.path(), 400);
    harvest(&ahead, 0..20, 2);
    let next_year = ahead.host().now().to_zoned(jiff::tz::TimeZone::UTC).date();
    harvest_on(&ahead, 20..21, 1, next_year);
    harvest(&ahead, 20..40, 2);
    let app = open(home.path());
    app.connect(&registry.url(), &code(&registry)).unwrap();
    let summary = sync(&app);
    assert_eq!(
        (summary.accepted, summary.refused, summary.waiting),
        (39 * 3, 2, 3),
        "what is good in itself waits behind what it builds on"
    );
    let refused = app.outbox(Some(DeliveryState::Refused)).unwrap().rows;
    assert_eq!(
        refused[0].reason.as_ref().unwrap().key,
        "sync.refusal.in_future"
    );
    assert_eq!(
        (refused[0].field.as_str(), refused[0].lot.as_str()),
        ("date", "CHE-0020")
    );
    assert!(
        refused[0].detail.contains("future"),
        "{}",
        refused[0].detail
    );
    let behind = app.outbox(Some(DeliveryState::Waiting)).unwrap().rows;
    assert_eq!(
        behind[0].reason.as_ref().unwrap().key,
        "sync.waiting.behind_refused"
    );
    app.retry(&refused[0].id).unwrap();
    assert_eq!(
        (
            app.outbox(None).unwrap().waiting,
            app.outbox(None).unwrap().refused
        ),
        (4, 1),
        "a person sent it again"
    );
    assert_eq!(sync(&app).sent, 0, "but the lot has another refused one");
    app.retry(&refused[1].id).unwrap();
    assert_eq!(sync(&app).refused, 2, "and they are as wrong as before");
    assert_eq!(
        app.retry("no such delivery").unwrap_err().code,
        "delivery_not_refused"
    );
}

#[test]
fn a_laptop_whose_access_was_withdrawn_keeps_everything_and_asks_to_be_enrolled_again() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let app = open(home.path());
    harvest(&app, 0..2, 2);
    app.connect(&registry.url(), &code(&registry)).unwrap();
    registry.registry().revoke_devices(TAX_CODE, None).unwrap();
    let denied = sync(&app);
    assert_eq!(
        (
            notice(&denied).as_str(),
            denied.sent,
            denied.waiting,
            denied.refused
        ),
        ("needs_enrolment", 0, 6, 0)
    );
    app.connect(&registry.url(), &code(&registry)).unwrap();
    assert_eq!(sync(&app).accepted, 6);
    assert_each_side_holds_each_event_once(&app, &registry.url());
}
