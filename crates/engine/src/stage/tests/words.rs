//! Every word of the shipped stages is CBV's, and everything that they can say has a sentence.

use nuong_epcis::cbv::words::{
    BIZ_STEPS, BIZ_TRANSACTION_TYPES, DISPOSITIONS, MEASUREMENT_TYPES, SOURCE_DESTINATION_TYPES,
};
use nuong_epcis::{BizStep, Disposition};

use super::{shipped, shipped_file};
use crate::base::i18n;
use crate::stage::{Balance, Class, Column, EventType, FieldType, StageEvent};

fn all_events() -> Vec<(String, StageEvent)> {
    let stages = shipped_file().stages.into_iter();
    let events = stages.flat_map(|s| {
        let code = s.code.clone();
        s.events.into_iter().map(move |event| (code.clone(), event))
    });
    events.collect()
}

#[test]
fn every_word_of_an_event_is_of_cbv() {
    for (stage, event) in all_events() {
        assert!(BIZ_STEPS.contains(&event.step), "{stage}");
        assert!(BizStep::parse(&event.step).is_some(), "{stage}");
        for word in event.disposition.iter() {
            assert!(DISPOSITIONS.contains(word), "{stage}");
            assert!(Disposition::parse(word).is_some(), "{stage}");
        }
        let persistent = event.persistent.iter();
        for word in persistent.flat_map(|p| p.set.iter().chain(&p.unset)) {
            assert!(DISPOSITIONS.contains(word), "{stage}");
        }
        for (list, words) in [
            (&event.source, SOURCE_DESTINATION_TYPES),
            (&event.destination, SOURCE_DESTINATION_TYPES),
            (&event.transactions, BIZ_TRANSACTION_TYPES),
            (&event.sensors, MEASUREMENT_TYPES),
        ] {
            for carried in list {
                assert!(words.contains(&carried.word), "{stage}: {}", carried.word);
            }
        }
        let action = event.action.as_deref();
        match event.kind {
            EventType::Transformation => assert_eq!(action, None, "{stage}"),
            _ => assert!(
                ["ADD", "OBSERVE", "DELETE"].contains(&action.unwrap()),
                "{stage}"
            ),
        }
    }
}

/// The table "Stages → events" of the lot model, row by row.
#[test]
fn the_events_are_those_of_the_model() {
    let shown = |code: &str| {
        let events = all_events().into_iter().filter(|(stage, _)| stage == code);
        let events = events.map(|(_, e)| {
            let kind = match e.kind {
                EventType::Object => "O",
                EventType::Transformation => "T",
                EventType::Aggregation => "A",
            };
            let action = e.action.as_deref();
            let disposition = e.disposition.as_deref().or(e.disposition_from.as_deref());
            let words = [Some(kind), action, Some(&e.step), disposition];
            words.into_iter().flatten().collect::<Vec<_>>().join(" ")
        });
        events.collect::<Vec<_>>().join(" + ")
    };
    for (code, events) in [
        ("spray", ""),
        ("buy_input", ""),
        ("stock", "O ADD creating_class_instance active"),
        (
            "harvest",
            "O ADD creating_class_instance active + T creating_class_instance active",
        ),
        ("collect", "O OBSERVE receiving in_progress"),
        (
            "intake",
            "O ADD creating_class_instance active + O OBSERVE receiving in_progress",
        ),
        ("buy", "O ADD creating_class_instance active"),
        ("work", "O OBSERVE other in_progress"),
        ("process", "T creating_class_instance active"),
        ("sort", "T creating_class_instance active"),
        ("slaughter", "T killing active"),
        ("split", "T creating_class_instance active"),
        ("merge", "T creating_class_instance active"),
        ("pack", "T creating_class_instance active"),
        ("repack", "T repackaging active"),
        ("load", "A ADD packing in_progress"),
        ("unload", "A DELETE unpacking in_progress"),
        ("store", "O OBSERVE storing in_progress"),
        ("carry", "O OBSERVE transporting in_transit"),
        ("reading", "O OBSERVE sensor_reporting in_progress"),
        ("sample", "O OBSERVE sampling in_progress"),
        ("test", "O OBSERVE inspecting result"),
        ("hold", "O OBSERVE holding unavailable"),
        ("release", "O OBSERVE inspecting available"),
        ("except", ""),
        ("recall", "O OBSERVE holding recalled"),
        ("lift", "O OBSERVE inspecting available"),
        ("ship", "O OBSERVE shipping in_transit"),
        ("void_ship", "O OBSERVE void_shipping in_progress"),
        ("return", "O OBSERVE receiving returned"),
        ("to_market", "O OBSERVE stocking sellable_accessible"),
        ("from_market", "O OBSERVE storing sellable_not_accessible"),
        ("sell", "O OBSERVE retail_selling retail_sold"),
        ("spoil", "O DELETE destroying destroyed"),
        ("use", ""),
        ("count", ""),
        ("close", ""),
    ] {
        assert_eq!(shown(code), events, "{code}");
    }
}

#[test]
fn expiry_is_said_in_the_packing_event_alone() {
    for (stage, event) in all_events() {
        let says = event
            .ilmd
            .iter()
            .any(|c| c.from == "expiry" || c.from == "best_before");
        assert_eq!(
            says,
            ["pack", "repack"].contains(&stage.as_str()),
            "{stage}"
        );
    }
}

#[test]
fn every_code_of_classes_columns_and_types_has_its_words_in_both_languages() {
    let classes = shipped_file().stages.into_iter().map(|stage| stage.class);
    let classes: Vec<Class> = classes.collect();
    let columns = [
        Column::Made,
        Column::Used,
        Column::GoneOut,
        Column::Lost,
        Column::Counted,
    ];
    let balances = [
        Balance::Exact,
        Balance::UpTo,
        Balance::NeverShort,
        Balance::Live,
    ];
    let classes = classes
        .iter()
        .map(|c| format!("core.stage_class.{}", c.as_str()));
    let columns = columns
        .iter()
        .map(|c| format!("core.stage_column.{}", c.as_str()));
    let balances = balances
        .iter()
        .map(|b| format!("core.stage_balance.{}", b.as_str()));
    let types = FieldType::ALL.iter().map(|t| t.as_str());
    let types = types.flat_map(|t| ["type", "value"].map(|of| format!("core.stage_{of}.{t}")));
    for key in classes.chain(columns).chain(balances).chain(types) {
        for lang in ["vi", "en"] {
            let said = i18n::text(lang, &key, &Default::default());
            assert_ne!(said, key, "{lang}");
        }
    }
}

#[test]
fn words_in_json_are_those_that_codes_are_looked_up_by() {
    for kind in FieldType::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
    }
    for stage in shipped().all_stages() {
        assert_eq!(
            serde_json::to_value(stage.class).unwrap(),
            stage.class.as_str()
        );
        let balance = stage
            .balance
            .map(|b| (serde_json::to_value(b).unwrap(), b.as_str()));
        assert!(balance.is_none_or(|(json, word)| json == word));
    }
}
