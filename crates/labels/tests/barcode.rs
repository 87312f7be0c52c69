//! Linear codes on labels: where they stand, what is written below, and when they are refused.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::{assert_tidy, macadamia, tea, texts};
use nuong_labels::{
    Area, Field, LabelData, Lang, Severity, Sheet, Template, Um, check, layout, preview_label,
};
use proptest::prelude::*;

/// A label of 100 × 50 mm: a code above, text around and below it.
fn label(symbology: &str, area: [i32; 4]) -> Template {
    let json = format!(
        r#"{{"id": "b", "name": {{"vi": "b"}}, "goods_label": false, "forms": [{{"width": 100000, "height": 50000, "elements": [
        {{"kind": "barcode", "symbology": "{symbology}", "area": {area:?}, "size": 3000, "min_size": 1700, "align": "right"}},
        {{"kind": "flow", "area": [2000, 2000, 96000, 46000], "rows": [
            {{"fields": ["product", "cooperative"], "size": 3000, "min_size": 1700}},
            {{"fields": ["origin"], "size": 3000, "min_size": 1700}}]}}
        ]}}]}}"#
    );
    Template::parse(&json).unwrap()
}

fn paper(dot: i32) -> Sheet {
    let json = format!(
        r#"{{"id": "p", "name": {{}}, "page_width": 100000, "page_height": 50000, "columns": 1, "rows": 1, "label_width": 100000,
        "label_height": 50000, "gap_x": 0, "gap_y": 0, "margin_left": 0, "margin_top": 0, "dot": {dot}}}"#
    );
    Sheet::parse(&json).unwrap()
}

fn ean(gtin: &str) -> LabelData {
    tea().with(Field::Gtin, gtin)
}

fn gs1(elements: &str) -> LabelData {
    tea().with(Field::Elements, elements)
}

/// Codes of the errors.
fn codes(template: &Template, data: &LabelData) -> Vec<&'static str> {
    found(template, data, Severity::Error)
}

fn found(template: &Template, data: &LabelData, severity: Severity) -> Vec<&'static str> {
    let findings = check(template, &paper(125), data);
    for finding in &findings {
        for lang in [Lang::Vi, Lang::En] {
            let message = finding.message(lang);
            assert!(
                message.ends_with('.') && !message.contains("labels."),
                "{message}"
            );
            assert!(!message.contains(['{', '}']), "{message}");
        }
        assert_ne!(finding.places, [], "{}", finding.code);
    }
    let wanted = findings.iter().filter(|f| f.severity == severity);
    wanted.map(|finding| finding.code).collect()
}

#[test]
fn an_ean_stands_on_whole_dots_with_its_digits_below_and_its_guards_between() {
    let list = layout(
        &label("ean", [50_000, 20_000, 40_000, 20_000]),
        &paper(125),
        &ean("8938505974194"),
    )
    .list;
    let bars = list.linear_codes().next().unwrap();
    assert_eq!((bars.module, bars.area.w), (Um(375), Um(375 * 95)));
    assert_eq!(bars.area.right(), Um(90_000));
    assert!(
        bars.bar_areas()
            .all(|bar| bar.x.0 % 125 == 0 && bar.w.0 % 125 == 0)
    );
    assert!(
        texts(&list).starts_with("8|938505|974194|"),
        "{}",
        texts(&list)
    );
    let deep: Vec<_> = bars
        .bar_areas()
        .enumerate()
        .filter(|(_, bar)| bar.h > bars.area.h)
        .map(|(n, _)| n)
        .collect();
    assert_eq!(deep, [0, 1, 14, 15, 28, 29]);
    let lowest = bars.bar_areas().map(Area::bottom).max().unwrap();
    assert!(lowest <= Um(40_000));
    // No digit's ink meets a bar, guards included.
    for run in list.text_runs().take(3) {
        assert!(
            bars.bar_areas().all(|bar| !bar.overlaps(run.ink())),
            "{}",
            run.text
        );
    }
    assert_tidy(&list);
}

#[test]
fn text_keeps_clear_of_the_code_and_of_its_quiet_zones() {
    for (template, data) in [
        (
            label("ean", [20_000, 4_000, 40_000, 20_000]),
            ean("02345673"),
        ),
        (
            label("gs1_128", [6_000, 4_000, 88_000, 20_000]),
            gs1("(01)09520123456788"),
        ),
    ] {
        assert_eq!(codes(&template, &data), [""; 0]);
        assert_tidy(&layout(&template, &paper(0), &data).list);
    }
}

#[test]
fn what_is_no_code_is_refused_and_said() {
    let (wide, small) = (
        [15_000, 5_000, 60_000, 30_000],
        [15_000, 5_000, 12_000, 30_000],
    );
    for (template, data, wanted) in [
        (label("ean", wide), tea(), "barcode_missing"),
        (label("ean", wide), ean("8938505974195"), "barcode_wrong"),
        (label("ean", wide), ean("99520123456781"), "barcode_wrong"),
        (label("gs1_128", wide), gs1("(01)123"), "elements_length"),
        (label("gs1_128", wide), gs1("Lô 1"), "barcode_wrong"),
        (
            label("gs1_128", wide),
            gs1(&format!("(91){}", "a".repeat(60))),
            "barcode_too_long",
        ),
        (
            label("ean", [15_000, 5_000, 10_000, 30_000]),
            ean("8938505974194"),
            "ean_too_wide",
        ),
        (
            label("ean", [15_000, 5_000, 60_000, 6_000]),
            ean("8938505974194"),
            "barcode_too_low",
        ),
        (label("ean", small), ean("8938505974194"), "ean_too_wide"),
    ] {
        assert_eq!(codes(&template, &data), [wanted], "{data:?}");
    }
}

#[test]
fn bars_are_as_wide_and_high_as_the_standard_asks() {
    let (low, high) = (
        [15_000, 2_000, 70_000, 20_000],
        [15_000, 2_000, 70_000, 46_000],
    );
    let long = gs1("(01)09520123456788(10)CHE-OL-260620-2");
    let eight = [15_000, 2_000, 27_000, 26_000];
    for (symbology, area, data, wanted) in [
        ("ean", low, ean("8938505974194"), vec!["barcode_low"]),
        // 22.85 mm at 0.33: 43.3 mm at the 0.625 that this place has room for.
        ("ean", high, ean("8938505974194"), vec!["barcode_low"]),
        (
            "ean",
            [15_000, 2_000, 36_000, 30_000],
            ean("8938505974194"),
            vec![],
        ),
        ("ean", eight, ean("02345673"), vec![]),
        ("gs1_128", low, gs1("(10)L1"), vec!["barcode_low"]),
        ("gs1_128", high, gs1("(10)L1"), vec![]),
        ("gs1_128", high, long, vec!["barcode_below_minimum"]),
        (
            "ean",
            [15_000, 2_000, 24_000, 46_000],
            ean("8938505974194"),
            vec!["barcode_below_minimum"],
        ),
    ] {
        let found = found(&label(symbology, area), &data, Severity::Warning);
        assert_eq!(found, wanted, "{symbology} {area:?}");
    }
}

#[test]
fn a_rule_in_the_quiet_zone_is_found() {
    let json = r#"{"id": "b", "name": {"vi": "b"}, "goods_label": false, "forms": [{"width": 100000, "height": 50000, "elements": [
        {"kind": "barcode", "symbology": "ean", "area": [20000, 4000, 60000, 20000], "size": 3000, "min_size": 1700},
        {"kind": "rule", "area": [18000, 4000, 200, 20000]}]}]}"#;
    let template = Template::parse(json).unwrap();
    assert_eq!(codes(&template, &ean("8938505974194")), ["bars_quiet_zone"]);
}

#[test]
fn the_preview_draws_every_bar() {
    let template = label("ean", [50_000, 20_000, 40_000, 20_000]);
    let svg = preview_label(&template, &paper(0), &ean("8938505974194"));
    let bars = layout(&template, &paper(0), &ean("8938505974194"))
        .list
        .linear_codes()
        .next()
        .unwrap()
        .clone();
    for bar in bars.bar_areas() {
        let drawn = format!(
            "M{} {}h{}v{}h-{}z",
            bar.x.0, bar.y.0, bar.w.0, bar.h.0, bar.w.0
        );
        assert!(svg.contains(&drawn), "{drawn}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_content_in_any_box_is_tidy_or_found_wanting(
        gtin in "[0-9]{8}|[0-9]{12,14}|[^a]{0,20}",
        elements in r"\(01\)09520123456788\(10\)[A-Z0-9a-z/%-]{1,20}|\(0[0-9]\)[0-9]{0,30}|[^a]{0,40}",
        x in 0..80_000_i32, y in 0..40_000_i32, w in 1..20_000_i32, h in 1..10_000_i32, grow in 1..5_i32, dot in prop::sample::select(vec![0, 21, 42, 85, 125, 254]),
    ) {
        let area = [x, y, (w * grow).min(100_000 - x), (h * grow).min(50_000 - y)];
        for symbology in ["ean", "gs1_128"] {
            let data = macadamia().with(Field::Gtin, &gtin).with(Field::Elements, &elements);
            assert_tidy(&layout(&label(symbology, area), &paper(dot), &data).list);
        }
    }
}
