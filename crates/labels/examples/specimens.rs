//! `cargo run -p nuong-labels --example specimens -- FOLDER`: every template on every paper, with short, long and few
//! texts, as PDF and SVG, and what the check says. For whoever draws a template.

use nuong_labels::{Lang, Run, check, preview_page, render_pdf, sheets, templates};
use std::ops::ControlFlow;

#[path = "../tests/common/mod.rs"]
mod common;

fn main() -> std::io::Result<()> {
    let folder = std::path::PathBuf::from(
        std::env::args()
            .nth(1)
            .unwrap_or_else(|| "specimens".into()),
    );
    std::fs::create_dir_all(&folder)?;
    let all = [
        ("short", common::tea()),
        ("long", common::macadamia()),
        ("few", common::fresh_leaf()),
    ];
    for template in templates() {
        for sheet in sheets() {
            for (name, data) in &all {
                let stem = format!("{}-{}-{name}", template.id, sheet.id);
                println!("{stem}");
                for finding in check(template, sheet, data) {
                    println!("  {:?} {}", finding.severity, finding.message(Lang::Vi));
                }
                let run = Run { skip: 1, count: 5 };
                let mut pdf = std::fs::File::create(folder.join(format!("{stem}.pdf")))?;
                let labels = std::iter::repeat(data);
                if let Err(error) =
                    render_pdf(&mut pdf, template, sheet, run, labels, &mut |_, _| {
                        ControlFlow::Continue(())
                    })
                {
                    println!("  {error}");
                }
                let svg = preview_page(template, sheet, run, 0, std::iter::repeat(data));
                std::fs::write(folder.join(format!("{stem}.svg")), svg)?;
            }
        }
    }
    Ok(())
}
