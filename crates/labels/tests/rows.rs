//! Rows of text in a box: which are left out, and what is found where they do not fit.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::{large_label, tea, texts};
use nuong_labels::{Field, LabelData, Sheet, Template, check, layout};

fn one_flow(rows: &str, area: &str) -> Template {
    let json = format!(
        r#"{{"id": "f", "name": {{"vi": "f"}}, "goods_label": false, "forms": [{{"width": 100000, "height": 100000, "elements": [
        {{"kind": "flow", "area": {area}, "rows": [{rows}]}}]}}]}}"#
    );
    Template::parse(&json).unwrap()
}

fn found(template: &Template, sheet: &Sheet, data: &LabelData) -> Vec<String> {
    let findings = check(template, sheet, data).into_iter();
    findings
        .map(|f| {
            let field = f.field.map_or("", Field::key);
            format!("{:?} {} {field}", f.severity, f.code)
        })
        .collect()
}

#[test]
fn optional_rows_are_left_out_from_below_and_it_is_said() {
    let rows = r#"{"fields": ["product"], "size": 3000, "min_size": 3000},
        {"fields": ["price"], "size": 3000, "min_size": 3000, "optional": true},
        {"text": {"vi": "Cảm ơn"}, "size": 3000, "min_size": 3000, "optional": true},
        {"fields": ["lot"], "size": 3000, "min_size": 3000}"#;
    let data = tea().with(Field::Price, "125.000 đ/kg");
    let heights = [
        (20_000, vec![]),
        (12_000, vec!["Note words_left_out "]),
        (
            9_000,
            vec!["Note row_left_out price", "Note words_left_out "],
        ),
        (5_000, vec!["Error text_overflows", "Note"]),
    ];
    for (height, wanted) in heights {
        let template = one_flow(rows, &format!("[5000, 5000, 90000, {height}]"));
        let mut found = found(&template, &large_label(0), &data);
        found.sort();
        assert!(found.len() >= wanted.len(), "{height}: {found:?}");
        for (found, wanted) in found.iter().zip(&wanted) {
            assert!(found.starts_with(wanted), "{height}: {found}");
        }
        let refused = layout(&template, &large_label(0), &data).is_refused();
        assert_eq!(refused, height == 5_000);
    }
}

#[test]
fn words_that_no_label_takes_are_found_never_cut_and_never_blank() {
    let rows = r#"{"fields": ["product"], "size": 3000, "min_size": 2300},
        {"fields": ["price", "lot"], "size": 3000, "min_size": 2300}"#;
    let template = one_flow(rows, "[5000, 5000, 90000, 30000]");
    let found = |data: &LabelData| found(&template, &large_label(0), data);
    let named = |name: &str| tea().with(Field::Product, name);
    for name in ["شاي", "תה ירוק", "Chè 🍵", "茶"] {
        let data = named(name);
        assert_eq!(
            found(&data),
            ["Error unprintable_letters product"],
            "{name}"
        );
    }
    // Marks that turn text round leave no ink, and are taken out.
    let turned = named("Chè \u{202E}ô long");
    assert_eq!(found(&turned), [""; 0]);
    assert!(texts(&layout(&template, &large_label(0), &turned).list).starts_with("Chè ô long"));
    let long = named(&"Chè ô long ".repeat(1_000));
    assert_eq!(found(&long), ["Error text_overflows product"]);
    let unbroken = named(&"x".repeat(10_000));
    assert_eq!(found(&unbroken), ["Error text_overflows product"]);
    for price in ["0 đ", "1.000.000.000.000 đ/kg"] {
        assert_eq!(found(&tea().with(Field::Price, price)), [""; 0], "{price}");
    }
    for lot in ["A/1%", "50%/2"] {
        let data = tea().with(Field::Lot, lot);
        assert_eq!(found(&data), [""; 0], "{lot}");
        assert!(texts(&layout(&template, &large_label(0), &data).list).contains(lot));
    }
}
