//! One spelling per GS1 identifier: EPC URNs and any Digital Link become `https://id.gs1.org/…`.
//!
//! The constrained canonical form of CBV 2.0 §8.9.2: the finest level alone (serial before lot),
//! no consumer product variant, no query. Other URIs are left alone.

mod link;
mod urn;

/// The canonical Digital Link of a GS1 key; `None` where `text` names none or names it wrongly.
///
/// ```
/// let link = nuong_epcis::canonical_digital_link("urn:epc:class:lgtin:4012345.012345.998877");
/// assert_eq!(link.as_deref(), Some("https://id.gs1.org/01/04012345123456/10/998877"));
/// ```
#[must_use]
pub fn canonical_digital_link(text: &str) -> Option<String> {
    match text.strip_prefix("urn:epc:") {
        Some(urn) => urn::to_link(urn),
        None => link::to_canonical(text),
    }
}

/// The canonical form where there is one, else the text itself.
pub(crate) fn canonical(text: &str) -> String {
    canonical_digital_link(text).unwrap_or_else(|| text.to_owned())
}
