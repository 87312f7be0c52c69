//! `lots`, `lot` and `override-phi`.

use nuong_engine::i18n;
use nuong_engine::views::{DeliveryState, LotQuery, LotRow};

use crate::context::Context;
use crate::{Done, Outcome, print};

/// Rows fetched at a time, so that a hundred thousand lots need no big list.
const PAGE: u32 = 500;

/// Lists lots, all of them, page by page.
pub fn lots(context: &Context, search: &str) -> Outcome {
    let mut rows: Vec<LotRow> = Vec::new();
    loop {
        let offset = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let query = LotQuery {
            text: search.to_owned(),
            filter: "all".to_owned(),
            offset,
            limit: PAGE,
        };
        let page = context.app.lots(query)?;
        let last = page.rows.len() < PAGE as usize;
        rows.extend(page.rows);
        if last {
            break;
        }
    }
    if context.json {
        print::json(&rows)?;
    } else {
        people(context, &rows)?;
        print::total(&context.language, "cli.lots_total", rows.len())?;
    }
    Ok(Done::Yes)
}

fn people(context: &Context, rows: &[LotRow]) -> nuong_engine::Result<()> {
    let language = &context.language;
    for row in rows {
        let quantity = print::quantity(language, row.quantity, &row.unit);
        let line = format!(
            "{:<20} {quantity:>14}  {:<30} {}",
            row.lot,
            row.product,
            marks(language, row)
        );
        print::line(line.trim_end())?;
    }
    Ok(())
}

/// What keeps a lot back, in words; nothing for most.
fn marks(language: &str, row: &LotRow) -> String {
    let decided = match row.status.as_str() {
        "on_hold" => Some("ui.status.on_hold"),
        "recalled" => Some("ui.status.recalled"),
        "closed" => Some("ui.status.closed"),
        _ => None,
    };
    let phi = row.phi_conflict.then_some("cli.lot_phi");
    let all = decided.into_iter().chain(phi);
    let words: Vec<String> = all.map(|key| print::sentence(language, key, &[])).collect();
    words.join(" · ")
}

/// Shows one lot.
pub fn lot(context: &Context, lot: &str) -> Outcome {
    let detail = context.app.lot(lot)?;
    if context.json {
        print::json(&detail)?;
        return Ok(Done::Yes);
    }
    people(context, std::slice::from_ref(&detail.row))?;
    for source in &detail.sources {
        let language = &context.language;
        let date = i18n::day(language, &source.date);
        let quantity = print::quantity(language, source.quantity, &source.unit);
        print::line(&format!(
            "  {date}  {:<8} {:<8} {quantity}  {}",
            source.plot, source.household, source.place
        ))?;
    }
    print::line(&format!("  {}  {}", detail.short_code, detail.link))?;
    if let Some(decision) = &detail.decision {
        let args = [
            ("lot", detail.row.lot.clone()),
            ("by", decision.by.clone()),
            ("reason", decision.reason.clone()),
        ];
        let key = format!("cli.lot_{}", decision.status);
        print::line(&print::sentence(&context.language, &key, &args))?;
    }
    for delivery in &detail.deliveries {
        print::line(&format!(
            "  {}",
            super::sync::row(&context.language, delivery)
        ))?;
    }
    Ok(Done::Yes)
}

/// A named person allows a lot's labels in spite of a pre-harvest conflict.
pub fn override_phi(context: &Context, lot: &str, by: &str, reason: &str) -> Outcome {
    context.app.override_phi(lot, by, reason)?;
    let args = [("lot", lot.to_owned()), ("by", by.to_owned())];
    print::line(&print::sentence(&context.language, "cli.overridden", &args))?;
    Ok(Done::Yes)
}

/// A named person holds, recalls, closes or releases a lot.
pub fn set_status(context: &Context, lot: &str, status: &str, by: &str, reason: &str) -> Outcome {
    context.app.set_lot_status(lot, status, by, reason)?;
    let detail = context.app.lot(lot)?;
    if context.json {
        print::json(&detail)?;
        return Ok(Done::Yes);
    }
    let args = [
        ("lot", detail.row.lot),
        ("by", by.to_owned()),
        ("reason", reason.to_owned()),
    ];
    print::line(&print::sentence(
        &context.language,
        &format!("cli.lot_{status}"),
        &args,
    ))?;
    Ok(Done::Yes)
}

/// A delivery state in words.
pub fn state(language: &str, state: DeliveryState) -> String {
    let key = match state {
        DeliveryState::Local => "ui.state.local",
        DeliveryState::Waiting => "ui.state.waiting",
        DeliveryState::Sent => "ui.state.sent",
        DeliveryState::Accepted => "ui.state.accepted",
        DeliveryState::Refused => "ui.state.refused",
    };
    print::sentence(language, key, &[])
}
