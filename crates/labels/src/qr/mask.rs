//! The mask: of the eight patterns the one that a scanner finds easiest (ISO/IEC 18004, 7.8.3). A masked symbol is the
//! version's empty symbol under that mask, exclusive-or the data; the empty ones are made once for each version.

use super::grid::Grid;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::{EcLevel, Version};
use std::sync::OnceLock;

const PATTERNS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// A version's symbol without data: unmasked, and under each mask, as rows and as columns.
struct Blank {
    unmasked: Grid,
    masked: Vec<(Grid, Grid)>,
}

static BLANKS: [OnceLock<Blank>; 41] = [const { OnceLock::new() }; 41];

/// The symbol drawn on `canvas` under its best mask.
pub(super) fn best(version: Version, canvas: Canvas) -> Grid {
    let side = version.width() as usize;
    let number = if let Version::Normal(n) = version {
        usize::from(n.unsigned_abs())
    } else {
        0
    };
    let made;
    let blank = match BLANKS.get(number) {
        Some(kept) => kept.get_or_init(|| blank(version, side)),
        None => {
            made = blank(version, side);
            &made
        }
    };
    let data = Grid::new(&canvas.into_colors(), side).xor(&blank.unmasked);
    let turned = data.turned();
    let masked = blank
        .masked
        .iter()
        .map(|(rows, columns)| (rows.xor(&data), columns.xor(&turned)));
    masked
        .min_by_key(|(rows, columns)| penalty(rows, columns))
        .map_or(data, |(rows, _)| rows)
}

fn penalty(rows: &Grid, columns: &Grid) -> u32 {
    rows.row_penalty() + columns.row_penalty() + rows.block_penalty() + rows.balance_penalty()
}

fn blank(version: Version, side: usize) -> Blank {
    let mut canvas = Canvas::new(version, EcLevel::M);
    canvas.draw_all_functional_patterns();
    let grid = |canvas: Canvas| Grid::new(&canvas.into_colors(), side);
    let masked = PATTERNS.iter().map(|pattern| {
        let mut canvas = canvas.clone();
        canvas.apply_mask(*pattern);
        let rows = grid(canvas);
        let columns = rows.turned();
        (rows, columns)
    });
    Blank {
        masked: masked.collect(),
        unmasked: grid(canvas.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::unmasked;
    use super::*;

    /// The penalty counted module by module, as the standard words it.
    fn counted(grid: &Grid) -> u32 {
        let side = usize::from(grid.side());
        let mut dark = vec![vec![false; side]; side];
        for (y, x, length) in grid.runs() {
            dark[usize::from(y)][usize::from(x)..usize::from(x + length)].fill(true);
        }
        let columns: Vec<Vec<bool>> = (0..side)
            .map(|x| dark.iter().map(|row| row[x]).collect())
            .collect();
        let mut points = 0;
        for line in dark.iter().chain(&columns) {
            let runs = line.chunk_by(|a, b| a == b).map(|run| run.len() as u32);
            points += runs
                .filter(|length| *length >= 5)
                .map(|length| length - 2)
                .sum::<u32>();
            for part in line.windows(11) {
                let text: String = part
                    .iter()
                    .map(|dark| if *dark { '1' } else { '0' })
                    .collect();
                points += if text == "10111010000" || text == "00001011101" {
                    40
                } else {
                    0
                };
            }
        }
        for (above, below) in dark.iter().zip(&dark[1..]) {
            let blocks = above
                .windows(2)
                .zip(below.windows(2))
                .filter(|(a, b)| a == b && a[0] == a[1]);
            points += 3 * blocks.count() as u32;
        }
        let percent = dark.iter().flatten().filter(|dark| **dark).count() as f64 * 100.0
            / (side * side) as f64;
        points + 10 * ((percent - 50.0).abs() / 5.0) as u32
    }

    #[test]
    fn the_best_of_eight_by_plain_counting_is_taken() {
        for n in [0, 1, 7, 60, 300, 900] {
            let link = format!(
                "https://truyxuat.example.vn/01/09520120070000/10/CHE-{n}/{}",
                "x7".repeat(n)
            );
            let (version, canvas) = unmasked(&link).unwrap();
            let side = version.width() as usize;
            let candidates: Vec<_> = PATTERNS
                .iter()
                .map(|pattern| {
                    let mut canvas = canvas.clone();
                    canvas.apply_mask(*pattern);
                    Grid::new(&canvas.into_colors(), side)
                })
                .collect();
            let wanted = candidates.iter().min_by_key(|grid| counted(grid)).unwrap();
            assert_eq!(&best(version, canvas), wanted, "{link}");
            for grid in &candidates {
                assert_eq!(penalty(grid, &grid.turned()), counted(grid), "{link}");
            }
        }
    }
}
