//! Pages as dots, for label printers and pictures: the same display list as the PDF, every edge on a whole dot of the printer, and no
//! greys. Label printers take it as a bitmap, so that Vietnamese letters come out as they are designed, whatever fonts a printer has.

mod dots;
mod glyphs;
mod languages;
mod marks;

use super::pages::Pages;
use super::{Order, Printed, RenderError};
use crate::data::LabelData;
use crate::display::DisplayList;
use crate::geometry::{Point, Um};
use crate::layout::Press;
use crate::paper::{Fit, Sheet, ruler_page};
use crate::resolution::Resolution;
use crate::words::Lang;
use dots::Dots;
use glyphs::Letters;
use marks::Onto;
use std::borrow::Borrow;
use std::io::Write;
use std::ops::ControlFlow;

/// Most dots of a page: A4 at 600 dpi has 35 million.
const MOST_DOTS: u64 = 50_000_000;

/// What a page of dots is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// A picture of the first page, one bit a dot.
    Png,
    /// Zebra's ZPL II.
    Zpl,
    /// TSC's TSPL2.
    Tspl,
}

/// Writes a run of labels as dots: every page for label printers, the first page as a picture. Pages that are equal are written once, with
/// their number.
///
/// # Errors
/// As [`crate::render_pdf`]; [`RenderError::TooLarge`] for a page of more than 50 million dots.
pub fn render_dots<W, L>(
    out: &mut W,
    (language, resolution): (Language, Resolution),
    order: Order<L>,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Printed, RenderError>
where
    W: Write + ?Sized,
    L: IntoIterator<Item: Borrow<LabelData>>,
{
    let Order {
        template,
        sheet,
        run,
        labels,
    } = order;
    if run.count == 0 {
        return Err(RenderError::Nothing);
    }
    let form = template.form_for(sheet);
    let mut pages = Pages {
        press: Press::new(template, form.as_ref(), sheet),
        sheet,
        run,
    };
    let plotter = Plotter::new(sheet, resolution);
    let mut labels = labels.into_iter();
    let most = match language {
        Language::Png => 1,
        Language::Zpl | Language::Tspl => run.pages(sheet),
    };
    // A page waits until one differs from it: printers are told how often to print what they hold.
    let mut waiting: Option<(Dots, u64)> = None;
    let mut before = Vec::new();
    for page in 0..most {
        let lists = pages.page_lists(page, &mut labels)?;
        waiting = Some(match waiting.take() {
            Some((same, copies)) if lists == before => (same, copies + 1),
            other => {
                write_page(out, (language, resolution), sheet, other)?;
                (plotter.page_dots(&lists)?, 1)
            }
        });
        before = lists;
        if progress(run.labels_on(sheet, page).end, run.count).is_break() {
            return Err(RenderError::Cancelled);
        }
    }
    write_page(out, (language, resolution), sheet, waiting)?;
    Ok(Printed {
        labels: run.labels_on(sheet, most - 1).end,
        pages: most,
    })
}

fn write_page<W: Write + ?Sized>(
    out: &mut W,
    (language, resolution): (Language, Resolution),
    sheet: &Sheet,
    page: Option<(Dots, u64)>,
) -> Result<(), RenderError> {
    let Some((dots, copies)) = page else {
        return Ok(());
    };
    match language {
        Language::Png => languages::write_png(out, &dots, resolution)?,
        Language::Zpl => languages::write_zpl(out, &dots, copies, sheet)?,
        Language::Tspl => languages::write_tspl(out, &dots, copies, sheet)?,
    }
    Ok(())
}

/// Writes the ruler page of a paper, so that a label printer can be aligned, or tried.
///
/// # Errors
/// [`RenderError::Io`]; [`RenderError::TooLarge`] for a page of more than 50 million dots.
pub fn render_ruler_dots<W: Write + ?Sized>(
    out: &mut W,
    (language, resolution): (Language, Resolution),
    sheet: &Sheet,
    lang: Lang,
) -> Result<(), RenderError> {
    // What is measured is what the printer does to a page that is not corrected.
    let plain = Sheet {
        fit: Fit::default(),
        ..sheet.clone()
    };
    let page = [(Point::default(), ruler_page(&plain, lang))];
    let dots = Plotter::new(&plain, resolution).page_dots(&page)?;
    write_page(out, (language, resolution), &plain, Some((dots, 1)))
}

/// Draws what stands on a page where the printer puts it right.
struct Plotter<'a> {
    letters: Letters,
    sheet: &'a Sheet,
    resolution: Resolution,
}

impl<'a> Plotter<'a> {
    fn new(sheet: &'a Sheet, resolution: Resolution) -> Plotter<'a> {
        Plotter {
            letters: Letters::new(),
            sheet,
            resolution,
        }
    }

    fn page_dots(&self, lists: &[(Point, DisplayList)]) -> Result<Dots, RenderError> {
        let side = |um: i32| u32::try_from(self.resolution.dot_at(um).max(1)).unwrap_or(1);
        let (width, height) = (
            side(self.sheet.page_width.0),
            side(self.sheet.page_height.0),
        );
        if u64::from(width) * u64::from(height) > MOST_DOTS {
            return Err(RenderError::TooLarge);
        }
        let mut dots = Dots::new(width, height).ok_or(RenderError::TooLarge)?;
        // By whole dots, and not stretched: modules stay as wide as they are.
        let off = self.sheet.fit.offset();
        let dot = self.resolution.a_dot();
        let whole = |um: Um| (um + Um(dot.0 / 2)).snapped_down(dot);
        for (corner, list) in lists {
            let corner = Point {
                x: corner.x - whole(off.x),
                y: corner.y - whole(off.y),
            };
            self.draw_label(&mut dots, list, corner);
        }
        Ok(dots)
    }

    fn draw_label(&self, dots: &mut Dots, list: &DisplayList, corner: Point) {
        let at = Onto {
            corner,
            resolution: self.resolution,
        };
        // Letters last: they add to what is there, everything else is whole dots.
        for item in list.items() {
            at.draw_item(dots, item);
        }
        for run in list.text_runs() {
            self.letters
                .draw_run(dots, run, corner, self.resolution.dots_per_um());
        }
    }
}
