//! Core Business Vocabulary 2.0: which words exist, and typed words for building events.
//!
//! A typed word is one of CBV's bare words or somebody's own URI; CBV's own words are never
//! written as URIs in JSON (EPCIS 2.0 §10.2), so such URIs are refused.

pub mod words;

use crate::uri::is_uri;
use std::borrow::Cow;
use words::Words;

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $words:expr, { $($(#[$cdoc:meta])* $constant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(Cow<'static, str>);

        impl $name {
            $($(#[$cdoc])* pub const $constant: Self = Self(Cow::Borrowed($word));)*

            /// A bare CBV word, or a URI of somebody's own vocabulary; `None` for anything else.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                is_term(text, $words).then(|| Self(Cow::Owned(text.to_owned())))
            }

            /// The word as it stands in JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

/// Whether `text` is a bare word of `words` or a URI outside CBV's own name spaces.
pub(crate) fn is_term(text: &str, words: Words) -> bool {
    words.contains(text) || (is_uri(text) && !is_cbv_uri(text))
}

/// URIs of CBV's own words, which JSON writes bare.
fn is_cbv_uri(text: &str) -> bool {
    [
        "urn:epcglobal:cbv",
        "http://ns.gs1.org/cbv/",
        "https://ns.gs1.org/cbv/",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

vocabulary! {
    /// What was being done (`bizStep`, CBV 2.0 §7.1).
    BizStep, words::BIZ_STEPS, {
        /// A new instance, or the first of a class, comes into being.
        COMMISSIONING = "commissioning",
        /// More of a class that exists comes into being.
        CREATING_CLASS_INSTANCE = "creating_class_instance",
        /// Goods are destroyed.
        DESTROYING = "destroying",
        /// Goods are examined.
        INSPECTING = "inspecting",
        /// Goods are put into a container.
        PACKING = "packing",
        /// Goods are received and taken into stock.
        RECEIVING = "receiving",
        /// Goods are sold to a consumer.
        RETAIL_SELLING = "retail_selling",
        /// Goods leave for another place.
        SHIPPING = "shipping",
        /// Goods lie in a store.
        STORING = "storing",
        /// A shipping that was said to have happened is declared void.
        VOID_SHIPPING = "void_shipping",
    }
}

vocabulary! {
    /// The state of the goods afterwards (`disposition`, CBV 2.0 §7.2).
    Disposition, words::DISPOSITIONS, {
        /// Brought into being.
        ACTIVE = "active",
        /// No longer fit for sale.
        DESTROYED = "destroyed",
        /// In the middle of ordinary business.
        IN_PROGRESS = "in_progress",
        /// On the way between places.
        IN_TRANSIT = "in_transit",
        /// Recalled from the market.
        RECALLED = "recalled",
        /// Sold to a consumer.
        RETAIL_SOLD = "retail_sold",
        /// May be sold, and a customer can reach it.
        SELLABLE_ACCESSIBLE = "sellable_accessible",
    }
}

vocabulary! {
    /// The kind of a business document (`bizTransaction.type`, CBV 2.0 §7.3).
    BizTransactionType, words::BIZ_TRANSACTION_TYPES, {
        /// A certificate.
        CERTIFICATE = "cert",
        /// A despatch advice.
        DESPATCH_ADVICE = "desadv",
        /// An invoice.
        INVOICE = "inv",
        /// A production order.
        PRODUCTION_ORDER = "prodorder",
        /// A purchase order.
        PURCHASE_ORDER = "po",
    }
}

vocabulary! {
    /// What a source or destination is (`sourceList`, `destinationList`; CBV 2.0 §7.4).
    PlaceOrPartyType, words::SOURCE_DESTINATION_TYPES, {
        /// The party that owns the goods.
        OWNING_PARTY = "owning_party",
        /// The party that holds the goods.
        POSSESSING_PARTY = "possessing_party",
        /// The place.
        LOCATION = "location",
    }
}

vocabulary! {
    /// Why an event is declared wrong (`errorDeclaration.reason`, CBV 2.0 §7.5).
    ErrorReason, words::ERROR_REASONS, {
        /// The event never happened.
        DID_NOT_OCCUR = "did_not_occur",
        /// The event happened otherwise.
        INCORRECT_DATA = "incorrect_data",
    }
}

/// What a sensor measures (`sensorReport.type`, CBV 2.0 §7): a bare word of the GS1 Web Vocabulary and nothing else, for its words
/// are never written as URIs in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MeasurementType(&'static str);

impl MeasurementType {
    /// The word; `None` where it is none of the list.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut known = words::MEASUREMENT_TYPES.iter();
        known.find(|word| *word == text).map(Self)
    }

    /// The word as it stands in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_words_and_own_uris_are_terms() {
        assert_eq!(BizStep::parse("shipping").unwrap().as_str(), "shipping");
        assert!(BizStep::parse("urn:nuong:voc:drying").is_some());
        assert!(Disposition::parse("https://example.vn/voc/da-say").is_some());
    }

    #[test]
    fn unknown_words_and_cbv_uris_are_not() {
        assert!(BizStep::parse("drying").is_none());
        assert!(BizStep::parse("Shipping").is_none());
        assert!(BizStep::parse("urn:epcglobal:cbv:bizstep:shipping").is_none());
        assert!(BizStep::parse("https://ns.gs1.org/cbv/BizStep-shipping").is_none());
    }

    #[test]
    fn measurements_are_bare_words() {
        let temperature = MeasurementType::parse("Temperature").map(MeasurementType::as_str);
        assert_eq!(temperature, Some("Temperature"));
        for text in ["temperature", "https://gs1.org/voc/Temperature", "urn:x:y"] {
            assert_eq!(MeasurementType::parse(text), None, "{text}");
        }
    }

    #[test]
    fn every_constant_is_a_word_of_the_standard() {
        for step in [
            BizStep::COMMISSIONING,
            BizStep::CREATING_CLASS_INSTANCE,
            BizStep::RECEIVING,
        ] {
            assert!(words::BIZ_STEPS.contains(step.as_str()));
        }
        assert!(words::DISPOSITIONS.contains(Disposition::IN_PROGRESS.as_str()));
        assert!(words::BIZ_TRANSACTION_TYPES.contains(BizTransactionType::CERTIFICATE.as_str()));
        assert!(words::SOURCE_DESTINATION_TYPES.contains(PlaceOrPartyType::LOCATION.as_str()));
        assert!(words::ERROR_REASONS.contains(ErrorReason::DID_NOT_OCCUR.as_str()));
    }
}
