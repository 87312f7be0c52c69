//! Laws of the layout and the check, for any text that a person may type or paste.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::assert_tidy;
use nuong_labels::{
    DisplayList, Field, LabelData, Sheet, Template, check, layout, sheets, templates,
};
use proptest::prelude::*;

fn select<T: std::fmt::Debug>(all: &'static [T]) -> impl Strategy<Value = &'static T> {
    proptest::sample::select(all.iter().collect::<Vec<_>>())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-zÀ-ỹĐđ0-9 ,.;%()–-]{0,120}",
        2 => any::<String>(),
        1 => "[ẴẾỖỵgjq ]{0,60}",
        1 => "[A-Z0-9-]{1,400}",
    ]
}

fn any_label() -> impl Strategy<Value = LabelData> {
    use Field::*;
    let fields = [
        Product,
        Cooperative,
        Address,
        Lot,
        Date,
        Expiry,
        NetQuantity,
        Origin,
        Ingredients,
        Storage,
        Usage,
        Warnings,
        Link,
    ];
    let values = proptest::collection::vec(any_text(), fields.len());
    let groups = proptest::sample::select(vec!["food", "grain", "liquor", "?"]);
    (values, groups).prop_map(move |(values, group)| {
        let mut data = LabelData::of_group(group);
        for (field, value) in fields.into_iter().zip(values) {
            data.set(field, &value);
        }
        data
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_label_is_tidy_and_whole_or_found_wanting(
        data in any_label(), template in select(templates()), sheet in select(sheets())
    ) {
        let made = layout(template, sheet, &data);
        assert_tidy(&made.list);
        let findings = check(template, sheet, &data);
        prop_assert!(made.findings.iter().all(|f| findings.contains(f)));
        // Other templates have words of their own, or rows that may be left out.
        let is_plain = template.id == "trace" || template.goods_label && template.id != "goods-material";
        if is_plain && made.findings.is_empty() {
            prop_assert_eq!(said(&made.list), asked(template, sheet, &data));
        }
    }
}

/// All letters on the label, without spaces and the dots between fields.
fn said(list: &DisplayList) -> Vec<char> {
    sorted(
        list.text_runs()
            .map(|run| run.text.as_str())
            .collect::<String>(),
    )
}

/// All letters that the form's fields hold, captions taken from the layout of one field alone.
fn asked(template: &Template, sheet: &Sheet, data: &LabelData) -> Vec<char> {
    let form = template.form_for(sheet).unwrap();
    let mut all = String::new();
    for field in form
        .fields()
        .into_iter()
        .filter(|field| *field != Field::Link && data.get(*field).is_some())
    {
        let mut only = LabelData::default();
        only.set(field, "ẞ");
        let caption: String = layout(template, sheet, &only)
            .list
            .text_runs()
            .map(|run| run.text.replace('ẞ', ""))
            .collect();
        all += &caption;
        all += data.get(field).unwrap();
    }
    sorted(all)
}

fn sorted(text: String) -> Vec<char> {
    let mut letters: Vec<_> = text.chars().filter(|c| ![' ', '·'].contains(c)).collect();
    letters.sort_unstable();
    letters
}
