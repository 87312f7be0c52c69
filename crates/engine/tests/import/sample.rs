//! The sample ledger gives what its truth file says.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::kit::{Coop, places};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sample() -> PathBuf {
    root().join("assets/sample/so-htx-mau.xlsx")
}

/// As `so-htx-mau.expected.json`, which is used instead where the shared folder is at hand.
fn truth() -> Value {
    let shared = root().join("../shared/data/so-htx-mau.expected.json");
    let refused = [
        (60, "quantity"),
        (80, "plot"),
        (108, "quantity"),
        (117, "plot"),
        (120, "plot"),
        (142, "plot"),
        (160, "quantity"),
        (193, "date"),
        (207, "date"),
        (217, "date"),
    ];
    let refused: Vec<Value> = refused
        .iter()
        .map(|(row, column)| json!({"row": row, "column": column}))
        .collect();
    let known = json!({"harvest_rows": 230, "refused": refused, "phi_conflicts": 18, "kg_total": 105_277.8, "lots": 226, "products": 10, "bad_gtin": "MATONG",
        "households": 30, "plots": 45, "sprays": 60, "sheet_rows_start": 4});
    std::fs::read_to_string(shared).map_or(known, |text| serde_json::from_str(&text).unwrap())
}

#[test]
fn the_sample_gives_what_its_truth_file_says() {
    let (coop, truth) = (Coop::new(), truth());
    let preview = coop.preview(&sample()).unwrap();
    assert!(preview.dry_run);
    assert!(coop.lots().is_empty(), "a preview keeps nothing");
    let report = coop.import(&sample()).unwrap();
    assert_eq!(
        nuong_engine::views::ImportReport {
            dry_run: false,
            ..preview
        },
        report,
        "the preview is the import"
    );

    let counts = [
        ("harvest_rows", report.harvests.added),
        ("products", report.products.added),
        ("households", report.households.added),
        ("plots", report.plots.added),
        ("sprays", report.sprays.added),
        ("lots", report.lots_added),
        ("phi_conflicts", report.phi_conflicts),
    ];
    for (name, count) in counts {
        assert_eq!(json!(count), truth[name], "{name}");
    }
    let refused: Vec<Value> = report
        .harvests
        .refused
        .iter()
        .map(|p| json!({"row": p.row, "column": p.field}))
        .collect();
    assert_eq!(json!(refused), truth["refused"]);
    for other in [
        &report.products,
        &report.households,
        &report.plots,
        &report.sprays,
    ] {
        assert!(other.refused.is_empty());
    }
    assert_eq!(
        coop.milligrams(),
        (truth["kg_total"].as_f64().unwrap() * 1e6).round() as i64
    );
    assert_eq!(coop.lots().len() as u64, truth["lots"].as_u64().unwrap());
    assert!(report.ignored_sheets.is_empty());
}

#[test]
fn a_gtin_that_fails_its_check_digit_is_left_out_with_a_warning_at_its_cell() {
    let coop = Coop::new();
    let report = coop.import(&sample()).unwrap();
    assert_eq!(places(&report.products.warnings), [(9, "gtin")]);
    let warning = &report.products.warnings[0];
    assert_eq!(
        (
            warning.sheet.as_str(),
            warning.value.as_str(),
            warning.code.as_str()
        ),
        ("Sản phẩm", "9520120070056", "gtin_check_digit")
    );
    assert_eq!(
        warning.message,
        "Mã vạch “9520120070056” sai chữ số kiểm tra. Sản phẩm được nhập không kèm mã vạch; xem lại giấy chứng nhận mã số mã vạch rồi sửa ở màn hình Sản phẩm."
    );
    let products = coop.app.products("").unwrap();
    let honey = products.iter().find(|p| p.sku == "MATONG").unwrap();
    assert_eq!(
        (honey.gtin.clone(), honey.gtin_rejected.as_deref()),
        (None, Some("9520120070056"))
    );
    let tea = products.iter().find(|p| p.sku == "CHE-ST").unwrap();
    assert_eq!(
        (
            tea.gtin.as_deref(),
            tea.net_quantity,
            tea.unit.as_str(),
            tea.shelf_life_months
        ),
        (Some("09520120070017"), Some(100.0), "g", Some(24))
    );
}

#[test]
fn the_sample_a_second_time_adds_nothing() {
    let coop = Coop::new();
    coop.import(&sample()).unwrap();
    let before = coop.lots();
    let again = coop.import(&sample()).unwrap();
    let kinds = [
        (&again.products, 10),
        (&again.households, 30),
        (&again.plots, 45),
        (&again.sprays, 60),
        (&again.harvests, 230),
    ];
    for (count, unchanged) in kinds {
        assert_eq!((count.added, count.unchanged), (0, unchanged));
    }
    assert_eq!(
        (
            again.lots_added,
            again.phi_conflicts,
            again.harvests.refused.len()
        ),
        (0, 0, 10)
    );
    assert_eq!(coop.lots(), before);
}

#[test]
fn former_districts_became_todays_communes() {
    let coop = Coop::new();
    coop.import(&sample()).unwrap();
    // T001 is H002's, who wrote "xã Sơn Bình, huyện Tam Đường": Bình Lư today.
    let lots = coop.lots();
    let lot = lots.iter().find(|l| l.lot == "BUP-260620-2").unwrap();
    let detail = coop.app.lot(&lot.id).unwrap();
    assert_eq!(detail.sources[0].place, "Xã Bình Lư, Lai Châu");
}
