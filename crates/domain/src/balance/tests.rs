use proptest::prelude::*;

use super::*;

fn kg(n: i64) -> Measured {
    Measured::loose(mass(n * 1_000_000))
}

fn mass(base: i64) -> Quantity {
    Quantity::from_base(base, Dimension::Mass).unwrap()
}

fn pieces(n: i64) -> Quantity {
    Quantity::from_base(n, Dimension::Count).unwrap()
}

fn litres(n: i64) -> Quantity {
    Quantity::from_base(n * 1_000_000, Dimension::Volume).unwrap()
}

/// So many packs of so many grams.
fn packs(n: i64, grams: i64) -> Measured {
    Measured {
        amount: pieces(n),
        net: Some(mass(grams * 1000)),
    }
}

fn parts(n: i64) -> Permille {
    Permille::from_parts(n).unwrap()
}

#[test]
fn processing_may_lose_but_not_win() {
    let ten = parts(10);
    let tea = check_up_to(&[kg(1000)], &[kg(230)], &[mass(700_000_000)], ten);
    assert_eq!(tea, Ok(Some(70_000_000)));
    assert_eq!(
        check_up_to(&[kg(100)], &[kg(101)], &[], ten),
        Ok(Some(-1_000_000))
    );
    let refused = check_up_to(&[kg(100)], &[kg(101)], &[mass(1)], ten).unwrap_err();
    assert_eq!(refused.code(), "balance_exceeded");
    assert_eq!(
        refused,
        BalanceError::Exceeded {
            came_in: mass(100_000_000),
            went_out: mass(101_000_000),
            lost: mass(1),
            tolerance: ten
        }
    );
    // By-products are outs as well; sugar is an in.
    assert!(check_up_to(&[kg(100)], &[kg(80), kg(30)], &[], ten).is_err());
    assert!(check_up_to(&[kg(100), kg(10)], &[kg(80), kg(30)], &[], ten).is_ok());
}

#[test]
fn what_has_no_mass_is_not_weighed() {
    let eggs = Measured::loose(pieces(1000));
    assert_eq!(check_up_to(&[eggs], &[kg(5000)], &[], parts(0)), Ok(None));
    assert_eq!(
        check_up_to(&[Measured::loose(litres(1))], &[kg(5)], &[], parts(0)),
        Ok(None)
    );
    assert_eq!(
        check_up_to(&[packs(10, 500)], &[kg(5)], &[], parts(0)),
        Ok(Some(0))
    );
}

#[test]
fn splitting_is_exact_both_ways() {
    assert_eq!(check_exact(&[kg(100)], &[kg(60), kg(40)]), Ok(()));
    for outs in [[kg(60), kg(41)], [kg(60), kg(39)]] {
        assert!(matches!(
            check_exact(&[kg(100)], &outs),
            Err(BalanceError::Unequal { .. })
        ));
    }
    assert_eq!(
        check_exact(&[packs(10, 200)], &[kg(1), packs(5, 200)]),
        Ok(())
    );
    // As many packs, but of other contents.
    assert!(check_exact(&[packs(10, 200)], &[packs(10, 500)]).is_err());
    let fry = |n| Measured::loose(pieces(n));
    assert_eq!(check_exact(&[fry(5000)], &[fry(2000), fry(3000)]), Ok(()));
    let honey = |n| Measured::loose(litres(n));
    assert!(check_exact(&[honey(5)], &[honey(4)]).is_err());
    let refused = check_exact(&[honey(5)], &[kg(7)]).unwrap_err();
    assert_eq!(
        (refused, refused.code()),
        (BalanceError::NoMeasure, "unit_mismatch")
    );
}

#[test]
fn packs_hold_what_they_say() {
    let filled = check_packing(&[kg(100)], &[packs(499, 200)], &[]);
    assert_eq!(filled, Ok(Some(mass(200_000))));
    assert_eq!(
        check_packing(&[kg(100)], &[packs(500, 200)], &[]),
        Ok(Some(mass(0)))
    );
    let spilt = check_packing(&[kg(100)], &[packs(500, 200)], &[mass(1)]).unwrap_err();
    let told = BalanceError::Short {
        filled: mass(99_999_999),
        stated: mass(100_000_000),
    };
    assert_eq!(spilt, told);
    // What is left of the heap is a lot again.
    assert_eq!(
        check_packing(&[kg(100)], &[packs(400, 200), kg(20)], &[]),
        Ok(Some(mass(0)))
    );
    let bottles = Measured {
        amount: pieces(10),
        net: Some(Quantity::from_base(500_000, Dimension::Volume).unwrap()),
    };
    let overfill = check_packing(&[Measured::loose(litres(6))], &[bottles], &[mass(5)]);
    assert_eq!(overfill, Ok(Some(litres(1))));
    assert_eq!(check_packing(&[kg(6)], &[bottles], &[]), Ok(None));
}

#[test]
fn live_lots_balance_by_heads() {
    let mut heads = LiveHeads {
        stocked: 5000,
        born: 100,
        harvested: 4000,
        dead: 1000,
    };
    assert_eq!(check_heads(heads), Ok(pieces(100)));
    heads.dead = 1101;
    assert_eq!(check_heads(heads), Err(BalanceError::Heads(heads)));
    for heads in [i64::MIN, i64::MAX] {
        let all = LiveHeads {
            stocked: heads,
            born: heads,
            harvested: heads,
            dead: heads,
        };
        assert!(check_heads(all).is_err());
    }
}

#[test]
fn amounts_beyond_a_million_tonnes_are_refused_as_such() {
    let most = Measured::loose(mass(Quantity::MAX - 1));
    let packs = Measured {
        amount: pieces(Quantity::MAX - 1),
        net: Some(mass(Quantity::MAX - 1)),
    };
    for refused in [
        check_exact(&[most, most], &[most, most]).unwrap_err(),
        check_exact(&[packs], &[most]).unwrap_err(),
        check_up_to(&[most], &[most], &[mass(1)], parts(1000)).unwrap_err(),
        check_packing(&[packs], &[packs], &[]).unwrap_err(),
    ] {
        assert_eq!(refused.code(), "quantity_too_large");
    }
    assert_eq!(
        check_up_to(&[most], &[most], &[litres(1)], parts(0)),
        Err(BalanceError::Quantity(QuantityError::OtherDimension))
    );
}

fn any_line() -> impl Strategy<Value = Measured> {
    let dimension = || {
        prop_oneof![
            Just(Dimension::Mass),
            Just(Dimension::Volume),
            Just(Dimension::Count)
        ]
    };
    let amount = move || {
        let base = prop_oneof![0_i64..100, 0_i64..Quantity::MAX];
        (base, dimension())
            .prop_map(|(base, dimension)| Quantity::from_base(base, dimension).unwrap())
    };
    (amount(), proptest::option::of(amount())).prop_map(|(amount, net)| Measured { amount, net })
}

proptest! {
    /// The inequality, in numbers that cannot run over.
    #[test]
    fn up_to_is_the_inequality(
        ins in proptest::collection::vec(0_i64..1_000_000, 1..5),
        outs in proptest::collection::vec(0_i64..1_000_000, 1..5),
        losses in proptest::collection::vec(0_i64..100_000, 0..3),
        tolerance in 0_i64..=1000,
    ) {
        let lines = |amounts: &[i64]| amounts.iter().map(|n| Measured::loose(mass(*n))).collect::<Vec<_>>();
        let lost: Vec<Quantity> = losses.iter().map(|n| mass(*n)).collect();
        let sum = |amounts: &[i64]| amounts.iter().map(|n| i128::from(*n)).sum::<i128>();
        let checked = check_up_to(&lines(&ins), &lines(&outs), &lost, parts(tolerance));
        let (came_in, accounted) = (sum(&ins), sum(&outs) + sum(&losses));
        prop_assert_eq!(checked.is_ok(), accounted * 1000 <= came_in * i128::from(1000 + tolerance));
        if let Ok(unexplained) = checked {
            prop_assert_eq!(unexplained.map(i128::from), Some(came_in - accounted));
        }
        prop_assert_eq!(check_exact(&lines(&ins), &lines(&outs)).is_ok(), came_in == sum(&outs));
        prop_assert_eq!(check_packing(&lines(&ins), &lines(&outs), &lost).is_ok(), came_in >= accounted);
    }

    /// Any lines at all, at the edges too: an answer or a refusal, and what is exact is also up to itself.
    #[test]
    fn no_lines_panic(
        ins in proptest::collection::vec(any_line(), 0..4),
        outs in proptest::collection::vec(any_line(), 0..4),
    ) {
        let exact = check_exact(&ins, &outs);
        let up_to = check_up_to(&ins, &outs, &[], Permille::NONE);
        let itself = check_exact(&ins, &ins);
        prop_assert!(matches!(itself, Ok(()) | Err(BalanceError::NoMeasure | BalanceError::Quantity(_))));
        if exact.is_ok() {
            prop_assert!(matches!(up_to, Ok(None | Some(0))));
            prop_assert!(check_packing(&ins, &outs, &[]).is_ok());
        }
    }
}
