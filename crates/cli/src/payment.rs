//! `pay`, `payments`: money that moved between the cooperative and a party.

use std::collections::BTreeMap;
use std::path::Path;

use nuong_engine::i18n;
use nuong_engine::views::Payment;

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::output;
use crate::text_file::read_records;

/// Enters payments from a file.
pub fn enter_payments(context: &Context, file: &Path, by: &str) -> Outcome {
    let paid = match context.app.pay(&read_records(file)?, by) {
        Ok(paid) => paid,
        Err(error) => return output::refuse_records(context, error),
    };
    if context.json {
        output::print_json(&paid)?;
    } else {
        output::print_total(&context.language, "cli.payments_entered", paid.len())?;
    }
    Ok(Done::Yes)
}

/// Lists payments of a party, or all.
pub fn list_payments(context: &Context, party: &str) -> Outcome {
    let all = context.app.payments(party)?;
    if context.json {
        output::print_json(&all)?;
        return Ok(Done::Yes);
    }
    for payment in &all {
        output::print_line(&payment_row(context, payment))?;
    }
    output::print_total(&context.language, "cli.payments_total", all.len())?;
    Ok(Done::Yes)
}

fn payment_row(context: &Context, payment: &Payment) -> String {
    let language = &context.language;
    let word = |key: String| i18n::text(language, &key, &BTreeMap::new());
    let kind = word(format!("core.payment.{}", payment.kind.as_str()));
    let method = word(format!("core.payment_method.{}", payment.method.as_str()));
    let day = i18n::day(language, &payment.day);
    let amount = i18n::number(language, payment.amount as f64);
    format!(
        "{day}  {amount:>16} đ  {kind:<14} {method:<14} {:<10} {} {}",
        payment.party, payment.doc, payment.note
    )
}
