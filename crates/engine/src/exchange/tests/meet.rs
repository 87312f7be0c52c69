//! What comes to light when laptops meet.

use serde_json::json;

use super::dump::{assert_alike, projections, shared};
use super::kit::{intake, laptop, meet, ship, split};
use crate::entry::view::Anyway;

fn anyway() -> Anyway {
    Anyway {
        anyway: false,
        reason: "nhầm".into(),
    }
}

#[test]
fn a_circle_that_closes_between_laptops_puts_exactly_its_lots_to_review() {
    let (one, two) = (laptop(1, 0), laptop(2, 0));
    for lot in ["A", "B", "C", "D"] {
        one.added(intake(lot, 100.0));
    }
    two.merge(&one);
    one.added(split("A", "B", 1.0));
    one.added(split("B", "C", 1.0));
    one.added(split("C", "D", 1.0));
    let closing = two.added(split("C", "A", 1.0));
    let (here, there) = meet(&one, &two);
    assert_eq!(here.to_review, ["A", "B", "C"]);
    assert_eq!(there.to_review, ["A", "B", "C"]);
    assert_eq!(one.review("B"), ["lineage_cycle"]);
    assert!(one.review("D").is_empty());
    let refused = one.add(ship("B", 1.0)).unwrap_err();
    assert_eq!(refused.code.as_str(), "lot_to_review");
    // Opened again it is forgotten, also of the lot that the voided step does not name.
    one.app.void_step(&closing, "Lan", &anyway(), "vi").unwrap();
    assert!(["A", "B", "C"].iter().all(|lot| one.review(lot).is_empty()));
    two.merge(&one);
    assert_alike(&shared(&one.app), &shared(&two.app), "opened");
}

#[test]
fn stock_below_nothing_only_when_laptops_meet_puts_the_lot_to_review() {
    let (one, two) = (laptop(1, 0), laptop(2, 0));
    one.added(intake("A", 100.0));
    two.merge(&one);
    one.added(ship("A", 60.0));
    two.added(ship("A", 60.0));
    let (here, there) = meet(&one, &two);
    assert_eq!(
        (&here.to_review, &there.to_review),
        (&vec!["A".to_owned()], &vec!["A".to_owned()])
    );
    assert_eq!(one.review("A"), ["stock_negative"]);
    // Told once: it was to review before.
    assert!(one.merge(&two).to_review.is_empty());
}

#[test]
fn corrected_differently_one_counts_and_both_are_shown() {
    let (one, two) = (laptop(1, 0), laptop(2, 0));
    let wrong = one.added(intake("A", 100.0));
    two.merge(&one);
    for (laptop, kg) in [(&one, 10.0), (&two, 20.0)] {
        let step = intake("A", kg).to_string();
        laptop
            .app
            .correct_step(&wrong, &step, "Lan", &anyway(), "vi")
            .unwrap();
    }
    let (here, there) = meet(&one, &two);
    assert_eq!(
        (here.to_review, there.to_review),
        (vec!["A".to_owned()], vec!["A".to_owned()])
    );
    assert_eq!(one.review("A"), ["corrected_differently"]);
    let steps = one.app.steps(&Default::default()).unwrap();
    assert_eq!(steps.len(), 3);
    assert_eq!(steps.iter().filter(|step| step.stands).count(), 1);
    let before = projections(&one.app);
    one.app.rebuild().unwrap();
    assert_alike(&before, &projections(&one.app), "rebuilt");
    assert_alike(&shared(&one.app), &shared(&two.app), "laptops");
}

#[test]
fn a_laptop_ten_years_ahead_wins_by_nothing() {
    let (ahead, right) = (laptop(1, 10), laptop(2, 0));
    let phone = |app: &crate::App, phone: &str| {
        let party =
            json!({"code": "H01", "name": "Lò Văn Mẫu", "kind": "household", "phone": phone});
        app.put_parties(&party.to_string()).unwrap();
    };
    phone(&ahead.app, "0901");
    right.merge(&ahead);
    phone(&right.app, "0902");
    meet(&ahead, &right);
    for laptop in [&ahead, &right] {
        let parties = serde_json::to_value(laptop.app.parties(None).unwrap()).unwrap();
        let own = parties
            .as_array()
            .unwrap()
            .iter()
            .find(|p| p["code"] == "H01")
            .unwrap();
        assert_eq!(own["phone"], "0902");
    }
    assert_alike(&shared(&ahead.app), &shared(&right.app), "ahead");
}

#[test]
fn a_row_read_on_both_laptops_is_one_step_with_what_both_noted() {
    let (one, two) = (laptop(1, 0), laptop(2, 0));
    for (laptop, note, moisture) in [(&one, "", Some(135)), (&two, "chè một tôm hai lá", None)]
    {
        laptop
            .app
            .write("Lan", |tx| {
                let mut row = crate::testing::farm::harvest(
                    laptop.farm.tea,
                    Some(laptop.farm.plot),
                    "A",
                    "2026-10-20",
                    5,
                );
                row.note = note.into();
                row.moisture_permille = moisture;
                tx.record_harvest(&row, Some(1))
            })
            .unwrap();
    }
    meet(&one, &two);
    for laptop in [&one, &two] {
        let steps = laptop.app.steps(&Default::default()).unwrap();
        let [step] = &steps[..] else {
            panic!("{steps:?}")
        };
        assert_eq!(step.rest["note"], "chè một tôm hai lá");
        assert_eq!(step.lines[0].rest["moisture"], 135);
        assert_eq!(laptop.app.stock_balance("A").unwrap().quantity, 5.0);
    }
    assert_alike(&shared(&one.app), &shared(&two.app), "row");
    let again = one.app.write("Lan", |tx| {
        let row =
            crate::testing::farm::harvest(one.farm.tea, Some(one.farm.plot), "A", "2026-10-20", 5);
        tx.record_harvest(&row, Some(1))
    });
    assert_eq!(again.unwrap(), None);
}

#[test]
fn a_supersede_waits_for_its_step() {
    let (one, two) = (laptop(1, 0), laptop(2, 0));
    let wrong = one.added(intake("A", 100.0));
    let before = one.lines();
    let step = intake("A", 10.0).to_string();
    one.app
        .correct_step(&wrong, &step, "Lan", &anyway(), "vi")
        .unwrap();
    // A file that lost the steps on its way through some other program, and has the rows.
    let rows: Vec<_> = one
        .lines()
        .into_iter()
        .filter(|line| line["kind"] != "step")
        .collect();
    two.take(&rows).unwrap();
    two.take(&before).unwrap();
    assert!(
        two.app.step(&wrong).unwrap().stands,
        "what is to stand in its place is not there"
    );
    two.merge(&one);
    assert!(!two.app.step(&wrong).unwrap().stands);
    assert_eq!(two.app.stock_balance("A").unwrap().quantity, 10.0);
    let before = projections(&two.app);
    two.app.rebuild().unwrap();
    assert_alike(&before, &projections(&two.app), "rebuilt");
}

#[test]
fn one_lot_in_kilograms_here_and_in_pieces_there_is_to_review() {
    let (one, two) = (laptop(1, 0), laptop(2, 0));
    for (laptop, unit) in [(&one, "kg"), (&two, "piece")] {
        let step = json!({"stage": "harvest", "day": "2026-10-20", "lines": [
            {"role": "out", "lot": "A", "product": "CHE-OL", "quantity": 5, "unit": unit}]});
        laptop.added(step);
    }
    let (here, there) = meet(&one, &two);
    assert_eq!(
        (&*here.to_review, &*there.to_review),
        (&["A".to_owned()][..], &["A".to_owned()][..])
    );
    assert_eq!(one.review("A"), ["born_differently"]);
    // Each told its own delivery as it was; all else is alike.
    let (mut here, mut there) = (shared(&one.app), shared(&two.app));
    assert!(here.remove("event") != there.remove("event"));
    assert_alike(&here, &there, "born");
    let before = projections(&one.app);
    one.app.rebuild().unwrap();
    assert_alike(&before, &projections(&one.app), "rebuilt");
}

#[test]
fn events_of_what_came_wait_once_and_those_of_what_is_out_do_not() {
    let (one, two) = (laptop(1, 0), laptop(2, 0));
    two.app
        .write("", |tx| {
            tx.save_destination(&crate::store::tests::door::destination())
        })
        .unwrap();
    let wrong = one.added(intake("A", 100.0));
    one.added(ship("A", 5.0));
    let step = intake("A", 10.0).to_string();
    one.app
        .correct_step(&wrong, &step, "Lan", &anyway(), "vi")
        .unwrap();
    for _ in 0..2 {
        two.merge(&one);
        let events = |of: &str| {
            let sql = format!(
                "SELECT count(*) FROM trace_event e JOIN step s ON s.n = e.step WHERE {of}"
            );
            crate::testing::ask(&two.app, &sql)
        };
        assert_eq!(
            events("1"),
            crate::testing::ask(&one.app, "SELECT count(*) FROM trace_event")
        );
        let waiting =
            "EXISTS (SELECT 1 FROM delivery d WHERE d.event = e.n AND d.state = 'waiting')";
        let dead = "s.n IN (SELECT step FROM dead)";
        assert_eq!(events(&format!("{waiting} AND {dead}")), 0);
        assert_eq!(events(waiting), events(&format!("NOT {dead}")));
        assert_eq!(
            events(waiting),
            crate::testing::ask(&two.app, "SELECT count(*) FROM delivery")
        );
        assert!(events(waiting) > 0 && events(dead) > 0);
    }
}

#[test]
fn a_day_that_is_not_yet_is_taken_in_with_its_events() {
    let (ahead, right) = (laptop(1, 10), laptop(2, 0));
    let mut step = intake("A", 10.0);
    step["day"] = json!("2036-01-01");
    ahead.added(step);
    meet(&ahead, &right);
    assert_alike(&shared(&ahead.app), &shared(&right.app), "not yet");
}
