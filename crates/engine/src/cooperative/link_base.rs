use nuong_gs1::{Gtin, digital_link};

/// Whether labels could carry links under this address.
pub(crate) fn is_base(text: &str) -> bool {
    Gtin::parse("09520123456788").is_ok_and(|gtin| digital_link::lot_uri(text, &gtin, "1").is_ok())
}
