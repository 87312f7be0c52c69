//! Labels that went to markets and came back.

use super::codes::{LOT, lots, print, serials};
use crate::label_ledger::{MoveRequest, VoidRequest};
use crate::{App, Result};

fn sent(app: &App, place: &str, labels: u32) -> Result<crate::label_ledger::MoveRow> {
    app.send_to_market(&MoveRequest {
        lot: LOT.into(),
        place: place.into(),
        labels,
        ..MoveRequest::default()
    })
}

#[test]
fn the_ledger_knows_which_labels_are_at_which_market() {
    let (_dir, app) = lots();
    let row = print(&app, 30);
    let all = serials(&row);
    sent(&app, "Chợ Tam Đường", 10).unwrap();
    sent(&app, " chợ tam đường", 2).unwrap();
    let named = MoveRequest {
        lot: LOT.into(),
        place: "Quầy OCOP".into(),
        first_serial: Some(all[0].clone()),
        last_serial: Some(all[4].clone()),
        on: "20/11/2026".into(),
        carrier: "Chị Mai".into(),
        ..MoveRequest::default()
    };
    let gone = app.send_to_market(&named).unwrap();
    assert_eq!(
        (gone.labels, gone.on.as_str(), gone.first_serial),
        (5, "2026-11-20", Some(all[0].clone()))
    );
    let twice = app
        .send_to_market(&MoveRequest {
            place: "Chợ khác".into(),
            ..named.clone()
        })
        .unwrap_err();
    assert_eq!(
        (twice.code.as_str(), twice.args["place"].as_str()),
        ("serials_at_market", "Quầy OCOP")
    );
    let sums = app.label_balance(LOT).unwrap();
    let at: Vec<_> = sums
        .markets
        .iter()
        .map(|m| (m.place.as_str(), m.labels))
        .collect();
    assert_eq!(
        (at, sums.in_stock, sums.in_use),
        (vec![("Chợ Tam Đường", 12), ("Quầy OCOP", 5)], 13, 30)
    );
    let over = sent(&app, "Chợ Bình Lư", 14).unwrap_err();
    assert_eq!(
        (over.code.as_str(), over.args["over"].as_str()),
        ("labels_at_market", "1")
    );
    let too_many = VoidRequest {
        print: row.id.clone(),
        labels: Some(14),
        reason: "hỏng".into(),
        ..VoidRequest::default()
    };
    assert_eq!(
        app.void_labels(&too_many).unwrap_err().code,
        "labels_at_market"
    );
    let back = MoveRequest {
        first_serial: Some(all[4].clone()),
        last_serial: None,
        ..named
    };
    assert_eq!(app.take_back_from_market(&back).unwrap().labels, -1);
    assert_eq!(
        app.take_back_from_market(&back).unwrap_err().code,
        "serials_not_at_market"
    );
    let many = MoveRequest {
        lot: LOT.into(),
        place: "Chợ Tam Đường".into(),
        labels: 13,
        ..MoveRequest::default()
    };
    let fewer = app.take_back_from_market(&many).unwrap_err();
    assert_eq!(
        (fewer.code.as_str(), fewer.args["left"].as_str()),
        ("market_has_fewer", "12")
    );
    assert_eq!(app.label_balance(LOT).unwrap().in_stock, 14);
    assert_eq!(app.label_moves(LOT).unwrap().len(), 4);
    for (request, code) in [
        (
            MoveRequest {
                place: " ".into(),
                ..many.clone()
            },
            "market_missing",
        ),
        (MoveRequest { labels: 0, ..many }, "move_labels_missing"),
    ] {
        assert_eq!(app.send_to_market(&request).unwrap_err().code, code);
    }
}
