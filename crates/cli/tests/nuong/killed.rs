//! The real program killed (SIGKILL) at moments all over a print: whatever files and ledger say afterwards agrees, and no serial number
//! came twice.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::Value;

use crate::laptop::{Laptop, shown};

/// Prints the serial number as text, which can be read back.
const TEMPLATE: &str = r#"{ "id": "so-tem", "name": { "vi": "Số tem", "en": "Serial" }, "goods_label": false,
  "forms": [{ "width": 50000, "height": 30000, "elements": [
    { "kind": "flow", "area": [2000, 2000, 46000, 26000], "valign": "spread", "rows": [
      { "fields": ["lot"], "size": 2600, "min_size": 1800, "max_lines": 1 },
      { "fields": ["serial"], "size": 2600, "min_size": 1800, "max_lines": 1 }] }] }] }"#;
const LABELS: usize = 120;
const ROUNDS: u32 = 40;

fn sound_lot(laptop: &Laptop) -> String {
    let lots = laptop.json(0, &["lots"]);
    let sound = |l: &&Value| l["phi_conflict"] == false && l["gtin"] != Value::Null;
    let lot = lots.as_array().unwrap().iter().find(sound).unwrap();
    lot["lot"].as_str().unwrap().to_owned()
}

fn own_template(laptop: &Laptop) -> String {
    let file = laptop.path("so-tem.json");
    std::fs::write(&file, TEMPLATE).unwrap();
    laptop.done(&["templates", "add", &file.to_string_lossy()]);
    "so-tem".to_owned()
}

/// The serial numbers that a PDF says; none where poppler is not here.
fn read(pdf: &Path) -> Option<Vec<String>> {
    let text = Command::new("pdftotext").arg(pdf).arg("-").output().ok()?;
    let text = shown(&text.stdout);
    let serial = |line: &&str| line.len() == 12 && line.bytes().all(|b| b.is_ascii_alphanumeric());
    Some(
        text.lines()
            .map(str::trim)
            .filter(serial)
            .map(str::to_owned)
            .collect(),
    )
}

fn ledger(laptop: &Laptop, lot: &str) -> Vec<Value> {
    laptop.json(0, &["ledger", "--lot", lot])["prints"]
        .as_array()
        .unwrap()
        .clone()
}

#[test]
fn no_serial_number_is_printed_twice_however_often_the_program_is_killed() {
    let laptop = Laptop::with_sample();
    let (lot, template) = (sound_lot(&laptop), own_template(&laptop));
    let count = LABELS.to_string();
    let out = |n: u32| laptop.path(&format!("tem-{n}.pdf"));
    let label = |n: u32| {
        let mut run = laptop.command();
        run.args([
            "label",
            "--lot",
            &lot,
            "--template",
            &template,
            "--sheet",
            "roll-50x30",
        ]);
        run.args(["--serials", "--count", &count, "-o"]).arg(out(n));
        run
    };
    let begun = Instant::now();
    assert!(label(ROUNDS).output().unwrap().status.success());
    let whole = begun.elapsed();

    let mut killed = 0;
    for n in 0..ROUNDS {
        let mut child = label(n)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole * n / ROUNDS);
        child.kill().unwrap();
        killed += u32::from(!child.wait().unwrap().success());
    }
    assert!(killed > ROUNDS / 4, "{killed}");

    let entered: BTreeMap<String, Value> = ledger(&laptop, &lot)
        .into_iter()
        .map(|row| (row["file"].as_str().unwrap().to_owned(), row))
        .collect();
    assert_eq!(entered.len(), ledger(&laptop, &lot).len(), "each file once");
    let mut seen = BTreeSet::new();
    for n in 0..=ROUNDS {
        let name = format!("tem-{n}.pdf");
        let row = entered.get(&name);
        assert_eq!(row.is_some(), out(n).exists(), "{name}");
        let (Some(row), Some(serials)) = (row, row.and_then(|_| read(&out(n)))) else {
            continue;
        };
        assert_eq!(serials.len(), LABELS, "{name}");
        assert_eq!(row["first_serial"], serials[0].as_str());
        assert_eq!(row["last_serial"], serials[LABELS - 1].as_str());
        assert!(
            serials.into_iter().all(|serial| seen.insert(serial)),
            "{name}"
        );
    }
    let printed = laptop.json(0, &["lot", &lot])["labels_printed"]
        .as_u64()
        .unwrap();
    assert_eq!(printed as usize, entered.len() * LABELS);
    let left = std::fs::read_dir(laptop.path("")).unwrap();
    let mut left = left.map(|file| file.unwrap().file_name());
    assert!(!left.any(|name| name.to_string_lossy().ends_with(".part")));
    let data = rusqlite::Connection::open(laptop.path("data").join("nuong.db")).unwrap();
    let whole: String = data
        .query_row("PRAGMA integrity_check", [], |r| r.get(0))
        .unwrap();
    assert_eq!(whole, "ok");

    assert!(label(ROUNDS + 1).output().unwrap().status.success());
    if let Some(serials) = read(&out(ROUNDS + 1)) {
        assert!(serials.into_iter().all(|serial| seen.insert(serial)));
    }
}
