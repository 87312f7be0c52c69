//! Dots as printers and pictures take them.

use super::dots::Dots;
use crate::paper::{Media, Sheet};
use crate::resolution::Resolution;
use std::io::{Error, Result, Write};

/// A picture at true scale, one bit a dot, 0 for black.
pub(super) fn write_png<W: Write + ?Sized>(
    out: &mut W,
    dots: &Dots,
    resolution: Resolution,
) -> Result<()> {
    let mut encoder = png::Encoder::new(out, dots.width(), dots.height());
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let a_metre = resolution.dots_per_metre();
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: a_metre,
        yppu: a_metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header().map_err(Error::other)?;
    let whole: Vec<u8> = dots.bit_rows().flatten().map(|byte| !byte).collect();
    writer.write_image_data(&whole).map_err(Error::other)?;
    writer.finish().map_err(Error::other)
}

/// ZPL II: one graphic field (`^GFA`) in hexadecimal, with its own short forms: `:` repeats the row above, `,` fills a row with white.
/// The roll's kind is told by `^MN`: the printer keeps what the last job said.
pub(super) fn write_zpl<W: Write + ?Sized>(
    out: &mut W,
    dots: &Dots,
    copies: u64,
    sheet: &Sheet,
) -> Result<()> {
    let stride = dots.width().div_ceil(8);
    let bytes = u64::from(stride) * u64::from(dots.height());
    let media = match sheet.media {
        Some(Media::Gap) => "^MNY",
        Some(Media::Continuous) => "^MNN",
        None => "",
    };
    let (width, height) = (dots.width(), dots.height());
    write!(out, "^XA{media}^PW{width}^LL{height}^LH0,0")?;
    write!(out, "^FO0,0^GFA,{bytes},{bytes},{stride},")?;
    let mut above = None;
    for row in dots.bit_rows() {
        if above.as_ref() == Some(&row) {
            out.write_all(b":")?;
            continue;
        }
        let ink = row
            .iter()
            .rposition(|byte| *byte != 0)
            .map_or(0, |at| at + 1);
        for byte in row.iter().take(ink) {
            write!(out, "{byte:02X}")?;
        }
        if ink < row.len() {
            out.write_all(b",")?;
        }
        above = Some(row);
    }
    writeln!(out, "^FS^PQ{copies}^XZ")
}

/// TSPL2: one `BITMAP`, whose white dots are ones. The roll's kind is told by `GAP`; darkness is the printer's own setting.
pub(super) fn write_tspl<W: Write + ?Sized>(
    out: &mut W,
    dots: &Dots,
    copies: u64,
    sheet: &Sheet,
) -> Result<()> {
    let stride = dots.width().div_ceil(8);
    let (width, height) = (sheet.page_width.to_mm(), sheet.page_height.to_mm());
    write!(out, "SIZE {width} mm,{height} mm\r\n")?;
    match sheet.media {
        Some(Media::Gap) => write!(out, "GAP {} mm,0 mm\r\n", sheet.gap_y.to_mm())?,
        Some(Media::Continuous) => write!(out, "GAP 0 mm,0 mm\r\n")?,
        None => {}
    }
    write!(out, "CLS\r\n")?;
    write!(out, "BITMAP 0,0,{stride},{},0,", dots.height())?;
    for row in dots.bit_rows() {
        let white: Vec<u8> = row.iter().map(|byte| !byte).collect();
        out.write_all(&white)?;
    }
    write!(out, "\r\nPRINT {copies},1\r\n")
}
