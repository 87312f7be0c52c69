//! `GET /organisation/records`: a computer asks what of its organisation's is here.

use nuong_epcis::{Content, Exact};
use serde_json::{Value, json};

use crate::world::{Coop, World, client, declared, document, harvest, id, problem};

const PATH: &str = "/organisation/records";

fn members(answer: &Value) -> Vec<Value> {
    assert_eq!(answer["type"], "Collection");
    answer["member"].as_array().unwrap().clone()
}

fn all_members(coop: &Coop) -> Vec<Value> {
    members(&coop.json(PATH))
}

#[test]
fn a_computer_finds_each_of_its_events_by_id_and_content() {
    let world = World::new();
    let coop = world.sample_coop();
    let wrong = declared(
        &harvest(1),
        "2026-08-01T08:00:00.000001+07:00",
        "incorrect_data",
        &[id(2)],
    );
    coop.capture(&document(&[harvest(1), harvest(2), wrong.clone()]));
    let found = all_members(&coop);
    let own = |event: &Value| {
        let read = |value: &Value| Exact::read(value.to_string().as_bytes()).unwrap();
        Content::of_event(&read(event), Some(&read(&document(&[])["@context"])))
    };
    assert_eq!(found.len(), 3);
    for (member, event) in found.iter().zip([harvest(1), harvest(2), wrong]) {
        assert_eq!(member["eventID"], event["eventID"]);
        assert_eq!(member["contentDigest"], own(&event).said.to_string());
        assert!(member["recordTime"].as_str().unwrap() > "2026");
        let declaration = own(&event).declared.map(|digest| digest.to_string());
        let told = member.pointer("/errorDeclaration/contentDigest");
        assert_eq!(told.and_then(Value::as_str), declaration.as_deref());
    }
    assert_eq!(found[0]["declaredInError"], "2026-08-01T01:00:00.000001Z");
    assert!(found[1].get("declaredInError").is_none());
    assert_eq!(
        found[2]["errorDeclaration"]["declarationTime"],
        "2026-08-01T01:00:00.000001Z"
    );
    assert_eq!(found[2]["errorDeclaration"]["reason"], "incorrect_data");
}

#[test]
fn pages_hold_each_record_once_and_what_is_new_is_asked_for_by_its_time() {
    let world = World::new();
    let coop = world.sample_coop();
    coop.capture(&document(&[harvest(1), harvest(2), harvest(3)]));
    let mut next = Some(format!("{PATH}?perPage=2"));
    let mut seen = Vec::new();
    while let Some(path) = next {
        let answer = coop.get(&path);
        let link = answer
            .headers()
            .get("link")
            .map(|link| link.to_str().unwrap().to_owned());
        seen.extend(members(&answer.json().unwrap()));
        next = link.map(|link| {
            link.trim_start_matches('<')
                .split('>')
                .next()
                .unwrap()
                .to_owned()
        });
    }
    let ids: Vec<&Value> = seen.iter().map(|member| &member["eventID"]).collect();
    assert_eq!(ids, [&json!(id(1)), &json!(id(2)), &json!(id(3))]);
    let last = seen[2]["recordTime"].as_str().unwrap();
    let since = |time: &str| members(&coop.json(&format!("{PATH}?GE_recordTime={time}"))).len();
    assert_eq!((since(last), since("2100-01-01T00:00:00Z")), (3, 0));
}

#[test]
fn asked_about_ids_it_answers_for_those_alone() {
    let world = World::new();
    let coop = world.sample_coop();
    coop.capture(&document(&[harvest(1), harvest(2), harvest(3)]));
    let query = format!("{PATH}?EQ_eventID={}|{}|{}", id(1), id(3), id(9));
    assert_eq!(members(&coop.json(&query)).len(), 2);
}

#[test]
fn an_organisation_sees_its_own_and_a_stranger_nothing() {
    let world = World::new();
    let (coop, other) = (world.sample_coop(), world.coop("HTX Khác", "6200099999"));
    coop.capture(&document(&[harvest(1)]));
    other.capture(&document(&[harvest(2), harvest(3)]));
    let seen = |who: &Coop| {
        let all = all_members(who).into_iter();
        all.map(|member| member["eventID"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(seen(&coop), [json!(id(1))]);
    assert_eq!(seen(&other), [json!(id(2)), json!(id(3))]);
    let asked = members(&other.json(&format!("{PATH}?EQ_eventID={}", id(1))));
    assert_eq!(asked, Vec::<Value>::new());
    problem(world.get(PATH), 401, "SecurityException");
    let stranger = client().get(world.url(PATH)).bearer_auth("00".repeat(32));
    problem(stranger.send().unwrap(), 401, "SecurityException");
}

#[test]
fn what_is_asked_without_measure_or_sense_is_refused() {
    let world = World::new();
    let coop = world.sample_coop();
    for query in [
        "perPage=0",
        "nextPageToken=x",
        "EQ_eventID=a||b",
        "EQ_bizStep=packing",
        "GE_recordTime=x",
    ] {
        problem(
            coop.get(&format!("{PATH}?{query}")),
            400,
            "QueryParameterException",
        );
    }
    let many = vec!["a"; 501].join("|");
    problem(
        coop.get(&format!("{PATH}?EQ_eventID={many}")),
        413,
        "QueryTooComplexException",
    );
    assert_eq!(coop.get(&format!("{PATH}?perPage=999999")).status(), 200);
}
