//! A run as pages of SVG at true scale, for a web view that prints them: what is on the labels and nothing else, where the printer puts it
//! right. Drawn as the preview is.

use super::super::pages::Pages;
use super::super::{Order, Printed, RenderError};
use super::marks::{Pictures, Repeats, open_svg};
use crate::data::LabelData;
use crate::display::DisplayList;
use crate::geometry::Point;
use crate::layout::Press;
use crate::paper::Sheet;
use std::borrow::Borrow;
use std::io::Write;
use std::ops::ControlFlow;

/// Writes a run of labels as SVG documents, one a page, each ending with `</svg>` and a line end; `progress(done, total)` is called after
/// each page.
///
/// # Errors
/// As [`crate::render_pdf`].
pub fn render_svg<W, L>(
    out: &mut W,
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
    let press = Press::new(template, form.as_ref(), sheet);
    let mut pages = Pages { press, sheet, run };
    let mut labels = labels.into_iter();
    for page in 0..run.pages(sheet) {
        let lists = pages.page_lists(page, &mut labels)?;
        out.write_all(page_svg(sheet, &lists).as_bytes())?;
        if progress(run.labels_on(sheet, page).end, run.count).is_break() {
            return Err(RenderError::Cancelled);
        }
    }
    Ok(Printed {
        labels: run.count,
        pages: run.pages(sheet),
    })
}

fn page_svg(sheet: &Sheet, lists: &[(Point, DisplayList)]) -> String {
    let [a, d, e, f] = sheet.fit.scale_and_move();
    let mut svg = open_svg(sheet.page_width, sheet.page_height);
    svg += &format!("<g transform=\"matrix({a} 0 0 {d} {e} {f})\">");
    let (mut repeats, mut pictures) = (Repeats::default(), Pictures::default());
    for (corner, list) in lists {
        let (x, y) = (corner.x.0, corner.y.0);
        svg += &format!("<g transform=\"translate({x} {y})\">");
        svg += &pictures.define_new(list);
        svg += &repeats.label_svg(list);
        svg += "</g>";
    }
    svg + "</g></svg>\n"
}
