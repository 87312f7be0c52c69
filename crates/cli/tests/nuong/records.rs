//! What labels say, set from a shell: product fields, certificates, logo, own templates and papers.

use crate::laptop::{Laptop, shown};
use serde_json::Value;

/// A product with lots, and one of those without a conflict.
fn sold(laptop: &Laptop) -> (String, String) {
    let lots = laptop.json(0, &["lots"]);
    let mut lots = lots.as_array().unwrap().iter();
    let lot = lots.find(|lot| lot["phi_conflict"] == false).unwrap();
    let text = |name: &str| lot[name].as_str().unwrap().to_owned();
    (text("sku"), text("lot"))
}

#[test]
fn a_product_is_told_its_price_and_takes_no_nonsense() {
    let laptop = Laptop::with_sample();
    let (sku, _) = sold(&laptop);
    let set = |field: &str| laptop.json(0, &["products", "set", &sku, field]);
    assert_eq!(set("price=125000")["price"], 125_000);
    let more = laptop.json(
        0,
        &[
            "products",
            "set",
            &sku,
            "price_unit=kg",
            "name_other=Oolong tea",
        ],
    );
    assert_eq!(
        (&more["price"], &more["price_unit"]),
        (&Value::from(125_000), &Value::from("kg"))
    );
    assert_eq!(set("net_quantity=0,5")["net_quantity"], 0.5);
    assert_eq!(set("price=")["price"], Value::Null);
    let refused = |field: &str| laptop.error(&["products", "set", &sku, field]);
    for written in ["125.000", "125,000"] {
        assert_eq!(set(&format!("price={written}"))["price"], 125_000);
    }
    assert_eq!(set("price=1.250.000")["price"], 1_250_000);
    assert_eq!(set("price=")["price"], Value::Null);
    assert!(refused("price=12.50").contains("12.50"));
    assert!(refused("ocop_stars=4").contains("ocop_valid_to"));
    let help = laptop.done(&["products", "set", "--help"]);
    let example = help
        .split_once("such as ")
        .unwrap()
        .1
        .split_once(';')
        .unwrap()
        .0;
    let example: Vec<&str> = example.split_whitespace().collect();
    laptop.done(&[&["products", "set", &sku][..], &example].concat());
    let unknown = laptop.error(&["products", "set", "KHONG-CO", "price=1"]);
    assert!(unknown.contains("“KHONG-CO”"), "{unknown}");
    assert!(refused("price=0").contains("1.000.000.000"));
    assert!(refused("price=1000000000000").contains("1.000.000.000"));
    assert!(refused("price=nhiều").contains("nhiều"));
    assert!(
        refused("gia=5").contains("price_unit"),
        "the fields are named"
    );
    assert!(refused("id=5").contains("price_unit"));
}

#[test]
fn a_certificate_comes_from_a_file_and_is_looked_at_before_printing() {
    let laptop = Laptop::with_sample();
    let (_, lot) = sold(&laptop);
    let file = laptop.path("vietgap.json");
    let text = r#"{"kind": "vietgap", "number": "12/2020", "valid_to": "2021-05-01", "all_products": true}"#;
    std::fs::write(&file, text).unwrap();
    let saved = laptop.json(0, &["certificates", "add", &file.to_string_lossy()]);
    assert_eq!(saved["state"], "expired");
    let listed = laptop.done(&["certificates"]);
    assert!(
        listed.contains("VietGAP 12/2020") && listed.contains("hết hạn"),
        "{listed}"
    );
    let checked = laptop.done(&["check", "--lot", &lot]);
    assert!(checked.contains("VietGAP 12/2020"), "{checked}");
    assert!(
        !checked.contains("không có điểm nào"),
        "a warning is something to look at: {checked}"
    );
    laptop.done(&["certificates", "remove", saved["id"].as_str().unwrap()]);
    assert_eq!(laptop.json(0, &["certificates"]), Value::Array(Vec::new()));
    for (text, named) in [
        (r#"{"kind": 7}"#, "kind"),
        (r#"{"kind": "vietgap", "numbr": "1"}"#, "“numbr”"),
        (r#"{"kind": "vietgap", "valid_to": "2028-01-01"}"#, "number"),
        (
            r#"{"kind": "vietgap", "number": "1", "valid_to": "2028-01-01"}"#,
            "all_products",
        ),
        (
            r#"{"kind": "vietgap", "number": "1", "valid_to": "2028-01-01", "products": ["KHONG-CO"]}"#,
            "“KHONG-CO”",
        ),
    ] {
        std::fs::write(&file, text).unwrap();
        let wrong = laptop.error(&["certificates", "add", &file.to_string_lossy()]);
        assert!(wrong.contains(named), "{wrong}");
    }
}

#[test]
fn the_certificate_of_the_help_is_one_and_names_products_by_their_codes() {
    let laptop = Laptop::with_sample();
    let help = laptop.done(&["certificates", "add", "--help"]);
    let from = help.find('{').unwrap();
    let file = laptop.path("vietgap.json");
    std::fs::write(&file, &help[from..=help.rfind('}').unwrap()]).unwrap();
    let saved = laptop.json(0, &["certificates", "add", &file.to_string_lossy()]);
    assert_eq!(saved["products"].as_array().unwrap().len(), 2);
    std::fs::write(&file, saved.to_string()).unwrap();
    let again = laptop.json(0, &["certificates", "add", &file.to_string_lossy()]);
    assert_eq!(again, saved, "what is shown can be given back");
}

#[test]
fn a_logo_that_is_no_picture_is_refused() {
    let laptop = Laptop::with_sample();
    let file = laptop.path("logo.png");
    std::fs::write(&file, "xin chào").unwrap();
    let refused = laptop.error(&["profile", "logo", &file.to_string_lossy()]);
    assert!(refused.contains("PNG"), "{refused}");
    assert_eq!(laptop.json(0, &["profile"])["logo"], Value::Null);
    assert_eq!(
        laptop.json(0, &["profile", "logo", "--none"])["logo"],
        Value::Null
    );
    assert_eq!(laptop.run(&["profile", "logo"]).status.code(), Some(1));
}

#[test]
fn a_stranger_begins_a_template_with_a_shipped_one() {
    let laptop = Laptop::with_sample();
    let (_, lot) = sold(&laptop);
    let file = laptop.path("mau.json");
    let text = laptop.done(&["templates", "show", "trace"]);
    std::fs::write(
        &file,
        text.replace("Tem truy xuất nguồn gốc", "Tem chợ phiên"),
    )
    .unwrap();
    let path = file.to_string_lossy().into_owned();
    let saved = laptop.json(0, &["templates", "add", &path]);
    let id = saved["id"].as_str().unwrap();
    assert!(laptop.done(&["templates"]).contains("Tem chợ phiên"));
    assert!(id.starts_with("own-"), "trace is a shipped one's id");
    let told = laptop.done(&["templates", "add", &path]);
    assert!(
        told.contains("“trace”") && told.contains("--template own-"),
        "{told}"
    );
    laptop.done(&[
        "templates",
        "remove",
        told.trim_end().rsplit(' ').next().unwrap(),
    ]);
    std::fs::write(
        &file,
        text.replace("\"trace\"", "\"cho-phien\"")
            .replace("Tem truy xuất nguồn gốc", "Tem của chợ"),
    )
    .unwrap();
    let told = laptop.done(&["templates", "add", &path]);
    assert_eq!(
        told,
        "Đã lưu mẫu tem “Tem của chợ”. Hãy xem kiểm tra nói gì trước: nuong check --template cho-phien --lot LÔ --sheet GIẤY. Để in bằng mẫu này: --template cho-phien\n"
    );
    let shipped = laptop.error(&["templates", "remove", "trace"]);
    assert!(shipped.contains("đi kèm Nương"), "{shipped}");
    let out = laptop.path("tem.pdf");
    laptop.done(&[
        "label",
        "--lot",
        &lot,
        "--template",
        "cho-phien",
        "--count",
        "1",
        "-o",
        &out.to_string_lossy(),
    ]);
    let ledger = laptop.done(&["ledger"]);
    assert!(ledger.contains("Tem của chợ/tomy-135"), "{ledger}");
    laptop.done(&["templates", "remove", "cho-phien"]);
    let checked = laptop.json(0, &["check", "--lot", &lot, "--template", id]);
    assert!(checked["pages"].as_u64().unwrap() > 0);
    std::fs::write(&file, text.replace("\"lot\"", "\"lott\"")).unwrap();
    let wrong = laptop.error(&["templates", "add", &path]);
    assert!(wrong.contains("lott"), "{wrong}");
    laptop.done(&["templates", "remove", id]);
    assert!(!laptop.done(&["templates"]).contains("Tem chợ phiên"));
}

#[test]
fn a_paper_comes_from_a_file() {
    let laptop = Laptop::with_sample();
    let begun = laptop.done(&["sheets", "show", "tomy-135"]);
    assert!(begun.starts_with("{\n  \"id\": \"tomy-135\","), "{begun}");
    let mine = laptop.path("giay.json");
    std::fs::write(&mine, begun.replace("tomy-135", "decal-huyen")).unwrap();
    let told = laptop.done(&["sheets", "add", &mine.to_string_lossy()]);
    assert!(told.ends_with("--sheet decal-huyen\n"), "{told}");
    laptop.done(&["sheets", "remove", "decal-huyen"]);
    let shipped = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../assets/sheets/tomy-135.json"
    );
    let saved = laptop.json(0, &["sheets", "add", shipped]);
    let id = saved["id"].as_str().unwrap();
    assert!(shown(&laptop.run(&["sheets"]).stdout).contains(id));
    laptop.done(&["sheets", "remove", id]);
    assert!(!shown(&laptop.run(&["sheets"]).stdout).contains(id));
    assert!(
        laptop
            .error(&["sheets", "remove", "tomy-135"])
            .contains("tomy-135")
    );
}

#[test]
fn the_paper_of_the_guide_is_one() {
    let laptop = Laptop::with_sample();
    let (_, lot) = sold(&laptop);
    let guide = include_str!("../../../../assets/templates/README.md");
    let papers = guide.split_once("## Papers").unwrap().1;
    let example = papers.split_once("```json\n").unwrap().1;
    let file = laptop.path("giay.json");
    let example = example.split_once("```").unwrap().0;
    std::fs::write(&file, example).unwrap();
    let saved = laptop.json(0, &["sheets", "add", &file.to_string_lossy()]);
    assert_eq!(saved["id"], "decal-vang-3x6");
    let check = [
        "check",
        "--lot",
        &lot,
        "--sheet",
        "decal-vang-3x6",
        "--count",
        "19",
    ];
    assert_eq!(laptop.json(0, &check)["pages"], 2);
    for key in example
        .split('"')
        .filter(|word| word.contains('_') || *word == "columns")
    {
        assert!(papers.contains(&format!("`{key}`")), "{key} is explained");
    }
}
