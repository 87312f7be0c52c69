use crate::Code;
use crate::place::PlaceKind;
use crate::testing::farm::cooperative;

#[test]
fn a_cooperative_has_its_store_from_the_start_and_once() {
    let (_dir, app) = cooperative();
    let profile = app.profile().unwrap().unwrap();
    app.update_profile(profile).unwrap();
    app.rebuild().unwrap();
    let stores = app.places(Some(PlaceKind::Store)).unwrap();
    let codes: Vec<&str> = stores.iter().map(|place| &*place.code).collect();
    assert_eq!(codes, ["KHO"]);
}

#[test]
fn what_is_listed_can_be_given_back_and_changes_nothing() {
    let (_dir, app) = cooperative();
    app.put_parties(r#"{"code":"H001","name":"Lò Văn Mẫu","kind":"household"}"#)
        .unwrap();
    let given = r#"[{"code":"T001","kind":"plot","party":"H001","crop":"Chè","area_m2":5200,"latitude":22.39,"longitude":103.46,"growing_area_code":"VN-LC-001"},
        {"code":"XUONG","kind":"workshop","name":"Xưởng chè"}]"#;
    app.put_places(given).unwrap();
    let listed = app.places(None).unwrap();
    let plot = listed.iter().find(|place| place.code == "T001").unwrap();
    assert_eq!(
        (&*plot.party, plot.area_m2, plot.latitude),
        ("H001", Some(5200), Some(22.39))
    );
    let again = app
        .put_places(&serde_json::to_string(&listed).unwrap())
        .unwrap();
    assert_eq!(again.len(), 3);
    assert!(
        again.iter().all(|put| put.outcome == "unchanged"),
        "{again:?}"
    );
    app.put_places(r#"{"code":"T001","party":null}"#).unwrap();
    assert_eq!(app.places(Some(PlaceKind::Plot)).unwrap()[0].party, "");
}

#[test]
fn a_place_that_cannot_be_is_refused_by_its_field() {
    let (_dir, app) = cooperative();
    let refused = [
        (
            r#"{"code":"T1","kind":"plot","party":"H9"}"#,
            "party_unknown",
            "value",
            "H9",
        ),
        (
            r#"{"code":"T1","kind":"plot","latitude":91,"longitude":0}"#,
            "field_invalid",
            "field",
            "latitude",
        ),
        (
            r#"{"code":"T1","kind":"plot","latitude":22.3}"#,
            "field_missing",
            "field",
            "longitude",
        ),
        (
            r#"{"code":"T1","kind":"plot","area_m2":0}"#,
            "field_invalid",
            "field",
            "area_m2",
        ),
        (
            r#"{"code":"T1","kind":"plot","area_m2":1.5}"#,
            "field_invalid",
            "field",
            "area_m2",
        ),
        (
            r#"{"code":"kho","kind":"plot"}"#,
            "field_invalid",
            "field",
            "kind",
        ),
        (r#"{"code":"T1"}"#, "field_missing", "field", "kind"),
        (r#"{"kind":"plot"}"#, "field_missing", "field", "code"),
        (
            r#"{"code":"","kind":"plot"}"#,
            "field_missing",
            "field",
            "code",
        ),
    ];
    for (given, code, arg, value) in refused {
        let error = app.put_places(given).unwrap_err();
        assert_eq!(
            (error.code, &*error.args[arg]),
            (Code::by_word(code), value),
            "{given}"
        );
    }
    assert_eq!(app.places(Some(PlaceKind::Plot)).unwrap(), []);
}
