//! Reading the vectors, and counting what agrees.

use nuong_gs1::Options;
use nuong_gs1::ai::{Component, Entry};
use nuong_gs1::scan::Symbology;
use serde_json::Value;
use std::fmt::Debug;
use std::path::PathBuf;

fn folder() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors");
    std::env::var_os("NUONG_VECTORS").map_or_else(beside, PathBuf::from)
}

/// The text of a file, or `None` (said aloud) where it is absent.
pub fn text_of(file: &str) -> Option<String> {
    let path = folder().join(file);
    if !path.exists() {
        println!("skipped: {} is absent", path.display());
        return None;
    }
    Some(std::fs::read_to_string(path).unwrap())
}

pub fn read(file: &str) -> Option<Value> {
    text_of(file).map(|text| serde_json::from_str(&text).unwrap())
}

/// The cases under `key` in a file.
pub fn cases(file: &str, key: &str) -> Option<Vec<Value>> {
    let cases = read(file)?[key].as_array().cloned().unwrap_or_default();
    assert!(!cases.is_empty(), "{file} holds no {key}");
    Some(cases)
}

pub fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key]
        .as_str()
        .unwrap_or_else(|| panic!("{case} has no text {key}"))
}

/// The switches a case sets; all others are at their default.
pub fn options(case: &Value) -> Options {
    let on = |name: &str| case["options"][name] == true;
    Options {
        permit_unknown_ais: on("permitUnknownAIs"),
        permit_zero_suppressed_gtin: on("permitZeroSuppressedGTINinDLuris"),
        permit_convenience_alphas: on("permitConvenienceAlphas"),
        permit_unknown_attributes: case["options"]["validate_UNKNOWN_AI_NOT_DL_ATTR"] == false,
    }
}

const SYMBOLOGIES: &[(&str, Symbology)] = &[
    ("DataBarOmni", Symbology::DataBarOmni),
    ("DataBarTruncated", Symbology::DataBarTruncated),
    ("DataBarStacked", Symbology::DataBarStacked),
    ("DataBarStackedOmni", Symbology::DataBarStackedOmni),
    ("DataBarLimited", Symbology::DataBarLimited),
    ("DataBarExpanded", Symbology::DataBarExpanded),
    ("UPCA", Symbology::UpcA),
    ("UPCE", Symbology::UpcE),
    ("EAN13", Symbology::Ean13),
    ("EAN8", Symbology::Ean8),
    ("GS1_128_CCA", Symbology::Gs1_128),
    ("GS1-128", Symbology::Gs1_128),
    ("GS1_128_CCC", Symbology::Gs1_128CompositeC),
    ("QR", Symbology::Qr),
    ("GS1 QR", Symbology::Qr),
    ("DM", Symbology::DataMatrix),
    ("GS1 DataMatrix", Symbology::DataMatrix),
    ("DotCode", Symbology::DotCode),
];

/// The symbology of that name; `None` for `NONE`.
pub fn symbology(name: &str) -> Option<Symbology> {
    let found = SYMBOLOGIES.iter().find(|(own, _)| *own == name);
    assert!(found.is_some() || name == "NONE", "no symbology {name}");
    found.map(|(_, symbology)| *symbology)
}

pub fn symbology_name(symbology: Symbology) -> &'static str {
    SYMBOLOGIES
        .iter()
        .find(|(_, own)| *own == symbology)
        .unwrap()
        .0
}

/// Counts what agrees and shows what does not.
pub struct Report {
    name: &'static str,
    agreed: usize,
    differing: Vec<String>,
}

impl Report {
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            agreed: 0,
            differing: Vec::new(),
        }
    }

    pub fn same<T: PartialEq + Debug>(&mut self, case: &Value, found: T, expected: T) {
        if found == expected {
            self.agreed += 1;
        } else {
            self.differing
                .push(format!("found {found:?}, expected {expected:?} in {case}"));
        }
    }

    pub fn finish(self) {
        println!(
            "{}: {} checks agree, {} differ",
            self.name,
            self.agreed,
            self.differing.len()
        );
        assert!(
            self.differing.is_empty(),
            "{}:\n{}",
            self.name,
            self.differing.join("\n")
        );
    }
}

/// The AIs of a row of the dictionary, ranges spelt out.
pub fn ais(row: &str) -> Vec<String> {
    let range = row.split_whitespace().next().unwrap();
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    let width = first.len();
    (first.parse::<u16>().unwrap()..=last.parse::<u16>().unwrap())
        .map(|n| format!("{n:0width$}"))
        .collect()
}

/// A row of the dictionary without its AIs: flags, components, attributes, title.
pub fn dictionary_row(row: &str) -> String {
    let (body, title) = row.split_once('#').unwrap_or((row, ""));
    let mut words: Vec<&str> = body.split_whitespace().skip(1).collect();
    let flags = if words[0].starts_with(['*', '?']) {
        words.remove(0)
    } else {
        ""
    };
    let (attributes, components): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| {
        ["req=", "ex=", "dlpkey"]
            .iter()
            .any(|start| word.starts_with(start))
    });
    let mut attributes = attributes;
    attributes.sort_unstable();
    format!(
        "[{flags}] {} | {} # {}",
        components.join(" "),
        attributes.join(" "),
        title.trim()
    )
}

/// The same of an entry of the table.
pub fn entry_row(entry: &Entry) -> String {
    let flags = format!(
        "{}{}",
        if entry.predefined { "*" } else { "" },
        if entry.attribute { "?" } else { "" }
    );
    let components: Vec<String> = entry.components.iter().map(component).collect();
    let mut attributes: Vec<String> = entry
        .requires
        .iter()
        .map(|rule| {
            format!(
                "req={}",
                rule.iter()
                    .map(|group| group.join("+"))
                    .collect::<Vec<_>>()
                    .join(",")
            )
        })
        .collect();
    if !entry.excludes.is_empty() {
        attributes.push(format!("ex={}", entry.excludes.join(",")));
    }
    attributes.extend(entry.paths.as_ref().map(|paths| key(paths)));
    attributes.sort_unstable();
    format!(
        "{} [{flags}] {} | {} # {}",
        entry.ai,
        components.join(" "),
        attributes.join(" "),
        entry.title
    )
}

fn key(paths: &[Vec<&str>]) -> String {
    let sequences: Vec<String> = paths.iter().map(|path| path.join(",")).collect();
    match sequences.join("|").as_str() {
        "" => "dlpkey".to_owned(),
        sequences => format!("dlpkey={sequences}"),
    }
}

fn component(component: &Component) -> String {
    let Component { min, max, .. } = component;
    let length = if min == max {
        max.to_string()
    } else {
        format!("..{max}")
    };
    let shape = format!("{}{length}", component.charset.letter());
    let shape = if component.optional {
        format!("[{shape}]")
    } else {
        shape
    };
    let checks = component
        .linters
        .iter()
        .skip(1)
        .map(|linter| format!(",{}", linter.name()));
    std::iter::once(shape).chain(checks).collect()
}
