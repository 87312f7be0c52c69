//! Fonts in the PDF: Type 0 with the glyphs that the run used and no others, and a map back to Unicode so that text can
//! be searched and copied. (`printpdf` writes an own copy per run only through its operation lists and does not mark it
//! as a subset; so the descriptor is built here.)

use super::out::{Out, stream};
use crate::font::{FontFace, Weight, face};
use lopdf::{Dictionary, Object, dictionary};
use std::collections::BTreeMap;
use std::io::{Result, Write};
use subsetter::GlyphRemapper;

/// The glyphs used so far, by face.
#[derive(Default)]
pub(super) struct Fonts {
    regular: Subset,
    bold: Subset,
}

struct Subset {
    remapper: GlyphRemapper,
    /// New glyph id of each old one, so that a glyph in use costs one look; 0 is not yet used.
    new_ids: Vec<u16>,
    /// By new glyph id: the character and its advance.
    chars: BTreeMap<u16, char>,
}

impl Default for Subset {
    fn default() -> Subset {
        Subset {
            remapper: GlyphRemapper::new(),
            new_ids: Vec::new(),
            chars: BTreeMap::new(),
        }
    }
}

impl Fonts {
    /// The id of a glyph in the subset font, counted in if it is new.
    pub fn used(&mut self, weight: Weight, glyph: u16, c: char) -> u16 {
        let subset = match weight {
            Weight::Regular => &mut self.regular,
            Weight::Bold => &mut self.bold,
        };
        subset.used(glyph, c)
    }

    /// Writes the fonts in use; the dictionary of a page's resources.
    pub fn write<W: Write + ?Sized>(self, out: &mut Out<W>) -> Result<Dictionary> {
        let mut names = Dictionary::new();
        for (weight, subset) in [(Weight::Regular, self.regular), (Weight::Bold, self.bold)] {
            if !subset.chars.is_empty() {
                let id = subset.write(face(weight), out)?;
                names.set(
                    super::content::font_name(weight),
                    Object::Reference((id, 0)),
                );
            }
        }
        Ok(names)
    }
}

impl Subset {
    fn used(&mut self, glyph: u16, c: char) -> u16 {
        let old = usize::from(glyph);
        if let Some(id) = self.new_ids.get(old).filter(|id| **id != 0) {
            return *id;
        }
        let id = self.remapper.remap(glyph);
        if self.new_ids.len() <= old {
            self.new_ids.resize(old + 1, 0);
        }
        if let Some(slot) = self.new_ids.get_mut(old) {
            *slot = id;
        }
        self.chars.insert(id, c);
        id
    }

    fn write<W: Write + ?Sized>(&self, face: &FontFace, out: &mut Out<W>) -> Result<u32> {
        let program =
            subsetter::subset(face.bytes, 0, &self.remapper).map_err(std::io::Error::other)?;
        let name = format!("{}+{}", self.tag(), face.name);
        let length = program.len() as i64;
        let file = out.add(&stream(dictionary! { "Length1" => length }, &program)?)?;
        let descriptor = out.add(&Object::Dictionary(descriptor(&name, face, file)))?;
        let descendant = out.add(&Object::Dictionary(
            self.descendant(&name, face, descriptor),
        ))?;
        let unicode = out.add(&stream(Dictionary::new(), self.to_unicode().as_bytes())?)?;
        out.add(&Object::Dictionary(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => Object::Name(name.into_bytes()),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![Object::Reference((descendant, 0))],
            "ToUnicode" => Object::Reference((unicode, 0)),
        }))
    }

    fn descendant(&self, name: &str, face: &FontFace, descriptor: u32) -> Dictionary {
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
            "CIDToGIDMap" => "Identity",
            "DW" => 0,
            "W" => vec![Object::Integer(1), Object::Array(self.widths(face))],
        }
    }

    // Ids are given out from 1 without holes, so one array holds all widths.
    fn widths(&self, face: &FontFace) -> Vec<Object> {
        let advance = |c: &char| face.glyph(*c).map_or(0, |glyph| i64::from(glyph.advance));
        self.chars
            .values()
            .map(|c| Object::Integer(advance(c)))
            .collect()
    }

    /// The six capitals that mark a subset (ISO 32000-1, 9.6.4), from the characters in it.
    fn tag(&self) -> String {
        let mut hash = self
            .chars
            .values()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
                (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0100_0000_01b3)
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
        let pairs: Vec<_> = self.chars.iter().collect();
        for hundred in pairs.chunks(100) {
            map.push_str(&format!("{} beginbfchar\n", hundred.len()));
            for (id, c) in hundred {
                let utf16: String = c
                    .encode_utf16(&mut [0; 2])
                    .iter()
                    .map(|unit| format!("{unit:04X}"))
                    .collect();
                map.push_str(&format!("<{id:04X}> <{utf16}>\n"));
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map
    }
}

fn descriptor(name: &str, face: &FontFace, file: u32) -> Dictionary {
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
