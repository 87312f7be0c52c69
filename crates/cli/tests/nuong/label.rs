//! `check` tries the very run that `label` will make, and says what codes it will have.

use crate::laptop::{Laptop, shown};

const LOT: &str = "GAO-SC5-260902-1";

fn of_lot<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["check", "--lot", LOT][..], more].concat()
}

#[test]
fn check_says_the_codes_of_the_label() {
    let laptop = Laptop::with_sample();
    let check = ["check", "--lot", LOT, "--sheet", "roll-50x30"];
    let symbols = laptop.json(0, &check)["symbols"].clone();
    let qr = &symbols[0];
    assert_eq!(
        (qr["kind"].as_str(), qr["identifier"].as_str()),
        (Some("qr"), Some("]Q1"))
    );
    let of = |name: &str| qr[name].as_u64().unwrap();
    assert_eq!(of("modules"), 17 + 4 * of("version"));
    let told = laptop.done(&check);
    let version = format!("QR phiên bản {}", of("version"));
    let level = format!("mức {}", qr["level"].as_str().unwrap());
    let module = format!("{} chấm", of("dots"));
    for part in [&version, &level, &module] {
        assert!(told.contains(part.as_str()), "{part}: {told}");
    }
    assert!(told.contains("ô 0,"), "{told}");
}

#[test]
fn check_tries_the_run_that_label_will_make() {
    let laptop = Laptop::with_sample();
    let payload = laptop.json(0, &of_lot(&["--serials"]))["payload"].clone();
    assert!(
        payload.as_str().unwrap().contains("/21/"),
        "a specimen serial number: {payload}"
    );
    let pages = |more: &[&str]| laptop.json(0, &of_lot(more))["pages"].clone();
    assert_eq!(pages(&["--count", "21"]), 1);
    assert_eq!(pages(&["--count", "21", "--skip", "1"]), 2);
    let beyond = laptop.error(&of_lot(&["--skip", "21"]));
    assert!(beyond.contains("từ 0 đến 20"), "{beyond}");
    let none = laptop.error(&of_lot(&["--count", "0"]));
    assert!(none.contains("từ 1 trở lên"), "{none}");
}

#[test]
fn check_counts_a_pallet_s_cartons() {
    let laptop = Laptop::with_sample();
    laptop.done(&["pallet-digit", "3"]);
    laptop.done(&["products", "set", "GAO-SC5", "packs_per_carton=4"]);
    let check = |template: &str, cartons: &str| {
        let all = ["check", "--lot", LOT, "--sheet", "roll-100x150"];
        laptop.run(&[&all[..], &["--template", template, "--cartons", cartons]].concat())
    };
    assert_eq!(check("pallet", "40").status.code(), Some(0));
    let none = check("pallet", "0");
    assert!(shown(&none.stderr).contains("từ 1 đến 10.000"));
    let wrong = check("trace", "40");
    assert_eq!(wrong.status.code(), Some(1));
    assert!(shown(&wrong.stderr).contains("--cartons"));
}

#[test]
fn a_corrected_number_does_not_pass_in_silence() {
    let laptop = Laptop::with_sample();
    let lot = "MDG-260902-1";
    laptop.done(&["products", "set", "MDG", "gtin=9520120070093"]);
    let check = ["check", "--lot", lot];
    let told = laptop.done(&check);
    assert!(
        told.contains("Nên xem")
            && told.contains("9520120070048")
            && told.contains("9520120070093"),
        "{told}"
    );
    let more = ["packs_per_carton=24", "carton_gtin=19520120070090"];
    laptop.done(&[&["products", "set", "MDG"][..], &more].concat());
    let carton = ["--template", "carton", "--sheet", "roll-100x150"];
    let refused = laptop.run(&[&check[..], &carton].concat());
    let told = shown(&refused.stdout);
    assert_eq!(refused.status.code(), Some(2), "{told}");
    assert!(told.contains("19520120070090"), "{told}");
}
