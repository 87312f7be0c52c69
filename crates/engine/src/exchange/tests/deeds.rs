//! What people do on their laptops, at random.

use serde_json::json;

use super::kit::{Laptop, intake, ship, split};
use crate::Result;
use crate::entry::view::Anyway;
use crate::step::view::StepQuery;
use crate::testing::deeds::{DEEDS as FARM_DEEDS, act};
use crate::testing::farm::harvest;

/// How many kinds of deeds there are.
pub const DEEDS: u8 = 16 + FARM_DEEDS;

/// One deed. Refusals are as good as deeds.
pub fn deed(laptop: &Laptop, what: u8, n: u8) {
    let _done_or_refused = match what {
        0..=5 => enter(laptop, what, n),
        6..=10 => change(laptop, what, n),
        11..=15 => put(laptop, what, n),
        // This laptop's own printers.
        24..=26 => Ok(()),
        _ => {
            act(&laptop.app, &laptop.farm, what - 16, n);
            Ok(())
        }
    };
}

fn enter(laptop: &Laptop, what: u8, n: u8) -> Result<()> {
    let (from, to) = (format!("L{}", n % 3), format!("L{}", (n + 1) % 3));
    let kg = f64::from(n % 7) + 1.0;
    let step = match what {
        0 => {
            let mut step = intake(&from, kg * 10.0);
            step["rest"] = json!({"note": format!("{n}")});
            step["lines"][0]["price"] = json!(i64::from(n) * 1000);
            step["lines"][0]["per"] = json!("kg");
            step
        }
        1 => split(&from, &to, kg),
        2 => ship(&from, kg),
        3 => json!({"stage": "to_market", "day": "2026-10-23", "lines": [
            {"role": "in", "lot": from, "quantity": kg, "place": "KHO"},
            {"role": "out", "lot": from, "quantity": kg, "place": "CHO"}]}),
        4 => json!({"stage": "spoil", "day": "2026-10-24", "rest": {"reason": "hỏng"},
            "lines": [{"role": "in", "lot": from, "quantity": kg, "place": "KHO"}]}),
        _ => json!({"stage": "count", "day": "2026-10-25", "rest": {"reason": "kiểm kê"},
            "lines": [{"role": "out", "lot": from, "quantity": kg, "place": "KHO"}]}),
    };
    laptop.add(step).map(|_| ())
}

/// A step that stands.
fn some_step(laptop: &Laptop, n: u8) -> Option<String> {
    let standing = StepQuery {
        standing: true,
        ..StepQuery::default()
    };
    let steps = laptop.app.steps(&standing).unwrap();
    let mut ids: Vec<String> = steps.into_iter().map(|step| step.id).collect();
    ids.sort();
    match ids.len() {
        0 => None,
        len => Some(ids.swap_remove(usize::from(n) % len)),
    }
}

fn change(laptop: &Laptop, what: u8, n: u8) -> Result<()> {
    let Some(id) = some_step(laptop, n) else {
        return Ok(());
    };
    let anyway = Anyway {
        anyway: n.is_multiple_of(2),
        reason: "nhầm".into(),
    };
    let app = &laptop.app;
    match what {
        6 | 7 => {
            let step = intake(&format!("L{}", n % 3), f64::from(n % 5) + 1.0).to_string();
            app.correct_step(&id, &step, "Lan", &anyway, "vi")
                .map(|_| ())
        }
        8 => app.void_step(&id, "Lan", &anyway, "vi").map(|_| ()),
        9 => app.undo("Lan", "vi").map(|_| ()),
        _ => {
            let price = if n.is_multiple_of(3) {
                String::new()
            } else {
                format!("{n}000")
            };
            let fields = [
                ("note".to_owned(), format!("{}", n % 4)),
                ("1.price".to_owned(), price),
                ("1.per".to_owned(), "kg".to_owned()),
            ];
            let fields = if n.is_multiple_of(2) {
                &fields[..1]
            } else {
                &fields[..]
            };
            app.amend_step(&id, fields, "Lan").map(|_| ())
        }
    }
}

fn put(laptop: &Laptop, what: u8, n: u8) -> Result<()> {
    let (app, text) = (&laptop.app, format!("{n}"));
    match what {
        11 => {
            let code = ["H01", "h01", "H02"][usize::from(n % 3)];
            let party = json!({"code": code, "name": "Lò Văn Mẫu", "kind": "household",
                "phone": if n.is_multiple_of(2) { "" } else { &text }, "note": text});
            app.put_parties(&party.to_string()).map(|_| ())
        }
        12 => {
            let product = json!({"sku": format!("SP{}", n % 2), "name": text, "kind": "goods", "unit": "kg",
                "shelf_life_days": if n.is_multiple_of(2) { json!(null) } else { json!(u32::from(n) + 1) }});
            app.put_products(&product.to_string()).map(|_| ())
        }
        // A ledger that several computers read; each may have noted something else beside it.
        _ => app.write("Lan", |tx| {
            let row = n % 5;
            let mut input = harvest(
                laptop.farm.tea,
                Some(laptop.farm.plot),
                &format!("L{}", row % 2),
                "2026-10-19",
                i64::from(row % 3) + 1,
            );
            input.note = if n.is_multiple_of(4) {
                String::new()
            } else {
                text.clone()
            };
            input.moisture_permille = n.is_multiple_of(3).then_some(100 + u32::from(n));
            tx.record_harvest(&input, Some(u32::from(row % 2) + 1))
                .map(|_| ())
        }),
    }
}
