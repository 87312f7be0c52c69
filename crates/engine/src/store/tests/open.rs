use std::fs;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::App;
use crate::lot::LotQuery;
use crate::testing::farm::{MemorySecrets, TestHost, cooperative, farm, harvest, open};
use crate::testing::{ask, dump, names};

fn code_of(dir: &std::path::Path) -> String {
    App::open(dir, TestHost::new(), Arc::new(MemorySecrets::default()))
        .err()
        .unwrap()
        .code
        .to_string()
}

#[test]
fn an_older_program_refuses_a_newer_file_and_leaves_it() {
    let (dir, app) = cooperative();
    drop(app);
    let file = dir.path().join(crate::store::FILE);
    rusqlite::Connection::open(&file)
        .unwrap()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    assert_eq!(code_of(dir.path()), "newer_file");
    let version: i64 = rusqlite::Connection::open(&file)
        .unwrap()
        .query_row("PRAGMA user_version", [], |r| r.get(0))
        .unwrap();
    assert_eq!(version, 99);
}

#[test]
fn a_file_that_is_no_data_file_is_not_touched() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join(crate::store::FILE);
    let words = "đây là một bức thư, không phải dữ liệu. ".repeat(100);
    fs::write(&file, &words).unwrap();
    assert_eq!(code_of(dir.path()), "file_damaged");
    assert_eq!(fs::read_to_string(&file).unwrap(), words);
}

#[test]
fn a_folder_that_is_a_file_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("sổ");
    fs::write(&file, "x").unwrap();
    assert_eq!(code_of(&file), "folder_not_writable");
}

#[test]
fn the_data_file_is_kept_as_promised() {
    let (_dir, app) = cooperative();
    let conn = crate::store::open(app.dir(), app.host()).unwrap();
    let ask = |sql: &str| {
        conn.query_row(sql, [], |r| r.get::<_, rusqlite::types::Value>(0))
            .unwrap()
    };
    assert_eq!(ask("PRAGMA journal_mode"), "wal".to_owned().into());
    assert_eq!(ask("PRAGMA synchronous"), 2_i64.into());
    assert_eq!(ask("PRAGMA foreign_keys"), 1_i64.into());
}

#[test]
fn two_programs_that_start_at_once_share_one_folder() {
    let dir = tempfile::tempdir().unwrap();
    let apps: Vec<App> = std::thread::scope(|s| {
        let starting: Vec<_> = (0..4).map(|_| s.spawn(|| open(dir.path()))).collect();
        starting.into_iter().map(|t| t.join().unwrap()).collect()
    });
    let made = apps
        .iter()
        .filter(|app| app.create_sample_profile().is_ok())
        .count();
    assert_eq!(made, 1);
    assert_eq!(
        ask(
            &apps[0],
            "SELECT count(DISTINCT value) FROM meta WHERE key = 'device'"
        ),
        1
    );
}

#[test]
fn two_programs_on_one_folder_lose_and_double_nothing() {
    let (dir, first) = cooperative();
    let tea = first.write("Lan", |tx| Ok(farm(tx)?.tea)).unwrap();
    let second = App::open(
        dir.path(),
        Arc::new(crate::SystemHost),
        Arc::new(MemorySecrets::default()),
    )
    .unwrap();
    std::thread::scope(|s| {
        for app in [&first, &second] {
            s.spawn(move || {
                for day in 1..=20 {
                    // Both import the same ledger: the same lots, the same keys.
                    let input = harvest(
                        tea,
                        None,
                        &format!("CHE-{day}"),
                        &format!("2026-10-{day:02}"),
                        10,
                    );
                    app.write("", |tx| tx.record_harvest(&input, Some(1)))
                        .unwrap();
                }
            });
        }
    });
    for app in [&first, &second] {
        let page = app
            .lots(LotQuery {
                limit: 100,
                ..LotQuery::default()
            })
            .unwrap();
        assert_eq!(page.total, 20);
        assert!(
            page.rows
                .iter()
                .all(|row| (row.quantity - 10.0).abs() < f64::EPSILON)
        );
    }
    assert_eq!(ask(&first, "SELECT count(*) FROM step"), 20);
    assert_eq!(ask(&first, "SELECT count(*) FROM trace_event"), 20);
}

#[test]
fn what_is_stored_is_composed_text() {
    let (_dir, app) = cooperative();
    let mut profile = app.profile().unwrap().unwrap();
    profile.name = "Hợp tác xã Chè".nfd().collect();
    app.update_profile(profile).unwrap();
    assert_eq!(app.profile().unwrap().unwrap().name, "Hợp tác xã Chè");
}

#[test]
fn a_file_of_the_first_schema_opens_and_ends_like_a_fresh_one() {
    let fixture =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schema-1.db");
    if std::env::var_os("NUONG_NEW_FIXTURE").is_some() {
        make_fixture(&fixture);
    }
    let dir = tempfile::tempdir().unwrap();
    fs::copy(fixture, dir.path().join(crate::store::FILE)).unwrap();
    let old = open(dir.path());
    let lots = old
        .lots(LotQuery {
            text: "che duong".into(),
            limit: 10,
            ..LotQuery::default()
        })
        .unwrap();
    assert_eq!(lots.rows[0].lot, "CHE-OL-261020-1");
    let (_fresh_dir, fresh) = cooperative();
    assert_eq!(schema(&old), schema(&fresh));
    assert!(!dump(&old).is_empty());
}

/// A data file of the latest schema, to be committed when a migration ships and never made anew after that.
fn make_fixture(file: &std::path::Path) {
    assert!(!file.exists(), "a shipped fixture is never made anew");
    let (_dir, app) = cooperative();
    app.write("Lan", |tx| {
        let farm = farm(tx)?;
        tx.record_spray(
            &crate::testing::farm::spray(farm.plot, "2026-10-18", 7),
            "s",
        )?;
        tx.record_harvest(
            &harvest(
                farm.tea,
                Some(farm.plot),
                "CHE-OL-261020-1",
                "2026-10-20",
                812,
            ),
            Some(1),
        )
    })
    .unwrap();
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let conn = rusqlite::Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    conn.execute("VACUUM INTO ?1", [file.to_str().unwrap()])
        .unwrap();
}

fn schema(app: &App) -> Vec<String> {
    let conn = rusqlite::Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    let mut all = Vec::new();
    for kind in ["table", "index", "trigger"] {
        for name in names(&conn, kind) {
            all.push(
                conn.query_row(
                    "SELECT coalesce(sql, name) FROM sqlite_schema WHERE name = ?1",
                    [name],
                    |r| r.get(0),
                )
                .unwrap(),
            );
        }
    }
    all
}

#[test]
fn a_program_that_ended_leaves_everything_in_the_one_data_file() {
    let (dir, app) = cooperative();
    app.write("", farm).unwrap();
    app.search("chè").unwrap();
    drop(app);
    let log = fs::metadata(dir.path().join("nuong.db-wal"));
    assert_eq!(log.map_or(0, |log| log.len()), 0);
    // Who copies that one file to a stick has it all.
    let stick = tempfile::tempdir().unwrap();
    let copy = |name| fs::copy(dir.path().join(name), stick.path().join(name)).unwrap();
    copy(crate::store::FILE);
    let plots = "SELECT count(*) FROM place WHERE kind = 'plot'";
    assert_eq!(ask(&open(stick.path()), plots), 2);
}
