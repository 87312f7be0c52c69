//! What is the same again, and what is not.

use super::*;

const EVENT: &str = r#"{"type":"ObjectEvent","eventID":"urn:uuid:1","eventTime":"2026-11-20T08:00:00+07:00","eventTimeZoneOffset":"+07:00",
    "action":"OBSERVE","epcList":["urn:a","urn:b"],"ex:note":"hộp móp","quantityList":[{"epcClass":"urn:c","quantity":5}]}"#;
const CONTEXT: &str = r#"["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"ex":"https://example.org/ns/"}]"#;

fn content_under(event: &str, context: &str) -> Content {
    let context = Exact::read(context.as_bytes()).unwrap();
    Content::of_event(&Exact::read(event.as_bytes()).unwrap(), Some(&context))
}

fn content(event: &str) -> Content {
    content_under(event, CONTEXT)
}

/// The event with one piece of its text changed.
fn changed(from: &str, to: &str) -> Content {
    assert!(EVENT.contains(from), "{from}");
    content(&EVENT.replace(from, to))
}

#[test]
fn order_of_names_and_spelling_of_times_and_numbers_do_not_count() {
    let same = content(EVENT);
    let turned = r#"{"quantityList":[{"quantity":5,"epcClass":"urn:c"}],"ex:note":"h\u1ed9p móp","epcList":["urn:a","urn:b"],
        "eventTimeZoneOffset":"+07:00","eventTime":"2026-11-20T01:00:00.000Z","action":"OBSERVE","type":"ObjectEvent"}"#;
    assert_eq!(content(turned), same);
    assert_eq!(changed(r#""quantity":5"#, r#""quantity":5.0"#), same);
    assert_eq!(changed("urn:uuid:1", "urn:uuid:2"), same);
    assert_eq!(
        changed(
            r#""action""#,
            r#""recordTime":"2026-11-21T00:00:00Z","action""#
        ),
        same
    );
}

#[test]
fn everything_that_the_event_hash_passes_by_counts() {
    let said = content(EVENT).said;
    for (from, to) in [
        ("hộp móp", "hộp ướt"),
        ("+07:00\",\n", "+08:00\",\n"),
        ("08:00:00+07:00", "08:00:00.0001+07:00"),
        ("[\"urn:a\",\"urn:b\"]", "[\"urn:b\",\"urn:a\"]"),
        ("\"quantity\":5", "\"quantity\":\"5\""),
        ("\"ex:note\"", "\"rdfs:comment\":\"x\",\"ex:note\""),
        ("\"ex:note\"", "\"ex:none\":null,\"ex:note\""),
        ("\"urn:c\"", "\"urn:c?a=b\""),
    ] {
        assert_ne!(changed(from, to).said, said, "{from} → {to}");
    }
    let number = |digits: &str| changed("\"hộp móp\"", digits).said;
    assert_ne!(
        number("111100001111000011110000"),
        number("111100001111000011110001")
    );
    assert_ne!(number("\"0012\""), number("\"12\""));
}

#[test]
fn a_declaration_says_the_same_event_and_something_of_its_own() {
    let declared = |rest: &str| {
        changed(
            r#""action""#,
            &format!(
                r#""errorDeclaration":{{"declarationTime":"2026-11-21T07:00:00+07:00"{rest}}},"action""#
            ),
        )
    };
    let reasoned = declared(r#","reason":"incorrect_data""#);
    assert_eq!(reasoned.said, content(EVENT).said);
    assert_ne!(reasoned, content(EVENT));
    assert_ne!(
        reasoned,
        declared(r#","reason":"incorrect_data","correctiveEventIDs":["urn:uuid:9"]"#)
    );
    assert_ne!(reasoned, declared(r#","reason":"did_not_occur""#));
    assert_eq!(
        reasoned,
        changed(
            r#""action""#,
            r#""errorDeclaration":{"reason":"incorrect_data","declarationTime":"2026-11-21T00:00:00.0Z"},"action""#
        )
    );
}

#[test]
fn a_prefix_counts_by_what_it_means_and_only_where_it_is_used() {
    let said = content(EVENT).said;
    let under = |context: &str| content_under(EVENT, context).said;
    assert_ne!(under(r#"[{"ex":"https://example.org/other/"}]"#), said);
    assert_ne!(
        under(r#"[{"ex":"https://example.org/ns/","@language":"vi"}]"#),
        said
    );
    for same in [
        r#"{"ex":"https://example.org/ns/"}"#,
        r#"["https://gs1.github.io/EPCIS/epcis-context.jsonld",{"unused":"urn:u:"},{"ex":"https://example.org/ns/"}]"#,
        r#"[{"ex":"https://example.org/ns/","cbvmda":"urn:epcglobal:cbv:mda:"}]"#,
        r#"[{"ex":"urn:first:"},{"ex":"https://example.org/ns/"}]"#,
    ] {
        assert_eq!(under(same), said, "{same}");
    }
    let own = EVENT.replacen('{', r#"{"@context":{"ex":"https://example.org/ns/"},"#, 1);
    assert_eq!(content_under(&own, "[]").said, said);
}
