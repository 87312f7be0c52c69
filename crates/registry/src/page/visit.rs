//! A request for a page: in which language it is read, and what it asks for.

use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};

use super::language::Language;
use super::layout::Page;

/// A request for a page.
pub(super) struct Visit<'v> {
    pub(super) language: Language,
    pub(super) path: &'v str,
    pub(super) query: &'v str,
}

impl<'v> Visit<'v> {
    pub(super) fn new(uri: &'v Uri, headers: &HeaderMap) -> Self {
        let query = uri.query().unwrap_or("");
        Self {
            language: Language::chosen(query, headers),
            path: uri.path(),
            query,
        }
    }

    /// A page of this visit.
    pub(super) fn page(
        &self,
        status: StatusCode,
        title: String,
        summary: String,
        body: maud::Markup,
    ) -> Page<'v> {
        Page {
            language: self.language,
            status,
            path: self.path,
            query: self.query,
            title,
            summary,
            body,
        }
    }

    /// To another path, with the same query.
    pub(super) fn moved_to(&self, path: &str) -> Response {
        let query = if self.query.is_empty() {
            String::new()
        } else {
            format!("?{}", self.query)
        };
        Redirect::permanent(&format!("{path}{query}")).into_response()
    }
}
