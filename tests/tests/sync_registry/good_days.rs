//! Days on which everything works.

use crate::laptop::{
    assert_each_side_holds_each_event_once, born, code, harvest, new_laptop, open, registry, sync,
    token_of,
};
use nuong_engine::sync::Worker;
use nuong_engine::views::{DeliveryState, Progress};
use std::sync::Arc;
use std::time::{Duration, Instant};

#[test]
fn everything_goes_out_once_with_a_receipt_and_a_second_sync_sends_nothing() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let app = open(home.path());
    harvest(&app, 0..60, 3);
    assert_eq!(app.outbox(None).unwrap().local as usize, 240);
    let connection = app.connect(&registry.url(), &code(&registry)).unwrap();
    assert_eq!(
        (
            connection.organisation.as_str(),
            connection.token_store.as_str()
        ),
        ("HTX Tả Lèng", "file")
    );
    assert_eq!(connection.public_base, registry.url());
    assert_eq!(
        app.outbox(None).unwrap().waiting,
        240,
        "every event gets its delivery when the registry is connected"
    );
    let mut heard: Vec<Progress> = Vec::new();
    let first = app.sync(&mut |p| heard.push(p)).unwrap();
    assert_eq!(
        (
            first.sent,
            first.accepted,
            first.refused,
            first.waiting,
            first.notice
        ),
        (240, 240, 0, 0, None)
    );
    assert_eq!(heard.last().map(|p| (p.done, p.total)), Some((240, 240)));
    assert!(first.bytes_sent > 240 * 300);
    assert_each_side_holds_each_event_once(&app, &registry.url());
    let again = sync(&app);
    assert_eq!(
        (again.sent, again.accepted, again.bytes_sent, again.notice),
        (0, 0, 0, None)
    );
    harvest(&app, 60..61, 1);
    assert_eq!(sync(&app).accepted, 2, "what comes later follows");
    assert_each_side_holds_each_event_once(&app, &registry.url());
}

#[test]
fn the_receipt_of_a_record_is_the_capture_it_came_with() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let app = open(home.path());
    harvest(&app, 0..1, 2);
    app.connect(&registry.url(), &code(&registry)).unwrap();
    sync(&app);
    let rows = app.outbox(Some(DeliveryState::Accepted)).unwrap().rows;
    let receipt = rows[0].receipt.clone().unwrap();
    let url = format!("{}/capture/{receipt}", registry.url());
    let client = reqwest::blocking::Client::builder()
        .no_proxy()
        .build()
        .unwrap();
    let reply = client
        .get(url)
        .bearer_auth(token_of(home.path()))
        .send()
        .unwrap();
    assert_eq!(reply.status(), 200, "the registry knows receipt {receipt}");
    assert!(
        rows.iter()
            .all(|row| row.receipt.as_ref() == Some(&receipt))
    );
}

#[test]
fn the_lots_public_page_tells_of_it_after_the_sync() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let app = open(home.path());
    harvest(&app, 0..1, 1);
    app.connect(&registry.url(), &code(&registry)).unwrap();
    let client = reqwest::blocking::Client::builder()
        .no_proxy()
        .build()
        .unwrap();
    let page = || {
        client
            .get(format!("{}/6200012345/CHE/CHE-0000", registry.url()))
            .send()
            .unwrap()
            .text()
            .unwrap()
    };
    assert!(!page().contains("Chè Tân Uyên"));
    sync(&app);
    let told = page();
    assert!(
        told.contains("Chè Tân Uyên")
            && told.contains("CHE-0000")
            && told.contains("Hợp tác xã Bản Tả Lèng"),
        "{told}"
    );
}

#[test]
fn the_token_stands_in_no_file_of_the_data_folder_but_its_own() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let app = open(home.path());
    harvest(&app, 0..1, 1);
    app.connect(&registry.url(), &code(&registry)).unwrap();
    sync(&app);
    let token = token_of(home.path()).into_bytes();
    for file in std::fs::read_dir(home.path())
        .unwrap()
        .map(|f| f.unwrap().path())
        .filter(|f| f.is_file())
    {
        let bytes = std::fs::read(&file).unwrap();
        assert!(
            !bytes.windows(token.len()).any(|w| w == token),
            "{}",
            file.display()
        );
    }
}

#[test]
fn after_disconnecting_nothing_goes_out_and_connecting_again_goes_on_where_it_was() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let app = open(home.path());
    harvest(&app, 0..2, 1);
    app.connect(&registry.url(), &code(&registry)).unwrap();
    sync(&app);
    app.disconnect().unwrap();
    harvest(&app, 2..3, 1);
    assert!(app.connection().unwrap().is_none());
    assert_eq!(sync(&app).notice.unwrap().key, "sync.notice.not_connected");
    assert!(
        std::fs::read_dir(home.path().join("secrets"))
            .unwrap()
            .next()
            .is_none(),
        "the token is forgotten"
    );
    app.connect(&registry.url(), &code(&registry)).unwrap();
    assert_eq!(sync(&app).accepted, 2, "only what is new");
    assert_each_side_holds_each_event_once(&app, &registry.url());
}

#[test]
fn the_sync_thread_delivers_by_itself_what_a_person_enters() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let app = Arc::new(open(home.path()));
    let (tell, told) = std::sync::mpsc::channel();
    let worker = Worker::start(app.clone(), move |p| drop(tell.send(p))).unwrap();
    app.connect(&registry.url(), &code(&registry)).unwrap();
    harvest(&app, 0..1, 1);
    let since = Instant::now();
    while told.recv_timeout(Duration::from_secs(30)).unwrap().done < 2 {
        assert!(since.elapsed() < Duration::from_secs(60));
    }
    worker.stop();
    assert_eq!(born(&app).len(), 2);
    assert_each_side_holds_each_event_once(&app, &registry.url());
}
