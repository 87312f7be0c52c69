//! A square of modules, one bit each, a row in three words: enough for version 40 (177 modules).

use qrcode::Color;

const WORDS: usize = 3;

/// One row; bit 0 of word 0 is the leftmost module.
type Row = [u64; WORDS];

/// A square of modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    rows: Vec<Row>,
}

impl Grid {
    /// From colours in rows.
    pub fn new(colours: &[Color], side: usize) -> Grid {
        let row = |colours: &[Color]| {
            let mut row = [0; WORDS];
            for (x, _) in colours
                .iter()
                .enumerate()
                .filter(|(_, colour)| **colour == Color::Dark)
            {
                set(&mut row, x);
            }
            row
        };
        Grid {
            rows: colours.chunks(side.max(1)).map(row).collect(),
        }
    }

    /// Modules a side.
    pub fn side(&self) -> u16 {
        self.rows.len() as u16
    }

    /// The modules that are dark in one of the two but not in both.
    pub fn xor(&self, other: &Grid) -> Grid {
        let row = |(a, b): (&Row, &Row)| std::array::from_fn(|n| word(a, n) ^ word(b, n));
        Grid {
            rows: self.rows.iter().zip(&other.rows).map(row).collect(),
        }
    }

    /// Rows as columns.
    pub fn turned(&self) -> Grid {
        let mut rows = vec![[0; WORDS]; self.rows.len()];
        for (y, row) in self.rows.iter().enumerate() {
            for x in dark(row) {
                rows.get_mut(x)
                    .into_iter()
                    .for_each(|column| set(column, y));
            }
        }
        Grid { rows }
    }

    /// Horizontal runs of dark modules: row, first column, length.
    pub fn runs(&self) -> Vec<(u16, u16, u16)> {
        let mut runs: Vec<(u16, u16, u16)> = Vec::new();
        for (y, row) in self.rows.iter().enumerate() {
            for x in dark(row) {
                match runs.last_mut().filter(|(at, from, length)| {
                    (usize::from(*at), usize::from(from + *length)) == (y, x)
                }) {
                    Some((.., length)) => *length += 1,
                    None => runs.push((y as u16, x as u16, 1)),
                }
            }
        }
        runs
    }

    /// How badly a scanner would like these rows: points for runs (N1) and for what looks like a finder (N3), ISO/IEC
    /// 18004, 7.8.3.
    pub fn row_penalty(&self) -> u32 {
        let side = usize::from(self.side());
        self.rows
            .iter()
            .map(|row| run_penalty(row, side) + finder_penalty(row, side))
            .sum()
    }

    /// Points for blocks of two by two modules of one colour (N2).
    pub fn block_penalty(&self) -> u32 {
        let pairs = below(usize::from(self.side()).saturating_sub(1));
        let blocks = |(a, b): (&Row, &Row)| {
            let same_down = not(&zip(a, b, |a, b| a ^ b));
            let block = zip(
                &zip(&same_down, &shifted(&same_down, 1), |a, b| a & b),
                &alike(a),
                |a, b| a & b,
            );
            ones(&zip(&block, &pairs, |a, b| a & b))
        };
        3 * self
            .rows
            .iter()
            .zip(self.rows.iter().skip(1))
            .map(blocks)
            .sum::<u32>()
    }

    /// Points for more or fewer dark modules than light ones (N4).
    pub fn balance_penalty(&self) -> u32 {
        let all = u32::from(self.side()).pow(2).max(1);
        let dark: u32 = self.rows.iter().map(ones).sum();
        10 * ((dark * 20).abs_diff(all * 10) / all)
    }
}

/// Runs of five and more of one colour: three points, and one for each module above five.
fn run_penalty(row: &Row, side: usize) -> u32 {
    let alike = zip(&alike(row), &below(side.saturating_sub(1)), |a, b| a & b);
    // A module here begins a stretch of five alike: a run of n has n − 4 of them.
    let two = zip(&alike, &shifted(&alike, 1), |a, b| a & b);
    let five = zip(&two, &shifted(&two, 2), |a, b| a & b);
    let starts = zip(&five, &raised(&five), |five, before| five & !before);
    ones(&five) + 2 * ones(&starts)
}

/// Dark and light as 1:1:3:1:1 with four light modules on one side: forty points each.
fn finder_penalty(row: &Row, side: usize) -> u32 {
    const BEFORE: u16 = 0b101_1101_0000;
    const AFTER: u16 = 0b000_0101_1101;
    let places = below((side + 1).saturating_sub(11));
    let found = |pattern: u16| {
        let light = not(row);
        (0..11).fold(places, |places, n| {
            let wanted = if pattern >> n & 1 == 1 { row } else { &light };
            zip(&places, &shifted(wanted, n), |a, b| a & b)
        })
    };
    40 * (ones(&found(BEFORE)) + ones(&found(AFTER)))
}

/// Modules that have the colour of their right neighbour.
fn alike(row: &Row) -> Row {
    not(&zip(row, &shifted(row, 1), |a, b| a ^ b))
}

/// Every module moved `by` (below 64) to the left.
fn shifted(row: &Row, by: u32) -> Row {
    if by == 0 {
        return *row;
    }
    std::array::from_fn(|n| word(row, n) >> by | word(row, n + 1) << (64 - by))
}

/// Every module moved one to the right.
fn raised(row: &Row) -> Row {
    std::array::from_fn(|n| word(row, n) << 1 | n.checked_sub(1).map_or(0, |n| word(row, n) >> 63))
}

/// A row whose first `n` modules are dark.
fn below(n: usize) -> Row {
    std::array::from_fn(|w| match n.saturating_sub(64 * w) {
        0 => 0,
        left @ 1..64 => (1 << left) - 1,
        _ => u64::MAX,
    })
}

fn zip(a: &Row, b: &Row, of: impl Fn(u64, u64) -> u64) -> Row {
    std::array::from_fn(|n| of(word(a, n), word(b, n)))
}

fn not(row: &Row) -> Row {
    row.map(|word| !word)
}

fn ones(row: &Row) -> u32 {
    row.iter().map(|word| word.count_ones()).sum()
}

fn word(row: &Row, n: usize) -> u64 {
    row.get(n).copied().unwrap_or_default()
}

fn set(row: &mut Row, x: usize) {
    if let Some(word) = row.get_mut(x / 64) {
        *word |= 1 << (x % 64);
    }
}

/// Places of the dark modules, from left to right.
fn dark(row: &Row) -> impl Iterator<Item = usize> {
    let row = *row;
    (0..64 * WORDS).filter(move |x| word(&row, x / 64) >> (x % 64) & 1 == 1)
}
