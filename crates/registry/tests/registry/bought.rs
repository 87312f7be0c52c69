//! What the public page says of a lot that was bought: never that whoever sells it made it.

use serde_json::{Value, json};

use crate::world::{Coop, GTIN, World, client, described, document, harvest};

const STORE: &str = "https://id.gs1.org/414/9520123456788";
const BOUGHT: &str = "<p class=\"step\">Mua lô hàng của đơn vị khác</p>";
const PRODUCED: &str = "Sản xuất lô hàng";

/// A lot that came to be at the store, from these parties.
fn made_at_store(sources: Value) -> Value {
    let mut event = harvest(2);
    event["readPoint"] = json!({"id": STORE});
    event["bizLocation"] = json!({"id": STORE});
    event["ilmd"] = json!({"cbvmda:lotNumber": "L26A07"});
    if !sources.is_null() {
        event["sourceList"] = sources;
    }
    event
}

fn from_party(kind: &str, party: &str) -> Value {
    json!([{"type": kind, "source": party}])
}

fn page_of(coop: &Coop, world: &World, event: Value, language: &str) -> String {
    let job = coop.capture(&described(document(&[event]), "Chè"));
    assert_eq!(job["success"], true, "{job}");
    let path = format!("/01/{GTIN}/10/L26A07?lang={language}");
    world.get(&path).text().unwrap()
}

fn page(event: Value, language: &str) -> String {
    let world = World::new();
    page_of(&world.sample_coop(), &world, event, language)
}

#[test]
fn a_lot_from_another_party_was_bought_and_not_produced() {
    for kind in ["possessing_party", "owning_party"] {
        for party in [
            "urn:nuong:party:6200012345:NCC-01",
            "urn:nuong:party:6200099999",
            "https://id.gs1.org/417/9521234543213",
        ] {
            let event = made_at_store(from_party(kind, party));
            let vietnamese = page(event.clone(), "vi");
            assert!(vietnamese.contains(BOUGHT), "{party}: {vietnamese}");
            assert!(!vietnamese.contains(PRODUCED) && !vietnamese.contains("Đơn vị sản xuất"));
            assert!(vietnamese.contains("Đơn vị chịu trách nhiệm về hàng hóa"));
            let english = page(event, "en");
            assert!(english.contains("<p class=\"step\">Bought from another producer</p>"));
            assert!(!english.contains(">Produced<") && !english.contains("<h2>Producer</h2>"));
        }
    }
}

#[test]
fn a_lot_without_a_foreign_source_was_produced() {
    for sources in [
        Value::Null,
        json!([{"type": "location", "source": "https://id.gs1.org/414/9521234543213"}]),
        from_party("possessing_party", "urn:nuong:party:6200012345"),
        from_party("owning_party", "https://id.gs1.org/417/9520123456788"),
        from_party("owning_party", "urn:epc:id:pgln:9520123.45678"),
    ] {
        let page = page(made_at_store(sources.clone()), "vi");
        assert!(!page.contains("Mua lô hàng"), "{sources}");
        assert!(page.contains(PRODUCED) && page.contains("Đơn vị sản xuất"));
    }
}

#[test]
fn a_cooperative_is_known_by_the_tax_code_that_it_gives_itself() {
    let mut event = made_at_store(from_party(
        "possessing_party",
        "https://id.gs1.org/417/9520123456788",
    ));
    event.as_object_mut().unwrap().remove("nuong:owner");
    assert!(page(event, "vi").contains(PRODUCED));
}

#[test]
fn the_days_of_a_bought_harvest_are_shown_and_are_nobodys_harvest_here() {
    let mut event = made_at_store(from_party("possessing_party", "urn:nuong:party:6200099999"));
    event["ilmd"]["cbvmda:harvestStartDate"] = json!("2026-07-03");
    let page = page(event, "vi");
    assert!(
        page.contains(BOUGHT) && page.contains("03/07/2026"),
        "{page}"
    );
    assert!(!page.contains("<p class=\"step\">Thu hoạch</p>"));
}

#[test]
fn what_is_bought_for_a_plot_was_not_harvested_there() {
    let mut event = harvest(2);
    event.as_object_mut().unwrap().remove("ilmd");
    event["sourceList"] = from_party("possessing_party", "urn:nuong:party:6200099999");
    let page = page(event, "vi");
    assert!(
        page.contains(BOUGHT) && !page.contains("Thu hoạch"),
        "{page}"
    );
}

#[test]
fn programs_read_the_same() {
    let world = World::new();
    let event = made_at_store(from_party("possessing_party", "urn:nuong:party:6200099999"));
    page_of(&world.sample_coop(), &world, event, "vi");
    let request = client().get(world.url(&format!("/01/{GTIN}/10/L26A07")));
    let asked = request.header("accept", "application/json");
    let facts: Value = asked.send().unwrap().json().unwrap();
    assert_eq!(facts["stages"][0]["step"], "bought");
}
