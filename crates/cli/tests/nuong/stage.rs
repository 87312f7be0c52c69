//! `nuong stages`: what can happen to a lot, the shipped stages and a cooperative's own.

use std::fs;

use serde_json::Value;

use crate::laptop::{Laptop, shown};

fn begun() -> Laptop {
    let laptop = Laptop::new();
    laptop.done(&["init", "--sample"]);
    laptop
}

/// The file of one's own that the help shows.
fn file_of_the_help(laptop: &Laptop) -> String {
    let help = laptop.done(&["stages", "--help"]);
    let from = help.find("{\"version\"").unwrap();
    let to = help.find("class: begin").unwrap();
    help[from..to].trim().to_owned()
}

fn write_own(laptop: &Laptop, name: &str, text: &str) {
    let folder = laptop.path("data").join("stages");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), text).unwrap();
}

#[test]
fn all_stages_are_listed_in_both_languages() {
    let laptop = begun();
    let vi = laptop.done(&["stages"]);
    assert!(
        vi.contains("Thu mua") && vi.contains("50 công đoạn"),
        "{vi}"
    );
    let en = laptop.done(&["--lang", "en", "stages"]);
    assert!(en.contains("Intake") && en.contains("50 stages"), "{en}");
    let rows = laptop.json(0, &["stages"]);
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 50);
    let intake = rows.iter().find(|row| row["code"] == "intake").unwrap();
    assert_eq!(intake["class"], "begin");
    assert_eq!(intake["vi"], "Thu mua");
    assert_eq!(
        intake["events"],
        serde_json::json!(["harvest", "receiving"])
    );
    assert_eq!(intake["own"], false);
}

#[test]
fn one_stage_shows_its_fields_needs_events_and_sectors() {
    let laptop = begun();
    let vi = laptop.done(&["stages", "pack"]);
    for said in [
        "Đóng gói",
        "best_before",
        "Hạn sử dụng",
        "Nghị định 37/2026/NĐ-CP",
        "creating_class_instance",
        "Chè",
    ] {
        assert!(vi.contains(said), "{said}: {vi}");
    }
    let en = laptop.done(&["--lang", "en", "stages", "pack"]);
    assert!(
        en.contains("Packing") && en.contains("never amended"),
        "{en}"
    );
    let pack = laptop.json(0, &["stages", "pack"]);
    let told = pack["told"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["code"].as_str().unwrap());
    assert_eq!(
        told.collect::<Vec<_>>().join(" "),
        "net net_volume packed_on best_before expiry"
    );
    assert_eq!(
        pack["columns"],
        serde_json::json!({ "in": "used", "out": "made" })
    );
    assert_eq!(pack["balance"], "never_short");
    assert_eq!(pack["events"][0]["ilmd"][1], "bestBeforeDate:best_before");
    let tea = |sector: &&Value| sector["code"] == "tea";
    assert_eq!(
        pack["sectors"]
            .as_array()
            .unwrap()
            .iter()
            .find(tea)
            .unwrap()["must"],
        true
    );
    let test = laptop.done(&["stages", "test"]);
    assert!(
        test.contains("Không thể thiếu: result") && test.contains("non_conformant"),
        "{test}"
    );
    let spray = laptop.done(&["stages", "spray"]);
    assert!(spray.contains("chỉ lưu trên máy này"), "{spray}");
}

#[test]
fn no_sentence_of_a_stage_has_a_hole() {
    let laptop = begun();
    let rows = laptop.json(0, &["stages"]);
    for row in rows.as_array().unwrap() {
        for lang in ["vi", "en"] {
            let said = laptop.done(&["--lang", lang, "stages", row["code"].as_str().unwrap()]);
            assert!(
                !said.contains(['{', '}']) && !said.contains("cli.") && !said.contains("core."),
                "{said}"
            );
        }
    }
}

#[test]
fn a_stage_that_nobody_knows_is_refused_by_its_code() {
    let laptop = begun();
    let said = laptop.error(&["stages", "freeze_dry"]);
    assert!(said.contains("“freeze_dry”"), "{said}");
    let out = laptop.run(&["--json", "stages", "freeze_dry"]);
    let error: Value = serde_json::from_str(&shown(&out.stderr)).unwrap();
    assert_eq!(error["code"], "stage_unknown");
}

#[test]
fn the_file_of_the_help_adds_a_stage() {
    let laptop = begun();
    let text = file_of_the_help(&laptop);
    write_own(&laptop, "say-lanh.json", &text);
    let listed = laptop.done(&["stages"]);
    assert!(listed.contains("Sấy lạnh · của hợp tác xã"), "{listed}");
    let stage = laptop.json(0, &["stages", "freeze_dry"]);
    assert_eq!(stage["own"], true);
    assert_eq!(stage["told"][0]["type"], "temperature");
    assert_eq!(
        stage["events"][0]["sensors"][0],
        "Temperature:chamber_temperature:CEL"
    );
}

#[test]
fn a_mistake_in_a_file_of_ones_own_is_told_by_file_line_and_field() {
    let laptop = begun();
    let text = file_of_the_help(&laptop);
    let step = "\"step\": \"other\"";
    let line = text[..text.find(step).unwrap()].matches('\n').count() + 1;
    write_own(
        &laptop,
        "say-lanh.json",
        &text.replace(step, "\"step\": \"drying\""),
    );
    let vi = laptop.error(&["stages"]);
    for said in [
        "say-lanh.json",
        &format!("Dòng {line}"),
        "stages[0].events[0].step",
        "“drying”",
    ] {
        assert!(vi.contains(said), "{said}: {vi}");
    }
    let en = laptop.error(&["--lang", "en", "stages", "pack"]);
    assert!(
        en.contains(&format!("Line {line}")) && en.contains("CBV 2.0"),
        "{en}"
    );
    write_own(&laptop, "say-lanh.json", "{ \"version\": 1, \"stages\": [");
    assert!(laptop.error(&["stages"]).contains("say-lanh.json"));
}
