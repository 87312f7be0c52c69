//! Pages of dots: what label printers are sent, read back by readers of other descent.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::{known_sheet, known_template, macadamia, pdf, poppler, tea};
use nuong_labels::{
    Field, LabelData, Lang, Language, Marks, Order, Printed, RenderError, Resolution, Run, Sheet,
    Um, layout, render_dots, render_ruler_dots, sheets,
};
use std::ops::ControlFlow;

fn written(
    language: Language,
    dpi: u32,
    sheet: &str,
    run: Run,
    labels: &[LabelData],
) -> Result<(Vec<u8>, Printed), RenderError> {
    let mut out = Vec::new();
    let how = (language, Resolution::dpi(dpi).unwrap());
    let (template, sheet) = (known_template("trace"), known_sheet(sheet));
    let go_on = &mut |_, _| ControlFlow::Continue(());
    let printed = render_dots(
        &mut out,
        how,
        Order {
            template,
            sheet,
            run,
            labels,
        },
        go_on,
    )?;
    Ok((out, printed))
}

fn one(language: Language, dpi: u32, sheet: &str, data: &LabelData) -> Vec<u8> {
    let run = Run { skip: 0, count: 1 };
    let labels = std::slice::from_ref(data);
    written(language, dpi, sheet, run, labels).unwrap().0
}

/// Width, height, and whether each dot is black.
type Seen = (usize, usize, Vec<bool>);

fn picture(png: &[u8]) -> Seen {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let (width, height) = (info.width as usize, info.height as usize);
    let scale = reader.info().pixel_dims.unwrap();
    assert!(scale.unit == png::Unit::Meter && scale.xppu == scale.yppu && scale.xppu >= 8_000);
    let black = pixels[..width * height].iter().map(|p| *p == 0).collect();
    (width, height, black)
}

fn bits(width: usize, stride: usize, bytes: &[u8], black: bool) -> Vec<bool> {
    let rows = bytes.chunks(stride);
    rows.flat_map(|row| (0..width).map(move |x| (row[x / 8] >> (7 - x % 8) & 1 == 1) == black))
        .collect()
}

/// Reads the graphic field of each label as the manual of ZPL II describes it.
fn zpl(text: &str) -> Vec<(Seen, u64)> {
    let number = |label: &str, command: &str| {
        let at = label.find(command).unwrap() + command.len();
        let digits: String = label[at..]
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits.parse::<usize>().unwrap()
    };
    let labels = text.split("^XA").skip(1);
    let read = labels.map(|label| {
        let (width, height) = (number(label, "^PW"), number(label, "^LL"));
        let field = &label[label.find("^GFA,").unwrap() + 5..label.find("^FS").unwrap()];
        let mut parts = field.splitn(4, ',');
        let bytes: usize = parts.next().unwrap().parse().unwrap();
        let stride: usize = parts.nth(1).unwrap().parse().unwrap();
        assert_eq!(bytes, stride * height);
        let mut all: Vec<u8> = Vec::new();
        let mut nibbles: Vec<u8> = Vec::new();
        for c in parts.next().unwrap().chars() {
            match c {
                ':' => all.extend(all[all.len() - stride..].to_vec()),
                ',' => nibbles.resize(stride * 2, 0),
                c => nibbles.push(c.to_digit(16).unwrap() as u8),
            }
            if nibbles.len() == stride * 2 {
                all.extend(nibbles.chunks(2).map(|pair| pair[0] << 4 | pair[1]));
                nibbles.clear();
            }
        }
        assert_eq!(all.len(), bytes);
        let seen = (width, height, bits(width, stride, &all, true));
        (seen, number(label, "^PQ") as u64)
    });
    read.collect()
}

fn tspl(bytes: &[u8]) -> Seen {
    let text = String::from_utf8_lossy(bytes);
    assert!(text.starts_with("SIZE 50 mm,30 mm\r\nGAP 2 mm,0 mm\r\nCLS\r\nBITMAP 0,0,50,240,0,"));
    let start = text.find("240,0,").unwrap() + 6;
    (
        400,
        240,
        bits(400, 50, &bytes[start..start + 50 * 240], false),
    )
}

#[test]
fn both_printer_languages_carry_the_picture_to_the_dot() {
    let seen = picture(&one(Language::Png, 203, "roll-50x30", &tea()));
    assert_eq!((seen.0, seen.1), (400, 240));
    let sent = one(Language::Zpl, 203, "roll-50x30", &tea());
    assert_eq!(
        zpl(std::str::from_utf8(&sent).unwrap()),
        [(seen.clone(), 1)]
    );
    assert!(tspl(&one(Language::Tspl, 203, "roll-50x30", &tea())) == seen);
}

#[test]
fn the_printer_is_told_whether_the_roll_has_gaps() {
    let said = |language, sheet| {
        let sent = one(language, 203, sheet, &tea());
        String::from_utf8_lossy(&sent[..80]).into_owned()
    };
    assert!(said(Language::Zpl, "roll-50x30").starts_with("^XA^MNY^PW400^LL240"));
    assert!(said(Language::Zpl, "continuous-50x30").starts_with("^XA^MNN^PW400^LL240"));
    let endless = said(Language::Tspl, "continuous-50x30");
    assert!(endless.starts_with("SIZE 50 mm,30 mm\r\nGAP 0 mm,0 mm\r\nCLS"));
    // Paper of which nobody said what it is: the printer's own setting stays.
    assert!(said(Language::Zpl, "tomy-145").starts_with("^XA^PW"));
}

#[test]
fn equal_labels_are_sent_once_with_their_number_and_others_in_order() {
    let labels = [tea(), tea(), tea(), macadamia(), tea()];
    let run = Run { skip: 0, count: 5 };
    let (sent, printed) = written(Language::Zpl, 203, "roll-50x30", run, &labels).unwrap();
    assert_eq!((printed.labels, printed.pages), (5, 5));
    let read = zpl(std::str::from_utf8(&sent).unwrap());
    let copies: Vec<u64> = read.iter().map(|(_, copies)| *copies).collect();
    assert_eq!(copies, [3, 1, 1]);
    assert!(read[0].0 == read[2].0 && read[0].0 != read[1].0);
}

#[test]
fn every_code_reads_as_its_link_from_the_dots_of_every_printer() {
    for sheet in sheets().iter().filter(|sheet| sheet.dot.0 > 0) {
        for dpi in [203, 300, 600] {
            let (width, height, black) = picture(&one(Language::Png, dpi, &sheet.id, &tea()));
            let pixel = |x: usize, y: usize| if black[y * width + x] { 0 } else { 255 };
            let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
            let links: Vec<String> = image
                .detect_grids()
                .iter()
                .map(|grid| grid.decode().unwrap().1)
                .collect();
            assert_eq!(
                links,
                [tea().get(Field::Link).unwrap()],
                "{} {dpi}",
                sheet.id
            );
        }
    }
}

#[test]
fn modules_are_whole_dots() {
    let sheet = known_sheet("roll-50x30");
    let list = layout(known_template("trace"), sheet, &tea()).list;
    let code = list.square_codes().next().unwrap();
    let (width, _, black) = picture(&one(Language::Png, 203, "roll-50x30", &tea()));
    let dots = |um: i32| (um / 125) as usize;
    let module = dots(code.module.0);
    assert_eq!(code.module.0 % 125, 0);
    for row in 0..usize::from(code.matrix.side()) {
        for column in 0..usize::from(code.matrix.side()) {
            let corner = (
                dots(code.x.0) + column * module,
                dots(code.y.0) + row * module,
            );
            let at = |x: usize, y: usize| black[(corner.1 + y) * width + corner.0 + x];
            let first = at(0, 0);
            assert!((0..module * module).all(|n| at(n % module, n / module) == first));
        }
    }
}

#[test]
fn letters_are_the_pdf_s_letters() {
    let (width, height, black) = picture(&one(Language::Png, 203, "roll-50x30", &macadamia()));
    let run = Run { skip: 0, count: 1 };
    let drawn = pdf("trace", "roll-50x30", run, &[macadamia()]);
    let args = [
        "-scale-to-x",
        "400",
        "-scale-to-y",
        "240",
        "-gray",
        "-f",
        "1",
        "-l",
        "1",
        "PDF",
    ];
    let pgm = poppler("pdftoppm", &args, &drawn);
    let theirs = &pgm[pgm.len() - width * height..];
    let theirs: Vec<bool> = theirs.iter().map(|grey| *grey < 128).collect();
    // Poppler hints its letters: a dot's neighbour will do.
    let near = |dots: &[bool], at: usize| {
        let around = [-1, 0, 1].map(|dy: i64| [-1, 0, 1].map(|dx: i64| dy * width as i64 + dx));
        around.concat().iter().any(|step| {
            let there = usize::try_from(at as i64 + step).unwrap_or(usize::MAX);
            dots.get(there).is_some_and(|dot| *dot)
        })
    };
    let alone = |ours: &[bool], theirs: &[bool]| {
        let ink = (0..ours.len()).filter(|at| ours[*at]);
        ink.filter(|at| !near(theirs, *at)).count()
    };
    let ink = black.iter().filter(|dot| **dot).count();
    let (ours, others) = (alone(&black, &theirs), alone(&theirs, &black));
    assert!(
        ink > 10_000 && (ours + others) * 200 < ink,
        "{ours} and {others} of {ink} dots stand alone"
    );
}

#[test]
fn a_sheet_is_drawn_from_its_first_free_label() {
    let run = Run { skip: 4, count: 2 };
    let labels = [tea(), tea()];
    let (sent, printed) = written(Language::Png, 203, "tomy-135", run, &labels).unwrap();
    assert_eq!((printed.labels, printed.pages), (2, 1));
    let (width, height, black) = picture(&sent);
    assert_eq!((width, height), (1680, 2376));
    let row = |mm: usize| mm * 8;
    let ink = |from: usize, to: usize| black[row(from) * width..row(to) * width].contains(&true);
    assert!(!ink(0, 48) && ink(48, 88) && !ink(90, 290));
}

#[test]
fn a_printer_that_was_aligned_is_sent_the_picture_moved_by_whole_dots() {
    let plain = known_sheet("roll-50x30");
    let mut fitted = plain.clone();
    let marks = plain.ruler_marks();
    let read = Marks {
        left: marks.left + Um(1_510),
        top: marks.top - Um(490),
        ..marks
    };
    fitted.fit = plain.fit_of(read).unwrap();
    let drawn = |sheet: &Sheet| {
        let (mut out, run) = (Vec::new(), Run { skip: 0, count: 1 });
        let how = (Language::Png, Resolution::dpi(203).unwrap());
        let (template, go_on) = (known_template("trace"), &mut |_, _| {
            ControlFlow::Continue(())
        });
        render_dots(
            &mut out,
            how,
            Order {
                template,
                sheet,
                run,
                labels: [tea()],
            },
            go_on,
        )
        .unwrap();
        picture(&out)
    };
    let (straight, moved) = (drawn(plain), drawn(&fitted));
    let (width, height) = (straight.0, straight.1);
    // 1.51 mm too far right is undone by 12 dots to the left, half a millimetre too high by 4 downwards.
    for y in 0..height - 4 {
        for x in 12..width {
            assert_eq!(
                straight.2[y * width + x],
                moved.2[(y + 4) * width + x - 12],
                "{x} {y}"
            );
        }
    }
}

#[test]
fn the_ruler_page_is_sent_to_label_printers_as_it_is() {
    let how = (Language::Zpl, Resolution::dpi(203).unwrap());
    let mut out = Vec::new();
    render_ruler_dots(&mut out, how, known_sheet("roll-50x30"), Lang::Vi).unwrap();
    let ((width, _, black), copies) = zpl(std::str::from_utf8(&out).unwrap()).remove(0);
    let marks = known_sheet("roll-50x30").ruler_marks();
    let row: Vec<usize> = (0..width).filter(|x| black[x + width]).collect();
    let near = |um: Um| row.iter().any(|x| (*x as i32 * 125 - um.0).abs() <= 125);
    assert!(
        copies == 1 && near(marks.left) && near(marks.left + marks.width),
        "{row:?}"
    );
}

#[test]
fn a_printer_s_dots_are_known_by_their_size() {
    for dpi in [203, 300, 600] {
        let resolution = Resolution::dpi(dpi).unwrap();
        assert_eq!(Resolution::of_dot(resolution.a_dot()), Some(resolution));
    }
    assert_eq!(Resolution::of_dot(Um(0)), None);
    assert_eq!(Resolution::of_dot(Um(9_999)), None);
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let none = written(Language::Zpl, 203, "roll-50x30", Run::default(), &[]);
    assert!(matches!(none, Err(RenderError::Nothing)));
    let run = Run { skip: 0, count: 2 };
    let few = written(Language::Zpl, 203, "roll-50x30", run, &[tea()]);
    assert!(matches!(
        few,
        Err(RenderError::TooFew {
            given: 1,
            wanted: 2
        })
    ));
    let long = tea().with(Field::Product, &"Chè rất dài ".repeat(80));
    let run = Run { skip: 0, count: 1 };
    let refused = written(Language::Tspl, 203, "roll-50x30", run, &[long]);
    assert!(matches!(
        refused,
        Err(RenderError::Refused { label: 0, .. })
    ));
    let huge = written(Language::Png, 1200, "tomy-135", run, &[tea()]);
    assert!(matches!(huge, Err(RenderError::TooLarge)));
    assert_eq!(Resolution::dpi(72), None);
}
