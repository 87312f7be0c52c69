//! `GET /`: what this registry is; for a program that asks for JSON, what it can be asked.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use maud::html;

use super::short_code;
use super::visit::Visit;
use crate::http::negotiate;
use crate::query;
use crate::registry::Registry;

/// Answers `GET /`.
pub(crate) async fn home_page(State(_): State<Registry>, uri: Uri, headers: HeaderMap) -> Response {
    if negotiate::prefers_json(&headers) {
        return Json(query::discover_resources()).into_response();
    }
    let visit = Visit::new(&uri, &headers);
    let language = visit.language;
    let title = language.say("home.title").to_owned();
    let lead = language.say("home.lead").to_owned();
    let cards = [
        ("home.scan.title", "home.scan.text"),
        ("home.shown.title", "home.shown.text"),
        ("home.join.title", "home.join.text"),
    ];
    let body = html! {
        section.hero.calm { h1 { (title) } p.lead { (lead) } }
        section.card { (short_code::code_field(language, "")) }
        @for (heading, words) in cards {
            section.card { h2 { (language.say(heading)) } p { (language.say(words)) } }
        }
    };
    visit.page(StatusCode::OK, title, lead, body).send()
}
