//! Two laptops exchange what they know by file.

use serde_json::Value;

use crate::laptop::{Laptop, shown};

#[test]
fn what_one_laptop_read_the_other_has_once() {
    let (one, two) = (Laptop::with_sample(), Laptop::new());
    two.done(&["init", "--sample"]);
    let file = one.path("changes.jsonl");
    let file = file.to_string_lossy();
    let written = one.json(0, &["changes", "-o", &file]);
    let first = two.json(0, &["merge", &file]);
    let (taken, there) = (first["taken"].as_u64(), first["already_there"].as_u64());
    assert_eq!(
        taken.zip(there).map(|(taken, there)| taken + there),
        written["records"].as_u64()
    );
    assert_eq!(first["to_review"], Value::Array(vec![]));
    assert_eq!(two.json(0, &["lots"]), one.json(0, &["lots"]));
    assert_eq!(two.json(0, &["stock"]), one.json(0, &["stock"]));
    let again = two.json(0, &["merge", &file]);
    assert_eq!(again["taken"], 0);
    // The ledger itself brings nothing any more.
    let steps = two.json(0, &["steps"]);
    two.done(&["import", &crate::laptop::sample().to_string_lossy()]);
    assert_eq!(two.json(0, &["steps"]), steps);
}

#[test]
fn a_spoilt_file_is_refused_by_its_line() {
    let one = Laptop::with_sample();
    let file = one.path("changes.jsonl");
    one.done(&["changes", "-o", &file.to_string_lossy()]);
    let whole = std::fs::read_to_string(&file).unwrap();
    let half = whole.split_inclusive('\n').take(10).collect::<String>();
    std::fs::write(&file, half).unwrap();
    let out = one.run(&["--json", "merge", &file.to_string_lossy()]);
    assert_eq!(out.status.code(), Some(2));
    let refusal: Value = serde_json::from_str(&shown(&out.stderr)).unwrap();
    assert_eq!(
        (&refusal["code"], &refusal["line"]),
        (&"changes_incomplete".into(), &10.into())
    );
    assert!(
        one.error(&["merge", "no-such-file"])
            .contains("no-such-file")
    );
}
