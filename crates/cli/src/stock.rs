//! `stock`, `balance`: what there is, where, and what became of it.

use nuong_engine::i18n;
use nuong_engine::views::{Stock, StockBalance};

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::output;

/// Lists what lies where.
pub fn list_stock(context: &Context, place: &str, product: &str) -> Outcome {
    let stock = context.app.stock(place, product)?;
    if context.json {
        output::print_json(&stock)?;
        return Ok(Done::Yes);
    }
    for at in &stock {
        output::print_line(&stock_row(context, at))?;
    }
    output::print_total(&context.language, "cli.stock_total", stock.len())?;
    Ok(Done::Yes)
}

fn stock_row(context: &Context, at: &Stock) -> String {
    let quantity = i18n::number(&context.language, at.quantity);
    let unit = i18n::unit(&context.language, &at.unit);
    format!("{:<20} {:<10} {quantity:>12} {unit}", at.lot, at.place)
}

/// Shows the balance of a lot.
pub fn show_balance(context: &Context, lot: &str) -> Outcome {
    let balance = context.app.stock_balance(lot)?;
    if context.json {
        output::print_json(&balance)?;
        return Ok(Done::Yes);
    }
    let language = &context.language;
    output::print_sentence(
        language,
        "cli.stock_balance",
        &balance_args(context, &balance),
    )?;
    for at in &balance.stock {
        let args = [
            ("place", at.place.clone()),
            ("quantity", i18n::number(language, at.quantity)),
            ("unit", i18n::unit(language, &balance.unit).to_owned()),
        ];
        output::print_sentence(language, "cli.stock_balance_at", &args)?;
    }
    Ok(Done::Yes)
}

fn balance_args(context: &Context, balance: &StockBalance) -> [(&'static str, String); 8] {
    let number = |value| i18n::number(&context.language, value);
    [
        ("lot", balance.lot.clone()),
        ("quantity", number(balance.quantity)),
        (
            "unit",
            i18n::unit(&context.language, &balance.unit).to_owned(),
        ),
        ("made", number(balance.made)),
        ("used", number(balance.used)),
        ("gone_out", number(balance.gone_out)),
        ("lost", number(balance.lost)),
        ("counted", number(balance.counted)),
    ]
}
