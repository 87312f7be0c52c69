use crate::Code;
use crate::testing::farm::{LOT, cooperative, farm, harvest, with_lot};

#[test]
fn what_was_harvested_lies_where_it_grew_or_at_the_store() {
    let (_dir, app) = cooperative();
    app.write("Lan", |tx| {
        let farm = farm(tx)?;
        for (plot, kg) in [(Some(farm.plot), 5), (Some(farm.plot), 7), (None, 2)] {
            tx.record_harvest(&harvest(farm.tea, plot, "A", "2026-10-20", kg), None)?;
        }
        tx.record_harvest(&harvest(farm.rice, None, "B", "2026-10-20", 3), None)
    })
    .unwrap();
    let told = |place: &str, product: &str| {
        let stock = app.stock(place, product).unwrap().into_iter();
        let told = stock.map(|s| format!("{} {} {} {}", s.lot, s.place, s.quantity, s.unit));
        told.collect::<Vec<_>>()
    };
    assert_eq!(told("", ""), ["A KHO 2 kg", "A T001 12 kg", "B KHO 3 kg"]);
    assert_eq!(told("KHO", ""), ["A KHO 2 kg", "B KHO 3 kg"]);
    assert_eq!(told("", "GAO"), ["B KHO 3 kg"]);
    assert_eq!(app.stock("X", "").unwrap_err().code, Code::PlaceUnknown);
    assert_eq!(app.stock("", "X").unwrap_err().code, Code::ProductUnknown);
}

#[test]
fn a_lot_s_balance_adds_up_to_its_quantity_and_its_stock() {
    let (_dir, app) = with_lot();
    let balance = app.stock_balance(LOT).unwrap();
    assert_eq!(
        (balance.quantity, balance.made, balance.unit.as_str()),
        (5.0, 5.0, "kg")
    );
    let gone = balance.used + balance.gone_out + balance.lost;
    assert_eq!(balance.quantity, balance.made - gone + balance.counted);
    assert_eq!(
        balance.stock.iter().map(|at| at.quantity).sum::<f64>(),
        balance.quantity
    );
    assert_eq!(app.lot(LOT).unwrap().row.quantity, balance.quantity);
    assert_eq!(app.stock_balance("X").unwrap_err().code, Code::LotNotFound);
}
