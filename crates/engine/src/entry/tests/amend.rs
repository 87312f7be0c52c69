use super::kit::*;
use crate::App;

fn amend(app: &App, id: &str, fields: &[(&str, &str)]) -> crate::Result<String> {
    let fields: Vec<(String, String)> = fields
        .iter()
        .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
        .collect();
    app.amend_step(id, &fields, "Lan").map(|done| done.id)
}

#[test]
fn a_note_a_moisture_and_a_price_come_later_and_the_step_stays_itself() {
    let (_dir, app) = desk();
    let id = added(&app, intake("A", 100.0));
    amend(
        &app,
        &id,
        &[("note", "123"), ("moisture", "125"), ("price", "12000")],
    )
    .unwrap();
    let amended = step(&app, &id);
    assert_eq!(amended.rest["note"], "123", "a note stays a text");
    assert_eq!(amended.lines[0].rest["moisture"], 125);
    assert_eq!(
        (amended.lines[0].price, amended.lines[0].value),
        (Some(12_000), Some(1_200_000))
    );
    amend(&app, &id, &[("1.moisture", ""), ("note", "")]).unwrap();
    let amended = step(&app, &id);
    assert!(amended.rest.is_empty() && amended.lines[0].rest.is_empty());
    assert!(
        crate::testing::ask(
            &app,
            "SELECT count(*) FROM change_log WHERE verb = 'amended'"
        ) >= 4
    );
}

#[test]
fn what_is_told_is_not_amended_and_strangers_are_named() {
    let (_dir, app) = desk();
    let id = added(&app, intake("A", 100.0));
    for name in ["day", "quantity", "lot", "wat", "2.moisture", "0.moisture"] {
        let (code, field, ..) = refused(amend(&app, &id, &[(name, "1")]));
        assert_eq!((&*code, &*field), ("field_unknown", name));
    }
    assert_eq!(
        refused(amend(&app, &id, &[("moisture", "2000")])).0,
        "stage_field_invalid"
    );
}
