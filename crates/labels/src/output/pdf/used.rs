//! What pages need of the rest of the file: characters of the fonts, and pictures.

use crate::font::Weight;
use crate::picture::Picture;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Characters of the Basic Multilingual Plane, one bit each. (The fonts have no others.)
pub(super) type Characters = [u64; 1024];

/// The characters that were printed, by face, and the pictures.
pub(super) struct Used {
    pub regular: Box<Characters>,
    pub bold: Box<Characters>,
    /// By the name that content calls them.
    pub pictures: BTreeMap<String, Arc<Picture>>,
    /// How often pictures were drawn.
    pub drawn: u64,
}

impl Default for Used {
    fn default() -> Used {
        Used {
            regular: Box::new([0; 1024]),
            bold: Box::new([0; 1024]),
            pictures: BTreeMap::new(),
            drawn: 0,
        }
    }
}

impl Used {
    /// The code of a character in the PDF's text: its own in UTF-16, whatever else is printed, so that pages can be set
    /// in any order. Counts the character in.
    pub fn code_of(&mut self, weight: Weight, c: char) -> u16 {
        let code = u16::try_from(u32::from(c)).unwrap_or(0xFFFD);
        let characters = match weight {
            Weight::Regular => &mut self.regular,
            Weight::Bold => &mut self.bold,
        };
        if let Some(word) = characters.get_mut(usize::from(code / 64)) {
            *word |= 1 << (code % 64);
        }
        code
    }

    /// The name of a picture, which depends on nothing else. Counts it in.
    pub fn picture_name(&mut self, picture: &Arc<Picture>) -> String {
        let name: String = picture.sha256().chars().take(20).collect();
        let name = format!("P{name}");
        self.drawn += 1;
        if !self.pictures.contains_key(&name) {
            self.pictures.insert(name.clone(), Arc::clone(picture));
        }
        name
    }

    /// Counts in what was used elsewhere.
    pub fn count_in(&mut self, other: &Used) {
        for (mine, theirs) in [
            (&mut self.regular, &other.regular),
            (&mut self.bold, &other.bold),
        ] {
            for (mine, theirs) in mine.iter_mut().zip(theirs.iter()) {
                *mine |= theirs;
            }
        }
    }
}
