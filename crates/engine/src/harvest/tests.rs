use std::collections::BTreeSet;

use crate::harvest::HarvestInput;
use crate::testing::farm::{Farm, cooperative, farm, harvest};
use crate::testing::names;
use crate::{App, Result};

/// What a ledger of these rows is on a computer: ids and marks of its steps.
fn steps(app: &App) -> BTreeSet<(String, String)> {
    let conn = rusqlite::Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    let mut statement = conn
        .prepare("SELECT lower(hex(id)), mark FROM step")
        .unwrap();
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)));
    rows.unwrap().map(|row| row.unwrap()).collect()
}

fn rows(farm: &Farm) -> Vec<HarvestInput> {
    let row = |plot, lot: &str, day: u8, kg| {
        harvest(farm.tea, plot, lot, &format!("2026-10-{day:02}"), kg)
    };
    vec![
        row(Some(farm.plot), "A", 20, 5),
        row(Some(farm.plot), "A", 21, 5),
        row(None, "A", 20, 5),
        row(Some(farm.plot), "B", 20, 5),
        row(Some(farm.plot), "A", 20, 6),
        // The same again: lawful, and another delivery.
        row(Some(farm.plot), "A", 20, 5),
    ]
}

/// Which of its equals a row is.
fn mark_of(row: usize) -> u32 {
    if row == 5 { 2 } else { 1 }
}

fn read_ledger(order: &[usize]) -> BTreeSet<(String, String)> {
    let (_dir, app) = cooperative();
    app.write("Lan", |tx| {
        let farm = farm(tx)?;
        let rows = rows(&farm);
        for row in order {
            tx.record_harvest(&rows[*row], Some(mark_of(*row)))?;
        }
        Ok(())
    })
    .unwrap();
    steps(&app)
}

#[test]
fn the_same_rows_in_any_order_are_the_same_steps_on_any_computer() {
    let one = read_ledger(&[0, 1, 2, 3, 4, 5]);
    assert_eq!(one.len(), 6);
    assert_eq!(one.iter().filter(|(_, mark)| mark == "2").count(), 1);
    for order in [[5, 4, 3, 2, 1, 0], [3, 5, 0, 2, 4, 1]] {
        assert_eq!(read_ledger(&order), one);
    }
}

#[test]
fn a_harvest_without_a_plot_lies_at_the_store_and_one_on_a_plot_came_from_there() {
    let (_dir, app) = cooperative();
    app.write("Lan", |tx| -> Result<()> {
        let farm = farm(tx)?;
        for input in rows(&farm).iter().take(3) {
            tx.record_harvest(input, None)?;
        }
        Ok(())
    })
    .unwrap();
    let conn = rusqlite::Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    let mut statement = conn
        .prepare("SELECT p.code, o.code, t.code FROM step s JOIN place p ON p.n = s.place LEFT JOIN place o ON o.n = s.origin LEFT JOIN party t ON t.n = s.party ORDER BY s.n")
        .unwrap();
    let told = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)));
    let told: Vec<(String, Option<String>, Option<String>)> =
        told.unwrap().map(|row| row.unwrap()).collect();
    let on_plot = (
        "T001".to_owned(),
        Some("T001".to_owned()),
        Some("H001".to_owned()),
    );
    assert_eq!(
        told,
        [on_plot.clone(), on_plot, ("KHO".to_owned(), None, None)]
    );
    assert!(names(&conn, "table").iter().all(|table| table != "harvest"));
}

#[test]
fn what_is_saved_together_is_one_action_and_each_transaction_another() {
    let (_dir, app) = cooperative();
    let farm = app.write("Lan", farm).unwrap();
    for together in [2, 1] {
        app.write("Lan", |tx| -> Result<()> {
            for input in rows(&farm).iter().take(together) {
                tx.record_harvest(input, None)?;
            }
            Ok(())
        })
        .unwrap();
    }
    let conn = rusqlite::Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    let counts = "SELECT count(*) FROM step GROUP BY action ORDER BY action";
    let mut statement = conn.prepare(counts).unwrap();
    let counts = statement.query_map([], |r| r.get::<_, u32>(0)).unwrap();
    assert_eq!(counts.map(|n| n.unwrap()).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn thousands_of_equal_rows_are_as_many_steps_and_take_no_time() {
    let (_dir, app) = cooperative();
    app.write("Lan", |tx| -> Result<()> {
        let row = rows(&farm(tx)?).remove(0);
        for n in 0..1_500 {
            tx.record_harvest(&row, Some(n + 1))?;
        }
        Ok(())
    })
    .unwrap();
    let marks: BTreeSet<u32> = steps(&app)
        .iter()
        .map(|(_, mark)| mark.parse().unwrap())
        .collect();
    assert_eq!(marks, (1..=1_500).collect());
}
