use crate::lot::view::LotQuery;
use crate::testing::ask;
use crate::testing::farm::{cooperative, farm, harvest, spray};

#[test]
fn the_interval_is_kept_to_the_day() {
    for (picked, conflict) in [
        ("2026-10-17", false),
        ("2026-10-18", true),
        ("2026-10-24", true),
        ("2026-10-25", false),
    ] {
        let (_dir, app) = cooperative();
        let farm = app.write("Lan", farm).unwrap();
        app.write("", |tx| {
            tx.record_spray(&spray(farm.plot, "2026-10-18", 7), "s")?;
            let recorded = tx
                .record_harvest(&harvest(farm.tea, Some(farm.plot), "L1", picked, 5), None)?
                .unwrap();
            assert_eq!(recorded.conflicts > 0, conflict, "{picked}");
            Ok(())
        })
        .unwrap();
        let lot = app.lot("L1").unwrap();
        assert_eq!(lot.row.phi_conflict, conflict, "{picked}");
        assert_eq!(
            lot.sources[0].phi.first().map(|p| p.safe_on.as_str()),
            conflict.then_some("2026-10-25")
        );
    }
}

#[test]
fn a_spray_that_comes_to_light_later_flags_the_lot() {
    let (_dir, app) = cooperative();
    let farm = app.write("Lan", farm).unwrap();
    app.write("", |tx| {
        tx.record_harvest(
            &harvest(farm.tea, Some(farm.plot), "L1", "2026-10-20", 5),
            None,
        )
    })
    .unwrap();
    assert!(!app.lot("L1").unwrap().row.phi_conflict);
    app.write("", |tx| {
        tx.record_spray(&spray(farm.plot, "2026-10-18", 7), "s")
    })
    .unwrap();
    let lot = app.lot("L1").unwrap();
    assert!(lot.row.phi_conflict);
    assert!(
        lot.history
            .iter()
            .any(|h| h.message.key == "core.history.lot_phi_flagged")
    );
    assert_eq!(
        app.lots(LotQuery {
            filter: "phi".into(),
            limit: 10,
            ..LotQuery::default()
        })
        .unwrap()
        .total,
        1
    );
}

#[test]
fn a_spray_on_another_plot_flags_nothing() {
    let (_dir, app) = cooperative();
    let farm = app.write("Lan", farm).unwrap();
    app.write("", |tx| {
        let other = tx.reader().place_by_code("T002")?.unwrap().id;
        tx.record_spray(&spray(other, "2026-10-18", 7), "s")?;
        tx.record_harvest(
            &harvest(farm.tea, Some(farm.plot), "L1", "2026-10-20", 5),
            None,
        )
    })
    .unwrap();
    assert!(!app.lot("L1").unwrap().row.phi_conflict);
}

#[test]
fn a_named_person_with_a_reason_answers_for_what_is_known() {
    let (_dir, app) = cooperative();
    let farm = app.write("Lan", farm).unwrap();
    app.write("", |tx| {
        tx.record_spray(&spray(farm.plot, "2026-10-18", 7), "s1")?;
        tx.record_harvest(
            &harvest(farm.tea, Some(farm.plot), "L1", "2026-10-20", 5),
            None,
        )
    })
    .unwrap();
    assert_eq!(
        app.override_phi("L1", " ", "lý do").unwrap_err().code,
        "override_needs_name"
    );
    assert_eq!(
        app.override_phi("L1", "Lan", "\u{200b} ").unwrap_err().code,
        "override_needs_reason"
    );
    assert_eq!(
        ask(&app, "SELECT count(*) FROM step WHERE stage = 'except'"),
        0
    );

    app.override_phi("L1", "Lò Thị Lan", "đã có phiếu kiểm nghiệm")
        .unwrap();
    let lot = app.lot("L1").unwrap();
    assert!(!lot.row.phi_conflict);
    let answer = lot.phi_override.unwrap();
    assert_eq!(
        (answer.by.as_str(), answer.reason.as_str()),
        ("Lò Thị Lan", "đã có phiếu kiểm nghiệm")
    );
    assert_eq!(
        app.override_phi("L1", "Lan", "lần nữa").unwrap_err().code,
        "no_phi_conflict"
    );

    app.write("", |tx| {
        tx.record_spray(&spray(farm.plot, "2026-10-19", 14), "s2")
    })
    .unwrap();
    assert!(
        app.lot("L1").unwrap().row.phi_conflict,
        "the answer did not cover this spray"
    );
}
