//! Enrolment: a one-time code for a token (`POST /enroll`). It refuses to take anything but a registry's own answer for one.

use reqwest::Url;
use serde::Deserialize;
use serde_json::json;

use super::wire::{Deadlines, Fault, Reply, Wire};
use crate::sync::address;
use crate::{AppError, Code, Result};

/// Longest code sent, in characters.
const LONGEST_CODE: usize = 200;

#[derive(Deserialize)]
struct Welcome {
    token: String,
    organisation: Organisation,
    #[serde(default)]
    public_base: String,
    #[serde(default)]
    capture_url: String,
}

#[derive(Deserialize)]
struct Organisation {
    name: String,
}

/// What a registry gives a laptop that showed a good code.
pub struct Enrolled {
    /// Address as normalised.
    pub url: Url,
    /// Where to post.
    pub capture_url: Url,
    /// Our name there.
    pub organisation: String,
    /// Base of public links, without a slash at its end.
    pub public_base: String,
    /// To be kept in the keyring.
    pub token: String,
}

/// Shows `code` to the registry at `url`, under the laptop's name `device`.
///
/// # Errors
/// `registry_address_invalid`, `registry_address_insecure`, `registry_unreachable`, `captive_portal`, `registry_not_one` (something else
/// lives there), `enrolment_code_refused`, `enrolment_too_many_tries`, `registry_in_trouble`.
pub fn enrol(url: &str, code: &str, device: &str, deadlines: Deadlines) -> Result<Enrolled> {
    let url = address::parse(url)?;
    let code: String = code.trim().chars().take(LONGEST_CODE).collect();
    if code.is_empty() {
        return Err(AppError::new(
            Code::EnrolmentCodeRefused,
            "no code was entered",
        ));
    }
    let wire = Wire::new(url.clone(), None, deadlines)?;
    let door = url
        .join("enroll")
        .map_err(|e| AppError::of(Code::RegistryAddressInvalid, e))?;
    let body = json!({"code": code, "device": device})
        .to_string()
        .into_bytes();
    let reply = wire
        .post(&door, &[], body)
        .map_err(|fault| unreachable(&url, &fault))?;
    welcome(&url, &reply)
}

fn unreachable(url: &Url, fault: &Fault) -> AppError {
    AppError::new(Code::RegistryUnreachable, &fault.detail)
        .with("url", url)
        .with("cause", fault.cause)
}

fn welcome(url: &Url, reply: &Reply) -> Result<Enrolled> {
    let code = match reply.status {
        _ if reply.is_portal() => Code::CaptivePortal,
        200 | 201 => return take(url, reply),
        400 | 401 | 403 | 410 | 422 => Code::EnrolmentCodeRefused,
        429 => Code::EnrolmentTooManyTries,
        500..=599 => Code::RegistryInTrouble,
        _ => Code::RegistryNotOne,
    };
    Err(AppError::new(code, format!("POST enroll: {}", reply.status)).with("url", url))
}

/// The capture address counts only on the origin that the person named: a registry that knows itself by another name still works.
fn take(url: &Url, reply: &Reply) -> Result<Enrolled> {
    // The answer holds the token: what is wrong with it must not be quoted.
    let odd = || AppError::new(Code::RegistryNotOne, "the answer is no enrolment").with("url", url);
    let told: Welcome = serde_json::from_slice(&reply.body).map_err(|_| odd())?;
    let usable = !told.token.is_empty()
        && told.token.len() <= 4096
        && told.token.bytes().all(|b| b.is_ascii_graphic());
    let here = url.join("capture").map_err(|_| odd())?;
    if !usable {
        return Err(odd());
    }
    let capture_url = match url.join(&told.capture_url) {
        Ok(to) if !told.capture_url.is_empty() && address::same_origin(&to, url) => to,
        _ => here,
    };
    Ok(Enrolled {
        capture_url,
        organisation: told.organisation.name.chars().take(300).collect(),
        public_base: public_base(url, &told.public_base),
        token: told.token,
        url: url.clone(),
    })
}

fn public_base(url: &Url, told: &str) -> String {
    let told = Url::parse(told);
    let base = match &told {
        Ok(base) if matches!(base.scheme(), "http" | "https") && base.has_host() => base,
        _ => url,
    };
    base.as_str().trim_end_matches('/').to_owned()
}

/// The laptop's name as its system knows it, so that a registry's list of devices can be read by people.
pub fn device_name() -> String {
    let named = ["COMPUTERNAME", "HOSTNAME"]
        .into_iter()
        .find_map(std::env::var_os);
    // Only a courtesy to whoever reads that list: a system that does not tell its name is no hindrance.
    let named = match named {
        Some(named) => named.to_string_lossy().into_owned(),
        None => std::fs::read_to_string("/etc/hostname").unwrap_or_else(|_| String::new()),
    };
    let name: String = named
        .trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(60)
        .collect();
    if name.is_empty() {
        "Nương".to_owned()
    } else {
        name
    }
}
