//! `send`, `take-back`, `markets` and `pallet-digit`.

use nuong_engine::i18n;
use nuong_engine::views::{MoveRequest, MoveRow};
use serde_json::json;

use crate::args::MoveArgs;
use crate::context::Context;
use crate::{Done, Outcome, label_ledger, print};

impl From<MoveArgs> for MoveRequest {
    fn from(args: MoveArgs) -> Self {
        Self {
            lot: args.lot,
            place: args.market,
            labels: args.count.unwrap_or_default(),
            first_serial: args.first_serial,
            last_serial: args.last_serial,
            on: args.on,
            carrier: args.carrier,
            note: args.note,
        }
    }
}

/// Writes down that labels went to a market.
pub fn send(context: &Context, args: MoveArgs) -> Outcome {
    told(context, &context.app.send_labels(&args.into())?)
}

/// Writes down that labels came back.
pub fn take_back(context: &Context, args: MoveArgs) -> Outcome {
    told(context, &context.app.take_back_labels(&args.into())?)
}

fn told(context: &Context, row: &MoveRow) -> Outcome {
    if context.json {
        print::json(row)?;
    } else {
        people(context, row)?;
    }
    Ok(Done::Yes)
}

/// Shows where labels of a lot are, and how they came there.
pub fn markets(context: &Context, lot: &str) -> Outcome {
    let (balance, moves) = (
        context.app.label_balance(lot)?,
        context.app.label_moves(lot)?,
    );
    if context.json {
        print::json(&json!({"balance": balance, "moves": moves}))?;
        return Ok(Done::Yes);
    }
    for row in &moves {
        people(context, row)?;
    }
    label_ledger::balance(&context.language, lot, &balance)?;
    Ok(Done::Yes)
}

fn people(context: &Context, row: &MoveRow) -> nuong_engine::Result<()> {
    let facts = [
        ("on", i18n::day(&context.language, &row.on).into_owned()),
        ("lot", row.lot.clone()),
        ("place", row.place.clone()),
        ("labels", row.labels.unsigned_abs().to_string()),
    ];
    let key = if row.labels > 0 {
        "cli.sent"
    } else {
        "cli.came_back"
    };
    let said = print::sentence(&context.language, key, &facts);
    let more = [&row.carrier, &row.note]
        .into_iter()
        .filter(|t| !t.is_empty());
    let parts: Vec<&str> = [said.as_str()]
        .into_iter()
        .chain(more.map(String::as_str))
        .collect();
    print::line(&parts.join(" · "))?;
    print::span(row.first_serial.as_deref(), row.last_serial.as_deref())
}

/// Shows or chooses this computer's pallet digit.
pub fn pallet_digit(context: &Context, digit: Option<u8>) -> Outcome {
    if let Some(digit) = digit {
        context.app.set_sscc_digit(digit)?;
    }
    let digit = context.app.sscc_digit()?;
    if context.json {
        print::json(&json!({"digit": digit}))?;
        return Ok(Done::Yes);
    }
    let key = if digit.is_some() {
        "cli.pallet_digit"
    } else {
        "cli.no_pallet_digit"
    };
    let shown = digit.map(|d| d.to_string()).unwrap_or_default();
    print::line(&print::sentence(
        &context.language,
        key,
        &[("digit", shown)],
    ))?;
    Ok(Done::Yes)
}
