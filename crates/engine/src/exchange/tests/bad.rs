//! Files that are refused, whole; nothing panics.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::kit::{Laptop, cases, intake, laptop, ship};
use crate::AppError;
use crate::testing::dump;

/// A laptop that has something to tell.
fn teller() -> Laptop {
    let one = laptop(1, 0);
    one.added(intake("A", 100.0));
    one.added(ship("A", 10.0));
    one
}

/// The refusal, which left nothing behind: its code and line.
fn refused(other: &Laptop, bytes: &[u8]) -> (String, String) {
    let before = dump(&other.app);
    let error: AppError = other.take_bytes(bytes).unwrap_err();
    assert_eq!(dump(&other.app), before);
    let line = error.args.get("line").cloned().unwrap_or_default();
    (error.code.as_str().to_owned(), line)
}

fn refused_lines(other: &Laptop, lines: &[Value]) -> String {
    let before = dump(&other.app);
    let error = other.take(lines).unwrap_err();
    assert_eq!(dump(&other.app), before);
    assert!(error.args.contains_key("line"), "{error:?}");
    error.code.as_str().to_owned()
}

/// The first line of a kind, changed.
fn changed(lines: &[Value], kind: &str, change: impl FnOnce(&mut Value)) -> Vec<Value> {
    let mut lines = lines.to_vec();
    let line = lines.iter_mut().find(|line| line["kind"] == kind).unwrap();
    change(line);
    lines
}

#[test]
fn what_is_not_whole_is_refused() {
    let (one, other) = (teller(), laptop(2, 0));
    let whole = std::fs::read(one.file()).unwrap();
    let lines = one.lines().len();
    for cut in [1, 200, whole.len() / 2, whole.len() - 3] {
        let (code, _) = refused(&other, &whole[..cut]);
        assert!(
            ["changes_unreadable", "changes_incomplete"].contains(&&*code),
            "{cut}: {code}"
        );
    }
    let without_end: Vec<u8> = whole
        .split_inclusive(|b| *b == b'\n')
        .take(lines - 1)
        .flatten()
        .copied()
        .collect();
    assert_eq!(refused(&other, &without_end).0, "changes_incomplete");
    let mut missing = one.lines();
    missing.remove(lines - 2);
    let text: String = missing.iter().map(|line| format!("{line}\n")).collect();
    assert_eq!(refused(&other, text.as_bytes()).0, "changes_incomplete");
    assert_eq!(refused(&other, b"").0, "changes_unreadable");
    assert_eq!(
        refused(&other, &[0xff, 0xfe, 0, 7]),
        ("changes_unreadable".into(), "1".into())
    );
    let twice = [&whole[..], &whole[..]].concat();
    assert_eq!(refused(&other, &twice).0, "changes_unreadable");
    other.take_bytes(&whole).unwrap();
}

#[test]
fn what_is_not_ours_is_refused() {
    let (lines, other) = (teller().lines(), laptop(2, 0));
    let header = |change: fn(&mut Value)| {
        let mut lines = lines.clone();
        change(&mut lines[0]);
        lines
    };
    let of_another = header(|h| h["organisation"] = json!("ABCDEFGHIJ"));
    assert_eq!(refused_lines(&other, &of_another), "changes_of_another");
    assert_eq!(
        refused_lines(&other, &header(|h| h["version"] = json!(2))),
        "changes_newer"
    );
    assert_eq!(
        refused_lines(&other, &header(|h| h["format"] = json!("x"))),
        "changes_unreadable"
    );
    let unknown = changed(&lines, "entry", |e| e["noun"] = json!("drone"));
    assert_eq!(refused_lines(&other, &unknown), "changes_newer");
    let own = changed(&lines, "entry", |e| e["noun"] = json!("printer"));
    assert_eq!(refused_lines(&other, &own), "changes_newer");
}

#[test]
fn a_step_must_have_the_id_of_what_it_tells() {
    let (lines, other) = (teller().lines(), laptop(2, 0));
    type Change = fn(&mut Value);
    let changes: [Change; 6] = [
        |s| s["lines"][0]["amount"] = json!(7),
        |s| s["day"] = json!("2026-10-01"),
        |s| s["id"] = json!("0c024fa3-8712-8ff8-8d8a-8c7ebd5023bd"),
        |s| s["told"] = json!({"order": "1"}),
        |s| s["mark"] = json!("1"),
        |s| s["stage"] = json!("harvest"),
    ];
    for change in changes {
        assert_eq!(
            refused_lines(&other, &changed(&lines, "step", change)),
            "changes_altered"
        );
    }
    let day = changed(&lines, "step", |s| s["day"] = json!("2026-10-20 "));
    assert_eq!(refused_lines(&other, &day), "changes_unreadable");
    let many = changed(&lines, "step", |s| {
        let line = s["lines"][0].clone();
        s["lines"] = json!(vec![line; 10_001]);
    });
    assert_eq!(refused_lines(&other, &many), "changes_unreadable");
}

#[test]
fn one_id_never_says_two_things() {
    let (one, other) = (teller(), laptop(2, 0));
    let lines = one.lines();
    let mut twice = lines.clone();
    let at = lines.iter().position(|l| l["kind"] == "step").unwrap();
    let mut second = lines[at].clone();
    second["rest"] = json!({"note": "khác"});
    twice.insert(at + 1, second);
    assert_eq!(refused_lines(&other, &twice), "changes_contradict");
    other.take(&lines).unwrap();
    let by = changed(&lines, "step", |s| s["entered_by"] = json!("Mai"));
    assert_eq!(refused_lines(&other, &by), "changes_contradict");
    let said = changed(&lines, "entry", |e| e["actor"] = json!("Mai"));
    assert_eq!(refused_lines(&other, &said), "changes_contradict");
}

#[test]
fn two_records_with_what_only_one_may_have_are_named() {
    let (one, two) = (laptop(1, 0), laptop(2, 0));
    for (laptop, sku) in [(&one, "P1"), (&two, "P2")] {
        let product = json!({"sku": sku, "name": sku, "kind": "goods", "unit": "kg", "gtin": "09520123456788"});
        laptop.app.put_products(&product.to_string()).unwrap();
    }
    assert_eq!(refused_lines(&two, &one.lines()), "changes_contradict");
}

#[test]
fn no_tick_stops_the_clock() {
    let (lines, other) = (teller().lines(), laptop(2, 0));
    for kind in ["entry", "step"] {
        for clock in [
            "ffffffffffff-0000000100000001",
            "fffffffffffe-0000000100000001",
        ] {
            let bad = changed(&lines, kind, |line| line["clock"] = json!(clock));
            assert_eq!(refused_lines(&other, &bad), "changes_clock");
        }
        let bad = changed(&lines, kind, |line| line["clock"] = json!("1"));
        assert_eq!(refused_lines(&other, &bad), "changes_unreadable");
    }
    other.added(intake("B", 1.0));
}

/// Some value in the place of another.
fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(|n| json!(n)),
        any::<f64>().prop_map(|n| json!(n)),
        "\\PC{0,12}".prop_map(|text| json!(text)),
        Just(json!([])),
        Just(json!({})),
        Just(json!({"was": {"name": 1}, "is": {"name": [1]}})),
    ]
}

/// Puts a value somewhere into another.
fn plant(into: &mut Value, path: &[usize], what: Value) {
    let children: Vec<&mut Value> = match into {
        Value::Object(members) => members.values_mut().collect(),
        Value::Array(values) => values.iter_mut().collect(),
        _ => Vec::new(),
    };
    let len = children.len();
    match (path.split_first(), len) {
        (Some((first, rest)), 1..) => {
            let child = children.into_iter().nth(first % len).unwrap();
            plant(child, rest, what);
        }
        _ => *into = what,
    }
}

proptest! {
    #![proptest_config(cases(40))]
    #[test]
    fn garbage_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let other = laptop(2, 0);
        prop_assert!(other.take_bytes(&bytes).is_err());
    }
}

#[test]
fn spoilt_lines_never_panic_and_leave_all_readable() {
    let lines = teller().lines();
    let mut runner = proptest::test_runner::TestRunner::new(cases(120));
    let other = laptop(2, 0);
    let spoilt = (
        any::<prop::sample::Index>(),
        proptest::collection::vec(any::<usize>(), 1..5),
        any_value(),
    );
    runner
        .run(&spoilt, |(at, path, what)| {
            let mut lines = lines.clone();
            let at = at.index(lines.len() - 1);
            plant(&mut lines[at], &path, what);
            let before = dump(&other.app);
            match other.take(&lines) {
                Err(error) => {
                    prop_assert_ne!(error.code.as_str(), "internal", "{:?}", error);
                    prop_assert_eq!(dump(&other.app), before);
                }
                // What was let in can be read.
                Ok(_) => {
                    other.app.parties(None).unwrap();
                    other.app.places(None).unwrap();
                    other.app.steps(&Default::default()).unwrap();
                    other.app.rebuild().unwrap();
                    other.file();
                }
            }
            Ok(())
        })
        .unwrap();
}
