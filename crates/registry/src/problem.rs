//! Errors as EPCIS 2.0 answers them: RFC 7807 problem details with an `epcisException:` type.
//! What the database or the operating system said is never answered: it travels beside the answer as its [`Cause`], for the log.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::limits;
use crate::machine::MachineError;
use crate::store::StoreError;

/// The kinds of refusal this registry gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The body is not a valid EPCIS document or event.
    Validation,
    /// Too many events or bytes in one call.
    CaptureLimit,
    /// The event is there already.
    AlreadyExists,
    /// No token, or one the registry does not know.
    Unauthorized,
    /// The caller is known but may not do this.
    Forbidden,
    /// The answer cannot be given in the form or version asked for.
    NotAcceptable,
    /// The body is not JSON.
    UnsupportedMediaType,
    /// Nothing is at this address.
    NoSuchResource,
    /// The address takes other methods.
    MethodNotAllowed,
    /// A query parameter is unknown or malformed.
    QueryParameter,
    /// A query has too many values.
    QueryTooComplex,
    /// The query string is too long.
    UriTooLong,
    /// Wrong codes were tried too often.
    TooManyTries,
    /// The request took too long to arrive.
    Timeout,
    /// The registry failed; the caller may try again.
    Implementation,
}

impl Kind {
    /// HTTP status and the exception of EPCIS 2.0; `about:blank` (RFC 7807) where EPCIS has none.
    fn wire_form(self) -> (StatusCode, &'static str) {
        use StatusCode as S;
        match self {
            Self::Validation => (S::BAD_REQUEST, "epcisException:ValidationException"),
            Self::CaptureLimit => (
                S::PAYLOAD_TOO_LARGE,
                "epcisException:CaptureLimitExceededException",
            ),
            Self::AlreadyExists => (S::CONFLICT, "epcisException:ResourceAlreadyExistsException"),
            Self::Unauthorized => (S::UNAUTHORIZED, "epcisException:SecurityException"),
            Self::Forbidden => (S::FORBIDDEN, "epcisException:SecurityException"),
            Self::NotAcceptable => (S::NOT_ACCEPTABLE, "epcisException:NotAcceptableException"),
            Self::UnsupportedMediaType => (
                S::UNSUPPORTED_MEDIA_TYPE,
                "epcisException:UnsupportedMediaTypeException",
            ),
            Self::NoSuchResource => (S::NOT_FOUND, "epcisException:NoSuchResourceException"),
            Self::MethodNotAllowed => (S::METHOD_NOT_ALLOWED, "about:blank"),
            Self::QueryParameter => (S::BAD_REQUEST, "epcisException:QueryParameterException"),
            Self::QueryTooComplex => (
                S::PAYLOAD_TOO_LARGE,
                "epcisException:QueryTooComplexException",
            ),
            Self::UriTooLong => (S::URI_TOO_LONG, "epcisException:URITooLongException"),
            Self::TooManyTries => (S::TOO_MANY_REQUESTS, "about:blank"),
            Self::Timeout => (S::REQUEST_TIMEOUT, "about:blank"),
            Self::Implementation => (
                S::INTERNAL_SERVER_ERROR,
                "epcisException:ImplementationException",
            ),
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Validation => "The EPCIS data is not valid",
            Self::CaptureLimit => "The capture is too large",
            Self::AlreadyExists => "The event is already recorded",
            Self::Unauthorized => "A valid token is needed",
            Self::Forbidden => "This is not allowed",
            Self::NotAcceptable => "The answer cannot be given in that form",
            Self::UnsupportedMediaType => "The content type is not supported",
            Self::NoSuchResource => "There is nothing here",
            Self::MethodNotAllowed => "The method is not allowed here",
            Self::QueryParameter => "A query parameter is not valid",
            Self::QueryTooComplex => "The query is too complex",
            Self::UriTooLong => "The query is too long",
            Self::TooManyTries => "Too many wrong codes",
            Self::Timeout => "The request took too long",
            Self::Implementation => "The registry failed",
        }
    }
}

/// What failed inside the registry, for its operator. The caller only learns that it was not their fault.
#[derive(Debug, Clone)]
pub(crate) struct Cause(Arc<dyn Error + Send + Sync>);

impl Cause {
    pub(crate) fn new(error: impl Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(error))
    }

    /// Writes it to the log, standard error.
    pub(crate) fn write_log(&self) {
        eprintln!("nuong-registry: {self}");
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One refusal, ready to be sent or kept in a capture job.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    kind: Kind,
    detail: String,
    /// The eventID it is about, where it is about one.
    instance: Option<String>,
    /// JSON pointer, rule and words of each violation.
    violations: Vec<Value>,
    /// What failed, where the registry is at fault.
    cause: Option<Cause>,
}

impl Problem {
    pub(crate) fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            instance: None,
            violations: Vec::new(),
            cause: None,
        }
    }

    /// The registry itself failed, because of `error`.
    pub(crate) fn failure(error: impl Error + Send + Sync + 'static) -> Self {
        Self {
            cause: Some(Cause::new(error)),
            ..Self::new(
                Kind::Implementation,
                "Nothing was stored. Please try again later.",
            )
        }
    }

    /// What failed, where the registry is at fault.
    pub(crate) fn cause(&self) -> Option<&Cause> {
        self.cause.as_ref()
    }

    /// Names the event the problem is about.
    pub(crate) fn about_event(mut self, event_id: &str) -> Self {
        self.instance = Some(event_id.to_owned());
        self
    }

    /// Adds each single violation, for a client that shows them field by field.
    pub(crate) fn with_violations(mut self, violations: Vec<Value>) -> Self {
        self.violations = violations;
        self
    }

    /// The RFC 7807 object.
    pub(crate) fn to_json(&self) -> Value {
        let (status, kind) = self.kind.wire_form();
        let mut body = Map::new();
        let mut set = |name: &str, value: Value| body.insert(name.to_owned(), value);
        set("type", json!(kind));
        set("title", json!(self.kind.title()));
        set("status", json!(status.as_u16()));
        set("detail", json!(self.detail));
        if let Some(instance) = &self.instance {
            set("instance", json!(instance));
        }
        if !self.violations.is_empty() {
            set("violations", json!(self.violations));
        }
        Value::Object(body)
    }

    fn extra_headers(&self, response: &mut Response) {
        let headers = response.headers_mut();
        match self.kind {
            Kind::Unauthorized => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            Kind::CaptureLimit => limits::announce_limits(headers),
            Kind::UnsupportedMediaType => {
                headers.insert(
                    header::ACCEPT_ENCODING,
                    HeaderValue::from_static("identity"),
                );
            }
            Kind::TooManyTries => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
            }
            _ => {}
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, _) = self.kind.wire_form();
        let body = self.to_json().to_string();
        let media = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (status, media, body).into_response();
        self.extra_headers(&mut response);
        if let Some(cause) = self.cause {
            response.extensions_mut().insert(cause);
        }
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::failure(error)
    }
}

impl From<MachineError> for Problem {
    fn from(error: MachineError) -> Self {
        Self::failure(error)
    }
}
