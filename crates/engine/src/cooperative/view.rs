//! The cooperative and this laptop's settings.

use nuong_domain::TaxCode;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The cooperative's own data, as on its certificate of registration (and the CLI's `init --profile FILE`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Full name.
    pub name: String,
    /// Tax code: 10 or 13 digits, or 12 for a household business.
    pub tax_code: String,
    /// What the cooperative is called in ids, names of things and links: its tax code, but ten letters where that is a person's identity
    /// number. The letters are minted at set-up; a further computer of the same household business is given those of the first.
    #[serde(default)]
    pub organisation: String,
    /// Street, hamlet or group: what stands before the commune.
    #[serde(default)]
    pub address_detail: String,
    /// Commune code (today's two-tier list), 5 digits.
    #[serde(default)]
    pub commune_code: String,
    /// Representative's name.
    #[serde(default)]
    pub representative: String,
    /// Phone printed on labels.
    #[serde(default)]
    pub phone: String,
    /// E-mail.
    #[serde(default)]
    pub email: String,
    /// GS1 company prefix, if given; the app never invents one.
    #[serde(default)]
    pub gcp: Option<String>,
    /// Global location number (13 digits), if given.
    #[serde(default)]
    pub gln: Option<String>,
    /// The domain and stem printed in label links while no registry is connected.
    #[serde(default)]
    pub link_base: Option<String>,
    /// The logo on labels, by SHA-256; see `import_picture`.
    #[serde(default)]
    pub logo: Option<String>,
    /// True for the sample cooperative: the window says so on every screen.
    #[serde(default)]
    pub sample: bool,
}

impl Profile {
    /// The tax code where everybody may read it; empty where it is a person's identity number.
    pub(crate) fn public_tax_code(&self) -> &str {
        match TaxCode::parse(&self.tax_code) {
            Ok(tax) if tax.is_personal() => "",
            _ => &self.tax_code,
        }
    }
}
