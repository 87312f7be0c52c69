//! `cargo run -p nuong-labels --example specimens -- FOLDER [TEMPLATE]`: every template (or that one) on every paper that it is meant for,
//! one label a page, with little, the usual and much to say and in two languages with pictures, as PDF and SVG, and what the check says. For whoever draws a
//! template.

use nuong_labels::{
    Lang, Order, Run, Sheet, Template, check, preview_page, render_pdf, sheets, templates,
};
use specimens::{alone, of};
use std::ops::ControlFlow;
use std::path::Path;

#[path = "../tests/common/specimens.rs"]
mod specimens;

fn main() -> std::io::Result<()> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().unwrap_or_else(|| "specimens".into());
    let only = words.next();
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let wanted = |t: &&Template| only.as_ref().is_none_or(|id| *id == t.id);
    for template in templates().iter().filter(wanted) {
        for sheet in sheets().iter().filter(|sheet| template.suits(sheet)) {
            draw_specimens(folder, template, &alone(sheet))?;
        }
    }
    Ok(())
}

/// One goods group if the template does not say which: they differ in their rows only.
fn draw_specimens(folder: &Path, template: &Template, sheet: &Sheet) -> std::io::Result<()> {
    let labels = of(template).into_iter().next();
    for (name, data) in labels.into_iter().flat_map(|(_, labels)| labels) {
        let stem = format!("{}-{}-{name}", template.id, sheet.id);
        println!("{stem}");
        for finding in check(template, sheet, &data) {
            println!("  {:?} {}", finding.severity, finding.message(Lang::Vi));
        }
        let run = Run { skip: 0, count: 1 };
        let mut pdf = std::fs::File::create(folder.join(format!("{stem}.pdf")))?;
        let mut go_on = |_, _| ControlFlow::Continue(());
        if let Err(error) = render_pdf(
            &mut pdf,
            Order {
                template,
                sheet,
                run,
                labels: [&data],
            },
            &mut go_on,
        ) {
            println!("  {error}");
        }
        let svg = preview_page(template, sheet, run, 0, [&data]);
        std::fs::write(folder.join(format!("{stem}.svg")), svg)?;
    }
    Ok(())
}
