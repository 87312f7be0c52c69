//! Parties and places, put from a file and listed.

use crate::laptop::Laptop;
use serde_json::{Value, json};

fn put(laptop: &Laptop, noun: &str, records: &Value) -> Value {
    let file = laptop.path("danh-ba.json");
    std::fs::write(&file, records.to_string()).unwrap();
    laptop.json(0, &[noun, "put", "--file", file.to_str().unwrap()])
}

fn has(listed: &Value, fields: &[(&str, &str)]) -> bool {
    let mut all = listed.as_array().unwrap().iter();
    all.any(|one| fields.iter().all(|(name, value)| one[name] == *value))
}

#[test]
fn parties_and_places_are_put_listed_and_put_back() {
    let laptop = Laptop::with_sample();
    let parties = json!([
        {"code": "M01", "name": "Cửa hàng Mẫu", "kind": "buyer"},
        {"code": "H900", "name": "Lò Văn Mẫu", "kind": "household"},
    ]);
    let added = put(&laptop, "party", &parties);
    assert_eq!(added[0], json!({"code": "M01", "outcome": "added"}));
    let households = laptop.json(0, &["households"]);
    assert!(has(&households, &[("code", "H900"), ("display", "masked")]));
    assert!(!has(&households, &[("kind", "buyer")]));

    let plot = json!({"code": "T900", "kind": "plot", "party": "H900", "crop": "Chè"});
    put(&laptop, "place", &plot);
    let plots = laptop.json(0, &["plots"]);
    assert!(has(&plots, &[("code", "T900"), ("party", "H900")]));
    assert!(!has(&plots, &[("kind", "store")]));
    let places = laptop.json(0, &["places"]);
    assert!(has(&places, &[("code", "KHO"), ("kind", "store")]));

    for (noun, listed) in [("party", laptop.json(0, &["parties"])), ("place", places)] {
        let again = put(&laptop, noun, &listed);
        let mut again = again.as_array().unwrap().iter();
        assert!(again.all(|one| one["outcome"] == "unchanged"), "{noun}");
    }
    let said = laptop.done(&["parties"]);
    assert!(said.contains("M01") && said.contains("bên mua"), "{said}");
}

#[test]
fn a_record_that_is_refused_says_its_field_and_exits_with_2() {
    let laptop = Laptop::with_sample();
    let before = laptop.json(0, &["parties"]);
    let file = laptop.path("danh-ba.json");
    std::fs::write(
        &file,
        r#"{"code":"M01","name":"Mẫu","kind":"buyer","phon":"1"}"#,
    )
    .unwrap();
    let path = file.to_str().unwrap();
    let out = laptop.run(&["--json", "party", "put", "--file", path]);
    assert_eq!(out.status.code(), Some(2));
    let said: Value = serde_json::from_slice(&out.stderr).unwrap();
    assert_eq!(said["code"], "field_unknown");
    assert_eq!(said["field"], "phon");
    assert_eq!(said["record"], 1);
    assert_eq!(laptop.json(0, &["parties"]), before);
    let missing = laptop.error(&["place", "put", "--file", "khong-co.json"]);
    assert!(missing.contains("khong-co.json"), "{missing}");
}

#[test]
fn a_code_in_small_letters_doubles_no_harvest_and_a_shop_is_no_household() {
    let laptop = Laptop::with_sample();
    let ledger = crate::laptop::sample();
    let again = |laptop: &Laptop| {
        let report = laptop.json(0, &["import", ledger.to_str().unwrap()]);
        report["harvests"]["added"].as_u64().unwrap()
    };
    put(&laptop, "party", &json!({"code": "h001", "note": "x"}));
    put(
        &laptop,
        "place",
        &json!({"code": "t001", "name": "Nương trên"}),
    );
    assert_eq!(again(&laptop), 0);

    let fresh = Laptop::new();
    fresh.done(&["init", "--sample"]);
    put(
        &fresh,
        "party",
        &json!({"code": "H001", "name": "Cửa hàng", "kind": "buyer"}),
    );
    let report = fresh.json(0, &["import", ledger.to_str().unwrap()]);
    assert_eq!(report["households"]["added"], 29);
    assert!(report.to_string().contains("không phải nông hộ"));
    let shop = json!([{"code": "H001", "kind": "buyer", "phone": ""}]);
    let parties = fresh.json(0, &["parties"]);
    assert!(
        has(
            &parties,
            &[("code", "H001"), ("kind", "buyer"), ("phone", "")]
        ),
        "{shop}"
    );
}
