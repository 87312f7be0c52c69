//! `yardstick N OUT.pdf [--w0] [--threads T] [--trace]`: N labels of the work that label programs are measured by, and what they took.
//! On A4, 3 × 7 cells of 66 × 40 mm; each a QR code 22 mm wide with a serial number of its own, an EAN-13, eight lines
//! of Vietnamese. `--w0`: no serial number, one code for each lot of 100. `--trace`: the trace sticker instead.

use nuong_labels::{Field, LabelData, Order, Run, Sheet, Template, render_pdf_on};
use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::time::Instant;

/// What the command line asks for.
struct Asked {
    count: u64,
    file: String,
    w0: bool,
    trace: bool,
    threads: NonZeroUsize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let asked = asked_by_args().ok_or("yardstick N OUT.pdf [--w0] [--threads T] [--trace]")?;
    let template = Template::parse(if asked.trace {
        include_str!("../../../../assets/templates/trace.json")
    } else {
        include_str!("template.json")
    })?;
    let sheet = Sheet::parse(include_str!("sheet.json"))?;
    let run = Run {
        skip: 0,
        count: asked.count,
    };
    let fixed = fixed_data();
    let labels = (1..=asked.count).map(|i| numbered_label(&fixed, i, asked.w0));
    let mut out = BufWriter::new(File::create(&asked.file)?);
    let go_on = &mut |_, _| ControlFlow::Continue(());
    render_pdf_on(
        asked.threads,
        &mut out,
        Order {
            template: &template,
            sheet: &sheet,
            run,
            labels,
        },
        go_on,
    )?;
    drop(out);
    let each = start.elapsed().as_secs_f64() * 1e6 / asked.count as f64;
    let bytes = std::fs::metadata(&asked.file)?.len() as f64 / asked.count as f64;
    println!(
        "{each:.1} µs and {bytes:.0} bytes a label, peak {}",
        peak_memory().unwrap_or("not known here".into())
    );
    Ok(())
}

fn asked_by_args() -> Option<Asked> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = args.iter().position(|arg| arg == name)?;
        args.get(at + 1)?.parse().ok()
    };
    Some(Asked {
        count: args.first()?.parse().ok()?,
        file: args.get(1)?.clone(),
        w0: args.iter().any(|arg| arg == "--w0"),
        trace: args.iter().any(|arg| arg == "--trace"),
        threads: value("--threads").unwrap_or(NonZeroUsize::MIN),
    })
}

/// What all labels say.
fn fixed_data() -> LabelData {
    LabelData::of_group("grain")
        .with(Field::Product, "Gạo Séng Cù Than Uyên")
        .with(Field::Cooperative, "HTX Nông nghiệp Thanh Xuân")
        .with(Field::Date, "20/10/2026")
        .with(Field::Expiry, "20/10/2027")
        .with(Field::NetQuantity, "5 kg")
        .with(Field::Origin, "xã Than Uyên, Lai Châu")
        .with(Field::Gtin, "8938505974194")
}

fn numbered_label(fixed: &LabelData, i: u64, w0: bool) -> LabelData {
    let lot = format!("LC-{:06}", i / 100);
    let mut link = format!("https://qr.txng.gov.vn/01/08938505974194/10/{lot}");
    if !w0 {
        link += &format!("/21/{i:08}");
    }
    let serial = format!("{:08}", if w0 { i / 100 } else { i });
    let data = fixed.clone().with(Field::Lot, &lot);
    data.with(Field::Link, &link).with(Field::Serial, &serial)
}

/// Most memory that the process held at once, where Linux says so.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}
