//! The sample ledger through the real program, against what its makers say is in it.

use crate::laptop::{Laptop, expected, sample};
use serde_json::Value;

fn refused_cells(count: &Value) -> Vec<(u64, String)> {
    let cell = |p: &Value| {
        (
            p["row"].as_u64().unwrap(),
            p["field"].as_str().unwrap().to_owned(),
        )
    };
    count["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(cell)
        .collect()
}

fn milligrams(lots: &Value) -> i64 {
    // Quantities print with at most six decimals of a kilogram; summing them as integers keeps the total exact.
    let grams = |row: &Value| (row["quantity"].as_f64().unwrap() * 1e6).round() as i64;
    lots.as_array().unwrap().iter().map(grams).sum()
}

#[test]
fn the_sample_ledger_gives_exactly_what_is_in_it() {
    let Some(expected) = expected() else {
        println!("skipped: ../shared/data is not here");
        return;
    };
    let laptop = Laptop::new();
    laptop.done(&["init", "--sample"]);
    let report = laptop.json(0, &["import", &sample().to_string_lossy()]);
    assert_eq!(report["harvests"]["added"], expected["harvest_rows"]);
    for kind in ["products", "households", "plots", "sprays"] {
        assert_eq!(report[kind]["added"], expected[kind], "{kind}");
    }
    let wanted: Vec<(u64, String)> = expected["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| {
            (
                r["row"].as_u64().unwrap(),
                r["column"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    assert_eq!(refused_cells(&report["harvests"]), wanted);
    assert_eq!(report["phi_conflicts"], expected["phi_conflicts"]);
    let bad = report["products"]["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|w| w["field"] == "gtin")
        .count();
    assert_eq!(bad, 1);
    let lots = laptop.json(0, &["lots"]);
    assert_eq!(
        lots.as_array().unwrap().len() as u64,
        expected["lots"].as_u64().unwrap()
    );
    assert_eq!(
        milligrams(&lots),
        (expected["kg_total"].as_f64().unwrap() * 1e6).round() as i64
    );
    let products = laptop.json(0, &["products"]);
    let honey = products
        .as_array()
        .unwrap()
        .iter()
        .find(|p| p["sku"] == expected["bad_gtin"])
        .unwrap();
    assert_eq!(honey["gtin"], Value::Null);
}

#[test]
fn the_same_file_again_adds_nothing() {
    let laptop = Laptop::with_sample();
    let before = laptop.json(0, &["lots"]);
    let report = laptop.json(0, &["import", &sample().to_string_lossy()]);
    for kind in ["products", "households", "plots", "sprays", "harvests"] {
        assert_eq!(report[kind]["added"], 0, "{kind}");
    }
    assert_eq!(report["harvests"]["unchanged"], 230);
    assert_eq!(laptop.json(0, &["lots"]), before);
}

#[test]
fn a_dry_run_reports_the_same_and_writes_nothing() {
    let laptop = Laptop::new();
    laptop.done(&["init", "--sample"]);
    let file = sample();
    let dry = laptop.json(0, &["import", "--dry-run", &file.to_string_lossy()]);
    assert_eq!(laptop.json(0, &["lots"]).as_array().unwrap().len(), 0);
    assert_eq!(laptop.json(0, &["products"]).as_array().unwrap().len(), 0);
    let real = laptop.json(0, &["import", &file.to_string_lossy()]);
    assert_eq!(dry["harvests"], real["harvests"]);
    assert_eq!(dry["products"], real["products"]);
    assert_eq!(dry["phi_conflicts"], real["phi_conflicts"]);
}

#[test]
fn lots_are_found_without_tones() {
    let laptop = Laptop::with_sample();
    let found = laptop.json(0, &["lots", "--search", "che tam duong"]);
    assert!(!found.as_array().unwrap().is_empty());
    let with_d = laptop.json(0, &["lots", "--search", "mien dong"]);
    assert!(
        with_d
            .as_array()
            .unwrap()
            .iter()
            .all(|l| l["product"] == "Miến dong Bình Lư 500 g")
    );
    assert!(!with_d.as_array().unwrap().is_empty());
    assert_eq!(
        laptop
            .json(0, &["lots", "--search", "khong co lo nao nhu the"])
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn a_file_that_is_no_workbook_is_refused_with_advice() {
    let laptop = Laptop::new();
    laptop.done(&["init", "--sample"]);
    let file = laptop.path("ghi-chep.xlsx");
    std::fs::write(&file, b"day khong phai la bang tinh").unwrap();
    let vietnamese = laptop.error(&["import", &file.to_string_lossy()]);
    assert!(vietnamese.contains(".xlsx"), "{vietnamese}");
    let english = laptop.error(&["--lang", "en", "import", &file.to_string_lossy()]);
    assert!(
        english.contains(".xlsx") && english != vietnamese,
        "{english}"
    );
    assert_eq!(laptop.json(0, &["lots"]).as_array().unwrap().len(), 0);
}
