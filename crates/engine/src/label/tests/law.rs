//! What a label must not say, or not yet: numbers of other goods, half a carton, units and sentences that the law wants otherwise.

use crate::App;
use crate::base::finding::Finding;
use crate::label::view::LabelRequest;
use crate::product::view::Product;
use crate::testing::farm::{change_tea, cooperative, farm, harvest, label, print, with_lot};

const OTHER: &str = "9520120070093";

fn found(app: &App, request: LabelRequest, code: &str) -> Option<Finding> {
    let findings = app.label_preview(request).unwrap().findings;
    let mut found = findings.into_iter().filter(|f| f.code == code);
    let first = found.next();
    assert!(found.next().is_none(), "{code} is said once");
    first
}

fn severity(finding: Option<Finding>) -> Option<(String, String)> {
    finding.map(|f| (f.severity.as_str().to_owned(), f.field))
}

fn pair(severity: &str, field: &str) -> Option<(String, String)> {
    Some((severity.into(), field.into()))
}

fn carton() -> LabelRequest {
    LabelRequest {
        sheet: "roll-100x150".into(),
        ..label("carton")
    }
}

fn gtin(app: &App, gtin: &str) -> Product {
    change_tea(app, |tea| tea.gtin = Some(gtin.into())).unwrap()
}

#[test]
fn a_lot_that_keeps_an_older_gtin_than_its_product_says_so() {
    let (_dir, app) = with_lot();
    let differs = |app: &App| found(app, label("trace"), "lot_gtin_differs");
    assert_eq!(differs(&app), None);
    gtin(&app, OTHER);
    let told = differs(&app).unwrap();
    assert_eq!(told.severity, "warning");
    assert!(
        told.message.contains("mang mã GTIN 9520120070000")
            && told.message.contains(OTHER)
            && told.message.contains("lô mới"),
        "{}",
        told.message
    );
    let payload = app.label_preview(label("trace")).unwrap().payload;
    assert!(payload.contains("/01/09520120070000/"), "{payload}");
    gtin(&app, "9520120070000");
    assert_eq!(differs(&app), None);
    change_tea(&app, |tea| tea.gtin = None).unwrap();
    let gone = found(&app, label("trace"), "lot_gtin_gone");
    assert_eq!(severity(gone), pair("warning", "product.gtin"));
}

#[test]
fn a_lot_recorded_before_its_product_had_a_gtin_says_so() {
    let (_dir, app) = cooperative();
    app.write("", |tx| {
        let farm = farm(tx)?;
        tx.record_harvest(&harvest(farm.rice, None, "GAO-1", "2026-10-20", 50), None)
    })
    .unwrap();
    let rice = || LabelRequest {
        lot: "GAO-1".into(),
        ..label("trace")
    };
    assert_eq!(found(&app, rice(), "lot_gtin_none"), None);
    let mut product = app.products("gao").unwrap().remove(0);
    product.gtin = Some(OTHER.into());
    app.save_product(product).unwrap();
    let told = found(&app, rice(), "lot_gtin_none").unwrap();
    assert!(told.message.contains(OTHER), "{}", told.message);
    assert_eq!(severity(Some(told)), pair("warning", "product.gtin"));
}

#[test]
fn a_carton_s_gtin_14_belongs_to_the_packs_in_it() {
    let (_dir, app) = with_lot();
    let with = |carton: &str| {
        change_tea(&app, |tea| {
            tea.label.packs_per_carton = Some(24);
            tea.label.carton_gtin = Some(carton.into());
        })
        .unwrap();
    };
    let other = || found(&app, carton(), "carton_gtin_of_other");
    with("19520120070007");
    assert_eq!(other(), None);
    // A carton may have a number that is no GTIN-14, and nothing then ties it to its packs.
    with("9520120070055");
    assert_eq!(other(), None);
    with("19520120070090");
    let told = other().unwrap();
    assert!(
        told.message.contains("19520120070090") && told.message.contains("9520120070000"),
        "{}",
        told.message
    );
    assert_eq!(severity(Some(told)), pair("error", "product.carton_gtin"));
    assert_eq!(print(&app, carton()).unwrap().labels, 0);
    // The stall card shows no such code.
    assert_eq!(found(&app, label("stall"), "carton_gtin_of_other"), None);
}

#[test]
fn a_carton_of_nobody_knows_how_many_packs_is_asked_about() {
    let (_dir, app) = with_lot();
    let unknown = |request| found(&app, request, "packs_per_carton_missing");
    assert_eq!(
        severity(unknown(carton())),
        pair("warning", "product.packs_per_carton")
    );
    assert_eq!(unknown(label("trace")), None);
    change_tea(&app, |tea| tea.label.packs_per_carton = Some(1)).unwrap();
    assert_eq!(unknown(carton()), None);
}

#[test]
fn goods_labels_state_their_quantity_in_units_that_the_law_takes() {
    let (_dir, app) = with_lot();
    let goods = || LabelRequest {
        sheet: "roll-100x70".into(),
        ..label("goods-food")
    };
    let with = |amount: f64, unit: &str| {
        change_tea(&app, |tea| {
            tea.net_quantity = Some(amount);
            tea.unit = unit.into();
        })
        .unwrap();
        found(&app, goods(), "unit_not_for_labels")
    };
    for unit in ["kg", "g", "mg", "l", "ml", "piece"] {
        assert_eq!(with(2.0, unit), None, "{unit}");
    }
    let told = with(2.0, "yen").unwrap();
    assert!(
        told.message.contains("“yến”") && told.message.contains("10 kg"),
        "{}",
        told.message
    );
    assert_eq!(severity(Some(told)), pair("error", "product.net_quantity"));
    assert!(with(1.0, "ta").is_some() && with(1.0, "tan").is_some());
    assert_eq!(found(&app, label("stall"), "unit_not_for_labels"), None);
}

#[test]
fn health_food_says_what_the_law_wants_to_the_letter() {
    let (_dir, app) = with_lot();
    let says = |name: &str, usage: &str, warnings: &str| -> Vec<String> {
        change_tea(&app, |tea| {
            tea.name = name.into();
            tea.goods_group = "health_food".into();
            tea.usage = usage.into();
            tea.label.warnings = warnings.into();
        })
        .unwrap();
        let request = LabelRequest {
            sheet: "roll-100x150".into(),
            ..label("goods-food")
        };
        let findings = app.label_preview(request).unwrap().findings.into_iter();
        let missing = findings.filter(|f| f.code == "phrase_missing");
        missing
            .inspect(|f| {
                assert_eq!(
                    (f.severity.as_str(), &*f.field),
                    ("error", "product.warnings")
                )
            })
            .map(|f| f.message)
            .collect()
    };
    let none = says("Viên sâm", "Ngày 2 viên", "Không dùng cho trẻ em");
    assert_eq!(none.len(), 2);
    assert!(
        none.iter().any(|said| said.contains(
            "“Thực phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh”"
        )),
        "{none:?}"
    );
    let medicine = "THUC PHAM NAY KHONG PHAI LA THUOC; không có tác dụng thay thế thuốc chữa bệnh!";
    let one = says("Viên sâm", "Ngày 2 viên", medicine);
    assert!(
        one.len() == 1 && one[0].contains("“Thực phẩm bảo vệ sức khỏe”"),
        "{one:?}"
    );
    let all = says(
        "Thực phẩm bảo vệ sức khoẻ Viên sâm",
        medicine,
        "Để xa trẻ em",
    );
    assert_eq!(all, [""; 0]);
    change_tea(&app, |tea| tea.goods_group = "food".into()).unwrap();
    assert_eq!(found(&app, label("goods-food"), "phrase_missing"), None);
}

#[test]
fn labels_are_drawn_for_resolutions_that_printers_are_sold_with() {
    let (_dir, app) = with_lot();
    let at = |dpi| {
        app.label_preview(LabelRequest {
            dpi: Some(dpi),
            ..label("trace")
        })
        .map(|_| dpi)
        .map_err(|e| e.code.to_string())
    };
    for dpi in [203, 300, 600] {
        assert_eq!(at(dpi), Ok(dpi));
    }
    for dpi in [0, 72, 150, 305, 1_200] {
        assert_eq!(at(dpi), Err("dpi_unknown".to_owned()), "{dpi}");
    }
}
