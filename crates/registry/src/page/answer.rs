//! Any path that is not the interface's: resolved to a page, a redirect to the right spelling, or an honest "not found".

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::address::{Address, Lot};
use super::view::{Finding, LotView};
use super::visit::Visit;
use super::{address, json, lot, notice, short_code, view};
use crate::http::negotiate;
use crate::problem::{Kind, Problem};
use crate::registry::Registry;
use crate::store::LotKey;
use crate::thing;

/// What can be done with a link (RFC 9110, 15.5.6; GS1-Conformant resolver 1.2).
const ALLOWED: (HeaderName, &str) = (header::ALLOW, "OPTIONS, GET, HEAD");
/// Public facts may be read by any site.
const OPEN: (HeaderName, &str) = (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");

/// Answers whatever no route took.
pub(crate) async fn resolve_path(
    State(registry): State<Registry>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if method == Method::OPTIONS {
        return (StatusCode::NO_CONTENT, [ALLOWED, OPEN]).into_response();
    }
    if method != Method::GET && method != Method::HEAD {
        let refused = "There is only something to read here.";
        return ([ALLOWED], Problem::new(Kind::MethodNotAllowed, refused)).into_response();
    }
    let visit = Visit::new(&uri, &headers);
    let answer = page_at(&registry, &visit, &headers).await;
    match answer.status() {
        StatusCode::NOT_FOUND if negotiate::prefers_json(&headers) => {
            Problem::new(Kind::NoSuchResource, "Nothing stands on record here.").into_response()
        }
        StatusCode::BAD_REQUEST if negotiate::prefers_json(&headers) => {
            Problem::new(Kind::Validation, "The GTIN or short code is not valid.").into_response()
        }
        _ => answer,
    }
}

async fn page_at(registry: &Registry, visit: &Visit<'_>, headers: &HeaderMap) -> Response {
    match asked_address(visit) {
        // Compared decoded: a proxy may spell escapes its own way, which must not send anybody in circles.
        Address::Lot(lot) if thing::decode_part(&lot.path) != thing::decode_part(visit.path) => {
            visit.moved_to(&lot.path)
        }
        Address::Lot(lot) => lot_page(registry, visit, headers, lot).await,
        Address::Product { gtin, key } => product_page(registry, visit, &gtin, key).await,
        Address::ShortCode(typed) => short_code::code_page(registry, visit, &typed).await,
        Address::BadGtin { typed, check_digit } => notice::bad_gtin(visit, &typed, check_digit),
        Address::Nothing => notice::nothing_here(visit),
    }
}

/// What the path names; the start page's field asks for `/c?code=…`.
fn asked_address(visit: &Visit<'_>) -> Address {
    if visit.path != "/c" {
        return address::read_path(visit.path);
    }
    let code = form_urlencoded::parse(visit.query.as_bytes()).find(|(name, _)| name == "code");
    let typed = code.and_then(|(_, typed)| crate::text::one_line(&typed, 64));
    typed.map_or(Address::Nothing, Address::ShortCode)
}

async fn lot_page(
    registry: &Registry,
    visit: &Visit<'_>,
    headers: &HeaderMap,
    asked: Lot,
) -> Response {
    let key = asked.key.clone();
    match registry
        .store()
        .read(move |db| view::find_lot(db, &key))
        .await
    {
        Ok(Finding::Lot(view)) if negotiate::prefers_json(headers) => as_json(&asked, &view),
        Ok(Finding::Lot(view)) => lot::show_lot(visit, &asked, &view, registry.now()),
        Ok(Finding::Withdrawn(view)) => notice::withdrawn_lot(visit, &asked, &view),
        Ok(Finding::Product(view)) => notice::unknown_lot(visit, &asked, Some(&view)),
        Ok(Finding::Unknown) => notice::unknown_lot(visit, &asked, None),
        Err(error) => notice::registry_failed(visit, error),
    }
}

async fn product_page(registry: &Registry, visit: &Visit<'_>, gtin: &str, key: LotKey) -> Response {
    match registry
        .store()
        .read(move |db| view::find_product(db, &key))
        .await
    {
        Ok(Finding::Product(view)) => notice::product_alone(visit, gtin, &view),
        Ok(_) => notice::unknown_product(visit, gtin),
        Err(error) => notice::registry_failed(visit, error),
    }
}

/// The same public facts for programs, in the terms of the GS1 Web Vocabulary where it has them.
fn as_json(asked: &Lot, view: &LotView) -> Response {
    // Page and JSON have one address: caches must tell them apart.
    let headers = [(header::VARY, "Accept-Language, Accept"), OPEN];
    (headers, Json(json::lot_facts(asked, view))).into_response()
}
