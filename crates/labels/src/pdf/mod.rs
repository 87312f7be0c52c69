//! PDF: the pages of a run, each written as soon as it is full, from absolute positions on the sheet. `printpdf` makes
//! the document's frame (see `frame`); below it go raw content streams, because its operation lists hold every label of
//! a run in memory and cannot call a form, and the fonts, which it does not mark as subsets.

mod content;
mod fonts;
mod frame;
mod out;
mod share;

use crate::data::LabelData;
use crate::finding::Finding;
use crate::geometry::Point;
use crate::layout::Press;
use crate::run::Run;
use crate::sheet::Sheet;
use crate::template::Template;
use fonts::Fonts;
use frame::{Frame, frame};
use lopdf::{Dictionary, Object, dictionary};
use out::{Out, stream, write_object};
use share::Shared;
use std::borrow::Borrow;
use std::io::Write;
use std::ops::ControlFlow;

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed {
    /// Labels.
    pub labels: u64,
    /// Pages.
    pub pages: u64,
}

/// Why there is no PDF. The output then holds an unusable part of one: throw it away.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The run has no labels.
    #[error("there is nothing to print")]
    Nothing,
    /// The data ended before the run's count was reached.
    #[error("{given} labels were given, {wanted} wanted")]
    TooFew {
        /// Labels given.
        given: u64,
        /// Labels that the run asks for.
        wanted: u64,
    },
    /// A label does not fit its paper: see [`crate::check`].
    #[error("label {label} cannot be printed")]
    Refused {
        /// Which label, from 0.
        label: u64,
        /// Why.
        findings: Vec<Finding>,
    },
    /// The document's frame could not be made: a mistake of the program.
    #[error("the document's frame could not be made")]
    Frame,
    /// The progress function asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The output could not be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Writes a run of labels as a PDF, page by page; `progress(done, total)` is called after each page.
/// For labels that are all equal pass `std::iter::repeat(&data)`.
///
/// # Errors
/// [`RenderError`] says why; nothing is ever printed cut.
pub fn render_pdf<W, L>(
    out: &mut W,
    template: &Template,
    sheet: &Sheet,
    run: Run,
    labels: impl IntoIterator<Item = L>,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Printed, RenderError>
where
    W: Write + ?Sized,
    L: Borrow<LabelData>,
{
    let mut labels = labels.into_iter();
    let first = labels
        .next()
        .filter(|_| run.count > 0)
        .ok_or(RenderError::Nothing)?;
    let frame = frame(template, sheet, first.borrow()).ok_or(RenderError::Frame)?;
    let mut book = Book::begin(out, template, sheet, frame)?;
    let mut labels = std::iter::once(first).chain(labels);
    for page in 0..run.pages(sheet) {
        let wanted = run.labels_on(sheet, page);
        let done = wanted.end;
        for label in wanted {
            let data = labels.next().ok_or(RenderError::TooFew {
                given: label,
                wanted: run.count,
            })?;
            book.label(label, run.cell_of(sheet, label).1, data.borrow())?;
        }
        book.end_page()?;
        if progress(done, run.count).is_break() {
            return Err(RenderError::Cancelled);
        }
    }
    book.end()?;
    Ok(Printed {
        labels: run.count,
        pages: run.pages(sheet),
    })
}

/// The document being written, and the page that is being filled.
struct Book<'a, 'w, W: Write + ?Sized> {
    out: Out<'w, W>,
    press: Press<'a>,
    sheet: &'a Sheet,
    frame: Frame,
    fonts: Fonts,
    shared: Shared,
    pages_id: u32,
    fonts_id: u32,
    resources_id: u32,
    page_ids: Vec<u32>,
    content: String,
    forms: Vec<u32>,
}

impl<'a, 'w, W: Write + ?Sized> Book<'a, 'w, W> {
    fn begin(
        sink: &'w mut W,
        template: &'a Template,
        sheet: &'a Sheet,
        frame: Frame,
    ) -> std::io::Result<Self> {
        let mut out = Out::begin(sink)?;
        Ok(Book {
            pages_id: out.reserve(),
            fonts_id: out.reserve(),
            resources_id: out.reserve(),
            out,
            press: Press::new(template, sheet),
            sheet,
            frame,
            fonts: Fonts::default(),
            shared: Shared::default(),
            page_ids: Vec::new(),
            content: content::UNIT.to_owned(),
            forms: Vec::new(),
        })
    }

    fn label(&mut self, n: u64, corner: Point, data: &LabelData) -> Result<(), RenderError> {
        let layout = self.press.lay(data);
        if !layout.findings.is_empty() {
            return Err(RenderError::Refused {
                label: n,
                findings: layout.findings,
            });
        }
        let bottom = self.sheet.page_height - corner.y - layout.list.height;
        content::put(
            &mut self.content,
            format_args!("q 1 0 0 1 {} {} cm\n", corner.x.0, bottom.0),
        );
        let Book {
            out,
            shared,
            content,
            fonts,
            resources_id,
            ..
        } = self;
        let form = shared.draw(&layout.list, content, fonts, *resources_id, out)?;
        self.content.push_str("Q\n");
        self.forms
            .extend(form.filter(|id| self.forms.last() != Some(id)));
        Ok(())
    }

    fn end_page(&mut self) -> std::io::Result<()> {
        let contents = self
            .out
            .add(&stream(Dictionary::new(), self.content.as_bytes())?)?;
        let mut forms = Dictionary::new();
        for id in self.forms.drain(..) {
            forms.set(format!("X{id}"), Object::Reference((id, 0)));
        }
        let mut page = self.frame.page.clone();
        page.set("Parent", Object::Reference((self.pages_id, 0)));
        page.set("Contents", Object::Reference((contents, 0)));
        page.set(
            "Resources",
            dictionary! { "Font" => Object::Reference((self.fonts_id, 0)), "XObject" => forms },
        );
        let mut body = Vec::new();
        write_object(&mut body, &Object::Dictionary(page));
        let id = self.out.reserve();
        self.out.put_raw(id, &body)?;
        self.page_ids.push(id);
        self.content.clear();
        self.content.push_str(content::UNIT);
        Ok(())
    }

    fn end(mut self) -> std::io::Result<()> {
        let fonts = self.fonts.write(&mut self.out)?;
        self.out.put(self.fonts_id, &Object::Dictionary(fonts))?;
        let resources = dictionary! { "Font" => Object::Reference((self.fonts_id, 0)) };
        self.out
            .put(self.resources_id, &Object::Dictionary(resources))?;
        let mut pages = self.frame.pages;
        pages.set("Count", self.page_ids.len() as i64);
        pages.set(
            "Kids",
            self.page_ids
                .iter()
                .map(|id| Object::Reference((*id, 0)))
                .collect::<Vec<_>>(),
        );
        self.out.put(self.pages_id, &Object::Dictionary(pages))?;
        let mut catalogue = self.frame.catalogue;
        catalogue.set("Pages", Object::Reference((self.pages_id, 0)));
        let root = self.out.add(&Object::Dictionary(catalogue))?;
        let info = self.out.add(&Object::Dictionary(self.frame.info))?;
        self.out.end(root, info)
    }
}
