use nuong_domain::Dimension;
use proptest::prelude::*;

use crate::lineage::share::share_amount;
use crate::lineage::turn_rows::TurnLot;

fn out(dimension: Dimension, amount: i64, mass: Option<i128>) -> TurnLot {
    TurnLot {
        step: 1,
        is_out: true,
        lot: 1,
        amount,
        dimension,
        mass,
    }
}

fn of_mass(amount: i64) -> TurnLot {
    out(Dimension::Mass, amount, Some(i128::from(amount)))
}

#[test]
fn each_gets_its_part_by_mass_and_all_together_the_whole() {
    assert_eq!(share_amount(100, &[of_mass(60), of_mass(40)]), [60, 40]);
    assert_eq!(
        share_amount(100, &[of_mass(1), of_mass(1), of_mass(1)]),
        [33, 33, 34]
    );
    let packs = out(Dimension::Count, 10, Some(40));
    assert_eq!(share_amount(50, &[of_mass(60), packs]), [30, 20]);
    let heads = out(Dimension::Count, 10, None);
    assert_eq!(share_amount(50, &[heads, heads]), [25, 25]);
}

#[test]
fn what_cannot_be_compared_gets_the_whole_each() {
    let litres = out(Dimension::Volume, 10, None);
    assert_eq!(share_amount(50, &[of_mass(60), litres]), [50, 50]);
}

proptest! {
    #[test]
    fn parts_add_up_whatever_the_weights(amount in 1..i64::MAX, weights in prop::collection::vec(1..i64::MAX / 4, 1..9)) {
        let outs: Vec<TurnLot> = weights.iter().map(|weight| of_mass(*weight)).collect();
        let parts = share_amount(amount, &outs);
        prop_assert!(parts.iter().all(|part| *part >= 0));
        prop_assert_eq!(parts.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(amount));
    }
}
