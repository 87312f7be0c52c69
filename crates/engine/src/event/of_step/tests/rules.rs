//! What of a step goes where.

use super::*;
use LineRole::{In, On, Out};

const NAMED: &str = "urn:nuong:party:0000000952:CTY%2F1";
const SELF: &str = "urn:nuong:party:0000000952";

#[test]
fn an_intake_is_a_harvest_on_its_plot_and_a_receiving_at_the_store() {
    let nothing = Map::new();
    let intake = EventStep {
        origin: Some(PLOT),
        party: Some(HOUSEHOLD),
        ..step(&nothing, &[line(Out, LEAF, KHO, 812)])
    };
    let [harvest, receiving] = events("intake", &intake).try_into().unwrap();
    assert_eq!(
        harvest,
        json!({
            "type": "ObjectEvent", "action": "ADD", "bizStep": "creating_class_instance", "disposition": "active",
            "eventID": "urn:uuid:f1c07f93-bba1-872e-be4d-1f98efe870b8",
            "eventTime": "2026-09-02T00:00:00.000+07:00", "eventTimeZoneOffset": "+07:00",
            "readPoint": own_place("T-07"), "bizLocation": own_place("T-07"),
            "quantityList": [{ "epcClass": "urn:nuong:lot:0000000952:BUP:BUP-1", "quantity": 812, "uom": "KGM" }],
            "ilmd": {
                "cbvmda:lotNumber": "BUP-1", "cbvmda:countryOfOrigin": "VN",
                "cbvmda:harvestStartDate": "2026-09-02", "cbvmda:harvestEndDate": "2026-09-02",
            },
            "nuong:product": "urn:nuong:product:0000000952:BUP", "nuong:owner": SELF,
        })
    );
    assert_eq!(receiving["readPoint"], site());
    assert_eq!(
        receiving["sourceList"],
        json!([{ "type": "location", "source": "urn:nuong:place:0000000952:T-07" }])
    );
    assert_eq!(
        receiving["destinationList"],
        json!([{ "type": "possessing_party", "destination": SELF },
               { "type": "location", "destination": "urn:nuong:place:0000000952" }])
    );
}

#[test]
fn an_intake_without_an_origin_is_a_receiving_from_nowhere() {
    let nothing = Map::new();
    let intake = step(&nothing, &[line(Out, LEAF, KHO, 812)]);
    let receiving = event("intake", &intake);
    assert_eq!(receiving["bizStep"], "receiving");
    assert_eq!(receiving.get("sourceList"), None);
}

#[test]
fn a_harvest_takes_from_a_live_lot_or_from_the_field() {
    let nothing = Map::new();
    let out = line(Out, LEAF, PLOT, 5);
    assert_eq!(
        event("harvest", &step(&nothing, &[out]))["type"],
        "ObjectEvent"
    );
    let both = step(&nothing, &[line(In, TEA, place("AO-1"), 7), out]);
    let turned = event("harvest", &both);
    assert_eq!(turned["type"], "TransformationEvent");
    assert_eq!(
        turned["readPoint"],
        own_place("AO-1"),
        "where the in lines lie"
    );
    assert_eq!(turned["inputQuantityList"][0]["quantity"], 7);
    assert_eq!(turned["outputQuantityList"][0]["quantity"], 5);
    assert_eq!(turned.get("nuong:product"), None, "two products");
}

#[test]
fn lots_of_several_lines_are_there_once_with_their_sum_and_in_any_order_alike() {
    let nothing = Map::new();
    let lines = [
        line(In, TEA, KHO, 2),
        line(In, LEAF, KHO, 1),
        line(In, TEA, PLOT, 3),
        line(Out, TEA, place("QUAY"), 5),
        line(Out, LEAF, place("QUAY"), 1),
    ];
    let moved = event("collect", &step(&nothing, &lines));
    assert_eq!(
        moved["quantityList"],
        json!([{ "epcClass": "urn:nuong:lot:0000000952:BUP:BUP-1", "quantity": 1, "uom": "KGM" },
               { "epcClass": "urn:nuong:lot:0000000952:CHE:CHE-1", "quantity": 5, "uom": "KGM" }])
    );
    assert_eq!(
        moved["readPoint"],
        site(),
        "in lines of two places share none"
    );
    let mut shuffled = lines;
    shuffled.reverse();
    assert_eq!(event("collect", &step(&nothing, &shuffled)), moved);
}

#[test]
fn what_is_looked_at_goes_out_without_an_amount() {
    let nothing = Map::new();
    let held = event("hold", &step(&nothing, &[line(On, PACKS, KHO, 5)]));
    let class = json!([{ "epcClass": "https://id.gs1.org/01/09520120070000/10/L26A07" }]);
    assert_eq!(held["quantityList"], class);
    assert_eq!(
        held["nuong:product"],
        "https://id.gs1.org/01/09520120070000"
    );
}

#[test]
fn pieces_and_litres_have_their_units() {
    let nothing = Map::new();
    let of = |base, dimension| EventLine {
        amount: Quantity::from_base(base, dimension).unwrap(),
        ..line(In, TEA, KHO, 1)
    };
    let quantity = |sold| event("sell", &step(&nothing, &[sold]))["quantityList"][0].clone();
    let class = "urn:nuong:lot:0000000952:CHE:CHE-1";
    assert_eq!(
        quantity(of(40, Dimension::Count)),
        json!({ "epcClass": class, "quantity": 40 })
    );
    assert_eq!(
        quantity(of(1_500_000, Dimension::Volume)),
        json!({ "epcClass": class, "quantity": 1.5, "uom": "LTR" })
    );
}

#[test]
fn a_pallet_is_loaded_shipped_and_unloaded_by_its_sscc() {
    let nothing = Map::new();
    let id = format!("https://id.gs1.org/00/{SSCC}");
    let loading = EventStep {
        place: PALLET,
        ..step(
            &nothing,
            &[line(In, TEA, KHO, 5), line(Out, TEA, PALLET, 5)],
        )
    };
    let loaded = event("load", &loading);
    assert_eq!(
        (&loaded["action"], &loaded["parentID"]),
        (&json!("ADD"), &json!(id))
    );
    assert_eq!(
        (&loaded["readPoint"], &loaded["bizLocation"]),
        (&site(), &site())
    );
    assert_eq!(loaded["childQuantityList"][0]["quantity"], 5);
    let unloading = step(
        &nothing,
        &[line(In, TEA, PALLET, 5), line(Out, TEA, KHO, 5)],
    );
    let unloaded = event("unload", &unloading);
    assert_eq!(
        (&unloaded["action"], &unloaded["parentID"]),
        (&json!("DELETE"), &json!(id))
    );
    let lines = [
        line(In, TEA, PALLET, 5),
        line(In, LEAF, PALLET, 1),
        line(In, PACKS, KHO, 2),
    ];
    let shipped = event("ship", &step(&nothing, &lines));
    assert_eq!(shipped["epcList"], json!([id]));
    assert_eq!(shipped["quantityList"].as_array().map(Vec::len), Some(1));
    let sold = event("sell", &step(&nothing, &lines));
    assert_eq!(sold.get("epcList"), None, "only where the stage says so");
}

#[test]
fn a_pallet_without_a_sound_sscc_is_a_place_like_others() {
    let nothing = Map::new();
    let crate_9 = EventPlace {
        code: "THUNG-9",
        is_pallet: true,
    };
    let shipped = event("ship", &step(&nothing, &[line(In, TEA, crate_9, 5)]));
    assert_eq!(shipped.get("epcList"), None);
    let loading = EventStep {
        place: crate_9,
        ..step(
            &nothing,
            &[line(In, TEA, KHO, 5), line(Out, TEA, crate_9, 5)],
        )
    };
    let parent = &event("load", &loading)["parentID"];
    assert_eq!(parent, "urn:nuong:place:0000000952:THUNG-9");
    let shelf = step(&nothing, &[line(In, TEA, place(SSCC), 5)]);
    assert_eq!(event("ship", &shelf).get("epcList"), None, "no pallet");
}

#[test]
fn a_delivery_names_its_buyer_and_its_documents() {
    let told = told(json!({ "invoice": "1C26/7", "order": "Đ 5" }));
    let shipping = EventStep {
        party: Some(BUYER),
        ..step(&told, &[line(In, TEA, KHO, 5)])
    };
    let shipped = event("ship", &shipping);
    let ends = ["owning_party", "possessing_party", "location"];
    let ends = ends.map(|end| json!({ "type": end, "destination": NAMED }));
    assert_eq!(shipped["destinationList"], json!(ends));
    assert_eq!(
        shipped["bizTransactionList"],
        json!([{ "type": "inv", "bizTransaction": "urn:nuong:bt:0000000952:1C26%2F7" },
               { "type": "po", "bizTransaction": "urn:nuong:bt:0000000952:%C4%90%205" }])
    );
    assert_eq!(shipped.get("bizLocation"), None, "on its way");
    let with_gln = written("ship", &names_with(true), &shipping);
    let json = &with_gln[0].written.json;
    let pair = "{\"type\":\"owning_party\",\"destination\":";
    assert!(json.contains(pair), "the type first: {json}");
    assert!(
        json.contains("\"urn:epcglobal:cbv:bt:9520120070017:1C26%2F7\""),
        "{json}"
    );
}

#[test]
fn a_household_that_gets_inputs_is_left_out() {
    let nothing = Map::new();
    let shipping = EventStep {
        party: Some(HOUSEHOLD),
        ..step(&nothing, &[line(In, TEA, KHO, 5)])
    };
    assert_eq!(event("ship", &shipping).get("destinationList"), None);
}

#[test]
fn what_is_made_has_its_lot_number_unless_it_is_several_lots() {
    let told = told(json!({ "expiry": "2028-09-02", "net": 200_000 }));
    let ilmd = |lines: &[EventLine<'_>]| event("pack", &step(&told, lines))["ilmd"].clone();
    let (tea, packs) = (line(In, TEA, KHO, 5), line(Out, PACKS, KHO, 3));
    let country = json!({ "cbvmda:lotNumber": "L26A07", "cbvmda:itemExpirationDate": "2028-09-02", "cbvmda:countryOfOrigin": "VN" });
    assert_eq!(ilmd(&[tea, packs, line(Out, PACKS, PLOT, 1)]), country);
    let other = Subject {
        lot: "L26A08",
        ..PACKS
    };
    let several = ilmd(&[tea, packs, line(Out, other, KHO, 2)]);
    assert_eq!(
        several,
        json!({ "cbvmda:itemExpirationDate": "2028-09-02", "cbvmda:countryOfOrigin": "VN" })
    );
    let bought = ilmd(&[
        tea,
        EventLine {
            is_bought: true,
            ..packs
        },
    ]);
    assert_eq!(
        bought,
        json!({ "cbvmda:lotNumber": "L26A07", "cbvmda:itemExpirationDate": "2028-09-02" })
    );
    let box_bought = ilmd(&[
        EventLine {
            is_bought: true,
            ..tea
        },
        packs,
    ]);
    assert_eq!(box_bought, country);
}

#[test]
fn a_splitting_is_about_one_product() {
    let nothing = Map::new();
    let half = Subject {
        lot: "CHE-1A",
        ..TEA
    };
    let lines = [
        line(In, TEA, KHO, 5),
        line(Out, TEA, KHO, 3),
        line(Out, half, KHO, 2),
    ];
    let split = event("split", &step(&nothing, &lines));
    assert_eq!(split["nuong:product"], "urn:nuong:product:0000000952:CHE");
}

#[test]
fn a_reading_carries_what_was_measured_and_when() {
    let told = told(json!({ "temperature": -1.5, "humidity": 85 }));
    let reading = EventStep {
        time: Some(jiff::civil::time(7, 30, 0, 0)),
        ..step(&told, &[line(On, TEA, KHO, 5)])
    };
    let read = event("reading", &reading);
    assert_eq!(read["eventTime"], "2026-09-02T07:30:00.000+07:00");
    let reports = json!([{ "type": "Temperature", "value": -1.5, "uom": "CEL" },
                         { "type": "RelativeHumidity", "value": 85, "uom": "P1" }]);
    assert_eq!(
        read["sensorElementList"],
        json!([{ "sensorReport": reports }])
    );
}

#[test]
fn a_test_is_its_result_and_needs_one() {
    let failed = told(json!({ "result": "non_conformant" }));
    let lines = [line(On, TEA, KHO, 5)];
    assert_eq!(
        event("test", &step(&failed, &lines))["disposition"],
        "non_conformant"
    );
    let stages = Stages::shipped().unwrap();
    let stage = stages.find_stage("test").unwrap();
    let nothing = Map::new();
    let refused = stage_events(&names_with(false), stage, &step(&nothing, &lines), now());
    assert_eq!(refused.err().map(|e| e.code), Some(Code::EventInvalid));
}

#[test]
fn a_recall_outlasts_its_event_until_it_is_lifted() {
    let nothing = Map::new();
    let seen = step(&nothing, &[line(On, TEA, KHO, 5)]);
    assert_eq!(
        event("recall", &seen)["persistentDisposition"],
        json!({ "set": ["recalled"] })
    );
    assert_eq!(
        event("lift", &seen)["persistentDisposition"],
        json!({ "unset": ["recalled"] })
    );
}

#[test]
fn words_of_our_own_carry_what_is_told() {
    let told = told(json!({ "their_lot": "X-9" }));
    let buying = EventStep {
        party: Some(BUYER),
        ..step(&told, &[line(Out, TEA, KHO, 5)])
    };
    let bought = event("buy", &buying);
    assert_eq!(bought["nuong:their_lot"], "X-9");
    assert_eq!(
        bought["sourceList"],
        json!([{ "type": "possessing_party", "source": NAMED }])
    );
}

#[test]
fn places_have_names_that_gs1_takes() {
    let names = names_with(true);
    for (code, name) in [
        ("KHO", "https://id.gs1.org/414/9520120070017"),
        ("T/07", "https://id.gs1.org/414/9520120070017/254/T%2F07"),
        (
            "A-CODE-OF-MORE-THAN-20",
            "urn:nuong:place:0000000952:A-CODE-OF-MORE-THAN-20",
        ),
        ("Ô 7", "urn:nuong:place:0000000952:%C3%94%207"),
    ] {
        assert_eq!(names.name_of_place(code), name);
    }
}

#[test]
fn a_step_without_what_its_event_needs_is_refused() {
    let nothing = Map::new();
    let stages = Stages::shipped().unwrap();
    for (stage, lines) in [
        ("process", [line(In, TEA, KHO, 5)]),
        ("process", [line(Out, TEA, KHO, 5)]),
        ("sell", [line(In, TEA, KHO, 0)]),
    ] {
        let stage = stages.find_stage(stage).unwrap();
        let refused = stage_events(&names_with(true), stage, &step(&nothing, &lines), now());
        assert_eq!(refused.err().map(|e| e.code), Some(Code::EventInvalid));
    }
    let plain = step(&nothing, &[line(In, TEA, KHO, 5)]);
    assert_eq!(events("use", &plain), Vec::<Value>::new());
}
