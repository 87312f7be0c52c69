//! How rows are broken into lines, and what gives way where a label has little room.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::{known_sheet, known_template, tea, texts};
use nuong_labels::{DisplayList, Field, LabelData, Lang, Severity, Sheet, Template, check, layout};

/// One flow of `width` × `height` µm on a label of 100 × 100 mm.
fn flow(rows: &str, width: i32, height: i32) -> Template {
    let json = format!(
        r#"{{"id": "f", "name": {{"vi": "f"}}, "goods_label": false, "forms": [{{"width": 100000, "height": 100000, "elements": [
        {{"kind": "flow", "area": [5000, 5000, {width}, {height}], "rows": [{rows}]}}]}}]}}"#
    );
    Template::parse(&json).unwrap()
}

fn paper() -> Sheet {
    known_sheet("roll-100x100").clone()
}

/// The lines of text as they stand, from top to bottom.
fn lines(list: &DisplayList) -> Vec<String> {
    let mut runs: Vec<_> = list.text_runs().collect();
    runs.sort_by_key(|run| (run.baseline, run.x));
    let mut lines: Vec<(i32, String)> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some((baseline, line)) if *baseline == run.baseline.0 => line.push_str(&run.text),
            _ => lines.push((run.baseline.0, run.text.clone())),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

fn set(template: &Template, data: &LabelData) -> Vec<String> {
    lines(&layout(template, &paper(), data).list)
}

fn codes(template: &Template, data: &LabelData) -> Vec<&'static str> {
    let findings = check(template, &paper(), data);
    findings.into_iter().map(|finding| finding.code).collect()
}

fn in_two_languages(mut data: LabelData) -> LabelData {
    data.other_lang = Some(Lang::En);
    data
}

#[test]
fn letters_are_a_little_smaller_where_that_saves_a_line() {
    let rows = r#"{"fields": ["lot"], "caption": true, "size": 4000, "min_size": 2000}"#;
    let data = tea().with(Field::Lot, "CHE-ST-260620-2");
    // At the full size the caption would stand alone above the code.
    assert_eq!(
        set(&flow(rows, 41_500, 30_000), &data),
        ["Lô: CHE-ST-260620-2"]
    );
    // So much smaller would be too small.
    assert_eq!(
        set(&flow(rows, 35_000, 30_000), &data),
        ["Lô:", "CHE-ST-260620-2"]
    );
}

#[test]
fn several_certificates_are_parted_between_one_another() {
    let rows = r#"{"fields": ["certificates"], "size": 3000, "min_size": 3000}"#;
    let data = tea().with(Field::Certificates, "VietGAP 123/2026 · Hữu cơ 045/2026");
    assert_eq!(
        set(&flow(rows, 90_000, 20_000), &data),
        ["VietGAP 123/2026 · Hữu cơ 045/2026"]
    );
    assert_eq!(
        set(&flow(rows, 30_000, 20_000), &data),
        ["VietGAP 123/2026", "Hữu cơ 045/2026"]
    );
}

#[test]
fn a_long_title_takes_three_lines_rather_than_tiny_letters() {
    let rows = r#"{"fields": ["product"], "size": 12000, "min_size": 3000, "max_lines": 3, "title": true}"#;
    let long = tea().with(
        Field::Product,
        "Chè Shan tuyết Tả Lèng cổ thụ thượng hạng, hộp quà biếu loại đặc biệt",
    );
    assert_eq!(set(&flow(rows, 90_000, 60_000), &long).len(), 3);
    let short = tea().with(Field::Product, "Chè Shan tuyết Tả Lèng");
    assert_eq!(set(&flow(rows, 90_000, 60_000), &short).len(), 2);
}

#[test]
fn the_second_language_gives_way_before_the_label_is_refused() {
    let rows = r#"{"fields": ["date"], "caption": true, "size": 3000, "min_size": 3000, "max_lines": 1},
        {"text": {"vi": "Cảm ơn", "en": "Thank you"}, "size": 3000, "min_size": 3000, "max_lines": 1}"#;
    let data = in_two_languages(tea().with(Field::Date, "20/06/2026"));
    let wide = flow(rows, 90_000, 20_000);
    assert_eq!(
        set(&wide, &data),
        ["NSX / Produced: 20/06/2026", "Cảm ơn / Thank you"]
    );
    assert_eq!(codes(&wide, &data), [""; 0]);
    let narrow = flow(rows, 30_000, 20_000);
    assert_eq!(set(&narrow, &data), ["NSX: 20/06/2026", "Cảm ơn"]);
    assert_eq!(codes(&narrow, &data), ["captions_in_one_language"]);
    // The next label of the run is asked afresh.
    let too_narrow = flow(rows, 15_000, 20_000);
    assert!(layout(&too_narrow, &paper(), &data).is_refused());
}

#[test]
fn what_the_second_language_says_in_a_row_of_its_own_is_not_said_twice() {
    let rows = r#"{"fields": ["storage"], "caption": true, "size": 3000, "min_size": 3000},
        {"fields": ["storage_other"], "caption": true, "size": 3000, "min_size": 3000, "optional": true}"#;
    let template = flow(rows, 90_000, 30_000);
    let data = in_two_languages(tea().with(Field::Storage, "Nơi khô"));
    assert_eq!(set(&template, &data), ["Bảo quản / Storage: Nơi khô"]);
    let both = data.with(Field::StorageOther, "Keep dry");
    assert_eq!(
        set(&template, &both),
        ["Bảo quản: Nơi khô", "Storage: Keep dry"]
    );
}

#[test]
fn a_second_caption_stays_whole() {
    let rows = r#"{"fields": ["net_quantity"], "caption": true, "size": 4000, "min_size": 4000}"#;
    let data = in_two_languages(tea().with(Field::NetQuantity, "200 g"));
    assert_eq!(
        set(&flow(rows, 52_000, 20_000), &data),
        ["Khối lượng tịnh /", "Net weight: 200 g"]
    );
}

#[test]
fn a_price_label_needs_its_price() {
    let data = tea().with(Field::Price, "");
    let found = check(known_template("price"), known_sheet("roll-50x30"), &data);
    let missing = found.iter().find(|f| f.code == "needed_missing").unwrap();
    assert_eq!(
        (missing.severity, missing.field),
        (Severity::Error, Some(Field::Price))
    );
    assert!(!missing.places.is_empty());
    let priced = data.with(Field::Price, "9.000 đ/gói");
    let found = check(known_template("price"), known_sheet("roll-50x30"), &priced);
    assert!(found.iter().all(|f| f.code != "needed_missing"));
}

#[test]
fn a_row_is_not_both_needed_and_optional() {
    let rows = r#"{"fields": ["price"], "size": 3000, "min_size": 3000, "needed": true, "optional": true}"#;
    let json = format!(
        r#"{{"id": "f", "name": {{"vi": "f"}}, "goods_label": false, "forms": [{{"width": 100000, "height": 100000, "elements": [
        {{"kind": "flow", "area": [5000, 5000, 9000, 9000], "rows": [{rows}]}}]}}]}}"#
    );
    let error = Template::parse(&json).unwrap_err();
    let said = error.message(Lang::En);
    assert!(said.contains("“needed”"), "{said}");
}

#[test]
fn papers_and_goods_that_a_template_was_not_drawn_for_are_noted() {
    let found = |template: &str, sheet: &str, group: &str| -> Vec<&'static str> {
        let mut data = tea();
        data.goods_group = group.to_owned();
        let found = check(known_template(template), known_sheet(sheet), &data).into_iter();
        let codes = found.map(|finding| finding.code);
        codes.filter(|code| code.starts_with("other_")).collect()
    };
    assert_eq!(found("goods-food", "roll-60x40", "food"), [""; 0]);
    assert_eq!(found("goods-grain", "roll-60x40", "food"), ["other_group"]);
    assert_eq!(found("trace", "a6", "food"), ["other_paper"]);
}

#[test]
fn a_carton_says_what_is_in_it_and_not_what_is_in_a_pack() {
    let said = |data: &LabelData| {
        let list = layout(known_template("carton"), known_sheet("roll-100x100"), data).list;
        let about = |line: &String| line.contains(": ") && line.contains("200 g");
        lines(&list).into_iter().filter(about).collect::<Vec<_>>()
    };
    let pack = tea().with(Field::NetQuantity, "200 g");
    assert_eq!(said(&pack), ["Khối lượng tịnh: 200 g"]);
    let carton = pack.with(Field::PackCount, "24 × 200 g");
    assert_eq!(said(&carton), ["Quy cách: 24 × 200 g"]);
}

#[test]
fn ocop_in_words_says_what_the_number_counts() {
    let rows = r#"{"fields": ["ocop"], "caption": true, "size": 3000, "min_size": 3000}"#;
    let data = tea().with(Field::Ocop, "4");
    let said = texts(&layout(&flow(rows, 90_000, 20_000), &paper(), &data).list);
    assert!(said.ends_with("4 sao"), "{said}");
}
