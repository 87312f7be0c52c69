//! Scenario S10 and the query parameters.

use serde_json::{Value, json};

use crate::world::{GTIN, World, document, harvest, id, list, vectors};

fn receiving(number: u32) -> Value {
    let mut event = harvest(number);
    event["action"] = json!("OBSERVE");
    event["bizStep"] = json!("receiving");
    event["disposition"] = json!("in_progress");
    event.as_object_mut().unwrap().remove("ilmd");
    event["bizLocation"] = json!({"id": "https://id.gs1.org/414/9520123456788"});
    event["readPoint"] = json!({"id": "https://id.gs1.org/414/9520123456788"});
    event
}

#[test]
fn s10_pages_hold_each_event_once() {
    let world = World::new();
    let coop = world.sample_coop();
    coop.capture(&document(&[harvest(3), harvest(1), harvest(2)]));
    for order in [
        "",
        "&orderBy=eventTime&orderDirection=ASC",
        "&orderBy=eventTime",
        "&orderBy=recordTime",
    ] {
        let mut next = Some(format!("/events?perPage=1{order}"));
        let mut seen = Vec::new();
        while let Some(path) = next {
            let answer = coop.get(&path);
            let link = answer
                .headers()
                .get("link")
                .map(|link| link.to_str().unwrap().to_owned());
            assert_eq!(
                link.is_some(),
                answer.headers().contains_key("gs1-next-page-token-expires")
            );
            let page = list(&answer.json().unwrap());
            assert_eq!(page.len(), 1);
            seen.push(page[0]["eventID"].as_str().unwrap().to_owned());
            next = link.map(|link| {
                let (address, rel) = link.split_once('>').unwrap();
                assert!(
                    rel.contains("rel=\"next\"") && address.contains("nextPageToken="),
                    "{link}"
                );
                address.trim_start_matches('<').to_owned()
            });
        }
        assert_eq!(seen.len(), 3, "{order}");
        if order.ends_with("ASC") {
            assert_eq!(seen, [id(1), id(2), id(3)]);
        }
        seen.sort();
        assert_eq!(seen, [id(1), id(2), id(3)], "{order}");
    }
}

#[test]
fn each_parameter_finds_its_events_and_no_others() {
    let world = World::new();
    let coop = world.sample_coop();
    coop.capture(&document(&[harvest(1), harvest(2), receiving(3)]));
    let lot = format!("https://id.gs1.org/01/{GTIN}/10/L26A07");
    for (query, found) in [
        (String::new(), 3),
        (format!("EQ_eventID={}", id(2)), 1),
        (format!("EQ_eventID={}|{}", id(2), id(3)), 2),
        (format!("EQ_eventID={}", id(9)), 0),
        ("eventType=ObjectEvent".into(), 3),
        ("eventType=AggregationEvent|TransformationEvent".into(), 0),
        ("EQ_action=OBSERVE".into(), 1),
        ("EQ_bizStep=commissioning".into(), 1),
        ("EQ_bizStep=commissioning|receiving".into(), 2),
        ("EQ_disposition=in_progress".into(), 1),
        ("GE_eventTime=2026-07-13T00:00:00%2B07:00".into(), 2),
        (
            "GE_eventTime=2026-07-13T00:00:00+07:00&LT_eventTime=2026-07-13T17:00:00Z".into(),
            1,
        ),
        (
            "EQ_readPoint=https://id.gs1.org/414/9520123456788".into(),
            1,
        ),
        (
            "EQ_bizLocation=https://id.gs1.org/414/9520123456788/254/LO-05".into(),
            2,
        ),
        (
            "EQ_bizLocation=urn:epc:id:sgln:952012345678..LO-05".into(),
            2,
        ),
        (format!("MATCH_anyEPCClass={lot}"), 3),
        (format!("MATCH_epcClass={lot}&EQ_bizStep=receiving"), 1),
        (format!("MATCH_anyEPC={lot}"), 0),
        (format!("MATCH_inputEPCClass={lot}"), 0),
        ("EXISTS_errorDeclaration=true".into(), 0),
        ("EXISTS_errorDeclaration=false".into(), 3),
    ] {
        assert_eq!(coop.events(&query).len(), found, "{query}");
    }
}

#[test]
fn a_parameter_that_is_not_known_is_refused_not_ignored() {
    let world = World::new();
    let coop = world.sample_coop();
    for query in [
        "EQ_color=green",
        "WD_readPoint=urn:x",
        "perPage=none",
        "GE_eventTime=soon",
        "nextPageToken=!",
        "EQ_action=add",
    ] {
        let answer = coop.get(&format!("/events?{query}"));
        assert_eq!(answer.status(), 400, "{query}");
        let body: Value = answer.json().unwrap();
        assert_eq!(
            body["type"], "epcisException:QueryParameterException",
            "{query}"
        );
    }
}

#[test]
fn an_empty_token_is_the_first_page_and_a_query_without_end_is_414() {
    let world = World::new();
    let coop = world.sample_coop();
    for path in [
        "/capture?nextPageToken=",
        "/events?nextPageToken=",
        "/organisation/records?nextPageToken=",
    ] {
        assert_eq!(coop.get(path).status(), 200, "{path}");
    }
    let long = coop.get(&format!("/events?EQ_eventID={}", "a".repeat(17_000)));
    crate::world::problem(long, 414, "URITooLongException");
}

#[test]
fn an_organisation_sees_its_own_events_only() {
    let world = World::new();
    let (coop, other) = (world.sample_coop(), world.coop("HTX Khác", "6200099999"));
    coop.capture(&document(&[harvest(1)]));
    assert_eq!(other.stored(), 0);
    assert_eq!(other.get(&format!("/events/{}", id(1))).status(), 404);
    assert_eq!(coop.get(&format!("/events/{}", id(1))).status(), 200);
}

#[test]
fn answers_are_valid_epcis_query_documents() {
    let Some(folder) = vectors("epcis-schema") else {
        return;
    };
    let world = World::new();
    let coop = world.sample_coop();
    let mut foreign = document(&[receiving(3)]);
    foreign["@context"][1]["nuong"] = json!("urn:somebody:else:");
    coop.capture(&document(&[harvest(1), harvest(2)]));
    coop.capture(&foreign);
    let text = std::fs::read_to_string(folder.join("epcis-json-schema-2.0.1.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap();
    let answer = coop.json("/events");
    let faults: Vec<String> = schema
        .iter_errors(&answer)
        .map(|fault| fault.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:?}");
    // One prefix, two meanings: each event keeps its own.
    let events = list(&answer);
    assert!(
        events[2]["@context"]
            .to_string()
            .contains("urn:somebody:else:"),
        "{}",
        events[2]
    );
    assert!(answer["@context"].to_string().contains("urn:nuong:voc:"));
}

#[test]
fn a_page_of_very_large_events_ends_early_and_says_so() {
    let world = World::new();
    let coop = world.sample_coop();
    for number in 1..=8 {
        let mut event = harvest(number);
        event["nuong:note"] = json!("x".repeat(900_000));
        assert_eq!(coop.capture(&document(&[event]))["success"], true);
    }
    let first = coop.get("/events?perPage=500");
    let link = first.headers()["link"].to_str().unwrap().to_owned();
    let seen = list(&first.json().unwrap()).len();
    let next = link.trim_start_matches('<').split('>').next().unwrap();
    assert!((1..8).contains(&seen), "{seen}");
    assert_eq!(seen + list(&coop.json(next)).len(), 8);
}
