//! `POST /enroll`: a laptop trades its one-time code for a bearer token.
//! Wrong codes are counted per address, so that a code cannot be found by trying.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::json;

use crate::http::{Peer, body, negotiate};
use crate::limits;
use crate::problem::{Kind, Problem};
use crate::registry::Registry;
use crate::secret::{self, Fingerprint};
use crate::store::Enrolment;
use crate::text;

const WINDOW: SignedDuration = SignedDuration::from_mins(1);
/// Addresses remembered at once; beyond it, the ones whose minute is over are forgotten.
const ADDRESSES: usize = 10_000;
const DEVICE_CHARS: usize = 100;

/// Wrong codes lately, by address.
#[derive(Default)]
pub(crate) struct Tries {
    wrong: Mutex<HashMap<IpAddr, (Timestamp, u32)>>,
}

impl Tries {
    /// Books a try before the code is looked at, so that many at once cannot slip through.
    /// `false`: this address has used up its tries of the current minute.
    fn book(&self, address: IpAddr, now: Timestamp) -> bool {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if wrong.len() >= ADDRESSES {
            wrong.retain(|_, (since, _)| now.duration_since(*since) < WINDOW);
        }
        let entry = wrong.entry(network(address)).or_insert((now, 0));
        if now.duration_since(entry.0) >= WINDOW {
            *entry = (now, 0);
        }
        let open = entry.1 < limits::WRONG_CODES;
        entry.1 += u32::from(open);
        open
    }

    /// Takes a booking back: the code was right.
    fn unbook(&self, address: IpAddr) {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, count)) = wrong.get_mut(&network(address)) {
            *count = count.saturating_sub(1);
        }
    }
}

/// One subscriber has a whole /64 of IPv6 addresses.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
    }
}

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
    negotiate::json_body(&parts.headers)?;
    let ask = read_ask(incoming).await?;
    let now = registry.now();
    if !registry.tries().book(address, now) {
        return Err(Problem::new(
            Kind::TooManyTries,
            "Wait a minute, then try the code again.",
        ));
    }
    let token = secret::new_token(registry.machine())?;
    let enrolment = redeem(&registry, &ask, &token, now).await?;
    let granted = enrolment.ok_or_else(wrong_code)?;
    registry.tries().unbook(address);
    Ok(welcome(&registry, &parts.headers, &token, &granted))
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
    let bytes = body::read(incoming, limits::SMALL_BYTES).await?;
    serde_json::from_slice(&bytes).map_err(|_| malformed())
}

async fn redeem(
    registry: &Registry,
    ask: &Ask,
    token: &str,
    now: Timestamp,
) -> Result<Option<Enrolment>, Problem> {
    let code = Fingerprint::of_code(&ask.code);
    let token = Fingerprint::of_token(token);
    let device = text::one_line(&ask.device, DEVICE_CHARS).unwrap_or_default();
    let store = registry.store();
    Ok(store
        .write(move |tx| Enrolment::redeem(tx, &code, &token, &device, now))
        .await?)
}

fn welcome(registry: &Registry, headers: &HeaderMap, token: &str, granted: &Enrolment) -> Response {
    let base = public_base(registry, headers);
    let body = json!({
        "token": token,
        "organisation": {
            "name": granted.organisation.name,
            "tax_code": granted.organisation.tax_code,
        },
        "public_base": base,
        "capture_url": format!("{base}/capture"),
    });
    let headers = [(header::CACHE_CONTROL, "no-store")];
    (StatusCode::CREATED, headers, Json(body)).into_response()
}

/// The configured base, else the address this client reached the registry by.
fn public_base(registry: &Registry, headers: &HeaderMap) -> String {
    if let Some(base) = registry.public_base() {
        return base.to_owned();
    }
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    format!("http://{}", host.unwrap_or("localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_wrong_codes_close_the_door_for_a_minute_to_that_address_alone() {
        let tries = Tries::default();
        let start: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        let one: IpAddr = "2001:db8:1:1::1".parse().unwrap();
        let neighbour: IpAddr = "2001:db8:1:1:ffff::9".parse().unwrap();
        let other: IpAddr = "192.0.2.2".parse().unwrap();
        assert!(tries.book(one, start));
        tries.unbook(one);
        assert!((0..5).all(|_| tries.book(one, start)));
        assert!(!tries.book(one, start) && !tries.book(neighbour, start));
        assert!(tries.book(other, start));
        assert!(tries.book(one, start + SignedDuration::from_secs(60)));
    }
}
