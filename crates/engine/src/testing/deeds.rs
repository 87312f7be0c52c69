//! What people and programs do to a data file, for properties of whatever was done.

use super::farm::{Farm, harvest, label, print, spray};
use crate::certificate::Certificate;
use crate::label_ledger::{MoveRequest, VoidRequest};
use crate::party::PartyInput;
use crate::place::PlaceInput;
use crate::printer::{Printer, PrinterFit, PrinterLanguage, Reach, RulerMarks};
use crate::views::{Geometry, Paper};
use crate::{App, Result};

/// How many kinds of deeds there are.
pub(crate) const DEEDS: u8 = 19;

/// One thing that a person does. Refusals are as good as deeds here: whatever was done, the log must tell it.
pub(crate) fn act(app: &App, farm: &Farm, what: u8, n: u8) {
    let _done_or_refused = match what {
        0..=3 => record_something(app, farm, what, n),
        4..=7 => edit_something(app, farm, what, n),
        8..=11 => teach_something(app, what, n),
        12..=15 => print_something(app, what, n),
        _ => give_something(app, what, n),
    };
}

/// What the diary takes in.
fn record_something(app: &App, farm: &Farm, what: u8, n: u8) -> Result<()> {
    let text = format!("{n}");
    let lot = format!("L{}", n % 3);
    match what {
        0 => app.write("Lan", |tx| {
            let day = format!("2026-10-{:02}", 10 + n % 15);
            tx.record_harvest(
                &harvest(farm.tea, Some(farm.plot), &lot, &day, 5 + i64::from(n)),
                None,
            )
            .map(|_| ())
        }),
        1 => app.write("Lan", |tx| {
            let household = PartyInput {
                code: format!("H{}", n % 4),
                name: text.clone(),
                phone: format!("0{n}"),
                ..PartyInput::default()
            };
            tx.upsert_party(&household).map(|_| ())
        }),
        2 => app.write("Lan", |tx| {
            let position = (n.is_multiple_of(2))
                .then_some((22.3 + f64::from(n) / 7.0, 103.1 + f64::from(n) / 3.0));
            let plot = PlaceInput {
                code: format!("P{}", n % 4),
                crop: text.clone(),
                position,
                ..PlaceInput::default()
            };
            tx.upsert_place(&plot).map(|_| ())
        }),
        _ => app.write("Lan", |tx| {
            tx.record_spray(&spray(farm.plot, "2026-10-18", u32::from(n % 20)), &text)
                .map(|_| ())
        }),
    }
}

/// What the office changes.
fn edit_something(app: &App, farm: &Farm, what: u8, n: u8) -> Result<()> {
    let text = format!("{n}");
    let lot = format!("L{}", n % 3);
    match what {
        4 => app.product(&farm.tea.to_string()).and_then(|mut tea| {
            tea.name = format!("Chè {n}");
            tea.label.price = Some(i64::from(n));
            app.save_product(tea).map(|_| ())
        }),
        5 => app
            .save_certificate(Certificate {
                id: String::new(),
                kind: "vietgap".into(),
                name: text.clone(),
                number: text.clone(),
                issuer: "TTCN".into(),
                valid_from: None,
                valid_to: "31/12/2027".into(),
                all_products: true,
                products: vec![],
                picture: None,
                state: String::new(),
            })
            .and_then(|c| {
                if n.is_multiple_of(2) {
                    app.delete_certificate(&c.id)
                } else {
                    Ok(())
                }
            }),
        6 => app.set_lot_status(
            &lot,
            ["on_hold", "recalled", "closed", "released"][usize::from(n) % 4],
            "Lan",
            &text,
        ),
        _ => app.override_phi(&lot, "Lan", &text),
    }
}

/// What a program gives.
fn give_something(app: &App, what: u8, n: u8) -> Result<()> {
    let code = format!("B{}", n % 3);
    match what {
        16 => {
            let party = serde_json::json!({"code": code, "name": format!("{n}"), "kind": "buyer", "note": format!("{}", n % 2)});
            app.put_parties(&party.to_string()).map(|_| ())
        }
        17 => {
            let place = serde_json::json!({"code": code, "kind": "outlet", "party": code, "name": format!("{n}")});
            app.put_places(&place.to_string()).map(|_| ())
        }
        _ => {
            let paid = serde_json::json!({"party": code, "day": "2026-10-01", "kind": "paid", "amount": i64::from(n) + 1, "method": "cash"});
            app.pay(&paid.to_string(), "Lan").map(|_| ())
        }
    }
}

/// What this laptop is told of printers and of the cooperative.
fn teach_something(app: &App, what: u8, n: u8) -> Result<()> {
    let text = format!("{n}");
    match what {
        8 => app
            .save_printer(&Printer {
                name: format!("M{}", n % 2),
                reach: Reach::System,
                address: text.clone(),
                language: PrinterLanguage::Pdf,
                dpi: 0,
                asks: n.is_multiple_of(2),
            })
            .map(|_| ()),
        9 => app.remove_printer(&format!("M{}", n % 2)),
        10 => app
            .save_alignment(&PrinterFit {
                printer: format!("M{}", n % 2),
                sheet: "tomy-135".into(),
                read: RulerMarks {
                    left: 20_000 + i32::from(n),
                    top: 20_000,
                    width: 170_000,
                    height: 257_000,
                },
            })
            .map(|_| ()),
        _ => app
            .update_profile(crate::cooperative::Profile {
                phone: text.clone(),
                ..app.profile().unwrap().unwrap()
            })
            .map(|_| ()),
    }
}

/// What is printed, lost and sent.
fn print_something(app: &App, what: u8, n: u8) -> Result<()> {
    let text = format!("{n}");
    let lot = format!("L{}", n % 3);
    match what {
        12 => {
            let mut asked = label("trace");
            asked.lot.clone_from(&lot);
            asked.serials = n.is_multiple_of(2);
            print(app, asked).map(|_| ())
        }
        13 => app
            .label_ledger(&crate::label_ledger::PrintQuery {
                limit: 1,
                ..Default::default()
            })
            .and_then(|prints| match prints.first() {
                Some(print) => app
                    .void_labels(&VoidRequest {
                        print: print.id.clone(),
                        labels: Some(1),
                        reason: text.clone(),
                        first_serial: None,
                        last_serial: None,
                    })
                    .map(|_| ()),
                None => Ok(()),
            }),
        14 => app
            .send_to_market(&MoveRequest {
                lot: lot.clone(),
                place: format!("Chợ {}", n % 2),
                labels: 1,
                ..MoveRequest::default()
            })
            .map(|_| ()),
        _ => app
            .save_paper(&Paper {
                id: String::new(),
                name: text.clone(),
                geometry: Geometry {
                    page_width: 210_000,
                    page_height: 297_000,
                    columns: 2,
                    rows: 2,
                    label_width: 90_000,
                    label_height: 60_000,
                    gap_x: 0,
                    gap_y: 0,
                    margin_left: 5_000,
                    margin_top: 5_000,
                    dot: 0,
                },
            })
            .map(|_| ()),
    }
}
