//! Laptops of one cooperative, each with its own calendar and its own luck.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::ProptestConfig;
use serde_json::{Value, json};

use crate::entry::view::StepEntered;
use crate::exchange::view::Merged;
use crate::testing::farm::{Farm, MemorySecrets, farm};
use crate::{App, Host, Result};

/// So many cases, or as many as `PROPTEST_CASES` asks for.
pub fn cases(few: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let cases = asked.and_then(|n| n.parse().ok()).unwrap_or(few);
    ProptestConfig::with_cases(cases)
}

struct LaptopHost {
    drawn: AtomicU64,
    seed: u64,
    ahead: SignedDuration,
}

impl Host for LaptopHost {
    fn now(&self) -> Timestamp {
        let noon: Timestamp = "2026-11-22T05:00:00Z".parse().unwrap();
        noon + self.ahead
    }

    fn random(&self) -> [u8; 16] {
        let n = self.drawn.fetch_add(1, Ordering::Relaxed) + (self.seed << 32);
        ((u128::from(n) << 64) | u128::from(n)).to_be_bytes()
    }
}

pub struct Laptop {
    dir: tempfile::TempDir,
    pub app: App,
    pub farm: Farm,
}

/// A laptop of the sample cooperative, so many years ahead of the others.
pub fn laptop(seed: u64, years_ahead: i64) -> Laptop {
    let dir = tempfile::tempdir().unwrap();
    let app = bare(dir.path(), seed, years_ahead);
    app.create_sample_profile().unwrap();
    let farm = app.write("Lan", farm).unwrap();
    let parties = json!([
        {"code": "H01", "name": "Lò Văn Mẫu", "kind": "household"},
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
    ]);
    app.put_products(&products.to_string()).unwrap();
    Laptop { dir, app, farm }
}

/// A laptop before it belongs to any cooperative.
pub fn bare(dir: &std::path::Path, seed: u64, years_ahead: i64) -> App {
    let host = LaptopHost {
        drawn: AtomicU64::new(1),
        seed,
        ahead: SignedDuration::from_hours(years_ahead * 24 * 365),
    };
    App::open(dir, Arc::new(host), Arc::new(MemorySecrets::default())).unwrap()
}

impl Laptop {
    pub fn file(&self) -> PathBuf {
        let file = self.dir.path().join("changes.jsonl");
        self.app.write_changes(&file).unwrap();
        file
    }

    pub fn lines(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(self.file()).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// Takes lines in, with the end mark that is theirs.
    pub fn take(&self, lines: &[Value]) -> Result<Merged> {
        let mut lines = lines.to_vec();
        let count = lines.len() - 2;
        lines.last_mut().unwrap()["count"] = json!(count);
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        self.take_bytes(text.as_bytes())
    }

    pub fn take_bytes(&self, bytes: &[u8]) -> Result<Merged> {
        let file = self.dir.path().join("other.jsonl");
        std::fs::write(&file, bytes).unwrap();
        self.app.merge_changes(&file)
    }

    pub fn merge(&self, other: &Self) -> Merged {
        self.app.merge_changes(&other.file()).unwrap()
    }

    pub fn add(&self, step: Value) -> Result<Vec<StepEntered>> {
        self.app.add_steps(&step.to_string(), "Lan", true, "vi")
    }

    pub fn added(&self, step: Value) -> String {
        self.add(step).unwrap().remove(0).id
    }

    pub fn review(&self, lot: &str) -> Vec<String> {
        self.app.stock_balance(lot).unwrap().review
    }
}

/// Each takes in what the other knows.
pub fn meet(one: &Laptop, other: &Laptop) -> (Merged, Merged) {
    let file = other.file();
    let there = other.merge(one);
    (one.app.merge_changes(&file).unwrap(), there)
}

pub fn intake(lot: &str, kg: f64) -> Value {
    json!({"stage": "intake", "day": "2026-10-20", "origin": "T-07", "party": "H01",
        "lines": [{"role": "out", "lot": lot, "product": "TUOI", "quantity": kg, "unit": "kg"}]})
}

pub fn ship(lot: &str, kg: f64) -> Value {
    json!({"stage": "ship", "day": "2026-10-22", "party": "DL1", "told": {"invoice": "0001"},
        "lines": [{"role": "in", "lot": lot, "quantity": kg, "place": "KHO"}]})
}

/// So many kilograms of one lot become another, of the same product.
pub fn split(from: &str, to: &str, kg: f64) -> Value {
    json!({"stage": "split", "day": "2026-10-21", "lines": [
        {"role": "in", "lot": from, "quantity": kg, "place": "KHO"},
        {"role": "out", "lot": to, "product": "TUOI", "quantity": kg, "unit": "kg"}]})
}
