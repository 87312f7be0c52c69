//! Every code of a printed page is read back by a decoder that shares no code with the encoder, from poppler's pixels.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::{fresh_leaf, known_sheet, macadamia, pdf, poppler, tea};
use nuong_labels::{Field, LabelData, Run, Um};
use std::collections::BTreeMap;

/// Links read from the first page, and how often each. Each label is looked at by itself: on a whole sheet this decoder
/// also sees squares made of corners of neighbouring codes.
fn scanned(pdf: &[u8], sheet: &str, args: &[&str]) -> BTreeMap<String, usize> {
    let pgm = poppler(
        "pdftoppm",
        &[args, &["-f", "1", "-l", "1", "PDF"]].concat(),
        pdf,
    );
    let (width, height, pixels) = read_pgm(&pgm);
    let sheet = known_sheet(sheet);
    let at = |um: Um| (i64::from(um.0) * width as i64 / i64::from(sheet.page_width.0)) as usize;
    let (w, h) = (
        at(sheet.label_width).min(width),
        at(sheet.label_height).min(height),
    );
    let mut found = BTreeMap::new();
    for corner in (0..sheet.cells()).map(|cell| sheet.corner(cell)) {
        let pixel = |x: usize, y: usize| pixels[(at(corner.y) + y) * width + at(corner.x) + x];
        for grid in rqrr::PreparedImage::prepare_from_greyscale(w, h, pixel).detect_grids() {
            let (meta, link) = grid.decode().unwrap();
            // The template asks for M, which a symbol writes as 0; H is 2 and Q is 3.
            assert!([0, 2, 3].contains(&meta.ecc_level), "{}", meta.ecc_level);
            *found.entry(link).or_default() += 1;
        }
    }
    found
}

/// A binary PGM of 8 bits: `P5`, width, height, 255, pixels.
fn read_pgm(pgm: &[u8]) -> (usize, usize, &[u8]) {
    let header = pgm
        .split(|b| b.is_ascii_whitespace())
        .take(4)
        .collect::<Vec<_>>();
    assert_eq!((header[0], header[3]), (&b"P5"[..], &b"255"[..]));
    let number = |n: usize| {
        std::str::from_utf8(header[n])
            .unwrap()
            .parse::<usize>()
            .unwrap()
    };
    let start = header.iter().map(|word| word.len() + 1).sum::<usize>();
    (number(1), number(2), &pgm[start..])
}

fn link(data: &LabelData) -> String {
    data.get(Field::Link).unwrap().to_owned()
}

#[test]
fn every_code_of_a_full_a4_page_reads_as_its_link() {
    for template in ["trace", "goods"] {
        let labels: Vec<_> = (0..21)
            .map(|n| {
                tea().with(
                    Field::Link,
                    &format!(
                        "https://truyxuat.example.vn/01/09520120070000/10/CHE-OL-2606{n:02}-2"
                    ),
                )
            })
            .collect();
        let found = scanned(
            &pdf(template, "tomy-135", Run { skip: 0, count: 21 }, &labels),
            "tomy-135",
            &["-r", "300", "-gray"],
        );
        let wanted: BTreeMap<_, _> = labels.iter().map(|data| (link(data), 1)).collect();
        assert_eq!(found, wanted, "{template}");
    }
}

#[test]
fn one_link_for_all_labels_reads_on_every_label() {
    let found = scanned(
        &pdf("trace", "tomy-135", Run { skip: 2, count: 19 }, &[tea()]),
        "tomy-135",
        &["-r", "300", "-gray"],
    );
    assert_eq!(found, BTreeMap::from([(link(&tea()), 19)]));
}

#[test]
fn a_roll_label_reads_in_the_dots_of_a_203_dpi_printer() {
    // 8 dots a millimetre, as thermal heads have them.
    for (template, data) in [
        ("trace", tea()),
        ("trace", macadamia()),
        ("trace", fresh_leaf()),
        ("goods", tea()),
    ] {
        let bytes = pdf(
            template,
            "roll-50x30",
            Run { skip: 0, count: 1 },
            std::slice::from_ref(&data),
        );
        let found = scanned(
            &bytes,
            "roll-50x30",
            &["-r", "203.2", "-gray", "-aa", "no", "-aaVector", "no"],
        );
        assert_eq!(found, BTreeMap::from([(link(&data), 1)]), "{template}");
    }
}

#[test]
fn links_of_any_length_that_a_label_takes_read_back() {
    let lots = ["A", "A%2F1", "A%251-a.b_c~d", "LONG-LOT-CODE-OF-20C"];
    for lot in lots {
        let data = tea().with(
            Field::Link,
            &format!("https://tx.vn/01/09520120070000/10/{lot}"),
        );
        let bytes = pdf(
            "trace",
            "tomy-135",
            Run { skip: 0, count: 1 },
            std::slice::from_ref(&data),
        );
        let found = scanned(&bytes, "tomy-135", &["-r", "300", "-gray"]);
        assert_eq!(found, BTreeMap::from([(link(&data), 1)]));
    }
}

#[test]
fn a_decoder_finds_the_version_and_level_that_people_are_told() {
    let sheet = known_sheet("roll-100x50");
    for length in (1..=20).step_by(3) {
        let lot = "A".repeat(length);
        let link = format!("https://truyxuat.example.vn/01/09520120070000/10/{lot}");
        let data = tea().with(Field::Link, &link);
        let told = nuong_labels::symbols(nuong_labels::template("trace").unwrap(), sheet, &data);
        let told = told.iter().find(|code| code.kind == "qr").unwrap();
        let file = pdf("trace", "roll-100x50", Run { skip: 0, count: 1 }, &[data]);
        let pgm = poppler("pdftoppm", &["-r", "300", "-gray", "PDF"], &file);
        let (width, height, pixels) = read_pgm(&pgm);
        let pixel = |x: usize, y: usize| pixels[y * width + x];
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
        let (meta, read) = image.detect_grids()[0].decode().unwrap();
        assert_eq!(read, link);
        // As a symbol writes its level (ISO/IEC 18004, table 12).
        let level = ['M', 'L', 'H', 'Q'][usize::from(meta.ecc_level)];
        assert_eq!(told.level, Some(level), "{link}");
        assert_eq!(told.version.map(usize::from), Some(meta.version.0));
        assert_eq!(told.modules as usize, meta.version.0 * 4 + 17);
    }
}
