//! The card of a lot's facts: dates, origin, contents.

use jiff::civil::Date;
use maud::{Markup, html};

use super::dates;
use super::language::Language;
use super::view::LotView;

/// The card; nothing where nothing is known.
pub(super) fn facts_card(language: Language, view: &LotView, today: Date) -> Markup {
    let mut rows = dated_rows(language, view, today);
    rows.extend(described_rows(view));
    html! {
        @if !rows.is_empty() {
            section.card {
                h2 { (language.say("heading.facts")) }
                dl.facts {
                    @for (key, value) in rows { div { dt { (language.say(key)) } dd { (value) } } }
                }
            }
        }
    }
}

type Row = (&'static str, Markup);

fn dated_rows(language: Language, view: &LotView, today: Date) -> Vec<Row> {
    let deadline = |date: Date, over| write_deadline(language, date, today, over);
    let harvest = |(from, to)| html! { (dates::write_span(language, from, to)) };
    let origin = view.origin.as_deref();
    let rows = [
        ("fact.harvest", view.harvest.map(harvest)),
        (
            "fact.best_before",
            view.best_before.map(|date| deadline(date, "fact.past")),
        ),
        (
            "fact.expiry",
            view.expiry.map(|date| deadline(date, "fact.expired")),
        ),
        (
            "fact.origin",
            origin.map(|code| html! { (country_name(language, code)) }),
        ),
    ];
    rows.into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .collect()
}

/// What the cooperative wrote, in its own language.
fn described_rows(view: &LotView) -> Vec<Row> {
    let product = &view.product;
    let rows = [
        ("fact.net_quantity", &product.net_quantity),
        ("fact.standards", &product.standards),
        ("fact.ingredients", &product.ingredients),
        ("fact.storage", &product.storage),
    ];
    let known = rows
        .into_iter()
        .filter_map(|(key, value)| Some((key, value.as_ref()?)));
    known
        .map(|(key, text)| (key, html! { span lang="vi" { (text) } }))
        .collect()
}

fn write_deadline(language: Language, date: Date, today: Date, over: &'static str) -> Markup {
    html! {
        (dates::write_date(language, date))
        @if date < today { " " span.past { (language.say(over)) } }
    }
}

fn country_name(language: Language, code: &str) -> String {
    language
        .known_words(&format!("country.{code}"))
        .unwrap_or(code)
        .to_owned()
}
