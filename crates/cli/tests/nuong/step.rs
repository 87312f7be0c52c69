//! What happened, and what there is of it.

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
