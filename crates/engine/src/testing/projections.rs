use super::dump;
use super::farm::{cooperative, farm, harvest, spray};
use crate::lot::LotQuery;
use crate::party::PartyInput;
use crate::place::PlaceInput;

#[test]
fn projections_rebuilt_from_facts_equal_the_stored_ones() {
    let (_dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        tx.record_spray(&spray(farm.plot, "2026-10-18", 7), "s")?;
        for (lot, day) in [("L1", 20), ("L1", 22), ("L2", 19), ("L3", 25)] {
            tx.record_harvest(
                &harvest(farm.tea, Some(farm.plot), lot, &format!("2026-10-{day}"), 5),
                None,
            )?;
        }
        Ok(())
    })
    .unwrap();
    app.override_phi("L2", "Lan", "kiểm nghiệm đạt").unwrap();
    let projections = |text: &str| -> Vec<String> {
        // Search numbers are handed out anew; what they find is asked below.
        text.lines()
            .filter(|l| l.starts_with("lot: ") || l.starts_with("search_word: "))
            .map(str::to_owned)
            .collect()
    };
    let asked = ["che", "tam duong", "tả lèng", "L1", "nùng"];
    let find = || {
        asked.map(|text| {
            app.lots(LotQuery {
                text: text.into(),
                limit: 10,
                ..LotQuery::default()
            })
            .unwrap()
        })
    };
    let (before, hits) = (projections(&dump(&app)), find());
    let conn = rusqlite::Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    conn.execute_batch("UPDATE lot SET quantity = 1, first_on = NULL, last_on = NULL, phi = 0; DELETE FROM search_word;").unwrap();
    assert_ne!(projections(&dump(&app)), before);
    app.rebuild().unwrap();
    assert_eq!(projections(&dump(&app)), before);
    assert_eq!(find(), hits);
}

#[test]
fn a_household_or_plot_completed_later_is_found_by_its_lots() {
    let (_dir, app) = cooperative();
    let plot = |growing_area_code: &str, code: &str| PlaceInput {
        code: code.into(),
        growing_area_code: growing_area_code.into(),
        ..PlaceInput::default()
    };
    let household = |name: &str| PartyInput {
        code: "H9".into(),
        name: name.into(),
        ..PartyInput::default()
    };
    app.write("", |tx| {
        let tea = farm(tx)?.tea;
        let (whose, _) = tx.upsert_party(&household(""))?;
        let (plot, _) = tx.upsert_place(&PlaceInput {
            party: Some(whose),
            ..plot("", "T9")
        })?;
        tx.record_harvest(&harvest(tea, Some(plot), "L9", "2026-10-20", 5), None)
    })
    .unwrap();
    let found = |text: &str| {
        let query = LotQuery {
            text: text.into(),
            limit: 10,
            ..LotQuery::default()
        };
        app.lots(query).unwrap().total
    };
    assert_eq!((found("giàng"), found("LCH-0042")), (0, 0));
    app.write("", |tx| {
        tx.upsert_party(&household("Giàng Thị Mẫu"))?;
        tx.upsert_place(&plot("LCH-0042", "T9"))
    })
    .unwrap();
    assert_eq!((found("giàng"), found("LCH-0042")), (1, 1));
}

#[test]
fn a_lot_is_the_sum_of_its_sources_in_any_order() {
    let days = ["2026-10-20", "2026-10-21", "2026-10-22"];
    let mut shown = Vec::new();
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let (_dir, app) = cooperative();
        let tea = app.write("", farm).unwrap().tea;
        for i in order {
            app.write("", |tx| {
                tx.record_harvest(&harvest(tea, None, "L1", days[i], 10 + i as i64), None)
            })
            .unwrap();
        }
        let lot = app.lot("L1").unwrap();
        shown.push((
            lot.row.quantity,
            lot.row.harvested_on,
            lot.sources.len(),
            lot.expiry_date,
        ));
    }
    assert_eq!(
        shown[0],
        (
            33.0,
            Some("2026-10-20".into()),
            3,
            Some("2028-10-20".into())
        )
    );
    assert!(shown.iter().all(|s| *s == shown[0]));
}
