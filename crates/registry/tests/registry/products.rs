//! Which product the page of a lot names where events tell of several products or of none: that of the lot's own class.

use serde_json::{Value, json};

use crate::world::{Coop, GTIN, World, described, document, harvest, id};

const TEA: &str = "Chè Shan tuyết cổ thụ Tả Lèng";
const LEAF: &str = "urn:nuong:product:6200012345:BUP";
const LEAF_NAME: &str = "Búp chè tươi";

fn leaf_lot() -> String {
    "urn:nuong:lot:6200012345:BUP:B-1".to_owned()
}

fn tea_lot() -> String {
    format!("https://id.gs1.org/01/{GTIN}/10/L26A07")
}

/// Leaf that became tea; `product` is what the event says of products.
fn processing(product: Value) -> Value {
    let mut event = json!({
        "type": "TransformationEvent", "eventID": id(7),
        "eventTime": "2026-07-14T00:00:00.000+07:00", "eventTimeZoneOffset": "+07:00",
        "bizStep": "creating_class_instance", "disposition": "active",
        "inputQuantityList": [{ "epcClass": leaf_lot(), "quantity": 50, "uom": "KGM" }],
        "outputQuantityList": [{ "epcClass": tea_lot(), "quantity": 11, "uom": "KGM" }],
        "nuong:owner": "https://id.gs1.org/417/9520123456788",
    });
    if !product.is_null() {
        event["nuong:product"] = product;
    }
    event
}

/// With master data of both products.
fn publish(coop: &Coop, events: &[Value]) {
    let mut document = described(document(events), TEA);
    let list = "/epcisHeader/epcisMasterData/vocabularyList/0/vocabularyElementList";
    let elements = document.pointer_mut(list).unwrap().as_array_mut().unwrap();
    let name = json!({ "id": "cbvmda:descriptionShort", "attribute": LEAF_NAME });
    elements.push(json!({ "id": LEAF, "attributes": [name] }));
    let job = coop.capture(&document);
    assert_eq!(job["success"], true, "{job}");
}

fn assert_names(world: &World, path: &str, name: &str, other: &str) {
    let page = world.get(path).text().unwrap();
    assert!(
        page.contains(name) && !page.contains(other),
        "{path}: {page}"
    );
}

#[test]
fn a_lot_whose_events_name_no_product_is_of_the_product_of_its_class() {
    let both = json!([format!("https://id.gs1.org/01/{GTIN}"), LEAF]);
    for product in [Value::Null, both] {
        let world = World::new();
        publish(&world.sample_coop(), &[processing(product)]);
        let tea = format!("/01/{GTIN}/10/L26A07");
        assert_names(&world, &tea, TEA, LEAF_NAME);
        assert_names(&world, "/6200012345/BUP/B-1", LEAF_NAME, TEA);
    }
}

#[test]
fn what_became_of_a_lot_is_not_its_product() {
    let world = World::new();
    let product = json!(format!("https://id.gs1.org/01/{GTIN}"));
    publish(&world.sample_coop(), &[processing(product)]);
    assert_names(&world, "/6200012345/BUP/B-1", LEAF_NAME, TEA);
}

#[test]
fn an_event_without_a_product_says_no_less_than_one_with_it() {
    let page_of = |named: bool| {
        let world = World::new();
        let mut event = harvest(1);
        if !named {
            event.as_object_mut().unwrap().remove("nuong:product");
        }
        publish(&world.sample_coop(), &[event]);
        let page = world.get(&format!("/01/{GTIN}/10/L26A07"));
        let page = page.text().unwrap();
        [
            "200 g",
            "100% búp chè",
            TEA,
            "Hợp tác xã Nông nghiệp Mẫu Tam Đường",
        ]
        .map(|words| page.contains(words))
    };
    assert_eq!(page_of(true), [true; 4]);
    assert_eq!(page_of(false), [true; 4]);
}
