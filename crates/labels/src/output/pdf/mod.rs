//! PDF: the pages of a run, each written as soon as it is full, from absolute positions on the sheet. `printpdf` makes
//! the document's frame (see `frame`); below it go raw content streams, because its operation lists hold every label of
//! a run in memory and cannot call a form, and the fonts, which it does not mark as subsets.

mod book;
mod content;
mod deflate;
mod fonts;
mod frame;
mod out;
mod pool;
mod setter;
mod share;
mod used;

use super::{Order, Printed, RenderError};
use crate::data::LabelData;
use crate::paper::{Run, Sheet, ruler_page};
use crate::words::{Lang, word_of};
use book::Book;
use frame::{Heading, document_frame};
use setter::{Job, Pages, Setter, pages_at_once};
use std::borrow::Borrow;
use std::io::Write;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

/// More threads than this wait for the one that writes.
const MOST_THREADS: usize = 8;

/// Writes a run of labels as a PDF, page by page; `progress(done, total)` is called after each page. Uses as many threads
/// as the machine has; the file does not depend on it.
///
/// # Errors
/// [`RenderError`] says why; nothing is ever printed cut.
pub fn render_pdf<W, L>(
    out: &mut W,
    order: Order<L>,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Printed, RenderError>
where
    W: Write + ?Sized,
    L: IntoIterator<Item: Borrow<LabelData> + Send>,
{
    render_pdf_on(pool::available_cores(), out, order, progress)
}

/// [`render_pdf`] on so many threads at most.
///
/// # Errors
/// As [`render_pdf`].
pub fn render_pdf_on<W, L>(
    threads: NonZeroUsize,
    out: &mut W,
    order: Order<L>,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Printed, RenderError>
where
    W: Write + ?Sized,
    L: IntoIterator<Item: Borrow<LabelData> + Send>,
{
    let Order {
        template,
        sheet,
        run,
        labels,
    } = order;
    let mut labels = labels.into_iter().peekable();
    let first = labels
        .peek()
        .filter(|_| run.count > 0)
        .ok_or(RenderError::Nothing)?;
    let heading = Heading::of_run(template, first.borrow());
    let frame = document_frame(heading, sheet).map_err(frame_error)?;
    let mut book = Book::begin_book(out, sheet, frame)?;
    let form = template.form_for(sheet);
    let mut given = 0;
    pool::in_order(
        threads_for(run, sheet, threads),
        jobs_of(run, sheet, labels),
        || Setter::new(template, form.as_ref(), sheet, run),
        |setter, job| setter.set_pages(&job),
        |pages: Result<Pages, RenderError>| {
            let (pages, forms) = book.open_job(pages?)?;
            for page in pages {
                book.add_page(&page, &forms)?;
                given = page.done;
                if progress(given, run.count).is_break() {
                    return Err(RenderError::Cancelled);
                }
            }
            Ok(())
        },
    )?;
    if given < run.count {
        let wanted = run.count;
        return Err(RenderError::TooFew { given, wanted });
    }
    book.end_book()?;
    Ok(Printed {
        labels: run.count,
        pages: run.pages(sheet),
    })
}

/// Writes the ruler page of a paper, by which a printer is taught: see [`crate::Fit`].
///
/// # Errors
/// [`RenderError::Io`], [`RenderError::Frame`].
pub fn render_ruler<W: Write + ?Sized>(
    out: &mut W,
    sheet: &Sheet,
    lang: Lang,
) -> Result<(), RenderError> {
    let heading = Heading {
        title: word_of(lang, "labels.ruler.title").to_owned(),
        author: String::new(),
        lang,
    };
    let frame = document_frame(heading, sheet).map_err(frame_error)?;
    let mut book = Book::begin_book(out, sheet, frame)?;
    let (pages, forms) = book.open_job(setter::single_page(&ruler_page(sheet, lang))?)?;
    for page in pages {
        book.add_page(&page, &forms)?;
    }
    Ok(book.end_book()?)
}

fn frame_error(error: lopdf::Error) -> RenderError {
    RenderError::Frame(Box::new(error))
}

/// No more threads than there are jobs.
fn threads_for(run: Run, sheet: &Sheet, most: NonZeroUsize) -> usize {
    let jobs = run.pages(sheet).div_ceil(pages_at_once(sheet));
    let jobs = usize::try_from(jobs).unwrap_or(usize::MAX);
    most.get().min(MOST_THREADS).min(jobs)
}

/// The run cut into jobs of whole pages, as long as there are labels.
fn jobs_of<L>(
    run: Run,
    sheet: &Sheet,
    mut labels: impl Iterator<Item = L>,
) -> impl Iterator<Item = Job<L>> {
    let step = pages_at_once(sheet);
    (0..run.pages(sheet))
        .step_by(step as usize)
        .map_while(move |first_page| {
            let last_page = first_page.saturating_add(step - 1);
            let start = run.labels_on(sheet, first_page).start;
            let end = run.labels_on(sheet, last_page).end;
            let labels: Vec<L> = labels.by_ref().take((end - start) as usize).collect();
            (!labels.is_empty()).then_some(Job { first_page, labels })
        })
}
