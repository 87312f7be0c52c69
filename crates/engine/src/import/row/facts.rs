//! Rows of sprays and harvests.

use super::draft::{HarvestDraft, SprayDraft};
use super::field::{Fields, Need};
use super::problem::Problem;
use crate::import::table::cut::Table;

/// A spray's row.
pub(crate) fn spray(fields: &mut Fields<'_>) -> Option<SprayDraft> {
    let date = fields.past_date("date", Need::Must);
    let plot = fields.text("plot", Need::Must, "plot_missing");
    let pesticide = fields.remark("pesticide");
    let ingredient = fields.remark("ingredient");
    if pesticide.is_empty() && ingredient.is_empty() {
        fields
            .problems
            .push(Problem::new("pesticide", "pesticide_missing", ""));
    }
    let interval_days = fields.interval_days("phi");
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
pub(crate) fn harvest(fields: &mut Fields<'_>, table: &Table) -> Option<HarvestDraft> {
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
    let named = [&plot, &household, &product]
        .into_iter()
        .filter(|t| !t.is_empty())
        .count();
    let reads = date.is_some() || quantity.is_some();
    if (!reads && is_remark(fields, named)) || is_sum(fields, named, !product.is_empty()) {
        return None;
    }
    say_other_weights(fields);
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

/// A signature or a remark: nothing of the row reads, and it hardly looks like a record. Below the table up to four people sign.
fn is_remark(fields: &Fields<'_>, named: usize) -> bool {
    let is_blank = |field| fields.cell(field).is_blank();
    let unsaid = !fields.has_digit("date") && !fields.has_digit("quantity");
    let half_said = !is_blank("date") && !is_blank("quantity") && named > 0;
    (unsaid && fields.after_gap && fields.filled() <= 4) || (named < 2 && !half_said)
}

/// An amount without a day: with no name it is a sum without its word; behind a gap one product's sum.
fn is_sum(fields: &Fields<'_>, named: usize, has_product: bool) -> bool {
    let of_product = named == 1 && has_product && fields.after_gap;
    if named > 0 && !of_product {
        return false;
    }
    let is_bare = fields.cell("date").is_blank() && fields.cell("lot").is_blank();
    is_bare || (named == 0 && fields.filled() == 1)
}

/// Which of several columns of weights is the amount, said at the first row of the table.
fn say_other_weights(fields: &mut Fields<'_>) {
    let others = fields.other_weights();
    if let (Some(_), true) = (others.first(), fields.is_first) {
        let problem = Problem::new("quantity", "quantity_columns", fields.written("quantity"));
        fields
            .warnings
            .push(problem.with("others", others.join(", ")));
    }
}
