//! Pixels in grey or in red, green and blue, without alpha.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A picture unpacked.
pub(crate) struct Pixels {
    pub width: u32,
    pub height: u32,
    /// 1 for grey, 3 for colours.
    pub channels: usize,
    /// Row by row from the top, eight bits a sample.
    pub samples: Vec<u8>,
}

impl Pixels {
    /// None unless there are as many samples as grey or coloured pixels need. Colours that are all grey become grey.
    pub fn new(width: u32, height: u32, samples: Vec<u8>) -> Option<Pixels> {
        let count = (width as usize).checked_mul(height as usize)?;
        let channels = match samples.len() {
            0 => return None,
            n if n == count => 1,
            n if n == count.checked_mul(3)? => 3,
            _ => return None,
        };
        let pixels = Pixels {
            width,
            height,
            channels,
            samples,
        };
        Some(pixels.without_needless_colours())
    }

    fn without_needless_colours(self) -> Pixels {
        let is_grey = |p: &[u8]| p.windows(2).all(|pair| pair.first() == pair.last());
        if self.channels == 1 || !self.samples.chunks_exact(3).all(is_grey) {
            return self;
        }
        // A third of the samples to keep and to write.
        Pixels {
            channels: 1,
            samples: self.samples.iter().step_by(3).copied().collect(),
            ..self
        }
    }

    /// The same picture with at most so many pixels a side, each the mean of those that it stands for.
    pub fn shrunk_to(self, most: u32) -> Pixels {
        let longest = self.width.max(self.height);
        if longest <= most {
            return self;
        }
        let side = |n: u32| ((u64::from(n) * u64::from(most) / u64::from(longest)) as u32).max(1);
        let (width, height) = (side(self.width), side(self.height));
        let mut samples = Vec::with_capacity((width * height) as usize * self.channels);
        for y in 0..height {
            let rows = share_of(y, height, self.height);
            for x in 0..width {
                let columns = share_of(x, width, self.width);
                samples.extend(
                    (0..self.channels).map(|c| self.mean_of(columns.clone(), rows.clone(), c)),
                );
            }
        }
        Pixels {
            width,
            height,
            samples,
            ..self
        }
    }

    /// How light the rectangle is that is one of `width` × `height` equal ones: 0 is black.
    pub fn lightness(&self, (x, width): (u32, u32), (y, height): (u32, u32)) -> u8 {
        let (columns, rows) = (
            share_of(x, width, self.width),
            share_of(y, height, self.height),
        );
        match self.channels {
            1 => self.mean_of(columns, rows, 0),
            _ => {
                let [red, green, blue] =
                    [0, 1, 2].map(|c| u32::from(self.mean_of(columns.clone(), rows.clone(), c)));
                ((red * 299 + green * 587 + blue * 114) / 1_000) as u8 // ITU-R BT.601
            }
        }
    }

    fn mean_of(
        &self,
        columns: std::ops::Range<u32>,
        rows: std::ops::Range<u32>,
        channel: usize,
    ) -> u8 {
        let (mut sum, mut count) = (0_u64, 0_u64);
        for y in rows {
            for x in columns.clone() {
                let pixel = y as usize * self.width as usize + x as usize;
                let sample = self.samples.get(pixel * self.channels + channel);
                sum += u64::from(sample.copied().unwrap_or(u8::MAX));
                count += 1;
            }
        }
        ((sum + count / 2) / count.max(1)) as u8
    }

    /// As a PNG in a `data:` address.
    pub fn data_uri(&self) -> String {
        let mut file = Vec::new();
        match self.write_png(&mut file) {
            Ok(()) => format!("data:image/png;base64,{}", STANDARD.encode(&file)),
            Err(_) => String::new(), // never: writing to memory does not fail
        }
    }

    fn write_png(&self, out: &mut Vec<u8>) -> Result<(), png::EncodingError> {
        let mut encoder = png::Encoder::new(out, self.width, self.height);
        encoder.set_color(match self.channels {
            1 => png::ColorType::Grayscale,
            _ => png::ColorType::Rgb,
        });
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(&self.samples)
    }
}

/// Which of `from` pixels the `n`th of `to` equal parts stands for; at least one.
fn share_of(n: u32, to: u32, from: u32) -> std::ops::Range<u32> {
    let at = |n: u32| (u64::from(n) * u64::from(from) / u64::from(to.max(1))) as u32;
    let start = at(n).min(from.saturating_sub(1));
    start..at(n.saturating_add(1)).clamp(start + 1, from.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shrunk_picture_is_the_mean_and_grey_colours_are_grey() {
        let colours = [10, 10, 10, 30, 30, 30, 50, 50, 50, 70, 70, 70];
        let pixels = Pixels::new(4, 1, colours.to_vec()).unwrap();
        assert_eq!(pixels.channels, 1);
        let small = pixels.shrunk_to(2);
        assert_eq!((small.width, small.height), (2, 1));
        assert_eq!(small.samples, [20, 60]);
    }
}
