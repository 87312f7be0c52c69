//! `send`, `take-back` and `markets`: labels on their way to a market and back.

use clap::ArgGroup;
use clap::builder::NonEmptyStringValueParser;
use nuong_engine::i18n;
use nuong_engine::views::{MoveRequest, MoveRow};
use serde_json::json;

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::{label_ledger, output};

/// Labels on their way.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("which").required(true).args(["count", "first_serial"])))]
pub struct MoveArgs {
    /// Lot code
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub lot: String,
    /// Market, stall or shop
    #[arg(long)]
    pub market: String,
    /// How many labels
    #[arg(long)]
    pub count: Option<u32>,
    /// Serial number of the first label
    #[arg(long, value_name = "SERIAL")]
    pub first_serial: Option<String>,
    /// Serial number of the last one (default: the first alone)
    #[arg(long, value_name = "SERIAL", requires = "first_serial")]
    pub last_serial: Option<String>,
    /// The day (default: today)
    #[arg(long, default_value = "")]
    pub on: String,
    /// Who takes or brings them
    #[arg(long, default_value = "")]
    pub carrier: String,
    /// Whatever is worth knowing
    #[arg(long, default_value = "")]
    pub note: String,
}

impl From<MoveArgs> for MoveRequest {
    fn from(args: MoveArgs) -> Self {
        Self {
            lot: args.lot,
            place: args.market,
            // Where serial numbers are named, the engine counts them.
            labels: args.count.unwrap_or(0),
            first_serial: args.first_serial,
            last_serial: args.last_serial,
            on: args.on,
            carrier: args.carrier,
            note: args.note,
        }
    }
}

/// Writes down that labels went to a market.
pub fn send_to_market(context: &Context, args: MoveArgs) -> Outcome {
    show_move(context, &context.app.send_to_market(&args.into())?)
}

/// Writes down that labels came back.
pub fn take_back_from_market(context: &Context, args: MoveArgs) -> Outcome {
    show_move(context, &context.app.take_back_from_market(&args.into())?)
}

fn show_move(context: &Context, row: &MoveRow) -> Outcome {
    if context.json {
        output::print_json(row)?;
    } else {
        print_move(&context.language, row)?;
    }
    Ok(Done::Yes)
}

/// Shows where labels of a lot are, and how they came there.
pub fn list_markets(context: &Context, lot: &str) -> Outcome {
    let balance = context.app.label_balance(lot)?;
    let moves = context.app.label_moves(lot)?;
    if context.json {
        output::print_json(&json!({"balance": balance, "moves": moves}))?;
        return Ok(Done::Yes);
    }
    for row in &moves {
        print_move(&context.language, row)?;
    }
    label_ledger::print_balance(&context.language, lot, &balance)?;
    Ok(Done::Yes)
}

fn print_move(language: &str, row: &MoveRow) -> nuong_engine::Result<()> {
    let facts = [
        ("on", i18n::day(language, &row.on).into_owned()),
        ("lot", row.lot.clone()),
        ("place", row.place.clone()),
        ("labels", row.labels.unsigned_abs().to_string()),
    ];
    let key = match row.labels > 0 {
        true => "cli.sent",
        false => "cli.came_back",
    };
    let said = output::sentence(language, key, &facts);
    let parts = [said.as_str(), &row.carrier, &row.note];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    output::print_line(&parts.join(" · "))?;
    output::print_span(row.first_serial.as_deref(), row.last_serial.as_deref())
}
