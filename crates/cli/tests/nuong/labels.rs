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
