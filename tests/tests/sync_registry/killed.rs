//! The laptop's program killed in the middle of a sync, and two programs on one data folder.

use std::sync::{Arc, Mutex};

use crate::laptop::{
    assert_each_side_holds_each_event_once, born, code, harvest, new_laptop, open, registry,
    start_program, summary_of, sync,
};
use crate::ledger::{assert_both_agree, correct, kilograms, read_row};
use crate::line::{Harm, Line, Moment};

#[test]
fn the_laptop_killed_at_any_request_leaves_each_event_once_on_each_side() {
    for at in 0..8 {
        for moment in [Moment::Before, Moment::After, Moment::Answered] {
            let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
            let registry = registry(there.path());
            let line = Line::to(registry.addr());
            let app = open(home.path());
            harvest(&app, 0..50, 2);
            app.connect(&line.url, &code(&registry)).unwrap();
            let child = Arc::new(Mutex::new(None));
            let victim = child.clone();
            line.plan(at, moment, Harm::Do(Box::new(move || kill(&victim))));
            let mut running = child.lock().unwrap();
            *running = Some(start_program(home.path()));
            drop(running);
            wait_for_end(&child);
            assert_eq!(
                line.did_harm(),
                at < 7,
                "seven requests: the limits, what is there in two parts, two documents and their two jobs"
            );
            let (one, two) = (sync(&app), sync(&app));
            assert_eq!((one.notice, two.sent), (None, 0), "{at} {moment:?}");
            assert_eq!(born(&app).len(), 150);
            assert_each_side_holds_each_event_once(&app, &registry.url());
        }
    }
}

#[test]
fn the_laptop_killed_at_any_request_of_a_correction_ends_with_it_told_once() {
    for moment in [Moment::Before, Moment::After, Moment::Answered] {
        for at in 0.. {
            let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
            let registry = registry(there.path());
            let line = Line::to(registry.addr());
            let app = open(home.path());
            read_row(&app, 100);
            app.connect(&line.url, &code(&registry)).unwrap();
            sync(&app);
            correct(&app, 10);
            let child = Arc::new(Mutex::new(None));
            let victim = child.clone();
            line.plan(at, moment, Harm::Do(Box::new(move || kill(&victim))));
            let mut running = child.lock().unwrap();
            *running = Some(start_program(home.path()));
            drop(running);
            wait_for_end(&child);
            let killed = line.did_harm();
            sync(&app);
            let told = format!("{at} {moment:?}");
            assert_both_agree(&app, &registry.url(), &told);
            assert_eq!(kilograms(&app, &registry.url()), [10.0], "{told}");
            if !killed {
                assert_eq!(
                    at, 7,
                    "the limits, and for each of two what is there, a document and its job"
                );
                break;
            }
        }
    }
}

fn kill(victim: &Mutex<Option<std::process::Child>>) {
    if let Some(child) = victim.lock().unwrap().as_mut() {
        child.kill().unwrap();
    }
}

/// The lock is let go between looks, so that the line can reach the child to kill it.
fn wait_for_end(child: &Mutex<Option<std::process::Child>>) {
    while child
        .lock()
        .unwrap()
        .as_mut()
        .is_some_and(|c| c.try_wait().unwrap().is_none())
    {
        std::thread::yield_now();
    }
}

#[test]
fn two_programs_syncing_one_folder_at_once_send_each_event_once() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let line = Line::to(registry.addr());
    let app = open(home.path());
    harvest(&app, 0..40, 2);
    app.connect(&line.url, &code(&registry)).unwrap();
    let programs: Vec<_> = (0..3).map(|_| start_program(home.path())).collect();
    let summaries: Vec<_> = programs.into_iter().map(summary_of).collect();
    assert_eq!(
        summaries.iter().map(|s| s.accepted).sum::<u32>(),
        120,
        "{summaries:?}"
    );
    assert_eq!(
        line.count("POST /capture"),
        2,
        "no event is posted by two of them"
    );
    assert_each_side_holds_each_event_once(&app, &registry.url());
}

#[test]
fn a_second_sync_during_a_first_says_that_one_is_running_and_touches_nothing() {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let line = Line::to(registry.addr());
    let app = Arc::new(open(home.path()));
    harvest(&app, 0..1, 1);
    app.connect(&line.url, &code(&registry)).unwrap();
    let (second, seen) = (app.clone(), Arc::new(Mutex::new(Vec::new())));
    let tell = seen.clone();
    // In the middle of the first run's post, this program and another one both try.
    let home_path = home.path().to_owned();
    let act = move || {
        let other = summary_of(start_program(&home_path));
        let running = second.outbox(None).unwrap().running;
        tell.lock()
            .unwrap()
            .extend([(sync(&second), running), (other, running)]);
    };
    line.plan(2, Moment::Before, Harm::Do(Box::new(act)));
    assert_eq!(sync(&app).accepted, 2);
    for (summary, running) in seen.lock().unwrap().iter() {
        assert_eq!(
            (
                summary.notice.as_ref().unwrap().key.as_str(),
                summary.sent,
                *running
            ),
            ("sync.notice.already_running", 0, true)
        );
    }
    assert_eq!(seen.lock().unwrap().len(), 2);
    assert_each_side_holds_each_event_once(&app, &registry.url());
}
