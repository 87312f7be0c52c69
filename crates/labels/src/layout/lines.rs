//! One line: as many words as a width takes, and the runs of text that they become.

use super::words::{PART, Word};
use crate::display::TextRun;
use crate::font::{Weight, font_face};
use crate::geometry::Um;

/// The words of one line, measured in thousandths of the font size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'w> {
    pub words: &'w [Word],
    pub advance: i64,
    pub top: i32,
    pub bottom: i32,
    /// The line holds one word that is wider than there is room.
    pub too_wide: bool,
}

/// Takes the words of the next line off the front of `words` (which must not be empty). `room` is in thousandths of
/// the font size. A line ends before the word that no longer fits; rather between two fields, rather not between
/// words that belong together.
pub(super) fn next_line(words: &[Word], room: i64) -> Line<'_> {
    let fitting = fitting_words(words, room);
    let end = if fitting == words.len() {
        fitting
    } else {
        better_end(words, fitting, room)
    };
    let end = if leaves_one_word(words, end) {
        end - 1
    } else {
        end
    };
    let (line, _) = words.split_at(end.clamp(1, words.len()));
    let advance = line_advance(line);
    Line {
        words: line,
        advance,
        top: line.iter().map(|w| w.top).max().unwrap_or(0),
        bottom: line.iter().map(|w| w.bottom).max().unwrap_or(0),
        too_wide: advance > room,
    }
}

// "… Lai Châu, Việt" above a lone "Nam" reads badly: take a word along.
fn leaves_one_word(words: &[Word], end: usize) -> bool {
    end >= 3
        && end + 1 == words.len()
        && words
            .get(end - 1)
            .zip(words.get(end))
            .is_some_and(|(a, b)| a.part == b.part && !a.kept)
}

fn fitting_words(words: &[Word], room: i64) -> usize {
    let mut used = 0;
    let mut before: Option<&Word> = None;
    for (n, word) in words.iter().enumerate() {
        used += space_between(before, word) + i64::from(word.advance);
        if used > room {
            return n;
        }
        before = Some(word);
    }
    words.len()
}

// `end` is where the room ends. Go back to the beginning of the field, if it fits on a line of its own; else to the
// beginning of the words kept together, if they do; else stay.
fn better_end(words: &[Word], end: usize, room: i64) -> usize {
    let part = words.get(end).map(|word| word.part);
    let part_start = words
        .iter()
        .position(|word| Some(word.part) == part)
        .unwrap_or(end);
    let part_end = words
        .iter()
        .rposition(|word| Some(word.part) == part)
        .map_or(end, |last| last + 1);
    if part_start > 0
        && words
            .get(part_start..part_end)
            .is_some_and(|part| line_advance(part) <= room)
    {
        return part_start;
    }
    let group_start = (0..=end)
        .rev()
        .find(|n| words.get(*n).is_some_and(|word| !word.kept))
        .unwrap_or(end);
    let group_end = (end + 1..words.len())
        .find(|n| words.get(*n).is_some_and(|word| !word.kept))
        .unwrap_or(words.len());
    let group = words.get(group_start..group_end).unwrap_or(&[]);
    if group_start > 0 && line_advance(group) <= room {
        group_start
    } else {
        end
    }
}

/// Width of words on one line.
fn line_advance(words: &[Word]) -> i64 {
    let mut before = None;
    words
        .iter()
        .map(|word| space_between(before.replace(word), word) + i64::from(word.advance))
        .sum()
}

fn space_between(before: Option<&Word>, word: &Word) -> i64 {
    match before {
        None => 0,
        Some(before) => advance_of(before.weight, text_between(before, word)),
    }
}

/// What stands between two words: nothing within a code, a dot where another field begins.
fn text_between(before: &Word, word: &Word) -> &'static str {
    if word.joined {
        ""
    } else if before.part == word.part {
        " "
    } else {
        PART
    }
}

/// Advance width of a text in thousandths of the font size.
pub(super) fn advance_of(weight: Weight, text: &str) -> i64 {
    text.chars()
        .filter_map(|c| font_face(weight).glyph(c))
        .map(|glyph| i64::from(glyph.advance))
        .sum()
}

/// A length in thousandths of a font size, in micrometres.
pub(super) fn at_size(thousandths: i64, size: Um) -> Um {
    Um(
        (thousandths * i64::from(size.0) / 1_000).clamp(i64::from(i32::MIN), i64::from(i32::MAX))
            as i32,
    )
}

/// The runs of a line that begins at `x`: one for each change of weight, spaces going with the word before.
pub(super) fn runs_of_line(line: &Line, size: Um, x: Um, baseline: Um) -> Vec<TextRun> {
    let mut out: Vec<TextRun> = Vec::new();
    let mut at = 0;
    let mut before: Option<&Word> = None;
    for word in line.words {
        if let (Some(before), Some(run)) = (before, out.last_mut()) {
            at += append_text(run, text_between(before, word));
        }
        match out.last_mut().filter(|run| run.weight == word.weight) {
            Some(run) => at += append_text(run, &word.text),
            None => {
                let mut run = empty_run(word.weight, size, x + at_size(at, size), baseline);
                at += append_text(&mut run, &word.text);
                out.push(run);
            }
        }
        before = Some(word);
    }
    for run in &mut out {
        run.width = at_size(advance_of(run.weight, &run.text), size);
    }
    out
}

/// A whole run of one text.
pub(super) fn text_run(weight: Weight, text: &str, size: Um, x: Um, baseline: Um) -> TextRun {
    let mut run = empty_run(weight, size, x, baseline);
    run.width = at_size(append_text(&mut run, text), size);
    run
}

fn empty_run(weight: Weight, size: Um, x: Um, baseline: Um) -> TextRun {
    TextRun {
        weight,
        size,
        x,
        baseline,
        width: Um(0),
        text: String::new(),
        glyphs: Vec::new(),
    }
}

fn append_text(run: &mut TextRun, text: &str) -> i64 {
    run.text.push_str(text);
    run.glyphs.extend(
        text.chars()
            .filter_map(|c| font_face(run.weight).glyph(c))
            .map(|glyph| glyph.id),
    );
    advance_of(run.weight, text)
}
