//! The link that labels carry. A lot's own GTIN, or the cooperative's tax code and product code, under the registry's public base once
//! there is one, else the profile's, else the default of `assets/rules/links.json`.

use std::sync::LazyLock;

use nuong_gs1::{Gtin, digital_link};
use serde::Deserialize;

use super::rows::LotRecord;
use crate::cooperative::is_base;
use crate::event::part;
use crate::store::reader::Reader;
use crate::{AppError, Code, Result};

#[derive(Deserialize)]
struct Links {
    default_base: String,
}

// An unreadable file leaves no default; `the_default_base_is_an_address` fails then.
static DEFAULT: LazyLock<String> = LazyLock::new(|| {
    serde_json::from_str::<Links>(include_str!("../../../../assets/rules/links.json"))
        .map_or_else(|_| String::new(), |links| links.default_base)
});

/// The base of links as things stand.
pub(crate) fn link_base(reader: &Reader<'_>) -> Result<String> {
    let connected = reader
        .destination()?
        .map(|d| d.is.public_base)
        .filter(|b| is_base(b));
    let own = reader
        .profile()?
        .and_then(|p| p.link_base)
        .filter(|b| is_base(b));
    Ok(connected.or(own).unwrap_or_else(|| DEFAULT.clone()))
}

/// The link of a lot.
pub(crate) fn of_lot(reader: &Reader<'_>, lot: &LotRecord) -> Result<String> {
    let base = link_base(reader)?;
    if let Some(gtin) = &lot.gtin {
        let gtin = Gtin::parse(gtin)
            .map_err(|e| AppError::of(Code::GtinInvalid, e).with("value", gtin))?;
        return digital_link::lot_uri(&base, &gtin, &lot.code)
            .map_err(|e| AppError::of(Code::Internal, e));
    }
    let organisation = reader
        .profile()?
        .map_or_else(String::new, |p| p.organisation);
    Ok(format!(
        "{}/{}/{}/{}",
        base.trim_end_matches('/'),
        part(&organisation),
        part(&lot.sku),
        part(&lot.code)
    ))
}

/// What stands between a lot's link and the serial number of one of its packs: the application identifier (21) in a Digital Link, one
/// more part of the path in a link of our own.
pub(crate) fn item_step(lot: &LotRecord) -> &'static str {
    match lot.gtin.as_deref().map(Gtin::parse) {
        Some(Ok(_)) => "/21/",
        _ => "/",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_base_is_an_address() {
        assert!(is_base(&DEFAULT));
        assert!(is_base("https://truyxuat.laichau.example.vn/sp"));
        for bad in [
            "",
            "truyxuat.vn",
            "ftp://x.vn",
            "https://",
            "https://x.vn/?a=1",
            "javascript:alert(1)",
        ] {
            assert!(!is_base(bad), "{bad}");
        }
    }
}
