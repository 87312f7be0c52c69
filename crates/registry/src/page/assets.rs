//! The stylesheet, the mark and the font: small, from this origin, kept by the browser.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// The registry's mark: a leaf over terraces. Drawn with the text's colour.
pub(super) const MARK: &str = include_str!("mark.svg");
const STYLE: &str = include_str!("style.css");
const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/BeVietnamPro-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../../assets/fonts/BeVietnamPro-Bold.ttf");

static STYLE_ADDRESS: LazyLock<String> = LazyLock::new(|| {
    let digest = Sha256::digest(STYLE.as_bytes());
    let short: String = digest
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("/assets/page.css?v={short}")
});

/// Address of the stylesheet; another stylesheet has another address.
pub(super) fn stylesheet_address() -> &'static str {
    &STYLE_ADDRESS
}

/// Answers `GET /assets/{name}`.
pub(crate) async fn send_asset(Path(name): Path<String>) -> Response {
    let (media, body): (&str, &'static [u8]) = match name.as_str() {
        "page.css" => ("text/css; charset=utf-8", STYLE.as_bytes()),
        "mark.svg" => ("image/svg+xml", MARK.as_bytes()),
        "be-vietnam-pro-regular.ttf" => ("font/ttf", REGULAR),
        "be-vietnam-pro-bold.ttf" => ("font/ttf", BOLD),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, body).into_response()
}
