//! Who is calling: the organisation behind the bearer token, and the address of the peer.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use super::negotiate;
use crate::problem::{Kind, Problem};
use crate::registry::Registry;
use crate::secret::Fingerprint;
use crate::store::Member;

/// An enrolled caller. Extracting it is the check.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller {
    pub(crate) organisation: i64,
}

impl FromRequestParts<Registry> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, registry: &Registry) -> Result<Self, Problem> {
        let unauthorized = |why| Problem::new(Kind::Unauthorized, why);
        let token = bearer_token(&parts.headers).ok_or_else(|| {
            unauthorized("Send the token of an enrolled device: Authorization: Bearer …")
        })?;
        let fingerprint = Fingerprint::of_token(token);
        let member = registry
            .store()
            .read(move |db| Member::of_token(db, &fingerprint))
            .await?;
        match member {
            None => Err(unauthorized(
                "The registry does not know this token. Enrol this device again.",
            )),
            Some(member) if member.revoked => Err(Problem::new(
                Kind::Forbidden,
                "This device's token was withdrawn.",
            )),
            Some(member) => Ok(Self {
                organisation: member.organisation,
            }),
        }
    }
}

fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = negotiate::header_text(headers, AUTHORIZATION)?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Address of the other end of the connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let info = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        // Without a connection (a router called in process) all callers count as one.
        Ok(Self(
            info.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip()),
        ))
    }
}
