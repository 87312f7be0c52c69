//! Whatever is done on which laptop, and in whatever order files are carried about: who knows the same has the same.

use proptest::prelude::*;

use super::deeds::{DEEDS, deed};
use super::dump::{assert_alike, projections, shared};
use super::kit::{Laptop, cases, laptop};

#[derive(Debug, Clone)]
enum Deed {
    Do { who: usize, what: u8, n: u8 },
    Carry { from: usize, to: usize },
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (0..3_usize, 0..DEEDS, any::<u8>()).prop_map(|(who, what, n)| Deed::Do { who, what, n }),
        1 => (0..3_usize, 0..3_usize).prop_map(|(from, to)| Deed::Carry { from, to }),
    ]
}

fn play(laptops: &[Laptop], deeds: &[Deed]) {
    for one in deeds {
        match *one {
            Deed::Do { who, what, n } => deed(&laptops[who], what, n),
            Deed::Carry { from, to } => {
                let _merged = laptops[to].merge(&laptops[from]);
            }
        }
    }
}

/// Each takes the files of all in, in its own order, some of them twice.
fn gather(laptops: &[Laptop], orders: &[Vec<usize>]) {
    let files: Vec<_> = laptops.iter().map(Laptop::file).collect();
    for (one, order) in laptops.iter().zip(orders) {
        for from in order {
            one.app.merge_changes(&files[*from]).unwrap();
        }
        let again = one.app.merge_changes(&files[order[0]]).unwrap();
        assert_eq!(again.taken, 0, "taking in again takes nothing");
    }
}

proptest! {
    #![proptest_config(cases(6))]
    #[test]
    fn laptops_that_know_the_same_have_the_same(
        deeds in proptest::collection::vec(any_deed(), 10..60),
        orders in proptest::collection::vec(Just((0..3_usize).collect::<Vec<_>>()).prop_shuffle(), 3),
    ) {
        let laptops = [laptop(1, 0), laptop(2, 10), laptop(3, 0)];
        play(&laptops, &deeds);
        gather(&laptops, &orders);
        let first = shared(&laptops[0].app);
        for other in &laptops[1..] {
            assert_alike(&first, &shared(&other.app), "laptops differ");
        }
        for one in &laptops {
            let before = projections(&one.app);
            one.app.rebuild().unwrap();
            assert_alike(&before, &projections(&one.app), "rebuilt otherwise");
        }
    }

    #[test]
    fn one_laptop_alone_is_rebuilt_as_it_was(deeds in proptest::collection::vec((0..DEEDS, any::<u8>()), 1..30)) {
        let one = laptop(1, 0);
        for (what, n) in deeds {
            deed(&one, what, n);
        }
        let before = projections(&one.app);
        one.app.rebuild().unwrap();
        assert_alike(&before, &projections(&one.app), "rebuilt otherwise");
        assert_eq!(one.merge(&one).taken, 0);
    }
}

#[test]
fn files_go_from_hand_to_hand() {
    let laptops = [laptop(1, 0), laptop(2, 0), laptop(3, 0)];
    for n in 0..20 {
        for (who, one) in laptops.iter().enumerate() {
            deed(one, (n * 3 + who as u8) % DEEDS, n);
        }
    }
    let [a, b, c] = &laptops;
    b.merge(a);
    c.merge(b);
    a.merge(c);
    b.merge(a);
    let first = shared(&a.app);
    for other in [b, c] {
        assert_alike(&first, &shared(&other.app), "handed on");
    }
}

#[test]
fn a_laptop_without_a_cooperative_becomes_one_of_it() {
    let one = laptop(1, 0);
    for n in 0..DEEDS {
        deed(&one, n, n);
    }
    let dir = tempfile::tempdir().unwrap();
    let fresh = super::kit::bare(dir.path(), 9, 0);
    fresh.merge_changes(&one.file()).unwrap();
    assert_alike(&shared(&one.app), &shared(&fresh), "fresh");
}
