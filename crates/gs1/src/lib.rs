//! GS1 identifiers and their written forms: check digits, keys, Application Identifiers, element
//! strings, Digital Link URIs and scanner transmissions.
//!
//! Pure: no input or output, no clock, no network; nothing panics on any input, and every size is
//! limited. What Application Identifiers there are is data in `data/` (the GS1 Barcode Syntax
//! Dictionary of 2026-01-27). Not here: drawing symbols, looking keys up, GS1's compression.
//!
//! ```
//! use nuong_gs1::{DigitalLink, Options, element};
//!
//! let options = Options::default();
//! let elements = element::parse_bracketed("(01)09520123456788(10)L1(15)260730", &options)?;
//! assert_eq!(element::write_raw(&elements), "^010952012345678810L1^15260730");
//! let link = DigitalLink::from_elements(&elements, &options)?;
//! assert_eq!(link.uri("https://example.vn"), "https://example.vn/01/09520123456788/10/L1?15=260730");
//! # Ok::<(), nuong_gs1::Error>(())
//! ```

// Bottom-up: a module names only those above its own line.

// How much is taken.
pub mod limits;
// Leniencies.
mod options;
// The check digit.
pub mod check_digit;
// Checks on one component.
pub mod lint;
// GTIN, GLN, SSCC.
mod keys;
// Why a code was refused.
mod error;
// The table of Application Identifiers.
pub mod ai;
// Element strings.
pub mod element;
// What AIs ask of one another.
pub mod association;
// Digital Links.
pub mod digital_link;
// What scanners send.
pub mod scan;
// Codes that a person types.
mod short_code;
// Any of these, told to a person.
mod describe;

pub use describe::{Described, describe_code};
pub use digital_link::DigitalLink;
pub use element::Element;
pub use error::Error;
pub use keys::{Gln, Gtin, KeyError, Sscc};
pub use options::Options;
pub use short_code::{ShortCode, ShortCodeError};
