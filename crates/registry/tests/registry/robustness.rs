//! Hostile and clumsy callers.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::Value;

use crate::world::{World, client, document, harvest};

/// Sends raw bytes and gives what comes back until the registry closes.
fn raw(world: &World, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(world.running.addr()).unwrap();
    let mut answer = String::new();
    // A reset in place of an answer is an answer, too; it may come before all is said.
    let _ = stream.write_all(request);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let _ = stream.read_to_string(&mut answer);
    answer
}

#[test]
fn nonsense_on_the_wire_is_survived() {
    let world = World::new();
    let long = format!(
        "GET / HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n",
        "y".repeat(200_000)
    );
    let many = format!(
        "GET / HTTP/1.1\r\nHost: x\r\n{}\r\n",
        "A: b\r\n".repeat(500)
    );
    for request in [
        "",
        "\0\0\0\r\n\r\n",
        "GET",
        "HEAD /%00%ff HTTP/1.1\r\nHost: x\r\n\r\n",
        &long,
        &many,
        "POST /capture HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc",
        "GET /01/%c3%28/10/x HTTP/1.1\r\nHost: x\r\n\r\n",
    ] {
        assert!(!raw(&world, request.as_bytes()).starts_with("HTTP/1.1 200"));
    }
    assert_eq!(world.get("/").status(), 200);
}

#[test]
fn a_document_nested_out_of_all_reason_is_refused() {
    let world = World::new();
    let coop = world.sample_coop();
    let mut event = harvest(1);
    let mut nested = Value::Null;
    for _ in 0..60 {
        nested = Value::Array(vec![nested]);
    }
    event["nuong:note"] = nested;
    assert_eq!(coop.post("/capture", &document(&[event])).status(), 400);
}

#[test]
fn wrong_methods_and_unknown_addresses_are_told() {
    let world = World::new();
    let ask = |method: reqwest::Method, path: &str| {
        client().request(method, world.url(path)).send().unwrap()
    };
    assert_eq!(ask(reqwest::Method::DELETE, "/events").status(), 405);
    assert_eq!(
        ask(reqwest::Method::POST, "/01/09520123456788/10/L").status(),
        405
    );
    assert_eq!(ask(reqwest::Method::GET, "/wp-login.php").status(), 404);
    assert_eq!(
        ask(reqwest::Method::GET, "/assets/../../etc/passwd").status(),
        404
    );
    assert_eq!(ask(reqwest::Method::GET, "/enroll").status(), 405);
}

#[test]
fn an_enrolment_that_is_not_one_is_refused() {
    let world = World::new();
    let post = |body: &str| {
        let request = client()
            .post(world.url("/enroll"))
            .header("content-type", "application/json");
        request
            .body(body.to_owned())
            .send()
            .unwrap()
            .status()
            .as_u16()
    };
    assert_eq!(post("{}"), 400);
    assert_eq!(post("nothing"), 400);
    assert_eq!(
        post(&format!("{{\"code\": \"{}\"}}", "A".repeat(50_000))),
        413
    );
}
