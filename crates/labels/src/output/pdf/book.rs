//! The document being written: pages and forms as they are handed over, fonts and page tree at the end.

use super::frame::Frame;
use super::out::Out;
use super::setter::{Page, Pages};
use super::used::Used;
use crate::paper::Sheet;
use crate::picture::Picture;
use lopdf::{Dictionary, Object, dictionary};
use std::collections::{BTreeMap, VecDeque};
use std::io::{Result, Write};

/// Forms that are remembered: what one job's last labels have in common, the next one's first often have, too.
const REMEMBERED: usize = 4;

/// A PDF being written.
pub(super) struct Book<'a, 'w, W: Write + ?Sized> {
    out: Out<'w, W>,
    sheet: &'a Sheet,
    frame: Frame,
    used: Used,
    pages_id: u32,
    fonts_id: u32,
    resources_id: u32,
    page_ids: Vec<u32>,
    /// The last forms' content and number.
    forms: VecDeque<(Vec<u8>, u32)>,
    /// Every picture by its name, written once.
    pictures: BTreeMap<String, u32>,
}

impl<'a, 'w, W: Write + ?Sized> Book<'a, 'w, W> {
    pub fn begin_book(sink: &'w mut W, sheet: &'a Sheet, frame: Frame) -> Result<Self> {
        let mut out = Out::begin_file(sink)?;
        // What every page refers to and is known only at the end has its number now.
        Ok(Book {
            pages_id: out.reserve_id(),
            fonts_id: out.reserve_id(),
            resources_id: out.reserve_id(),
            out,
            sheet,
            frame,
            used: Used::default(),
            page_ids: Vec::new(),
            forms: VecDeque::new(),
            pictures: BTreeMap::new(),
        })
    }

    /// Takes over a job's fonts and forms, and hands back its pages and the forms' numbers.
    pub fn open_job(&mut self, job: Pages) -> Result<(Vec<Page>, Vec<u32>)> {
        self.used.count_in(&job.used);
        for (name, picture) in &job.used.pictures {
            if !self.pictures.contains_key(name) {
                let id = self.add_picture(picture)?;
                self.pictures.insert(name.clone(), id);
            }
        }
        let ids = job
            .forms
            .into_iter()
            .map(|form| self.add_form(form))
            .collect::<Result<_>>()?;
        Ok((job.pages, ids))
    }

    fn add_picture(&mut self, picture: &Picture) -> Result<u32> {
        let pixels = picture.pixels();
        let image = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Image",
            "Width" => i64::from(pixels.width),
            "Height" => i64::from(pixels.height),
            "ColorSpace" => if pixels.channels == 1 { "DeviceGray" } else { "DeviceRGB" },
            "BitsPerComponent" => 8,
        };
        self.out.add_stream(image, &pixels.samples)
    }

    fn add_form(&mut self, content: Vec<u8>) -> Result<u32> {
        if let Some((_, id)) = self.forms.iter().find(|(known, _)| *known == content) {
            return Ok(*id);
        }
        let side = |um: crate::geometry::Um| Object::Integer(i64::from(um.0));
        let form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), side(self.sheet.label_width), side(self.sheet.label_height)],
            "Resources" => Object::Reference((self.resources_id, 0)),
        };
        let id = self.out.add_deflated(form, &content)?;
        if self.forms.len() >= REMEMBERED {
            self.forms.pop_front();
        }
        self.forms.push_back((content, id));
        Ok(id)
    }

    /// Writes a page; `forms` are the numbers of its job's forms.
    pub fn add_page(&mut self, page: &Page, forms: &[u32]) -> Result<()> {
        let contents = self.out.add_deflated(Dictionary::new(), &page.content)?;
        let mut called = Dictionary::new();
        for (n, id) in page.forms.iter().filter_map(|n| Some((n, forms.get(*n)?))) {
            called.set(format!("X{n}"), Object::Reference((*id, 0)));
        }
        // All that the file has so far, not the page's own: a name more does no harm, and the setter need not tell which.
        if page.has_pictures {
            called.extend(&self.named_pictures());
        }
        let mut dictionary = self.frame.page.clone();
        dictionary.set("Parent", Object::Reference((self.pages_id, 0)));
        dictionary.set("Contents", Object::Reference((contents, 0)));
        dictionary.set(
            "Resources",
            dictionary! { "Font" => Object::Reference((self.fonts_id, 0)), "XObject" => called },
        );
        let id = self.out.add_object(&Object::Dictionary(dictionary))?;
        self.page_ids.push(id);
        Ok(())
    }

    fn named_pictures(&self) -> Dictionary {
        let mut named = Dictionary::new();
        for (name, id) in &self.pictures {
            named.set(name.as_bytes(), Object::Reference((*id, 0)));
        }
        named
    }

    /// Writes fonts, page tree and catalogue, and ends the file.
    pub fn end_book(mut self) -> Result<()> {
        let fonts = self.used.write_fonts(&mut self.out)?;
        self.out
            .put_object(self.fonts_id, &Object::Dictionary(fonts))?;
        let mut resources = dictionary! { "Font" => Object::Reference((self.fonts_id, 0)) };
        if !self.pictures.is_empty() {
            resources.set("XObject", self.named_pictures());
        }
        self.out
            .put_object(self.resources_id, &Object::Dictionary(resources))?;
        let kids = self.page_ids.iter().map(|id| Object::Reference((*id, 0)));
        let mut pages = self.frame.pages;
        pages.set("Count", self.page_ids.len() as i64);
        pages.set("Kids", kids.collect::<Vec<_>>());
        self.out
            .put_object(self.pages_id, &Object::Dictionary(pages))?;
        let mut catalogue = self.frame.catalogue;
        catalogue.set("Pages", Object::Reference((self.pages_id, 0)));
        let root = self.out.add_object(&Object::Dictionary(catalogue))?;
        let info = self.out.add_object(&Object::Dictionary(self.frame.info))?;
        self.out.end_file(root, info)
    }
}
