use super::plan::PATTERNS;
use super::*;
use proptest::prelude::*;
use qrcode::Color;
use qrcode::bits::encode_auto;
use qrcode::canvas::Canvas;
use qrcode::ec;

fn blocks(matrix: &Matrix) -> Vec<Block> {
    let mut out = Vec::new();
    matrix.blocks(|block| out.push(block));
    out
}

/// The best level that does not make the symbol larger than the one asked for.
fn raised(link: &str, least: Level) -> Level {
    let version = |level| encode_auto(link.as_bytes(), ec_level(level)).map(|bits| bits.version());
    let wanted = version(least).unwrap();
    let levels = LEVELS.into_iter().filter(|level| *level >= least);
    let mut same = levels.filter(|level| version(*level) == Ok(wanted));
    same.next().unwrap()
}

/// The same link as the crate draws it under each mask.
fn as_the_crate_draws(link: &str, level: Level) -> Vec<Vec<Vec<bool>>> {
    let level = ec_level(level);
    let bits = encode_auto(link.as_bytes(), level).unwrap();
    let version = bits.version();
    let (data, correction) = ec::construct_codewords(&bits.into_bytes(), version, level).unwrap();
    let side = version.width() as usize;
    let drawn = |pattern| {
        let mut canvas = Canvas::new(version, level);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&data, &correction);
        canvas.apply_mask(pattern);
        let dark: Vec<bool> = canvas
            .into_colors()
            .iter()
            .map(|c| *c == Color::Dark)
            .collect();
        dark.chunks(side).map(<[bool]>::to_vec).collect()
    };
    PATTERNS.into_iter().map(drawn).collect()
}

fn squares(matrix: &Matrix) -> Vec<Vec<bool>> {
    let side = 0..matrix.side();
    side.clone()
        .map(|row| {
            side.clone()
                .map(|column| matrix.is_dark(column, row))
                .collect()
        })
        .collect()
}

/// The penalty counted module by module, as the standard words it.
fn counted(dark: &[Vec<bool>]) -> u32 {
    let side = dark.len();
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
            let text: String = part.iter().map(|d| if *d { '1' } else { '0' }).collect();
            points += if text == "10111010000" || text == "00001011101" {
                40
            } else {
                0
            };
        }
    }
    for (above, below) in dark.iter().zip(&dark[1..]) {
        let same = above.windows(2).zip(below.windows(2));
        points += 3 * same.filter(|(a, b)| a == b && a[0] == a[1]).count() as u32;
    }
    let dark = dark.iter().flatten().filter(|dark| **dark).count();
    let percent = dark as f64 * 100.0 / (side * side) as f64;
    points + 10 * ((percent - 50.0).abs() / 5.0) as u32
}

fn check(link: &str, least: Level) {
    let candidates = as_the_crate_draws(link, raised(link, least));
    let wanted = candidates.iter().min_by_key(|dark| counted(dark)).unwrap();
    let made = smallest_symbol(link, least).unwrap();
    assert_eq!(made.level, raised(link, least), "{link}");
    let matrix = made.matrix;
    assert_eq!(&squares(&matrix), wanted, "{link}\n{matrix:?}");
    let mut covered = vec![vec![false; wanted.len()]; wanted.len()];
    for block in blocks(&matrix) {
        for row in block.row..block.row + block.height {
            for column in block.column..block.column + block.width {
                let cell = &mut covered[usize::from(row)][usize::from(column)];
                assert!(!std::mem::replace(cell, true), "{block:?} covers twice");
            }
        }
    }
    assert_eq!(&covered, wanted, "blocks of {link}");
}

#[test]
fn a_lot_link_with_a_gtin_takes_33_modules() {
    let link = "https://qr.txng.gov.vn/01/09520120070024/10/GAO-SC5-260323-2";
    let made = smallest_symbol(link, Level::M).unwrap();
    assert_eq!(
        (made.matrix.side(), made.version, made.level),
        (33, 4, Level::M)
    );
    let finder = Block {
        column: 0,
        row: 0,
        width: 1,
        height: 7,
    };
    assert_eq!(blocks(&made.matrix).first(), Some(&finder));
}

#[test]
fn a_link_beyond_any_symbol_is_none() {
    assert!(smallest_symbol(&"x".repeat(3_000), Level::L).is_none());
    assert!(smallest_symbol(&"x".repeat(2_953), Level::L).is_some());
}

#[test]
fn every_version_at_every_level_is_the_crates_own_symbol_under_the_best_mask() {
    let mut seen = std::collections::BTreeSet::new();
    for length in (1..100).chain((100..2_950).step_by(13)) {
        let link: String = "https://x.vn/a~b?".chars().cycle().take(length).collect();
        let version = |level| encode_auto(link.as_bytes(), ec_level(level)).map(|b| b.version());
        let mut better = None;
        for (level, version) in LEVELS
            .into_iter()
            .filter_map(|l| Some((l, version(l).ok()?)))
        {
            // Levels of one version: only the best of them is ever drawn.
            let is_new = better.replace(version) != Some(version);
            if is_new
                && (level == Level::M || version.width() < 80)
                && seen.insert((version.width(), level))
            {
                check(&link, level);
            }
        }
    }
    assert_eq!(seen.len(), 40 + 3 * 15); // large ones take long, and their levels differ as those of small ones do
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_link_is_the_crates_own_symbol_under_the_best_mask(
        link in "[ -~]{1,300}",
        level in prop::sample::select(LEVELS.to_vec()),
    ) {
        check(&link, level);
    }

    #[test]
    fn no_text_at_all_panics(text in "\\PC{0,400}") {
        let _ = smallest_symbol(&text, Level::M);
    }
}
