//! Every case of the shared GS1 vectors. `NUONG_VECTORS` names their folder; where it is absent
//! the tests say so and pass. Each test reports how many cases of its file it ran.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a vector that cannot be read must fail its test"
)]

mod vectors;

use nuong_gs1::ai::table;
use nuong_gs1::digital_link::{self, DigitalLink};
use nuong_gs1::element::{self, Element};
use nuong_gs1::lint::Linter;
use nuong_gs1::scan::{self, Primary};
use nuong_gs1::{Error, Gln, Gtin, Sscc, association, check_digit, describe_code};
use serde_json::Value;
use vectors::{Report, cases, options, symbology, symbology_name, text};

#[test]
fn check_digits() {
    let Some(cases) = cases("gs1-syntax/check-digits.json", "cases") else {
        return;
    };
    let mut report = Report::new("check-digits");
    for case in &cases {
        let (body, full) = (text(case, "without_check_digit"), text(case, "full"));
        let digit = check_digit::compute_check_digit(body).map(|digit| digit.to_string());
        report.same(case, digit.as_deref(), Some(text(case, "check_digit")));
        report.same(case, check_digit::verify_check_digit(full), true);
        report.same(case, key_is_right(text(case, "key"), full), true);
    }
    report.finish();
}

fn key_is_right(key: &str, full: &str) -> bool {
    match key {
        "GLN" => Gln::parse(full).is_ok(),
        "SSCC" => Sscc::parse(full).is_ok(),
        key if key.starts_with("GTIN") => {
            Gtin::parse(full).is_ok_and(|gtin| gtin.as_str().ends_with(full))
        }
        _ => check_digit::verify_check_digit(full),
    }
}

#[test]
fn bracketed_to_element_string() {
    let Some(cases) = cases("gs1-syntax/bracketed-to-element-string.json", "cases") else {
        return;
    };
    let mut report = Report::new("bracketed-to-element-string");
    for case in &cases {
        let read = element::parse_bracketed(text(case, "ai"), &options(case));
        let raw = read.ok().map(|elements| element::write_raw(&elements));
        report.same(case, raw.is_some(), case["valid"] == true);
        report.same(case, raw.as_deref(), case["element_string"].as_str());
    }
    report.finish();
}

#[test]
fn element_strings() {
    let Some(cases) = cases("gs1-syntax/element-string-valid.json", "cases") else {
        return;
    };
    let mut report = Report::new("element-string-valid");
    for case in &cases {
        let read = element::parse_raw(text(case, "element_string"), &options(case));
        report.same(case, read.is_ok(), case["valid"] == true);
    }
    report.finish();
}

#[test]
fn component_linters() {
    let Some(linters) = vectors::read("gs1-syntax/component-linters.json") else {
        return;
    };
    let mut report = Report::new("component-linters");
    for (name, cases) in linters["linters"].as_object().into_iter().flatten() {
        let linter = Linter::named(name).unwrap_or_else(|| panic!("no linter {name}"));
        for case in cases.as_array().into_iter().flatten() {
            let input = text(case, "in");
            let error = linter.check(input).err();
            report.same(
                case,
                error.as_ref().map(|error| error.code.name()),
                case["error"].as_str(),
            );
            let markup = error.map(|error| error.markup(input, '*'));
            if case["markup"].is_string() {
                report.same(case, markup.as_deref(), case["markup"].as_str());
            }
        }
    }
    report.finish();
}

#[test]
fn ai_linter_results() {
    let Some(cases) = cases("gs1-syntax/ai-linter-results.json", "cases") else {
        return;
    };
    let mut report = Report::new("ai-linter-results");
    for case in &cases {
        let read = element::parse_bracketed(text(case, "ai"), &options(case));
        let code = read.err().map_or("OK", |error| error.code());
        report.same(case, code, text(case, "result"));
        let described = describe_code(text(case, "ai"));
        let named = described
            .error
            .is_some_and(|error| error.starts_with(&format!("{}: ", text(case, "result"))));
        report.same(case, named, text(case, "result") != "OK");
    }
    report.finish();
}

#[test]
fn association_rules() {
    let Some(cases) = cases("gs1-syntax/ai-association-rules.json", "cases") else {
        return;
    };
    let mut report = Report::new("ai-association-rules");
    for case in &cases {
        let rule = match text(case, "rule") {
            "validateAImutex" => association::check_pairs,
            "validateAIrequisites" => association::check_requisites,
            "validateAIrepeats" => association::check_repeats,
            "validateDigSigRequiresSerialisedKey" => association::check_signature,
            other => panic!("no rule {other}"),
        };
        let elements = element::parse_bracketed(text(case, "ai"), &options(case));
        let elements = elements.unwrap_or_else(|error| panic!("{case}: {error}"));
        report.same(case, rule(&elements).is_ok(), case["valid"] == true);
    }
    report.finish();
}

#[test]
fn scan_data_parse() {
    let Some(cases) = cases("gs1-syntax/scan-data-parse.json", "cases") else {
        return;
    };
    let mut report = Report::new("scan-data-parse");
    for case in &cases {
        let read = scan::parse_scan(text(case, "scan_data"), &options(case)).ok();
        report.same(case, read.is_some(), case["valid"] == true);
        let name = read
            .as_ref()
            .map_or("NONE", |message| symbology_name(message.symbology));
        report.same(case, name, text(case, "symbology"));
        let data = read.map(|message| message.data).unwrap_or_default();
        report.same(case, data.as_str(), text(case, "data"));
        report.same(
            case,
            describe_code(text(case, "scan_data")).valid,
            case["valid"] == true,
        );
    }
    report.finish();
}

#[test]
fn scan_data_generate() {
    let Some(cases) = cases("gs1-syntax/scan-data-generate.json", "cases") else {
        return;
    };
    let mut report = Report::new("scan-data-generate");
    for case in &cases {
        let add = case["options"]["addCheckDigit"] == true;
        let primary = if add {
            Primary::WithoutCheckDigit
        } else {
            Primary::Complete
        };
        let symbol = symbology(text(case, "symbology"));
        let sent =
            symbol.and_then(|symbol| scan::generate_scan(symbol, text(case, "data"), primary).ok());
        report.same(case, sent.as_deref(), case["scan_data"].as_str());
    }
    report.finish();
}

#[test]
fn digital_link_parse() {
    let Some(cases) = cases("digital-link/dl-parse.json", "cases") else {
        return;
    };
    let mut report = Report::new("dl-parse");
    for case in &cases {
        let read = digital_link::parse_link(text(case, "uri"), &options(case)).ok();
        report.same(case, read.is_some(), case["valid"] == true);
        let raw = read.map(|link| element::write_raw(&link.elements()));
        report.same(case, raw.as_deref(), case["element_string"].as_str());
        if case["options"].is_null() {
            let described = describe_code(text(case, "uri"));
            report.same(
                case,
                described.element_string.as_deref(),
                case["element_string"].as_str(),
            );
        }
    }
    report.finish();
}

#[test]
fn digital_link_generate() {
    let Some(cases) = cases("digital-link/dl-generate.json", "cases") else {
        return;
    };
    let mut report = Report::new("dl-generate");
    for case in &cases {
        let elements = element::parse_bracketed(text(case, "ai"), &options(case));
        let elements = elements.unwrap_or_else(|error| panic!("{case}: {error}"));
        let base = case["stem"].as_str().unwrap_or(digital_link::CANONICAL);
        let link = DigitalLink::from_elements(&elements, &options(case)).ok();
        report.same(case, link.is_some(), case["valid"] == true);
        report.same(
            case,
            link.map(|link| link.uri(base)).as_deref(),
            case["uri"].as_str(),
        );
    }
    report.finish();
}

#[test]
fn percent_encoding() {
    let file = "digital-link/percent-encoding.json";
    let (Some(escape), Some(unescape)) = (cases(file, "escape"), cases(file, "unescape")) else {
        return;
    };
    let mut report = Report::new("percent-encoding");
    for case in &escape {
        report.same(
            case,
            digital_link::escape_path(text(case, "raw")).as_str(),
            text(case, "path"),
        );
        report.same(
            case,
            digital_link::escape_query(text(case, "raw")).as_str(),
            text(case, "query"),
        );
    }
    for case in &unescape {
        let encoded = text(case, "encoded");
        report.same(
            case,
            digital_link::unescape_path(encoded).ok().as_deref(),
            case["path"].as_str(),
        );
        report.same(
            case,
            digital_link::unescape_query(encoded).ok().as_deref(),
            case["query"].as_str(),
        );
    }
    report.finish();
}

#[test]
fn permitted_paths() {
    let Some(sequences) = cases("digital-link/path-sequences-valid.json", "valid_sequences") else {
        return;
    };
    let mut report = Report::new("path-sequences-valid");
    let listed: Vec<Vec<&str>> = sequences.iter().map(|sequence| strings(sequence)).collect();
    for (case, sequence) in sequences.iter().zip(&listed) {
        report.same(case, table().is_path(sequence), true);
    }
    report.finish();
}

fn strings(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

#[test]
fn produce_labels() {
    let Some(cases) = cases("gs1-syntax/produce-labels.json", "cases") else {
        return;
    };
    let mut report = Report::new("produce-labels");
    for case in &cases {
        let read = element::parse_bracketed(text(case, "ai"), &options(case));
        let read = read.and_then(|elements| association::check_item(&elements).map(|()| elements));
        report.same(case, read.is_ok(), case["valid"] == true);
        // A code may lack what its item must say elsewhere: `describe_code` judges codes, this file whole items.
        let is_code = read.is_ok() || matches!(read, Err(Error::RequiredAis { .. }));
        report.same(case, describe_code(text(case, "ai")).valid, is_code);
        match read {
            Ok(elements) => produce_label(&mut report, case, &elements),
            Err(error) => report.same(case, error.to_string().as_str(), text(case, "error")),
        }
    }
    report.finish();
}

fn produce_label(report: &mut Report, case: &Value, elements: &[Element]) {
    let raw = element::write_raw(elements);
    report.same(case, raw.as_str(), text(case, "element_string"));
    let hri = element::human_readable_lines(elements);
    report.same(
        case,
        hri.iter().map(String::as_str).collect::<Vec<_>>(),
        strings(&case["hri"]),
    );
    for (symbol, sent) in case["scan_data"].as_object().into_iter().flatten() {
        let symbol = symbology(symbol).unwrap_or_else(|| panic!("no symbology {symbol}"));
        let made = scan::generate_scan(symbol, &raw, Primary::Complete).ok();
        report.same(case, made.as_deref(), sent.as_str());
    }
    let link = DigitalLink::from_elements(elements, &options(case));
    report.same(
        case,
        link.as_ref().err().map(ToString::to_string).as_deref(),
        case["dl_error"].as_str(),
    );
    let link = link.ok();
    let canonical = link.as_ref().map(DigitalLink::canonical);
    report.same(
        case,
        canonical.as_deref(),
        case["dl_canonical_domain"].as_str(),
    );
    report.same(
        case,
        describe_code(&raw).digital_link.as_deref(),
        case["dl_canonical_domain"].as_str(),
    );
    let custom = link.map(|link| link.uri("https://truyxuat.example.vn/sp"));
    report.same(case, custom.as_deref(), case["dl_custom"].as_str());
    let back = canonical.and_then(|uri| digital_link::parse_link(&uri, &options(case)).ok());
    let back = back.map(|link| element::write_bracketed(&link.elements()));
    report.same(case, back.as_deref(), case["dl_back_to_ai"].as_str());
}

#[test]
fn the_table_says_what_the_dictionary_says() {
    let Some(dictionary) = vectors::text_of("gs1-syntax/gs1-syntax-dictionary-2026-01-27.txt")
    else {
        return;
    };
    let mut report = Report::new("gs1-syntax-dictionary");
    let mut expected = Vec::new();
    for row in dictionary
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        for ai in vectors::ais(row) {
            expected.push(format!("{ai} {}", vectors::dictionary_row(row)));
        }
    }
    expected.sort();
    let own: Vec<String> = table().entries().map(vectors::entry_row).collect();
    for (own, expected) in own.iter().zip(&expected) {
        report.same(&Value::Null, own.as_str(), expected.as_str());
    }
    report.same(&Value::Null, own.len(), expected.len());
    report.finish();
}
