//! What the registry has already: from another laptop, from this one before it was restored, or from an older program.

use nuong_engine::views::DeliveryState;
use nuong_engine::{App, ProductRecord};

use crate::laptop::{code, new_laptop, open, registry, sync};
use crate::ledger::{
    LOT, assert_both_agree, correct, held, kilograms, read_row, read_row_of, standing, void,
};

fn told(app: &App) -> Vec<String> {
    let history = app.lot(LOT).unwrap().history;
    history.into_iter().map(|line| line.message.key).collect()
}

fn exported(app: &App) -> serde_json::Value {
    app.export_epcis().unwrap()["epcisBody"]["eventList"].clone()
}

#[test]
fn two_laptops_with_one_ledger_tell_each_event_once_and_both_say_so() {
    let (one, two) = (new_laptop(), new_laptop());
    let there = tempfile::tempdir().unwrap();
    let registry = registry(there.path());
    let apps = [open(one.path()), open(two.path())];
    for app in &apps {
        read_row(app, 100);
        app.connect(&registry.url(), &code(&registry)).unwrap();
    }
    assert_eq!(sync(&apps[0]).sent, 1);
    let second = sync(&apps[1]);
    assert_eq!(
        (second.sent, second.accepted),
        (0, 1),
        "nothing is sent twice"
    );
    for app in &apps {
        assert_both_agree(app, &registry.url(), "the same ledger");
    }
    // Both correct it alike; the second finds the right event there, and declares the wrong one for its own part.
    for app in &apps {
        correct(app, 10);
        sync(app);
    }
    for app in &apps {
        assert_eq!(kilograms(app, &registry.url()), [10.0]);
        let outbox = app.outbox(None).unwrap();
        assert_eq!((outbox.accepted, outbox.waiting, outbox.refused), (3, 0, 0));
    }
    assert_eq!(held(&apps[0], &registry.url()).events, 2);
}

#[test]
fn an_event_that_another_laptop_declared_wrong_is_put_to_a_person_until_this_one_corrects_it_too() {
    let (one, two) = (new_laptop(), new_laptop());
    let there = tempfile::tempdir().unwrap();
    let registry = registry(there.path());
    let (first, second) = (open(one.path()), open(two.path()));
    for app in [&first, &second] {
        read_row(app, 100);
        app.connect(&registry.url(), &code(&registry)).unwrap();
    }
    sync(&first);
    correct(&first, 10);
    sync(&first);
    sync(&second);
    let puts = second.outbox(Some(DeliveryState::NeedsPerson)).unwrap();
    assert_eq!((puts.needs_person, puts.accepted), (1, 0));
    assert_eq!(
        puts.rows[0].reason.as_ref().unwrap().key,
        "sync.declared_there"
    );
    assert_eq!(standing(&second).state, "needs_person");
    correct(&second, 10);
    let summary = sync(&second);
    assert_eq!((summary.sent, summary.accepted), (0, 1));
    let after = second.outbox(None).unwrap();
    assert_eq!(
        (after.accepted, after.needs_person, after.waiting),
        (1, 0, 0)
    );
    assert_eq!(kilograms(&second, &registry.url()), [10.0]);
    assert_both_agree(&first, &registry.url(), "the first laptop");
}

/// A registry that has the row as a laptop without GTIN told it, and a laptop that knows the GTIN.
fn gtin_came_later() -> (App, nuong_registry::Running, Vec<tempfile::TempDir>) {
    let (one, two) = (new_laptop(), new_laptop());
    let there = tempfile::tempdir().unwrap();
    let registry = registry(there.path());
    let (old, new) = (open(one.path()), open(two.path()));
    read_row(&old, 100);
    let with_gtin = ProductRecord {
        gtin: Some("08936000000011".into()),
        ..ProductRecord::default()
    };
    read_row_of(&new, 100, with_gtin);
    assert_ne!(
        exported(&old)[0]["quantityList"],
        exported(&new)[0]["quantityList"]
    );
    old.connect(&registry.url(), &code(&registry)).unwrap();
    sync(&old);
    new.connect(&registry.url(), &code(&registry)).unwrap();
    let summary = sync(&new);
    assert_eq!(
        (summary.sent, summary.accepted, summary.notice),
        (0, 1, None)
    );
    assert_eq!(exported(&old), exported(&new), "the registry's words count");
    (new, registry, vec![one, two, there])
}

#[test]
fn an_event_that_is_there_in_other_words_is_taken_over_and_the_lot_says_so() {
    let (new, registry, _dirs) = gtin_came_later();
    assert_both_agree(&new, &registry.url(), "taken over");
    assert!(told(&new).contains(&"core.history.event_adopted".to_owned()));
    assert_eq!(held(&new, &registry.url()).events, 1);
}

#[test]
fn what_was_taken_over_is_corrected_and_voided_in_the_registrys_words() {
    let (new, registry, _dirs) = gtin_came_later();
    correct(&new, 10);
    assert_eq!(sync(&new).accepted, 2);
    assert_both_agree(&new, &registry.url(), "taken over and corrected");
    void(&new);
    assert_eq!(sync(&new).accepted, 1);
    assert_both_agree(&new, &registry.url(), "and voided");
    assert_eq!(held(&new, &registry.url()).declarations, 2);
}

#[test]
fn a_post_in_doubt_that_the_registry_had_in_other_words_is_taken_over_too() {
    use crate::line::{Harm, Line, Moment};
    let (one, two) = (new_laptop(), new_laptop());
    let there = tempfile::tempdir().unwrap();
    let registry = registry(there.path());
    let line = Line::to(registry.addr());
    let (old, new) = (open(one.path()), open(two.path()));
    read_row(&old, 100);
    let with_gtin = ProductRecord {
        gtin: Some("08936000000011".into()),
        ..ProductRecord::default()
    };
    read_row_of(&new, 100, with_gtin);
    old.connect(&registry.url(), &code(&registry)).unwrap();
    new.connect(&line.url, &code(&registry)).unwrap();
    // The other laptop's event comes between this one's question and its post.
    line.plan(
        2,
        Moment::Before,
        Harm::Do(Box::new(move || drop(sync(&old)))),
    );
    sync(&new);
    assert!(line.did_harm());
    sync(&new);
    assert_both_agree(&new, &registry.url(), "taken over in doubt");
    assert!(told(&new).contains(&"core.history.event_adopted".to_owned()));
}

#[test]
fn a_laptop_restored_from_before_its_last_sync_goes_on_where_the_registry_is() {
    let home = new_laptop();
    let there = tempfile::tempdir().unwrap();
    let registry = registry(there.path());
    let app = open(home.path());
    read_row(&app, 100);
    app.connect(&registry.url(), &code(&registry)).unwrap();
    let backup = tempfile::tempdir().unwrap();
    drop(app);
    copy(home.path(), backup.path());
    let app = open(home.path());
    sync(&app);
    drop(app);
    let restored = open(backup.path());
    let summary = sync(&restored);
    assert_eq!((summary.sent, summary.accepted), (0, 1));
    assert_both_agree(&restored, &registry.url(), "restored");
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir_all(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}
