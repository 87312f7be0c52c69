//! A cooperative with a plot, a buyer, tea, packs and a stall; steps as programs give them.

use serde_json::{Value, json};

use crate::entry::view::{Anyway, StepEntered};
use crate::step::view::StepView;
use crate::testing::farm::cooperative;
use crate::{App, Result};

pub fn desk() -> (tempfile::TempDir, App) {
    let (dir, app) = cooperative();
    let parties = json!([
        {"code": "H01", "name": "Lò Văn Mẫu", "kind": "household"},
        {"code": "H02", "name": "Lý Thị Mẫu", "kind": "household"},
        {"code": "DL1", "name": "Đại lý Mẫu", "kind": "buyer"},
    ]);
    app.put_parties(&parties.to_string()).unwrap();
    let places = json!([
        {"code": "T-07", "name": "", "kind": "plot", "party": "H01"},
        {"code": "CHO", "name": "Chợ", "kind": "stall"},
    ]);
    app.put_places(&places.to_string()).unwrap();
    let products = json!([
        {"sku": "TUOI", "name": "Chè tươi", "kind": "goods", "unit": "kg"},
        {"sku": "KHO-CHE", "name": "Chè khô", "kind": "goods", "unit": "kg"},
        {"sku": "GOI", "name": "Chè gói", "kind": "goods", "unit": "g", "net_quantity": 200},
        {"sku": "PHAN", "name": "Phân NPK", "kind": "input", "unit": "kg"},
        {"sku": "HOP", "name": "Hộp giấy", "kind": "packaging", "unit": "piece"},
    ]);
    app.put_products(&products.to_string()).unwrap();
    (dir, app)
}

pub fn add(app: &App, steps: Value) -> Result<Vec<StepEntered>> {
    app.add_steps(&steps.to_string(), "Lan", true, "vi")
}

pub fn added(app: &App, step: Value) -> String {
    add(app, step).unwrap()[0].id.clone()
}

/// Code, field, line and the steps that it names.
pub fn refused<T: std::fmt::Debug>(done: Result<T>) -> (String, String, String, String) {
    let error = done.unwrap_err();
    let arg = |name: &str| error.args.get(name).cloned().unwrap_or_default();
    (
        error.code.as_str().to_owned(),
        arg("field"),
        arg("line"),
        arg("steps"),
    )
}

pub fn intake(lot: &str, kg: f64) -> Value {
    json!({"stage": "intake", "day": "2026-10-20", "origin": "T-07", "party": "H01",
        "lines": [{"role": "out", "lot": lot, "product": "TUOI", "quantity": kg, "unit": "kg"}]})
}

pub fn process(from: &str, kg: f64, to: &str, out: f64) -> Value {
    json!({"stage": "process", "day": "2026-10-21", "lines": [
        {"role": "in", "lot": from, "quantity": kg},
        {"role": "out", "lot": to, "product": "KHO-CHE", "quantity": out, "unit": "kg"}]})
}

pub fn ship(lot: &str, kg: f64) -> Value {
    json!({"stage": "ship", "day": "2026-10-22", "party": "DL1", "told": {"invoice": "0001"},
        "lines": [{"role": "in", "lot": lot, "quantity": kg}]})
}

pub fn correct(app: &App, id: &str, step: Value) -> Result<Vec<StepEntered>> {
    app.correct_step(id, &step.to_string(), "Lan", &Anyway::default(), "vi")
}

pub fn quantity(app: &App, lot: &str) -> f64 {
    app.stock_balance(lot).unwrap().quantity
}

pub fn step(app: &App, id: &str) -> StepView {
    app.step(id).unwrap()
}
