//! A household business: its tax code is its owner's identity number, and nobody outside reads it.

use crate::laptop::{
    assert_each_side_holds_each_event_once, harvest, laptop_of, open, registry, token_of,
};
use nuong_engine::views::{LotQuery, SyncSummary};

/// The owner's identity number.
const OWNER: &str = "001099012345";

fn fetched(url: &str, token: Option<&str>) -> (u16, String) {
    let client = reqwest::blocking::Client::builder().no_proxy().build();
    let mut asked = client.unwrap().get(url);
    if let Some(token) = token {
        asked = asked.bearer_auth(token);
    }
    let answer = asked.send().unwrap();
    (answer.status().as_u16(), answer.text().unwrap())
}

#[test]
fn its_records_are_accepted_and_shown_and_its_identity_number_stands_in_none() {
    let (home, organisation) = laptop_of(OWNER);
    let there = tempfile::tempdir().unwrap();
    let registry = registry(there.path());
    let refused = registry.registry().issue_code("Hộ kinh doanh", OWNER);
    assert!(!refused.unwrap_err().to_string().contains(OWNER));
    let code = registry
        .registry()
        .issue_code("Hộ kinh doanh", &organisation)
        .unwrap();
    let app = open(home.path());
    app.connect(&registry.url(), &code).unwrap();
    harvest(&app, 0..2, 1);
    let SyncSummary { refused, .. } = crate::laptop::sync(&app);
    assert_eq!(refused, 0);
    assert_each_side_holds_each_event_once(&app, &registry.url());

    let query = LotQuery {
        limit: 10,
        ..LotQuery::default()
    };
    let lot = app.lots(query).unwrap().rows.remove(0);
    let link = app.lot(&lot.id).unwrap().link;
    assert!(
        link.contains(&organisation) && !link.contains(OWNER),
        "{link}"
    );
    let (status, page) = fetched(&link, None);
    assert_eq!(status, 200, "{link}");
    assert!(page.contains(&lot.lot) && !page.contains(OWNER));
    let (_, held) = fetched(
        &format!("{}/events?perPage=100", registry.url()),
        Some(&token_of(app.dir())),
    );
    assert!(held.contains(&format!("urn:nuong:lot:{organisation}:")));
    assert!(!held.contains(OWNER) && !app.export_epcis().unwrap().to_string().contains(OWNER));
    let (status, _) = fetched(&link.replace(&organisation, OWNER), None);
    assert_eq!(status, 404);
}
