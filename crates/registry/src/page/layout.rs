//! The frame of every page: head, masthead with the language switch, foot.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::assets;
use super::language::Language;

/// A page to be sent.
pub(super) struct Page<'p> {
    pub(super) language: Language,
    pub(super) status: StatusCode,
    /// Path and query of the request; the switch leads to the same page.
    pub(super) path: &'p str,
    pub(super) query: &'p str,
    pub(super) title: String,
    /// One sentence for link previews.
    pub(super) summary: String,
    pub(super) body: Markup,
}

impl Page<'_> {
    /// The finished answer.
    pub(super) fn send(self) -> Response {
        let media = [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CONTENT_LANGUAGE, self.language.tag()),
            (header::VARY, "Accept-Language, Accept"),
            // A recall must be seen at the next look.
            (header::CACHE_CONTROL, "no-cache"),
        ];
        let mut response = (self.status, media, self.markup().into_string()).into_response();
        if !self.status.is_success() {
            let robots = HeaderValue::from_static("noindex");
            response.headers_mut().insert("x-robots-tag", robots);
        }
        response
    }

    fn markup(&self) -> Markup {
        let language = self.language;
        html! {
            (DOCTYPE)
            html lang=(language.tag()) {
                (self.head())
                body {
                    a.skip href="#main" { (language.say("skip")) }
                    header.masthead {
                        a.brand href=(format!("/?lang={}", language.tag())) {
                            (PreEscaped(assets::MARK))
                            span { (language.say("site.name")) }
                        }
                        (self.switch())
                    }
                    main #main { (self.body) }
                    footer.foot { p { (language.say("foot")) } }
                }
            }
        }
    }

    fn head(&self) -> Markup {
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="description" content=(self.summary);
                meta name="format-detection" content="telephone=no, date=no";
                title { (self.title) " · " (self.language.say("site.name")) }
                link rel="icon" href="/assets/mark.svg" type="image/svg+xml";
                link rel="stylesheet" href=(assets::stylesheet_address());
                @for language in Language::ALL {
                    link rel="alternate" hreflang=(language.tag()) href=(self.address_in(language));
                }
            }
        }
    }

    fn switch(&self) -> Markup {
        html! {
            nav.languages aria-label=(self.language.say("languages")) {
                @for language in Language::ALL {
                    @if language == self.language {
                        span aria-current="true" lang=(language.tag()) title=(language.name()) { (language.tag().to_uppercase()) }
                    } @else {
                        a href=(self.address_in(language)) hreflang=(language.tag()) lang=(language.tag()) title=(language.name()) {
                            span.wide { (language.name()) }
                            span.narrow aria-hidden="true" { (language.tag().to_uppercase()) }
                        }
                    }
                }
            }
        }
    }

    /// This page in `language`, with whatever else the link said.
    fn address_in(&self, language: Language) -> String {
        let kept = form_urlencoded::parse(self.query.as_bytes()).filter(|(name, _)| name != "lang");
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(kept)
            .append_pair("lang", language.tag())
            .finish();
        format!("{}?{query}", self.path)
    }
}
