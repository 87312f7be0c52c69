//! The link of a lot: what a label's QR carries.

use super::escape_path;
use crate::error::Error;
use crate::keys::Gtin;
use crate::lint::is_cset82;

/// The greatest number of characters in a lot code, AI (10).
const LOT_MAX: usize = 20;

/// Whether `lot` may be a lot code: 1 to 20 characters of CSET 82, so no space and no Vietnamese
/// letter.
///
/// # Errors
/// [`Error::LotEmpty`], [`Error::LotTooLong`], [`Error::LotCharacter`].
pub fn check_lot(lot: &str) -> Result<(), Error> {
    if lot.is_empty() {
        return Err(Error::LotEmpty);
    }
    if let Some(found) = lot.chars().find(|&c| !is_cset82(c)) {
        return Err(Error::LotCharacter(found));
    }
    if lot.len() > LOT_MAX {
        return Err(Error::LotTooLong);
    }
    Ok(())
}

/// `{base}/01/{gtin}/10/{lot}`, percent-encoded. `base` is an http or https address, perhaps
/// with a path, without query and fragment.
///
/// ```
/// use nuong_gs1::{Gtin, digital_link::lot_uri};
/// let gtin = Gtin::parse("9520123456788")?;
/// assert_eq!(lot_uri("https://truyxuat.example.vn/sp", &gtin, "L/1").unwrap(),
///            "https://truyxuat.example.vn/sp/01/09520123456788/10/L%2F1");
/// # Ok::<(), nuong_gs1::KeyError>(())
/// ```
///
/// # Errors
/// The lot is not a lot code, or `base` is not such an address.
pub fn lot_uri(base: &str, gtin: &Gtin, lot: &str) -> Result<String, Error> {
    check_lot(lot)?;
    let base = check_base(base)?;
    Ok(format!("{base}/01/{gtin}/10/{}", escape_path(lot)))
}

fn check_base(base: &str) -> Result<&str, Error> {
    let trimmed = base.trim_end_matches('/');
    let lower = trimmed.to_ascii_lowercase();
    let after = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"));
    let address = |after: &str| {
        !after.is_empty() && !after.starts_with('/') && after.chars().all(is_address_character)
    };
    if after.is_some_and(address) {
        Ok(trimmed)
    } else {
        Err(Error::LinkBase)
    }
}

fn is_address_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/[]@!$&'()*+,;=%".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    #[test]
    fn a_lot_code_is_plain() {
        assert!(check_lot("HTX01-260715-A").is_ok());
        assert_eq!(check_lot(""), Err(Error::LotEmpty));
        assert_eq!(check_lot("LÔ1"), Err(Error::LotCharacter('Ô')));
        assert_eq!(check_lot("L 1"), Err(Error::LotCharacter(' ')));
        assert_eq!(check_lot(&"A".repeat(21)), Err(Error::LotTooLong));
    }

    #[test]
    fn the_link_of_a_lot_is_a_digital_link() {
        let gtin = Gtin::parse("9520123456788").unwrap();
        let uri = lot_uri("https://example.vn/", &gtin, "A/B+C").unwrap();
        let link = super::super::parse_link(&uri, &Options::default()).unwrap();
        assert_eq!(
            format!("{:?}", link.path()),
            "[(01)09520123456788, (10)A/B+C]"
        );
    }

    #[test]
    fn a_base_is_an_address_without_a_query() {
        let gtin = Gtin::parse("9520123456788").unwrap();
        for base in [
            "",
            "example.vn",
            "https://",
            "https:///x",
            "https://a?b",
            "https://a#b",
            "https://a b",
        ] {
            assert_eq!(lot_uri(base, &gtin, "A"), Err(Error::LinkBase), "{base}");
        }
        assert!(lot_uri("http://127.0.0.1:8080", &gtin, "A").is_ok());
    }
}
