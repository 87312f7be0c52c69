//! The program killed between any two writes: a child process writes without pause and is killed from outside.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;

use super::ask;
use super::farm::{MemorySecrets, cooperative, farm, harvest};
use crate::store::tests::door::destination;
use crate::{App, SystemHost};

const FOLDER: &str = "NUONG_TEST_WRITER";

/// Not a test of its own: the body of the child process below.
#[test]
fn child_that_writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let app = App::open(
        folder.as_ref(),
        Arc::new(SystemHost),
        Arc::new(MemorySecrets::default()),
    )
    .unwrap();
    let tea = app
        .read(|r| Ok(r.product_by_sku("CHE-OL")?.unwrap().0))
        .unwrap();
    for n in 0.. {
        let picks = [
            harvest(tea, None, &format!("LOT-{n}"), "2026-10-20", 5),
            harvest(tea, None, &format!("LOT-{n}"), "2026-10-21", 7),
        ];
        app.write("", |tx| {
            for pick in &picks {
                tx.record_harvest(pick, Some(1))?;
            }
            Ok(())
        })
        .unwrap();
        println!("wrote {n}");
    }
}

#[test]
fn a_killed_program_leaves_whole_transactions() {
    let (dir, app) = cooperative();
    app.write("", |tx| {
        farm(tx).and_then(|_| tx.save_destination(&destination()))
    })
    .unwrap();
    for round in 1..=3 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "testing::crash::child_that_writes_until_it_is_killed",
                "--nocapture",
            ])
            .env(FOLDER, dir.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        // Later rounds meet the lots of earlier ones and take none of them twice.
        let written = lines
            .filter(|l| l.contains("wrote"))
            .take(round * 8)
            .count();
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(written, round * 8);
        assert_eq!(
            ask(
                &app,
                "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
            ),
            0
        );
        let lots = ask(&app, "SELECT count(*) FROM lot");
        assert!(lots >= 8);
        assert_eq!(
            ask(&app, "SELECT count(*) FROM lot WHERE quantity = 12000000"),
            lots
        );
        assert_eq!(ask(&app, "SELECT count(*) FROM step"), 2 * lots);
        assert_eq!(ask(&app, "SELECT count(*) FROM trace_event"), 2 * lots);
        assert_eq!(
            ask(
                &app,
                "SELECT count(*) FROM delivery WHERE state = 'waiting'"
            ),
            2 * lots
        );
        assert_eq!(
            ask(&app, "SELECT count(*) FROM change_log WHERE noun = 'lot'"),
            lots
        );
    }
}
