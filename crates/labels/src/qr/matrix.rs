//! A square of modules, one bit each, and the rectangles that draw it.

/// A square of modules. Kept by columns: error correction fills a QR code's left, data its right, so that columns are
/// what two symbols of one lot have in common, and a file of drawn columns compresses better than one of rows.
#[derive(Clone, PartialEq, Eq)]
pub struct Matrix {
    side: u16,
    /// So many words a column; bit 0 of the first is the topmost module.
    words: usize,
    columns: Vec<u64>,
}

/// A rectangle of dark modules, in modules from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// First column.
    pub column: u16,
    /// First row.
    pub row: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl std::fmt::Debug for Matrix {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for row in 0..self.side {
            let dark = |column| {
                if self.is_dark(column, row) {
                    '█'
                } else {
                    '·'
                }
            };
            writeln!(f, "{}", (0..self.side).map(dark).collect::<String>())?;
        }
        Ok(())
    }
}

impl Matrix {
    /// From the columns of a square, so many words each.
    pub(super) fn new<const W: usize>(side: u16, columns: impl Iterator<Item = [u64; W]>) -> Self {
        let mut words = Vec::with_capacity(usize::from(side) * W);
        columns.for_each(|column| words.extend_from_slice(&column));
        Matrix {
            side,
            words: W,
            columns: words,
        }
    }

    /// From a rule that says which modules are dark, by column and row.
    pub(crate) fn of_rule(side: u16, is_dark: impl Fn(u16, u16) -> bool) -> Self {
        let words = usize::from(side).div_ceil(64);
        let mut columns = Vec::with_capacity(usize::from(side) * words);
        for column in 0..side {
            columns.extend((0..side).step_by(64).map(|top| {
                let rows = (top..side).take(64).zip(0..);
                rows.fold(0, |word, (row, at)| {
                    word | u64::from(is_dark(column, row)) << at
                })
            }));
        }
        Matrix {
            side,
            words,
            columns,
        }
    }

    /// Modules a side, without quiet zone.
    pub fn side(&self) -> u16 {
        self.side
    }

    /// Whether a module is dark; outside the square none is.
    pub fn is_dark(&self, column: u16, row: u16) -> bool {
        row < self.side && bit_at(self.column(i32::from(column)), u32::from(row))
    }

    /// Calls `each` with rectangles that cover the dark modules, none twice: vertical runs, joined to those of the next
    /// columns that begin and end in the same rows.
    pub fn blocks(&self, mut each: impl FnMut(Block)) {
        for at in 0..self.side {
            let before = self.column(i32::from(at) - 1);
            let now = self.column(i32::from(at));
            dark_runs(now, |row, height| {
                if is_run(before, row, height) {
                    return; // it was drawn with the column before
                }
                let joined = (at + 1..self.side)
                    .take_while(|next| is_run(self.column(i32::from(*next)), row, height));
                each(Block {
                    column: at,
                    row: row as u16,
                    width: 1 + joined.count() as u16,
                    height: height as u16,
                });
            });
        }
    }

    fn column(&self, at: i32) -> &[u64] {
        let start = usize::try_from(at).map(|at| at * self.words);
        // Left of the first column there is none, as there is right of the last. (In this form: it is asked for three times a
        // column of every symbol, and the compiler makes less of an early return.)
        start
            .ok()
            .and_then(|start| self.columns.get(start..start + self.words))
            .unwrap_or_default()
    }
}

/// Calls `each` with the first module and the length of every run of dark ones.
fn dark_runs(line: &[u64], mut each: impl FnMut(u32, u32)) {
    let mut from = 0;
    while let Some(start) = dark_from(line, from) {
        let length = length_from(line, start);
        each(start, length);
        from = start + length;
    }
}

/// Whether exactly these modules are dark, and the two beside them are not.
fn is_run(line: &[u64], start: u32, length: u32) -> bool {
    let begins = bit_at(line, start) && !start.checked_sub(1).is_some_and(|n| bit_at(line, n));
    begins && length_from(line, start) == length
}

fn dark_from(line: &[u64], from: u32) -> Option<u32> {
    let mut at = from;
    while let Some(word) = line.get((at / 64) as usize) {
        let rest = word >> (at % 64);
        if rest != 0 {
            return Some(at + rest.trailing_zeros());
        }
        at += 64 - at % 64;
    }
    None
}

fn length_from(line: &[u64], start: u32) -> u32 {
    let mut at = start;
    while let Some(word) = line.get((at / 64) as usize) {
        let left = 64 - at % 64;
        let dark = (!(word >> (at % 64))).trailing_zeros().min(left);
        at += dark;
        if dark < left {
            break;
        }
    }
    at - start
}

fn bit_at(line: &[u64], n: u32) -> bool {
    line.get((n / 64) as usize)
        .is_some_and(|word| word >> (n % 64) & 1 == 1)
}
