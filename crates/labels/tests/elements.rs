//! Everything a template can ask for, on one label: DataMatrix, pictures, stars, SSCC, words of its own, a second language.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::{assert_tidy, large_label, poppler, tea, texts};
use nuong_labels::{
    Area, Field, Item, LabelData, Lang, Language, Order, Picture, Resolution, Run, Severity, Sheet,
    Slot, Template, Um, check, layout, preview_label, render_dots, render_pdf_on, symbols,
};
use proptest::prelude::*;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;

fn everything() -> Template {
    Template::parse(include_str!("files/everything.json")).unwrap()
}

fn two_up() -> Sheet {
    let sheet = large_label(0);
    Sheet {
        page_width: Um::mm(200),
        columns: 2,
        ..sheet
    }
}

/// A disc on nothing, dark at the left and light at the right.
fn logo() -> Arc<Picture> {
    let mut samples = Vec::new();
    for y in -64..64_i32 {
        for x in -64..64_i32 {
            let inside = x * x + y * y < 64 * 64;
            samples.extend([(x * 2 + 128) as u8, 90, 40, if inside { 255 } else { 0 }]);
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 128, 128);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&samples).unwrap();
    writer.finish().unwrap();
    Arc::new(Picture::read(&file).unwrap())
}

fn full() -> LabelData {
    let mut data = tea()
        .with(Field::Ocop, "4")
        .with(Field::Sscc, "095201234567891235")
        .with(
            Field::Elements,
            "(01)09520120070000(15)280620(10)CHE-OL/2%(21)7",
        )
        .with(Field::ProductOther, "Tam Đường oolong tea")
        .with(Field::StorageOther, "Keep cool and dry");
    data.other_lang = Some(Lang::En);
    data.pictures.insert(Slot::Logo, logo());
    data
}

fn pdf(threads: usize, sheet: &Sheet, labels: &[LabelData]) -> Vec<u8> {
    let mut out = Vec::new();
    let run = Run {
        skip: 0,
        count: labels.len() as u64,
    };
    let go_on = &mut |_, _| ControlFlow::Continue(());
    let threads = NonZeroUsize::new(threads).unwrap();
    render_pdf_on(
        threads,
        &mut out,
        Order {
            template: &everything(),
            sheet,
            run,
            labels,
        },
        go_on,
    )
    .unwrap();
    out
}

#[test]
fn captions_and_the_templates_words_stand_in_both_languages() {
    let layout = layout(&everything(), &large_label(125), &full());
    assert_eq!(layout.findings, []);
    assert_tidy(&layout.list);
    let said = texts(&layout.list);
    for wanted in [
        "NSX / Produced: 20/06/2026",
        "HSD / Use by: 20/06/2028",
        "Khối lượng tịnh / Net weight: 200 g",
        "Product: Tam Đường oolong tea",
        "Lời của mẫu / Template words",
        "(00) 095201234567891235",
    ] {
        assert!(said.contains(wanted), "{wanted} in {said}");
    }
}

#[test]
fn symbols_say_what_is_drawn() {
    let facts = symbols(&everything(), &large_label(125), &full());
    let said: Vec<_> = facts
        .iter()
        .map(|f| (f.kind, f.identifier, f.version, f.level, f.modules))
        .collect();
    assert_eq!(
        said,
        [
            ("datamatrix", "]d2", None, None, 22),
            ("qr", "]Q1", Some(6), Some('H'), 41),
            ("gs1_128", "]C1", None, None, 156),
        ]
    );
    for fact in &facts {
        assert_eq!(fact.dots, Some((fact.module_um.0 / 125) as u32));
        assert_eq!(fact.module_um.0 % 125, 0);
    }
    let none = symbols(&everything(), &large_label(0), &full());
    assert!(none.iter().all(|fact| fact.dots.is_none()));
}

#[test]
fn a_picture_stands_once_in_the_file_whatever_the_threads_and_pages() {
    let labels: Vec<_> = (0..700)
        .map(|n| full().with(Field::Serial, &n.to_string()))
        .collect();
    let (one, four) = (pdf(1, &two_up(), &labels), pdf(4, &two_up(), &labels));
    assert_eq!(one, four);
    let _ = poppler("qpdf", &["--check", "PDF"], &one);
    let listed = poppler("pdfimages", &["-list", "-f", "1", "-l", "3", "PDF"], &one);
    let listed = String::from_utf8(listed).unwrap();
    let objects: Vec<&str> = listed
        .lines()
        .skip(2)
        .filter_map(|line| line.split_whitespace().nth(10))
        .collect();
    assert!(objects.len() >= 3, "{listed}");
    assert!(
        objects.windows(2).all(|pair| pair[0] == pair[1]),
        "{listed}"
    );
}

#[test]
fn a_label_alone_on_its_page_has_its_picture() {
    let file = pdf(1, &large_label(0), &[full()]);
    let listed = poppler("pdfimages", &["-list", "PDF"], &file);
    assert_eq!(String::from_utf8(listed).unwrap().lines().count(), 3);
    if let Some(folder) = std::env::var_os("NUONG_LOOK") {
        std::fs::write(std::path::Path::new(&folder).join("all.pdf"), &file).unwrap();
        let svg = preview_label(&everything(), &large_label(0), &full());
        std::fs::write(std::path::Path::new(&folder).join("all.svg"), svg).unwrap();
        let mut png = Vec::new();
        let how = (Language::Png, Resolution::dpi(203).unwrap());
        let run = Run { skip: 0, count: 1 };
        let go_on = &mut |_, _| ControlFlow::Continue(());
        render_dots(
            &mut png,
            how,
            Order {
                template: &everything(),
                sheet: &large_label(125),
                run,
                labels: [full()],
            },
            go_on,
        )
        .unwrap();
        std::fs::write(std::path::Path::new(&folder).join("all.png"), png).unwrap();
    }
}

#[test]
fn without_its_values_a_picture_and_stars_leave_no_trace() {
    let mut plain = full().with(Field::Ocop, "");
    plain.pictures.clear();
    let list = layout(&everything(), &large_label(125), &plain).list;
    let figures = list
        .items()
        .filter(|item| matches!(item, Item::Picture(_) | Item::Shape(_)));
    assert_eq!(figures.count(), 0);
    let product = |data| {
        let list = layout(&everything(), &large_label(125), data).list;
        let mut runs = list.text_runs();
        runs.find(|run| run.text.starts_with("Chè")).unwrap().x
    };
    // Text uses the room that the logo would have; beside the logo it keeps a tenth of the logo's side away.
    assert_eq!(product(&plain), Um(4_000));
    assert_eq!(product(&full()), Um(4_000 + 20_000 + 2_000 + 300));
}

#[test]
fn stars_are_filled_as_far_as_the_goods_have_them() {
    for (ocop, filled) in [("3", 3), ("5", 5)] {
        let list = layout(
            &everything(),
            &large_label(0),
            &full().with(Field::Ocop, ocop),
        )
        .list;
        let rings = list.items().filter_map(|item| match item {
            Item::Shape(shape) => Some(shape.rings.len()),
            _ => None,
        });
        let rings: Vec<_> = rings.collect();
        assert_eq!(rings.len(), 5);
        assert_eq!(rings.iter().filter(|n| **n == 1).count(), filled);
    }
    for wrong in ["0", "6", "-1", "ba"] {
        let list = layout(
            &everything(),
            &large_label(0),
            &full().with(Field::Ocop, wrong),
        )
        .list;
        assert!(
            !list.items().any(|item| matches!(item, Item::Shape(_))),
            "{wrong}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_data_and_any_picture_give_a_label_or_findings(
        product in "\\PC{0,60}", elements in "\\PC{0,40}|(\\([0-9]{2,4}\\)[A-Z0-9]{1,20}){1,4}", sscc in "[0-9]{17,19}",
        ocop in "[0-9a]{0,2}", other in "\\PC{0,200}", link in "[ -~]{0,300}",
        (w, h, grey) in (1..300_u32, 1..300_u32, any::<u8>()), dot in prop::sample::select(vec![0, 42, 85, 125]),
    ) {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, w, h);
        encoder.set_color(png::ColorType::Grayscale);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&vec![grey; (w * h) as usize]).unwrap();
        writer.finish().unwrap();
        let mut data = full()
            .with(Field::Product, &product)
            .with(Field::Elements, &elements)
            .with(Field::Sscc, &sscc)
            .with(Field::Ocop, &ocop)
            .with(Field::StorageOther, &other)
            .with(Field::Link, &link);
        data.pictures.insert(Slot::Logo, Arc::new(Picture::read(&file).unwrap()));
        let (template, sheet) = (everything(), large_label(dot));
        assert_tidy(&layout(&template, &sheet, &data).list);
        for finding in check(&template, &sheet, &data) {
            for lang in [Lang::Vi, Lang::En] {
                let sentence = finding.message(lang);
                prop_assert!(!sentence.contains("labels."), "{}", sentence);
            }
        }
        let _ = symbols(&template, &sheet, &data);
        let _ = preview_label(&template, &sheet, &data);
    }
}

#[test]
fn coloured_paper_needs_contrast_in_red_light() {
    let on = |colour: &str| {
        let sheet = Sheet {
            paper: Some(colour.parse().unwrap()),
            ..large_label(125)
        };
        let svg = preview_label(&everything(), &sheet, &full());
        assert!(svg.contains(&format!("fill=\"{colour}\"")));
        let findings = check(&everything(), &sheet, &full()).into_iter();
        findings
            .filter(|f| f.code.starts_with("paper"))
            .map(|f| (f.severity, f.code, f.places.len()))
            .collect::<Vec<_>>()
    };
    assert_eq!(on("#ffffff"), []);
    assert_eq!(on("#ffd700"), []);
    assert_eq!(on("#cccccc"), [(Severity::Warning, "paper_dark", 3)]);
    assert_eq!(on("#2e8b57"), [(Severity::Error, "paper_too_dark", 3)]);
}

#[test]
fn parts_over_each_other_are_found() {
    let json = r#"{"id": "o", "name": {"vi": "o"}, "goods_label": false, "forms": [{"width": 100000, "height": 100000, "elements": [
        {"kind": "rule", "area": [5000, 7000, 90000, 300]},
        {"kind": "flow", "area": [5000, 5000, 90000, 30000], "rows": [{"fields": ["product"], "size": 3000, "min_size": 2300}]}]}]}"#;
    let template = Template::parse(json).unwrap();
    let findings = check(&template, &large_label(0), &tea());
    assert_eq!(
        (findings[0].code, findings[0].places.len()),
        ("marks_overlap", 2)
    );
    let said = findings[0].message(Lang::En);
    assert!(said.contains("a line and “Chè "), "{said}");
}

#[test]
fn a_paper_knows_its_printers_resolution() {
    for (dot, dpi) in [
        (0, None),
        (125, Some(203)),
        (85, Some(300)),
        (42, Some(600)),
        (100, Some(254)),
        (21, Some(1_200)),
    ] {
        assert_eq!(large_label(dot).dpi(), dpi);
    }
    for dot in [-1, 1, 20, 255, 2_000_000] {
        let sheet = Sheet {
            dot: Um(dot),
            ..large_label(0)
        };
        assert!(sheet.checked().is_err(), "{dot}");
    }
}

/// Lengths of the runs of black and white in the rows of a picture that cross a code.
fn runs(dpi: u32, dot: i32, area: Area) -> Vec<usize> {
    let mut file = Vec::new();
    let how = (Language::Png, Resolution::dpi(dpi).unwrap());
    let run = Run { skip: 0, count: 1 };
    let go_on = &mut |_, _| ControlFlow::Continue(());
    render_dots(
        &mut file,
        how,
        Order {
            template: &everything(),
            sheet: &large_label(dot),
            run,
            labels: [full()],
        },
        go_on,
    )
    .unwrap();
    let mut decoder = png::Decoder::new(std::io::Cursor::new(&file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let width = reader.next_frame(&mut pixels).unwrap().width as usize;
    let at = |um: Um| (i64::from(um.0) * i64::from(dpi) / 25_400) as usize;
    let mut out = Vec::new();
    for row in pixels
        .chunks(width)
        .take(at(area.bottom()) - 9)
        .skip(at(area.y) + 9)
    {
        let line = &row[at(area.x) - 9..at(area.right()) + 9];
        let lengths: Vec<usize> = line.chunk_by(|a, b| a == b).map(<[u8]>::len).collect();
        out.extend(&lengths[1..lengths.len() - 1]); // not the white beside it
    }
    out
}

#[test]
fn modules_are_whole_dots_where_a_dot_is_no_whole_micrometre() {
    for (dpi, dot) in [(300, 85), (600, 42)] {
        for fact in symbols(&everything(), &large_label(dot), &full()) {
            let module = fact.dots.unwrap() as usize;
            let runs = runs(dpi, dot, fact.area);
            assert!(runs.len() > 100, "{fact:?}");
            let uneven = runs.iter().filter(|n| *n % module != 0).count();
            assert_eq!(uneven, 0, "{dpi} {fact:?}");
        }
    }
}
