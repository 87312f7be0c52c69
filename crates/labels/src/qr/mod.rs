//! QR symbols: error correction level M, the smallest version that holds the link (the encoder splits it into numeric,
//! alphanumeric and byte segments), modules a whole number of micrometres. Bits, error correction and drawing are the
//! `qrcode` crate's; the mask is chosen here, on whole rows at a time, because there it took nine tenths of the time.

mod grid;
mod mask;

use qrcode::bits::encode_auto;
use qrcode::canvas::Canvas;
use qrcode::{EcLevel, QrResult, Version, ec};

/// A symbol without a size: how many modules a side, and which are dark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Symbol {
    /// Modules a side, without quiet zone.
    pub side: u16,
    /// Horizontal runs of dark modules: row, first column, length.
    pub runs: Vec<(u16, u16, u16)>,
}

/// The symbol of a link in ASCII; None when it is longer than any QR code can hold.
pub(crate) fn symbol(link: &str) -> Option<Symbol> {
    let (version, canvas) = unmasked(link).ok()?;
    let grid = mask::best(version, canvas);
    Some(Symbol {
        side: grid.side(),
        runs: grid.runs(),
    })
}

/// The symbol's modules before masking, and an empty canvas of its version.
fn unmasked(link: &str) -> QrResult<(Version, Canvas)> {
    let bits = encode_auto(link.as_bytes(), EcLevel::M)?;
    let version = bits.version();
    let (data, correction) = ec::construct_codewords(&bits.into_bytes(), version, EcLevel::M)?;
    let mut canvas = Canvas::new(version, EcLevel::M);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    Ok((version, canvas))
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

    #[test]
    fn symbols_of_every_size_are_made() {
        for length in [1, 20, 200, 400, 900, 2_000] {
            let symbol = symbol(&"x".repeat(length)).unwrap();
            assert_eq!((symbol.side - 17) % 4, 0, "{length}");
        }
    }
}
