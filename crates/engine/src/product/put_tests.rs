//! Products that a program gives, and their ids.

use crate::testing::farm::cooperative;

#[test]
fn products_are_put_listed_and_put_back() {
    let (_dir, app) = cooperative();
    let given = r#"[{"sku":"NPK","name":"Phân NPK 16-16-8","kind":"input","unit":"kg"},
        {"sku":"LUA","name":"Lúa Séng Cù","unit":"kg","sector":"rice","standard_moisture":140,"shelf_life_days":365}]"#;
    let added = app.put_products(given).unwrap();
    assert!(added.iter().all(|put| put.outcome == "added"));
    let listed = serde_json::to_string(&app.products("").unwrap()).unwrap();
    let again = app.put_products(&listed).unwrap();
    assert!(
        again.iter().all(|put| put.outcome == "unchanged"),
        "{again:?}"
    );
    let changed = app
        .put_products(r#"{"sku":"lua","standard_moisture":null,"sector":null,"storage":null}"#)
        .unwrap();
    assert_eq!(changed[0].outcome, "changed");
    for (bad, code, field) in [
        (r#""nam":"x""#, "field_unknown", "nam"),
        (r#""kind":"king""#, "field_invalid", "kind"),
        (
            r#""standard_moisture":1001"#,
            "field_invalid",
            "standard_moisture",
        ),
        (r#""shelf_life_days":0"#, "field_invalid", "shelf_life_days"),
        (r#""sector":"steel""#, "field_invalid", "sector"),
        (r#""name":7"#, "field_invalid", "name"),
    ] {
        let error = app
            .put_products(&format!(r#"{{"sku":"LUA",{bad}}}"#))
            .unwrap_err();
        assert_eq!(
            (error.code.as_str(), &*error.args["field"]),
            (code, field),
            "{bad}"
        );
    }
}

#[test]
fn the_same_record_typed_on_two_computers_has_one_id() {
    let ids = || {
        let (dir, app) = cooperative();
        app.put_products(
            r#"[{"sku":"B","name":"b","unit":"kg"},{"sku":"A","name":"a","unit":"kg"}]"#,
        )
        .unwrap();
        let ids: Vec<String> = app
            .products("")
            .unwrap()
            .into_iter()
            .map(|p| p.id)
            .collect();
        drop(dir);
        ids
    };
    assert_eq!(ids(), ids());
}

#[test]
fn a_code_that_was_another_product_s_names_a_new_one() {
    let (_dir, app) = cooperative();
    app.put_products(r#"{"sku":"A","name":"a","unit":"kg"}"#)
        .unwrap();
    let mut renamed = app.products("").unwrap().remove(0);
    renamed.sku = "B".into();
    app.save_product(renamed.clone()).unwrap();
    app.put_products(r#"{"sku":"A","name":"another","unit":"kg"}"#)
        .unwrap();
    let all = app.products("").unwrap();
    assert_eq!(all.len(), 2);
    assert!(all.iter().any(|p| p.id == renamed.id && p.sku == "B"));
}
