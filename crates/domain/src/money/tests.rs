use proptest::prelude::*;

use super::*;
use crate::unit::Dimension;

fn kg() -> Unit {
    Unit::by_code("kg").unwrap()
}

fn mass(base: i64) -> Quantity {
    Quantity::from_base(base, Dimension::Mass).unwrap()
}

fn parts(n: i64) -> Permille {
    Permille::from_parts(n).unwrap()
}

fn worth(grams: i64, price: i64, rounding: PayRounding) -> (i64, i64) {
    let value = line_value(mass(grams * 1000), price, kg(), rounding).unwrap();
    (value.value, value.rounding)
}

#[test]
fn bags_are_no_goods() {
    let (gross, bag) = (mass(50_600_000), mass(300_000));
    assert_eq!(net_weight(gross, &[bag, bag]), Ok(mass(50_000_000)));
    let refused = net_weight(bag, &[bag]).unwrap_err();
    assert_eq!(
        refused,
        MoneyError::NothingLeft {
            gross: bag,
            off: bag
        }
    );
    assert_eq!(refused.code(), "stage_field_invalid");
    let most = mass(Quantity::MAX - 1);
    assert_eq!(
        net_weight(most, &[most, most]).unwrap_err().code(),
        "quantity_too_large"
    );
}

#[test]
fn water_and_impurities_are_not_paid_for() {
    let net = mass(100_000_000);
    let wet = Deduction::Moisture {
        measured: parts(280),
        standard: parts(140),
    };
    assert_eq!(pay_weight(net, &[wet]), Ok(mass(83_720_930)));
    let dirty = Deduction::Share(parts(15));
    assert_eq!(pay_weight(net, &[dirty]), Ok(mass(98_500_000)));
    assert_eq!(pay_weight(net, &[wet, dirty]), Ok(mass(82_220_930)));
    assert_eq!(
        pay_weight(net, &[dirty, wet]),
        pay_weight(net, &[wet, dirty])
    );
    let dry = Deduction::Moisture {
        measured: parts(120),
        standard: parts(140),
    };
    assert_eq!(pay_weight(net, &[dry]), Ok(mass(102_325_581)));
    assert_eq!(pay_weight(net, &[]), Ok(net));
    assert_eq!(
        pay_weight(net, &[Deduction::Share(parts(1000))]),
        Ok(mass(0))
    );
    let all = [Deduction::Share(parts(1000)), dirty];
    let refused = MoneyError::NothingLeft {
        gross: net,
        off: mass(101_500_000),
    };
    assert_eq!(pay_weight(net, &all), Err(refused));
}

#[test]
fn a_value_is_whole_dong_half_up() {
    assert_eq!(worth(12_500, 25_000, PayRounding::Exact), (312_500, 0));
    assert_eq!(worth(1, 500, PayRounding::Exact), (1, 0));
    assert_eq!(worth(1, 499, PayRounding::Exact), (0, 0));
    assert_eq!(worth(10_000, 31_245, PayRounding::Hundred), (312_500, 50));
    assert_eq!(
        worth(10_000, 31_225, PayRounding::FiveHundred),
        (312_500, 250)
    );
    assert_eq!(
        worth(10_000, 31_249, PayRounding::Thousand),
        (312_000, -490)
    );
    assert_eq!(worth(1000, -1500, PayRounding::Thousand), (-1000, 500));
}

#[test]
fn a_price_by_the_litre_is_none_for_kilograms() {
    let litre = Unit::by_code("l").unwrap();
    let refused = line_value(mass(1), 1, litre, PayRounding::Exact).unwrap_err();
    assert_eq!(
        (refused, refused.code()),
        (MoneyError::OtherDimension, "unit_mismatch")
    );
}

#[test]
fn what_is_owed_may_lie_on_either_side() {
    assert_eq!(
        amount_owed([312_500, 100_000], [50_000], [200_000, -10_000]),
        Ok(172_500)
    );
    assert_eq!(amount_owed([], [50_000], []), Ok(-50_000));
    assert_eq!(amount_owed([], [], [i64::MIN]), Err(MoneyError::TooLarge));
    // Only the end has to fit.
    assert_eq!(
        amount_owed([i64::MAX, i64::MAX], [i64::MAX], []),
        Ok(i64::MAX)
    );
}

/// Half up by another way: the floor of twice as much and one.
fn half_up_by_floor(n: i128, d: i128) -> i128 {
    (2 * n + d).div_euclid(2 * d)
}

fn any_rounding() -> impl Strategy<Value = PayRounding> {
    prop_oneof![
        Just(PayRounding::Exact),
        Just(PayRounding::Hundred),
        Just(PayRounding::FiveHundred),
        Just(PayRounding::Thousand)
    ]
}

proptest! {
    /// Property 12 of the model: values equal those reckoned in wide numbers, or are refused where 64 bits end.
    #[test]
    fn values_equal_a_wide_oracle(
        pay in prop_oneof![0_i64..10_000_000, 0_i64..Quantity::MAX],
        price in prop_oneof![-100_000_i64..1_000_000, any::<i64>()],
        unit in 0_usize..16,
        rounding in any_rounding(),
    ) {
        let units: Vec<Unit> = Unit::all().collect();
        let unit = units[unit % units.len()];
        let pay = Quantity::from_base(pay, unit.dimension()).unwrap();
        let exact = half_up_by_floor(i128::from(pay.base()) * i128::from(price), unit.factor().into());
        let step = i128::from(rounding.step());
        let value = half_up_by_floor(exact, step) * step;
        match line_value(pay, price, unit, rounding) {
            Ok(found) => {
                prop_assert_eq!(i128::from(found.value), value);
                prop_assert_eq!(i128::from(found.rounding), value - exact);
                prop_assert!(2 * found.rounding.abs() <= rounding.step());
            }
            Err(e) => {
                prop_assert_eq!(e, MoneyError::TooLarge);
                prop_assert!(i64::try_from(value).is_err());
            }
        }
    }

    /// Balances likewise, in any order.
    #[test]
    fn balances_equal_a_wide_oracle(
        intakes in proptest::collection::vec(any::<i64>(), 0..6),
        inputs in proptest::collection::vec(any::<i64>(), 0..6),
        payments in proptest::collection::vec(any::<i64>(), 0..6),
    ) {
        let sum = |values: &[i64]| values.iter().fold(0_i128, |sum, value| sum + i128::from(*value));
        let owed = sum(&intakes) - sum(&inputs) - sum(&payments);
        let backwards = amount_owed(intakes.iter().rev().copied(), inputs.iter().rev().copied(), payments.iter().rev().copied());
        prop_assert_eq!(amount_owed(intakes, inputs, payments), backwards);
        prop_assert_eq!(backwards, i64::try_from(owed).map_err(|_| MoneyError::TooLarge));
    }

    /// net + tare is gross to the milligram, and what is paid is net less what was taken off.
    #[test]
    fn weights_add_up(
        gross in 1_i64..Quantity::MAX,
        tares in proptest::collection::vec(0_i64..10_000_000, 0..5),
        measured in 0_i64..=1000,
        standard in 0_i64..=1000,
        share in 0_i64..=1000,
    ) {
        let bags: Vec<Quantity> = tares.iter().map(|tare| mass(*tare)).collect();
        let tare: i64 = tares.iter().sum();
        let Ok(net) = net_weight(mass(gross), &bags) else {
            prop_assert!(tare >= gross);
            return Ok(());
        };
        prop_assert_eq!(net.base() + tare, gross);
        let deductions = [Deduction::Moisture { measured: parts(measured), standard: parts(standard) }, Deduction::Share(parts(share))];
        let dry = i128::from(net.base()) * i128::from(1000 - measured);
        let off = half_up_by_floor(i128::from(net.base()) * i128::from(share), 1000);
        match pay_weight(net, &deductions) {
            Ok(pay) => prop_assert_eq!(i128::from(pay.base()), half_up_by_floor(dry, i128::from(1000 - standard)) - off),
            Err(MoneyError::NothingLeft { .. }) => prop_assert!(half_up_by_floor(dry, i128::from(1000 - standard)) < off),
            Err(e) => prop_assert_eq!(e, MoneyError::Quantity(QuantityError::TooLarge)),
        }
    }
}
