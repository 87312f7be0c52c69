//! `lots`, `lot`, `override-phi` and `set-status`.

use nuong_engine::i18n;
use nuong_engine::views::{LotDetail, LotQuery, LotRow};

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::{destination, output};

/// Rows fetched at a time, so that a hundred thousand lots need no big list.
const PAGE: u32 = 500;

/// Lists lots, all of them.
pub fn list_lots(context: &Context, search: &str) -> Outcome {
    let rows = fetch_lots(context, search)?;
    if context.json {
        output::print_json(&rows)?;
    } else {
        for row in &rows {
            print_lot(&context.language, row)?;
        }
        output::print_total(&context.language, "cli.lots_total", rows.len())?;
    }
    Ok(Done::Yes)
}

/// All lots that answer the search, page by page.
fn fetch_lots(context: &Context, search: &str) -> nuong_engine::Result<Vec<LotRow>> {
    let mut rows = Vec::new();
    loop {
        let query = LotQuery {
            text: search.to_owned(),
            filter: "all".to_owned(),
            offset: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            limit: PAGE,
        };
        let page = context.app.lots(query)?;
        let is_last = page.rows.len() < PAGE as usize;
        rows.extend(page.rows);
        if is_last {
            return Ok(rows);
        }
    }
}

fn print_lot(language: &str, row: &LotRow) -> nuong_engine::Result<()> {
    let quantity = output::quantity_text(language, row.quantity, &row.unit);
    let line = format!(
        "{:<20} {quantity:>14}  {:<30} {}",
        row.lot,
        row.product,
        lot_marks(language, row)
    );
    output::print_line(line.trim_end())
}

/// What keeps a lot back, in words; nothing for most.
fn lot_marks(language: &str, row: &LotRow) -> String {
    let decided = match row.status.as_str() {
        "on_hold" => Some("ui.status.on_hold"),
        "recalled" => Some("ui.status.recalled"),
        "closed" => Some("ui.status.closed"),
        _ => None,
    };
    let phi = row.phi_conflict.then_some("cli.lot_phi");
    let all = decided.into_iter().chain(phi);
    let words: Vec<String> = all
        .map(|key| output::sentence(language, key, &[]))
        .collect();
    words.join(" · ")
}

/// Shows one lot.
pub fn show_lot(context: &Context, lot: &str) -> Outcome {
    let detail = context.app.lot(lot)?;
    if context.json {
        output::print_json(&detail)?;
    } else {
        print_detail(&context.language, &detail)?;
    }
    Ok(Done::Yes)
}

fn print_detail(language: &str, detail: &LotDetail) -> nuong_engine::Result<()> {
    print_lot(language, &detail.row)?;
    for source in &detail.sources {
        let date = i18n::day(language, &source.date);
        let quantity = output::quantity_text(language, source.quantity, &source.unit);
        output::print_line(&format!(
            "  {date}  {:<8} {:<8} {quantity}  {}",
            source.plot, source.household, source.place
        ))?;
    }
    output::print_line(&format!("  {}  {}", detail.short_code, detail.link))?;
    if let Some(decision) = &detail.decision {
        let args = [
            ("lot", detail.row.lot.clone()),
            ("by", decision.by.clone()),
            ("reason", decision.reason.clone()),
        ];
        let key = format!("cli.lot_{}", decision.status);
        output::print_sentence(language, &key, &args)?;
    }
    for delivery in &detail.deliveries {
        let line = destination::delivery_line(language, delivery);
        output::print_line(&format!("  {line}"))?;
    }
    Ok(())
}

/// A named person allows a lot's labels in spite of a pre-harvest conflict.
pub fn override_phi(context: &Context, lot: &str, by: &str, reason: &str) -> Outcome {
    context.app.override_phi(lot, by, reason)?;
    let args = [("lot", lot.to_owned()), ("by", by.to_owned())];
    output::print_sentence(&context.language, "cli.overridden", &args)?;
    Ok(Done::Yes)
}

/// A named person holds, recalls, closes or releases a lot.
pub fn set_status(context: &Context, lot: &str, status: &str, by: &str, reason: &str) -> Outcome {
    context.app.set_lot_status(lot, status, by, reason)?;
    let detail = context.app.lot(lot)?;
    if context.json {
        output::print_json(&detail)?;
        return Ok(Done::Yes);
    }
    let args = [
        ("lot", detail.row.lot),
        ("by", by.to_owned()),
        ("reason", reason.to_owned()),
    ];
    let key = format!("cli.lot_{status}");
    output::print_sentence(&context.language, &key, &args)?;
    Ok(Done::Yes)
}
