//! Both languages say the same things, and everything that can be said has a sentence.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::Code;
use crate::base::i18n;

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/locales")
}

fn read(lang: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for file in fs::read_dir(assets().join(lang)).unwrap() {
        let path = file.unwrap().path();
        let area: BTreeMap<String, String> =
            serde_json::from_str(&fs::read_to_string(&path).unwrap())
                .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for (key, text) in area {
            assert!(!text.trim().is_empty(), "{key} is empty");
            assert!(
                all.insert(key.clone(), text).is_none(),
                "{key} stands twice"
            );
        }
    }
    all
}

/// What a sentence shows; `{count|one|many}` only chooses between words, which a language may not need.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let inside = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    inside
        .map(|(name, _)| name)
        .filter(|name| !name.contains('|'))
        .collect()
}

#[test]
fn both_languages_have_the_same_sentences_with_the_same_placeholders() {
    let (vi, en) = (read("vi"), read("en"));
    assert_eq!(vi.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
    // How a date is put together is each language's own affair.
    for (key, text) in vi.iter().filter(|(key, _)| !key.contains(".date.")) {
        assert_eq!(placeholders(text), placeholders(&en[key]), "{key}");
    }
}

#[test]
fn vietnamese_sentences_are_composed_text() {
    for (key, text) in read("vi") {
        assert_eq!(nuong_domain::clean(&text), text.trim(), "{key}");
    }
}

fn sources(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|n| n != "tests") {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            *out += &fs::read_to_string(&path).unwrap();
        }
    }
}

/// Codes that stand behind `marker` in the sources of engine and domain.
fn codes(marker: &str) -> BTreeSet<String> {
    let mut text = String::new();
    for folder in ["src", "../domain/src"] {
        sources(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut text,
        );
    }
    let tight: String = text.split_whitespace().collect();
    let after = tight
        .split(marker)
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    after
        .filter(|c| {
            !c.is_empty()
                && c.bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'_' || b.is_ascii_digit())
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_error_has_a_sentence_and_every_code_of_domain_is_known() {
    let keys = Code::ALL.iter().map(|code| format!("errors.{code}"));
    let missing: Vec<String> = keys.filter(|key| !i18n::has(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let told = read("vi");
    let told = told.keys().filter_map(|key| key.strip_prefix("errors."));
    let unsaid: Vec<&str> = told
        .filter(|code| Code::by_word(code).as_str() != *code)
        .collect();
    assert!(unsaid.is_empty(), "no code has these sentences: {unsaid:?}");
    let of_domain = [
        "quantity_empty",
        "quantity_not_a_number",
        "quantity_negative",
        "quantity_zero",
        "quantity_too_large",
        "quantity_too_fine",
        "quantity_unknown_unit",
        "quantity_other_dimension",
        "date_empty",
        "date_unreadable",
        "date_no_such_day",
        "tax_code_invalid",
        "sku_invalid",
        "lot_code_invalid",
    ];
    for word in of_domain {
        assert_eq!(Code::by_word(word).as_str(), word);
    }
}

#[test]
fn every_finding_task_and_line_of_history_has_a_sentence() {
    let mut keys: Vec<String> = codes("finding(\"")
        .iter()
        .map(|c| format!("core.finding.{c}"))
        .collect();
    keys.extend(["sscc_needs_gcp", "sscc_needs_digit"].map(|c| format!("core.finding.{c}")));
    keys.extend(
        codes("task_for(\"")
            .iter()
            .map(|c| format!("core.task.{c}")),
    );
    assert_eq!(keys.len(), 30, "{keys:?}");
    let verbs = [
        ("lot", "created"),
        ("lot", "phi_flagged"),
        ("step", "except"),
        ("step", "hold"),
        ("step", "release"),
        ("step", "recall"),
        ("step", "lift"),
        ("step", "close"),
        ("step", "look"),
        ("step", "look_out"),
        ("step", "out"),
        ("step_line", "amended"),
        ("label_move", "sent"),
        ("label_move", "back"),
        ("label_loss", "void"),
        ("label_loss", "spoilt"),
        ("step", "harvest"),
        ("label_print", "created"),
        ("delivery", "sent"),
        ("delivery", "accepted"),
        ("delivery", "refused"),
        ("delivery", "waiting"),
        ("delivery", "withdrawn"),
        ("delivery", "needs_person"),
        ("event", "adopted"),
    ];
    keys.extend(verbs.map(|(noun, verb)| format!("core.history.{noun}_{verb}")));
    let missing: Vec<&String> = keys.iter().filter(|key| !i18n::has(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_sentence_is_filled_and_its_arguments_translated() {
    let args = [
        ("field".to_owned(), "core.field.profile.name".to_owned()),
        ("most".to_owned(), "200".to_owned()),
    ]
    .into();
    assert_eq!(
        i18n::text("vi", "errors.text_too_long", &args),
        "Ô “Tên hợp tác xã” dài quá, nhiều nhất 200 ký tự. Hãy rút ngắn."
    );
    assert_eq!(
        i18n::text("en", "errors.text_too_long", &args),
        "“Cooperative's name” is too long, at most 200 characters. Shorten it."
    );
    let lots = |n: &str| {
        i18n::text(
            "en",
            "core.task.waiting",
            &[("count".to_owned(), n.to_owned())].into(),
        )
    };
    assert_eq!(
        (lots("1"), lots("2")),
        (
            "1 record is not accepted yet: it goes out when there is a network".to_owned(),
            "2 records are not accepted yet: they go out when there is a network".to_owned()
        )
    );
    assert_eq!(
        i18n::text("vi", "core.task.waiting", &BTreeMap::new()),
        "{count} bản ghi chưa được tiếp nhận: sẽ gửi khi có mạng"
    );
    assert_eq!(
        i18n::text("vi", "no.such.key", &BTreeMap::new()),
        "no.such.key"
    );
}

#[test]
fn dates_numbers_and_units_are_written_as_the_language_writes_them() {
    let args = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        let owned = |(k, v): &(&str, &str)| ((*k).to_owned(), (*v).to_owned());
        pairs.iter().map(owned).collect()
    };
    let picked = args(&[
        ("quantity", "1290.3"),
        ("unit", "piece"),
        ("on", "2026-10-05"),
    ]);
    assert_eq!(
        i18n::text("vi", "core.history.step_harvest", &picked),
        "Ghi thu hoạch 1.290,3 cái, ngày 05/10/2026"
    );
    let english = i18n::text("en", "core.history.step_harvest", &picked);
    assert!(
        english.contains("1,290.3 piece") && english.contains("5 Oct 2026"),
        "{english}"
    );
    let whole = args(&[("quantity", "735.0"), ("unit", "kg"), ("on", "2026-10-05")]);
    assert!(i18n::text("vi", "core.history.step_harvest", &whole).contains(" 735 kg"));
    // What a person typed is quoted to the letter: 1.000 may have meant a thousand.
    let typed = args(&[("value", "1.000")]);
    assert!(i18n::text("vi", "errors.quantity_too_fine", &typed).contains("“1.000”"));
    let dated = args(&[("value", "2026-10-05")]);
    assert!(i18n::text("vi", "errors.date_in_future", &dated).contains("“2026-10-05”"));
}

#[test]
fn what_has_two_names_is_called_by_that_of_the_language() {
    let args = [
        ("field", "expiry"),
        ("label.vi", "Hạn sử dụng"),
        ("label.en", "Expiry"),
    ];
    let args = args.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let said = |lang| i18n::text(lang, "errors.stage_field_missing", &args.clone().into());
    assert!(said("vi").contains("“Hạn sử dụng” (expiry)"));
    assert!(said("en").contains("“Expiry” (expiry)"));
}
