//! Scenarios S09, S11 and S12: the limits, forms and callers of the capture interface.

use serde_json::{Value, json};

use crate::world::{World, client, document, harvest, problem};

#[test]
fn s09_too_many_events_or_bytes_are_refused_with_the_limits() {
    let world = World::new();
    let coop = world.sample_coop();
    let many: Vec<Value> = (1..=501).map(|_| json!({})).collect();
    let mut fat = harvest(1);
    fat["nuong:note"] = json!("x".repeat(3_000_000));
    for body in [document(&many), document(&[fat])] {
        let answer = coop.post("/capture", &body);
        assert_eq!(answer.headers()["gs1-epcis-capture-limit"], "500");
        assert_eq!(
            answer.headers()["gs1-epcis-capture-file-size-limit"],
            "1000000"
        );
        problem(answer, 413, "CaptureLimitExceededException");
    }
    assert_eq!(coop.stored(), 0);
}

#[test]
fn s11_options_tell_what_the_interface_can_do() {
    let world = World::new();
    let request = crate::world::client().request(reqwest::Method::OPTIONS, world.url("/capture"));
    let answer = request.send().unwrap();
    assert_eq!(answer.status(), 204);
    let names = [
        "Allow",
        "GS1-EPCIS-Version",
        "GS1-EPCIS-Min",
        "GS1-EPCIS-Max",
        "GS1-CBV-Version",
        "GS1-CBV-Min",
        "GS1-CBV-Max",
        "GS1-EPC-Format",
        "GS1-Extensions",
        "GS1-Vendor-Version",
        "GS1-EPCIS-Capture-Limit",
        "GS1-EPCIS-Capture-File-Size-Limit",
        "GS1-Capture-Error-Behaviour",
    ];
    for name in names {
        assert!(answer.headers().contains_key(name), "{name}");
    }
}

#[test]
fn s12_only_json_is_read_and_written() {
    let world = World::new();
    let coop = world.sample_coop();
    let post = |name: &str, value: &str| {
        let request = coop.with_token(coop.client.post(world.url("/capture")));
        let request = request.body(document(&[harvest(1)]).to_string());
        let json = "application/json";
        let media = if name == "content-type" { value } else { json };
        let request = request.header("content-type", media);
        let request = if name == "content-type" {
            request
        } else {
            request.header(name, value)
        };
        request.send().unwrap()
    };
    problem(
        post("content-type", "text/plain"),
        415,
        "UnsupportedMediaTypeException",
    );
    problem(
        post("accept", "application/xml"),
        406,
        "NotAcceptableException",
    );
    problem(
        post("GS1-EPCIS-Version", "1.2"),
        406,
        "NotAcceptableException",
    );
    problem(
        post("GS1-Capture-Error-Behaviour", "shrug"),
        400,
        "ValidationException",
    );
    assert_eq!(post("GS1-EPCIS-Version", "2.0.0").status(), 202);
}

#[test]
fn without_a_known_token_nothing_can_be_done() {
    let world = World::new();
    for path in [
        "/capture",
        "/events",
        "/capture/260101-000001",
        "/events/urn:uuid:1",
    ] {
        let answer = world.get(path);
        assert_eq!(answer.headers()["www-authenticate"], "Bearer");
        problem(answer, 401, "SecurityException");
    }
    let mut coop = world.sample_coop();
    coop.token = "00".repeat(32);
    problem(
        coop.post("/capture", &document(&[harvest(1)])),
        401,
        "SecurityException",
    );
}

#[test]
fn a_link_says_what_can_be_done_with_it_and_its_facts_are_open_to_all() {
    let world = World::new();
    world.sample_coop().capture(&document(&[harvest(1)]));
    let link = world.url("/01/09520123456788/10/L26A07");
    let ask = |method: reqwest::Method| client().request(method, &link).send().unwrap();
    let options = ask(reqwest::Method::OPTIONS);
    assert_eq!(options.status(), 204);
    let refused = ask(reqwest::Method::DELETE);
    assert_eq!(refused.status(), 405);
    for answer in [options, refused] {
        assert_eq!(answer.headers()["allow"], "OPTIONS, GET, HEAD");
    }
    let facts = client().get(&link).header("accept", "application/json");
    let facts = facts.send().unwrap();
    assert_eq!(facts.headers()["access-control-allow-origin"], "*");
    assert_eq!(facts.headers()["vary"], "Accept-Language, Accept");
}

#[test]
fn a_byte_order_mark_is_passed_over_and_a_packed_body_is_refused_as_such() {
    let world = World::new();
    let coop = world.sample_coop();
    let marked = format!("\u{feff}{}", document(&[harvest(1)]));
    assert_eq!(coop.capture_text(marked, "rollback")["success"], true);
    let request = coop.posting("/capture", &document(&[harvest(2)]));
    let packed = request.header("content-encoding", "gzip").send().unwrap();
    assert_eq!(packed.headers()["accept-encoding"], "identity");
    problem(packed, 415, "UnsupportedMediaTypeException");
}
