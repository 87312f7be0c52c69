//! Pages for what is not there: each says what that may mean and what to do next.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::address::Lot;
use super::language::Language;
use super::view::{ProductView, WithdrawnView};
use super::visit::Visit;
use crate::problem::Cause;
use crate::store::StoreError;

/// The lot is not recorded; perhaps its product is.
pub(super) fn unknown_lot(
    visit: &Visit<'_>,
    asked: &Lot,
    product: Option<&ProductView>,
) -> Response {
    let language = visit.language;
    let code = asked.code();
    let (title, lead) = match product {
        Some(_) => ("unknown.product_known.title", "unknown.product_known.lead"),
        None => ("unknown.title", "unknown.lead"),
    };
    let title = language.fill_words(title, &[("lot", code)]);
    let lead = language.fill_words(lead, &[("lot", code)]);
    let body = html! {
        (heading(&title, &lead))
        @if let Some(product) = product { (product_card(language, product)) }
        (list_card(language, "unknown.may_mean", &["unknown.unsent", "unknown.mistyped", "unknown.copied"]))
        (list_card(language, "unknown.to_do", &["unknown.rescan", "unknown.later", "unknown.ask"]))
        (address_card(language, visit.path))
    };
    visit.page(StatusCode::NOT_FOUND, title, lead, body).send()
}

/// All that was recorded of the lot was declared wrong; perhaps it is told where it went.
pub(super) fn withdrawn_lot(visit: &Visit<'_>, asked: &Lot, view: &WithdrawnView) -> Response {
    let language = visit.language;
    let title = language.fill_words("withdrawn.title", &[("lot", asked.code())]);
    let lead = view.correction.say(language);
    let body = html! {
        (heading(&title, &lead))
        @if !view.successors.is_empty() {
            section.card {
                h2 { (language.say("withdrawn.instead")) }
                (lot_links(language, &view.successors))
            }
        }
        (list_card(language, "unknown.to_do", &["withdrawn.compare", "unknown.ask"]))
        (address_card(language, visit.path))
    };
    visit.page(StatusCode::NOT_FOUND, title, lead, body).send()
}

/// Links to the pages of lots, by their paths.
pub(super) fn lot_links(language: Language, paths: &[String]) -> Markup {
    html! {
        ul.points {
            @for path in paths {
                li { a href=(format!("{path}?lang={}", language.tag())) { (crate::thing::decode_part(path).unwrap_or_else(|| path.clone())) } }
            }
        }
    }
}

/// A product the registry has never heard of.
pub(super) fn unknown_product(visit: &Visit<'_>, gtin: &str) -> Response {
    let language = visit.language;
    let title = language.say("unknown_product.title").to_owned();
    let lead = language.fill_words("unknown_product.lead", &[("gtin", gtin)]);
    let body = html! {
        (heading(&title, &lead))
        (list_card(language, "unknown.to_do", &["unknown.rescan", "unknown.later", "unknown.ask"]))
    };
    visit.page(StatusCode::NOT_FOUND, title, lead, body).send()
}

/// A product without a lot in the link.
pub(super) fn product_alone(visit: &Visit<'_>, gtin: &str, product: &ProductView) -> Response {
    let language = visit.language;
    let title = product.name.clone().unwrap_or_else(|| gtin.to_owned());
    let lead = language.say("product.lead").to_owned();
    let body = html! {
        (heading(&title, &lead))
        (product_card(language, product))
    };
    visit.page(StatusCode::OK, title, lead, body).send()
}

/// The GTIN in the link is not one.
pub(super) fn bad_gtin(visit: &Visit<'_>, typed: &str, check_digit: bool) -> Response {
    let language = visit.language;
    let title = language.say("bad_gtin.title").to_owned();
    let lead = if check_digit {
        "bad_gtin.check_digit"
    } else {
        "bad_gtin.form"
    };
    let lead = language.fill_words(lead, &[("gtin", typed)]);
    let body = html! {
        (heading(&title, &lead))
        (list_card(language, "unknown.to_do", &["unknown.rescan", "bad_gtin.compare", "unknown.ask"]))
    };
    visit
        .page(StatusCode::BAD_REQUEST, title, lead, body)
        .send()
}

/// Nothing of ours is at this address.
pub(super) fn nothing_here(visit: &Visit<'_>) -> Response {
    let language = visit.language;
    let title = language.say("nothing.title").to_owned();
    let lead = language.say("nothing.lead").to_owned();
    let body = html! {
        (heading(&title, &lead))
        (address_card(language, visit.path))
    };
    visit.page(StatusCode::NOT_FOUND, title, lead, body).send()
}

/// The registry itself is at fault; the error goes into the log, not onto the page.
pub(super) fn registry_failed(visit: &Visit<'_>, error: StoreError) -> Response {
    let title = visit.language.say("failed.title").to_owned();
    let lead = visit.language.say("failed.lead").to_owned();
    let body = heading(&title, &lead);
    let mut response = visit
        .page(StatusCode::INTERNAL_SERVER_ERROR, title, lead, body)
        .send();
    response.extensions_mut().insert(Cause::new(error));
    response
}

fn heading(title: &str, lead: &str) -> Markup {
    html! {
        section.hero.calm {
            h1 { (title) }
            p.lead { (lead) }
        }
    }
}

fn product_card(language: Language, product: &ProductView) -> Markup {
    let rows = [
        ("fact.net_quantity", &product.net_quantity),
        ("fact.standards", &product.standards),
        ("fact.ingredients", &product.ingredients),
        ("fact.storage", &product.storage),
    ];
    html! {
        @if product.name.is_some() || product.producer.is_some() {
            section.card {
                h2 { (language.say("heading.product")) }
                @if let Some(name) = &product.name { p.strong lang="vi" { (name) } }
                @if let Some(producer) = &product.producer {
                    p lang="vi" { (producer.name) }
                    @if let Some(address) = &producer.address { p.quiet lang="vi" { (address) } }
                }
                dl.facts {
                    @for (key, value) in rows {
                        @if let Some(value) = value {
                            div { dt { (language.say(key)) } dd lang="vi" { (value) } }
                        }
                    }
                }
            }
        }
    }
}

fn list_card(language: Language, heading: &'static str, items: &[&'static str]) -> Markup {
    html! {
        section.card {
            h2 { (language.say(heading)) }
            ul.points { @for item in items { li { (language.say(item)) } } }
        }
    }
}

/// The address as it was asked for, to be held against the label.
fn address_card(language: Language, path: &str) -> Markup {
    let path = crate::thing::decode_part(path).unwrap_or_else(|| path.to_owned());
    html! {
        section.card.plain {
            h2 { (language.say("unknown.address")) }
            p.code { (path) }
        }
    }
}
