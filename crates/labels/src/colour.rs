//! The colour of paper, and how much contrast black has on it for a scanner.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Red, green and blue (sRGB), written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour(pub [u8; 3]);

/// The text is no colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a colour is written #rrggbb")]
pub struct ColourError;

impl Colour {
    /// How much of a scanner's red light (ISO/IEC 15416: about 660 nm) the paper throws back, in percent. Black ink throws back
    /// next to nothing, so that this is the symbol contrast.
    pub fn red_reflectance(self) -> u8 {
        let [red, ..] = self.0;
        let share = f64::from(red) / 255.0;
        // sRGB's curve (IEC 61966-2-1).
        let light = if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        };
        (light * 100.0).round() as u8
    }
}

impl FromStr for Colour {
    type Err = ColourError;
    fn from_str(text: &str) -> Result<Colour, ColourError> {
        let digits = text.strip_prefix('#').filter(|hex| hex.len() == 6);
        let digits = digits.filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let n = u32::from_str_radix(digits.ok_or(ColourError)?, 16).map_err(|_| ColourError)?;
        let [_, rgb @ ..] = n.to_be_bytes();
        Ok(Colour(rgb))
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl TryFrom<String> for Colour {
    type Error = ColourError;
    fn try_from(text: String) -> Result<Colour, ColourError> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> String {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_written() {
        assert_eq!("#fF8000".parse(), Ok(Colour([255, 128, 0])));
        assert_eq!(Colour([255, 128, 0]).to_string(), "#ff8000");
        for wrong in [
            "", "#fff", "ff8000", "#ff80001", "#gg0000", "#+f8000", "#ạ000",
        ] {
            assert_eq!(wrong.parse::<Colour>(), Err(ColourError), "{wrong}");
        }
    }

    #[test]
    fn red_light_sees_red_and_yellow_as_white_and_green_and_blue_as_black() {
        let reflectance = |text: &str| text.parse::<Colour>().map(Colour::red_reflectance);
        assert_eq!(reflectance("#ffffff"), Ok(100));
        assert_eq!(reflectance("#ff0000"), Ok(100));
        assert_eq!(reflectance("#ffe000"), Ok(100));
        assert_eq!(reflectance("#008000"), Ok(0));
        assert_eq!(reflectance("#c0c0c0"), Ok(53));
    }
}
