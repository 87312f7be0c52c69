//! SVG for the window: what it shows before printing, and pages that it prints.

mod marks;
mod pages;
mod preview;

pub use pages::render_svg;
pub use preview::{preview_label, preview_page};
