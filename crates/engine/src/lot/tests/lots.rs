use crate::destination::DeliveryState;
use crate::lot::view::{LotQuery, NewLot};
use crate::testing::ask;
use crate::testing::farm::{cooperative, farm, harvest, spray};

#[test]
fn a_lot_typed_by_hand_is_named_dated_and_summed() {
    let (_dir, app) = cooperative();
    let farm = app.write("Lan", farm).unwrap();
    let new = NewLot {
        product: farm.tea.to_string(),
        date: "20/10".into(),
        quantity: "1.234,5".into(),
        plot: "T001".into(),
        ..NewLot::default()
    };
    let code = app.create_lot(&new).unwrap();
    assert_eq!(code.as_str(), "CHE-OL-261020-1");
    let lot = app.lot(code.as_str()).unwrap();
    assert_eq!((lot.row.quantity, lot.row.unit.as_str()), (1234.5, "kg"));
    assert_eq!(lot.production_date.as_deref(), Some("2026-10-20"));
    assert_eq!(lot.expiry_date.as_deref(), Some("2028-10-20"));
    assert_eq!(lot.sources[0].household, "H001 · Nùng V. M.");
    assert_eq!(lot.sources[0].place, "Xã Tả Lèng, Lai Châu");
    assert_eq!(
        lot.link,
        "https://qr.txng.gov.vn/01/09520120070000/10/CHE-OL-261020-1"
    );
    assert_eq!(lot.row.delivery, DeliveryState::Local);
    assert!(!lot.published);
    assert_eq!(app.create_lot(&new).unwrap().as_str(), "CHE-OL-261020-2");
}

#[test]
fn nonsense_in_a_new_lot_is_refused_by_name() {
    let (_dir, app) = cooperative();
    let farm = app.write("Lan", farm).unwrap();
    let good = NewLot {
        product: farm.tea.to_string(),
        lot: "A-1".into(),
        date: "20/10".into(),
        quantity: "5".into(),
        ..NewLot::default()
    };
    app.create_lot(&good).unwrap();
    let cases = [
        (
            NewLot {
                lot: "LÔ 1".into(),
                ..good.clone()
            },
            "lot_code_invalid",
        ),
        (
            NewLot {
                lot: "A B".into(),
                ..good.clone()
            },
            "lot_code_invalid",
        ),
        (
            NewLot {
                lot: "A-1".into(),
                ..good.clone()
            },
            "lot_code_taken",
        ),
        (
            NewLot {
                lot: "B".into(),
                date: "31/02/2026".into(),
                ..good.clone()
            },
            "date_no_such_day",
        ),
        (
            NewLot {
                lot: "B".into(),
                date: "23/11/2026".into(),
                ..good.clone()
            },
            "date_in_future",
        ),
        (
            NewLot {
                lot: "B".into(),
                date: "1/1/1999".into(),
                ..good.clone()
            },
            "date_too_early",
        ),
        (
            NewLot {
                lot: "B".into(),
                quantity: "-5".into(),
                ..good.clone()
            },
            "quantity_negative",
        ),
        (
            NewLot {
                lot: "B".into(),
                quantity: "5 lít".into(),
                ..good.clone()
            },
            "quantity_other_dimension",
        ),
        (
            NewLot {
                lot: "B".into(),
                quantity: "999999999999".into(),
                ..good.clone()
            },
            "quantity_too_large",
        ),
        (
            NewLot {
                lot: "B".into(),
                unit: "sải".into(),
                ..good.clone()
            },
            "unit_unknown",
        ),
        (
            NewLot {
                lot: "B".into(),
                plot: "T999".into(),
                ..good.clone()
            },
            "plot_not_found",
        ),
        (
            NewLot {
                lot: "B".into(),
                product: "x".into(),
                ..good.clone()
            },
            "product_not_found",
        ),
    ];
    for (new, code) in cases {
        assert_eq!(app.create_lot(&new).unwrap_err().code, code);
    }
    assert_eq!(ask(&app, "SELECT count(*) FROM lot"), 1);
}

#[test]
fn a_lot_needs_a_cooperative() {
    let dir = tempfile::tempdir().unwrap();
    let app = crate::testing::farm::open(dir.path());
    // Nor is there a name yet for the ids of what a lot is made of.
    let refused = app.write("Lan", farm).err();
    assert_eq!(refused.unwrap().code, "profile_missing");
    assert_eq!(ask(&app, "SELECT count(*) FROM product"), 0);
    assert_eq!(ask(&app, "SELECT count(*) FROM lot"), 0);
}

#[test]
fn a_lot_holds_one_product_in_one_kind_of_unit() {
    let (_dir, app) = cooperative();
    let farm = app.write("Lan", farm).unwrap();
    app.write("", |tx| {
        tx.record_harvest(&harvest(farm.tea, None, "L1", "2026-10-20", 5), None)
    })
    .unwrap();
    let litre = nuong_domain::Unit::by_code("l").unwrap();
    let mut wet = harvest(farm.tea, None, "L1", "2026-10-20", 5);
    (wet.unit, wet.quantity) = (
        litre,
        nuong_domain::Quantity::from_base(1, litre.dimension()).unwrap(),
    );
    assert_eq!(
        app.write("", |tx| tx.record_harvest(&wet, None))
            .unwrap_err()
            .code,
        "lot_other_unit"
    );
    assert_eq!(ask(&app, "SELECT count(*) FROM import_key"), 0);
}

#[test]
fn lots_come_newest_harvest_first_page_by_page() {
    let (_dir, app) = cooperative();
    let farm = app.write("Lan", farm).unwrap();
    app.write("", |tx| {
        for day in [3, 1, 2] {
            tx.record_harvest(
                &harvest(
                    farm.tea,
                    None,
                    &format!("L{day}"),
                    &format!("2026-10-0{day}"),
                    5,
                ),
                None,
            )?;
        }
        Ok(())
    })
    .unwrap();
    for text in ["", "che o long"] {
        let page = |offset| {
            app.lots(LotQuery {
                text: text.into(),
                offset,
                limit: 2,
                ..LotQuery::default()
            })
            .unwrap()
        };
        let codes = |offset| {
            page(offset)
                .rows
                .into_iter()
                .map(|r| r.lot)
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(0), ["L3", "L2"], "{text}");
        assert_eq!(codes(2), ["L1"], "{text}");
        assert_eq!(page(2).total, 3);
    }
}

#[test]
fn the_first_screen_says_what_needs_doing() {
    let (_dir, app) = cooperative();
    let codes = |app: &crate::App| {
        app.today()
            .unwrap()
            .tasks
            .into_iter()
            .map(|t| t.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&app), ["no_products"]);
    let farm = app.write("Lan", farm).unwrap();
    assert_eq!(codes(&app), ["no_lots"]);
    app.write("", |tx| {
        tx.record_spray(
            &crate::testing::farm::spray(farm.plot, "2026-10-18", 7),
            "s",
        )?;
        tx.record_harvest(
            &harvest(farm.tea, Some(farm.plot), "L1", "2026-10-20", 812),
            None,
        )?;
        tx.record_harvest(&harvest(farm.tea, None, "L2", "2026-10-25", 3), None)
    })
    .unwrap();
    assert_eq!(codes(&app), ["phi", "not_connected"]);
    let weeks = app.today().unwrap().weeks;
    let shown: Vec<(&str, f64)> = weeks.iter().map(|w| (w.week.as_str(), w.kg)).collect();
    assert_eq!(shown, [("2026-10-19", 815.0)]);
    app.write("", |tx| {
        tx.save_destination(&crate::store::tests::door::destination())
    })
    .unwrap();
    assert_eq!(codes(&app), ["phi", "waiting"]);
}

#[test]
fn the_filter_of_conflicts_needs_no_typed_words() {
    let (_dir, app) = cooperative();
    let farm = app.write("Lan", farm).unwrap();
    app.write("Lan", |tx| {
        tx.record_spray(&spray(farm.plot, "2026-10-18", 7), "s")?;
        tx.record_harvest(
            &harvest(farm.tea, Some(farm.plot), "A-1", "2026-10-20", 5),
            None,
        )?;
        tx.record_harvest(&harvest(farm.tea, None, "ZUQ-9", "2026-10-20", 5), None)
    })
    .unwrap();
    for (text, total) in [("", 1), ("  ", 1), ("A-1", 1), ("ZUQ-9", 0)] {
        let page = app
            .lots(LotQuery {
                text: text.into(),
                filter: "phi".into(),
                offset: 0,
                limit: 50,
            })
            .unwrap();
        assert_eq!(page.total, total, "{text:?}");
        assert!(page.rows.iter().all(|l| l.lot == "A-1" && l.phi_conflict));
    }
}
