use serde_json::{Value, json};

use super::requirement::lack_of;
use crate::entry::tests::kit::*;
use crate::stage::{Requirement, Stages};
use crate::{App, Code};

/// Every gap as `stage.field lot rule`; of whole stages `stage lot rule`.
fn lacks(app: &App, lot: &str) -> Vec<String> {
    let lacks = app.lot_lacks(lot, "").unwrap().into_iter();
    let told = lacks.map(|lack| match lack.field {
        Some(field) => format!("{}.{field} {} {}", lack.stage, lack.lot, lack.rule),
        None => format!("{} {} {}", lack.stage, lack.lot, lack.rule),
    });
    told.collect()
}

fn sector(app: &App, sku: &str, sector: &str) {
    let product = json!({"sku": sku, "sector": sector});
    app.put_products(&product.to_string()).unwrap();
}

/// A step that says all that is asked of every step.
fn whole(mut step: Value) -> Value {
    if step["rest"].is_null() {
        step["rest"] = json!({});
    }
    step["rest"]["until"] = step["day"].clone();
    step["rest"]["person"] = json!("Lan");
    step["rest"]["photo"] = json!(["a".repeat(64)]);
    step
}

fn pack(from: &str, kg: f64, to: &str, count: u32) -> Value {
    json!({"stage": "pack", "day": "2026-10-22", "lines": [{"role": "in", "lot": from, "quantity": kg},
        {"role": "out", "lot": to, "product": "GOI", "quantity": count, "unit": "piece"}]})
}

#[test]
fn a_pack_of_tea_lacks_what_its_sector_and_the_rules_behind_its_steps_ask_for() {
    let (_dir, app) = desk();
    sector(&app, "GOI", "tea");
    let mut bare = whole(intake("A", 100.0));
    bare["party"] = Value::Null;
    add(&app, bare).unwrap();
    add(&app, whole(pack("A", 21.0, "P", 100))).unwrap();
    assert_eq!(
        lacks(&app, "P"),
        [
            "process P tea",
            "intake.party A ATTP",
            "intake.party A Q25",
            "pack.packed_on P D37",
            "pack.spec P DN",
            "pack.packed_on P T02",
        ]
    );
    // The leaf has no sector, and was never packed itself.
    assert_eq!(
        lacks(&app, "A"),
        ["intake.party A ATTP", "intake.party A Q25"]
    );
}

#[test]
fn nothing_is_lacking_where_all_was_said() {
    let (_dir, app) = desk();
    sector(&app, "GOI", "tea");
    let mut packed = whole(pack("C", 2.1, "P", 10));
    packed["told"] = json!({"packed_on": "2026-10-22"});
    packed["rest"]["spec"] = json!("200 g");
    let mut dried = whole(process("A", 100.0, "C", 22.0));
    dried["rest"]["method"] = json!("sao");
    add(&app, json!([whole(intake("A", 100.0)), dried, packed])).unwrap();
    assert_eq!(lacks(&app, "P"), Vec::<String>::new());
}

#[test]
fn any_of_the_alternatives_will_do_and_what_left_an_ancestor_will_not() {
    let (_dir, app) = desk();
    sector(&app, "TUOI", "produce");
    sector(&app, "KHO-CHE", "produce");
    let steps = json!([
        whole(intake("A", 100.0)),
        whole(process("A", 50.0, "B", 12.0))
    ]);
    add(&app, steps).unwrap();
    assert_eq!(lacks(&app, "A"), ["pack|ship|sell A produce"]);
    add(&app, whole(ship("A", 10.0))).unwrap();
    assert_eq!(lacks(&app, "A"), Vec::<String>::new());
    assert_eq!(
        lacks(&app, "B"),
        ["pack|ship|sell B produce", "process.method B DN"]
    );
}

#[test]
fn a_step_that_stands_no_more_met_nothing() {
    let (_dir, app) = desk();
    sector(&app, "TUOI", "raw_material");
    add(&app, whole(intake("A", 100.0))).unwrap();
    let sold = added(&app, whole(ship("A", 10.0)));
    assert_eq!(lacks(&app, "A"), Vec::<String>::new());
    let why = crate::entry::view::Anyway {
        reason: "nhầm".into(),
        ..Default::default()
    };
    app.void_step(&sold, "Lan", &why, "vi").unwrap();
    assert_eq!(lacks(&app, "A"), ["ship A raw_material"]);
}

#[test]
fn a_valid_certificate_is_an_alternative_like_a_stage() {
    let asked: Requirement = serde_json::from_str(r#""certificate|test.report_no""#).unwrap();
    let without = lack_of(&asked, &[], false, "A", "x").unwrap();
    assert_eq!(without.stage, "certificate|test.report_no");
    assert_eq!(without.field, None);
    assert_eq!(lack_of(&asked, &[], true, "A", "x"), None);
}

#[test]
fn a_requirement_is_shown_as_it_is_written() {
    let stages = Stages::shipped().unwrap();
    for asked in stages.sectors().iter().flat_map(|sector| &sector.must) {
        let written = serde_json::json!(asked.to_string()).to_string();
        assert_eq!(
            serde_json::from_str::<Requirement>(&written).unwrap(),
            *asked
        );
    }
}

#[test]
fn a_destination_that_nobody_knows_is_refused_by_name() {
    let (_dir, app) = desk();
    add(&app, intake("A", 1.0)).unwrap();
    let refused = app.lot_lacks("A", "https://x.vn").unwrap_err();
    assert_eq!(refused.code, Code::DestinationUnknown);
    assert_eq!(&*refused.args["value"], "https://x.vn");
    assert_eq!(app.lot_lacks("X", "").unwrap_err().code, Code::LotNotFound);
}
