//! Setting pages: some pages' labels laid out and written as compressed content streams. What neighbouring labels have
//! in common goes into a Form XObject and is called from then on. Nothing here knows of the rest of the document, so
//! that pages can be set on several threads.

use super::super::RenderError;
use super::content;
use super::deflate::Deflater;
use super::share::{Forms, common_parts};
use super::used::Used;
use crate::data::LabelData;
use crate::display::DisplayList;
use crate::layout::Press;
use crate::paper::Fit;
use crate::paper::Run;
use crate::paper::Sheet;
use crate::template::{Form, Template};
use std::borrow::Borrow;
use std::ops::Range;

/// Labels that are set in one go, in whole pages: enough that what they have in common is written seldom, few enough
/// that cancelling is felt at once and memory stays small.
const LABELS: u64 = 336;

/// Labels of some pages.
pub(super) struct Job<L> {
    pub first_page: u64,
    pub labels: Vec<L>,
}

/// Pages that are set.
pub(super) struct Pages {
    pub pages: Vec<Page>,
    /// Compressed content of the forms that the pages call, by number.
    pub forms: Vec<Vec<u8>>,
    pub used: Used,
}

/// One page.
pub(super) struct Page {
    /// Its compressed content.
    pub content: Vec<u8>,
    /// The forms that it calls as `X0`, `X1` …
    pub forms: Vec<usize>,
    /// Whether it draws pictures itself.
    pub has_pictures: bool,
    /// Labels of the run up to this page's last.
    pub done: u64,
}

/// Pages that are set in one go on this paper.
pub(super) fn pages_at_once(sheet: &Sheet) -> u64 {
    (LABELS / u64::from(sheet.cells().max(1))).max(1)
}

/// One thread's setter: it keeps what did not change from label to label.
pub(super) struct Setter<'a> {
    press: Press<'a>,
    sheet: &'a Sheet,
    run: Run,
    deflater: Deflater,
    content: Vec<u8>,
}

/// A page of its own, drawn as it is, whatever the printer does to it.
pub(super) fn single_page(list: &DisplayList) -> Result<Pages, RenderError> {
    let mut used = Used::default();
    let mut content = Vec::new();
    content::scale_to_micrometres(&mut content, Fit::default(), list.height);
    content::draw_parts(&mut content, list.drawn.iter(), list.height, &mut used);
    let page = Page {
        content: Deflater::new().deflated(&content)?,
        forms: Vec::new(),
        has_pictures: used.drawn > 0,
        done: 1,
    };
    Ok(Pages {
        pages: vec![page],
        forms: Vec::new(),
        used,
    })
}

/// The labels of one job, laid out, and what has been written of them.
struct Sheaf<'l> {
    /// Number of the first in the run.
    first: u64,
    lists: &'l [DisplayList],
    forms: Forms,
    used: Used,
}

impl<'a> Setter<'a> {
    pub fn new(template: &Template, form: Option<&'a Form>, sheet: &'a Sheet, run: Run) -> Self {
        Setter {
            press: Press::new(template, form, sheet),
            sheet,
            run,
            deflater: Deflater::new(),
            content: Vec::new(),
        }
    }

    /// Sets a job's pages; the last may be short of labels, when there are no more.
    pub fn set_pages<L: Borrow<LabelData>>(&mut self, job: &Job<L>) -> Result<Pages, RenderError> {
        let first = self.run.labels_on(self.sheet, job.first_page).start;
        let mut lists = Vec::with_capacity(job.labels.len());
        for (label, data) in (first..).zip(&job.labels) {
            let layout = self.press.lay_label(data.borrow());
            if layout.is_refused() {
                let findings = layout.findings;
                return Err(RenderError::Refused { label, findings });
            }
            lists.push(layout.list);
        }
        let mut sheaf = Sheaf {
            first,
            lists: &lists,
            forms: Forms::default(),
            used: Used::default(),
        };
        let end = first + lists.len() as u64;
        let mut pages = Vec::new();
        for page in job.first_page.. {
            let wanted = self.run.labels_on(self.sheet, page);
            // Behind the job's last label, or the run's.
            if wanted.start >= end.min(wanted.end) {
                break;
            }
            pages.push(self.set_page(wanted.start..wanted.end.min(end), &mut sheaf)?);
        }
        Ok(Pages {
            pages,
            forms: sheaf.forms.contents,
            used: sheaf.used,
        })
    }

    fn set_page(&mut self, labels: Range<u64>, sheaf: &mut Sheaf) -> Result<Page, RenderError> {
        self.content.clear();
        content::scale_to_micrometres(&mut self.content, self.sheet.fit, self.sheet.page_height);
        let (mut forms, mut has_pictures) = (Vec::new(), false);
        let done = labels.end;
        for label in labels {
            let (form, draws_pictures) = self.set_label(label, sheaf)?;
            // Neighbours call the same form; the page's dictionary names it by number, so that twice would do no harm.
            forms.extend(form.filter(|form| forms.last() != Some(form)));
            has_pictures |= draws_pictures;
        }
        Ok(Page {
            content: self.deflater.deflated(&self.content)?,
            forms,
            has_pictures,
            done,
        })
    }

    /// Appends a label to the page's content; the form that it calls, if any, and whether it draws pictures besides.
    fn set_label(
        &mut self,
        label: u64,
        sheaf: &mut Sheaf,
    ) -> Result<(Option<usize>, bool), RenderError> {
        let at = (label - sheaf.first) as usize;
        let Some(list) = sheaf.lists.get(at) else {
            return Ok((None, false));
        };
        let corner = self.run.cell_of(self.sheet, label).1;
        let bottom = self.sheet.page_height - corner.y - list.height;
        let content = &mut self.content;
        content.extend_from_slice(b"q 1 0 0 1 ");
        content::append_numbers(content, &[corner.x.0, bottom.0]);
        content.extend_from_slice(b"cm\n");
        let (shared, own) = common_parts(at, sheaf.lists);
        let used = &mut sheaf.used;
        let form = sheaf
            .forms
            .form_of(shared, list.height, used, &mut self.deflater)?;
        if let Some(form) = form {
            content.extend_from_slice(b"/X");
            content::append_number(content, form as i32);
            content.extend_from_slice(b"Do\n");
        }
        let drawn_before = used.drawn;
        content::draw_parts(content, own.iter().copied(), list.height, used);
        content.extend_from_slice(b"Q\n");
        Ok((form, used.drawn > drawn_before))
    }
}
