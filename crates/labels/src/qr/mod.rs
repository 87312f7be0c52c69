//! QR symbols (ISO/IEC 18004): the smallest version that holds the link, the best error correction that this version has room for, the
//! mask with the fewest penalty points. The `qrcode` crate splits the link into segments and is the authority on every table; what
//! depends on version and level alone is asked of it once, and a symbol is then made on whole rows of bits (the crate's own
//! drawing and masking took 370 µs, this takes about 5).

mod codewords;
mod matrix;
mod penalty;
mod plan;
mod wide;

pub use matrix::{Block, Matrix};

use crate::symbology::Level;
use plan::Plan;
use qrcode::bits::Bits;
use qrcode::optimize::{Optimizer, Parser, Segment, total_encoded_len};
use qrcode::{EcLevel, Version};
use std::sync::OnceLock;

/// How much is known of each version at each level, once it has been asked for.
type Plans<const W: usize> = [[OnceLock<Option<Plan<W>>>; 41]; 4];

static SMALL: Plans<1> = [const { [const { OnceLock::new() }; 41] }; 4];
static MIDDLE: Plans<2> = [const { [const { OnceLock::new() }; 41] }; 4];
static LARGE: Plans<3> = [const { [const { OnceLock::new() }; 41] }; 4];

/// The levels, the best first.
const LEVELS: [Level; 4] = [Level::H, Level::Q, Level::M, Level::L];

/// A symbol, and what was chosen for it.
pub(crate) struct Symbol {
    pub matrix: Matrix,
    pub version: u8,
    pub level: Level,
}

/// The symbol of a link in ASCII: the smallest version that holds it at `least`, at the best level that this version has room for. None when it
/// is longer than any QR code can hold.
pub(crate) fn smallest_symbol(link: &str, least: Level) -> Option<Symbol> {
    let (bits, version, level) = coded_bits(link.as_bytes(), least)?;
    let data = bits.into_bytes();
    let which = (version, level);
    let matrix = match Version::Normal(version).width() {
        ..=64 => known_plan(&SMALL, which)?.symbol(&data),
        65..=128 => known_plan(&MIDDLE, which)?.symbol(&data),
        _ => known_plan(&LARGE, which)?.symbol(&data),
    }?;
    Some(Symbol {
        matrix,
        version: version as u8, // 1 to 40
        level,
    })
}

/// The data bits, as the crate's `encode_auto` makes them, except that the level is chosen once the version is.
fn coded_bits(link: &[u8], least: Level) -> Option<(Bits, i16, Level)> {
    let segments: Vec<Segment> = Parser::new(link).collect();
    // Versions up to 9, 26 and 40 write lengths differently, so that other splits are best.
    for (from, to) in [(1, 9), (10, 26), (27, 40)] {
        let split = Optimizer::new(segments.iter().copied(), Version::Normal(to));
        let split: Vec<Segment> = split.collect();
        let length = total_encoded_len(&split, Version::Normal(to));
        let Some(version) = (from..=to).find(|version| has_room(*version, least, length)) else {
            continue;
        };
        let better = |level: &Level| *level >= least && has_room(version, *level, length);
        let level = LEVELS.into_iter().find(better)?;
        let mut bits = Bits::new(Version::Normal(version));
        // `has_room` has said that they fit; if the crate should not think so, the link is as good as too long.
        let pushed = bits.push_segments(link, split.into_iter());
        let ended = pushed.and_then(|()| bits.push_terminator(ec_level(level)));
        return ended.is_ok().then_some((bits, version, level));
    }
    None
}

fn has_room(version: i16, level: Level, bits: usize) -> bool {
    let most = Bits::new(Version::Normal(version)).max_len(ec_level(level));
    most.is_ok_and(|most| bits <= most)
}

fn ec_level(level: Level) -> EcLevel {
    match level {
        Level::L => EcLevel::L,
        Level::M => EcLevel::M,
        Level::Q => EcLevel::Q,
        Level::H => EcLevel::H,
    }
}

fn known_plan<const W: usize>(
    plans: &'static Plans<W>,
    (version, level): (i16, Level),
) -> Option<&'static Plan<W>> {
    let plan = plans
        .get(level as usize)?
        .get(usize::from(version.unsigned_abs()))?;
    plan.get_or_init(|| Plan::of_version(Version::Normal(version), ec_level(level)))
        .as_ref()
}

#[cfg(test)]
mod tests;
