//! What a label says of its product: texts in one or two languages, price, content of a pack and of a carton.

use nuong_domain::{Dimension, Quantity, Unit};
use nuong_labels::{Field, LabelData, Lang, QuantityKind};

use crate::base::i18n;
use crate::product::{ProductRecord, kind_of};
use crate::{AppError, Code, Result};

/// Most cartons on a pallet.
const MOST_CARTONS: u32 = 10_000;

/// Puts the product's words on the label.
///
/// # Errors
/// `expiry_kind_unknown` (args `value`) for a word that no program of ours saved.
pub(crate) fn about_product(data: &mut LabelData, product: &ProductRecord) -> Result<()> {
    data.set(Field::Product, &product.name);
    data.set(Field::Ingredients, &product.ingredients);
    data.set(Field::Storage, &product.storage);
    data.set(Field::Usage, &product.usage);
    data.set(Field::Standards, &product.standards);
    data.set(Field::Warnings, &product.label.warnings);
    data.set(Field::Nutrition, &product.label.nutrition);
    data.goods_group = product.goods_group.clone();
    data.face_cm2 = product.label.face_cm2;
    data.expiry_kind = kind_of(&product.label.expiry_kind, Code::ExpiryKindUnknown)?;
    set_measures(data, product);
    if data.other_lang == Some(Lang::En) {
        other_language(data, product);
    }
    Ok(())
}

/// What stands on a pallet: so many cartons of what the product says of one.
///
/// # Errors
/// `cartons_invalid` (args `value`).
pub(crate) fn on_pallet(data: &mut LabelData, cartons: u32) -> Result<()> {
    if !(1..=MOST_CARTONS).contains(&cartons) {
        return Err(AppError::new(Code::CartonsInvalid, cartons).with("value", cartons));
    }
    let count = [("count".to_owned(), cartons.to_string())].into();
    let mut said = i18n::text("vi", "core.label.cartons", &count);
    if let Some(carton) = data.get(Field::PackCount) {
        said = format!("{said} × {carton}");
    }
    data.set(Field::PackCount, &said);
    Ok(())
}

fn set_measures(data: &mut LabelData, product: &ProductRecord) {
    if let Some((quantity, unit)) = product.net() {
        let net = quantity_text(quantity, unit);
        data.set(Field::NetQuantity, &net);
        data.quantity_kind = match unit.dimension() {
            Dimension::Mass => QuantityKind::Mass,
            Dimension::Volume => QuantityKind::Volume,
            Dimension::Count => QuantityKind::Count,
        };
        if let Some(packs) = product.label.packs_per_carton {
            data.set(Field::PackCount, &format!("{packs} × {net}"));
        }
    }
    if let Some(tenths) = product.label.ethanol_permille {
        let percent = i18n::number("vi", f64::from(tenths) / 10.0);
        data.set(Field::Ethanol, &format!("{percent} % vol"));
    }
    if let Some(dong) = product.label.price {
        data.set(Field::Price, &price_text(dong, &product.label.price_unit));
    }
}

fn other_language(data: &mut LabelData, product: &ProductRecord) {
    let label = &product.label;
    data.set(Field::ProductOther, &label.name_other);
    data.set(Field::IngredientsOther, &label.ingredients_other);
    data.set(Field::UsageOther, &label.usage_other);
    data.set(Field::StorageOther, &label.storage_other);
    data.set(Field::WarningsOther, &label.warnings_other);
}

/// "125.000 đ/kg", or "45.000 đ" for a pack: points between thousands, as prices are written in Viet Nam.
fn price_text(dong: i64, unit: &str) -> String {
    let digits = dong.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    match Unit::by_code(unit) {
        Some(unit) => format!("{text} đ/{}", unit.vi()),
        None => format!("{text} đ"),
    }
}

/// "0,5 kg": a decimal comma, as Vietnamese labels write it.
fn quantity_text(quantity: Quantity, unit: Unit) -> String {
    format!(
        "{} {}",
        quantity.decimal_in(unit).replace('.', ","),
        unit.vi()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_written_as_in_viet_nam() {
        assert_eq!(price_text(125_000, "kg"), "125.000 đ/kg");
        assert_eq!(price_text(45_000, ""), "45.000 đ");
        assert_eq!(price_text(500, "piece"), "500 đ/cái");
        assert_eq!(price_text(1_000_000_000, ""), "1.000.000.000 đ");
    }
}
