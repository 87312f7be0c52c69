//! A cooperative's own stages: added by data alone, and never instead of what is shipped.

use std::fs;

use jiff::civil::date;
use serde_json::{Value, json};

use super::shipped;
use crate::stage::{Class, FieldsOf, own_stages};
use crate::{AppError, Code};

/// Sấy lạnh: a stage with one told field and its event.
const FREEZE_DRY: &str = r#"{
  "version": 1,
  "stages": [
    { "code": "freeze_dry", "class": "look", "vi": "Sấy lạnh", "en": "Freeze-drying",
      "told": ["chamber_temperature"], "rest": ["equipment"],
      "events": [{ "name": "freeze_drying", "type": "object", "action": "OBSERVE", "step": "other", "disposition": "in_progress",
        "read": "place", "at": "place", "sensors": ["Temperature:chamber_temperature:CEL"] }] }
  ],
  "fields": [{ "code": "chamber_temperature", "vi": "Nhiệt độ buồng sấy", "en": "Chamber temperature", "type": "temperature", "least": -90, "most": 60 }]
}"#;

fn object(value: Value) -> serde_json::Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        other => panic!("{other}"),
    }
}

#[test]
fn a_stage_is_added_by_data_alone() {
    let stages = shipped().with_own(FREEZE_DRY).unwrap();
    let stage = stages.find_stage("freeze_dry").unwrap();
    assert_eq!((stage.class, stage.own), (Class::Look, true));
    assert_eq!(stage.events[0].sensors[0].from, "chamber_temperature");
    let told = object(json!({ "chamber_temperature": -40.5 }));
    let today = date(2026, 11, 28);
    let checked = stages.checked_fields(stage, FieldsOf::Told, &told, today);
    assert_eq!(checked.unwrap(), told);
    let hot = object(json!({ "chamber_temperature": 61 }));
    let refused = stages.checked_fields(stage, FieldsOf::Told, &hot, today);
    assert_eq!(refused.unwrap_err().code, Code::StageFieldInvalid);
    let rest = object(json!({ "equipment": "Máy SL-100", "person": "A" }));
    stages
        .checked_fields(stage, FieldsOf::Rest, &rest, today)
        .unwrap();
}

#[test]
fn no_own_stage_takes_a_shipped_code_or_changes_what_holds_for_all() {
    for (from, to, code, line) in [
        ("\"freeze_dry\"", "\"pack\"", "code_taken", 4),
        (
            "\"chamber_temperature\", \"vi\"",
            "\"expiry\", \"vi\"",
            "code_taken",
            9,
        ),
        (
            "\"version\": 1,",
            "\"version\": 1, \"sectors\": [{ \"code\": \"a\", \"vi\": \"a\", \"en\": \"a\", \"must\": [], \"source\": \"\" }],",
            "shipped_alone",
            2,
        ),
        (
            "\"version\": 1,",
            "\"version\": 1, \"tolerance_permille\": 500,",
            "shipped_alone",
            2,
        ),
        (
            "\"step\": \"other\"",
            "\"step\": \"freeze_drying\"",
            "word",
            6,
        ),
        (
            "\"told\": [\"chamber_temperature\"]",
            "\"told\": [\"person\"]",
            "told_personal",
            5,
        ),
    ] {
        let text = FREEZE_DRY.replace(from, to);
        let mistake = shipped().with_own(&text).unwrap_err();
        assert!(mistake.key().ends_with(&format!(".{code}")), "{mistake:?}");
        assert_eq!(mistake.line, line, "{mistake:?}");
    }
    let twice = shipped().with_own(FREEZE_DRY).unwrap().with_own(FREEZE_DRY);
    assert!(twice.unwrap_err().key().ends_with(".code_taken"));
}

#[test]
fn a_folder_of_files_is_read_in_order_and_its_mistakes_name_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let known = || own_stages(folder.path()).map(|stages| stages.all_stages().count());
    let shipped = known().unwrap();
    let stages = folder.path().join("stages");
    fs::create_dir(&stages).unwrap();
    assert_eq!(known(), Ok(shipped));
    fs::write(stages.join("a.json"), format!("\u{feff}{FREEZE_DRY}")).unwrap();
    fs::write(stages.join("readme.txt"), "no stages").unwrap();
    assert_eq!(known(), Ok(shipped + 1));
    fs::write(stages.join("b.json"), FREEZE_DRY).unwrap();
    let refused = |name: &str, code: Code| -> AppError {
        let refused = known().unwrap_err();
        assert_eq!(refused.code, code, "{refused:?}");
        assert_eq!(refused.args["file"], name);
        refused
    };
    let twice = refused("b.json", Code::StageFileInvalid);
    assert_eq!(
        (twice.args["line"].as_str(), twice.args["value"].as_str()),
        ("4", "freeze_dry")
    );
    fs::write(stages.join("b.json"), [0xff, 0xfe, 0x00]).unwrap();
    refused("b.json", Code::StageFileUnreadable);
    fs::remove_file(stages.join("b.json")).unwrap();
    fs::create_dir(stages.join("b.json")).unwrap();
    refused("b.json", Code::StageFileUnreadable);
    fs::remove_dir(stages.join("b.json")).unwrap();
    for n in 0..60 {
        fs::write(stages.join(format!("c{n}.json")), "{}").unwrap();
    }
    assert_eq!(known().unwrap_err().code, Code::StageFilesTooMany);
}
