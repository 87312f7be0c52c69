//! What a product's record puts on its labels, and what it refuses.

use std::ops::ControlFlow;

use crate::base::finding::Finding;
use crate::label::view::LabelRequest;
use crate::label_ledger::ReprintRequest;
use crate::product::view::{Product, ProductLabel};
use crate::testing::farm::{LOT, change_tea, cooperative, farm, harvest, label, print, with_lot};
use crate::testing::{ask, said};

#[test]
fn everything_that_a_product_says_is_on_its_label() {
    let (_dir, app) = with_lot();
    let saved = change_tea(&app, |tea| {
        tea.label = ProductLabel {
            warnings: "  Không  dùng khi mốc ".into(),
            nutrition: "Năng lượng 12 kcal".into(),
            ethanol_permille: Some(395),
            name_other: "Oolong tea".into(),
            price: Some(125_000),
            price_unit: "kg".into(),
            packs_per_carton: Some(24),
            carton_gtin: Some("19520120070007".into()),
            expiry_kind: "best_before".into(),
            face_cm2: Some(60),
            ocop_stars: Some(4),
            ocop_valid_to: Some("31/12/2027".into()),
            ..ProductLabel::default()
        }
    })
    .unwrap();
    assert_eq!(saved.label.warnings, "Không dùng khi mốc");
    assert_eq!(saved.label.ocop_valid_to.as_deref(), Some("2027-12-31"));
    assert_eq!(app.product(&saved.id).unwrap(), saved);
    print(&app, label("trace")).unwrap();
    let said = said(&app);
    let values = &said["values"];
    let on_label = |field: &str| values[field].as_str().unwrap_or_default().to_owned();
    assert_eq!(on_label("warnings"), "Không dùng khi mốc");
    assert_eq!(on_label("nutrition"), "Năng lượng 12 kcal");
    assert_eq!(on_label("ethanol"), "39,5 % vol");
    assert_eq!(on_label("price"), "125.000 đ/kg");
    assert_eq!(on_label("pack_count"), "24 × 200 g");
    assert_eq!(on_label("gtin"), "9520120070000");
    assert_eq!(on_label("ocop"), "4");
    assert_eq!(
        on_label("elements"),
        "(01)19520120070007(15)281020(10)CHE-OL-261020-1"
    );
    assert_eq!(said["expiry_kind"], "best_before");
    assert_eq!(said["face_cm2"], 60);
    assert_eq!(
        on_label("product_other"),
        "",
        "nobody asked for a second language"
    );
}

#[test]
fn the_second_language_is_there_when_it_is_asked_for() {
    let (_dir, app) = with_lot();
    change_tea(&app, |tea| tea.label.name_other = "Oolong tea".into()).unwrap();
    let english = LabelRequest {
        other_lang: "en".into(),
        ..label("trace")
    };
    print(&app, english.clone()).unwrap();
    let said = said(&app);
    assert_eq!(said["other_lang"], "en");
    assert_eq!(said["values"]["product_other"], "Oolong tea");
    assert_eq!(said["values"]["origin"], "Lai Châu, Việt Nam");
    assert_eq!(said["values"]["origin_other"], "Lai Chau, Viet Nam");
    let thai = LabelRequest {
        other_lang: "th".into(),
        ..english
    };
    assert_eq!(
        app.label_preview(thai).unwrap_err().code,
        "other_lang_unknown"
    );
}

#[test]
fn a_carton_never_carries_the_number_of_its_packs() {
    let (_dir, app) = with_lot();
    let elements = |app: &crate::App| {
        print(app, label("trace")).unwrap();
        said(app)["values"]["elements"].as_str().map(str::to_owned)
    };
    assert_eq!(
        elements(&app).as_deref(),
        Some("(01)09520120070000(17)281020(10)CHE-OL-261020-1")
    );
    change_tea(&app, |tea| tea.label.packs_per_carton = Some(24)).unwrap();
    assert_eq!(elements(&app), None);
    let same = change_tea(&app, |tea| tea.label.carton_gtin = tea.gtin.clone());
    assert_eq!(same.unwrap_err().code, "carton_gtin_same");
}

#[test]
fn the_mark_of_time_is_the_one_chosen() {
    let (_dir, app) = with_lot();
    change_tea(&app, |tea| {
        tea.shelf_life_months = None;
        tea.label.date_kind = "packed".into();
    })
    .unwrap();
    print(&app, label("trace")).unwrap();
    let packed = said(&app);
    assert_eq!(packed["date_kind"], "packed");
    assert_eq!(packed["values"]["date"], "20/10/2026");
    let elements = packed["values"]["elements"].as_str().unwrap();
    assert!(elements.contains("(13)261020"), "{elements}");
    change_tea(&app, |tea| tea.label.date_kind = "season".into()).unwrap();
    print(&app, label("trace")).unwrap();
    assert_eq!(said(&app)["values"]["date"], "10/2026");
}

#[test]
fn absurd_values_are_refused_with_a_sentence() {
    let (_dir, app) = with_lot();
    let before = ask(&app, "SELECT count(*) FROM change_log");
    let refused = |change: fn(&mut ProductLabel)| {
        let error = change_tea(&app, |tea| change(&mut tea.label)).unwrap_err();
        let text = crate::base::i18n::text("vi", &format!("errors.{}", error.code), &error.args);
        assert!(!text.contains('{') && text.contains(' '), "{text}");
        error.code
    };
    assert_eq!(refused(|l| l.price = Some(0)), "price_invalid");
    assert_eq!(
        refused(|l| l.price = Some(1_000_000_000_000)),
        "price_invalid"
    );
    assert_eq!(refused(|l| l.price = Some(-5)), "price_invalid");
    assert_eq!(refused(|l| l.price_unit = "đấu".into()), "unit_unknown");
    assert_eq!(
        refused(|l| l.ethanol_permille = Some(1_001)),
        "ethanol_invalid"
    );
    assert_eq!(refused(|l| l.packs_per_carton = Some(0)), "packs_invalid");
    assert_eq!(refused(|l| l.face_cm2 = Some(0)), "face_invalid");
    assert_eq!(
        refused(|l| l.date_kind = "hôm qua".into()),
        "date_kind_unknown"
    );
    assert_eq!(
        refused(|l| l.expiry_kind = "mãi mãi".into()),
        "expiry_kind_unknown"
    );
    assert_eq!(refused(|l| l.ocop_stars = Some(2)), "ocop_stars_invalid");
    assert_eq!(refused(|l| l.ocop_stars = Some(3)), "ocop_date_missing");
    assert_eq!(
        refused(|l| l.carton_gtin = Some("123".into())),
        "gtin_invalid"
    );
    assert_eq!(refused(|l| l.warnings = "ấ".repeat(2_001)), "text_too_long");
    assert_eq!(ask(&app, "SELECT count(*) FROM change_log"), before);
}

#[test]
fn a_record_of_an_earlier_program_stays_as_it_is() {
    let (_dir, app) = cooperative();
    let plain = Product {
        sku: "MAC".into(),
        name: "Mắc ca".into(),
        unit: "g".into(),
        ..Product::default()
    };
    let saved = app.save_product(plain).unwrap();
    assert_eq!(saved.label, ProductLabel::default());
    let json = serde_json::to_value(&saved).unwrap();
    assert_eq!(json["price"], serde_json::Value::Null, "flat on the wire");
    let back: Product = serde_json::from_value(json).unwrap();
    assert_eq!(back, saved);
    assert_eq!(
        serde_json::from_str::<Product>(r#"{"sku":"A"}"#)
            .unwrap()
            .label,
        ProductLabel::default()
    );
}

#[test]
fn the_change_log_names_what_changed_on_the_label() {
    let (_dir, app) = with_lot();
    change_tea(&app, |tea| tea.label.price = Some(45_000)).unwrap();
    let logged = ask(
        &app,
        "SELECT json_extract(fields, '$.is.label.price') FROM change_log WHERE noun = 'product' ORDER BY n DESC LIMIT 1",
    );
    assert_eq!(logged, 45_000);
    let keys = ask(
        &app,
        "SELECT count(*) FROM change_log, json_each(json_extract(fields, '$.is.label')) WHERE n = (SELECT max(n) FROM change_log)",
    );
    assert_eq!(keys, 1);
}

#[test]
fn goods_whose_last_day_is_over_are_said_to_be_old_whenever_they_are_labelled() {
    let (dir, app) = with_lot();
    let dated = |kind: &'static str| {
        change_tea(&app, |tea| {
            tea.shelf_life_months = Some(1);
            tea.label.expiry_kind = kind.into();
        })
        .unwrap();
        let old = |f: &Finding| f.field == "product.shelf_life_months" && f.severity == "warning";
        let all = app.label_preview(label("trace")).unwrap().findings;
        all.into_iter().find(old).unwrap()
    };
    // Picked on 20 October; today is 22 November.
    let best = dated("best_before");
    assert_eq!(best.code, "best_before_passed");
    assert!(best.message.contains("20/11/2026"), "{}", best.message);
    let over = dated("expires");
    assert_eq!(over.code, "goods_expired");
    assert!(over.message.contains("20/11/2026"), "{}", over.message);
    let print_id = print(&app, label("trace")).unwrap().print;
    change_tea(&app, |tea| tea.shelf_life_months = Some(24)).unwrap();
    let again = ReprintRequest {
        print: print_id,
        from: 1,
        skip: 0,
        printer: String::new(),
        dpi: None,
        reason: "kẹt".into(),
    };
    let again = app
        .reprint_labels(&again, &dir.path().join("lại.pdf"), &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(
        again.findings.iter().any(|f| f.code == "goods_expired"),
        "the label says 20 November again"
    );
}

#[test]
fn the_last_day_is_no_reason_to_warn() {
    let (_dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        tx.record_harvest(&harvest(farm.tea, None, LOT, "2026-10-22", 5), None)
    })
    .unwrap();
    change_tea(&app, |tea| tea.shelf_life_months = Some(1)).unwrap();
    let found = app.label_preview(label("trace")).unwrap().findings;
    assert!(found.iter().all(|f| f.code != "goods_expired"), "{found:?}");
}
