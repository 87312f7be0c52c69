//! Certificates.

use nuong_engine::Result;
use nuong_engine::views::{Certificate, Choice};
use tauri::{State, command};

use crate::desk::Desk;

type D<'a> = State<'a, Desk>;

#[command(async)]
pub fn certificate_kinds(desk: D<'_>) -> Result<Vec<Choice>> {
    Ok(desk.app()?.certificate_kinds())
}

#[command(async)]
pub fn certificates(desk: D<'_>) -> Result<Vec<Certificate>> {
    desk.app()?.certificates()
}

#[command(async)]
pub fn save_certificate(desk: D<'_>, certificate: Certificate) -> Result<Certificate> {
    desk.app()?.save_certificate(certificate)
}

#[command(async)]
pub fn delete_certificate(desk: D<'_>, id: String) -> Result<()> {
    desk.app()?.delete_certificate(&id)
}

#[command(async)]
pub fn restore_certificate(desk: D<'_>, id: String) -> Result<()> {
    desk.app()?.restore_certificate(&id)
}
