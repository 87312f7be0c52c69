use crate::party::PartyKind;
use crate::testing::farm::cooperative;

#[test]
fn what_is_listed_can_be_given_back_and_changes_nothing() {
    let (_dir, app) = cooperative();
    let buyer = r#"[{"code":"M01","name":"Cửa hàng Mẫu","kind":"buyer","phone":"0912 345 678","commune_code":"03405","tax_code":"0000000952"},
        {"code":"H001","name":"Lò Văn Mẫu","kind":"household"}]"#;
    let added = app.put_parties(buyer).unwrap();
    assert!(added.iter().all(|put| put.outcome == "added"));
    let listed = serde_json::to_string(&app.parties(None).unwrap()).unwrap();
    let again = app.put_parties(&listed).unwrap();
    assert_eq!(again.len(), 2);
    assert!(
        again.iter().all(|put| put.outcome == "unchanged"),
        "{again:?}"
    );
}

#[test]
fn a_household_s_name_is_masked_and_a_firm_s_is_not_until_somebody_says_otherwise() {
    let (_dir, app) = cooperative();
    app.put_parties(r#"[{"code":"M01","name":"Cửa hàng Mẫu","kind":"buyer"},{"code":"H001","name":"Lò Văn Mẫu","kind":"household"}]"#)
        .unwrap();
    let shown = |code: &str| {
        let all = app.parties(None).unwrap();
        all.into_iter().find(|p| p.code == code).unwrap().display
    };
    assert_eq!((&*shown("M01"), &*shown("H001")), ("full", "masked"));
    let done = app
        .put_parties(r#"{"code":"H001","display":"full"}"#)
        .unwrap();
    assert_eq!(done[0].outcome, "changed");
    assert_eq!(shown("H001"), "full");
}

#[test]
fn an_array_is_taken_whole_or_not_at_all() {
    let (_dir, app) = cooperative();
    let refused = [
        (
            r#"[{"code":"A","name":"a","kind":"buyer"},{"code":"B","nam":"b","kind":"buyer"}]"#,
            "field_unknown",
        ),
        (
            r#"[{"code":"A","name":"a","kind":"buyer"},{"code":"B","kind":"buyer"}]"#,
            "field_missing",
        ),
        (
            r#"[{"code":"A","name":"a","kind":"buyer"},{"code":"B","name":"b"}]"#,
            "field_missing",
        ),
        (
            r#"[{"code":"A","name":"a","kind":"buyer"},{"code":"B","name":"b","kind":"king"}]"#,
            "field_invalid",
        ),
        (
            r#"[{"code":"A","name":"a","kind":"buyer"},{"code":"B","name":7,"kind":"buyer"}]"#,
            "field_invalid",
        ),
        (
            r#"[{"code":"A","name":"a","kind":"buyer"},{"code":"B","name":"b","kind":"buyer","commune_code":"99999"}]"#,
            "commune_unknown",
        ),
        (
            r#"[{"code":"A","name":"a","kind":"buyer"},{"code":"B","name":"b","kind":"buyer","tax_code":"12"}]"#,
            "tax_code_invalid",
        ),
        (
            r#"[{"code":"A","name":"a","kind":"buyer"},7]"#,
            "json_unreadable",
        ),
        (
            r#"[{"code":"A","name":"a","kind":"buyer"}"#,
            "json_unreadable",
        ),
    ];
    for (given, code) in refused {
        assert_eq!(app.put_parties(given).unwrap_err().code, code, "{given}");
        assert!(app.parties(None).unwrap().is_empty(), "{given}");
    }
}

#[test]
fn parties_are_found_by_their_name_without_tones() {
    let (_dir, app) = cooperative();
    app.put_parties(r#"{"code":"M01","name":"Siêu thị Mường Than","kind":"buyer"}"#)
        .unwrap();
    let hits = app.search("muong than").unwrap();
    assert_eq!(
        (&*hits[0].kind, &*hits[0].title),
        ("party", "M01 · Siêu thị Mường Than")
    );
    assert_eq!(app.parties(Some(PartyKind::Household)).unwrap(), []);
}

#[test]
fn one_code_is_one_party_however_it_is_spelt() {
    let (_dir, app) = cooperative();
    let put = |record: &str| app.put_parties(record).unwrap().remove(0);
    put(r#"{"code":"H001","name":"Lò Văn Mẫu","kind":"household"}"#);
    let again = put(r#"{"code":"h001","note":"x"}"#);
    assert_eq!((&*again.code, again.outcome), ("H001", "changed"));
    assert_eq!(app.parties(None).unwrap().len(), 1);
    let id = |app: &crate::App| app.read(|r| r.party_id("H001")).unwrap();
    let (_other_dir, other) = cooperative();
    other
        .put_parties(r#"{"code":"h001","name":"Lò Văn Mẫu","kind":"household"}"#)
        .unwrap();
    assert_eq!(id(&app), id(&other));
}

#[test]
fn a_refusal_says_which_record_of_an_array_it_is() {
    let (_dir, app) = cooperative();
    let error = app
        .put_parties(r#"[{"code":"A","name":"a","kind":"buyer"},{"code":"B","kind":"buyer"}]"#)
        .unwrap_err();
    assert_eq!(
        (&*error.args["record"], &*error.args["field"]),
        ("2", "name")
    );
}
