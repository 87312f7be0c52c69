//! Events: words of CBV alone, of the kind that the class can bear, and nothing that is not told.

use nuong_epcis::cbv::words::{
    BIZ_STEPS, BIZ_TRANSACTION_TYPES, DISPOSITIONS, MEASUREMENT_TYPES, SOURCE_DESTINATION_TYPES,
    Words,
};
use nuong_labels::JsonStep::{self, Item, Key};

use super::known::Known;
use super::names::is_code;
use crate::stage::class::Class;
use crate::stage::event::{Carried, EventType, ILMD_SOURCES, StageEvent, When};
use crate::stage::field::FieldType;
use crate::stage::file::Stage;
use crate::stage::mistake::{Checked, Wrong};

/// Most events of a stage.
const MOST_EVENTS: usize = 8;

/// Master data of lots under `cbvmda:` whose value is one text (CBV 2.0 §9 as in GS1's, FSMA's and GDST's examples).
pub(in crate::stage) const ILMD_WORDS: [&str; 13] = [
    "bestBeforeDate",
    "countryOfExport",
    "countryOfOrigin",
    "drainedWeight",
    "grossWeight",
    "growingMethodCode",
    "harvestEndDate",
    "harvestStartDate",
    "itemExpirationDate",
    "lotNumber",
    "netWeight",
    "productionMethodForFishAndSeafoodCode",
    "tradeItemConditionCode",
];

/// Words of our vocabulary that every event of ours has already.
const TAKEN_WORDS: [&str; 2] = ["owner", "product"];

pub(super) fn check_events(path: &[JsonStep], stage: &Stage, known: &Known<'_>) -> Checked {
    let mut taken: Vec<(&str, When)> = Vec::new();
    for (n, event) in stage.events.iter().enumerate() {
        let path = [path, &[Key("events"), Item(n)]].concat();
        if n >= MOST_EVENTS {
            return Err(Wrong::at(&path, "too_many").with("most", MOST_EVENTS));
        }
        let clash = taken
            .iter()
            .any(|(name, when)| *name == event.name && !excludes(*when, event.when));
        if clash || !is_code(&event.name) {
            let path = [&path[..], &[Key("name")]].concat();
            return Err(Wrong::at(&path, "event_name"));
        }
        taken.push((&event.name, event.when));
        check_kind(&path, stage, event)?;
        check_dispositions(&path, stage, event, known)?;
        check_words(&path, event)?;
        check_carried(&path, stage, event, known)?;
    }
    Ok(())
}

/// One step bears each name once, so two events of one name are alternatives: with lots taken and without.
fn excludes(one: When, other: When) -> bool {
    matches!(
        (one, other),
        (When::In, When::NoIn) | (When::NoIn, When::In)
    )
}

/// What the class does and what the event says it does are the same.
fn check_kind(path: &[JsonStep], stage: &Stage, event: &StageEvent) -> Checked {
    let at = |key, code| Err(Wrong::at(&[path, &[Key(key)]].concat(), code));
    let turns = match event.when {
        When::In => stage.class_with_in.unwrap_or(stage.class),
        _ => stage.class,
    } == Class::Turn;
    let action = event.action.as_deref();
    let adds = action == Some("ADD");
    match event.kind {
        EventType::Transformation if !turns => return at("type", "event_turn"),
        EventType::Transformation if action.is_some() => return at("action", "event_action"),
        EventType::Aggregation if stage.class != Class::Move => return at("type", "event_pallet"),
        EventType::Object if turns => return at("type", "event_turn"),
        EventType::Object | EventType::Aggregation
            if !matches!(action, Some("ADD" | "OBSERVE" | "DELETE")) =>
        {
            return at("action", "event_action");
        }
        _ => {}
    }
    let object_adds = adds && event.kind == EventType::Object;
    if object_adds && stage.class != Class::Begin {
        return at("action", "event_add");
    }
    let may_have_ilmd = object_adds || event.kind == EventType::Transformation;
    if !event.ilmd.is_empty() && !may_have_ilmd {
        return at("ilmd", "event_ilmd");
    }
    if (event.kind == EventType::Aggregation) != event.parent.is_some() {
        return at("parent", "event_parent");
    }
    Ok(())
}

/// One disposition, by its word or by a told field that always has one.
fn check_dispositions(
    path: &[JsonStep],
    stage: &Stage,
    event: &StageEvent,
    known: &Known<'_>,
) -> Checked {
    let at = |key| [path, &[Key(key)]].concat();
    match (&event.disposition, &event.disposition_from) {
        (Some(word), None) => check_word(&at("disposition"), word, DISPOSITIONS)?,
        (None, Some(code)) => {
            let path = at("disposition_from");
            let field = known.fields.get(code.as_str());
            let list = field.filter(|field| !field.open && stage.must.contains(&field.code));
            let list = list.and_then(|field| known.lists.get(field.list.as_deref()?));
            let values = list.ok_or_else(|| Wrong::at(&path, "disposition_from"))?;
            for value in &values.values {
                check_word(&path, &value.code, DISPOSITIONS)?;
            }
        }
        _ => return Err(Wrong::at(&at("disposition"), "disposition")),
    }
    let persistent = event.persistent.iter();
    let lists =
        persistent.flat_map(|persistent| [("set", &persistent.set), ("unset", &persistent.unset)]);
    for (key, words) in lists {
        for (n, word) in words.iter().enumerate() {
            let path = [path, &[Key("persistent"), Key(key), Item(n)]].concat();
            check_word(&path, word, DISPOSITIONS)?;
        }
    }
    Ok(())
}

fn check_words(path: &[JsonStep], event: &StageEvent) -> Checked {
    check_word(&[path, &[Key("step")]].concat(), &event.step, BIZ_STEPS)?;
    for (key, list, words) in [
        ("source", &event.source, SOURCE_DESTINATION_TYPES),
        ("destination", &event.destination, SOURCE_DESTINATION_TYPES),
        ("transactions", &event.transactions, BIZ_TRANSACTION_TYPES),
        ("sensors", &event.sensors, MEASUREMENT_TYPES),
    ] {
        for (n, carried) in list.iter().enumerate() {
            check_word(&[path, &[Key(key), Item(n)]].concat(), &carried.word, words)?;
        }
    }
    for (n, carried) in event.ilmd.iter().enumerate() {
        if !ILMD_WORDS.contains(&carried.word.as_str()) {
            let path = [path, &[Key("ilmd"), Item(n)]].concat();
            return Err(word_unknown(&path, &carried.word, &ILMD_WORDS.join(", ")));
        }
    }
    Ok(())
}

fn check_word(path: &[JsonStep], word: &str, words: Words) -> Checked {
    if words.contains(word) {
        return Ok(());
    }
    let known: Vec<&str> = words.iter().collect();
    Err(word_unknown(path, word, &known.join(", ")))
}

fn word_unknown(path: &[JsonStep], word: &str, known: &str) -> Wrong {
    Wrong::at(path, "word")
        .with("value", word)
        .with("known", known)
}

/// What is carried is told, and of a kind that can be carried there.
fn check_carried(
    path: &[JsonStep],
    stage: &Stage,
    event: &StageEvent,
    known: &Known<'_>,
) -> Checked {
    let told = |code: &str| stage.told.iter().any(|told| told == code);
    if let Some(code) = event.told_fields().find(|code| !told(code)) {
        return Err(Wrong::at(path, "not_told").with("value", code));
    }
    for (key, list) in [
        ("source", &event.source),
        ("destination", &event.destination),
        ("transactions", &event.transactions),
        ("ilmd", &event.ilmd),
        ("sensors", &event.sensors),
        ("nuong", &event.nuong),
    ] {
        let field = |carried: &Carried| known.fields.get(carried.from.as_str());
        let kind = |carried| field(carried).map(|field| field.kind);
        let mut carried = list.iter();
        if let Some(n) = carried.position(|carried| !fits_list(key, carried, kind(carried))) {
            return Err(Wrong::at(&[path, &[Key(key), Item(n)]].concat(), "carried"));
        }
    }
    Ok(())
}

/// Whether a list of an event can hold it; `kind` is that of the field it comes from.
fn fits_list(key: &str, carried: &Carried, kind: Option<FieldType>) -> bool {
    let (word, from, unit) = (&carried.word, carried.from.as_str(), &carried.unit);
    if key == "sensors" {
        let number = matches!(kind, Some(FieldType::Number | FieldType::Temperature));
        let plain = unit.bytes().all(|b| b.is_ascii_alphanumeric());
        return number && plain && (2..=3).contains(&unit.len());
    }
    let fits = match key {
        "transactions" => kind == Some(FieldType::Text),
        "ilmd" if ILMD_SOURCES.contains(&from) => true,
        "ilmd" => matches!(
            kind,
            Some(FieldType::Text | FieldType::Day | FieldType::Code)
        ),
        "nuong" => is_code(word) && !TAKEN_WORDS.contains(&word.as_str()),
        _ if word == "location" => matches!(from, "origin" | "place" | "party"),
        _ => matches!(from, "self" | "party"),
    };
    fits && unit.is_empty()
}
