//! A household business, whose tax code is its owner's identity number, goes by an organisation code of ten letters instead.

use nuong_gs1::ShortCode;
use serde_json::{Value, json};

use crate::world::{Coop, World, client, described, document, harvest, program};

const CODE: &str = "QXKWZBNRTA";
const PERSONAL: &str = "012345678901";

fn run(world: &World, arguments: &[&str]) -> (bool, String) {
    let output = program(&world.dir).args(arguments).output().unwrap();
    let told = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(told).unwrap())
}

/// A harvest of a lot that goes by the code of its organisation.
fn harvest_of(number: u32, code: &str) -> Value {
    let mut event = harvest(number);
    event["quantityList"][0]["epcClass"] = json!(format!("urn:nuong:lot:{code}:MIEN-DONG:MD-01"));
    event["nuong:product"] = json!(format!("urn:nuong:product:{code}:MIEN-DONG"));
    event["nuong:owner"] = json!(format!("urn:nuong:party:{code}"));
    event
}

fn capture(coop: &Coop, document: &Value) {
    let job = coop.capture(document);
    assert_eq!(job["success"], true, "{job}");
}

fn facts(world: &World, path: &str) -> Value {
    let request = client().get(world.url(path));
    let asked = request.header("accept", "application/json");
    asked.send().unwrap().json().unwrap()
}

#[test]
fn an_identity_number_is_refused_and_what_to_give_instead_is_said() {
    let world = World::new();
    for typed in [PERSONAL, "0123 4567 8901"] {
        for arguments in [
            ["enroll", "--name", "Hộ kinh doanh", "--tax-code", typed].as_slice(),
            &["revoke", "--tax-code", typed],
        ] {
            let (done, told) = run(&world, arguments);
            assert!(!done, "{told}");
            for words in ["identity number", "organisation code", "`nuong profile`"] {
                assert!(told.contains(words), "{told}");
            }
            assert!(!told.contains(typed), "{told}");
        }
    }
    let (_, help) = run(&world, &["enroll", "--help"]);
    assert!(help.contains("organisation code"), "{help}");
}

#[test]
fn a_household_business_is_enrolled_and_shut_out_by_its_organisation_code() {
    let world = World::new();
    let name = "Hộ kinh doanh Mẫu";
    let (done, told) = run(&world, &["enroll", "--name", name, "--tax-code", CODE]);
    assert!(done, "{told}");
    let welcome: Value = world.enroll(told.lines().last().unwrap()).json().unwrap();
    let organisation = json!({"name": name, "organisation_code": CODE, "tax_code": null});
    assert_eq!(welcome["organisation"], organisation);
    let (_, told) = run(&world, &["revoke", "--tax-code", CODE]);
    assert_eq!(told.trim(), "devices withdrawn: 1");
}

#[test]
fn its_lots_have_their_page_and_nobody_else_can_write_it() {
    let world = World::new();
    let household = world.coop("Hộ kinh doanh Mẫu", CODE);
    let other = world.coop("HTX Khác", "6200099999");
    let path = format!("/{CODE}/MIEN-DONG/MD-01");
    capture(&other, &document(&[harvest_of(5, CODE)]));
    assert_eq!(world.get(&path).status(), 404);
    capture(&household, &document(&[harvest_of(1, CODE)]));
    let page = world.get(&path).text().unwrap();
    assert!(page.contains("Hộ kinh doanh Mẫu") && !page.contains("HTX Khác"));
    assert!(!page.contains("Mã số thuế"), "{page}");
    let facts = facts(&world, &format!("{path}/ABCDEFGHJK01"));
    assert_eq!(facts["producer"]["tax_code"], Value::Null);
    assert_eq!(
        (&facts["lot"], &facts["sku"]),
        (&json!("MD-01"), &json!("MIEN-DONG"))
    );
}

#[test]
fn links_and_urns_of_an_identity_number_lead_nowhere() {
    let world = World::new();
    let coop = world.sample_coop();
    capture(&coop, &document(&[harvest_of(1, PERSONAL)]));
    let short = ShortCode::of_lot(&format!("urn:nuong:lot:{PERSONAL}:MIEN-DONG:MD-01"));
    for path in [
        format!("/{PERSONAL}/MIEN-DONG/MD-01"),
        format!("/{PERSONAL}/MIEN-DONG/MD-01/ABCDEFGHJK01"),
        format!("/c/{short}"),
    ] {
        assert_eq!(world.get(&path).status(), 404, "{path}");
    }
    assert_eq!(coop.stored(), 1);
}

#[test]
fn only_a_tax_code_of_an_organisation_is_shown_as_one() {
    for (told, shown) in [
        ("6200012345", true),
        ("6200012345-001", true),
        (PERSONAL, false),
        (CODE, false),
    ] {
        let world = World::new();
        let mut sent = described(document(&[harvest(1)]), "Chè");
        let party = "/epcisHeader/epcisMasterData/vocabularyList/2/vocabularyElementList/0";
        let party = sent.pointer_mut(party).unwrap();
        party["attributes"][1]["attribute"] = json!(told);
        capture(&world.sample_coop(), &sent);
        let path = "/01/09520123456788/10/L26A07";
        let page = world.get(path).text().unwrap();
        assert_eq!(page.contains("Mã số thuế"), shown, "{told}");
        assert_eq!(page.contains(told), shown, "{told}");
        let expected = if shown { json!(told) } else { Value::Null };
        assert_eq!(facts(&world, path)["producer"]["tax_code"], expected);
    }
}
