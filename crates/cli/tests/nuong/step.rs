//! What happened, and what there is of it.

use serde_json::json;

use crate::laptop::Laptop;

#[test]
fn the_steps_of_the_sample_and_its_stock_are_one_account() {
    let laptop = Laptop::with_sample();
    let steps = laptop.json(0, &["steps"]);
    let steps = steps.as_array().unwrap();
    let first = &steps[0];
    let id = first["id"].as_str().unwrap();
    assert_eq!(laptop.json(0, &["step", id]), *first);
    let lot = first["lines"][0]["lot"].as_str().unwrap();
    let of_lot = laptop.json(0, &["steps", "--lot", lot]);
    let kilos = |value: &serde_json::Value| value["quantity"].as_f64().unwrap();
    let grown: f64 = of_lot
        .as_array()
        .unwrap()
        .iter()
        .map(|s| kilos(&s["lines"][0]))
        .sum();
    let balance = laptop.json(0, &["balance", lot]);
    assert!((kilos(&balance) - grown).abs() < 1e-6, "{balance}");
    assert_eq!(balance["made"], balance["quantity"]);
    let stock = laptop.json(0, &["stock"]);
    let lies = stock
        .as_array()
        .unwrap()
        .iter()
        .filter(|at| at["lot"] == lot)
        .map(kilos);
    assert!((lies.sum::<f64>() - grown).abs() < 1e-6);
    let said = laptop.done(&["balance", lot]);
    assert!(said.contains(lot) && said.contains("làm ra"), "{said}");
    let wrong = laptop.error(&["step", "X"]);
    assert!(wrong.contains("“X”"), "{wrong}");
}

#[test]
fn the_same_ledger_on_two_computers_is_the_same_steps_and_lots() {
    let ids = |laptop: &Laptop| {
        let steps = laptop.json(0, &["steps"]);
        let lots = laptop.json(0, &["lots"]);
        let ids = |list: &serde_json::Value| -> Vec<String> {
            let mut ids: Vec<String> = list
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["id"].to_string())
                .collect();
            ids.sort();
            ids
        };
        (ids(&steps), ids(&lots))
    };
    let (one, other) = (Laptop::with_sample(), Laptop::with_sample());
    let (steps, lots) = ids(&one);
    assert!(steps.len() > 100 && !lots.is_empty());
    assert_eq!(ids(&other), (steps, lots));
}

/// What steps need, put down as files.
fn put(laptop: &Laptop, verb: &[&str], records: &serde_json::Value) {
    let file = laptop.path("records.json");
    std::fs::write(&file, records.to_string()).unwrap();
    laptop.done(&[verb, &["--file", &file.to_string_lossy()]].concat());
}

#[test]
fn a_lot_is_traced_both_ways_and_says_what_it_lacks() {
    let laptop = Laptop::new();
    laptop.done(&["init", "--sample"]);
    put(
        &laptop,
        &["party", "put"],
        &json!([{"code": "H01", "name": "Hộ Mẫu", "kind": "household"}, {"code": "DL1", "name": "Đại lý Mẫu", "kind": "buyer"}]),
    );
    put(
        &laptop,
        &["place", "put"],
        &json!({"code": "T-07", "kind": "plot", "party": "H01"}),
    );
    put(
        &laptop,
        &["product", "put"],
        &json!([{"sku": "TUOI", "name": "Chè tươi", "unit": "kg"}, {"sku": "KHO-CHE", "name": "Chè khô", "unit": "kg", "sector": "tea"}]),
    );
    put(
        &laptop,
        &["step", "add"],
        &json!([
            {"stage": "intake", "day": "2026-10-20", "origin": "T-07", "party": "H01", "lines": [{"role": "out", "lot": "A", "product": "TUOI", "quantity": 50, "unit": "kg"}]},
            {"stage": "process", "day": "2026-10-21", "lines": [{"role": "in", "lot": "A", "quantity": 50}, {"role": "out", "lot": "B", "product": "KHO-CHE", "quantity": 12, "unit": "kg"}]},
            {"stage": "ship", "day": "2026-10-22", "party": "DL1", "lines": [{"role": "in", "lot": "B", "quantity": 2}]},
        ]),
    );
    let trace = laptop.json(0, &["trace", "B"]);
    let kinds = |trace: &serde_json::Value| {
        let nodes = trace["nodes"].as_array().unwrap().iter();
        let told = nodes.map(|node| {
            format!(
                "{} {}",
                node["kind"].as_str().unwrap(),
                node["label"].as_str().unwrap()
            )
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        kinds(&trace),
        ["lot A", "lot B", "plot T-07", "household H01", "buyer DL1"]
    );
    let forward = laptop.json(0, &["trace", "B", "--forward"]);
    assert_eq!(kinds(&forward), ["lot B", "buyer DL1"]);
    let edge = &forward["edges"][0];
    assert_eq!(
        (&edge["quantity"], &edge["unit"]),
        (&json!(2.0), &json!("kg"))
    );
    assert_eq!(edge["from"], forward["id"]);
    let said = laptop.done(&["trace", "B"]);
    assert!(
        said.contains("    nông hộ H01 Hộ Mẫu · 50 kg\n")
            && said.contains("  người mua DL1 Đại lý Mẫu · 2 kg\n"),
        "{said}"
    );
    laptop.error(&["trace", "X"]);

    let lacks = laptop.json(0, &["lacks", "B"]);
    assert_eq!(
        lacks[0],
        json!({"stage": "pack", "field": null, "lot": "B", "rule": "tea"})
    );
    let said = laptop.done(&["lacks", "B"]);
    assert!(said.contains("Thiếu công đoạn: Đóng gói (Chè)"), "{said}");
    assert!(
        laptop
            .error(&["lacks", "B", "--destination", "https://x.vn"])
            .contains("x.vn")
    );
}
