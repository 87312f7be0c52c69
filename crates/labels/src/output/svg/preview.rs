//! The preview: a page with its cells, or one label, as SVG at true scale.

use super::marks::{Pictures, Repeats, label_svg, open_svg};
use crate::colour::Colour;
use crate::data::LabelData;
use crate::geometry::Um;
use crate::layout::{Press, layout};
use crate::paper::{Run, Sheet};
use crate::template::Template;
use std::borrow::Borrow;

/// One page (from 0) of a run as SVG at true scale; `labels` begins at that page's first label. Each cell is a group
/// with `data-cell` (from 0) and class `label`, `skipped` or `free`.
pub fn preview_page<L: Borrow<LabelData>>(
    template: &Template,
    sheet: &Sheet,
    run: Run,
    page: u64,
    labels: impl IntoIterator<Item = L>,
) -> String {
    let on_page = run.labels_on(sheet, page);
    let first = run.cell_of(sheet, on_page.start).0;
    let skipped = if page == 0 { run.skipped(sheet) } else { 0 };
    let form = template.form_for(sheet);
    let mut press = Press::new(template, form.as_ref(), sheet);
    let mut labels = labels.into_iter();
    let mut svg = open_svg(sheet.page_width, sheet.page_height);
    svg += &face_svg(sheet.page_width, sheet.page_height, "#fff");
    svg.push('\n');
    let (mut repeats, mut pictures) = (Repeats::default(), Pictures::default());
    let mut count = on_page.end - on_page.start;
    // Every cell is drawn, also those without a label: a person sees where the next run may begin.
    for cell in 0..sheet.cells() {
        let label = (count > 0 && cell >= first)
            .then(|| labels.next())
            .flatten();
        count -= u64::from(label.is_some());
        let class = match &label {
            Some(_) => "label",
            None if cell < skipped => "skipped",
            None => "free",
        };
        svg += &cell_svg(sheet, cell, class);
        if let Some(data) = label {
            let list = press.lay_label(data.borrow()).list;
            svg += &pictures.define_new(&list);
            svg += &repeats.label_svg(&list);
        }
        svg += "</g>\n";
    }
    svg + "</svg>\n"
}

/// One label as SVG at true scale.
pub fn preview_label(template: &Template, sheet: &Sheet, data: &LabelData) -> String {
    let list = layout(template, sheet, data).list;
    let face = face_svg(list.width, list.height, &paper_colour(sheet));
    format!(
        "{}{face}{}{}</svg>\n",
        open_svg(list.width, list.height),
        Pictures::default().define_new(&list),
        label_svg(&list)
    )
}

fn cell_svg(sheet: &Sheet, cell: u32, class: &str) -> String {
    let (corner, w, h) = (sheet.corner(cell), sheet.label_width, sheet.label_height);
    let used = class == "skipped";
    let paper = paper_colour(sheet);
    let face = face_svg(w, h, if used { "#d9d9d9" } else { &paper });
    let cross = format!(
        "<path d=\"M0 0L{0} {1}M{0} 0L0 {1}\" stroke=\"#b8b8b8\" stroke-width=\"200\"/>",
        w.0, h.0
    );
    format!(
        "<g class=\"{class}\" data-cell=\"{cell}\" transform=\"translate({} {})\">{face}{}",
        corner.x.0,
        corner.y.0,
        if used { cross.as_str() } else { "" },
    )
}

fn paper_colour(sheet: &Sheet) -> String {
    sheet.paper.unwrap_or(Colour([255; 3])).to_string()
}

fn face_svg(w: Um, h: Um, fill: &str) -> String {
    format!(
        "<rect width=\"{}\" height=\"{}\" fill=\"{fill}\" stroke=\"#b8b8b8\" stroke-width=\"100\"/>",
        w.0, h.0
    )
}
