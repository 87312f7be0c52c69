//! `sync` and `outbox`.

use nuong_engine::views::{Delivery, DeliveryState, Progress, SyncSummary};

use crate::context::Context;
use crate::{Done, Outcome, lots, print};

/// One run. Offline is no error: what waits goes on waiting, and the summary says so.
pub fn sync(context: &Context) -> Outcome {
    let bar = print::bar();
    let mut progress = |at: Progress| {
        let _ = print::advance(&bar, &at);
    };
    let summary = context.app.sync(&mut progress);
    bar.finish_and_clear();
    let summary = summary?;
    if context.json {
        print::json(&summary)?
    } else {
        people(context, &summary)?
    }
    Ok(if summary.refused > 0 {
        Done::Refused
    } else {
        Done::Yes
    })
}

fn people(context: &Context, summary: &SyncSummary) -> nuong_engine::Result<()> {
    let args = [
        ("sent", summary.sent.to_string()),
        ("accepted", summary.accepted.to_string()),
        ("refused", summary.refused.to_string()),
        ("waiting", summary.waiting.to_string()),
        (
            "kilobytes",
            format!("{:.1}", summary.bytes_sent as f64 / 1000.0),
        ),
    ];
    print::line(&print::sentence(
        &context.language,
        "cli.sync_summary",
        &args,
    ))?;
    match &summary.notice {
        Some(notice) => print::line(&print::message(&context.language, notice)),
        None => Ok(()),
    }
}

/// Lists records with their states, refused ones first.
pub fn outbox(context: &Context, lot: Option<&str>) -> Outcome {
    let rows = match lot {
        Some(lot) => context.app.lot(lot)?.deliveries,
        None => all(context)?,
    };
    if context.json {
        print::json(&rows)?;
    } else {
        for delivery in &rows {
            print::line(&row(&context.language, delivery))?;
        }
        print::total(&context.language, "cli.outbox_total", rows.len())?;
    }
    Ok(Done::Yes)
}

/// Every record, page by page.
fn all(context: &Context) -> nuong_engine::Result<Vec<Delivery>> {
    use DeliveryState::{Accepted, Local, Refused, Sent, Waiting};
    let mut rows = Vec::new();
    for state in [Refused, Sent, Waiting, Local, Accepted] {
        let mut of_state = 0;
        loop {
            let page = context.app.deliveries(state, of_state)?;
            if page.is_empty() {
                break;
            }
            of_state += u32::try_from(page.len()).unwrap_or(u32::MAX);
            rows.extend(page);
        }
    }
    Ok(rows)
}

/// One record as a line: lot, kind, state, receipt or reason.
pub fn row(language: &str, delivery: &Delivery) -> String {
    let kind = print::sentence(language, &format!("cli.record_{}", delivery.kind), &[]);
    let state = lots::state(language, delivery.state);
    let reason = delivery
        .reason
        .as_ref()
        .map(|m| print::message(language, m));
    let tail = [delivery.receipt.clone(), reason];
    let tail = tail.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    format!("{:<20} {kind:<10} {state:<12} {tail}", delivery.lot)
}
