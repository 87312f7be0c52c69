//! A mistake in a file of stages is told by its line and its field.

use serde_json::Value;

use super::{SHIPPED, checked_file, line_with, shipped, spoilt};
use crate::base::i18n;

/// What is wrong when `from` becomes `to`: the line, the field and the last part of the sentence's key.
fn check(from: &str, to: &str, field: &str, code: &str) {
    let mistake = spoilt(from, to);
    let key = mistake.key();
    assert!(key.ends_with(&format!(".{code}")), "{to}: {mistake:?}");
    assert_eq!(mistake.field, field, "{to}");
    assert_eq!(mistake.line, line_with(from), "{to}: {mistake:?}");
    for lang in ["vi", "en"] {
        let said = i18n::text(lang, key, mistake.args());
        assert!(said.contains(&mistake.line.to_string()), "{said}");
        assert!(!said.contains(['{', '}']), "{said}");
    }
}

#[test]
fn what_is_of_another_form_is_told_by_its_part() {
    check(
        "\"class\": \"look\", \"vi\": \"Kiểm nghiệm\"",
        "\"class\": \"watch\", \"vi\": \"Kiểm nghiệm\"",
        "stages[34]",
        "unknown_word",
    );
    check(
        "\"code\": \"pack\", ",
        "\"cod\": \"pack\", ",
        "stages[26]",
        "unknown_word",
    );
    check("\"vi\": \"Đóng gói\", ", "", "stages[26]", "missing_word");
    check(
        "\"type\": \"mass\" }",
        "\"type\": 5 }",
        "fields[18]",
        "wrong_value",
    );
}

#[test]
fn what_is_no_json_is_told_by_line_and_column() {
    let mistake = checked_file(&SHIPPED[..SHIPPED.len() / 2], None).unwrap_err();
    assert!(mistake.key().contains("syntax"), "{mistake:?}");
    assert!(mistake.line > 50);
    assert!(checked_file("", None).is_err());
    assert!(checked_file("[]", None).is_err());
}

#[test]
fn words_that_cbv_lacks_are_refused_where_they_stand() {
    for (from, to, field) in [
        (
            "\"step\": \"killing\"",
            "\"step\": \"slaughtering\"",
            "step",
        ),
        (
            "\"disposition\": \"retail_sold\"",
            "\"disposition\": \"sold\"",
            "disposition",
        ),
        (
            "\"desadv:delivery_note\"",
            "\"note:delivery_note\"",
            "transactions[0]",
        ),
        ("\"location:origin\"", "\"site:origin\"", "source[0]"),
        (
            "\"Temperature:temperature:CEL\"",
            "\"Heat:temperature:CEL\"",
            "sensors[0]",
        ),
        (
            "\"bestBeforeDate:best_before\"",
            "\"bestBefore:best_before\"",
            "ilmd[1]",
        ),
        (
            "\"set\": [\"recalled\"]",
            "\"set\": [\"called_back\"]",
            "persistent.set[0]",
        ),
    ] {
        let mistake = spoilt(from, to);
        assert!(mistake.key().ends_with(".word"), "{to}: {mistake:?}");
        assert!(
            mistake.field.ends_with(&format!("events[0].{field}"))
                || mistake.field.ends_with(&format!("events[1].{field}")),
            "{mistake:?}"
        );
        assert_eq!(mistake.line, line_with(from), "{to}");
    }
}

#[test]
fn what_contradicts_a_class_is_refused() {
    for (from, to, code) in [
        (
            "\"Kiểm kê\", \"en\": \"Stocktake\", \"columns\": { \"in\": \"counted\", \"out\": \"counted\" }",
            "\"Kiểm kê\", \"en\": \"Stocktake\", \"columns\": { \"in\": \"lost\" }",
            "columns",
        ),
        (
            "\"Tách lô\", \"en\": \"Splitting a lot\", \"columns\": { \"in\": \"used\", \"out\": \"made\" }, \"balance\": \"exact\"",
            "\"Tách lô\", \"en\": \"Splitting a lot\", \"columns\": { \"in\": \"used\", \"out\": \"made\" }",
            "balance",
        ),
        (
            "\"class_with_in\": \"turn\"",
            "\"class_with_in\": \"move\"",
            "class_with_in",
        ),
        (
            "\"name\": \"slaughter\", \"type\": \"transformation\"",
            "\"name\": \"slaughter\", \"type\": \"object\", \"action\": \"ADD\"",
            "event_turn",
        ),
        (
            "\"name\": \"splitting\", \"type\": \"transformation\"",
            "\"name\": \"splitting\", \"action\": \"ADD\", \"type\": \"transformation\"",
            "event_action",
        ),
        (
            "\"name\": \"sampling\", \"type\": \"object\", \"action\": \"OBSERVE\"",
            "\"name\": \"sampling\", \"type\": \"object\", \"action\": \"ADD\"",
            "event_add",
        ),
        (
            "\"name\": \"selling\", ",
            "\"name\": \"selling\", \"ilmd\": [\"lotNumber:lot\"], ",
            "event_ilmd",
        ),
        (
            "\"name\": \"selling\", \"type\": \"object\"",
            "\"name\": \"selling\", \"type\": \"aggregation\"",
            "event_pallet",
        ),
        ("\"parent\": \"place\", ", "", "event_parent"),
        (
            "\"disposition_from\": \"result\"",
            "\"disposition_from\": \"report_no\"",
            "disposition_from",
        ),
        ("\"must\": [\"result\"]", "\"must\": []", "disposition_from"),
        ("\"inv:invoice\"", "\"inv:gross\"", "not_told"),
        (
            "\"name\": \"receiving\", \"type\": \"object\", \"action\": \"OBSERVE\", \"step\": \"receiving\", \"disposition\": \"in_progress\", \"read\": \"place\"",
            "\"name\": \"harvest\", \"type\": \"object\", \"action\": \"OBSERVE\", \"step\": \"receiving\", \"disposition\": \"in_progress\", \"read\": \"place\"",
            "event_name",
        ),
    ] {
        let mistake = spoilt(from, to);
        assert!(
            mistake.key().ends_with(&format!(".{code}")),
            "{to}: {mistake:?}"
        );
    }
}

#[test]
fn fields_and_lists_are_there_and_stand_where_they_may() {
    for (from, to, code) in [
        (
            "\"told\": [\"waybill\"]",
            "\"told\": [\"way_bill\"]",
            "field_unknown",
        ),
        (
            "\"told\": [\"waybill\"]",
            "\"told\": [\"waybill\", \"driver\"]",
            "told_personal",
        ),
        (
            "\"told\": [\"waybill\"]",
            "\"told\": [\"waybill\", \"losses\"]",
            "told_many",
        ),
        (
            "\"told\": [\"waybill\"]",
            "\"told\": [\"waybill\", \"place\"]",
            "field_kept",
        ),
        (
            "\"told\": [\"waybill\"]",
            "\"told\": [\"waybill\", \"waybill\"]",
            "field_twice",
        ),
        (
            "\"rest\": [\"labels\", \"vehicle\"]",
            "\"rest\": [\"labels\", \"note\"]",
            "field_twice",
        ),
        ("\"must\": [\"reason\"]", "\"must\": [\"grade\"]", "must"),
        (
            "\"TT17\": [\"reason\", \"person\"]",
            "\"TT18\": [\"reason\", \"person\"]",
            "source_unknown",
        ),
        (
            "\"TT17\": [\"reason\", \"person\"]",
            "\"TT17\": [\"expiry\"]",
            "need",
        ),
        (
            "\"list\": \"test_results\"",
            "\"list\": \"results\"",
            "list_unknown",
        ),
        ("\"code\": \"labels\"", "\"code\": \"Labels\"", "code"),
        (
            "\"code\": \"labels\"",
            "\"code\": \"waybill\"",
            "code_taken",
        ),
        ("\"vi\": \"Dải số tem\"", "\"vi\": \" Dải số tem\"", "name"),
        ("\"type\": \"group\"", "\"type\": \"text\"", "parts"),
        (
            "\"least\": 0, \"most\": 14",
            "\"least\": 15, \"most\": 14",
            "range",
        ),
        ("\"longest\": 18", "\"longest\": 0", "longest"),
        (
            "\"type\": \"yes_no\" }",
            "\"type\": \"yes_no\", \"open\": true }",
            "open",
        ),
        (
            "\"stock\", \"harvest\", \"ship\"",
            "\"stock\", \"fish\", \"ship\"",
            "stage_unknown",
        ),
        (
            "slaughter.quarantine_paper",
            "slaughter.paper",
            "field_unknown",
        ),
        (
            "\"tolerance_permille\": 10",
            "\"tolerance_permille\": 1001",
            "tolerance",
        ),
        ("\"version\": 1", "\"version\": 2", "version"),
    ] {
        let mistake = spoilt(from, to);
        assert!(
            mistake.key().ends_with(&format!(".{code}")),
            "{to}: {mistake:?}"
        );
    }
}

#[test]
fn a_file_beyond_all_limits_is_refused_unread() {
    let mistake = checked_file(&" ".repeat(600 * 1024), None).unwrap_err();
    assert!(mistake.key().ends_with(".too_long"));
    let value = "{ \"code\": \"a\", \"vi\": \"a\", \"en\": \"a\", \"type\": \"text\" }";
    let many = vec![value; 401].join(",\n");
    let text = format!("{{ \"version\": 1, \"stages\": [], \"fields\": [\n{many}] }}");
    let mistake = checked_file(&text, Some(&shipped())).unwrap_err();
    assert!(mistake.key().ends_with(".too_many"), "{mistake:?}");
    assert_eq!((mistake.line, mistake.field.as_str()), (402, "fields[400]"));
}

#[test]
fn no_text_of_a_file_panics() {
    let value: Value = serde_json::from_str(SHIPPED).unwrap();
    let spots = [
        "\"stages\"",
        "[",
        "{",
        "\"",
        ":",
        "1",
        "true",
        "intake",
        "Temperature",
    ];
    for (n, spot) in spots.iter().cycle().take(120).enumerate() {
        let places: Vec<usize> = SHIPPED.match_indices(spot).map(|(at, _)| at).collect();
        let at = places[(n * 7919) % places.len()];
        let cut = format!("{}{}", &SHIPPED[..at], &SHIPPED[at + spot.len()..]);
        // A part less is a mistake or another file, but never the end of the program.
        let _read = checked_file(&cut, None).map(|file| file.stages.len());
    }
    assert!(value["stages"].is_array());
}
