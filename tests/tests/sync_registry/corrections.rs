//! A harvest of 100 kg that was 10 kg, whenever that is noticed.

use nuong_engine::App;
use nuong_registry::Running;
use tempfile::TempDir;

use crate::laptop::{code, new_laptop, open, registry, sync};
use crate::ledger::{
    LOT, assert_both_agree, correct, held, kilograms, read_row, standing, steps, void,
};
use crate::line::{Harm, Line, Moment};

/// Requests of a run with something to send, before it posts: the limits, and what is there already.
const BEFORE_THE_POST: usize = 2;

/// A laptop with a harvest of 100 kg, a registry, and the line between them.
struct World {
    app: App,
    registry: Running,
    line: Line,
    _dirs: [TempDir; 2],
}

fn world() -> World {
    let (home, there) = (new_laptop(), tempfile::tempdir().unwrap());
    let registry = registry(there.path());
    let line = Line::to(registry.addr());
    let app = open(home.path());
    read_row(&app, 100);
    app.connect(&line.url, &code(&registry)).unwrap();
    World {
        app,
        registry,
        line,
        _dirs: [home, there],
    }
}

impl World {
    fn assert_agreed(&self, kilograms_there: &[f64], what: &str) {
        assert_both_agree(&self.app, &self.registry.url(), what);
        assert_eq!(
            kilograms(&self.app, &self.registry.url()),
            kilograms_there,
            "{what}"
        );
    }

    /// What the registry was ever told, and of that what is declared wrong.
    fn told(&self) -> (usize, usize) {
        let held = held(&self.app, &self.registry.url());
        (held.events, held.declarations)
    }

    /// Everybody's page of the lot.
    fn page(&self) -> String {
        let url = format!("{}/6200012345/CHE/{LOT}?lang=vi", self.registry.url());
        let client = reqwest::blocking::Client::builder().no_proxy().build();
        client.unwrap().get(url).send().unwrap().text().unwrap()
    }

    /// A run whose post is lost as planned, and after which nobody answers.
    fn lose_the_post(&self, moment: Moment) {
        self.line.plan(BEFORE_THE_POST, moment, Harm::Cut);
        self.line.lead_to_after_harm("127.0.0.1:1".parse().unwrap());
        let lost = sync(&self.app);
        assert!(self.line.did_harm() && lost.accepted == 0, "{lost:?}");
        self.line.lead_to(self.registry.addr());
    }
}

#[test]
fn corrected_before_it_was_sent_the_wrong_event_never_leaves() {
    let world = world();
    correct(&world.app, 10);
    let summary = sync(&world.app);
    assert_eq!((summary.sent, summary.accepted), (1, 1));
    world.assert_agreed(&[10.0], "corrected before");
    assert_eq!(world.told(), (1, 0));
}

#[test]
fn corrected_while_nobody_knows_whether_it_arrived_it_is_asked_about_first() {
    for (moment, told) in [(Moment::Before, (1, 0)), (Moment::After, (2, 1))] {
        let world = world();
        world.lose_the_post(moment);
        correct(&world.app, 10);
        let summary = sync(&world.app);
        assert_eq!(summary.notice, None, "{moment:?}");
        world.assert_agreed(&[10.0], "corrected in doubt");
        assert_eq!(world.told(), told, "{moment:?}");
    }
}

#[test]
fn corrected_after_acceptance_one_sync_sends_the_right_event_and_then_the_declaration() {
    let world = world();
    sync(&world.app);
    correct(&world.app, 10);
    let summary = sync(&world.app);
    assert_eq!((summary.sent, summary.accepted, summary.waiting), (2, 2, 0));
    world.assert_agreed(&[10.0], "corrected after");
    assert_eq!(world.told(), (2, 1));
}

#[test]
fn a_voided_step_is_declared_and_comes_back_as_another_one() {
    let world = world();
    sync(&world.app);
    let first = standing(&world.app).id;
    void(&world.app);
    sync(&world.app);
    world.assert_agreed(&[], "voided");
    assert_eq!(world.told(), (1, 1));
    world.app.undo("Lan", "vi").unwrap();
    sync(&world.app);
    world.assert_agreed(&[100.0], "brought back");
    assert_eq!(world.told(), (2, 1));
    assert_ne!(standing(&world.app).id, first, "under an id of its own");
}

#[test]
fn a_correction_taken_back_after_its_declaration_was_accepted_returns_the_original_anew() {
    let world = world();
    sync(&world.app);
    correct(&world.app, 10);
    sync(&world.app);
    world.app.undo("Lan", "vi").unwrap();
    let summary = sync(&world.app);
    assert_eq!((summary.sent, summary.accepted), (2, 2));
    world.assert_agreed(&[100.0], "taken back");
    assert_eq!(world.told(), (3, 2));
    assert_eq!(steps(&world.app).len(), 3);
}

#[test]
fn a_correction_taken_back_before_anything_left_leaves_no_trace() {
    let world = world();
    sync(&world.app);
    correct(&world.app, 10);
    world.app.undo("Lan", "vi").unwrap();
    assert_eq!(sync(&world.app).sent, 0);
    world.assert_agreed(&[100.0], "taken back at once");
    assert_eq!(world.told(), (1, 0));
}

#[test]
fn corrected_twice_the_declaration_names_what_stands_in_the_end() {
    let world = world();
    sync(&world.app);
    correct(&world.app, 10);
    correct(&world.app, 12);
    sync(&world.app);
    world.assert_agreed(&[12.0], "the second was never sent");
    assert_eq!(world.told(), (2, 1));
    correct(&world.app, 13);
    sync(&world.app);
    world.assert_agreed(&[13.0], "and once more");
    assert_eq!(world.told(), (3, 2));
}

#[test]
fn what_was_corrected_while_disconnected_is_declared_when_connected_again() {
    let world = world();
    sync(&world.app);
    world.app.disconnect().unwrap();
    correct(&world.app, 10);
    world
        .app
        .connect(&world.line.url, &code(&world.registry))
        .unwrap();
    sync(&world.app);
    world.assert_agreed(&[10.0], "corrected offline");
    assert_eq!(world.told(), (2, 1));
}

#[test]
fn the_lots_page_says_when_it_was_corrected() {
    let world = world();
    sync(&world.app);
    assert!(!world.page().contains("đính chính"));
    correct(&world.app, 10);
    sync(&world.app);
    let page = world.page();
    let today = world.app.host().now();
    let today = today.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7)));
    let said = format!("Đã đính chính ngày {}.", today.strftime("%d/%m/%Y"));
    assert!(page.contains(&said), "{page}");
    assert!(page.contains("10/11/2026"), "{page}");
    assert_eq!(kilograms(&world.app, &world.registry.url()), [10.0]);
}

/// What a run is for, and how many requests it takes when nothing happens to it.
type InFlight = (&'static str, fn(&App), &'static [f64]);

const IN_FLIGHT: [InFlight; 3] = [
    ("a correction", |app| correct(app, 10), &[10.0]),
    ("a void", void, &[]),
    (
        "a correction of a correction",
        |app| {
            correct(app, 10);
            correct(app, 12);
        },
        &[12.0],
    ),
];

#[test]
fn a_line_or_an_answer_cut_at_any_request_of_a_correction_ends_the_same() {
    for (what, change, kilograms_there) in IN_FLIGHT {
        for (moment, harm) in [
            (Moment::Before, "cut"),
            (Moment::After, "cut"),
            (Moment::After, "half"),
        ] {
            for at in 0.. {
                let world = world();
                sync(&world.app);
                change(&world.app);
                let harm = match harm {
                    "half" => Harm::Half,
                    _ => Harm::Cut,
                };
                world.line.plan(at, moment, harm);
                sync(&world.app);
                let happened = world.line.did_harm();
                world.line.plan(usize::MAX, Moment::Before, Harm::Cut);
                sync(&world.app);
                world.assert_agreed(kilograms_there, &format!("{what} {at} {moment:?}"));
                if !happened {
                    assert!(at >= 4, "{what}: {at} requests");
                    break;
                }
            }
        }
    }
}

#[test]
fn nobody_answering_after_any_request_of_a_correction_ends_the_same() {
    for (what, change, kilograms_there) in IN_FLIGHT {
        for moment in [Moment::Before, Moment::After] {
            for at in 0.. {
                let world = world();
                sync(&world.app);
                change(&world.app);
                world.line.plan(at, moment, Harm::Cut);
                world
                    .line
                    .lead_to_after_harm("127.0.0.1:1".parse().unwrap());
                sync(&world.app);
                let happened = world.line.did_harm();
                world.line.lead_to(world.registry.addr());
                world.line.plan(usize::MAX, Moment::Before, Harm::Cut);
                sync(&world.app);
                world.assert_agreed(kilograms_there, &format!("{what} {at} {moment:?}"));
                if !happened {
                    break;
                }
            }
        }
    }
}

#[test]
fn what_comes_again_after_a_declaration_is_no_dispute_and_the_undo_is_not_undone_itself() {
    for change in [|app: &App| correct(app, 10), void] {
        let world = world();
        sync(&world.app);
        change(&world.app);
        sync(&world.app);
        world.app.undo("Lan", "vi").unwrap();
        let balance = world.app.stock_balance(LOT).unwrap();
        assert_eq!((balance.quantity, balance.review.len()), (100.0, 0));
        let again = standing(&world.app).id;
        // Once more goes one further back, to what was entered first; what came again goes with it.
        assert_eq!(world.app.undo("Lan", "vi").unwrap().steps, [again]);
        assert_eq!(world.app.stock_balance(LOT).unwrap().quantity, 0.0);
        let undone = world.app.undo("Lan", "vi");
        assert!(undone.is_err_and(|e| e.code.as_str() == "nothing_to_undo"));
    }
}
