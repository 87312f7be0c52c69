//! GS1 Digital Link URIs (URI syntax 1.6.0), uncompressed.
//!
//! A link is a key with qualifiers in its path and attributes in its query. Reading keeps the
//! order of the URI; writing puts attributes of predefined length first. Compression and the
//! `/gtin/` words are not written, and the latter only read on request.

// Bottom-up: a module names only those above its own line; all of them name `DigitalLink`.

// Escapes.
mod percent;
// Writing a link.
mod build;
// Reading one.
mod parse;
// The link of a lot.
mod lot;

pub use lot::{check_lot, lot_uri};
pub use parse::parse_link;
pub use percent::{escape_path, escape_query, unescape_path, unescape_query};

use crate::element::Element;

/// The domain of GS1's own resolver: the canonical form of a Digital Link.
pub const CANONICAL: &str = "https://id.gs1.org";

/// The elements of a Digital Link by their place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigitalLink {
    path: Vec<Element>,
    attributes: Vec<Element>,
}

impl DigitalLink {
    /// The key, then its qualifiers.
    #[must_use]
    pub fn path(&self) -> &[Element] {
        &self.path
    }

    /// The attributes of the query, in the order they were given.
    #[must_use]
    pub fn attributes(&self) -> &[Element] {
        &self.attributes
    }

    /// All elements: path first, then attributes.
    #[must_use]
    pub fn elements(&self) -> Vec<Element> {
        self.path.iter().chain(&self.attributes).cloned().collect()
    }
}
