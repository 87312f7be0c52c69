//! Certificates.

use nuong_engine::Result;
use nuong_engine::views::{Certificate, Choice};
use tauri::{State, command};

use crate::desk::Desk;

type D<'a> = State<'a, Desk>;

/// Kinds of certificates for the picker.
#[command(async)]
pub fn certificate_kinds(desk: D<'_>) -> Result<Vec<Choice>> {
    Ok(desk.app()?.certificate_kinds())
}

/// Every certificate in sight, the oldest first.
#[command(async)]
pub fn certificates(desk: D<'_>) -> Result<Vec<Certificate>> {
    desk.app()?.certificates()
}

/// A new certificate when its id is empty, else a changed one.
#[command(async)]
pub fn save_certificate(desk: D<'_>, certificate: Certificate) -> Result<Certificate> {
    desk.app()?.save_certificate(certificate)
}

/// Takes a certificate out of sight; labels no longer carry it. `restore_certificate` brings it back.
#[command(async)]
pub fn delete_certificate(desk: D<'_>, id: String) -> Result<()> {
    desk.app()?.delete_certificate(&id)
}

/// Brings a deleted certificate back.
#[command(async)]
pub fn restore_certificate(desk: D<'_>, id: String) -> Result<()> {
    desk.app()?.restore_certificate(&id)
}
