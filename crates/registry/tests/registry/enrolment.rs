//! Codes, tokens, and what survives a restart.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::world::{World, document, harvest, problem, program};

#[test]
fn a_code_enrols_one_device_once() {
    let world = World::new();
    let code = world
        .running
        .registry()
        .issue_code("HTX Nông nghiệp Mẫu", "6200012345")
        .unwrap();
    let answer = world.enroll(&code.to_lowercase().replace('-', " "));
    assert_eq!(answer.status(), 201);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let body: Value = answer.json().unwrap();
    assert_eq!(body["organisation"]["name"], "HTX Nông nghiệp Mẫu");
    assert_eq!(body["organisation"]["tax_code"], "6200012345");
    assert_eq!(body["organisation"]["organisation_code"], "6200012345");
    assert_eq!(body["public_base"], world.running.url());
    assert_eq!(body["capture_url"], world.url("/capture"));
    assert!(body["token"].as_str().unwrap().len() >= 43);
    let again = world.enroll(&code);
    assert_eq!(again.status(), 403);
    assert_eq!(again.headers()["content-type"], "application/problem+json");
}

#[test]
fn codes_cannot_be_found_by_trying() {
    let world = World::new();
    let code = world
        .running
        .registry()
        .issue_code("HTX", "6200012345")
        .unwrap();
    for _ in 0..5 {
        assert_eq!(world.enroll("AAAAA-AAAAA").status(), 403);
    }
    let shut = world.enroll(&code);
    assert_eq!(shut.status(), 429);
    assert!(shut.headers().contains_key("retry-after"));
}

#[test]
fn a_code_from_the_command_line_works_while_the_registry_runs() {
    let world = World::new();
    let issued = program(&world.dir)
        .args([
            "enroll",
            "--name",
            "HTX Chè Tân Uyên",
            "--tax-code",
            "6200054321",
        ])
        .output()
        .unwrap();
    assert!(
        issued.status.success(),
        "{}",
        String::from_utf8_lossy(&issued.stderr)
    );
    let printed = String::from_utf8(issued.stdout).unwrap();
    let code = printed.lines().last().unwrap();
    assert_eq!(code.len(), 11, "{printed}");
    assert_eq!(world.enroll(code).status(), 201);
}

#[test]
fn a_wrong_tax_code_is_told_at_once() {
    let world = World::new();
    let refused = program(&world.dir)
        .args(["enroll", "--name", "HTX", "--tax-code", "12"])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("10 or 13 digits"));
}

#[test]
fn two_laptops_of_one_cooperative_share_its_records() {
    let world = World::new();
    let (one, two) = (
        world.sample_coop(),
        world.coop("HTX Nông nghiệp Mẫu", "6200012345"),
    );
    assert_ne!(one.token, two.token);
    one.capture(&document(&[harvest(1)]));
    assert_eq!(two.stored(), 1);
}

#[test]
fn a_stolen_laptop_is_shut_out_and_its_records_stay() {
    let world = World::new();
    let coop = world.sample_coop();
    coop.capture(&document(&[harvest(1)]));
    let revoke = |tax_code: &str| {
        let output = program(&world.dir)
            .args(["revoke", "--tax-code", tax_code])
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(revoke("6200099999").trim(), "devices withdrawn: 0");
    assert_eq!(revoke("6200012345").trim(), "devices withdrawn: 1");
    let refused = coop.get("/events");
    assert_eq!(refused.status(), 403);
    assert_eq!(
        refused.json::<Value>().unwrap()["type"],
        "epcisException:SecurityException"
    );
    assert_eq!(world.sample_coop().stored(), 1);
}

#[test]
fn the_log_has_one_line_per_request_and_no_secret() {
    let world = World::new();
    let mut coop = world.sample_coop();
    let World { dir, running } = world;
    running.stop();
    let log = dir.path().join("log");
    let serving = Serving::start_with_log(&dir, std::fs::File::create(&log).unwrap().into());
    coop.base = serving.url.clone();
    assert_eq!(
        coop.get("/events?EQ_eventID=urn:uuid:private").status(),
        200
    );
    drop(serving);
    let text = std::fs::read_to_string(log).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.contains(" 200 GET /events "), "{text}");
    assert!(
        !text.contains("private") && !text.contains(&coop.token),
        "{text}"
    );
}

#[test]
fn what_failed_stands_in_the_log_and_not_in_the_answer() {
    let world = World::new();
    let mut coop = world.sample_coop();
    coop.capture(&document(&[harvest(1)]));
    let World { dir, running } = world;
    running.stop();
    let db = rusqlite::Connection::open(dir.path().join("registry.sqlite3")).unwrap();
    db.execute("UPDATE event SET record_time = 9223372036854775807", [])
        .unwrap();
    let log = dir.path().join("log");
    let serving = Serving::start_with_log(&dir, std::fs::File::create(&log).unwrap().into());
    coop.base = serving.url.clone();
    let body = problem(coop.get("/events"), 500, "ImplementationException");
    assert_eq!(
        body["detail"],
        "Nothing was stored. Please try again later."
    );
    let page = coop.get("/01/09520123456788/10/L26A07");
    assert_eq!(page.status(), 500);
    assert!(!page.text().unwrap().contains("9223372036854775807"));
    drop(serving);
    let text = std::fs::read_to_string(log).unwrap();
    let damaged = "nuong-registry: a stored record cannot be read: ";
    assert_eq!(text.matches(damaged).count(), 2, "{text}");
    assert_eq!(text.lines().count(), 4, "{text}");
}

#[test]
fn a_restart_keeps_everything() {
    let world = World::new();
    let coop = world.sample_coop();
    let job = coop.capture(&document(&[harvest(1), harvest(2)]));
    let before = coop.events("");
    let code = world
        .running
        .registry()
        .issue_code("HTX Khác", "6200099999")
        .unwrap();
    let world = world.restarted();
    let coop = coop.at(&world);
    assert_eq!(coop.events(""), before);
    let path = format!("/capture/{}", job["captureID"].as_str().unwrap());
    assert_eq!(coop.json(&path), job);
    assert_eq!(world.enroll(&code).status(), 201);
    let next = coop.capture(&document(&[harvest(3)]));
    assert!(next["captureID"].as_str().unwrap() > job["captureID"].as_str().unwrap());
}

#[test]
fn secrets_are_not_in_the_database() {
    let world = World::new();
    let code = world
        .running
        .registry()
        .issue_code("HTX", "6200012345")
        .unwrap();
    let coop = world.sample_coop();
    for entry in std::fs::read_dir(world.dir.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let holds = |secret: &str| {
            bytes
                .windows(secret.len())
                .any(|part| part == secret.as_bytes())
        };
        assert!(!holds(&code) && !holds(&code.replace('-', "")) && !holds(&coop.token));
    }
}

/// The program, serving; ended at the end of the test.
struct Serving {
    child: std::process::Child,
    url: String,
}

impl Serving {
    fn start(dir: &tempfile::TempDir) -> Self {
        Self::start_with_log(dir, Stdio::null())
    }

    fn start_with_log(dir: &tempfile::TempDir, log: Stdio) -> Self {
        let mut command = program(dir);
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let url = line
            .trim()
            .strip_prefix("listening on ")
            .unwrap()
            .to_owned();
        Self { child, url }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn what_was_answered_is_still_true_after_the_program_is_killed() {
    let world = World::new();
    let mut coop = world.sample_coop();
    let World { dir, running } = world;
    running.stop();
    let first = Serving::start(&dir);
    coop.base = first.url.clone();
    let job = coop.capture(&document(&[harvest(1), harvest(2)]));
    drop(first);
    let second = Serving::start(&dir);
    coop.base = second.url.clone();
    assert_eq!(
        coop.json(&format!("/capture/{}", job["captureID"].as_str().unwrap())),
        job
    );
    assert_eq!(coop.stored(), 2);
}

#[test]
fn a_taken_port_is_told() {
    let world = World::new();
    let other = tempfile::tempdir().unwrap();
    let refused = program(&other)
        .args(["serve", "--listen", &world.running.addr().to_string()])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("cannot listen on"));
}
