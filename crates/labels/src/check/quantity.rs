//! The unit of the net quantity: ledgers and markets know more of them than goods labels may use.

use super::error_on;
use crate::data::{Field, LabelData};
use crate::finding::Finding;
use crate::law::label_law;
use nuong_domain::Unit;

pub(super) fn quantity_finding(shown: &[Field], data: &LabelData) -> Option<Finding> {
    let law = label_law().filter(|_| shown.contains(&Field::NetQuantity))?;
    let (_, written) = data.get(Field::NetQuantity)?.split_once(' ')?;
    let unit = Unit::all().find(|unit| unit.vi() == written)?;
    let allowed = |unit: &Unit| law.quantities.units.iter().any(|code| code == unit.code());
    if allowed(&unit) {
        return None;
    }
    let trade = unit.dimension().trade_unit();
    let alike = Unit::all().filter(|u| u.dimension() == unit.dimension() && allowed(u));
    let units: Vec<&str> = alike.map(Unit::vi).collect();
    Some(
        error_on("unit_not_for_labels", Some(Field::NetQuantity))
            .with_arg("source", &law.source)
            .with_arg("written", written)
            .with_arg("units", units.join(", "))
            .with_arg(
                "same",
                format!("{} {}", unit.factor() / trade.factor(), trade.vi()),
            ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    fn found(text: &str) -> Option<String> {
        let data = LabelData::default().with(Field::NetQuantity, text);
        quantity_finding(&[Field::NetQuantity], &data).map(|f| f.message(Lang::Vi))
    }

    #[test]
    fn market_weights_are_no_units_of_labels() {
        for (text, same) in [
            ("2 yến", "10 kg"),
            ("1,5 tạ", "100 kg"),
            ("1 tấn", "1000 kg"),
        ] {
            let said = found(text).unwrap();
            assert!(said.contains(same) && said.contains("kg, g, mg"), "{said}");
        }
    }

    #[test]
    fn others_pass() {
        for text in [
            "25 kg",
            "0,5 g",
            "500 ml",
            "2 lít",
            "12 cái",
            "500 g (20 gói × 25 g)",
            "yến",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
        let data = LabelData::default().with(Field::NetQuantity, "2 yến");
        assert_eq!(quantity_finding(&[Field::Lot], &data), None);
    }
}
