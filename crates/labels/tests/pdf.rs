//! The PDF as poppler and lopdf see it: fonts, text, places, pages, refusals.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::{Disk, known_sheet, known_template, macadamia, pdf, poppler, tea};
use nuong_labels::{Field, Order, RenderError, Run, render_pdf};
use std::ops::ControlFlow;

fn go_on(_: u64, _: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn text(pdf: &[u8]) -> String {
    String::from_utf8(poppler("pdftotext", &["-raw", "PDF", "-"], pdf)).unwrap()
}

#[test]
fn both_fonts_are_embedded_subset_and_searchable() {
    let fonts = String::from_utf8(poppler(
        "pdffonts",
        &["PDF"],
        &pdf("trace", "tomy-135", Run { skip: 0, count: 2 }, &[tea()]),
    ));
    let fonts = fonts.unwrap();
    let lines: Vec<_> = fonts.lines().skip(2).collect();
    assert_eq!(lines.len(), 2, "{fonts}");
    for line in lines {
        assert!(
            line.contains("+BeVietnamPro-") && line.contains("yes yes yes"),
            "{line}"
        );
    }
}

#[test]
fn every_field_can_be_read_and_copied() {
    let text = text(&pdf(
        "trace",
        "roll-50x30",
        Run { skip: 0, count: 1 },
        &[tea()],
    ));
    for wanted in [
        "Chè Ô long Tam Đường 200 g",
        "HTX Nông nghiệp Mẫu Tam Đường",
        "Lô: CHE-OL-260620-2",
        "NSX: 20/06/2026",
        "HSD: 20/06/2028",
        "Khối lượng tịnh: 200 g",
    ] {
        assert!(
            text.lines().any(|line| line == wanted),
            "{wanted:?} is not a line of {text:?}"
        );
    }
    assert!(
        text.replace('\n', " ")
            .contains("Xuất xứ: Lai Châu, Việt Nam"),
        "{text}"
    );
}

#[test]
fn all_134_accented_letters_are_extracted_as_asked() {
    let low = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";
    let spaced = |s: &str| {
        s.chars()
            .collect::<Vec<_>>()
            .chunks(12)
            .map(|c| c.iter().collect::<String>())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let data = tea()
        .with(Field::Ingredients, &spaced(low))
        .with(Field::Storage, &spaced(&low.to_uppercase()));
    let text = text(&pdf(
        "goods",
        "tomy-135",
        Run { skip: 0, count: 1 },
        &[data],
    ))
    .replace(['\n', ' '], "");
    assert!(
        text.contains(low) && text.contains(&low.to_uppercase()),
        "{text}"
    );
}

#[test]
fn the_file_says_do_not_scale_and_names_itself() {
    let bytes = pdf("goods", "tomy-135", Run { skip: 0, count: 1 }, &[tea()]);
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let catalogue = document.catalog().unwrap();
    let preferences = catalogue
        .get(b"ViewerPreferences")
        .unwrap()
        .as_dict()
        .unwrap();
    assert_eq!(
        preferences.get(b"PrintScaling").unwrap().as_name().unwrap(),
        b"None"
    );
    assert_eq!(
        preferences.get(b"Duplex").unwrap().as_name().unwrap(),
        b"Simplex"
    );
    assert_eq!(catalogue.get(b"Lang").unwrap().as_str().unwrap(), b"vi-VN");
    let info = String::from_utf8(poppler("pdfinfo", &["PDF"], &bytes)).unwrap();
    assert!(
        info.contains("Nhãn hàng hóa – Chè Ô long Tam Đường 200 g – CHE-OL-260620-2"),
        "{info}"
    );
    assert!(
        info.contains("595.276 x 841.89 pts (A4)") && !info.contains("1970"),
        "{info}"
    );
}

/// Lower left corners of a page's labels, in µm from the page's lower left corner.
fn corners(pdf: &[u8], page: usize) -> Vec<(i64, i64)> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let id = document.page_iter().nth(page).unwrap();
    let content = String::from_utf8(document.get_page_content(id)).unwrap();
    assert!(
        content.starts_with("0.0028346456693 0 0 0.0028346456693 0 0 cm\n"),
        "one unit is not one micrometre"
    );
    let places = content
        .lines()
        .filter_map(|line| line.strip_prefix("q 1 0 0 1 ")?.strip_suffix(" cm"));
    let number = |n: &str| n.parse::<i64>().unwrap();
    places
        .map(|xy| xy.split_once(' ').unwrap())
        .map(|(x, y)| (number(x), number(y)))
        .collect()
}

#[test]
fn labels_lie_where_the_ruler_says_to_the_micrometre() {
    let bytes = pdf("trace", "tomy-135", Run { skip: 0, count: 21 }, &[tea()]);
    let corners = corners(&bytes, 0);
    let expected: Vec<_> = (0..21)
        .map(|n| {
            (
                6_000 + 66_000 * (n % 3),
                297_000 - 8_000 - 40_000 * (n / 3 + 1),
            )
        })
        .collect();
    assert_eq!(corners, expected);
}

#[test]
fn used_cells_of_the_first_sheet_stay_empty() {
    let bytes = pdf("trace", "tomy-135", Run { skip: 19, count: 4 }, &[tea()]);
    assert_eq!(corners(&bytes, 0), [(72_000, 9_000), (138_000, 9_000)]);
    assert_eq!(corners(&bytes, 1), [(6_000, 249_000), (72_000, 249_000)]);
}

#[test]
fn the_same_labels_make_the_same_bytes() {
    let run = Run { skip: 3, count: 40 };
    let labels = [tea(), macadamia()];
    assert_eq!(
        pdf("trace", "tomy-135", run, &labels),
        pdf("trace", "tomy-135", run, &labels)
    );
}

#[test]
fn five_thousand_equal_labels_grow_the_file_by_what_differs_only() {
    let one = pdf("trace", "tomy-135", Run { skip: 0, count: 1 }, &[tea()]);
    let many = pdf(
        "trace",
        "tomy-135",
        Run {
            skip: 0,
            count: 5_000,
        },
        &[tea()],
    );
    let document = lopdf::Document::load_mem(&many).unwrap();
    assert_eq!(document.page_iter().count(), 239);
    let each = (many.len() - one.len()) / 4_999;
    assert!(each < 40, "{each} bytes a label");
}

#[test]
fn different_labels_each_say_their_own() {
    let labels: Vec<_> = (0..30)
        .map(|n| tea().with(Field::Lot, &format!("CHE-{n:03}")))
        .collect();
    let text = text(&pdf(
        "trace",
        "tomy-135",
        Run { skip: 0, count: 30 },
        &labels,
    ));
    for n in 0..30 {
        assert_eq!(text.matches(&format!("Lô: CHE-{n:03}\n")).count(), 1, "{n}");
    }
    assert_eq!(text.matches("Chè Ô long Tam Đường 200 g").count(), 30);
}

#[test]
fn nothing_to_print_is_said_so() {
    let none = render_pdf(
        &mut Vec::new(),
        Order {
            template: known_template("trace"),
            sheet: known_sheet("tomy-135"),
            run: Run::default(),
            labels: [tea()],
        },
        &mut go_on,
    );
    assert!(matches!(none, Err(RenderError::Nothing)));
}

#[test]
fn missing_label_data_is_said_so() {
    let run = Run { skip: 0, count: 3 };
    let few = render_pdf(
        &mut Vec::new(),
        Order {
            template: known_template("trace"),
            sheet: known_sheet("tomy-135"),
            run,
            labels: [tea(), tea()],
        },
        &mut go_on,
    );
    assert!(matches!(
        few,
        Err(RenderError::TooFew {
            given: 2,
            wanted: 3
        })
    ));
}

#[test]
fn text_that_does_not_fit_is_refused_never_cut() {
    let long = tea().with(Field::Product, &"Chè Ô long thượng hạng ".repeat(400));
    let labels = [tea(), long];
    let run = Run { skip: 0, count: 2 };
    let refused = render_pdf(
        &mut Vec::new(),
        Order {
            template: known_template("trace"),
            sheet: known_sheet("roll-50x30"),
            run,
            labels: &labels,
        },
        &mut go_on,
    );
    let Err(RenderError::Refused { label: 1, findings }) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(
        (findings[0].code, findings[0].field),
        ("text_overflows", Some(Field::Product))
    );
}

#[test]
fn a_run_tells_its_progress_and_stops_when_asked() {
    let run = Run {
        skip: 0,
        count: 100,
    };
    let mut seen = Vec::new();
    let mut stop_at_second = |done, total| {
        seen.push((done, total));
        if seen.len() == 2 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let labels = std::iter::repeat(tea());
    let stopped = render_pdf(
        &mut Vec::new(),
        Order {
            template: known_template("trace"),
            sheet: known_sheet("tomy-135"),
            run,
            labels,
        },
        &mut stop_at_second,
    );
    assert!(matches!(stopped, Err(RenderError::Cancelled)));
    assert_eq!(seen, [(21, 100), (42, 100)]);
}

#[test]
fn a_full_disk_is_an_error_wherever_it_fills_up() {
    let (run, whole) = (
        Run { skip: 0, count: 50 },
        pdf("trace", "tomy-135", Run { skip: 0, count: 50 }, &[tea()]).len(),
    );
    for room in (0..whole).step_by(997).chain([whole - 1]) {
        let full = render_pdf(
            &mut Disk(room),
            Order {
                template: known_template("trace"),
                sheet: known_sheet("tomy-135"),
                run,
                labels: std::iter::repeat(tea()),
            },
            &mut go_on,
        );
        assert!(
            matches!(full, Err(RenderError::Io(e)) if e.kind() == std::io::ErrorKind::StorageFull),
            "{room}"
        );
    }
}

#[test]
fn qpdf_finds_nothing_to_complain_about() {
    let labels: Vec<_> = (0..400)
        .map(|n| tea().with(Field::Lot, &format!("CHE-{n:03}")))
        .collect();
    let run = Run {
        skip: 2,
        count: 400,
    };
    for (template, sheet) in [("trace", "tomy-135"), ("goods", "roll-50x30")] {
        let said = poppler(
            "qpdf",
            &["--check", "PDF"],
            &pdf(template, sheet, run, &labels),
        );
        let said = String::from_utf8(said).unwrap();
        assert!(
            said.contains("No syntax or stream encoding errors found"),
            "{said}"
        );
    }
}
