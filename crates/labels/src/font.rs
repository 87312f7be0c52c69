//! Be Vietnam Pro, regular and bold: glyphs, advances and ink heights, read once from the embedded font files.

use crate::geometry::Um;
use serde::Serialize;
use std::sync::LazyLock;
use ttf_parser::{Face, GlyphId};

/// The two faces that labels use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Regular.
    #[default]
    Regular,
    /// Bold.
    Bold,
}

/// A glyph's measures, in thousandths of the font size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// Id in the full font.
    pub id: u16,
    /// Advance width.
    pub advance: i32,
    /// Top of the ink above the baseline.
    pub top: i32,
    /// Bottom of the ink below the baseline, positive downwards.
    pub bottom: i32,
}

/// Measures of a whole face, in thousandths of the font size.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Metrics {
    pub ascent: i32,
    pub descent: i32,
    pub cap_height: i32,
    pub x_height: i32,
    /// Left, bottom, right, top of all glyphs together.
    pub bbox: [i32; 4],
}

/// One face, measured.
pub(crate) struct FontFace {
    /// The font file.
    pub bytes: &'static [u8],
    /// PostScript name, as the PDF names it.
    pub name: &'static str,
    pub metrics: Metrics,
    glyphs: Glyphs,
}

/// By code point below U+10000, the place of the glyph in `measured`, whose first one is none.
struct Glyphs {
    places: Vec<u16>,
    measured: Vec<Glyph>,
}

static REGULAR: LazyLock<FontFace> = LazyLock::new(|| {
    FontFace::read_font(
        "BeVietnamPro-Regular",
        include_bytes!("../../../assets/fonts/BeVietnamPro-Regular.ttf"),
    )
});
static BOLD: LazyLock<FontFace> = LazyLock::new(|| {
    FontFace::read_font(
        "BeVietnamPro-Bold",
        include_bytes!("../../../assets/fonts/BeVietnamPro-Bold.ttf"),
    )
});

pub(crate) fn font_face(weight: Weight) -> &'static FontFace {
    match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    }
}

/// Height of the small letter x at a font size, which is what "letter height" is measured by.
pub(crate) fn x_height(weight: Weight, size: Um) -> Um {
    size.permille(font_face(weight).metrics.x_height)
}

impl FontFace {
    /// The measures of a character, if the face has it.
    pub fn glyph(&self, c: char) -> Option<Glyph> {
        let place = self.glyphs.places.get(c as usize)?;
        let glyph = self.glyphs.measured.get(usize::from(*place))?;
        (glyph.id != 0).then_some(*glyph)
    }

    // The file is part of the program; `every_vietnamese_letter_has_a_glyph` proves that it is read.
    fn read_font(name: &'static str, bytes: &'static [u8]) -> FontFace {
        match Face::parse(bytes, 0) {
            Ok(face) => FontFace {
                bytes,
                name,
                metrics: face_metrics(&face),
                glyphs: face_glyphs(&face),
            },
            Err(_) => FontFace {
                bytes,
                name,
                metrics: Metrics::default(),
                glyphs: Glyphs {
                    places: Vec::new(),
                    measured: Vec::new(),
                },
            },
        }
    }
}

fn face_metrics(face: &Face) -> Metrics {
    let scale = |n: i16| in_permille(face, i32::from(n));
    let b = face.global_bounding_box();
    Metrics {
        ascent: scale(face.ascender()),
        descent: scale(face.descender()),
        // Old fonts may leave these two out; ours have both.
        cap_height: scale(face.capital_height().unwrap_or(0)),
        x_height: scale(face.x_height().unwrap_or(0)),
        bbox: [
            scale(b.x_min),
            scale(b.y_min),
            scale(b.x_max),
            scale(b.y_max),
        ],
    }
}

fn face_glyphs(face: &Face) -> Glyphs {
    let mut out = Glyphs {
        places: Vec::new(),
        measured: vec![Glyph::default()],
    };
    let subtables = face
        .tables()
        .cmap
        .into_iter()
        .flat_map(|cmap| cmap.subtables);
    for subtable in subtables.filter(|s| s.is_unicode()) {
        subtable.codepoints(|code| {
            if let Some(id) = subtable.glyph_index(code).filter(|id| id.0 != 0) {
                out.add_glyph(code, measure_glyph(face, id));
            }
        });
    }
    out
}

impl Glyphs {
    /// The fonts have no letters beyond the Basic Multilingual Plane, and the PDF's codes have no room for any.
    fn add_glyph(&mut self, code: u32, glyph: Glyph) {
        let (Ok(code), Ok(place)) = (u16::try_from(code), u16::try_from(self.measured.len()))
        else {
            return;
        };
        let code = usize::from(code);
        if self.places.len() <= code {
            self.places.resize(code + 1, 0);
        }
        if let Some(at) = self.places.get_mut(code) {
            *at = place;
            self.measured.push(glyph);
        }
    }
}

fn measure_glyph(face: &Face, id: GlyphId) -> Glyph {
    let ink = face.glyph_bounding_box(id);
    Glyph {
        id: id.0,
        advance: in_permille(face, i32::from(face.glyph_hor_advance(id).unwrap_or(0))),
        top: ink.map_or(0, |b| in_permille(face, i32::from(b.y_max)).max(0)),
        bottom: ink.map_or(0, |b| in_permille(face, -i32::from(b.y_min)).max(0)),
    }
}

fn in_permille(face: &Face, units: i32) -> i32 {
    units * 1_000 / i32::from(face.units_per_em()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All 134 accented letters of Vietnamese: 67 in both cases.
    const ACCENTED: &str = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";

    #[test]
    fn every_vietnamese_letter_has_a_glyph() {
        for weight in [Weight::Regular, Weight::Bold] {
            for c in ACCENTED
                .chars()
                .chain(ACCENTED.to_uppercase().chars())
                .chain("–·×%&/ 0123456789".chars())
            {
                assert!(font_face(weight).glyph(c).is_some(), "{c} {weight:?}");
            }
        }
        assert_eq!(ACCENTED.chars().count() * 2, 134);
    }

    #[test]
    fn letter_heights_are_the_fonts_own() {
        assert_eq!(x_height(Weight::Regular, Um(2_265)), Um(1_200));
        assert!(font_face(Weight::Bold).glyph('Ẵ').unwrap().top > 1_100);
    }
}
