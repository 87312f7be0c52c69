//! Cases that other people's clients and documents met (`../shared/field-epcis`): those of letter A, on what is the same again.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::world::{CONTEXT, Coop, World, field_cases};

/// Names that stand for one value within a case: `{{id:a}}` an eventID, `{{here}}` a place.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    /// The text with every name replaced.
    fn fill(&mut self, value: &Value, case: &str) -> Value {
        let mut text = value.to_string();
        while let Some((before, rest)) = text.split_once("{{") {
            let (name, after) = rest.split_once("}}").unwrap();
            let number = self.0.len() + 1;
            let own = || match name.starts_with("id:") {
                true => format!("urn:uuid:0190f3c2-7c00-7000-8000-{number:012}"),
                false => format!("https://example.org/run/{case}"),
            };
            let filled = self.0.entry(name.to_owned()).or_insert_with(own);
            text = format!("{before}{filled}{after}");
        }
        serde_json::from_str(&text).unwrap()
    }
}

/// A case writes what differs from the base event; null takes a field away.
fn whole_event(event: &Value, base: &Map<String, Value>) -> Value {
    let mut whole = base.clone();
    whole.extend(event.as_object().unwrap().clone());
    whole.retain(|_, value| !value.is_null());
    Value::Object(whole)
}

fn run_step(coop: &Coop, step: &Value, base: &Map<String, Value>, names: &mut Names, case: &str) {
    assert_eq!(step["do"], "capture", "{case}: a step of another kind");
    let events = step["events"].as_array().unwrap().iter();
    let events: Vec<Value> = events.map(|event| whole_event(event, base)).collect();
    let context = step.get("context").cloned();
    let document = json!({
        "@context": context.unwrap_or(json!([CONTEXT])), "type": "EPCISDocument", "schemaVersion": "2.0",
        "creationDate": "2026-11-22T08:00:00+07:00", "epcisBody": {"eventList": events},
    });
    let job = coop.capture(&names.fill(&document, case));
    let here = names.fill(&json!("{{here}}"), case);
    let stored = coop.events(&format!(
        "perPage=500&EQ_bizLocation={}",
        here.as_str().unwrap()
    ));
    check_step(&step["expect"], &job, stored.len(), case);
}

fn check_step(expect: &Value, job: &Value, stored: usize, case: &str) {
    for (name, wanted) in expect.as_object().unwrap() {
        match name.as_str() {
            // A document that was not taken has no job.
            "status" => assert_eq!(wanted, 202, "{case}"),
            "success" => assert_eq!(job["success"], *wanted, "{case}: {job}"),
            "must_succeed" => assert_eq!(job["success"], true, "{case}: {job}"),
            "stored_if_success" => {
                let told = job["success"] == true;
                assert!(
                    !told || stored as u64 == wanted.as_u64().unwrap(),
                    "{case}: {stored} are stored"
                );
            }
            other => panic!("{case}: expects {other}, which this test does not know"),
        }
    }
}

#[test]
fn what_other_peoples_clients_send_is_stored_or_refused_and_never_swallowed() {
    let Some(folder) = field_cases() else { return };
    let text = std::fs::read_to_string(folder.join("cases.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let base = file["base_event"].as_object().unwrap();
    let cases = file["cases"].as_array().unwrap().iter();
    let mut ran = 0;
    for case in cases.filter(|case| case["id"].as_str().unwrap().starts_with('A')) {
        let (world, mut names) = (World::new(), Names::default());
        let coop = world.sample_coop();
        for step in case["steps"].as_array().unwrap() {
            run_step(&coop, step, base, &mut names, case["id"].as_str().unwrap());
        }
        ran += 1;
    }
    assert!(ran >= 7, "{ran} cases");
}
