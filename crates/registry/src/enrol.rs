//! `POST /enroll`: a laptop trades its one-time code for a bearer token.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use crate::http::{Peer, body, negotiate};
use crate::limits;
use crate::problem::{Kind, Problem};
use crate::registry::Registry;
use crate::secret::{self, Fingerprint};
use crate::store::Enrolment;
use crate::text;

const DEVICE_CHARS: usize = 100;

#[derive(Deserialize)]
struct Ask {
    code: String,
    #[serde(default)]
    device: String,
}

/// Answers `POST /enroll`.
pub(crate) async fn enroll(
    State(registry): State<Registry>,
    Peer(address): Peer,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, incoming) = request.into_parts();
    negotiate::check_json_body(&parts.headers)?;
    let ask = read_ask(incoming).await?;
    let now = registry.now();
    if !registry.tries().book_try(address, now) {
        return Err(Problem::new(
            Kind::TooManyTries,
            "Wait a minute, then try the code again.",
        ));
    }
    // Made before the code is used up: without randomness the code must stay good.
    let token = secret::new_token(registry.machine())?;
    let enrolment = redeem_code(&registry, &ask, &token, now).await?;
    let granted = enrolment.ok_or_else(wrong_code)?;
    registry.tries().unbook_try(address);
    Ok(welcome_answer(&registry, &parts.headers, &token, &granted))
}

fn wrong_code() -> Problem {
    Problem::new(
        Kind::Forbidden,
        "The code is wrong, was used before, or is older than 24 hours. \
         Ask the registry for a new one.",
    )
}

async fn read_ask(incoming: axum::body::Body) -> Result<Ask, Problem> {
    let malformed = || {
        Problem::new(
            Kind::Validation,
            r#"Send {"code": "…", "device": "name of this computer"}."#,
        )
    };
    let bytes = body::read_body(incoming, limits::SMALL_BYTES).await?;
    serde_json::from_slice(&bytes).map_err(|_| malformed())
}

async fn redeem_code(
    registry: &Registry,
    ask: &Ask,
    token: &str,
    now: Timestamp,
) -> Result<Option<Enrolment>, Problem> {
    let code = Fingerprint::of_code(&ask.code);
    let token = Fingerprint::of_token(token);
    // A laptop whose name is unusable is enrolled all the same: the name only tells laptops apart when one is withdrawn.
    let device = text::one_line(&ask.device, DEVICE_CHARS).unwrap_or_default();
    let store = registry.store();
    Ok(store
        .write(move |tx| Enrolment::redeem(tx, &code, &token, &device, now))
        .await?)
}

fn welcome_answer(
    registry: &Registry,
    headers: &HeaderMap,
    token: &str,
    granted: &Enrolment,
) -> Response {
    let base = public_base(registry, headers);
    let code = &granted.organisation.organisation_code;
    let body = json!({
        "token": token,
        "organisation": {
            "name": granted.organisation.name,
            "organisation_code": code,
            "tax_code": text::tax_code(code),
        },
        "public_base": base,
        "capture_url": format!("{base}/capture"),
    });
    // It holds the token.
    let headers = [(header::CACHE_CONTROL, "no-store")];
    (StatusCode::CREATED, headers, Json(body)).into_response()
}

/// The configured base, else the address this client reached the registry by.
fn public_base(registry: &Registry, headers: &HeaderMap) -> String {
    if let Some(base) = registry.public_base() {
        return base.to_owned();
    }
    let host = negotiate::header_text(headers, header::HOST);
    format!("http://{}", host.unwrap_or("localhost"))
}
