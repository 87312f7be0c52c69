//! `/c/{code}`: a lot by the short code that a person typed, and what is said when there is none.

use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use nuong_gs1::ShortCode;

use super::language::Language;
use super::notice;
use super::visit::Visit;
use crate::registry::Registry;
use crate::store::lots_by_short_code;
use crate::thing;

/// The page of the lot with this code, or a choice where several have it.
pub(super) async fn code_page(registry: &Registry, visit: &Visit<'_>, typed: &str) -> Response {
    let code = match ShortCode::parse(typed) {
        Ok(code) => code,
        Err(_) => return mistyped_code(visit, typed),
    };
    let things = match registry
        .store()
        .read(move |db| lots_by_short_code(db, code))
        .await
    {
        Ok(things) => things,
        Err(error) => return notice::registry_failed(visit, error),
    };
    let paths: Vec<String> = things
        .iter()
        .filter_map(|lot| thing::lot_path(lot))
        .collect();
    match paths.as_slice() {
        [] => unknown_code(visit, code),
        // Not for good: another lot of that code may be recorded later.
        [one] => {
            let lot = Redirect::to(&format!("{one}?lang={}", visit.language.tag()));
            ([(CACHE_CONTROL, "no-cache")], lot).into_response()
        }
        several => choice_page(visit, code, several),
    }
}

/// The field for a code, on the start page and wherever a code was not right.
pub(super) fn code_field(language: Language, typed: &str) -> Markup {
    html! {
        form.code action="/c" method="get" {
            label for="code" { (language.say("code.label")) }
            div {
                input #code name="code" value=(typed) maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="7K3M-92QX" required;
                input type="hidden" name="lang" value=(language.tag());
                button type="submit" { (language.say("code.find")) }
            }
        }
    }
}

fn mistyped_code(visit: &Visit<'_>, typed: &str) -> Response {
    let (title, lead) = (
        "code.mistyped.title",
        visit
            .language
            .fill_words("code.mistyped.lead", &[("code", typed)]),
    );
    sorry_page(visit, StatusCode::BAD_REQUEST, title, lead, typed)
}

fn unknown_code(visit: &Visit<'_>, code: ShortCode) -> Response {
    let shown = code.to_string();
    let lead = visit
        .language
        .fill_words("code.unknown.lead", &[("code", &shown)]);
    sorry_page(
        visit,
        StatusCode::NOT_FOUND,
        "code.unknown.title",
        lead,
        &shown,
    )
}

fn sorry_page(
    visit: &Visit<'_>,
    status: StatusCode,
    title: &'static str,
    lead: String,
    typed: &str,
) -> Response {
    let title = visit.language.say(title).to_owned();
    let body = html! {
        section.hero.calm { h1 { (title) } p.lead { (lead) } }
        section.card { (code_field(visit.language, typed)) }
    };
    visit.page(status, title, lead, body).send()
}

fn choice_page(visit: &Visit<'_>, code: ShortCode, paths: &[String]) -> Response {
    let language = visit.language;
    let title = language.fill_words("code.several.title", &[("code", &code.to_string())]);
    let lead = language.say("code.several.lead").to_owned();
    let body = html! {
        section.hero.calm { h1 { (title) } p.lead { (lead) } }
        section.card {
            (notice::lot_links(language, paths))
        }
    };
    visit.page(StatusCode::OK, title, lead, body).send()
}
