use crate::App;
use crate::lot::LotQuery;
use crate::testing::farm::{cooperative, farm, harvest};

fn found(app: &App, text: &str) -> Vec<String> {
    app.lots(LotQuery {
        text: text.into(),
        limit: 100,
        ..LotQuery::default()
    })
    .unwrap()
    .rows
    .into_iter()
    .map(|r| r.lot)
    .collect()
}

fn two_lots() -> (tempfile::TempDir, App) {
    let (dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        tx.record_harvest(
            &harvest(
                farm.tea,
                Some(farm.plot),
                "CHE-OL-261020-1",
                "2026-10-20",
                5,
            ),
            None,
        )?;
        tx.record_harvest(
            &harvest(farm.rice, None, "GAO-261021-1", "2026-10-21", 5),
            None,
        )
    })
    .unwrap();
    (dir, app)
}

#[test]
fn typing_without_tones_finds_tea_of_an_old_district() {
    let (_dir, app) = two_lots();
    for text in [
        "che tam duong",
        "CHE TAM DUONG",
        "ta leng",
        "che o long",
        "T001 che",
        "261020",
        "che-ol-2610",
        "nung mau",
        "Tam Đường",
        "chè tam đường",
        "9520120070000",
    ] {
        let text = if text == "9520120070000" {
            "09520120070000"
        } else {
            text
        };
        assert_eq!(found(&app, text), ["CHE-OL-261020-1"], "{text}");
    }
}

#[test]
fn typed_tones_narrow() {
    let (_dir, app) = two_lots();
    assert_eq!(found(&app, "duong").len(), 2, "Tam Đường and Đường Âm");
    assert_eq!(found(&app, "đuong am"), ["GAO-261021-1"]);
    assert_eq!(found(&app, "đường").len(), 2);
    assert!(found(&app, "dưỡng").is_empty());
    assert!(found(&app, "chê").is_empty());
    assert_eq!(found(&app, "séng c"), ["GAO-261021-1"]);
}

#[test]
fn no_typed_text_is_an_error() {
    let (_dir, app) = two_lots();
    for text in [
        "\"",
        "*",
        "AND OR NOT",
        "plain : x",
        "(",
        "''; --",
        "NEAR(a b)",
        "^che",
        "\u{0}",
        "🍵",
        "đ\u{301}",
        &"x ".repeat(5000),
        "\u{10ffff}",
    ] {
        let _ = found(&app, text);
        app.search(text).unwrap();
    }
    assert!(found(&app, "🍵").is_empty());
}

#[test]
fn a_scanned_code_opens_its_lot() {
    let (_dir, app) = two_lots();
    for scan in [
        "https://registry.example.vn/01/09520120070000/10/CHE-OL-261020-1",
        "(01)09520120070000(10)CHE-OL-261020-1",
        "]d2010952012007000010CHE-OL-261020-1",
        "]Q1https://id.gs1.org/01/09520120070000/10/CHE-OL-261020-1",
        "CHE-OL-261020-1",
    ] {
        let hits = app.search(scan).unwrap();
        assert_eq!(
            hits.first().map(|h| (h.kind.as_str(), h.title.as_str())),
            Some(("lot", "CHE-OL-261020-1")),
            "{scan}"
        );
    }
    let plain = app
        .search("https://qr.txng.gov.vn/0000000952/GAO/GAO-261021-1")
        .unwrap();
    assert_eq!(plain[0].title, "GAO-261021-1");
    assert!(
        app.search("https://x.vn/01/09520120070017/10/CHE-OL-261020-1")
            .unwrap()
            .iter()
            .all(|h| h.kind != "lot"),
        "another product's lot"
    );
    assert_eq!(app.search("9520120070000").unwrap()[0].kind, "product");
}

#[test]
fn every_kind_of_record_is_found() {
    let (_dir, app) = two_lots();
    let kinds = |text: &str| {
        app.search(text)
            .unwrap()
            .into_iter()
            .map(|h| h.kind)
            .collect::<Vec<_>>()
    };
    assert!(kinds("che").contains(&"product".to_owned()));
    assert_eq!(kinds("H001").first().map(String::as_str), Some("household"));
    assert!(kinds("T002").contains(&"plot".to_owned()));
}

#[test]
fn a_renamed_product_renames_its_lots_for_search() {
    let (_dir, app) = two_lots();
    let mut tea = app.products("o long").unwrap().remove(0);
    tea.name = "Trà Kim Tuyên".into();
    app.save_product(tea).unwrap();
    assert_eq!(found(&app, "kim tuyen"), ["CHE-OL-261020-1"]);
    assert!(found(&app, "o long").is_empty());
}

#[test]
fn a_product_that_is_named_so_comes_before_lots_found_by_their_place() {
    let (_dir, app) = two_lots();
    let hits = app.search("che o long").unwrap();
    assert_eq!(hits[0].kind, "product", "{hits:?}");
    let lot = hits.iter().find(|hit| hit.kind == "lot").unwrap();
    assert_eq!(lot.date.as_deref(), Some("2026-10-20"));
    assert!(
        !lot.subtitle.contains("2026"),
        "a date is not part of a sentence: {lot:?}"
    );
}
