//! QR symbols (ISO/IEC 18004): error correction level M, the smallest version that holds the link, the mask with the
//! fewest penalty points. The `qrcode` crate splits the link into segments and is the authority on every table; what
//! depends on the version alone is asked of it once, and a symbol is then made on whole rows of bits (the crate's own
//! drawing and masking took 370 µs, this takes about 5).

mod codewords;
mod matrix;
mod penalty;
mod plan;
mod wide;

pub use matrix::{Block, Matrix};

use plan::Plan;
use qrcode::bits::encode_auto;
use qrcode::{EcLevel, Version};
use std::sync::OnceLock;

/// How much is known of each version, once it has been asked for.
type Plans<const W: usize> = [OnceLock<Option<Plan<W>>>; 41];

static SMALL: Plans<1> = [const { OnceLock::new() }; 41];
static MIDDLE: Plans<2> = [const { OnceLock::new() }; 41];
static LARGE: Plans<3> = [const { OnceLock::new() }; 41];

/// The symbol of a link in ASCII; None when it is longer than any QR code can hold.
pub(crate) fn symbol(link: &str) -> Option<Matrix> {
    let bits = encode_auto(link.as_bytes(), EcLevel::M).ok()?;
    let version = bits.version();
    let data = bits.into_bytes();
    match version.width() {
        ..=64 => planned(&SMALL, version)?.symbol(&data),
        65..=128 => planned(&MIDDLE, version)?.symbol(&data),
        _ => planned(&LARGE, version)?.symbol(&data),
    }
}

fn planned<const W: usize>(plans: &'static Plans<W>, version: Version) -> Option<&'static Plan<W>> {
    let Version::Normal(number) = version else {
        return None;
    };
    let plan = plans.get(usize::try_from(number).ok()?)?;
    plan.get_or_init(|| Plan::of(version)).as_ref()
}

#[cfg(test)]
mod tests;
