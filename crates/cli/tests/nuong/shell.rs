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
    let lines = gs1(b"\xef\xbb\xbf(01)09520123456788(10)L1\n^010952012345678810L1\n]C1010952012345678810L1\nhttps://id.gs1.org/01/09520123456788/10/L1\nnonsense\n\xff\xfe\n");
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

#[test]
fn the_asked_language_is_spoken_to_the_last_word() {
    let laptop = Laptop::new();
    laptop.done(&["init", "--sample"]);
    let file = crate::laptop::sample();
    let english = laptop.done(&[
        "--lang",
        "en",
        "import",
        &file.to_string_lossy(),
        "--dry-run",
    ]);
    assert!(english.contains("check digit"), "{english}");
    assert!(!english.contains("không"), "{english}");
    let refused = laptop.error(&["--lang", "en", "lot", "X-1"]);
    assert_eq!(
        refused.trim(),
        "The lot X-1 was not found. Check the lot code."
    );
}

#[test]
fn a_lot_reads_well_in_both_languages() {
    let laptop = Laptop::with_sample();
    let vietnamese = laptop.done(&["lot", "GAO-SC5-260902-1"]);
    assert!(
        vietnamese.contains("02/09/2026") && vietnamese.contains("735 kg"),
        "{vietnamese}"
    );
    assert!(vietnamese.contains("Trên máy này"), "{vietnamese}");
    let english = laptop.done(&["--lang", "en", "lot", "GAO-SC5-260902-1"]);
    assert!(
        english.contains("2 Sep 2026") && english.contains("On this computer"),
        "{english}"
    );
    let one = laptop.done(&["--lang", "en", "lots", "--search", "GAO-SC5-260902-1"]);
    assert!(one.trim_end().ends_with("\n1 lot"), "{one}");
}

#[test]
fn the_outbox_holds_every_record() {
    let laptop = Laptop::with_sample();
    assert_eq!(laptop.json(0, &["outbox"]).as_array().unwrap().len(), 230);
}

#[test]
fn an_export_is_whole_or_as_before_and_says_where_it_cannot_go() {
    let laptop = Laptop::with_sample();
    let nowhere = laptop.path("khong-co").join("su-kien.jsonld");
    let error = laptop.error(&["export", "epcis", "-o", &nowhere.to_string_lossy()]);
    assert!(
        error.contains("khong-co") && error.contains("Hãy"),
        "{error}"
    );
    let folder = laptop.error(&[
        "export",
        "epcis",
        "-o",
        &laptop.path("data").to_string_lossy(),
    ]);
    assert!(folder.contains("thư mục"), "{folder}");
    let file = laptop.path("su-kien.jsonld");
    laptop.done(&["export", "epcis", "-o", &file.to_string_lossy()]);
    let document: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(document["type"], "EPCISDocument");
    let left = std::fs::read_dir(laptop.path("")).unwrap();
    assert_eq!(left.count(), 2, "the data folder and the export alone");
}

#[test]
fn a_file_that_is_not_there_is_said_to_be_missing() {
    let laptop = Laptop::new();
    laptop.done(&["init", "--sample"]);
    for verb in [
        &["import", "khong-co.xlsx"][..],
        &["init", "--profile", "khong-co.json"],
    ] {
        let error = laptop.error(verb);
        assert!(error.contains("Không tìm thấy khong-co"), "{error}");
    }
    let usage = laptop.error(&["init"]);
    assert!(
        usage.contains("--sample") && usage.contains("--profile"),
        "{usage}"
    );
}

#[test]
fn a_faulty_profile_names_its_field() {
    let laptop = Laptop::new();
    let file = laptop.path("ho-so.json");
    for (text, named) in [
        (
            r#"{"name":"HTX","tax_code":"6200012345","phone_number":"1"}"#,
            "phone_number",
        ),
        (r#"{"name":"HTX"}"#, "tax_code"),
        (r#"{"name":"HTX","tax_code":6200012345}"#, "tax_code"),
        (
            r#"{"name":"HTX","tax_code":"6200012345","gln":"123"}"#,
            "GLN",
        ),
        ("{", "ho-so.json"),
    ] {
        std::fs::write(&file, text).unwrap();
        let error = laptop.error(&["init", "--profile", &file.to_string_lossy()]);
        assert!(error.contains(named), "{text}: {error}");
    }
}

#[test]
fn a_mistyped_folder_is_said_and_not_made() {
    let laptop = Laptop::new();
    for verb in [&["lots"][..], &["sync"], &["templates"], &["ledger"]] {
        let refused = laptop.error(verb);
        assert!(refused.contains("nuong init"), "{refused}");
    }
    assert!(!laptop.path("data").exists());
}

#[test]
fn programs_read_errors_as_one_object_with_a_code() {
    let laptop = Laptop::with_sample();
    for (args, code) in [
        (&["--json", "lot", "X-1"][..], "lot_not_found"),
        (&["--json", "label"], "usage"),
    ] {
        let out = laptop.run(args);
        assert_eq!((out.status.code(), out.stdout.len()), (Some(1), 0));
        let error: Value = serde_json::from_slice(&out.stderr).unwrap();
        assert_eq!(error["code"], code);
        assert!(!error["message"].as_str().unwrap().is_empty());
    }
}
