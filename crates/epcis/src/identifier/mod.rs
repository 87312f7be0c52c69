//! One spelling per GS1 identifier: EPC URNs and any Digital Link become `https://id.gs1.org/…`.
//!
//! The constrained canonical form of CBV 2.0 §8.9.2: the finest level alone (serial before lot),
//! no consumer product variant, no query. Other URIs are left alone.

// Bottom-up: a module names only those above its own line.

// Digital Links.
mod link;
// Schemes of EPC URNs.
mod schemes;
// EPC URNs.
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
pub(crate) fn canonical_id(text: &str) -> String {
    canonical_digital_link(text).unwrap_or_else(|| text.to_owned())
}

/// Whether `text` is what it claims to be: an EPC URN of a scheme that is known here, or a Digital Link on
/// `id.gs1.org`, must be well-formed with the right check digit; any other URI claims nothing.
pub(crate) fn is_sound(text: &str) -> bool {
    if let Some(urn) = text.strip_prefix("urn:epc:") {
        return !urn::is_known(urn) || urn::to_link(urn).is_some();
    }
    let Some(path) = text.strip_prefix("https://id.gs1.org/") else {
        return true;
    };
    !link::begins_with_key(path) || link::is_sound(text)
}

#[cfg(test)]
mod tests {
    use super::is_sound;

    #[test]
    fn what_claims_to_be_a_gs1_identifier_must_be_one() {
        for text in [
            "https://id.gs1.org/01/09520123456788/10/L26A07",
            "https://id.gs1.org/01/09520123456788/10/A%2FB(1)",
            "https://id.gs1.org/414/9520123000004/254/LO-05",
            "https://id.gs1.org/253/9520123000004CERT-7",
            "https://id.gs1.org/417/9520123000004?linkType=all",
            "urn:epc:class:lgtin:9520123.045678.L1",
            "urn:epc:id:bic:CSQU3054383",
            "urn:nuong:lot:0100:CHE:L1",
            "https://htx.example.vn/01/12/10/L1",
        ] {
            assert!(is_sound(text), "{text}");
        }
        for text in [
            "https://id.gs1.org/01/09520123456789/10/L26A07",
            "https://id.gs1.org/01/9520123/10/L26A07",
            "https://id.gs1.org/01/09520123456788/10/A-LOT-OF-MORE-THAN-20-LETTERS",
            "https://id.gs1.org/01/09520123456788/10",
            "https://id.gs1.org/01/che-shan-tuyet",
            "https://id.gs1.org/414/9520123000005/254/LO-05",
            "https://id.gs1.org/01/%30952012345678/10/L1",
            "urn:epc:class:lgtin:9520123.45678.L1",
        ] {
            assert!(!is_sound(text), "{text}");
        }
    }
}
