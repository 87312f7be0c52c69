//! How our things are called on the wire: Digital Link URIs where GS1 keys exist, the cooperative's own URNs where not.

pub(crate) use nuong_gs1::digital_link::escape_path as part;

use crate::cooperative::Profile;

/// The cooperative's own names.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    organisation: String,
    gln: Option<String>,
}

/// A lot and its product.
pub(crate) struct Subject<'a> {
    pub lot: &'a str,
    pub sku: &'a str,
    pub gtin: Option<&'a str>,
}

/// How a party with a GLN begins (GS1 Digital Link, AI 417).
const PARTY: &str = "https://id.gs1.org/417/";

/// The class of a lot of the organisation of this code.
pub(crate) fn lot_class(organisation: &str, subject: &Subject<'_>) -> String {
    match subject.gtin {
        Some(gtin) => format!("https://id.gs1.org/01/{gtin}/10/{}", part(subject.lot)),
        None => format!(
            "urn:nuong:lot:{organisation}:{}:{}",
            part(subject.sku),
            part(subject.lot)
        ),
    }
}

impl Names {
    /// The names in force when the cooperative was called `party`.
    pub fn when_called(&self, party: &str) -> Self {
        Self {
            organisation: self.organisation.clone(),
            gln: party.strip_prefix(PARTY).map(str::to_owned),
        }
    }

    pub fn of_profile(profile: &Profile) -> Self {
        Self {
            organisation: profile.organisation.clone(),
            gln: profile.gln.clone().filter(|gln| !gln.is_empty()),
        }
    }

    /// The class of a lot.
    pub fn class_of_lot(&self, subject: &Subject<'_>) -> String {
        lot_class(&self.organisation, subject)
    }

    /// The class of a product.
    pub fn class_of_product(&self, subject: &Subject<'_>) -> String {
        match subject.gtin {
            Some(gtin) => format!("https://id.gs1.org/01/{gtin}"),
            None => format!(
                "urn:nuong:product:{}:{}",
                self.organisation,
                part(subject.sku)
            ),
        }
    }

    /// A plot: an extension of the cooperative's GLN, or a name of our own.
    pub fn name_of_plot(&self, code: &str) -> String {
        match &self.gln {
            Some(gln) => format!("https://id.gs1.org/414/{gln}/254/{}", part(code)),
            None => format!("urn:nuong:place:{}:{}", self.organisation, part(code)),
        }
    }

    /// The cooperative's own site.
    pub fn name_of_site(&self) -> String {
        match &self.gln {
            Some(gln) => format!("https://id.gs1.org/414/{gln}"),
            None => format!("urn:nuong:place:{}", self.organisation),
        }
    }

    /// The cooperative as a party.
    pub fn name_of_party(&self) -> String {
        match &self.gln {
            Some(gln) => format!("{PARTY}{gln}"),
            None => format!("urn:nuong:party:{}", self.organisation),
        }
    }
}
