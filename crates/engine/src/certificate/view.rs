//! Certificates of the cooperative and of its products, and the pictures that labels carry.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A certificate. `id` is empty for a new one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Certificate {
    /// UUIDv7, or empty for a new one.
    pub id: String,
    /// Code of `assets/rules/certificate-kinds.json` (`vietgap`, `organic`, …).
    pub kind: String,
    /// What it is called on labels; empty: as its kind. Kind `other` needs one.
    pub name: String,
    /// Its number.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// First day, ISO; none: from ever.
    pub valid_from: Option<String>,
    /// Last day, ISO.
    pub valid_to: String,
    /// True when it covers every product.
    pub all_products: bool,
    /// The products it covers (ids), when it does not cover all.
    pub products: Vec<String>,
    /// Its mark, by SHA-256; see `import_picture`.
    pub picture: Option<String>,
    /// Today: `valid`, `expiring` (30 days or less are left), `expired`, `future`; read-only.
    pub state: String,
}
