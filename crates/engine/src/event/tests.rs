use std::collections::BTreeSet;

use serde_json::Value;

use crate::App;
use crate::testing::ask;
use crate::testing::farm::{cooperative, farm, harvest};

fn events(app: &App) -> Vec<Value> {
    app.export_epcis().unwrap()["epcisBody"]["eventList"]
        .as_array()
        .unwrap()
        .clone()
}

fn steps(app: &App) -> Vec<(String, String)> {
    let word = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    events(app)
        .iter()
        .map(|e| {
            (
                word(&e["bizStep"]),
                e["quantityList"][0]["quantity"].to_string(),
            )
        })
        .collect()
}

#[test]
fn two_picks_are_two_harvests_and_nobody_received_them() {
    let (_dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        tx.record_harvest(
            &harvest(farm.tea, Some(farm.plot), "L1", "2026-10-21", 188),
            None,
        )?;
        tx.record_harvest(
            &harvest(farm.tea, Some(farm.plot), "L1", "2026-10-20", 812),
            None,
        )
    })
    .unwrap();
    let told: Vec<(String, String)> = steps(&app);
    let told: Vec<(&str, &str)> = told.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(
        told,
        [
            ("creating_class_instance", "812"),
            ("creating_class_instance", "188"),
        ]
    );
}

#[test]
fn a_lot_that_grows_later_tells_only_what_it_gained() {
    let (_dir, app) = cooperative();
    let tea = app.write("", farm).unwrap().tea;
    app.write("", |tx| {
        tx.record_harvest(&harvest(tea, None, "L1", "2026-10-20", 5), None)
    })
    .unwrap();
    let before = events(&app);
    app.write("", |tx| {
        tx.record_harvest(&harvest(tea, None, "L1", "2026-10-22", 3), None)
    })
    .unwrap();
    let after = events(&app);
    assert_eq!(after[..1], before[..], "what was said stays said");
    let told: Vec<String> = steps(&app)[1..]
        .iter()
        .map(|(step, kg)| format!("{step} {kg}"))
        .collect();
    assert_eq!(told, ["creating_class_instance 3"]);
    assert_eq!(app.lot("L1").unwrap().row.quantity, 8.0);
}

#[test]
fn an_event_says_what_where_when_and_nobody_s_name() {
    let (_dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        tx.record_harvest(
            &harvest(farm.tea, Some(farm.plot), "L1", "2026-10-20", 812),
            None,
        )
    })
    .unwrap();
    let document = app.export_epcis().unwrap();
    let event = &document["epcisBody"]["eventList"][0];
    assert_eq!(event["eventTime"], "2026-10-20T00:00:00.000+07:00");
    assert_eq!(event["eventTimeZoneOffset"], "+07:00");
    assert_eq!(
        event["quantityList"][0]["epcClass"],
        "https://id.gs1.org/01/09520120070000/10/L1"
    );
    assert_eq!(event["quantityList"][0]["uom"], "KGM");
    assert_eq!(
        event["readPoint"]["id"],
        "https://id.gs1.org/414/9520120070017/254/T001"
    );
    assert_eq!(event["ilmd"]["cbvmda:lotNumber"], "L1");
    // When it expires is told by the packing alone.
    assert_eq!(event["ilmd"]["cbvmda:itemExpirationDate"], Value::Null);
    assert_eq!(
        event["nuong:product"],
        "https://id.gs1.org/01/09520120070000"
    );
    assert_eq!(event["nuong:owner"], "https://id.gs1.org/417/9520120070017");
    let text = document.to_string();
    for private in ["Nùng Văn Mẫu", "H001", "Bản Nà Khương"] {
        assert!(!text.contains(private), "{private}");
    }
    assert!(text.contains("Chè Ô long"));
    assert!(text.contains("Xã Tả Lèng, Lai Châu"));
}

#[test]
fn without_gtin_and_gln_our_own_names_serve() {
    let (_dir, app) = cooperative();
    let profile = app.profile().unwrap().unwrap();
    app.update_profile(crate::cooperative::Profile {
        gln: None,
        ..profile
    })
    .unwrap();
    app.write("", |tx| {
        let farm = farm(tx)?;
        tx.record_harvest(
            &harvest(farm.rice, Some(farm.plot), "L1", "2026-10-20", 812),
            None,
        )
    })
    .unwrap();
    let event = &events(&app)[0];
    assert_eq!(
        event["quantityList"][0]["epcClass"],
        "urn:nuong:lot:0000000952:GAO:L1"
    );
    assert_eq!(event["readPoint"]["id"], "urn:nuong:place:0000000952:T001");
    assert_eq!(event["nuong:owner"], "urn:nuong:party:0000000952");
    assert_eq!(
        app.lot("L1").unwrap().link,
        "https://qr.txng.gov.vn/0000000952/GAO/L1"
    );
}

#[test]
fn a_document_is_valid_and_its_hashes_are_the_stored_ones() {
    let (_dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        tx.record_harvest(
            &harvest(farm.tea, Some(farm.plot), "L1", "2026-10-20", 812),
            None,
        )?;
        tx.record_harvest(&harvest(farm.rice, None, "L2", "2026-10-21", 5), None)
    })
    .unwrap();
    let document = app.export_epcis().unwrap();
    let rules = nuong_epcis::Rules::at(app.host().now());
    assert_eq!(nuong_epcis::validate_body(&document, &rules), []);
    let context = nuong_epcis::Context::of(&document);
    let stored = app.read(|r| r.events(None)).unwrap();
    for (event, stored) in document["epcisBody"]["eventList"]
        .as_array()
        .unwrap()
        .iter()
        .zip(&stored)
    {
        assert_eq!(
            nuong_epcis::event_hash(event, &context).unwrap(),
            stored.hash
        );
        assert_eq!(event["eventID"], format!("urn:uuid:{}", stored.id));
    }
    assert_eq!(
        stored.iter().map(|e| e.id).collect::<BTreeSet<_>>().len(),
        2
    );
}

#[test]
fn a_lot_keeps_the_name_it_was_born_with() {
    let (_dir, app) = cooperative();
    let farm = app.write("", farm).unwrap();
    app.write("", |tx| {
        tx.record_harvest(&harvest(farm.rice, None, "L1", "2026-10-20", 5), None)
    })
    .unwrap();
    let link = app.lot("L1").unwrap().link;
    let mut product = app.product(&farm.rice.to_string()).unwrap();
    product.gtin = Some("9520120070024".into());
    app.save_product(product).unwrap();
    assert_eq!(app.lot("L1").unwrap().link, link, "printed links stay true");
    app.write("", |tx| {
        tx.record_harvest(&harvest(farm.rice, None, "L1", "2026-10-22", 5), None)
    })
    .unwrap();
    let classes: BTreeSet<String> = events(&app)
        .iter()
        .map(|e| e["quantityList"][0]["epcClass"].to_string())
        .collect();
    assert_eq!(classes.len(), 1);
    app.write("", |tx| {
        tx.record_harvest(&harvest(farm.rice, None, "L2", "2026-10-22", 5), None)
    })
    .unwrap();
    assert!(
        app.lot("L2")
            .unwrap()
            .link
            .contains("/01/09520120070024/10/L2")
    );
    assert_eq!(ask(&app, "SELECT count(*) FROM trace_event"), 3);
}

#[test]
fn master_data_speaks_of_things_by_the_names_that_their_events_use() {
    let (_dir, app) = cooperative();
    let mut profile = app.profile().unwrap().unwrap();
    let later = profile.gln.take().unwrap_or("9520123456016".into());
    app.update_profile(profile.clone()).unwrap();
    let pick = |lot: &str, day: &str| {
        app.write("", |tx| {
            let farm = farm(tx)?;
            tx.record_harvest(&harvest(farm.tea, Some(farm.plot), lot, day, 5), None)
        })
        .unwrap();
    };
    pick("L1", "2026-10-20");
    profile.gln = nuong_gs1::Gln::parse(&later).is_ok().then_some(later);
    assert!(profile.gln.is_some());
    app.update_profile(profile).unwrap();
    pick("L2", "2026-10-21");
    let document = app.export_epcis().unwrap();
    let header = document["epcisHeader"].to_string();
    for event in events(&app) {
        for named in [
            &event["nuong:owner"],
            &event["readPoint"]["id"],
            &event["bizLocation"]["id"],
        ] {
            assert!(header.contains(&named.to_string()), "{named} in {header}");
        }
    }
}

#[test]
fn an_event_taken_over_counts_in_the_words_that_came_first_and_what_was_written_stays() {
    let (_dir, app) = cooperative();
    app.write("", |tx| {
        let tea = farm(tx)?.tea;
        tx.record_harvest(&harvest(tea, None, "L1", "2026-10-20", 5), None)
    })
    .unwrap();
    let event = app.read(|r| r.events(None)).unwrap().remove(0);
    let mut words = event.json.clone();
    for (place, kept) in [
        ("urn:nuong:place:OLD", true),
        ("urn:nuong:place:NEW", false),
    ] {
        words["bizLocation"]["id"] = place.into();
        app.write("", |tx| tx.adopt_event(event.n, &words.to_string()))
            .unwrap();
        let shown = events(&app)[0]["bizLocation"]["id"] == place;
        assert_eq!(shown, kept, "{place}");
    }
    let taken = app.read(|r| r.events(None)).unwrap().remove(0);
    assert_ne!(taken.hash, event.hash);
    let lot = app.lot("L1").unwrap();
    let adopted =
        |line: &&crate::lot::view::HistoryLine| line.message.key == "core.history.event_adopted";
    assert_eq!(lot.history.iter().filter(adopted).count(), 1);
    let no_event = app.write("", |tx| tx.adopt_event(event.n + 1, "{}"));
    assert_eq!(no_event.unwrap_err().code, crate::Code::EventInvalid);
    let conn = rusqlite::Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    for change in [
        "DELETE FROM adopted_event",
        "UPDATE adopted_event SET json = '{}'",
    ] {
        assert!(conn.execute(change, []).is_err(), "{change}");
    }
}
