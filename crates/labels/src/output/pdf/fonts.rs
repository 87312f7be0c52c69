//! Fonts in the PDF: Type 0 with the glyphs that the run used and no others, and a map back to Unicode so that text can
//! be searched and copied. (`printpdf` writes an own copy per run only through its operation lists and does not mark it
//! as a subset; so the descriptor is built here.)

use super::out::Out;
use super::used::{Characters, Used};
use crate::font::{FontFace, Weight, font_face};
use lopdf::{Dictionary, Object, dictionary};
use std::io::{Result, Write};
use subsetter::GlyphRemapper;

impl Used {
    /// Writes the fonts in use; the dictionary of a page's resources.
    pub fn write_fonts<W: Write + ?Sized>(&self, out: &mut Out<W>) -> Result<Dictionary> {
        let mut names = Dictionary::new();
        for (name, weight, characters) in [
            ("R", Weight::Regular, &self.regular),
            ("B", Weight::Bold, &self.bold),
        ] {
            let subset = Subset::of_characters(font_face(weight), characters);
            if !subset.glyphs.is_empty() {
                let id = subset.write_subset(font_face(weight), out)?;
                names.set(name, Object::Reference((id, 0)));
            }
        }
        Ok(names)
    }
}

/// The characters that a file needs of a face.
struct Subset {
    remapper: GlyphRemapper,
    /// Each character, its glyph in the subset, its advance; by code.
    glyphs: Vec<(u16, u16, i32)>,
}

impl Subset {
    fn of_characters(face: &FontFace, characters: &Characters) -> Subset {
        let mut remapper = GlyphRemapper::new();
        let is_used = |code: &u16| {
            let word = characters.get(usize::from(code / 64));
            word.is_some_and(|word| word >> (code % 64) & 1 == 1)
        };
        let glyphs = (0..=u16::MAX).filter(is_used).filter_map(|code| {
            let glyph = char::from_u32(u32::from(code)).and_then(|c| face.glyph(c))?;
            Some((code, remapper.remap(glyph.id), glyph.advance))
        });
        let glyphs = glyphs.collect();
        Subset { remapper, glyphs }
    }

    fn write_subset<W: Write + ?Sized>(&self, face: &FontFace, out: &mut Out<W>) -> Result<u32> {
        let program =
            subsetter::subset(face.bytes, 0, &self.remapper).map_err(std::io::Error::other)?;
        let name = format!("{}+{}", self.subset_tag(), face.name);
        let length = program.len() as i64;
        let file = out.add_stream(dictionary! { "Length1" => length }, &program)?;
        let glyphs = out.add_stream(Dictionary::new(), &self.glyph_map())?;
        let descriptor = out.add_object(&Object::Dictionary(font_descriptor(&name, face, file)))?;
        let descendant = out.add_object(&Object::Dictionary(
            self.descendant_font(&name, descriptor, glyphs),
        ))?;
        let unicode = out.add_stream(Dictionary::new(), self.to_unicode().as_bytes())?;
        out.add_object(&Object::Dictionary(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => Object::Name(name.into_bytes()),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![Object::Reference((descendant, 0))],
            "ToUnicode" => Object::Reference((unicode, 0)),
        }))
    }

    fn descendant_font(&self, name: &str, descriptor: u32, glyphs: u32) -> Dictionary {
        dictionary! {
            "Type" => "Font",
            "Subtype" => "CIDFontType2",
            "BaseFont" => Object::Name(name.as_bytes().to_vec()),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => Object::Reference((descriptor, 0)),
            "CIDToGIDMap" => Object::Reference((glyphs, 0)),
            "DW" => 0,
            "W" => self.advance_runs(),
        }
    }

    /// Glyph by code, two bytes each, up to the last code in use (ISO 32000-1, 9.7.4.3).
    fn glyph_map(&self) -> Vec<u8> {
        let codes = self
            .glyphs
            .last()
            .map_or(0, |(code, ..)| usize::from(*code) + 1);
        let mut map = vec![[0; 2]; codes];
        for (code, glyph, _) in &self.glyphs {
            map.get_mut(usize::from(*code))
                .into_iter()
                .for_each(|at| *at = glyph.to_be_bytes());
        }
        map.concat()
    }

    /// Advances, an array for each run of codes.
    fn advance_runs(&self) -> Vec<Object> {
        let mut out = Vec::new();
        for run in self
            .glyphs
            .chunk_by(|(a, ..), (b, ..)| a.checked_add(1) == Some(*b))
        {
            out.extend(
                run.first()
                    .map(|(code, ..)| Object::Integer(i64::from(*code))),
            );
            let advances = run
                .iter()
                .map(|(.., advance)| Object::Integer(i64::from(*advance)));
            out.push(Object::Array(advances.collect()));
        }
        out
    }

    /// The six capitals that mark a subset (ISO 32000-1, 9.6.4), from the characters in it.
    fn subset_tag(&self) -> String {
        let mut hash = self
            .glyphs
            .iter()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, (code, ..)| {
                (hash ^ u64::from(*code)).wrapping_mul(0x0100_0000_01b3)
            });
        let mut letters = String::new();
        for _ in 0..6 {
            letters.push(char::from(b'A' + (hash % 26) as u8));
            hash /= 26;
        }
        letters
    }

    fn to_unicode(&self) -> String {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) \
             /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        for hundred in self.glyphs.chunks(100) {
            map.push_str(&format!("{} beginbfchar\n", hundred.len()));
            for (code, ..) in hundred {
                map.push_str(&format!("<{code:04X}> <{code:04X}>\n"));
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map
    }
}

fn font_descriptor(name: &str, face: &FontFace, file: u32) -> Dictionary {
    let m = face.metrics;
    dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(name.as_bytes().to_vec()),
        "Flags" => 4, // symbolic: glyphs are addressed by id
        "FontBBox" => m.bbox.iter().map(|n| Object::Integer(i64::from(*n))).collect::<Vec<_>>(),
        "ItalicAngle" => 0,
        "Ascent" => i64::from(m.ascent),
        "Descent" => i64::from(m.descent),
        "CapHeight" => i64::from(m.cap_height),
        "StemV" => if name.ends_with("Bold") { 140 } else { 80 },
        "FontFile2" => Object::Reference((file, 0)),
    }
}
