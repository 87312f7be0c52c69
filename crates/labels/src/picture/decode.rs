//! PNG and JPEG files as pixels, by crates that are made to be handed any bytes.

use super::pixels::Pixels;
use super::{MOST_SIDE, PictureError};
use png::{ColorType, Transformations};
use std::io::Cursor;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// More than the largest picture takes: 4,000 × 4,000 at 8 bytes a pixel.
const MOST_MEMORY: usize = 160_000_000;

pub(super) fn decode_pixels(file: &[u8]) -> Result<Pixels, PictureError> {
    if file.starts_with(b"\x89PNG\r\n\x1a\n") {
        from_png(file)
    } else if file.starts_with(b"\xFF\xD8\xFF") {
        from_jpeg(file)
    } else {
        Err(PictureError::Unknown)
    }
}

fn from_png(file: &[u8]) -> Result<Pixels, PictureError> {
    let damaged = |_| PictureError::Damaged;
    let bytes = MOST_MEMORY;
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(file), png::Limits { bytes });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let info = decoder.read_header_info().map_err(damaged)?;
    within_bounds(info.width, info.height)?;
    let mut reader = decoder.read_info().map_err(damaged)?;
    let length = reader.output_buffer_size().ok_or(PictureError::Damaged)?;
    let mut samples = vec![0; length];
    let frame = reader.next_frame(&mut samples).map_err(damaged)?;
    samples.truncate(frame.buffer_size());
    let samples = match frame.color_type {
        ColorType::Grayscale | ColorType::Rgb => samples,
        ColorType::GrayscaleAlpha => on_white::<2>(&samples),
        ColorType::Rgba => on_white::<4>(&samples),
        ColorType::Indexed => return Err(PictureError::Damaged), // never: it is expanded
    };
    Pixels::new(frame.width, frame.height, samples).ok_or(PictureError::Damaged)
}

/// Colours laid on white paper; the last of the `N` samples of a pixel says how much of it is there.
fn on_white<const N: usize>(samples: &[u8]) -> Vec<u8> {
    let over = |colour: u8, alpha: u8| {
        let (colour, alpha) = (u32::from(colour), u32::from(alpha));
        ((colour * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    let pixels = samples.chunks_exact(N).filter_map(|p| p.split_last());
    pixels
        .flat_map(|(alpha, colours)| colours.iter().map(|colour| over(*colour, *alpha)))
        .collect()
}

fn from_jpeg(file: &[u8]) -> Result<Pixels, PictureError> {
    let side = usize::from(u16::MAX); // checked below, in words of our own
    let options = DecoderOptions::new_safe()
        .set_max_width(side)
        .set_max_height(side)
        .set_strict_mode(false);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    decoder
        .decode_headers()
        .map_err(|_| PictureError::Damaged)?;
    let info = decoder.info().ok_or(PictureError::Damaged)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    within_bounds(width, height)?;
    let colours = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => ColorSpace::Luma,
        _ => ColorSpace::RGB,
    };
    decoder.set_options(options.jpeg_set_out_colorspace(colours));
    let samples = decoder.decode().map_err(|_| PictureError::Damaged)?;
    Pixels::new(width, height, samples).ok_or(PictureError::Damaged)
}

fn within_bounds(width: u32, height: u32) -> Result<(), PictureError> {
    if width > MOST_SIDE || height > MOST_SIDE {
        return Err(PictureError::TooManyPixels { width, height });
    }
    Ok(())
}
