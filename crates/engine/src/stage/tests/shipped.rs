//! `assets/rules/stages.json` says what the lot model says.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{shipped, shipped_file};
use crate::stage::{Balance, Class, Column, FieldsOf, Requirement};

/// The released list: what ids follow from, which can never change for a stage's code.
#[derive(Deserialize)]
struct Released {
    stages: BTreeMap<String, ReleasedStage>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct ReleasedStage {
    /// `{field}:{type}`, in order.
    told: Vec<String>,
    /// Names of events, in order.
    events: Vec<String>,
}

#[test]
fn what_is_told_is_what_was_released() {
    let text = include_str!("../../../../../assets/rules/released-told.json");
    let released = serde_json::from_str::<Released>(text).unwrap().stages;
    let stages = shipped();
    let now = stages.all_stages().map(|stage| {
        let told = stages.fields_of(stage, FieldsOf::Told).into_iter();
        let told = told.map(|field| format!("{}:{}", field.code, field.kind.as_str()));
        let mut events: Vec<_> = stage.events.iter().map(|e| e.name.clone()).collect();
        events.dedup();
        let told = told.collect();
        (stage.code.clone(), ReleasedStage { told, events })
    });
    assert_eq!(
        now.collect::<BTreeMap<_, _>>(),
        released,
        "a released stage keeps its list for ever; other told fields are a new code (pack2)"
    );
}

#[test]
fn every_stage_of_the_model_has_its_class() {
    let by_class: [(Class, &[&str]); 8] = [
        (
            Class::Begin,
            &["buy_input", "stock", "harvest", "intake", "buy"],
        ),
        (
            Class::Turn,
            &[
                "process",
                "sort",
                "slaughter",
                "split",
                "merge",
                "pack",
                "repack",
            ],
        ),
        (
            Class::Move,
            &[
                "collect",
                "load",
                "unload",
                "store",
                "carry",
                "to_market",
                "from_market",
            ],
        ),
        (
            Class::Leave,
            &["discard_input", "sample", "ship", "sell", "spoil", "use"],
        ),
        (Class::Back, &["void_ship", "return"]),
        (
            Class::Tend,
            &[
                "soil",
                "plant",
                "fertilise",
                "spray",
                "water",
                "weed",
                "prune",
                "check",
                "care",
                "feed",
                "treat",
                "pond",
                "clean",
            ],
        ),
        (
            Class::Look,
            &[
                "work", "reading", "test", "hold", "release", "except", "recall", "lift", "close",
            ],
        ),
        (Class::Count, &["count"]),
    ];
    let stages = shipped();
    let mut named = 0;
    for (class, codes) in by_class {
        for code in codes {
            assert_eq!(stages.find_stage(code).unwrap().class, class, "{code}");
            named += 1;
        }
    }
    assert_eq!(stages.all_stages().count(), named);
    let harvest = stages.find_stage("harvest").unwrap();
    assert_eq!(harvest.class_with_in, Some(Class::Turn), "from a live lot");
}

#[test]
fn every_stage_counts_in_the_column_that_a_balance_shows() {
    let stages = shipped();
    for (codes, taken, given) in [
        (
            "intake buy stock buy_input return void_ship",
            None,
            Some(Column::Made),
        ),
        (
            "process pack split merge harvest",
            Some(Column::Used),
            Some(Column::Made),
        ),
        ("spray feed use sample", Some(Column::Used), None),
        ("ship sell", Some(Column::GoneOut), None),
        ("spoil discard_input", Some(Column::Lost), None),
        ("count", Some(Column::Counted), Some(Column::Counted)),
        ("store to_market load work test recall", None, None),
    ] {
        for code in codes.split(' ') {
            let columns = stages.find_stage(code).unwrap().columns;
            assert_eq!((columns.taken, columns.given), (taken, given), "{code}");
        }
    }
}

#[test]
fn splits_merges_and_moves_balance_exactly_and_processes_within_ten_permille() {
    let stages = shipped();
    assert_eq!(stages.tolerance_permille(), 10);
    for stage in stages.all_stages() {
        let expected = match stage.code.as_str() {
            "split" | "merge" => Some(Balance::Exact),
            "process" | "sort" | "slaughter" => Some(Balance::UpTo),
            "pack" | "repack" => Some(Balance::NeverShort),
            "harvest" => Some(Balance::Live),
            _ if stage.class == Class::Move => Some(Balance::Exact),
            _ => None,
        };
        assert_eq!(stage.balance, expected, "{}", stage.code);
    }
}

#[test]
fn every_field_is_used_and_tells_of_persons_only_what_stays_here() {
    let stages = shipped();
    let file = shipped_file();
    for field in &file.fields {
        let names = |code: &String| *code == field.code;
        let used = stages.all_stages().any(|stage| {
            let lists = [&stage.told, &stage.rest, &stage.line, &file.every_step.rest];
            lists.into_iter().flatten().any(names)
        });
        let of_step = ["day", "time", "place", "origin", "party"].contains(&field.code.as_str());
        assert!(used || of_step, "{}", field.code);
    }
    let personal: Vec<_> = file.fields.iter().filter(|f| f.personal).collect();
    let personal: Vec<_> = personal.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(personal, ["person", "vet", "driver"]);
}

#[test]
fn loss_reasons_are_those_of_the_model() {
    let stages = shipped();
    let list = stages.find_list("loss_reasons").unwrap();
    let codes: Vec<_> = list.values.iter().map(|v| v.code.as_str()).collect();
    assert_eq!(
        codes.join(" "),
        "water husk bran trim spill rot pest gut dead sample theft scale"
    );
}

#[test]
fn every_step_has_its_place_and_day_asked_for() {
    let stages = shipped();
    let intake = stages.find_stage("intake").unwrap();
    let needs = stages.needs_of(intake);
    assert_eq!(needs["T02"], ["place", "day"]);
    assert_eq!(needs["ATTP"], ["party"]);
    let rest = stages.fields_of(intake, FieldsOf::Rest);
    let rest: Vec<_> = rest.iter().map(|f| f.code.as_str()).collect();
    assert!(
        rest.ends_with(&["until", "person", "photo", "note", "slip"]),
        "{rest:?}"
    );
}

#[test]
fn sectors_ask_for_what_the_model_says() {
    let stages = shipped();
    let must = |code: &str| {
        let sector = stages.sectors().iter().find(|s| s.code == code).unwrap();
        let named = |asked: &Requirement| {
            let stages = stages.all_stages().filter(|s| asked.names_stage(&s.code));
            stages.map(|s| s.code.clone()).collect::<Vec<_>>().join("|")
        };
        sector.must.iter().map(named).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(must("produce"), "harvest|intake pack|ship|sell");
    assert_eq!(must("tea"), "intake process pack");
    assert_eq!(must("medicinal"), "intake process|sort pack");
    assert_eq!(must("live_fish"), "stock harvest ship");
    assert_eq!(must("livestock"), "stock slaughter pack");
    assert_eq!(stages.sectors().len(), 11);
}

#[test]
fn names_are_vietnamese_and_english_and_avoid_what_the_glossary_avoids() {
    let glossary = include_str!("../../../../../assets/locales/glossary.md");
    let rows = glossary.lines().filter_map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        (cells.len() == 3).then(|| (cells[0].to_lowercase(), cells[2].to_owned()))
    });
    let avoided: Vec<(String, String)> = rows.collect();
    assert!(avoided.len() > 10);
    let file = shipped_file();
    let stages = file.stages.iter().map(|s| (&s.vi, &s.en));
    let fields = file.fields.iter().map(|f| (&f.vi, &f.en));
    let values = file
        .lists
        .iter()
        .flat_map(|l| &l.values)
        .map(|v| (&v.vi, &v.en));
    for (vi, en) in stages.chain(fields).chain(values) {
        for (word, lang) in &avoided {
            let said = if lang == "en" { en } else { vi };
            let said = said.to_lowercase();
            assert!(lang == "code" || !said.contains(word), "{said}: {word}");
        }
    }
}
