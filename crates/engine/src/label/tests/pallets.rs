//! Numbers of pallets, which never come back either, and belong to one laptop.

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;

use super::codes::{LOT, ledger, lots, real, request};
use crate::label::pallet_book::PalletBook;
use crate::label::sscc_rows::PalletsWanted;
use crate::label::view::LabelRequest;
use crate::{App, Result};

fn pallets(app: &App, count: u32) -> Result<Vec<String>> {
    app.write("", |tx| {
        let lot = tx.reader().lot_named(LOT)?.id.to_string();
        let wanted = PalletsWanted {
            gcp: "9520120",
            lot: &lot,
            pallets: count,
            cartons: Some(24),
        };
        let block = tx.reserve_ssccs(&mut PalletBook::read_book(app.dir())?, &wanted)?;
        Ok((0..count).map(|n| block.sscc_of(n)).collect())
    })
}

#[test]
fn pallets_have_numbers_of_their_own_also_when_the_data_file_is_an_old_one() {
    let (dir, app) = lots();
    assert_eq!(pallets(&app, 1).unwrap_err().code, "sscc_digit_missing");
    assert_eq!(
        app.set_sscc_digit(10).unwrap_err().code,
        "sscc_digit_invalid"
    );
    app.set_sscc_digit(3).unwrap();
    let file = dir.path().join(crate::store::FILE);
    let old = dir.path().join("old.db");
    rusqlite::Connection::open(&file)
        .unwrap()
        .execute("VACUUM INTO ?1", [old.to_str().unwrap()])
        .unwrap();
    let mut seen = pallets(&app, 500).unwrap();
    assert!(
        seen.iter()
            .all(|sscc| sscc.starts_with("39520120") && nuong_gs1::Sscc::parse(sscc).is_ok())
    );
    drop(app);
    for name in ["nuong.db-wal", "nuong.db-shm"] {
        let _ = fs::remove_file(dir.path().join(name));
    }
    fs::copy(&old, &file).unwrap();
    let app = real(dir.path());
    seen.extend(pallets(&app, 500).unwrap());
    // And when the log was lost, the data file knows.
    fs::remove_file(dir.path().join("pallets.log")).unwrap();
    assert_eq!(pallets(&app, 1).unwrap_err().code, "sscc_digit_missing");
    app.set_sscc_digit(3).unwrap();
    seen.extend(pallets(&app, 500).unwrap());
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 1500);
}

#[test]
fn each_pallet_label_has_its_own_sscc_in_the_ledger_and_on_paper() {
    let (dir, app) = lots();
    app.set_sscc_digit(3).unwrap();
    let pallet = LabelRequest {
        template: "pallet".into(),
        sheet: "roll-100x150".into(),
        serials: false,
        ..request(LOT, 2)
    };
    let out = dir.path().join("pallet.pdf");
    let done = app
        .print_labels(pallet, &out, &mut |_| ControlFlow::Continue(()))
        .unwrap();
    assert_eq!(done.labels, 2, "{:?}", done.findings);
    let row = ledger(&app).remove(0);
    let (first, last) = (row.first_sscc.unwrap(), row.last_sscc.unwrap());
    assert_ne!(first, last);
    for sscc in [&first, &last] {
        assert!(nuong_gs1::Sscc::parse(sscc).is_ok(), "{sscc}");
    }
    let Ok(text) = std::process::Command::new("pdftotext")
        .args([out.as_os_str(), "-".as_ref()])
        .output()
    else {
        println!("skipped: pdftotext is not here");
        return;
    };
    let text = String::from_utf8(text.stdout).unwrap();
    let pages: Vec<&str> = text.split('\u{c}').collect();
    for (page, (own, other)) in pages.iter().zip([(&first, &last), (&last, &first)]) {
        assert!(page.contains(&format!("(00) {own}")), "{page}");
        assert!(!page.contains(other.as_str()), "{page}");
    }
}

#[test]
fn a_copied_folder_asks_for_its_own_pallet_digit() {
    let (dir, app) = lots();
    app.set_sscc_digit(3).unwrap();
    assert_eq!(pallets(&app, 2).unwrap().len(), 2);
    let other = tempfile::tempdir().unwrap();
    for file in fs::read_dir(dir.path()).unwrap().map(|f| f.unwrap().path()) {
        fs::copy(&file, other.path().join(file.file_name().unwrap())).unwrap();
    }
    let copy = real(other.path());
    assert_eq!(
        (app.sscc_digit().unwrap(), copy.sscc_digit().unwrap()),
        (Some(3), None)
    );
    copy.set_sscc_digit(4).unwrap();
    assert!(pallets(&copy, 1).unwrap()[0].starts_with('4'));
}
