//! Template files, sound and spoilt.

use super::*;
use crate::words::Lang;
use proptest::prelude::*;

#[test]
fn the_shipped_templates_are_sound() {
    let ids: Vec<_> = templates().iter().map(|t| t.id.as_str()).collect();
    let folder = std::fs::read_dir("../../assets/templates").unwrap();
    let files = folder.filter(|f| f.as_ref().unwrap().path().extension() == Some("json".as_ref()));
    assert_eq!(ids.len(), files.count(), "{ids:?}");
}

/// A template of one label, a line for each part.
const SMALL: &str = r#"{
  "id": "small", "name": { "vi": "Nhỏ" }, "goods_label": true,
  "forms": [
    { "width": 50000, "height": 30000, "elements": [
      { "kind": "qr", "area": [35500, 15500, 12500, 12500] },
      { "kind": "barcode", "symbology": "ean", "area": [5000, 2000, 30000, 9000], "size": 2000, "min_size": 1700 },
      { "kind": "flow", "area": [2000, 1600, 46000, 26800], "rows": [
        { "fields": ["product"], "size": 2900, "min_size": 2000 },
        { "text": { "vi": "Lời" }, "size": 2900, "min_size": 2000 },
        { "fields": ["price"], "size": 2900, "min_size": 2000, "optional": true, "gap": 600, "rule": 100 }
      ] }
    ] }
  ]
}"#;

/// What is replaced by what in the small template, on which line that is a mistake, and a part of the sentence.
const MISTAKES: [(&str, &str, usize, &str); 29] = [
    ("\"forms\": [", "\"forms\": [,", 3, "JSON"),
    ("    ] }\n  ]\n}", "    ] }\n  ]\n", 14, "ends too early"),
    ("\"small\"", "\"Nhỏ\"", 2, "id"),
    ("\"Nhỏ\" }", "\" \" }", 2, "name"),
    ("\"name\":", "\"nam\":", 2, "“nam”"),
    ("50000", "-1", 4, "width"),
    ("\"height\": 30000, ", "", 4, "“height”"),
    ("[35500", "[48000", 5, "element 1"),
    ("\"qr\"", "\"qrr\"", 5, "“qrr”"),
    (
        "[35500, 15500",
        "[35500, true",
        5,
        "here stands true, but it must be a whole number",
    ),
    ("[35500, 15500, 12500, 12500]", "[1, 2]", 5, "a box of four"),
    (
        "[35500, 15500, 12500, 12500]",
        "{}",
        5,
        "here stands an object in braces, but it must be a box of four",
    ),
    (
        "{ \"vi\": \"Nhỏ\" }",
        "\"Nhỏ\"",
        2,
        "here stands \"Nhỏ\", but it must be an object",
    ),
    (
        "true,",
        "\"yes\",",
        2,
        "here stands \"yes\", but it must be true or false",
    ),
    (
        "true,",
        "true, \"groups\": [\"food\", \"honey\"],",
        2,
        "“honey” is not known. Known here: grain, food,",
    ),
    (
        "\"qr\",",
        "\"qr\", \"level\": \"X\",",
        5,
        "Known here: L, M, Q, H.",
    ),
    (
        "{ \"kind\": \"qr\"",
        "{ \"kind\": \"flow\", \"area\": [2000, 20000, 9000, 9000], \"rows\": [{ \"fields\": [\"lot\"], \"size\": 2000, \"min_size\": 2000 }] },\n { \"kind\": \"qr\"",
        8,
        "elements 1 and 4 cover each other",
    ),
    ("\"size\": 2000,", "", 6, "“size”"),
    ("\"ean\",", "\"ean\", \"of\": \"sscc\",", 6, "EAN"),
    ("\"product\"", "\"produkt\"", 8, "“produkt”"),
    ("\"product\"", "\"link\"", 8, "link"),
    (
        "\"min_size\": 2000 },\n        { \"text",
        "\"min_size\": 3000 },\n        { \"text",
        8,
        "1000",
    ),
    ("\"Lời\"", "\"😀\"", 9, "😀"),
    ("{ \"vi\": \"Lời\" }", "{}", 9, "text"),
    ("\"vi\": \"Lời\"", "\"en\": \"Words\"", 9, "Vietnamese"),
    ("\"price\"", "\"origin\"", 10, "the origin"),
    ("\"rule\": 100", "\"rule\": 300", 10, "third"),
    (
        "\"rule\": 100",
        "\"rule\": 100, \"rulle\": 1",
        10,
        "“rulle”",
    ),
    ("\"rule\": 100", "\"rule\": 100, \"gap\": 1", 10, "“gap”"),
];

#[test]
fn a_mistake_is_named_by_its_line() {
    assert!(Template::parse(SMALL).is_ok());
    for (right, wrong, line, said) in MISTAKES {
        assert!(SMALL.contains(right), "{right}");
        let error = Template::parse(&SMALL.replacen(right, wrong, 1)).unwrap_err();
        let sentence = error.to_string();
        assert!(sentence.contains(said), "{wrong}: {sentence}");
        assert_eq!(error.line, line, "{wrong}: {sentence}");
        assert!(sentence.starts_with(&format!("Line {line}")), "{sentence}");
        for lang in [Lang::Vi, Lang::En] {
            let sentence = error.message(lang);
            let is_whole = sentence.ends_with('.') && !sentence.contains(['{', '}']);
            assert!(is_whole && !sentence.contains("labels."), "{sentence}");
        }
    }
}

proptest! {
    /// Whatever a person does to a file, it is a template or has a mistake on one of its lines.
    #[test]
    fn no_file_panics(at in 0..900usize, with in "\\PC{0,3}", cut in 0..20usize) {
        let mut letters: Vec<char> = SMALL.chars().collect();
        let at = at.min(letters.len());
        let end = (at + cut).min(letters.len());
        letters.splice(at..end, with.chars());
        let text: String = letters.into_iter().collect();
        if let Err(error) = Template::parse(&text) {
            // As editors count: behind the last line end is a line, too, where a file may end too soon.
            prop_assert!(error.line <= text.split('\n').count(), "{}", error);
        }
    }
}
