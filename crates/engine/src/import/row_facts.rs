//! Rows of sprays and harvests.

use super::field::{Fields, Need};
use super::problem::Problem;
use super::record::{HarvestDraft, SprayDraft};
use super::rules::RULES;
use super::table::Table;

/// A spray's row.
pub(super) fn spray(fields: &mut Fields<'_>) -> Option<SprayDraft> {
    let date = fields.past_date("date", Need::Must);
    let plot = fields.text("plot", Need::Must, "plot_missing");
    let pesticide = fields.remark("pesticide");
    let ingredient = fields.remark("ingredient");
    if pesticide.is_empty() && ingredient.is_empty() {
        fields
            .problems
            .push(Problem::new("pesticide", "pesticide_missing", ""));
    }
    let interval_days = fields.whole("phi", Need::Must, 0..=RULES.limits.phi_days, "phi_invalid");
    // Nothing of the row reads: a signature or a remark below the table.
    if date.is_none() && interval_days.is_none() && fields.filled() <= 3 {
        return None;
    }
    let (dose, pest, person) = (
        fields.remark("dose"),
        fields.remark("pest"),
        fields.remark("person"),
    );
    Some(SprayDraft {
        date,
        plot,
        pesticide,
        ingredient,
        dose,
        pest,
        interval_days,
        person,
    })
}

/// A harvest's row.
pub(super) fn harvest(fields: &mut Fields<'_>, table: &Table) -> Option<HarvestDraft> {
    let has = |field: &str| table.header.columns.contains_key(field);
    let date = fields.past_date("date", Need::Must);
    let plot = if has("plot") {
        fields.text("plot", Need::Must, "plot_missing")
    } else {
        String::new()
    };
    let household = fields.text(
        "household",
        if has("plot") { Need::May } else { Need::Must },
        "household_missing",
    );
    let product = fields.text("product", Need::Must, "product_missing");
    let quantity = fields.quantity("quantity");
    // Two signatures side by side, below the table.
    let unsaid = fields.cell("date").is_blank() && fields.cell("quantity").is_blank();
    if unsaid && fields.after_gap && fields.filled() <= 3 {
        return None;
    }
    // Nothing of the row reads: a signature or a remark below the table. A number alone is a sum without its word.
    let named = [&plot, &household, &product]
        .into_iter()
        .filter(|t| !t.is_empty())
        .count();
    if (date.is_none() && quantity.is_none() && named < 2) || (named == 0 && fields.filled() == 1) {
        return None;
    }
    Some(HarvestDraft {
        date,
        household,
        plot,
        product,
        quantity,
        moisture_permille: fields.permille("moisture"),
        lot: fields.text("lot", Need::May, ""),
        note: fields.remark("note"),
    })
}
