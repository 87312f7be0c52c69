//! A page of dots: black or not.

use tiny_skia::{FillRule, Mask, Path, Transform};

/// More than half of a dot is ink: it is black.
const HALF: u8 = 128;

/// A page while it is drawn, and then.
#[derive(Clone, PartialEq)]
pub(crate) struct Dots {
    ink: Mask,
}

impl Dots {
    /// White; none for a page without dots.
    pub fn new(width: u32, height: u32) -> Option<Dots> {
        Mask::new(width, height).map(|ink| Dots { ink })
    }

    pub fn width(&self) -> u32 {
        self.ink.width()
    }

    pub fn height(&self) -> u32 {
        self.ink.height()
    }

    /// Blackens whole dots: from `x`, `y` to before `right`, `bottom`.
    pub fn fill_rectangle(&mut self, x: i32, y: i32, right: i32, bottom: i32) {
        let place = |at: i32, most: u32| at.max(0).unsigned_abs().min(most) as usize;
        let (width, height) = (self.width(), self.height());
        let (x, right) = (place(x, width), place(right, width));
        let (y, bottom) = (place(y, height), place(bottom, height));
        let rows = self.ink.data_mut().chunks_exact_mut(width as usize);
        for row in rows.take(bottom).skip(y) {
            if let Some(dots) = row.get_mut(x..right) {
                dots.fill(u8::MAX);
            }
        }
    }

    /// Blackens what lies within a path, in dots.
    pub fn fill_path(&mut self, path: &Path) {
        self.ink
            .fill_path(path, FillRule::Winding, true, Transform::identity());
    }

    /// Blackens what lies within an odd number of a path's outlines.
    pub fn fill_holed(&mut self, path: &Path) {
        self.ink
            .fill_path(path, FillRule::EvenOdd, true, Transform::identity());
    }

    /// Rows from top to bottom, eight dots a byte, the leftmost in the highest bit, 1 for black.
    pub fn bit_rows(&self) -> impl Iterator<Item = Vec<u8>> + '_ {
        let rows = self.ink.data().chunks_exact(self.width() as usize);
        rows.map(|row| row.chunks(8).map(byte_of).collect())
    }
}

fn byte_of(dots: &[u8]) -> u8 {
    let bits = dots.iter().zip((0..8).rev());
    bits.fold(0, |byte, (ink, place)| {
        byte | u8::from(*ink >= HALF) << place
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_bits_from_the_left_and_nothing_is_drawn_beyond_the_page() {
        let mut dots = Dots::new(10, 3).unwrap();
        dots.fill_rectangle(-5, 1, 2, 2);
        dots.fill_rectangle(9, 1, 99, 99);
        let rows: Vec<_> = dots.bit_rows().collect();
        assert_eq!(rows, [[0, 0], [0b1100_0000, 0b0100_0000], [0, 0b0100_0000]]);
    }
}
