//! Certificates and OCOP: printed only while they are valid, and a reprint says what was said.

use std::ops::ControlFlow;

use super::view::Certificate;
use crate::App;
use crate::base::finding::Finding;
use crate::label_ledger::{PrintQuery, ReprintRequest};
use crate::testing::farm::{change_tea, label, print, with_lot};
use crate::testing::{ask, said};

fn vietgap(valid_to: &str) -> Certificate {
    Certificate {
        kind: "vietgap".into(),
        number: " 123/2026 ".into(),
        issuer: "Trung tâm chứng nhận mẫu".into(),
        valid_to: valid_to.into(),
        all_products: true,
        ..Certificate::default()
    }
}

fn found(app: &App, code: &str) -> Option<Finding> {
    let findings = app.label_preview(label("trace")).unwrap().findings;
    findings.into_iter().find(|f| f.code == code)
}

fn certificates_said(app: &App) -> Option<String> {
    print(app, label("trace")).unwrap();
    said(app)["values"]["certificates"]
        .as_str()
        .map(str::to_owned)
}

#[test]
fn a_certificate_is_printed_until_its_last_day() {
    let (_dir, app) = with_lot();
    // Today is 22 November 2026.
    let saved = app.save_certificate(vietgap("22/11/2026")).unwrap();
    assert_eq!(
        (
            saved.valid_to.as_str(),
            saved.state.as_str(),
            saved.number.as_str()
        ),
        ("2026-11-22", "expiring", "123/2026")
    );
    assert_eq!(certificates_said(&app).as_deref(), Some("VietGAP 123/2026"));
    let note = found(&app, "certificate_expiring").unwrap();
    assert_eq!(note.severity, "note");
    let ended = Certificate {
        valid_to: "2026-11-21".into(),
        ..saved
    };
    let ended = app.save_certificate(ended).unwrap();
    assert_eq!(certificates_said(&app), None);
    let warning = found(&app, "certificate_expired").unwrap();
    assert_eq!(
        (warning.severity.as_str(), warning.field.as_str()),
        ("warning", "certificate.valid_to")
    );
    assert!(
        warning.message.contains("VietGAP 123/2026") && warning.message.contains("21/11/2026"),
        "{}",
        warning.message
    );
    assert_eq!(warning.text.args["certificate"], ended.id);
    let later = Certificate {
        valid_from: Some("2026-12-01".into()),
        valid_to: "2028-12-01".into(),
        ..ended
    };
    app.save_certificate(later).unwrap();
    assert_eq!(certificates_said(&app), None);
    assert!(found(&app, "certificate_not_yet").is_some());
}

#[test]
fn a_certificate_covers_its_products_alone() {
    let (_dir, app) = with_lot();
    let product = |text: &str| app.products(text).unwrap().remove(0).id;
    let of = |products: Vec<String>| Certificate {
        kind: "organic".into(),
        name: "Hữu cơ PGS".into(),
        all_products: false,
        products,
        ..vietgap("2028-01-01")
    };
    let rice = app.save_certificate(of(vec![product("gao")])).unwrap();
    assert_eq!(certificates_said(&app), None);
    let both = Certificate {
        products: vec![product("gao"), product("che-ol")],
        ..rice
    };
    let both = app.save_certificate(both).unwrap();
    app.save_certificate(vietgap("2028-01-01")).unwrap();
    assert_eq!(
        certificates_said(&app).as_deref(),
        Some("Hữu cơ PGS 123/2026 · VietGAP 123/2026")
    );
    app.delete_certificate(&both.id).unwrap();
    assert_eq!(certificates_said(&app).as_deref(), Some("VietGAP 123/2026"));
    assert_eq!(app.certificates().unwrap().len(), 1);
    app.restore_certificate(&both.id).unwrap();
    assert_eq!(app.certificates().unwrap().len(), 2);
    assert!(
        ask(
            &app,
            "SELECT count(*) FROM change_log WHERE noun = 'certificate' AND verb IN ('created', 'changed', 'deleted', 'restored')"
        ) >= 5
    );
}

#[test]
fn incomplete_certificates_are_refused() {
    let (_dir, app) = with_lot();
    let refused = |change: fn(&mut Certificate)| {
        let mut certificate = vietgap("2028-01-01");
        change(&mut certificate);
        app.save_certificate(certificate).unwrap_err().code
    };
    assert_eq!(
        refused(|c| c.kind = "iso".into()),
        "certificate_kind_unknown"
    );
    assert_eq!(
        refused(|c| c.kind = "other".into()),
        "certificate_name_missing"
    );
    assert_eq!(
        refused(|c| c.number = " ".into()),
        "certificate_number_missing"
    );
    assert_eq!(
        refused(|c| c.valid_to = String::new()),
        "certificate_date_missing"
    );
    assert_eq!(
        refused(|c| c.valid_to = "31/2/2028".into()),
        "date_no_such_day"
    );
    assert_eq!(
        refused(|c| c.valid_from = Some("2029-01-01".into())),
        "certificate_dates_swapped"
    );
    assert_eq!(
        refused(|c| c.all_products = false),
        "certificate_no_products"
    );
    assert_eq!(
        refused(|c| {
            c.all_products = false;
            c.products = vec!["x".into()];
        }),
        "product_not_found"
    );
    assert_eq!(
        refused(|c| c.picture = Some("x".into())),
        "picture_not_found"
    );
    assert_eq!(refused(|c| c.id = "x".into()), "certificate_not_found");
    assert_eq!(
        app.delete_certificate("x").unwrap_err().code,
        "certificate_not_found"
    );
}

#[test]
fn ocop_stars_end_with_their_decision() {
    let (_dir, app) = with_lot();
    let ends = |day: &str| {
        change_tea(&app, |tea| {
            tea.label.ocop_stars = Some(4);
            tea.label.ocop_valid_to = Some(day.into());
        })
        .unwrap();
        print(&app, label("trace")).unwrap();
        said(&app)["values"]["ocop"].as_str().map(str::to_owned)
    };
    assert_eq!(ends("2026-11-22").as_deref(), Some("4"));
    assert!(found(&app, "ocop_expiring").is_some());
    assert_eq!(ends("2026-11-21"), None);
    let warning = found(&app, "ocop_expired").unwrap();
    assert_eq!(
        (warning.severity.as_str(), warning.field.as_str()),
        ("warning", "product.ocop_valid_to")
    );
}

#[test]
fn a_reprint_says_what_was_said_and_that_it_has_ended() {
    let (dir, app) = with_lot();
    let saved = app.save_certificate(vietgap("2027-01-31")).unwrap();
    print(&app, label("trace")).unwrap();
    let before = said(&app);
    // The claim as it was printed ends before today: the clock of tests stands still, so the print is made older.
    let ended = before.to_string().replace("2027-01-31", "2026-11-01");
    let conn = rusqlite::Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    conn.execute_batch("DROP TRIGGER label_print_is_a_fact_u")
        .unwrap();
    conn.execute("UPDATE label_print SET said = ?1", [&ended])
        .unwrap();
    app.delete_certificate(&saved.id).unwrap();
    let ledger = app.label_ledger(&PrintQuery {
        limit: 1,
        ..PrintQuery::default()
    });
    let again = ReprintRequest {
        print: ledger.unwrap().remove(0).id,
        from: 2,
        skip: 0,
        printer: String::new(),
        dpi: None,
        reason: "rách".into(),
    };
    let out = dir.path().join("lại.pdf");
    let result = app
        .reprint_labels(&again, &out, &mut |_| ControlFlow::Continue(()))
        .unwrap();
    assert_eq!(result.labels, 2);
    let warning = result
        .findings
        .iter()
        .find(|f| f.code == "claim_ended_since");
    let warning = warning.unwrap();
    assert_eq!(warning.severity, "warning");
    assert!(
        warning.message.contains("VietGAP 123/2026") && warning.message.contains("01/11/2026"),
        "{}",
        warning.message
    );
    assert_eq!(
        said(&app)["values"]["certificates"],
        "VietGAP 123/2026",
        "as it was"
    );
}
