//! The public page, as a person reads it.

use serde_json::{Value, json};

use crate::world::{Coop, GTIN, World, client, described, document, harvest, id};

const NAME: &str = "Chè Shan tuyết cổ thụ Tả Lèng";

fn published(world: &World) -> Coop {
    let coop = world.sample_coop();
    let job = coop.capture(&described(document(&[harvest(1), harvest(2)]), NAME));
    assert_eq!(job["success"], true, "{job}");
    coop
}

fn lot_path() -> String {
    format!("/01/{GTIN}/10/L26A07")
}

fn text(world: &World, path: &str, status: u16) -> String {
    let answer = world.get(path);
    assert_eq!(answer.status(), status, "{path}");
    assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
    let page = answer.text().unwrap();
    assert_eq!(bare_key(&page), None, "{path}");
    page
}

/// A word that was not found in the locale file and shows as its key, like `fact.harvest`.
fn bare_key(page: &str) -> Option<&str> {
    let texts = page.split('>').filter_map(|rest| rest.split('<').next());
    let key = |text: &&str| {
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.');
        plain && text.trim_matches('.').contains('.')
    };
    texts.map(str::trim).find(key)
}

#[test]
fn a_lot_can_be_read_in_both_languages() {
    let world = World::new();
    published(&world);
    let vietnamese = text(&world, &lot_path(), 200);
    for words in [
        "<html lang=\"vi\">",
        NAME,
        "Hợp tác xã Nông nghiệp Mẫu Tam Đường",
        "L26A07",
        "Thu hoạch",
        "12/07 – 13/07/2026",
        "Sử dụng tốt nhất trước",
        "12/07/2028",
        "Việt Nam",
        "Xã Tả Lèng, tỉnh Lai Châu",
        "Bản Thống Nhất, xã Bình Lư, tỉnh Lai Châu",
        GTIN,
        "?lang=en",
    ] {
        assert!(vietnamese.contains(words), "{words}");
    }
    let english = text(&world, &format!("{}?lang=en", lot_path()), 200);
    for words in [
        "<html lang=\"en\">",
        NAME,
        "Harvest",
        "12 – 13 July 2026",
        "Best before",
        "12 July 2028",
        "Viet Nam",
    ] {
        assert!(english.contains(words), "{words}");
    }
    let browser = client()
        .get(world.url(&lot_path()))
        .header("accept-language", "en-US,en;q=0.9");
    assert!(
        browser
            .send()
            .unwrap()
            .text()
            .unwrap()
            .contains("<html lang=\"en\">")
    );
}

#[test]
fn quantities_households_and_plots_stay_private() {
    let world = World::new();
    published(&world);
    for path in [lot_path(), format!("{}?lang=en", lot_path())] {
        let page = text(&world, &path, 200);
        for private in [
            "1250",
            "2501",
            "KGM",
            "Vàng A Páo",
            "LO-05",
            "Bản Tả Lèng",
            "eventID",
        ] {
            assert!(!page.contains(private), "{private}");
        }
    }
}

#[test]
fn what_came_from_outside_is_text_never_markup() {
    let world = World::new();
    let coop = world.sample_coop();
    coop.capture(&described(
        document(&[harvest(1)]),
        "<script>alert('chè')</script> & \"bạn\"",
    ));
    for path in [lot_path(), format!("{}?lang=en", lot_path())] {
        let page = text(&world, &path, 200);
        assert!(
            page.contains("&lt;script&gt;alert('chè')&lt;/script&gt; &amp; "),
            "{page}"
        );
        assert!(!page.contains("<script"));
    }
    let odd = text(
        &world,
        "/01/09520123456788/10/%3Cimg%20src=x%3E?lang=en&x=%22%3E%3Cb%3E",
        404,
    );
    assert!(odd.contains("&lt;img src=x&gt;") && !odd.contains("<img") && !odd.contains("<b>"));
}

#[test]
fn an_unknown_lot_says_what_it_may_mean() {
    let world = World::new();
    let unheard = text(&world, &lot_path(), 404);
    assert!(
        unheard.contains("Chưa có thông tin về lô hàng này") && unheard.contains("giữ lại bao bì")
    );
    published(&world);
    let sibling = text(&world, &format!("/01/{GTIN}/10/NOSUCHLOT"), 404);
    assert!(sibling.contains("nhưng chưa có lô NOSUCHLOT") && sibling.contains(NAME));
    let english = text(&world, &format!("/01/{GTIN}/10/NOSUCHLOT?lang=en"), 404);
    assert!(english.contains("but not lot NOSUCHLOT"));
    assert!(text(&world, &format!("/01/{GTIN}"), 200).contains(NAME));
    assert_eq!(world.get("/01/09521234543213").status(), 404);
}

#[test]
fn a_mistyped_gtin_is_told_as_such() {
    let world = World::new();
    let page = text(&world, "/01/09520123456789/10/L26A07", 400);
    assert!(page.contains("chữ số cuối không khớp"), "{page}");
    assert!(text(&world, "/01/12/10/L26A07?lang=en", 400).contains("8, 12, 13 or 14 digits"));
    assert!(text(&world, "/01/09520123456788/99/L26A07", 404).contains("Không có trang này"));
}

#[test]
fn a_gtin_of_thirteen_digits_leads_to_the_same_page() {
    let world = World::new();
    let answer = world.get("/01/9520123456788/10/L26A07?17=280712&lang=en");
    assert_eq!(answer.status(), 308);
    assert_eq!(
        answer.headers()["location"],
        format!("{}?17=280712&lang=en", lot_path()).as_str()
    );
}

#[test]
fn a_serial_number_shows_its_lot() {
    let world = World::new();
    published(&world);
    let page = text(&world, &format!("{}/21/0042?17=280712", lot_path()), 200);
    assert!(page.contains(NAME) && page.contains("0042"));
}

#[test]
fn a_short_code_leads_to_its_lot_however_it_is_typed() {
    let world = World::new();
    published(&world);
    for typed in [
        "/c/T8ZY-22Q8",
        "/c/t8zy22q8?lang=vi",
        "/c?code=+T8ZY+22q8&lang=vi",
    ] {
        let answer = world.get(typed);
        assert_eq!(answer.status(), 303, "{typed}");
        let to = answer.headers()["location"].to_str().unwrap().to_owned();
        assert_eq!(to, format!("{}?lang=vi", lot_path()));
    }
    let restarted = world.restarted();
    assert_eq!(restarted.get("/c/T8ZY-22Q8").status(), 303);
}

#[test]
fn a_mistyped_or_unknown_short_code_is_told_kindly() {
    let world = World::new();
    for typed in ["T8ZY-22Q9", "8TZY-22Q8", "T8ZY", "CH%C3%88"] {
        let page = text(&world, &format!("/c/{typed}"), 400);
        assert!(
            page.contains("gõ nhầm một chữ") && page.contains("name=\"code\""),
            "{page}"
        );
    }
    assert!(text(&world, "/c?code=%3Cb%3E&lang=en", 400).contains("“&lt;b&gt;” seems to have"));
    assert!(text(&world, "/c/T8ZY-22Q8", 404).contains("chưa có lô hàng nào mang mã này"));
    text(&world, "/c", 404);
}

#[test]
fn a_product_without_gtin_has_its_page_too_and_nobody_else_can_write_it() {
    let world = World::new();
    let (coop, other) = (world.sample_coop(), world.coop("HTX Khác", "6200099999"));
    let event = |number: u32, step: &str| {
        let mut event = harvest(number);
        event["quantityList"][0]["epcClass"] = json!("urn:nuong:lot:6200012345:MIEN-DONG:MD-01");
        event["nuong:product"] = json!("urn:nuong:product:6200012345:MIEN-DONG");
        event["bizStep"] = json!(step);
        event
    };
    other.capture(&document(&[event(5, "destroying")]));
    text(&world, "/6200012345/MIEN-DONG/MD-01", 404);
    coop.capture(&document(&[event(1, "commissioning")]));
    let item = text(&world, "/6200012345/MIEN-DONG/MD-01/ABCDEFGHJK01", 200);
    assert!(item.contains("MD-01") && item.contains("ABCDEFGHJK01"));
    assert_eq!(world.get("/c/848Q-FBVE").status(), 303);
    let page = text(&world, "/6200012345/MIEN-DONG/MD-01", 200);
    assert!(
        page.contains("MD-01")
            && page.contains("HTX Nông nghiệp Mẫu")
            && !page.contains("HTX Khác")
    );
}

#[test]
fn a_lot_whose_owner_is_not_enrolled_is_shown_under_the_name_of_whoever_recorded_it() {
    let world = World::new();
    let recorder = world.coop("HTX Khác", "6200099999");
    let mut event = harvest(5);
    event["quantityList"][0]["epcClass"] = json!("urn:nuong:lot:6200012345:MIEN-DONG:MD-01");
    recorder.capture(&document(&[event]));
    let page = text(&world, "/6200012345/MIEN-DONG/MD-01", 200);
    assert!(page.contains("MD-01") && page.contains("HTX Khác"));
    world.sample_coop();
    text(&world, "/6200012345/MIEN-DONG/MD-01", 404);
}

#[test]
fn a_withdrawn_event_leaves_the_page_and_a_recall_stands_first() {
    let world = World::new();
    let coop = published(&world);
    let mut wrong = harvest(2);
    wrong["errorDeclaration"] =
        json!({"declarationTime": "2026-08-01T08:00:00.000+07:00", "reason": "did_not_occur"});
    coop.capture(&document(&[wrong]));
    let page = text(&world, &lot_path(), 200);
    assert!(page.contains("12/07/2026") && !page.contains("13/07/2026"));
    assert!(!page.contains("thu hồi"));
    let mut recall = harvest(4);
    recall["action"] = json!("OBSERVE");
    recall["bizStep"] = json!("holding");
    recall["disposition"] = json!("recalled");
    recall.as_object_mut().unwrap().remove("ilmd");
    coop.capture(&document(&[recall]));
    assert!(text(&world, &lot_path(), 200).contains("đang bị thu hồi"));
}

#[test]
fn whoever_recorded_a_lot_first_speaks_for_it() {
    let world = World::new();
    published(&world);
    let other = world.coop("HTX Khác", "6200099999");
    let mut theirs = harvest(7);
    theirs["ilmd"]["cbvmda:bestBeforeDate"] = json!("2040-01-01");
    theirs["disposition"] = json!("recalled");
    other.capture(&described(document(&[theirs]), "Chè giả"));
    let page = text(&world, &lot_path(), 200);
    assert!(page.contains(NAME) && !page.contains("Chè giả") && !page.contains("2040"));
    assert!(
        !page.contains("thu hồi") && page.contains("HTX Khác ghi"),
        "{page}"
    );
}

#[test]
fn programs_get_the_public_facts_as_json() {
    let world = World::new();
    published(&world);
    let request = client()
        .get(world.url(&lot_path()))
        .header("accept", "application/json");
    let facts: Value = request.send().unwrap().json().unwrap();
    assert_eq!(
        (&facts["product"], &facts["lot"]),
        (&json!(NAME), &json!("L26A07"))
    );
    assert_eq!(facts["harvest_start"], "2026-07-12");
    assert!(!facts.to_string().contains("1250") && !facts.to_string().contains(&id(1)));
    let missing = client()
        .get(world.url("/01/09520123456788/10/NONE"))
        .header("accept", "application/json");
    let missing = missing.send().unwrap();
    assert_eq!(
        (
            missing.status().as_u16(),
            &missing.headers()["content-type"]
        ),
        (404, &"application/problem+json".parse().unwrap())
    );
}

#[test]
fn the_front_page_says_what_this_is() {
    let world = World::new();
    assert!(text(&world, "/", 200).contains("Sổ truy xuất nguồn gốc nông sản"));
    assert!(text(&world, "/?lang=en", 200).contains("Farm produce traceability registry"));
    let request = client()
        .get(world.url("/"))
        .header("accept", "application/json");
    let resources: Value = request.send().unwrap().json().unwrap();
    assert_eq!(resources["member"], json!(["capture", "events"]));
}

#[test]
fn pages_need_nothing_from_elsewhere_and_say_so() {
    let world = World::new();
    published(&world);
    let answer = world.get(&lot_path());
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    let page = answer.text().unwrap();
    assert!(!page.contains("src=\"http") && !page.contains("style=\""));
    let sheet = page
        .split("href=\"")
        .find(|part| part.starts_with("/assets/page.css"))
        .unwrap();
    let style = world.get(sheet.split('"').next().unwrap());
    assert!(
        style.headers()["cache-control"]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    let css = style.text().unwrap();
    for font in css
        .split("url(\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
    {
        assert_eq!(world.get(font).headers()["content-type"], "font/ttf");
    }
}
