//! The ledger of labels from a shell: print, print the end again, withdraw, and see what is left.

use crate::laptop::Laptop;
use serde_json::Value;

fn print(laptop: &Laptop) -> (String, String) {
    let lots = laptop.json(0, &["lots"]);
    let sound = |l: &&Value| l["phi_conflict"] == false && l["gtin"] != Value::Null;
    let lot = lots.as_array().unwrap().iter().find(sound).unwrap()["lot"]
        .as_str()
        .unwrap()
        .to_owned();
    let out = laptop.path("tem.pdf");
    laptop.json(
        0,
        &[
            "label",
            "--lot",
            &lot,
            "--count",
            "30",
            "-o",
            &out.to_string_lossy(),
        ],
    );
    let ledger = laptop.json(0, &["ledger", "--lot", &lot]);
    assert_eq!(ledger["prints"].as_array().unwrap().len(), 1);
    let print = ledger["prints"][0]["short"].as_str().unwrap().to_owned();
    (lot, print)
}

#[test]
fn a_jammed_run_is_finished_and_the_ledger_adds_up() {
    let laptop = Laptop::with_sample();
    let (lot, print) = print(&laptop);
    let out = laptop.path("tiep.pdf");
    let again = laptop.json(
        0,
        &[
            "reprint",
            &print,
            "--from",
            "25",
            "--skip",
            "4",
            "--reason",
            "kẹt giấy",
            "-o",
            &out.to_string_lossy(),
        ],
    );
    assert_eq!((&again["labels"], &again["pages"]), (&6.into(), &1.into()));
    assert!(std::fs::read(out).unwrap().starts_with(b"%PDF-"));
    let row = laptop.json(0, &["void", &print, "--count", "4", "--reason", "in nhầm"]);
    assert_eq!(
        (&row["spoilt"], &row["void"], &row["in_use"]),
        (&6.into(), &4.into(), &20.into())
    );
    let ledger = laptop.json(0, &["ledger", "--lot", &lot]);
    assert_eq!(ledger["prints"][0]["reprint_of"], print.as_str());
    let balance = &ledger["balance"];
    assert_eq!(
        (&balance["printed"], &balance["lost"], &balance["in_use"]),
        (&36.into(), &10.into(), &26.into())
    );
    let told = laptop.done(&["ledger", "--lot", &lot]);
    assert!(
        told.contains("kẹt giấy") && told.contains("2 lần in"),
        "{told}"
    );
}

#[test]
fn nothing_is_withdrawn_without_a_reason_or_beyond_what_there_is() {
    let laptop = Laptop::with_sample();
    let (_, print) = print(&laptop);
    for (args, said) in [
        (vec!["void", &print, "--reason", " "], "lý do"),
        (
            vec!["void", &print, "--count", "31", "--reason", "x"],
            "30 tem",
        ),
        (vec!["void", "abcdef", "--reason", "x"], "abcdef"),
    ] {
        let out = laptop.run(&args);
        assert_eq!(out.status.code(), Some(1), "{args:?}");
        let text = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(text.contains(said), "{text}");
    }
    assert_eq!(laptop.json(0, &["ledger"])["prints"][0]["in_use"], 30);
}

#[test]
fn a_check_writes_nothing_and_refuses_what_printing_would() {
    let laptop = Laptop::with_sample();
    let lots = laptop.json(0, &["lots"]);
    let of = |conflict: bool| {
        let lot = lots
            .as_array()
            .unwrap()
            .iter()
            .find(|l| l["phi_conflict"] == conflict);
        lot.unwrap()["lot"].as_str().unwrap().to_owned()
    };
    let refused = laptop.json(
        2,
        &[
            "check",
            "--lot",
            &of(true),
            "--template",
            "trace",
            "--sheet",
            "roll-50x30",
        ],
    );
    assert_eq!(refused["findings"][0]["code"], "phi_conflict");
    laptop.json(0, &["check", "--lot", &of(false)]);
    assert_eq!(laptop.json(0, &["ledger"])["prints"], serde_json::json!([]));
}

#[test]
fn templates_and_papers_are_listed_by_the_names_that_commands_take() {
    let laptop = Laptop::new();
    laptop.done(&["init", "--sample"]);
    for (verb, id) in [("templates", "trace"), ("sheets", "tomy-135")] {
        let all = laptop.json(0, &[verb]);
        assert!(
            all.as_array().unwrap().iter().any(|c| c["id"] == id),
            "{all}"
        );
        assert!(laptop.done(&[verb]).contains(id));
    }
}

#[test]
fn labels_are_written_as_pictures_and_for_label_printers() {
    let laptop = Laptop::with_sample();
    let (lot, _) = print(&laptop);
    let out = laptop.path("tem.bin");
    let out = out.to_string_lossy();
    let label = |sheet: &str, format: &str, count: &str| {
        laptop.run(&[
            "label", "--lot", &lot, "--sheet", sheet, "--format", format, "--count", count, "-o",
            &out,
        ])
    };
    for (sheet, format, count, begins) in [
        ("roll-50x30", "zpl", "200", &b"^XA^MNY^PW400^LL240"[..]),
        ("roll-50x30", "tspl", "3", b"SIZE 50 mm,30 mm"),
        ("tomy-135", "png", "21", b"\x89PNG"),
    ] {
        let done = label(sheet, format, count);
        assert!(done.status.success(), "{done:?}");
        let written = std::fs::read(&*out).unwrap();
        assert!(written.starts_with(begins), "{format}");
    }
    for (sheet, format, count, said) in [
        ("tomy-135", "zpl", "1", "máy in văn phòng"),
        ("tomy-135", "png", "22", "một trang"),
    ] {
        let refused = label(sheet, format, count);
        assert_eq!(refused.status.code(), Some(1));
        let text = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(text.contains(said), "{text}");
    }
    let prints = laptop.json(0, &["ledger", "--lot", &lot])["prints"].clone();
    assert_eq!(prints.as_array().unwrap().len(), 4);
    assert_eq!(prints[2]["labels"], 200);
}

#[test]
fn labels_with_serial_numbers_are_sent_to_a_market_and_withdrawn_there() {
    let laptop = Laptop::with_sample();
    let (lot, _) = print(&laptop);
    let out = laptop.path("tem.pdf");
    let out = out.to_string_lossy();
    laptop.json(
        0,
        &[
            "label",
            "--lot",
            &lot,
            "--count",
            "5",
            "--serials",
            "-o",
            &out,
        ],
    );
    let row = laptop.json(0, &["ledger", "--lot", &lot])["prints"][0].clone();
    let (first, last) = (
        row["first_serial"].as_str().unwrap(),
        row["last_serial"].as_str().unwrap(),
    );
    let market = ["--market", "Chợ Tam Đường"];
    let at = |verb: &'static str, more: &[&str]| {
        laptop.json(0, &[&[verb, "--lot", &lot][..], &market, more].concat())
    };
    let gone = at("send", &["--first-serial", first, "--last-serial", last]);
    assert_eq!(
        (&gone["labels"], &gone["last_serial"]),
        (&5.into(), &last.into())
    );
    at("send", &["--count", "10", "--carrier", "Chị Mai"]);
    at("take-back", &["--first-serial", first]);
    let all = laptop.json(0, &["markets", "--lot", &lot]);
    assert_eq!(all["balance"]["markets"][0]["labels"], 14);
    assert_eq!(
        (
            &all["balance"]["in_stock"],
            all["moves"].as_array().unwrap().len()
        ),
        (&21.into(), 3)
    );
    let told = laptop.done(&["markets", "--lot", &lot]);
    assert!(
        told.contains("Chị Mai") && told.contains("Chợ Tam Đường: 14 tem"),
        "{told}"
    );
    assert!(told.lines().all(|line| line == line.trim_end()), "{told}");
    assert!(told.contains("Chợ Tam Đường · Chị Mai\n"), "{told}");
    assert!(!told.contains(&format!("{first} – {first}")), "{told}");
    let nowhere = laptop.error(&[
        "take-back",
        "--lot",
        &lot,
        "--market",
        "Nowhere",
        "--count",
        "1",
    ]);
    assert!(
        nowhere.contains("“Nowhere”") && nowhere.contains("đang ở: Chợ Tam Đường"),
        "{nowhere}"
    );
    let english = laptop.done(&["--lang", "en", "ledger", "--lot", &lot]);
    assert!(english.contains("spoilt or voided 0"), "{english}");
    let short = row["short"].as_str().unwrap();
    let void = laptop.json(
        0,
        &["void", short, "--first-serial", first, "--reason", "rách"],
    );
    assert_eq!(void["void"], 1);
    let over = laptop.error(&[&["send", "--lot", &lot][..], &market, &["--count", "21"]].concat());
    assert!(over.contains("thiếu 1 tem"), "{over}");
}

#[test]
fn a_recalled_lot_is_refused_and_a_laptop_has_a_pallet_digit() {
    let laptop = Laptop::with_sample();
    let (lot, _) = print(&laptop);
    let decide = |status: &str| {
        laptop.done(&[
            "set-status",
            "--lot",
            &lot,
            "--status",
            status,
            "--by",
            "Lan",
            "--reason",
            "lẫn lô",
        ])
    };
    let send = [
        "send",
        "--lot",
        &lot,
        "--market",
        "Chợ Tam Đường",
        "--count",
        "1",
    ];
    let back = [
        "take-back",
        "--lot",
        &lot,
        "--market",
        "Chợ Tam Đường",
        "--count",
        "1",
    ];
    let row = || {
        let all = laptop.done(&["lots", "--search", &lot]);
        all.lines().next().unwrap().to_owned()
    };
    laptop.done(&[&send[..6], &["3"]].concat());
    assert!(decide("on_hold").contains("tạm giữ"));
    assert!(row().ends_with("Đang tạm giữ"), "{}", row());
    assert!(laptop.error(&send).contains("cho lô lưu hành lại"));
    laptop.done(&back);
    assert!(decide("recalled").contains("thu hồi"));
    assert!(row().ends_with("Đã thu hồi"), "{}", row());
    assert!(laptop.error(&send).contains("lấy về"));
    laptop.done(&back);
    let refused = laptop.json(2, &["check", "--lot", &lot]);
    assert_eq!(refused["findings"][0]["code"], "lot_recalled");
    assert!(laptop.done(&["lot", &lot]).contains("lẫn lô"));
    decide("released");
    laptop.json(0, &["check", "--lot", &lot]);
    assert_eq!(laptop.json(0, &["pallet-digit"])["digit"], Value::Null);
    assert_eq!(laptop.json(0, &["pallet-digit", "7"])["digit"], 7);
    assert!(laptop.error(&["pallet-digit", "12"]).contains("0 đến 9"));
}
