//! `connect`, `sync` and `outbox`: enrolling with a registry, sending what waits, and what became of each record.

use nuong_engine::views::{Delivery, DeliveryState, Progress, SyncSummary};

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::{destination, output};

/// Enrols this laptop with a registry.
pub fn connect_registry(context: &Context, url: &str, code: &str) -> Outcome {
    let connection = context.app.connect(url, code)?;
    if context.json {
        output::print_json(&connection)?;
    } else {
        let args = [
            ("url", connection.url),
            ("organisation", connection.organisation),
        ];
        output::print_sentence(&context.language, "cli.connected", &args)?;
    }
    Ok(Done::Yes)
}

/// One run. Offline is no error: what waits goes on waiting, and the summary says so.
pub fn send_waiting(context: &Context) -> Outcome {
    let bar = output::progress_bar();
    let mut progress = |at: Progress| {
        // Nobody asked for Ctrl+C to wait, so it ends the program at once and the answer is always to go on.
        let _ = output::advance_bar(&bar, &at);
    };
    let summary = context.app.sync(&mut progress);
    bar.finish_and_clear();
    let summary = summary?;
    if context.json {
        output::print_json(&summary)?
    } else {
        print_summary(context, &summary)?
    }
    Ok(if summary.refused > 0 {
        Done::Refused
    } else {
        Done::Yes
    })
}

fn print_summary(context: &Context, summary: &SyncSummary) -> nuong_engine::Result<()> {
    let kilobytes = summary.bytes_sent as f64 / 1_000.0;
    let args = [
        ("sent", summary.sent.to_string()),
        ("accepted", summary.accepted.to_string()),
        ("refused", summary.refused.to_string()),
        ("waiting", summary.waiting.to_string()),
        ("kilobytes", format!("{kilobytes:.1}")),
    ];
    output::print_sentence(&context.language, "cli.sync_summary", &args)?;
    match &summary.notice {
        Some(notice) => output::print_line(&output::message_text(&context.language, notice)),
        None => Ok(()),
    }
}

/// Lists records with their states, refused ones first.
pub fn list_outbox(context: &Context, lot: Option<&str>) -> Outcome {
    let rows = match lot {
        Some(lot) => context.app.lot(lot)?.deliveries,
        None => fetch_deliveries(context)?,
    };
    if context.json {
        output::print_json(&rows)?;
    } else {
        for delivery in &rows {
            output::print_line(&destination::delivery_line(&context.language, delivery))?;
        }
        output::print_total(&context.language, "cli.outbox_total", rows.len())?;
    }
    Ok(Done::Yes)
}

/// Every record, page by page.
fn fetch_deliveries(context: &Context) -> nuong_engine::Result<Vec<Delivery>> {
    use DeliveryState::{Accepted, Local, NeedsPerson, Refused, Sent, Waiting, Withdrawn};
    let mut rows = Vec::new();
    for state in [
        NeedsPerson,
        Refused,
        Sent,
        Waiting,
        Local,
        Accepted,
        Withdrawn,
    ] {
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
