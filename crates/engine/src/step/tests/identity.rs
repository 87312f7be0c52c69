use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::{date, time};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use crate::Code;
use crate::step::identity::{
    LineRole, OrganisationCode, ToldLine, ToldStep, event_id, household_code, lot_id, party_id,
    place_id, product_id, step_id, told_text,
};

static COOPERATIVE: LazyLock<OrganisationCode> =
    LazyLock::new(|| OrganisationCode::of_tax_code("0000000952", None).unwrap());
static NOTHING: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
static RICE: [ToldLine<'_>; 1] = [rice(100_000_000)];

const fn rice(amount: i64) -> ToldLine<'static> {
    ToldLine {
        role: LineRole::Out,
        sku: "GAO-SC5",
        lot: "GAO-SC5-260902",
        place: "KHO",
        amount,
    }
}

/// The intake of the lot model's vector.
fn intake() -> ToldStep<'static> {
    ToldStep {
        organisation: &COOPERATIVE,
        stage: "intake",
        day: date(2026, 9, 2),
        time: None,
        place: "KHO",
        origin: "T-07",
        party: "",
        told: &NOTHING,
        lines: &RICE,
        mark: "1",
    }
}

/// Its told text with something changed.
fn told<'a>(change: impl FnOnce(&mut ToldStep<'a>)) -> String {
    let mut step: ToldStep<'a> = intake();
    change(&mut step);
    told_text(&step).unwrap()
}

fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        other => panic!("{other}"),
    }
}

#[test]
fn the_vectors_of_the_lot_model_hold() {
    assert_eq!(
        told(|_| ()),
        "nuong/step/1\n0000000952\nintake\n2026-09-02\nKHO\nT-07\n\n{}\nout\tGAO-SC5\tGAO-SC5-260902\tKHO\t100000000\n1"
    );
    let step = step_id(&intake()).unwrap();
    assert_eq!(step.to_string(), "0c024fa3-8712-8ff8-8d8a-8c7ebd5023bd");
    assert_eq!(
        event_id(step, "harvest").to_string(),
        "f1c07f93-bba1-872e-be4d-1f98efe870b8"
    );
    assert_eq!(
        event_id(step, "receiving").to_string(),
        "026d8eef-4f67-8e72-916a-c941be213901"
    );
    let lines = [rice(10_000_000)];
    let less = ToldStep {
        lines: &lines,
        ..intake()
    };
    let less = step_id(&less).unwrap();
    assert_eq!(less.to_string(), "764621bf-86f0-8627-81f8-7d59439efb45");
    assert_eq!(household_code("lò văn mẫu", "03405"), "N-37AXRY");
}

#[test]
fn ids_are_uuids_of_version_8() {
    for id in [
        step_id(&intake()).unwrap(),
        event_id(step_id(&intake()).unwrap(), "x"),
        lot_id(&COOPERATIVE, "A", "1").unwrap(),
    ] {
        assert_eq!(id.get_version_num(), 8);
        assert_eq!(id.get_variant(), uuid::Variant::RFC4122);
    }
}

#[test]
fn everything_told_makes_a_difference() {
    let one = told(|_| ());
    let noon = time(12, 5, 0, 0);
    let invoice = fields(json!({ "invoice": "7" }));
    let other = OrganisationCode::of_tax_code("0000000953", None).unwrap();
    let none: [ToldLine<'_>; 0] = [];
    let all = [
        one,
        told(|s| s.organisation = &other),
        told(|s| s.stage = "harvest"),
        told(|s| s.day = date(2026, 9, 3)),
        told(|s| s.time = Some(noon)),
        told(|s| s.place = "KHO2"),
        told(|s| s.origin = "T-08"),
        told(|s| s.origin = ""),
        told(|s| (s.origin, s.party) = ("", "H01")),
        told(|s| s.told = &invoice),
        told(|s| s.lines = &none),
        told(|s| s.mark = "2"),
        told(|s| s.mark = "laptop-a:1"),
    ];
    let distinct: BTreeSet<&String> = all.iter().collect();
    assert_eq!(distinct.len(), all.len());
    assert!(told(|s| s.time = Some(noon)).contains("\n2026-09-02T12:05\n"));
}

#[test]
fn the_party_is_told_only_where_there_is_no_origin() {
    assert_eq!(told(|s| s.party = "H01"), told(|_| ()));
}

#[test]
fn a_code_that_would_part_the_text_is_refused() {
    for bad in ["A\nB", "A\tB", "A\u{0}", "\u{85}"] {
        let refused = lot_id(&COOPERATIVE, "GAO", bad).unwrap_err();
        assert_eq!(refused.code, Code::StageFieldInvalid);
        let lines = [ToldLine {
            lot: bad,
            ..rice(1)
        }];
        let step = ToldStep {
            lines: &lines,
            ..intake()
        };
        let refused = step_id(&step).unwrap_err();
        assert_eq!(refused.code, Code::StageFieldInvalid);
        assert_eq!(refused.args["field"], "lot");
    }
}

#[test]
fn told_json_has_no_spaces_and_its_names_in_order() {
    let fields =
        fields(json!({ "packed_on": "2026-09-03", "best_before": "2027-09-03", "net": 200_000 }));
    let text = told(|s| s.told = &fields);
    let line = text.lines().nth(7).unwrap();
    assert_eq!(
        line,
        r#"{"best_before":"2027-09-03","net":200000,"packed_on":"2026-09-03"}"#
    );
}

#[test]
fn records_of_one_code_and_other_kinds_or_products_are_others() {
    let coop = &*COOPERATIVE;
    let ids = [
        lot_id(coop, "GAO", "1").unwrap(),
        lot_id(coop, "CHE", "1").unwrap(),
        party_id(coop, "1").unwrap(),
        place_id(coop, "1").unwrap(),
        product_id(coop, "1").unwrap(),
    ];
    let distinct: BTreeSet<&Uuid> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len());
    let other = OrganisationCode::of_tax_code("6200012345-001", None).unwrap();
    assert_ne!(party_id(&other, "1").unwrap(), ids[2]);
}

#[test]
fn a_household_without_a_code_has_one_from_its_name_and_commune() {
    let nfd: String = "Lò Văn Mẫu".nfd().collect();
    for name in ["lò văn mẫu", "LÒ  VĂN MẪU ", "Lò\tVăn Mẫu", &nfd] {
        assert_eq!(household_code(name, "03405"), "N-37AXRY", "{name}");
    }
    assert_ne!(
        household_code("Lo Van Mau", "03405"),
        "N-37AXRY",
        "tones count"
    );
    assert_ne!(household_code("lò văn mẫu", "03406"), "N-37AXRY");
}

#[test]
fn an_identity_number_stands_in_no_id() {
    let tax = "012345678901";
    assert!(!OrganisationCode::reads_like_one(tax));
    assert!(
        OrganisationCode::reads_like_one("0000000952")
            && OrganisationCode::reads_like_one("ABCDEFGHIJ")
    );
    let refused = OrganisationCode::of_tax_code(tax, None).unwrap_err();
    assert_eq!(refused.code, Code::OrganisationCodeMissing);
    assert!(!refused.detail.contains(tax) && refused.args.is_empty());
    for bad in ["", "ABC", "abcdefghij", "ABCDEFGHI1", tax] {
        assert!(
            OrganisationCode::of_tax_code(tax, Some(bad)).is_err(),
            "{bad}"
        );
    }
    let minted = OrganisationCode::mint_letters(u128::MAX);
    let code = OrganisationCode::of_tax_code(tax, Some(&minted)).unwrap();
    assert_eq!(code.as_str(), minted);
    let own = OrganisationCode::of_tax_code(" 6200012345-001 ", Some(&minted)).unwrap();
    assert_eq!(
        own.as_str(),
        "6200012345001",
        "a company's tax code names no person"
    );
    let refused = OrganisationCode::of_tax_code("123", Some(&minted)).unwrap_err();
    assert_eq!(refused.code, Code::TaxCodeInvalid);
}

/// Lines that differ from each other.
fn lines() -> impl Strategy<Value = Vec<(u8, String, i64)>> {
    prop::collection::vec((0_u8..3, "[A-Zà-ỹ0-9-]{1,8}", 0_i64..1_000_000), 0..8)
}

fn told_lines_of(lines: &[(u8, String, i64)]) -> Vec<ToldLine<'_>> {
    let lines = lines.iter();
    let told = lines.map(|(role, lot, amount)| ToldLine {
        role: [LineRole::In, LineRole::Out, LineRole::On][usize::from(*role)],
        sku: "CHE",
        lot,
        place: "KHO",
        amount: *amount,
    });
    told.collect()
}

proptest! {
    #[test]
    fn the_order_of_lines_makes_no_difference(lines in lines(), turn in 0_usize..8) {
        let mut turned = lines.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
            turned.reverse();
        }
        let (one, two) = (told_lines_of(&lines), told_lines_of(&turned));
        prop_assert_eq!(told(|s| s.lines = &one), told(|s| s.lines = &two));
    }

    #[test]
    fn the_spelling_of_letters_makes_no_difference(place in "[A-Za-zÀ-ỹ0-9 -]{1,20}", text in "[A-Za-zÀ-ỹ]{1,20}") {
        let composed: String = place.nfc().collect();
        let decomposed: String = place.nfd().collect();
        let field = |text: String| fields(json!({ "invoice": text }));
        let (one, two) = (field(text.nfc().collect()), field(text.nfd().collect()));
        prop_assert_eq!(
            told(|s| (s.place, s.told) = (&composed, &one)),
            told(|s| (s.place, s.told) = (&decomposed, &two))
        );
        let coop = &*COOPERATIVE;
        prop_assert_eq!(place_id(coop, &composed).unwrap(), place_id(coop, &decomposed).unwrap());
    }

    #[test]
    fn the_mark_tells_equal_steps_apart(one in 1_u32..1000, two in 1_u32..1000) {
        let (one, two) = (one.to_string(), two.to_string());
        let same = told(|s| s.mark = &one) == told(|s| s.mark = &two);
        prop_assert_eq!(same, one == two);
    }

    #[test]
    fn minted_letters_are_ten_of_the_alphabet(random in any::<u128>()) {
        let letters = OrganisationCode::mint_letters(random);
        prop_assert!(letters.len() == 10 && letters.bytes().all(|b| b.is_ascii_uppercase()));
    }
}
