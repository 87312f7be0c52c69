//! How fine a printer draws: dots an inch, and lengths that are whole dots.

use crate::geometry::Um;

/// Resolutions that label printers are sold as, in dots an inch.
const SOLD: [u32; 4] = [203, 300, 600, 1_200];

/// Dots in ten inches. The makers' "203 dpi" is eight dots a millimetre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolution(u32);

impl Resolution {
    /// Of a printer: 203, 300 or 600 dpi, and any other from 100 to 1200.
    pub fn dpi(dpi: u32) -> Option<Resolution> {
        match dpi {
            203 => Some(Resolution(2_032)),
            100..=1_200 => Some(Resolution(dpi * 10)),
            _ => None,
        }
    }

    /// Of the printer whose dot is so large; none for a dot of no printer.
    pub fn of_dot(dot: Um) -> Option<Resolution> {
        if dot.0 <= 0 {
            return None;
        }
        let a_dot = dot.0.unsigned_abs();
        match SOLD.into_iter().find(|dpi| nearest_dot(*dpi) == a_dot) {
            Some(dpi) => Resolution::dpi(dpi),
            None => Resolution::dpi((25_400 + a_dot / 2) / a_dot),
        }
    }

    /// The longest length of whole dots that is no longer than this one, to the micrometre below.
    pub fn whole_dots(self, length: Um) -> Um {
        let dots = i64::from(length.0) * i64::from(self.0) / 254_000;
        Um((dots * 254_000 / i64::from(self.0.max(1))) as i32)
    }

    /// Dots an inch, as printers are sold.
    pub fn number(self) -> u32 {
        self.0 / 10
    }

    /// A dot, to the nearest micrometre.
    pub fn a_dot(self) -> Um {
        Um(((254_000 + self.0 / 2) / self.0.max(1)) as i32)
    }

    /// The dot that a length ends at.
    pub(crate) fn dot_at(self, um: i32) -> i32 {
        let tenths = i64::from(um) * i64::from(self.0);
        ((tenths + 127_000).div_euclid(254_000)) as i32
    }

    pub(crate) fn dots_per_metre(self) -> u32 {
        (u64::from(self.0) * 1_000 / 254) as u32
    }

    pub(crate) fn dots_per_um(self) -> f32 {
        self.0 as f32 / 254_000.0
    }
}

/// The size of a dot as papers give it, to the nearest micrometre.
fn nearest_dot(dpi: u32) -> u32 {
    (25_400 + dpi / 2) / dpi
}
