//! A template's row filled with data and cut into measured words.

use crate::data::{Field, LabelData};
use crate::font::{Weight, font_face};
use crate::template::{Bold, Row};
use crate::words::{Lang, word_of};
use nuong_gs1::{Options, element};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Stands between two fields, and between two certificates, on one line.
pub(super) const PART: &str = " · ";

/// A word, measured in thousandths of the font size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub weight: Weight,
    pub advance: i32,
    pub top: i32,
    pub bottom: i32,
    /// The row's field that it belongs to, from 0: a line is rather parted between two fields than within one.
    pub part: usize,
    /// Whether a line is rather not parted before this word ("200 g", "NSX: 20/10/2026").
    pub kept: bool,
    /// Whether it goes on from the word before without a space: a piece of a code.
    pub joined: bool,
}

/// How words are put where there is little room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Squeeze {
    /// The template's own words and those before values in the label's own language only, not in two.
    pub own_only: bool,
    /// A lot code may go on in the next line after a hyphen or a slash of its own: nothing is added to it.
    pub parts_codes: bool,
}

/// How words are put on this label.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wording {
    /// As the room asks.
    pub squeeze: Squeeze,
    /// What the second language says in rows of its own: the caption is there.
    pub apart: Vec<Field>,
}

/// A row's words, the field of each part (none where the words are the template's own), and each character, by field, that the font does not have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RowWords {
    pub words: Vec<Word>,
    pub fields: Vec<Field>,
    pub missing: BTreeSet<(Field, char)>,
}

/// The words of a row.
pub(super) fn row_words(row: &Row, data: &LabelData, wording: &Wording) -> RowWords {
    let mut out = RowWords::default();
    // The template was refused if the font lacked any of its letters.
    let text = own_words(row, data, wording.squeeze);
    push_words(
        &mut out.words,
        &text,
        row.bold != Bold::None,
        0,
        WHOLE,
        |_| (),
    );
    for field in &row.fields {
        let Some(value) = data.get(*field) else {
            continue;
        };
        let first = out.words.len();
        let key = data.caption_key(*field);
        let caption = if row.caption {
            caption_of(data, *field, &key, wording)
        } else {
            Cow::Borrowed("")
        };
        let bold_caption = matches!(row.bold, Bold::Caption | Bold::All);
        let part = out.fields.len();
        push_words(&mut out.words, &caption, bold_caption, part, WHOLE, |_| ());
        let value_at = out.words.len();
        let after = if wording.squeeze.parts_codes && *field == Field::Lot {
            CODE_ENDS
        } else {
            WHOLE
        };
        push_value(&mut out, row, *field, (value, data.lang), after);
        keep_together(&mut out.words, first, value_at, is_short(*field));
        // The first that has a value is the one.
        if row.either {
            break;
        }
    }
    out
}

/// After these a line of a lot code may end.
const CODE_ENDS: &[char] = &['-', '/'];

/// Words that no line parts.
const WHOLE: &[char] = &[];

/// A value; of several certificates each is a part of its own.
fn push_value(
    out: &mut RowWords,
    row: &Row,
    field: Field,
    (value, lang): (&str, Lang),
    after: &[char],
) {
    let bold = matches!(row.bold, Bold::Value | Bold::All);
    let shown = shown_value(field, value, lang);
    let pieces = match field {
        Field::Certificates => shown.split(PART).collect(),
        _ => vec![shown.as_ref()],
    };
    for piece in pieces {
        let part = out.fields.len();
        out.fields.push(field);
        push_words(&mut out.words, piece, bold, part, after, |c| {
            out.missing.insert((field, c));
        });
    }
}

/// A line rather does not end before a value, within a short one, or within the second language's words before it.
fn keep_together(words: &mut [Word], first: usize, value_at: usize, short: bool) {
    let (captions, value) = words.split_at_mut(value_at.min(words.len()));
    let part = value.first().map(|word| word.part);
    for (n, word) in value.iter_mut().enumerate() {
        word.kept = Some(word.part) == part && if n == 0 { value_at > first } else { short };
    }
    let captions = captions.get_mut(first..).unwrap_or(&mut []);
    let slash = captions.iter().position(|word| word.text == "/");
    for word in captions
        .iter_mut()
        .skip(slash.map_or(usize::MAX, |n| n + 2))
    {
        word.kept = true;
    }
}

/// The template's own words, in both languages where the label has two.
fn own_words<'r>(row: &'r Row, data: &LabelData, squeeze: Squeeze) -> Cow<'r, str> {
    let Some(own) = row.text.get(&data.lang).or(row.text.get(&Lang::Vi)) else {
        return Cow::Borrowed("");
    };
    let other = data.other_lang.filter(|_| !squeeze.own_only);
    match other.and_then(|lang| row.text.get(&lang)) {
        Some(other) if other != own => Cow::Owned(format!("{own} / {other}")),
        _ => Cow::Borrowed(own),
    }
}

/// The value as it is read: OCOP's class in words, GS1 elements one after the other so that a line can end between them.
fn shown_value(field: Field, value: &str, lang: Lang) -> Cow<'_, str> {
    if field == Field::Ocop {
        return Cow::Owned(format!("{value} {}", word_of(lang, "labels.stars")));
    }
    if field != Field::Elements {
        return Cow::Borrowed(value);
    }
    match element::parse_bracketed(value, &Options::default()) {
        Ok(elements) => {
            let each = elements
                .iter()
                .map(|e| format!("({}){}", e.ai(), e.value()));
            Cow::Owned(each.collect::<Vec<_>>().join(" "))
        }
        Err(_) => Cow::Borrowed(value),
    }
}

/// The words before a value, in both languages where there are two: "NSX / Produced:".
fn caption_of<'k>(data: &LabelData, field: Field, key: &'k str, wording: &Wording) -> Cow<'k, str> {
    let own = word_of(data.lang, key);
    let Some(other) = data.other_lang.map(|lang| word_of(lang, key)) else {
        return Cow::Borrowed(own);
    };
    if field.is_other() || own == other {
        return Cow::Borrowed(other);
    }
    let is_apart = |other: Field| wording.apart.contains(&other) && data.get(other).is_some();
    if wording.squeeze.own_only || field.in_other_language().is_some_and(is_apart) {
        return Cow::Borrowed(own);
    }
    Cow::Owned(format!("{} / {other}", own.trim_end_matches(':')))
}

/// Values that a reader takes in at one look, and that a line end would tear apart.
fn is_short(field: Field) -> bool {
    matches!(
        field,
        Field::Lot
            | Field::Date
            | Field::Expiry
            | Field::NetQuantity
            | Field::TaxCode
            | Field::Serial
            | Field::Ethanol
            | Field::Price
            | Field::ShortCode
            | Field::Sscc
            | Field::PackCount
            | Field::Gtin
    )
}

/// Appends a text's words, each in pieces that end after one of `after`.
fn push_words(
    words: &mut Vec<Word>,
    text: &str,
    bold: bool,
    part: usize,
    after: &[char],
    mut missing: impl FnMut(char),
) {
    let weight = if bold { Weight::Bold } else { Weight::Regular };
    for word in text.split(' ') {
        for (n, piece) in word.split_inclusive(after).enumerate() {
            let joined = n > 0;
            let piece = Word {
                joined,
                ..measured_word(piece, weight, part, &mut missing)
            };
            words.extend(Some(piece).filter(|piece| !piece.text.is_empty()));
        }
    }
}

fn measured_word(text: &str, weight: Weight, part: usize, missing: &mut impl FnMut(char)) -> Word {
    let mut out = Word {
        text: String::new(),
        weight,
        advance: 0,
        top: 0,
        bottom: 0,
        part,
        kept: false,
        joined: false,
    };
    for c in text.chars() {
        let Some(glyph) = font_face(weight).glyph(c) else {
            missing(c);
            continue;
        };
        out.text.push(c);
        out.advance = out.advance.saturating_add(glyph.advance);
        out.top = out.top.max(glyph.top);
        out.bottom = out.bottom.max(glyph.bottom);
    }
    out
}
