//! The ruler page: four lines on a paper, and four distances A to D to read off with a ruler. See [`crate::Fit`].

use super::fit::Marks;
use super::sheet::Sheet;
use crate::display::{DisplayList, Drawn, Item, Rule, TextRun};
use crate::font::{Weight, font_face};
use crate::geometry::{Area, Um};
use crate::words::{Lang, word_of};
use std::sync::Arc;

/// Thickness of the lines that are measured to: their middle counts.
const LINE: Um = Um(100);
/// Letters of the page, where there is room for them.
const LETTERS: Um = Um(4_200);
const SMALLEST: Um = Um(1_800);
/// The four lengths alone, on a page too small for sentences.
const SMALLEST_LENGTHS: Um = Um(1_300);

/// The ruler page of a paper.
pub(crate) fn ruler_page(sheet: &Sheet, lang: Lang) -> DisplayList {
    let marks = sheet.ruler_marks();
    let mut items = ruler_lines(sheet, marks);
    items.extend(ruler_letters(sheet, marks));
    items.extend(ruler_words(marks, lang));
    DisplayList {
        width: sheet.page_width,
        height: sheet.page_height,
        drawn: vec![Arc::new(Drawn { items })],
    }
}

fn ruler_lines(sheet: &Sheet, marks: Marks) -> Vec<Item> {
    let half = Um(LINE.0 / 2);
    let upright = |x: Um| Area {
        x: x - half,
        y: Um(0),
        w: LINE,
        h: sheet.page_height,
    };
    let level = |y: Um| Area {
        x: Um(0),
        y: y - half,
        w: sheet.page_width,
        h: LINE,
    };
    [
        upright(marks.left),
        upright(marks.left + marks.width),
        level(marks.top),
        level(marks.top + marks.height),
    ]
    .map(|area| Item::Rule(Rule { area }))
    .into()
}

/// Each distance's letter, in the middle of what it names.
fn ruler_letters(sheet: &Sheet, marks: Marks) -> Vec<Item> {
    let size = letter_size(marks);
    let below = marks.top + Um(size.0 * 3 / 2);
    let beside = marks.left + Um(size.0);
    [
        ("A", Um(marks.left.0 / 2), Um(sheet.page_height.0 / 2)),
        ("B", Um(sheet.page_width.0 / 2), Um(marks.top.0 / 2)),
        ("C", marks.left + marks.width.permille(750), below),
        ("D", beside, marks.top + marks.height.permille(750)),
    ]
    .into_iter()
    .map(|(letter, x, y)| centred_text(letter, Weight::Bold, size, x, y + Um(size.0 / 3)))
    .collect()
}

fn letter_size(marks: Marks) -> Um {
    let sides = [
        LETTERS,
        Um(marks.left.0 * 2 / 3),
        Um(marks.width.0 / 6),
        Um(marks.height.0 / 6),
    ];
    sides.into_iter().min().unwrap_or(LETTERS)
}

/// What to do, and what each distance is when the printer is exact; on a small page the distances alone.
fn ruler_words(marks: Marks, lang: Lang) -> Vec<Item> {
    let lengths = [
        ("labels.ruler.a", marks.left),
        ("labels.ruler.b", marks.top),
        ("labels.ruler.c", marks.width),
        ("labels.ruler.d", marks.height),
    ];
    let mut rows = vec![
        (Weight::Bold, word_of(lang, "labels.ruler.title").to_owned()),
        (
            Weight::Regular,
            word_of(lang, "labels.ruler.how").to_owned(),
        ),
    ];
    rows.extend(lengths.map(|(key, length)| {
        let text = word_of(lang, key);
        (
            Weight::Regular,
            format!("{text} {} mm", in_mm(lang, length)),
        )
    }));
    let shortest = ["A", "B", "C", "D"]
        .into_iter()
        .zip(lengths)
        .map(|(letter, (_, length))| format!("{letter} {}", in_mm(lang, length)));
    let shortest = format!("{} mm", shortest.collect::<Vec<_>>().join(" · "));
    let room = room_between(marks);
    let written = set_rows(&rows, room, SMALLEST)
        .or_else(|| set_rows(&[(Weight::Regular, shortest)], room, SMALLEST_LENGTHS));
    // On the smallest papers there is room for the lines and their letters alone; the window says the rest.
    written.into_iter().flatten().collect()
}

/// What is free between the lines, below the letter C and beside the letter D.
fn room_between(marks: Marks) -> Area {
    let letter = letter_size(marks);
    Area {
        x: marks.left + letter * 2,
        y: marks.top + letter * 2,
        w: marks.width - letter * 3,
        h: marks.height - letter * 3,
    }
}

/// The rows in the middle of a room; none where nobody could read them.
fn set_rows(rows: &[(Weight, String)], room: Area, smallest: Um) -> Option<Vec<Item>> {
    let widest = rows.iter().map(|(weight, text)| advance_of(*weight, text));
    let widest = widest.max().unwrap_or(0).max(1);
    let fits = Um((i64::from(room.w.0) * 1_000 / i64::from(widest)) as i32);
    let lines = rows.len() as i32;
    let size = LETTERS.min(fits).min(Um(room.h.0 * 5 / (lines * 8)));
    let step = Um(size.0 * 8 / 5);
    let top = room.y + Um((room.h - step * (lines - 1)).0 / 2) + Um(size.0 / 3);
    let middle = room.x + Um(room.w.0 / 2);
    let placed = rows.iter().zip(0..);
    (size >= smallest).then(|| {
        placed
            .map(|((weight, text), n)| centred_text(text, *weight, size, middle, top + step * n))
            .collect()
    })
}

fn in_mm(lang: Lang, length: Um) -> String {
    match lang {
        Lang::Vi => length.to_mm().replace('.', ","),
        Lang::En => length.to_mm(),
    }
}

fn centred_text(text: &str, weight: Weight, size: Um, middle: Um, baseline: Um) -> Item {
    let width = size.permille(advance_of(weight, text));
    let glyph = |c| font_face(weight).glyph(c).map_or(0, |glyph| glyph.id);
    Item::Text(TextRun {
        weight,
        size,
        x: middle - Um(width.0 / 2),
        baseline,
        width,
        text: text.to_owned(),
        glyphs: text.chars().map(glyph).collect(),
    })
}

/// In thousandths of the font size.
fn advance_of(weight: Weight, text: &str) -> i32 {
    let glyphs = text.chars().filter_map(|c| font_face(weight).glyph(c));
    glyphs.map(|glyph| glyph.advance).sum()
}

#[cfg(test)]
mod tests {
    use super::super::shipped::{sheet, sheets};
    use super::*;

    #[test]
    fn lines_stand_where_the_marks_say_and_nothing_leaves_the_page() {
        for sheet in sheets() {
            for lang in [Lang::Vi, Lang::En] {
                let list = ruler_page(sheet, lang);
                let page = Area {
                    x: Um(0),
                    y: Um(0),
                    w: sheet.page_width,
                    h: sheet.page_height,
                };
                let items: Vec<&Item> = list.items().collect();
                assert!(
                    items.iter().all(|item| page.contains(item.area())),
                    "{}",
                    sheet.id
                );
                let marks = sheet.ruler_marks();
                let first = items[0].area();
                assert_eq!(first.x + Um(first.w.0 / 2), marks.left);
            }
        }
    }

    #[test]
    fn the_page_says_what_to_measure() {
        let list = ruler_page(sheet("tomy-135").unwrap(), Lang::Vi);
        let texts: Vec<&str> = list.text_runs().map(|run| run.text.as_str()).collect();
        assert!(
            texts.iter().any(|text| text.ends_with("20 mm")),
            "{texts:?}"
        );
        assert!(
            texts.iter().any(|text| text.ends_with("170 mm")),
            "{texts:?}"
        );
    }
}
