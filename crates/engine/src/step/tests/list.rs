use crate::Code;
use crate::step::view::StepQuery;
use crate::testing::farm::{LOT, with_lot};

/// Puts a code into a query.
type Field = fn(&mut StepQuery, &str);

#[test]
fn a_step_is_listed_as_it_was_told_and_found_by_any_of_its_codes() {
    let (_dir, app) = with_lot();
    let all = app.steps(&StepQuery::default()).unwrap();
    let [step] = &all[..] else { panic!("{all:?}") };
    assert_eq!(
        (
            &*step.stage,
            &*step.day,
            &*step.place,
            step.origin.as_deref(),
            step.party.as_deref()
        ),
        ("harvest", "2026-10-20", "T001", Some("T001"), Some("H001"))
    );
    let line = &step.lines[0];
    assert_eq!(
        (&*line.role, &*line.lot, line.quantity, &*line.unit),
        ("out", LOT, 5.0, "kg")
    );
    assert_eq!(line.rest["moisture"], 135);
    assert_eq!(step.state, "local");
    assert_eq!(app.step(&step.id).unwrap(), *step);
    let found = |query: StepQuery| app.steps(&query).unwrap().len();
    let asked = |field: Field, code: &str| {
        let mut query = StepQuery::default();
        field(&mut query, code);
        found(query)
    };
    let fields: [(Field, &str, &str); 4] = [
        (|q, code| q.stage = code.into(), "harvest", "pack"),
        (|q, code| q.place = code.into(), "T001", "KHO"),
        (|q, code| q.from = code.into(), "20/10/2026", "2026-10-21"),
        (|q, code| q.to = code.into(), "2026-10-20", "2026-10-19"),
    ];
    for (field, its, other) in fields {
        assert_eq!((asked(field, its), asked(field, other)), (1, 0), "{its}");
    }
    let by_code: [(Field, Code); 6] = [
        (|q, code| q.stage = code.into(), Code::StageUnknown),
        (|q, code| q.lot = code.into(), Code::LotNotFound),
        (|q, code| q.place = code.into(), Code::PlaceUnknown),
        (|q, code| q.party = code.into(), Code::PartyUnknown),
        (|q, code| q.from = code.into(), Code::DateUnreadable),
        (|q, code| q.to = code.into(), Code::DateUnreadable),
    ];
    for (field, code) in by_code {
        let mut query = StepQuery::default();
        field(&mut query, "hôm nào");
        assert_eq!(app.steps(&query).unwrap_err().code, code);
    }
    for id in ["X", "00000000-0000-8000-8000-000000000000"] {
        assert_eq!(app.step(id).unwrap_err().code, Code::StepUnknown);
    }
}
