//! What a path names: a lot or a product, by GS1 Digital Link or by the link of a product without GTIN.

use nuong_gs1::{Gtin, KeyError};

use crate::store::LotKey;
use crate::{text, thing};

/// Characters in a SKU or a lot of our own links; GS1's lots have at most 20.
const PART_CHARS: usize = 64;
/// Qualifiers of AI (01) in a Digital Link, in their order (Digital Link 1.6.0).
const QUALIFIERS: [&str; 3] = ["22", "10", "21"];

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// A lot; an item with a serial number counts as its lot where the link names one.
    Lot(Lot),
    /// A product with no lot named.
    Product { gtin: String, key: LotKey },
    /// The GTIN is not one.
    BadGtin { typed: String, check_digit: bool },
    /// A lot by its short code, as typed.
    ShortCode(String),
    /// Nothing of ours.
    Nothing,
}

/// A lot as its link names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lot {
    pub(super) key: LotKey,
    pub(super) gtin: Option<String>,
    pub(super) sku: Option<String>,
    pub(super) lot: Option<String>,
    pub(super) serial: Option<String>,
    /// The path as it should be written.
    pub(super) path: String,
}

impl Lot {
    /// What stands on the label: the lot's number, else the item's.
    pub(super) fn code(&self) -> &str {
        let code = self.lot.as_deref().or(self.serial.as_deref());
        code.unwrap_or("")
    }
}

/// Reads a request's path.
pub(super) fn read_path(path: &str) -> Address {
    let parts: Option<Vec<String>> = path
        .trim_matches('/')
        .split('/')
        .map(|part| thing::decode_part(part).and_then(clean_part))
        .collect();
    let Some(parts) = parts else {
        return Address::Nothing;
    };
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match parts.as_slice() {
        ["01", gtin, qualifiers @ ..] => digital_link(gtin, qualifiers),
        ["c", code] => Address::ShortCode((*code).to_owned()),
        [code, sku, lot] => own_link(code, sku, lot, None).unwrap_or(Address::Nothing),
        [code, sku, lot, serial] => {
            own_link(code, sku, lot, Some(serial)).unwrap_or(Address::Nothing)
        }
        _ => Address::Nothing,
    }
}

fn clean_part(part: String) -> Option<String> {
    text::one_line(&part, PART_CHARS)
}

fn digital_link(typed: &str, qualifiers: &[&str]) -> Address {
    let gtin = match Gtin::parse(typed) {
        Ok(gtin) => gtin.as_str().to_owned(),
        Err(error) => {
            let check_digit = matches!(error, KeyError::WrongCheckDigit { .. });
            return Address::BadGtin {
                typed: typed.to_owned(),
                check_digit,
            };
        }
    };
    let Some([_, lot, serial]) = read_qualifiers(qualifiers) else {
        return Address::Nothing;
    };
    let named: Vec<String> = [("10", &lot), ("21", &serial)]
        .iter()
        .filter_map(|(ai, value)| Some(format!("/{ai}/{}", thing::encode_part(value.as_deref()?))))
        .collect();
    let Some(first) = named.first() else {
        let key = gtin_key(&gtin, "");
        return Address::Product { gtin, key };
    };
    Address::Lot(Lot {
        key: gtin_key(&gtin, first),
        path: format!("/01/{gtin}{}", named.concat()),
        gtin: Some(gtin),
        sku: None,
        lot,
        serial,
    })
}

fn gtin_key(gtin: &str, qualifier: &str) -> LotKey {
    let product = format!("https://id.gs1.org/01/{gtin}");
    LotKey {
        thing: format!("{product}{qualifier}"),
        siblings: format!("{product}/"),
        product,
        owner_organisation_code: None,
    }
}

/// Values of the qualifiers, which must come in pairs, once each and in order.
fn read_qualifiers(parts: &[&str]) -> Option<[Option<String>; 3]> {
    let mut values = [None, None, None];
    let mut next = 0;
    // A value without its AI or the reverse is no Digital Link.
    for pair in parts.chunks(2) {
        let [ai, value] = pair else { return None };
        let position = QUALIFIERS.iter().position(|known| known == ai)?;
        if position < next {
            return None;
        }
        *values.get_mut(position)? = Some((*value).to_owned());
        next = position + 1;
    }
    Some(values)
}

fn own_link(typed_code: &str, sku: &str, lot: &str, serial: Option<&str>) -> Option<Address> {
    let organisation_code = text::organisation_code(typed_code)?;
    let (sku_part, lot_part) = (thing::encode_part(sku), thing::encode_part(lot));
    let item = serial.map_or(String::new(), |serial| {
        format!("/{}", thing::encode_part(serial))
    });
    Some(Address::Lot(Lot {
        key: LotKey {
            thing: format!("urn:nuong:lot:{organisation_code}:{sku_part}:{lot_part}"),
            siblings: format!("urn:nuong:lot:{organisation_code}:{sku_part}:"),
            product: format!("urn:nuong:product:{organisation_code}:{sku_part}"),
            owner_organisation_code: Some(organisation_code),
        },
        path: format!("/{typed_code}/{sku_part}/{lot_part}{item}"),
        gtin: None,
        sku: Some(sku.to_owned()),
        lot: Some(lot.to_owned()),
        serial: serial.map(str::to_owned),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lot(path: &str) -> Lot {
        match read_path(path) {
            Address::Lot(lot) => lot,
            other => panic!("{path}: {other:?}"),
        }
    }

    #[test]
    fn a_digital_link_names_its_lot_at_any_gtin_length() {
        let long = lot("/01/09520123456788/10/L26A07");
        assert_eq!(
            long.key.thing,
            "https://id.gs1.org/01/09520123456788/10/L26A07"
        );
        assert_eq!(lot("/01/9520123456788/10/L26A07"), long);
        let item = lot("/01/09520123456788/22/A/10/L26A07/21/7");
        assert_eq!((item.key, item.serial.as_deref()), (long.key, Some("7")));
        assert_eq!(
            lot("/01/09520123456788/10/A%2FB/").path,
            "/01/09520123456788/10/A%2FB"
        );
    }

    #[test]
    fn a_wrong_gtin_is_told_from_a_wrong_path() {
        let bad = |typed: &str, check_digit| Address::BadGtin {
            typed: typed.into(),
            check_digit,
        };
        assert_eq!(
            read_path("/01/09520123456789/10/L"),
            bad("09520123456789", true)
        );
        assert_eq!(read_path("/01/abc"), bad("abc", false));
        for path in [
            "/",
            "/01/09520123456788/21/7/10/L",
            "/01/09520123456788/10",
            "/a/b",
            "/wp-login.php",
            "/x/y/z",
            "/%FF/a/b",
        ] {
            assert_eq!(read_path(path), Address::Nothing, "{path}");
        }
    }

    #[test]
    fn a_product_without_gtin_is_found_under_its_cooperative() {
        let lot = lot("/6200012345-001/CHE%20SHAN/L1");
        assert_eq!(lot.key.thing, "urn:nuong:lot:6200012345001:CHE%20SHAN:L1");
        assert_eq!(
            lot.key.owner_organisation_code.as_deref(),
            Some("6200012345001")
        );
        let item = super::tests::lot("/6200012345-001/CHE%20SHAN/L1/ABCDEFGHJK01");
        assert_eq!(
            (item.key, item.serial.as_deref()),
            (lot.key, Some("ABCDEFGHJK01"))
        );
        assert_eq!(item.path, "/6200012345-001/CHE%20SHAN/L1/ABCDEFGHJK01");
    }

    #[test]
    fn a_household_business_is_found_under_its_organisation_code_and_never_under_a_persons_number()
    {
        let lot = lot("/ABCDEFGHIJ/MIEN/L1/ABCDEFGHJK01");
        assert_eq!(lot.key.thing, "urn:nuong:lot:ABCDEFGHIJ:MIEN:L1");
        assert_eq!(lot.key.product, "urn:nuong:product:ABCDEFGHIJ:MIEN");
        assert_eq!(
            lot.key.owner_organisation_code.as_deref(),
            Some("ABCDEFGHIJ")
        );
        assert_eq!(lot.path, "/ABCDEFGHIJ/MIEN/L1/ABCDEFGHJK01");
        for path in [
            "/012345678901/MIEN/L1",
            "/0123-45678901/MIEN/L1/ABCDEFGHJK01",
            "/abcdefghij/MIEN/L1",
        ] {
            assert_eq!(read_path(path), Address::Nothing, "{path}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_path_is_read_without_a_panic_and_its_right_spelling_reads_the_same(
            path in "/(01/[0-9]{8,14}|[0-9-]{0,14}|[A-Z]{9,11})?(/(10|21|22|[ -~]{0,4})/\\PC{0,25}){0,3}"
        ) {
            if let Address::Lot(found) = read_path(&path) {
                proptest::prop_assert_eq!(read_path(&found.path), Address::Lot(Lot { ..found }));
            }
        }
    }
}
