use std::collections::BTreeMap;
use std::convert::Infallible;

use proptest::prelude::*;

use super::*;
use crate::quantity::QuantityError;
use crate::unit::Dimension;

fn line(role: Role, lot: u8, place: u8, kilograms: i64) -> Line<u8, u8> {
    let amount = Quantity::from_base(kilograms, Dimension::Mass).unwrap();
    Line {
        role,
        lot,
        place,
        amount,
    }
}

/// What stands of (lot 1, place 0), by what is `there`.
fn shortfalls(deltas: &Deltas<u8, u8>, there: i64) -> Vec<Shortfall<u8, u8>> {
    let found = deltas.find_shortfalls(|_, _| Ok::<_, Infallible>(Some(there)));
    found.unwrap()
}

#[test]
fn a_hundred_that_should_be_ten_is_refused_once_eighty_are_gone() {
    let mut correction = Deltas::default();
    correction.take_lines([line(Role::Out, 1, 0, 100)]).unwrap();
    correction.add_lines([line(Role::Out, 1, 0, 10)]).unwrap();
    assert!(correction.changes().eq([(1, 0, -90)]));
    assert_eq!(shortfalls(&correction, 100), []);
    let refused = shortfalls(&correction, 20);
    assert_eq!(
        refused,
        [Shortfall {
            lot: 1,
            place: 0,
            there: 20,
            taken: 90
        }]
    );
    assert_eq!(refused[0].code(), "stock_negative");
    // Steps 7 and 9 took; 8 put back what it took.
    let lines = [(9, -30), (8, -5), (7, -50), (8, 5), (10, 3)];
    assert_eq!(name_takers(lines), [9, 7]);
}

#[test]
fn what_is_below_nothing_may_be_mended_by_halves() {
    let mut found = Deltas::default();
    found.add_lines([line(Role::Out, 1, 0, 5)]).unwrap();
    assert_eq!(shortfalls(&found, -20), []);
    let mut taken = Deltas::default();
    taken.add_lines([line(Role::In, 1, 0, 5)]).unwrap();
    assert_eq!(shortfalls(&taken, 5), []);
    assert_eq!(shortfalls(&taken, 4).len(), 1);
    let untracked = taken.find_shortfalls(|_, _| Ok::<_, Infallible>(None));
    assert_eq!(untracked, Ok(vec![]));
    assert_eq!(taken.find_shortfalls(|_, _| Err("disk")), Err("disk"));
}

#[test]
fn a_move_puts_down_what_it_takes_up() {
    let (up, down) = (line(Role::In, 1, 0, 40), line(Role::Out, 1, 2, 40));
    assert_eq!(check_moves([up, down, line(Role::On, 3, 0, 9)]), Ok(()));
    // Lots do not make up for one another.
    let other = check_moves([up, line(Role::Out, 2, 2, 40)]).unwrap_err();
    assert_eq!((other.lot, other.came_in, other.went_out), (1, 40, 0));
    assert_eq!(other.code(), "balance_exceeded");
    assert!(check_moves([up, down, down]).is_err());
}

#[test]
fn sums_at_the_edge_are_refused_and_never_run_over() {
    let full = LotSums {
        made: i64::MAX,
        used: i64::MIN,
        ..LotSums::default()
    };
    assert_eq!(
        full.with_line(Some(Column::Made), 1),
        Err(QuantityError::TooLarge)
    );
    assert_eq!(
        full.with_line(Some(Column::Used), 1),
        Err(QuantityError::TooLarge)
    );
    assert_eq!(
        full.with_line(Some(Column::Lost), i64::MIN),
        Err(QuantityError::TooLarge)
    );
    assert_eq!(full.with_line(None, i64::MIN), Ok(full));
    assert_eq!(full.quantity(), i128::from(i64::MAX) - i128::from(i64::MIN));
    let mut deltas = Deltas::default();
    let most = line(Role::In, 1, 1, Quantity::MAX - 1);
    let added = deltas.add_lines(std::iter::repeat_n(most, 10_000));
    assert_eq!(added, Err(QuantityError::TooLarge));
    assert!(shortfalls(&deltas, i64::MIN)[0].taken > 0);
}

/// A line and the column that its stage gives it.
fn any_posting() -> impl Strategy<Value = (Line<u8, u8>, Option<Column>)> {
    let columns = [Column::Used, Column::GoneOut, Column::Lost];
    let parts = (0_u8..3, 0_u8..3, 1_i64..1000, 0_usize..6);
    parts.prop_map(move |(lot, place, amount, kind)| match kind {
        0 => (line(Role::Out, lot, place, amount), Some(Column::Made)),
        1 => (line(Role::Out, lot, place, amount), Some(Column::Counted)),
        2 => (line(Role::In, lot, place, amount), Some(Column::Counted)),
        kind => (line(Role::In, lot, place, amount), Some(columns[kind - 3])),
    })
}

/// A move of one lot from place to place.
fn moved(lot: u8, from: u8, to: u8, amount: i64) -> [(Line<u8, u8>, Option<Column>); 2] {
    [
        (line(Role::In, lot, from, amount), None),
        (line(Role::Out, lot, to, amount), None),
    ]
}

type Account = (BTreeMap<u8, LotSums>, Deltas<u8, u8>);

fn post((sums, stock): &mut Account, (line, column): (Line<u8, u8>, Option<Column>)) {
    let sum = sums.entry(line.lot).or_default();
    *sum = sum.with_line(column, line.signed()).unwrap();
    stock.add_lines([line]).unwrap();
}

fn take_back((sums, stock): &mut Account, (line, column): (Line<u8, u8>, Option<Column>)) {
    let sum = sums.entry(line.lot).or_default();
    *sum = sum.with_line(column, -line.signed()).unwrap();
    stock.take_lines([line]).unwrap();
}

proptest! {
    /// Property 3 of the model: over all places a lot's stock is its quantity; and what is taken back leaves no trace.
    #[test]
    fn stock_over_all_places_is_the_lots_quantity(
        postings in proptest::collection::vec(any_posting(), 0..30),
        moves in proptest::collection::vec((0_u8..3, 0_u8..3, 0_u8..3, 1_i64..1000), 0..10),
        undone in proptest::collection::vec(any_posting(), 0..10),
    ) {
        let mut account = Account::default();
        for posting in &postings {
            post(&mut account, *posting);
        }
        let before = account.clone();
        for posting in &undone {
            post(&mut account, *posting);
        }
        for (lot, from, to, amount) in moves {
            moved(lot, from, to, amount).into_iter().for_each(|posting| post(&mut account, posting));
        }
        for (lot, sums) in &account.0 {
            let at_places = account.1.changes().filter(|(own, _, _)| own == lot);
            let stock: i128 = at_places.map(|(_, _, stock)| i128::from(stock)).sum();
            prop_assert_eq!(stock, sums.quantity());
        }
        let mut account = before.clone();
        undone.iter().for_each(|posting| post(&mut account, *posting));
        undone.iter().rev().for_each(|posting| take_back(&mut account, *posting));
        account.0.retain(|lot, _| before.0.contains_key(lot));
        prop_assert_eq!(account, before);
    }

    /// A step is refused exactly when stock would be below nothing where it takes.
    #[test]
    fn a_shortfall_is_told_exactly_where_stock_ends(
        there in proptest::collection::vec(-50_i64..1000, 9),
        lines in proptest::collection::vec(any_posting(), 0..12),
    ) {
        let stock = |lot: u8, place: u8| there[usize::from(lot) * 3 + usize::from(place)];
        let mut deltas = Deltas::default();
        deltas.add_lines(lines.iter().map(|(line, _)| *line)).unwrap();
        let found = deltas.find_shortfalls(|lot, place| Ok::<_, Infallible>(Some(stock(lot, place)))).unwrap();
        for (lot, place) in (0..3).flat_map(|lot| (0..3).map(move |place| (lot, place))) {
            let own = lines.iter().filter(|(line, _)| (line.lot, line.place) == (lot, place));
            let change: i64 = own.map(|(line, _)| line.signed()).sum();
            let short = change < 0 && stock(lot, place) + change < 0;
            prop_assert_eq!(found.iter().any(|f| (f.lot, f.place) == (lot, place)), short);
        }
    }
}
