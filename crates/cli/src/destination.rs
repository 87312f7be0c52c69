//! A record on its way to a destination, as one line.

use nuong_engine::views::{Delivery, DeliveryState};

use crate::output;

/// Lot, kind, state, receipt or reason.
pub fn delivery_line(language: &str, delivery: &Delivery) -> String {
    let kind = output::sentence(language, &format!("ui.record.{}", delivery.kind), &[]);
    let state = delivery_state(language, delivery.state);
    let reason = delivery
        .reason
        .as_ref()
        .map(|m| output::message_text(language, m));
    let tail = [delivery.receipt.clone(), reason];
    let tail = tail.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    format!("{:<20} {kind:<10} {state:<12} {tail}", delivery.lot)
}

/// A delivery's state in words.
fn delivery_state(language: &str, state: DeliveryState) -> String {
    let key = match state {
        DeliveryState::Local => "ui.state.local",
        DeliveryState::Waiting => "ui.state.waiting",
        DeliveryState::Sent => "ui.state.sent",
        DeliveryState::Accepted => "ui.state.accepted",
        DeliveryState::Refused => "ui.state.refused",
        DeliveryState::Withdrawn => "ui.state.withdrawn",
        DeliveryState::NeedsPerson => "ui.state.needs_person",
    };
    output::sentence(language, key, &[])
}
