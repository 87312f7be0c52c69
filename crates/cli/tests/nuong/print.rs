//! Labels through the real program: exit status, the file, and the pre-harvest interval.

use crate::laptop::Laptop;
use serde_json::Value;

fn lot(laptop: &Laptop, phi: bool) -> String {
    let lots = laptop.json(0, &["lots"]);
    let wanted = |l: &&Value| l["phi_conflict"] == phi && l["gtin"] != Value::Null;
    lots.as_array().unwrap().iter().find(wanted).unwrap()["lot"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn label(laptop: &Laptop, status: i32, lot: &str, file: &str) -> Value {
    let out = laptop.path(file);
    laptop.json(
        status,
        &[
            "label",
            "--lot",
            lot,
            "--template",
            "trace",
            "--sheet",
            "tomy-135",
            "--count",
            "25",
            "--skip",
            "4",
            "-o",
            &out.to_string_lossy(),
        ],
    )
}

#[test]
fn a_label_run_writes_a_pdf_and_says_what_it_wrote() {
    let laptop = Laptop::with_sample();
    let lot = lot(&laptop, false);
    let result = label(&laptop, 0, &lot, "tem.pdf");
    assert_eq!(result["labels"], 25);
    assert_eq!(
        result["pages"], 2,
        "4 used cells and 25 labels need 29 cells of 21"
    );
    assert!(
        result["payload"]
            .as_str()
            .unwrap()
            .ends_with(&format!("/10/{lot}"))
    );
    assert!(
        std::fs::read(laptop.path("tem.pdf"))
            .unwrap()
            .starts_with(b"%PDF-")
    );
}

#[test]
fn a_lot_inside_a_pre_harvest_interval_waits_for_a_named_person() {
    let laptop = Laptop::with_sample();
    let lot = lot(&laptop, true);
    let refused = label(&laptop, 2, &lot, "tem.pdf");
    let codes: Vec<&str> = refused["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["code"].as_str().unwrap())
        .collect();
    assert!(codes.contains(&"phi_conflict"), "{codes:?}");
    assert_eq!(refused["labels"], 0);
    assert!(
        !laptop.path("tem.pdf").exists(),
        "a refused run writes nothing"
    );
    assert_eq!(
        laptop
            .run(&[
                "override-phi",
                "--lot",
                &lot,
                "--by",
                "  ",
                "--reason",
                "đã kiểm nghiệm"
            ])
            .status
            .code(),
        Some(1)
    );
    laptop.done(&[
        "override-phi",
        "--lot",
        &lot,
        "--by",
        "Lò Văn Mẫu",
        "--reason",
        "Đã kiểm nghiệm dư lượng, phiếu số 12",
    ]);
    assert_eq!(label(&laptop, 0, &lot, "tem.pdf")["labels"], 25);
}

#[test]
fn no_labels_and_an_unknown_lot_template_or_sheet_are_errors_that_say_so() {
    let laptop = Laptop::with_sample();
    let out = laptop.path("tem.pdf");
    let out = out.to_string_lossy();
    let unknown = laptop.error(&["label", "--lot", "KHONG-CO", "--count", "1", "-o", &out]);
    assert!(unknown.contains("KHONG-CO"), "{unknown}");
    let lot = lot(&laptop, false);
    let none = laptop.error(&["label", "--lot", &lot, "--count", "0", "-o", &out]);
    assert!(none.contains("Hãy nhập số tem từ 1 trở lên"), "{none}");
    let sheet = laptop.error(&[
        "label", "--lot", &lot, "--sheet", "giay-la", "--count", "1", "-o", &out,
    ]);
    assert!(sheet.contains("giay-la"), "{sheet}");
    let template = laptop.error(&[
        "label",
        "--lot",
        &lot,
        "--template",
        "mau-la",
        "--count",
        "1",
        "-o",
        &out,
    ]);
    assert!(template.contains("mau-la"), "{template}");
}

#[test]
fn no_more_used_labels_than_the_sheet_has() {
    let laptop = Laptop::with_sample();
    let lot = lot(&laptop, false);
    let out = laptop.path("tem.pdf");
    let skip = |n: &str| {
        let out = out.to_string_lossy();
        laptop.run(&[
            "label", "--lot", &lot, "--count", "1", "--skip", n, "-o", &out,
        ])
    };
    let beyond = skip("21");
    assert_eq!(beyond.status.code(), Some(1));
    let said = crate::laptop::shown(&beyond.stderr);
    assert!(
        said.contains("21 tem") && said.contains("từ 0 đến 20"),
        "{said}"
    );
    assert!(!out.exists());
    assert_eq!(skip("20").status.code(), Some(0));
}

#[test]
fn a_folder_that_is_not_there_leaves_no_ledger_entry() {
    let laptop = Laptop::with_sample();
    let lot = lot(&laptop, false);
    let nowhere = laptop.path("khong-co").join("tem.pdf");
    let error = laptop.error(&[
        "label",
        "--lot",
        &lot,
        "--count",
        "3",
        "-o",
        &nowhere.to_string_lossy(),
    ]);
    assert!(error.contains("khong-co"), "{error}");
    assert_eq!(laptop.json(0, &["lot", &lot])["labels_printed"], 0);
}

#[test]
fn labels_go_into_files_only_and_english_counts_well() {
    let laptop = Laptop::with_sample();
    let lot = lot(&laptop, false);
    let to = |out: &str| {
        laptop.run(&[
            "--lang", "en", "label", "--lot", &lot, "--count", "1", "-o", out,
        ])
    };
    let folder = to(&laptop.path("data").to_string_lossy());
    assert_eq!(folder.status.code(), Some(1));
    assert!(crate::laptop::shown(&folder.stderr).contains("is a folder"));
    if cfg!(unix) {
        assert_eq!(to("/dev/null").status.code(), Some(1));
        assert!(
            !std::path::Path::new("/dev/null").is_file(),
            "a device stays one"
        );
    }
    let done = to(&laptop.path("tem.pdf").to_string_lossy());
    assert!(crate::laptop::shown(&done.stdout).contains("\n1 label, 1 page: "));
    assert_eq!(laptop.json(0, &["lot", &lot])["labels_printed"], 1);
}

#[test]
fn a_zero_too_many_is_asked_about() {
    let laptop = Laptop::with_sample();
    let out = laptop.path("tem.pdf");
    let out = out.to_string_lossy();
    let label = [
        "label",
        "--lot",
        "MDG-261023-3",
        "--count",
        "1001",
        "-o",
        &out,
    ];
    // 49.9 kg in packs of 500 g.
    let refused = laptop.error(&label);
    assert!(
        refused.contains("còn 99 gói") && refused.contains("--more-than-packs"),
        "{refused}"
    );
    laptop.done(&[&label[..], &["--more-than-packs"]].concat());
    let few = [&label[..4], &["1000"], &label[5..]].concat();
    laptop.done(&few);
}

#[test]
fn labels_with_serial_numbers_say_from_which_to_which() {
    let laptop = Laptop::with_sample();
    let lot = lot(&laptop, false);
    let out = laptop.path("tem.pdf");
    let out = out.to_string_lossy();
    let label = [
        "label",
        "--lot",
        &lot,
        "--count",
        "5",
        "--serials",
        "-o",
        &out,
    ];
    let told = laptop.done(&label);
    let row = laptop.json(0, &["ledger", "--lot", &lot])["prints"][0].clone();
    let text = |name: &str| row[name].as_str().unwrap().to_owned();
    let span = format!("{} – {}", text("first_serial"), text("last_serial"));
    assert!(told.contains(&span), "{told}");
    let again = laptop.json(0, &label);
    assert_ne!(again["first_serial"], row["first_serial"]);
    assert!(again["last_serial"].is_string());
}

#[test]
fn a_pallet_s_label_says_how_many_cartons_stand_on_it() {
    let laptop = Laptop::with_sample();
    laptop.done(&["pallet-digit", "3"]);
    laptop.done(&["products", "set", "GAO-SC5", "packs_per_carton=4"]);
    let out = laptop.path("palet.pdf");
    let out = out.to_string_lossy();
    let label = |template: &str, cartons: &str| {
        laptop.run(&[
            "label",
            "--lot",
            "GAO-SC5-260902-1",
            "--template",
            template,
            "--sheet",
            "roll-100x150",
            "--count",
            "1",
            "--cartons",
            cartons,
            "-o",
            &out,
        ])
    };
    assert_eq!(label("trace", "40").status.code(), Some(1));
    assert_eq!(label("pallet", "0").status.code(), Some(1));
    let done = label("pallet", "40");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let data = rusqlite::Connection::open(laptop.path("data").join("nuong.db")).unwrap();
    let said: String = data
        .query_row("SELECT said FROM label_print", [], |row| row.get(0))
        .unwrap();
    assert!(said.contains("40 thùng × 4 × 5 kg"), "{said}");
}

#[test]
fn a_carton_without_its_number_is_told_once_what_is_missing() {
    let laptop = Laptop::with_sample();
    laptop.done(&["products", "set", "GAO-SC5", "packs_per_carton=4"]);
    let check = [
        "check",
        "--lot",
        "GAO-SC5-260902-1",
        "--template",
        "carton",
        "--sheet",
        "roll-100x150",
    ];
    let out = laptop.run(&check);
    let told = crate::laptop::shown(&out.stdout);
    assert_eq!(
        (out.status.code(), told.matches("(carton_gtin)").count()),
        (Some(2), 1),
        "{told}"
    );
}

/// Ctrl+C, as a shell sends it.
#[cfg(unix)]
#[test]
fn ctrl_c_leaves_nothing_half_done() {
    let laptop = Laptop::with_sample();
    let lot = lot(&laptop, false);
    let folder = laptop.path("ra");
    std::fs::create_dir(&folder).unwrap();
    let begun = || std::fs::read_dir(&folder).unwrap().count() > 0;
    let mut run = laptop.command();
    run.args(["label", "--lot", &lot, "--serials", "--more-than-packs"])
        .args(["--count", "1000000", "-o"])
        .arg(folder.join("tem.pdf"))
        .stderr(std::process::Stdio::piped());
    let child = run.spawn().unwrap();
    while !begun() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let id = child.id().to_string();
    let asked = std::process::Command::new("kill")
        .args(["-INT", &id])
        .status();
    assert!(asked.unwrap().success());
    let out = child.wait_with_output().unwrap();
    let said = crate::laptop::shown(&out.stderr);
    assert_eq!(out.status.code(), Some(1), "{said}");
    assert!(said.contains("Đã dừng theo yêu cầu"), "{said}");
    assert!(!begun(), "no half of a PDF is left");
    assert_eq!(laptop.json(0, &["ledger"])["prints"], serde_json::json!([]));
}
