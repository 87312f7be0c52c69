//! What the layout does with labels as cooperatives print them, and what the check finds.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::specimens;
use common::{assert_tidy, known_sheet, known_template, macadamia, tea, texts};
use nuong_labels::{
    Field, LabelData, Lang, Severity, Template, Um, check, layout, preview_label, sheets, templates,
};
use serde_json::Value;

fn codes(template: &str, sheet: &str, data: &LabelData) -> Vec<&'static str> {
    check(known_template(template), known_sheet(sheet), data)
        .iter()
        .map(|finding| finding.code)
        .collect()
}

fn of_group(group: &str, mut data: LabelData) -> LabelData {
    data.goods_group = group.to_owned();
    data
}

#[test]
fn the_trace_sticker_says_it_in_this_order() {
    let list = layout(known_template("trace"), known_sheet("tomy-135"), &tea()).list;
    assert_eq!(
        texts(&list),
        "Chè Ô long Tam Đường 200 g|HTX Nông nghiệp Mẫu Tam Đường|Lô:|CHE-OL-260620-2|NSX: 20/06/2026|HSD: 20/06/2028|\
         Khối lượng tịnh: 200 g|Xuất xứ: Lai Châu, Việt Nam"
    );
}

#[test]
fn a_lot_code_goes_on_in_the_next_line_where_it_fits_in_none() {
    let made = |sheet: &str, lot: &str| {
        let data = tea().with(Field::Lot, lot);
        let made = layout(known_template("trace"), known_sheet(sheet), &data);
        (texts(&made.list), made.is_refused())
    };
    let has = |(texts, refused): (String, bool), lot: &str| !refused && texts.contains(lot);
    // Beside a QR code, 35 mm have room for 16 letters only so.
    assert!(has(
        made("roll-35x22x2", "GAO-SC5-260902-1"),
        "|Lô:|GAO-SC5-|260902-1|"
    ));
    assert!(has(
        made("roll-35x22x2", "GAO/SC5/260902/1"),
        "|Lô:|GAO/SC5/|260902/1|"
    ));
    // Where it fits in a line of its own, it stands in one.
    assert!(has(made("roll-35x22x2", "CHE-260620-2"), "|CHE-260620-2|"));
    assert!(has(
        made("roll-50x30", "GAO-SC5-260902-1"),
        "|GAO-SC5-260902-1|"
    ));
    // It is parted nowhere else, and no hyphen is invented.
    assert!(made("roll-35x22x2", "GAOSENGCU2609021").1);
}

#[test]
fn no_row_stands_in_a_gap_between_two_codes() {
    // Two codes at the foot of 70 and 80 x 50 mm leave 6 and 11 mm between them: enough for letters, not for reading them.
    let data = tea().with(Field::Gtin, "9520120070024");
    let papers = ["roll-70x50", "roll-80x50"];
    let labels = papers.map(|paper| ["goods", "goods-food", "goods-grain"].map(|of| (paper, of)));
    for (paper, group) in labels.into_iter().flatten() {
        let list = layout(known_template(group), known_sheet(paper), &data).list;
        let bars = list.linear_codes().next().unwrap().area;
        let code = list.square_codes().next().unwrap();
        let gap = |run: &&nuong_labels::TextRun| {
            run.baseline > bars.y && run.x > bars.x + bars.w && run.x < code.x
        };
        assert_eq!(list.text_runs().filter(gap).count(), 0, "{}", texts(&list));
    }
}

#[test]
fn a_roll_code_is_whole_dots_of_203_dpi() {
    let list = layout(known_template("trace"), known_sheet("roll-50x30"), &tea()).list;
    let code = list.square_codes().next().unwrap();
    assert_eq!((code.module, code.matrix.side()), (Um(500), 33));
    assert!(
        [code.x, code.y].iter().all(|at| at.0 % 125 == 0),
        "{:?} {:?}",
        code.x,
        code.y
    );
}

#[test]
fn every_template_on_every_paper_is_tidy() {
    for template in templates() {
        for sheet in sheets() {
            assert_tidy(&layout(template, sheet, &macadamia()).list);
        }
    }
}

#[test]
fn a_good_label_has_no_errors() {
    for (template, sheet) in [
        ("trace", "roll-50x30"),
        ("trace", "tomy-135"),
        ("goods", "roll-50x30"),
        ("goods", "tomy-135"),
    ] {
        let findings = check(known_template(template), known_sheet(sheet), &tea());
        assert!(
            findings.iter().all(|f| f.severity == Severity::Note),
            "{template} {sheet}: {findings:?}"
        );
    }
    assert_eq!(codes("trace", "tomy-135", &tea()), [""; 0]);
}

#[test]
fn what_the_law_asks_of_a_goods_group_is_missed() {
    let bare = tea()
        .with(Field::Ingredients, "")
        .with(Field::Storage, "")
        .with(Field::Expiry, "");
    let missed: Vec<_> = check(known_template("goods"), known_sheet("tomy-135"), &bare)
        .into_iter()
        .filter(|f| f.severity == Severity::Error)
        .map(|f| (f.code, f.field.unwrap()))
        .collect();
    let missing = |field| ("field_missing", field);
    assert_eq!(
        missed,
        [
            missing(Field::Expiry),
            missing(Field::Ingredients),
            missing(Field::Storage)
        ]
    );
    let grain = of_group("grain", bare.with(Field::Expiry, "20/06/2027"));
    assert!(!codes("goods", "tomy-135", &grain).contains(&"field_missing"));
    assert!(codes("goods", "tomy-135", &of_group("?", tea())).contains(&"unknown_group"));
}

#[test]
fn every_goods_group_is_held_to_its_own_list() {
    let law: Value =
        serde_json::from_str(include_str!("../../../assets/rules/label-law.json")).unwrap();
    let (template, sheet) = (known_template("goods"), known_sheet("a5"));
    for (group, labels) in specimens::all() {
        let data = &labels.iter().find(|(name, _)| *name == "usual").unwrap().1;
        let own = law["groups"].as_array().unwrap().iter();
        let own = own.filter(|law| law["code"] == group);
        let lists = own.flat_map(|law| law["mandatory"].as_array().unwrap());
        let lists: Vec<Vec<Field>> = lists
            .chain(law["always"].as_array().unwrap())
            .map(|any_of| serde_json::from_value(any_of.clone()).unwrap())
            .collect();
        assert!(lists.len() > 5, "{group}");
        for any_of in lists {
            let without = any_of
                .iter()
                .fold(data.clone(), |data, field| data.with(*field, ""));
            let found = check(template, sheet, &without);
            let missing = found.iter().filter(|f| f.code == "field_missing");
            let missing: Vec<_> = missing.filter_map(|f| f.field).collect();
            assert_eq!(missing, [*any_of.last().unwrap()], "{group}");
            assert!(
                !check(template, sheet, data)
                    .iter()
                    .any(|f| f.code == "field_missing"),
                "{group}"
            );
        }
    }
}

/// A goods label whose rows are these.
fn goods_label(rows: &str) -> Template {
    let json = format!(
        r#"{{"id": "g", "name": {{"vi": "g"}}, "goods_label": true, "forms": [{{"width": 66000, "height": 40000, "elements": [
        {{"kind": "flow", "area": [3000, 3000, 60000, 34000], "rows": [
            {{"fields": ["product", "cooperative", "address", "origin", "net_quantity", "date", "expiry", "storage"], "size": 2400, "min_size": 1900}},
            {rows}]}}]}}]}}"#
    );
    Template::parse(&json).unwrap()
}

#[test]
fn what_a_label_might_say_is_not_what_it_says() {
    let data = tea().with(Field::Price, "45.000 đ");
    let not_shown = |rows: &str| {
        let found = check(&goods_label(rows), known_sheet("tomy-135"), &data);
        let found = found.into_iter().filter(|f| f.code == "field_not_shown");
        found.filter_map(|f| f.field).collect::<Vec<_>>()
    };
    let row = |fields: &str, more: &str| {
        format!(r#"{{"fields": [{fields}], "size": 2400, "min_size": 1900{more}}}"#)
    };
    assert_eq!(not_shown(&row(r#""ingredients""#, "")), []);
    assert_eq!(not_shown(&row(r#""price""#, "")), [Field::Ingredients]);
    // Of a row that shows either, the first with something to say.
    let either = row(r#""price", "ingredients""#, r#", "either": true"#);
    assert_eq!(not_shown(&either), [Field::Ingredients]);
}

#[test]
fn what_is_said_in_one_language_only_is_told() {
    let mut data = tea().with(Field::StorageOther, "Keep dry");
    data.other_lang = Some(Lang::En);
    let told = |sheet: &str, data: &LabelData| {
        let found = check(known_template("goods-food"), known_sheet(sheet), data);
        let found = found.into_iter().filter(|f| f.code == "in_one_language");
        found.filter_map(|f| f.field).collect::<Vec<_>>()
    };
    assert_eq!(told("roll-50x30", &data), [Field::Storage]);
    assert_eq!(told("a5", &data), []);
    data.other_lang = None;
    assert_eq!(told("roll-50x30", &data), []);
}

#[test]
fn storage_or_use_is_enough() {
    let used = tea()
        .with(Field::Storage, "")
        .with(Field::Usage, "Hãm với nước 90 °C");
    assert!(!codes("goods", "tomy-135", &used).contains(&"field_missing"));
}

#[test]
fn a_trace_sticker_is_not_held_to_the_goods_law() {
    assert_eq!(
        codes(
            "trace",
            "tomy-135",
            &LabelData::default().with(Field::Link, "https://a.vn/1")
        ),
        [""; 0]
    );
}

#[test]
fn a_large_face_needs_letters_of_1_2_mm() {
    let mut data = macadamia();
    assert!(codes("goods", "tomy-135", &data).contains(&"letters_for_small_face"));
    data.face_cm2 = Some(60);
    assert_eq!(codes("goods", "tomy-135", &data), ["if_any"]);
    data.face_cm2 = Some(200);
    let worst = check(known_template("goods"), known_sheet("tomy-135"), &data).remove(0);
    assert_eq!(
        (worst.code, worst.severity),
        ("letters_too_small", Severity::Error)
    );
    let message = worst.message(Lang::Vi);
    assert!(
        message.starts_with("Chữ nhỏ nhất cao 0,9") && message.contains("ít nhất phải 1,2 mm"),
        "{message}"
    );
}

#[test]
fn a_label_without_a_link_is_refused_where_there_is_a_code() {
    assert_eq!(
        codes("trace", "tomy-135", &tea().with(Field::Link, "")),
        ["link_missing"]
    );
}

#[test]
fn a_link_too_long_for_the_paper_is_refused() {
    let link = |n: usize| {
        tea().with(
            Field::Link,
            &format!("https://truyxuat.example.vn/{}", "a".repeat(n)),
        )
    };
    assert_eq!(codes("trace", "roll-50x30", &link(200)), ["code_too_dense"]);
    assert_eq!(
        codes("trace", "roll-50x30", &link(3_000)),
        ["code_too_long"]
    );
}

#[test]
fn a_link_that_is_no_web_address_is_refused() {
    let data = tea().with(Field::Link, "https://truyxuat.example.vn/Chè Ô long");
    assert_eq!(codes("trace", "roll-50x30", &data), ["link_letters"]);
}

#[test]
fn letters_that_the_font_lacks_are_named_not_boxed() {
    let data = tea().with(Field::Product, "Chè 茶 🍵 שלום");
    let finding = check(known_template("trace"), known_sheet("tomy-135"), &data).remove(0);
    assert_eq!(
        (finding.code, finding.field),
        ("unprintable_letters", Some(Field::Product))
    );
    assert!(
        finding.args["letters"].contains("茶 (U+8336)"),
        "{:?}",
        finding.args
    );
}

#[test]
fn every_finding_has_a_sentence_in_both_languages() {
    let bad = macadamia()
        .with(Field::Lot, "LÔ SỐ 1 CỦA NĂM 2026 VỤ XUÂN")
        .with(Field::Product, &"dài ".repeat(500))
        .with(Field::Link, "");
    for finding in check(known_template("goods"), known_sheet("roll-50x30"), &bad) {
        for lang in [Lang::Vi, Lang::En] {
            let message = finding.message(lang);
            assert!(
                message.ends_with('.')
                    && !message.contains(['{', '}'])
                    && !message.contains("labels."),
                "{message}"
            );
        }
    }
}

#[test]
fn letters_of_a_stall_card_are_no_larger_than_a_browser_draws() {
    let data = tea().with(Field::Price, "185.000 đ/gói");
    let svg = preview_label(known_template("stall"), known_sheet("a4"), &data);
    let sizes = svg.split("font-size=\"").skip(1);
    let sizes = sizes.map(|rest| rest.split('"').next().unwrap().parse::<f64>().unwrap());
    let sizes: Vec<f64> = sizes.collect();
    assert!(sizes.iter().all(|size| *size <= 10_000.0), "{sizes:?}");
    let list = layout(known_template("stall"), known_sheet("a4"), &data).list;
    let largest = list.text_runs().max_by_key(|run| run.size).unwrap();
    let shown = format!(
        "scale(10)\" font-size=\"{}.{}\"",
        largest.size.0 / 10,
        largest.size.0 % 10
    );
    assert!(largest.size > Um(10_000) && svg.contains(&shown), "{shown}");
}

#[test]
fn the_preview_shows_what_is_printed() {
    let (template, sheet) = (known_template("trace"), known_sheet("tomy-135"));
    let svg = preview_label(
        template,
        sheet,
        &tea().with(Field::Product, "Chè <Ô long> & \"sen\""),
    );
    assert!(
        svg.starts_with("<svg ")
            && svg.contains("width=\"66mm\" height=\"40mm\" viewBox=\"0 0 66000 40000\""),
        "{svg}"
    );
    assert!(
        svg.contains("Chè &lt;Ô long&gt; &amp; &quot;sen&quot;"),
        "{svg}"
    );
    for run in layout(template, sheet, &tea()).list.text_runs() {
        let placed = format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"",
            run.x.0, run.baseline.0, run.size.0
        );
        assert!(
            preview_label(template, sheet, &tea()).contains(&placed),
            "{placed}"
        );
    }
}
