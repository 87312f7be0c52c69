//! QR symbols: error correction level M, the smallest version that holds the link (the encoder splits it into numeric,
//! alphanumeric and byte segments), modules a whole number of micrometres.

use qrcode::{Color, EcLevel, QrCode};

/// A symbol without a size: how many modules a side, and which are dark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Symbol {
    /// Modules a side, without quiet zone.
    pub side: u16,
    /// Horizontal runs of dark modules: row, first column, length.
    pub runs: Vec<(u16, u16, u16)>,
}

/// The symbol of a link; None when it is longer than any QR code can hold.
pub(crate) fn symbol(link: &str) -> Option<Symbol> {
    let code = QrCode::with_error_correction_level(link, EcLevel::M).ok()?;
    let side = code.width();
    let colours = code.into_colors();
    let mut runs = Vec::new();
    for (y, row) in colours.chunks(side.max(1)).enumerate() {
        row_runs(y as u16, row, &mut runs);
    }
    Some(Symbol {
        side: side as u16,
        runs,
    })
}

fn row_runs(y: u16, row: &[Color], runs: &mut Vec<(u16, u16, u16)>) {
    let mut x = 0;
    for same in row.chunk_by(|a, b| a == b) {
        let length = same.len() as u16;
        if same.first() == Some(&Color::Dark) {
            runs.push((y, x, length));
        }
        x += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lot_link_with_a_gtin_takes_33_modules() {
        let symbol =
            symbol("https://qr.txng.gov.vn/01/09520120070024/10/GAO-SC5-260323-2").unwrap();
        assert_eq!(symbol.side, 33);
        assert_eq!(symbol.runs.first(), Some(&(0, 0, 7)));
    }

    #[test]
    fn a_link_beyond_any_symbol_is_none() {
        assert_eq!(symbol(&"x".repeat(3_000)), None);
    }
}
