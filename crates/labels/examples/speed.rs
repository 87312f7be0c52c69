//! `cargo run --release -p nuong-labels --example speed -- [COUNT] [FILE]`: COUNT labels, each with its own lot and
//! link, on A4 sheets of 21; and as many equal ones. Prints the time and the bytes of one label.

use nuong_labels::{Field, LabelData, Run, render_pdf, sheet, template};
use std::borrow::Borrow;
use std::ops::ControlFlow;
use std::time::Instant;

#[path = "../tests/common/mod.rs"]
mod common;

fn main() -> std::io::Result<()> {
    let count = std::env::args()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_000);
    let different = (0..count).map(|n| {
        let lot = format!("CHE-{n:08}");
        let link = format!("https://truyxuat.example.vn/01/09520120070000/10/{lot}");
        common::tea()
            .with(Field::Lot, &lot)
            .with(Field::Link, &link)
    });
    let pdf = timed("different", count, different);
    timed("equal", count, std::iter::repeat(&common::tea()));
    if let Some(file) = std::env::args().nth(2) {
        std::fs::write(file, pdf)?;
    }
    Ok(())
}

fn timed<L: Borrow<LabelData> + Send>(
    name: &str,
    count: u64,
    labels: impl Iterator<Item = L>,
) -> Vec<u8> {
    let (Some(template), Some(sheet)) = (template("trace"), sheet("tomy-135")) else {
        return Vec::new();
    };
    let mut pdf = Vec::new();
    let start = Instant::now();
    let done = render_pdf(
        &mut pdf,
        template,
        sheet,
        Run { skip: 0, count },
        labels,
        &mut |_, _| ControlFlow::Continue(()),
    );
    let each = start.elapsed().as_secs_f64() * 1e6 / count as f64;
    match done {
        Ok(printed) => println!(
            "{name}: {count} labels, {} pages, {each:.0} µs and {} bytes a label",
            printed.pages,
            pdf.len() as u64 / count.max(1)
        ),
        Err(error) => println!("{name}: {error}"),
    }
    pdf
}
