//! How our things are called on the wire: Digital Link URIs where GS1 keys exist, the cooperative's own URNs where not.

pub(crate) use nuong_gs1::digital_link::escape_path as part;

use nuong_gs1::digital_link::check_lot;

use crate::cooperative::Profile;
use crate::step::identity::STORE;

/// The cooperative's own names.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    organisation: String,
    gln: Option<String>,
}

/// A lot and its product.
#[derive(Debug, Clone, Copy)]
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

    /// A plot, a stall, any place: an extension of the cooperative's GLN where its code can be one (AI 254 takes the characters and the
    /// length of a lot code), else a name of our own. The store that every cooperative has is its site.
    pub fn name_of_place(&self, code: &str) -> String {
        if code.eq_ignore_ascii_case(STORE) {
            return self.name_of_site();
        }
        match self.gln.as_ref().filter(|_| check_lot(code).is_ok()) {
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

    /// A buyer, supplier or laboratory that the cooperative knows by this code. Households are never named: they have none of these.
    pub fn name_of_other_party(&self, code: &str) -> String {
        format!("urn:nuong:party:{}:{}", self.organisation, part(code))
    }

    /// A business document by its number: under the cooperative's GLN as CBV 2.0 §8.5.2 has it, else under a name of our own.
    pub fn name_of_document(&self, number: &str) -> String {
        match &self.gln {
            Some(gln) => format!("urn:epcglobal:cbv:bt:{gln}:{}", part(number)),
            None => format!("urn:nuong:bt:{}:{}", self.organisation, part(number)),
        }
    }
}
