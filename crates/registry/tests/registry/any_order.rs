//! Whatever is captured, in whatever letters and however often: each distinct value is stored exactly once, and every job says the truth.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::Value;

use crate::world::{CONTEXT, World};

/// Instants that the event hash does not tell apart, each in several spellings.
const TIMES: [[&str; 3]; 3] = [
    [
        "2026-11-20T01:00:00Z",
        "2026-11-20T08:00:00+07:00",
        "2026-11-20T08:00:00.000+07:00",
    ],
    [
        "2026-11-20T01:00:00.0001Z",
        "2026-11-20T08:00:00.00010+07:00",
        "2026-11-20t01:00:00.000100z",
    ],
    [
        "2026-11-20T01:00:00.0004Z",
        "2026-11-20T06:00:00.0004+05:00",
        "2026-11-19T23:30:00.00040-01:30",
    ],
];
/// Values that the hash does not tell apart, in two spellings.
const SERIALS: [[&str; 2]; 3] = [
    ["12", "1.2e1"],
    ["111100001111000011110000", "111100001111000011110000.0"],
    ["111100001111000011110001", "1111000011110000111100010e-1"],
];
const DECLARED: [[&str; 2]; 2] = [
    ["2026-11-21T00:00:00Z", "2026-11-21T07:00:00.0+07:00"],
    ["2026-11-21T00:00:01Z", "2026-11-21T07:00:01+07:00"],
];
const REASONS: [&str; 3] = [
    r#""reason":"incorrect_data""#,
    r#""reason":"did_not_occur""#,
    r#""reason":"incorrect_data","correctiveEventIDs":["urn:uuid:0190f3c2-7c00-7000-8000-000000000009"]"#,
];

/// What is told: numbers of the lists above.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    id: Option<usize>,
    content: (usize, usize),
    declared: Option<(usize, usize)>,
}

/// The letters it is told in.
#[derive(Debug, Clone, Copy)]
struct Letters {
    turn: usize,
    spelling: usize,
}

/// An event in these letters.
fn written(told: &Told, letters: Letters) -> String {
    let (time, serial) = told.content;
    let mut fields = vec![
        r#""type":"ObjectEvent""#.to_owned(),
        r#""eventTimeZoneOffset":"+07:00""#.to_owned(),
        r#""action":"OBSERVE""#.to_owned(),
        r#""epcList":["https://id.gs1.org/01/09520123456788/21/1"]"#.to_owned(),
        format!(r#""eventTime":"{}""#, TIMES[time][letters.spelling]),
        format!(
            r#""rdfs:comment":{}"#,
            SERIALS[serial][letters.spelling % 2]
        ),
    ];
    if let Some(id) = told.id {
        fields.push(format!(
            r#""eventID":"urn:uuid:0190f3c2-7c00-7000-8000-{id:012}""#
        ));
    }
    if let Some((time, reason)) = told.declared {
        let time = DECLARED[time][letters.spelling % 2];
        let mut parts = [
            format!(r#""declarationTime":"{time}""#),
            REASONS[reason].to_owned(),
        ];
        parts.rotate_left(letters.turn % 2);
        fields.push(format!(r#""errorDeclaration":{{{}}}"#, parts.join(",")));
    }
    let turn = letters.turn % fields.len();
    fields.rotate_left(turn);
    format!("{{{}}}", fields.join(" , "))
}

fn document_of(events: &[String]) -> String {
    format!(
        r#"{{"@context":["{CONTEXT}"],"type":"EPCISDocument","schemaVersion":"2.0",
            "creationDate":"2026-11-22T08:00:00+07:00","epcisBody":{{"eventList":[{}]}}}}"#,
        events.join(",")
    )
}

/// Which record it is: eventID, what it says, time of declaration.
type Key = (Option<usize>, (usize, usize), Option<usize>);

/// What a registry must hold, told without one. A nameless event is called by what it says.
#[derive(Default)]
struct Oracle {
    contents: BTreeMap<usize, (usize, usize)>,
    records: BTreeMap<Key, Option<usize>>,
}

impl Oracle {
    /// Takes what is told; false where it contradicts what is held.
    fn take(&mut self, told: &Told) -> bool {
        if let Some(id) = told.id
            && *self.contents.entry(id).or_insert(told.content) != told.content
        {
            return false;
        }
        let key = (told.id, told.content, told.declared.map(|(time, _)| time));
        let reason = told.declared.map(|(_, reason)| reason);
        *self.records.entry(key).or_insert(reason) == reason
    }
}

fn told() -> impl Strategy<Value = Told> {
    let declared = prop::option::weighted(0.4, (0..DECLARED.len(), 0..REASONS.len()));
    let content = (0..TIMES.len(), 0..SERIALS.len());
    (prop::option::of(1..4_usize), content, declared).prop_map(|(id, content, declared)| Told {
        id,
        content,
        declared,
    })
}

fn deeds() -> impl Strategy<Value = Vec<Vec<(Told, Letters)>>> {
    let letters = (0..9_usize, 0..3_usize).prop_map(|(turn, spelling)| Letters { turn, spelling });
    let document = prop::collection::vec((told(), letters), 1..5);
    prop::collection::vec(document, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn each_distinct_value_is_stored_exactly_once(documents in deeds()) {
        let world = World::new();
        let coop = world.sample_coop();
        let mut oracle = Oracle::default();
        for document in &documents {
            let events: Vec<String> = document.iter().map(|(told, letters)| written(told, *letters)).collect();
            let job = coop.capture_text(document_of(&events), "proceed");
            let refused = document.iter().filter(|(told, _)| !oracle.take(told)).count();
            prop_assert_eq!(job["errors"].as_array().unwrap().len(), refused, "{}", job);
            prop_assert_eq!(&job["success"], &Value::Bool(refused == 0));
        }
        let stored = coop.events("perPage=500");
        prop_assert_eq!(stored.len(), oracle.records.len());
        let keys: BTreeSet<String> = stored.iter().map(|event| {
            format!("{} {}", event["eventID"], event.pointer("/errorDeclaration/declarationTime").unwrap_or(&Value::Null))
        }).collect();
        prop_assert_eq!(keys.len(), stored.len());
    }
}
