//! Ids as the lot model has them (§2).

use super::*;
use crate::step::identity::{OrganisationCode, ToldLine, ToldStep, step_id};

#[test]
fn events_of_an_intake_have_the_ids_of_the_lot_model() {
    let nothing = Map::new();
    let told = ToldStep {
        organisation: &OrganisationCode::of_record("0000000952"),
        stage: "intake",
        day: date(2026, 9, 2),
        time: None,
        place: "KHO",
        origin: "T-07",
        party: "",
        told: &nothing,
        lines: &[ToldLine {
            role: LineRole::Out,
            sku: "GAO-SC5",
            lot: "GAO-SC5-260902",
            place: "KHO",
            amount: 100_000_000,
        }],
        mark: "1",
    };
    let rice = Subject {
        lot: "GAO-SC5-260902",
        sku: "GAO-SC5",
        gtin: None,
    };
    let intake = EventStep {
        id: step_id(&told).unwrap(),
        origin: Some(PLOT),
        party: Some(HOUSEHOLD),
        ..step(&nothing, &[line(LineRole::Out, rice, KHO, 100)])
    };
    let borne = written("intake", &names_with(false), &intake);
    let ids: Vec<(&str, String)> = borne
        .iter()
        .map(|event| (event.name.as_str(), event.id.to_string()))
        .collect();
    let vectors = [
        ("harvest", "f1c07f93-bba1-872e-be4d-1f98efe870b8".to_owned()),
        (
            "receiving",
            "026d8eef-4f67-8e72-916a-c941be213901".to_owned(),
        ),
    ];
    assert_eq!(ids, vectors);
    for event in &borne {
        let json: Value = serde_json::from_str(&event.written.json).unwrap();
        assert_eq!(json["eventID"], format!("urn:uuid:{}", event.id));
        assert_eq!(json["eventTime"], event.written.happened);
    }
}
