use crate::testing::farm::cooperative;
use crate::{App, Code};

fn with_household() -> (tempfile::TempDir, App) {
    let (dir, app) = cooperative();
    app.put_parties(r#"{"code":"H001","name":"Lò Văn Mẫu","kind":"household"}"#)
        .unwrap();
    (dir, app)
}

#[test]
fn what_was_paid_is_listed_newest_first_and_by_party() {
    let (_dir, app) = with_household();
    let paid = app.pay(
        r#"[{"party":"H001","day":"2026-09-01","kind":"advance","amount":500000,"method":"cash","doc":"PC01"},
            {"party":"H001","day":"2026-09-30","kind":"paid","amount":12500000,"method":"bank"},
            {"day":"2026-09-15","kind":"takings","amount":1750000,"method":"cash"}]"#,
        "Lan",
    );
    assert_eq!(paid.unwrap().len(), 3);
    let all = app.payments("").unwrap();
    let days: Vec<&str> = all.iter().map(|p| &*p.day).collect();
    assert_eq!(days, ["2026-09-30", "2026-09-15", "2026-09-01"]);
    let own = app.payments("H001").unwrap();
    assert_eq!(own.iter().map(|p| p.amount).sum::<i64>(), 13_000_000);
    assert!(
        own.iter()
            .all(|p| p.entered_by == "Lan" && p.party == "H001")
    );
    assert_eq!(app.payments("H9").unwrap_err().code, Code::PartyUnknown);
}

#[test]
fn two_equal_payments_of_one_day_are_two() {
    let (_dir, app) = with_household();
    let one = r#"{"party":"H001","day":"2026-09-01","kind":"paid","amount":1,"method":"cash"}"#;
    app.pay(&format!("[{one},{one}]"), "").unwrap();
    assert_eq!(app.payments("").unwrap().len(), 2);
}

#[test]
fn a_payment_that_cannot_be_is_refused_by_its_field_and_none_of_its_array_stays() {
    let (_dir, app) = with_household();
    let good = r#"{"party":"H001","day":"2026-09-01","kind":"paid","amount":1,"method":"cash"}"#;
    for (bad, field) in [
        (
            r#""party":"H001","day":"2026-09-01","kind":"paid","amount":0,"method":"cash""#,
            "amount",
        ),
        (
            r#""party":"H001","day":"2026-09-01","kind":"paid","amount":1.5,"method":"cash""#,
            "amount",
        ),
        (
            r#""party":"H001","day":"2026-09-01","kind":"paid","amount":9e18,"method":"cash""#,
            "amount",
        ),
        (
            r#""party":"H001","day":"2036-09-01","kind":"paid","amount":1,"method":"cash""#,
            "day",
        ),
        (
            r#""party":"H001","day":"31/02/2026","kind":"paid","amount":1,"method":"cash""#,
            "day",
        ),
        (
            r#""party":"H001","day":"2026-09-01","kind":"gift","amount":1,"method":"cash""#,
            "kind",
        ),
        (
            r#""party":"H001","day":"2026-09-01","kind":"paid","amount":1"#,
            "method",
        ),
        (
            r#""day":"2026-09-01","kind":"paid","amount":1,"method":"cash""#,
            "party",
        ),
    ] {
        let error = app.pay(&format!("[{good},{{{bad}}}]"), "").unwrap_err();
        assert_eq!(error.args["field"], field, "{bad}");
        assert_eq!(app.payments("").unwrap(), [], "{bad}");
    }
}
