//! The public page of a lot about which something was recorded wrongly, and what it calls each stage.

use serde_json::{Value, json};

use crate::world::{Coop, GTIN, World, client, declared, described, document, harvest, id};

const DAY: &str = "2026-08-01T08:00:00.000+07:00";

fn lot_path(lot: &str) -> String {
    format!("/01/{GTIN}/10/{lot}")
}

fn page(world: &World, language: &str) -> String {
    let answer = world.get(&format!("{}?lang={language}", lot_path("L26A07")));
    assert_eq!(answer.status(), 200);
    answer.text().unwrap()
}

fn capture(coop: &Coop, events: &[Value]) {
    let job = coop.capture(&described(document(events), "Chè"));
    assert_eq!(job["success"], true, "{job}");
}

/// A harvest of another lot.
fn of_lot(mut event: Value, lot: &str) -> Value {
    event["quantityList"][0]["epcClass"] = json!(format!("https://id.gs1.org/01/{GTIN}/10/{lot}"));
    event
}

fn step_of(number: u32, action: &str, step: &str, disposition: &str) -> Value {
    let mut event = harvest(number);
    event["action"] = json!(action);
    event["bizStep"] = json!(step);
    event["disposition"] = json!(disposition);
    event.as_object_mut().unwrap().remove("ilmd");
    event
}

#[test]
fn a_corrected_harvest_shows_the_right_days_and_says_when_it_was_corrected() {
    let world = World::new();
    let coop = world.sample_coop();
    capture(&coop, &[harvest(1), harvest(2)]);
    assert!(!page(&world, "vi").contains("đính chính"));
    capture(&coop, &[harvest(3)]);
    capture(
        &coop,
        &[declared(&harvest(2), DAY, "incorrect_data", &[id(3)])],
    );
    let vietnamese = page(&world, "vi");
    assert!(
        vietnamese.contains("Đã đính chính ngày 01/08/2026."),
        "{vietnamese}"
    );
    assert!(vietnamese.contains("12/07 – 14/07/2026") && !vietnamese.contains("13/07"));
    let english = page(&world, "en");
    assert!(english.contains("Corrected on 1 August 2026.") && !english.contains("13 July"));
}

#[test]
fn what_did_not_occur_is_gone_and_it_is_said() {
    let world = World::new();
    let coop = world.sample_coop();
    let recall = step_of(4, "OBSERVE", "holding", "recalled");
    capture(&coop, &[harvest(1), recall.clone()]);
    assert!(page(&world, "vi").contains("đang bị thu hồi"));
    capture(&coop, &[declared(&recall, DAY, "did_not_occur", &[])]);
    let vietnamese = page(&world, "vi");
    assert!(!vietnamese.contains("thu hồi") && !vietnamese.contains("Tạm giữ"));
    assert!(vietnamese.contains("Ngày 01/08/2026, hợp tác xã đã rút lại một công đoạn ghi nhầm"));
    assert!(page(&world, "en").contains(
        "On 1 August 2026 the cooperative withdrew a stage that was recorded by mistake"
    ));
    let request = client()
        .get(world.url(&lot_path("L26A07")))
        .header("accept", "application/json");
    let facts: Value = request.send().unwrap().json().unwrap();
    assert_eq!(
        facts["corrections"],
        json!([{"date": "2026-08-01", "outcome": "did_not_occur"}])
    );
}

#[test]
fn a_wrong_lot_code_leads_to_the_right_lot() {
    let world = World::new();
    let coop = world.sample_coop();
    capture(&coop, &[harvest(1)]);
    capture(&coop, &[of_lot(harvest(2), "L26A08")]);
    capture(
        &coop,
        &[declared(&harvest(1), DAY, "incorrect_data", &[id(2)])],
    );
    let ask = |language: &str| {
        let answer = world.get(&format!("{}?lang={language}", lot_path("L26A07")));
        assert_eq!(answer.status(), 404);
        answer.text().unwrap()
    };
    let (vietnamese, english) = (ask("vi"), ask("en"));
    assert!(
        vietnamese.contains("Thông tin về lô L26A07 đã được rút lại"),
        "{vietnamese}"
    );
    assert!(vietnamese.contains("01/08/2026") && vietnamese.contains("Hãy xem lô hàng đúng"));
    assert!(english.contains("What was recorded for lot L26A07 has been withdrawn"));
    for page in [vietnamese, english] {
        assert!(
            page.contains(&format!("href=\"{}?", lot_path("L26A08"))),
            "{page}"
        );
    }
    assert_eq!(world.get(&lot_path("L26A08")).status(), 200);
}

#[test]
fn who_corrects_a_first_entry_goes_on_speaking_for_the_lot() {
    let world = World::new();
    let (coop, other) = (world.sample_coop(), world.coop("HTX Khác", "6200099999"));
    capture(&coop, &[harvest(1)]);
    let mut theirs = harvest(7);
    theirs["ilmd"]["cbvmda:bestBeforeDate"] = json!("2040-01-01");
    capture(&other, &[theirs]);
    capture(&coop, &[harvest(2)]);
    capture(
        &coop,
        &[declared(&harvest(1), DAY, "incorrect_data", &[id(2)])],
    );
    let page = page(&world, "vi");
    assert!(
        !page.contains("2040") && page.contains("HTX Khác ghi"),
        "{page}"
    );
}

#[test]
fn nobody_writes_a_correction_under_another_name() {
    let world = World::new();
    let (coop, other) = (world.sample_coop(), world.coop("HTX Khác", "6200099999"));
    capture(&coop, &[harvest(1)]);
    let theirs = harvest(7);
    capture(&other, std::slice::from_ref(&theirs));
    capture(&other, &[declared(&theirs, DAY, "did_not_occur", &[])]);
    let page = page(&world, "vi");
    assert!(
        !page.contains("rút lại") && !page.contains("HTX Khác"),
        "{page}"
    );
}

#[test]
fn a_lot_made_on_a_plot_is_a_harvest_in_either_spelling() {
    for step in ["commissioning", "creating_class_instance"] {
        for with_days in [true, false] {
            let world = World::new();
            let coop = world.sample_coop();
            let mut event = harvest(1);
            event["bizStep"] = json!(step);
            if !with_days {
                event.as_object_mut().unwrap().remove("ilmd");
            }
            capture(&coop, &[event]);
            let (vietnamese, english) = (page(&world, "vi"), page(&world, "en"));
            for words in ["<p class=\"step\">Thu hoạch</p>", "12/07/2026"] {
                assert!(vietnamese.contains(words), "{step}: {vietnamese}");
            }
            assert!(english.contains("<dt>Harvested</dt>") && english.contains("12 July 2026"));
            for received in ["Thu mua", "nhập kho", "Nhận hàng", "Lập lô", "Sản xuất lô"]
            {
                assert!(!vietnamese.contains(received), "{received}");
            }
            assert!(!english.contains("Received"));
        }
    }
}

#[test]
fn received_is_said_where_a_receiving_event_says_so() {
    let world = World::new();
    let coop = world.sample_coop();
    capture(
        &coop,
        &[
            harvest(1),
            step_of(2, "OBSERVE", "receiving", "in_progress"),
        ],
    );
    assert!(page(&world, "vi").contains("Thu mua, nhập kho"));
    assert!(page(&world, "en").contains("Received into stock"));
    capture(&coop, &[step_of(3, "OBSERVE", "receiving", "returned")]);
    assert!(page(&world, "vi").contains("Nhận hàng trả lại"));
    assert!(page(&world, "en").contains("Returned goods taken back"));
}

#[test]
fn what_is_made_of_a_lot_says_nothing_about_the_lot_itself() {
    let world = World::new();
    let coop = world.sample_coop();
    let class = |lot: &str| json!([{"epcClass": format!("https://id.gs1.org/01/{GTIN}/10/{lot}"), "quantity": 1, "uom": "KGM"}]);
    let mut packing = harvest(6);
    packing["type"] = json!("TransformationEvent");
    for gone in ["action", "quantityList"] {
        packing.as_object_mut().unwrap().remove(gone);
    }
    packing["inputQuantityList"] = class("L26A07");
    packing["outputQuantityList"] = class("GOI-1");
    packing["ilmd"] = json!({"cbvmda:bestBeforeDate": "2031-01-01"});
    packing["bizLocation"] = json!({"id": "https://id.gs1.org/414/9520123456788"});
    packing["readPoint"] = packing["bizLocation"].clone();
    let mut recall = step_of(2, "OBSERVE", "holding", "recalled");
    recall["eventTime"] = json!("2026-07-13T00:00:00.000+07:00");
    capture(&coop, &[harvest(1), recall, packing]);
    let page = page(&world, "vi");
    assert!(
        !page.contains("2031") && page.contains("Đưa vào chế biến, đóng gói"),
        "{page}"
    );
    assert!(page.contains("đang bị thu hồi"));
    let packed = world.get(&lot_path("GOI-1")).text().unwrap();
    assert!(
        packed.contains("2031") && packed.contains("Sản xuất lô hàng"),
        "{packed}"
    );
}
