//! Codewords of one version and level: data in blocks, each with its Reed-Solomon bytes, interleaved (ISO/IEC 18004,
//! 7.5 and 7.6). How the blocks lie is read off what the `qrcode` crate does with numbered bytes; the remainder of each
//! single byte is the crate's, and remainders of whole blocks are sums of shifted ones.

use qrcode::{EcLevel, Version, ec};

/// Bytes of error correction that a block has at most (30), rounded up to whole words.
const WORDS: usize = 4;

/// A remainder: its first byte is the highest of the first word.
type Remainder = [u64; WORDS];

/// How the codewords of a version are made.
pub(super) struct Codewords {
    /// By place in the symbol: which byte of the data stands there.
    order: Vec<u16>,
    /// Where each block begins; the last entry is the end.
    blocks: Vec<usize>,
    /// Bytes of error correction of each block.
    correction: usize,
    /// By leading byte: what it leaves.
    remainders: Vec<Remainder>,
}

impl Codewords {
    /// None if the crate should not know the version.
    pub fn of_version(version: Version, level: EcLevel, data_bytes: usize) -> Option<Codewords> {
        let made = |byte: fn(usize) -> u8| {
            let numbered: Vec<u8> = (0..data_bytes).map(byte).collect();
            // Of a version that there is, the crate makes them: an error says that there is none.
            ec::construct_codewords(&numbered, version, level).ok()
        };
        let (low, correction) = made(|n| n as u8)?;
        let (high, _) = made(|n| (n >> 8) as u8)?;
        let order: Vec<u16> = low
            .iter()
            .zip(high)
            .map(|(low, high)| u16::from_le_bytes([*low, high]))
            .collect();
        // The first bytes of all blocks come first, then their second ones: byte 1 stands after so many blocks.
        let count = order.iter().position(|byte| *byte == 1)?;
        let mut blocks: Vec<usize> = order.iter().take(count).map(|n| usize::from(*n)).collect();
        blocks.push(data_bytes);
        let correction = correction.len() / count.max(1);
        if correction > WORDS * 8 {
            return None;
        }
        Some(Codewords {
            order,
            blocks,
            correction,
            remainders: (0..=255)
                .map(|byte| remainder_of(byte, correction))
                .collect(),
        })
    }

    /// Data bytes and error correction as they stand in the symbol.
    pub fn interleaved(&self, data: &[u8]) -> Vec<u8> {
        let blocks = self.blocks.windows(2).filter_map(|ends| match ends {
            [start, end] => data.get(*start..*end),
            _ => None,
        });
        let corrections: Vec<[u8; WORDS * 8]> =
            blocks.map(|block| self.divided_block(block)).collect();
        let mut out = Vec::with_capacity(data.len() + corrections.len() * self.correction);
        let byte = |n: &u16| data.get(usize::from(*n)).copied().unwrap_or(0);
        out.extend(self.order.iter().map(byte));
        for n in 0..self.correction {
            out.extend(corrections.iter().filter_map(|block| block.get(n)));
        }
        out
    }

    fn divided_block(&self, block: &[u8]) -> [u8; WORDS * 8] {
        let [mut a, mut b, mut c, mut d]: Remainder = [0; WORDS];
        for byte in block {
            let lead = usize::from((a >> 56) as u8 ^ byte);
            let [ra, rb, rc, rd] = self.remainders.get(lead).copied().unwrap_or([0; WORDS]);
            a = (a << 8 | b >> 56) ^ ra;
            b = (b << 8 | c >> 56) ^ rb;
            c = (c << 8 | d >> 56) ^ rc;
            d = d << 8 ^ rd;
        }
        let mut out = [0; WORDS * 8];
        for (bytes, word) in out.chunks_exact_mut(8).zip([a, b, c, d]) {
            bytes.copy_from_slice(&word.to_be_bytes());
        }
        out
    }
}

fn remainder_of(byte: u8, correction: usize) -> Remainder {
    let mut bytes = ec::create_error_correction_code(&[byte], correction);
    bytes.resize(WORDS * 8, 0);
    let mut words = bytes.chunks_exact(8).map(|word| {
        word.iter()
            .fold(0, |word, byte| word << 8 | u64::from(*byte))
    });
    [0; WORDS].map(|_: u64| words.next().unwrap_or(0))
}
