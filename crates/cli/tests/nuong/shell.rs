//! The program as a shell's citizen: exit status, streams, one JSON object a line.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::laptop::{Laptop, shown};
use serde_json::Value;

fn gs1(input: &[u8]) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nuong"))
        .arg("gs1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(0));
    shown(&out.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn gs1_answers_every_line_in_every_form() {
    let lines = gs1(b"(01)09520123456788(10)L1\n^010952012345678810L1\n]C1010952012345678810L1\nhttps://id.gs1.org/01/09520123456788/10/L1\nnonsense\n\xff\xfe\n");
    assert_eq!(lines.len(), 6);
    for line in &lines[..4] {
        assert_eq!(line["valid"], true, "{line}");
        assert_eq!(
            line["elements"],
            serde_json::json!([["01", "09520123456788"], ["10", "L1"]])
        );
        assert_eq!(line["element_string"], "^010952012345678810L1");
        assert_eq!(
            line["digital_link"],
            "https://id.gs1.org/01/09520123456788/10/L1"
        );
        assert_eq!(line["error"], Value::Null);
    }
    assert_eq!(lines[4]["valid"], false);
    assert_eq!(lines[5]["valid"], false);
}

#[test]
fn a_wrong_argument_is_an_error_not_a_refusal() {
    let laptop = Laptop::new();
    assert_eq!(laptop.run(&["label"]).status.code(), Some(1));
    assert_eq!(laptop.run(&["nothing-like-this"]).status.code(), Some(1));
    assert_eq!(laptop.run(&["--help"]).status.code(), Some(0));
}

#[test]
fn sync_before_enrolment_says_what_to_do_and_loses_nothing() {
    let laptop = Laptop::with_sample();
    let summary = laptop.json(0, &["sync"]);
    assert_eq!(summary["accepted"], 0);
    assert_eq!(summary["sent"], 0);
    assert_eq!(summary["bytes_sent"], 0);
    let said = laptop.done(&["--lang", "en", "sync"]);
    assert!(said.to_lowercase().contains("regist"), "{said}");
}

#[test]
fn a_profile_from_a_file_is_checked() {
    let laptop = Laptop::new();
    let file = laptop.path("ho-so.json");
    std::fs::write(&file, r#"{"name":"HTX Nà Tăm","tax_code":"12"}"#).unwrap();
    let error = laptop.error(&["init", "--profile", &file.to_string_lossy()]);
    assert!(error.contains("12"), "{error}");
    std::fs::write(
        &file,
        r#"{"name":"HTX Nà Tăm","tax_code":"6200012345","commune_code":""}"#,
    )
    .unwrap();
    laptop.done(&["init", "--profile", &file.to_string_lossy()]);
    let again = laptop.run(&["init", "--sample"]);
    assert_eq!(again.status.code(), Some(1), "a folder has one cooperative");
}
