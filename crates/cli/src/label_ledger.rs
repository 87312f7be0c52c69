//! `ledger` and `void`.

use nuong_engine::i18n;
use nuong_engine::views::{LabelBalance, PrintQuery, PrintRow, VoidRequest};
use serde::Serialize;

use crate::context::Context;
use crate::{Done, Outcome, choices, print};

/// Rows fetched at a time.
const PAGE: u32 = 500;

/// What `ledger --json` prints.
#[derive(Serialize)]
struct Ledger {
    prints: Vec<PrintRow>,
    /// Of the lot that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    balance: Option<LabelBalance>,
}

/// Lists prints, newest first; of one lot with its labels against its packs.
pub fn ledger(context: &Context, lot: &str) -> Outcome {
    let ledger = Ledger {
        prints: prints(context, lot)?,
        balance: match lot {
            "" => None,
            lot => Some(context.app.label_balance(lot)?),
        },
    };
    if context.json {
        print::json(&ledger)?;
        return Ok(Done::Yes);
    }
    let (templates, sheets) = (context.app.templates()?, context.app.sheets()?);
    for row in &ledger.prints {
        let template = choices::name(context, &templates, &row.template);
        let sheet = choices::name(context, &sheets, &row.sheet);
        people(&context.language, row, (template, sheet))?;
    }
    print::total(&context.language, "cli.prints_total", ledger.prints.len())?;
    if let Some(sums) = ledger.balance {
        balance(&context.language, lot, &sums)?;
    }
    Ok(Done::Yes)
}

fn prints(context: &Context, lot: &str) -> nuong_engine::Result<Vec<PrintRow>> {
    let mut rows = Vec::new();
    loop {
        let page = context.app.label_ledger(&PrintQuery {
            lot: lot.to_owned(),
            offset: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            limit: PAGE,
        })?;
        let last = page.len() < PAGE as usize;
        rows.extend(page);
        if last {
            return Ok(rows);
        }
    }
}

fn people(
    language: &str,
    row: &PrintRow,
    (template, sheet): (String, String),
) -> nuong_engine::Result<()> {
    let (day, time) = (row.at.get(..10), row.at.get(11..16));
    let at = format!(
        "{} {}",
        i18n::day(language, day.unwrap_or_default()),
        time.unwrap_or_default()
    );
    let facts = [
        ("short", row.short.clone()),
        ("at", at),
        ("lot", row.lot.clone()),
        ("template", template),
        ("sheet", sheet),
        ("labels", row.labels.to_string()),
        ("void", row.void.to_string()),
        ("spoilt", row.spoilt.to_string()),
        ("in_use", row.in_use.to_string()),
        ("file", row.file.clone()),
        ("reprint_of", row.reprint_of.clone()),
        ("reason", row.reason.clone()),
    ];
    print::line(&print::sentence(language, "cli.print_row", &facts))?;
    for (first, last) in [
        (&row.first_serial, &row.last_serial),
        (&row.first_sscc, &row.last_sscc),
    ] {
        print::span(first.as_deref(), last.as_deref())?;
    }
    if row.reprint_of.is_empty() {
        return Ok(());
    }
    print::line(&print::sentence(language, "cli.print_again", &facts))
}

/// Says how many labels a lot has and where they are.
pub fn balance(language: &str, lot: &str, sums: &LabelBalance) -> nuong_engine::Result<()> {
    let facts = [
        ("lot", lot.to_owned()),
        ("printed", sums.printed.to_string()),
        ("lost", sums.lost.to_string()),
        ("in_use", sums.in_use.to_string()),
        (
            "packs",
            sums.packs.map(|n| n.to_string()).unwrap_or_default(),
        ),
    ];
    let key = if sums.packs.is_some() {
        "cli.balance"
    } else {
        "cli.balance_no_packs"
    };
    print::line(&print::sentence(language, key, &facts))?;
    for market in &sums.markets {
        let facts = [
            ("place", market.place.clone()),
            ("labels", market.labels.to_string()),
            ("on", i18n::day(language, &market.on).into_owned()),
        ];
        print::line(&print::sentence(language, "cli.market", &facts))?;
    }
    Ok(())
}

/// Withdraws labels.
pub fn void(context: &Context, request: &VoidRequest) -> Outcome {
    let row = context.app.void_labels(request)?;
    if context.json {
        print::json(&row)?;
        return Ok(Done::Yes);
    }
    let facts = [
        ("short", row.short.clone()),
        ("in_use", row.in_use.to_string()),
    ];
    print::line(&print::sentence(&context.language, "cli.void_done", &facts))?;
    Ok(Done::Yes)
}
