//! The page of a lot: what it is, whose it is, which way it came, and what that is worth.

use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use maud::{Markup, html};

use super::address::Lot;
use super::language::Language;
use super::stages::Stage;
use super::view::{LotView, Producer};
use super::visit::Visit;
use super::{correction, dates, facts};
use crate::text;

/// States a buyer must hear of before anything else.
const ALARMING: [&str; 3] = ["recalled", "destroyed", "expired"];

/// The page of a lot the registry knows.
pub(super) fn show_lot(visit: &Visit<'_>, asked: &Lot, view: &LotView, now: Timestamp) -> Response {
    let language = visit.language;
    let name = product_name(language, view);
    let code = asked.code();
    let producer = view
        .product
        .producer
        .as_ref()
        .map_or("", |producer| &producer.name);
    let summary = language.fill_words("lot.summary", &[("lot", code), ("producer", producer)]);
    let today = text::local_date(now);
    let body = html! {
        div.columns {
            (alarm_banner(alarm_words(language, view)))
            (hero_section(language, asked, view, &name))
            div.story {
                (facts::facts_card(language, view, today))
                (journey_card(language, &view.stages))
            }
            div.terms {
                @if let Some(producer) = &view.product.producer { (producer_card(language, view, producer)) }
                (identity_card(language, asked, view))
                (meaning_card(language, view))
            }
        }
    };
    visit
        .page(StatusCode::OK, format!("{name} · {code}"), summary, body)
        .send()
}

fn product_name(language: Language, view: &LotView) -> String {
    view.product
        .name
        .clone()
        .unwrap_or_else(|| language.say("lot.unnamed").to_owned())
}

/// What a buyer must hear first, if the lot is in such a state.
fn alarm_words(language: Language, view: &LotView) -> Option<&'static str> {
    let state = view.state.as_deref()?;
    let listed = ALARMING.contains(&state);
    listed.then(|| language.known_words(&format!("alarm.{state}")))?
}

fn alarm_banner(words: Option<&str>) -> Markup {
    html! {
        @if let Some(words) = words { p.alarm role="alert" { (words) } }
    }
}

/// Says that the lot is recorded, with a tick only where nothing speaks against the lot.
fn recorded_stamp(language: Language, view: &LotView, alarmed: bool) -> Markup {
    let recorded = dates::write_date(language, text::local_date(view.recorded_first));
    html! {
        p.stamp.grave[alarmed] {
            @if !alarmed { span.tick aria-hidden="true" { "✓" } }
            (language.fill_words("lot.recorded", &[("date", &recorded)]))
        }
    }
}

fn hero_section(language: Language, asked: &Lot, view: &LotView, name: &str) -> Markup {
    html! {
        section.hero {
            (recorded_stamp(language, view, alarm_words(language, view).is_some()))
            h1 lang="vi" { (name) }
            @if let Some(producer) = &view.product.producer { p.by lang="vi" { (producer.name) } }
            @if let Some(lot) = &asked.lot {
                p.lot { span.label { (language.say("lot.number")) } " " strong { (lot) } }
            }
            @if let Some(serial) = &asked.serial {
                p.lot { span.label { (language.say("lot.serial")) } " " strong { (serial) } }
            }
            (correction::correction_notes(language, &view.corrections))
        }
    }
}

fn journey_card(language: Language, stages: &[Stage]) -> Markup {
    html! {
        @if !stages.is_empty() {
            section.card {
                h2 { (language.say("heading.journey")) }
                ol.journey {
                    @for stage in stages {
                        li {
                            p.step { (step_name(language, &stage.step)) }
                            p.when { (dates::write_span(language, stage.from, stage.to)) }
                            @if let Some(place) = &stage.place { p.where lang="vi" { (place) } }
                            @if let Some(by) = &stage.by {
                                p.where { (language.fill_words("stage.by", &[("name", by)])) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn step_name(language: Language, step: &str) -> &'static str {
    language
        .known_words(&format!("stage.{step}"))
        .unwrap_or(language.say("stage.other"))
}

/// Whose goods they are; "producer" is said of nobody who bought them.
fn producer_card(language: Language, view: &LotView, producer: &Producer) -> Markup {
    let heading = match view.stages.iter().any(Stage::is_own_purchase) {
        true => "heading.responsible",
        false => "heading.producer",
    };
    html! {
        section.card {
            h2 { (language.say(heading)) }
            p.strong lang="vi" { (producer.name) }
            @if let Some(address) = &producer.address { p lang="vi" { (address) } }
            @if let Some(tax_code) = &producer.tax_code {
                p.quiet { (language.say("producer.tax_code")) " " span.code { (tax_code) } }
            }
        }
    }
}

fn identity_card(language: Language, asked: &Lot, view: &LotView) -> Markup {
    let sku = asked.sku.as_ref().or(view.product.sku.as_ref());
    let rows = [
        ("id.gtin", asked.gtin.as_ref()),
        ("id.sku", sku),
        ("id.lot", asked.lot.as_ref()),
        ("id.serial", asked.serial.as_ref()),
    ];
    html! {
        section.card {
            h2 { (language.say("heading.identity")) }
            dl.facts {
                @for (key, value) in rows {
                    @if let Some(value) = value {
                        div { dt { (language.say(key)) } dd.code { (value) } }
                    }
                }
            }
            p.hint { (language.say("id.compare")) }
        }
    }
}

fn meaning_card(language: Language, view: &LotView) -> Markup {
    let first = dates::write_moment(language, view.recorded_first);
    let last = dates::write_moment(language, view.recorded_last);
    html! {
        section.card.plain {
            h2 { (language.say("heading.meaning")) }
            p { (language.fill_words("meaning.who", &[("name", &view.recorded_by), ("time", &first)])) }
            @if first != last { p { (language.fill_words("meaning.last", &[("time", &last)])) } }
            p { (language.say("meaning.text")) }
        }
    }
}
