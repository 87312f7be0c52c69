//! What scanners send: an AIM symbology identifier (ISO/IEC 15424), then the data with FNC1 as
//! the control character GS.
//!
//! [`Message`]s are the data as a symbol is asked to carry them: plain text, or an element string
//! that starts with `^`; after `|` the second part of a composite symbol. Plain text that itself
//! starts with `^` is written `\^`.

// Bottom-up: a module names only those above its own line.

// Kinds of symbol.
mod symbology;
// Reading what was scanned.
mod parse;
// Writing what a scanner sends.
mod generate;

pub use generate::{Primary, generate_scan};
pub(crate) use parse::gtin_element;
pub use parse::{Message, parse_scan};
pub use symbology::Symbology;

/// FNC1 in a transmission.
pub const GS: char = '\u{1d}';

/// The identifier of composite components and of the GS1 DataBar family.
const COMPOSITE: &str = "]e0";
