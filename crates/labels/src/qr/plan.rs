//! What all symbols of one version and level have in common: the empty symbol under each mask, and where each bit goes. All of it
//! is read off what the `qrcode` crate draws, once for each.

use super::codewords::Codewords;
use super::matrix::Matrix;
use super::penalty::penalties;
use super::wide::Wide;
use qrcode::bits::Bits;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::{Color, EcLevel, Version};

pub(super) const PATTERNS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// A version at one level, whose lines take `W` words.
pub(super) struct Plan<const W: usize> {
    side: u16,
    codewords: Codewords,
    /// By bit of the codewords, the first byte's highest first: column and row.
    places: Vec<(u8, u8)>,
    /// The empty symbol under each mask.
    rows: Vec<Wide<W>>,
    columns: Vec<Wide<W>>,
}

impl<const W: usize> Plan<W> {
    /// None if the crate should not know the version.
    pub fn of_version(version: Version, level: EcLevel) -> Option<Plan<W>> {
        let side = version.width() as usize;
        // An error says that the crate does not know the version.
        let data_bytes = Bits::new(version).max_len(level).ok()? / 8;
        let codewords = Codewords::of_version(version, level, data_bytes)?;
        let bytes = codewords.interleaved(&vec![0; data_bytes]).len();
        let mut canvas = Canvas::new(version, level);
        canvas.draw_all_functional_patterns();
        let mut plan = Plan {
            side: side as u16,
            codewords,
            places: bit_places(&canvas, bytes, side),
            rows: vec![Wide::ZERO; side],
            columns: vec![Wide::ZERO; side],
        };
        for (mask, pattern) in PATTERNS.into_iter().enumerate() {
            let mut masked = canvas.clone();
            masked.apply_mask(pattern);
            plan.keep_mask(mask, &masked.into_colors());
        }
        Some(plan)
    }

    fn keep_mask(&mut self, mask: usize, colours: &[Color]) {
        let side = usize::from(self.side);
        let (mut rows, mut columns) = (vec![[0; W]; side], vec![[0; W]; side]);
        for (n, _) in (0..).zip(colours).filter(|(_, c)| **c == Color::Dark) {
            flip_module(&mut rows, n / side, n % side);
            flip_module(&mut columns, n % side, n / side);
        }
        for (lines, kept) in [(rows, &mut self.rows), (columns, &mut self.columns)] {
            for (line, kept) in lines.iter().zip(kept) {
                kept.set_lane(mask, line);
            }
        }
    }

    /// The symbol of these data bytes under its best mask.
    pub fn symbol(&self, data: &[u8]) -> Option<Matrix> {
        let (rows, columns) = self.drawn_codewords(&self.codewords.interleaved(data));
        let masked = |empty: &'_ [Wide<W>], lines: &[[u64; W]]| -> Vec<Wide<W>> {
            let lines = lines.iter().zip(empty);
            lines
                .map(|(line, empty)| empty.xor(Wide::all(line)))
                .collect()
        };
        let (rows, columns) = (masked(&self.rows, &rows), masked(&self.columns, &columns));
        let points = penalties(self.side, rows.iter().copied(), columns.iter().copied());
        let (best, _) = (0..).zip(points).min_by_key(|(_, points)| *points)?;
        Some(Matrix::new(
            self.side,
            columns.iter().map(|column| column.lane(best)),
        ))
    }

    /// The codewords alone, by rows and by columns, light wherever there is none.
    fn drawn_codewords(&self, codewords: &[u8]) -> (Vec<[u64; W]>, Vec<[u64; W]>) {
        let side = usize::from(self.side);
        let (mut rows, mut columns) = (vec![[0; W]; side], vec![[0; W]; side]);
        for (byte, places) in codewords.iter().zip(self.places.chunks_exact(8)) {
            let dark = (0..8).zip(places).filter(|(n, _)| byte << n & 0x80 != 0);
            for (_, (column, row)) in dark {
                flip_module(&mut rows, usize::from(*row), usize::from(*column));
                flip_module(&mut columns, usize::from(*column), usize::from(*row));
            }
        }
        (rows, columns)
    }
}

fn flip_module<const W: usize>(lines: &mut [[u64; W]], line: usize, at: usize) {
    if let Some(word) = lines.get_mut(line).and_then(|words| words.get_mut(at / 64)) {
        *word ^= 1 << (at % 64);
    }
}

/// Where each bit of the codewords is drawn: each place says in binary, drawing by drawing, which bit it took.
fn bit_places(canvas: &Canvas, bytes: usize, side: usize) -> Vec<(u8, u8)> {
    let colours = |codewords: &[u8]| {
        let mut canvas = canvas.clone();
        canvas.draw_data(codewords, &[]);
        canvas.into_colors()
    };
    let mut taken: Vec<usize> = vec![0; side * side];
    let (none, all) = (colours(&vec![0; bytes]), colours(&vec![0xFF; bytes]));
    for digit in 0..usize::BITS - (bytes * 8).leading_zeros() {
        let has = |bit: usize| bit >> digit & 1 == 1;
        let numbered: Vec<u8> = (0..bytes)
            .map(|byte| (0..8).fold(0, |out, n| out << 1 | u8::from(has(byte * 8 + n))))
            .collect();
        for (taken, (drawn, empty)) in taken.iter_mut().zip(colours(&numbered).iter().zip(&none)) {
            *taken |= usize::from(drawn != empty) << digit;
        }
    }
    let mut places = vec![(0, 0); bytes * 8];
    for (n, bit) in taken.into_iter().enumerate() {
        if all.get(n) != none.get(n) {
            let place = ((n % side) as u8, (n / side) as u8);
            places.get_mut(bit).into_iter().for_each(|p| *p = place);
        }
    }
    places
}
