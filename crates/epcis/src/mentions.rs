//! Which things, classes, places and documents an event names, for queries by identifier.
//!
//! Each identifier comes as it was written and in canonical form, so that an EPC URN and a
//! GS1 Digital Link for the same thing meet.

use crate::identifier::canonical_id;
use serde_json::Value;

/// The part that an identifier plays in an event; named after the query parameters that ask for it
/// (EPCIS 2.0 §8.2.7.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// `MATCH_epc`: in `epcList` or `childEPCs`.
    Epc,
    /// `MATCH_parentID`.
    ParentId,
    /// `MATCH_inputEPC`.
    InputEpc,
    /// `MATCH_outputEPC`.
    OutputEpc,
    /// `MATCH_epcClass`: in `quantityList` or `childQuantityList`.
    EpcClass,
    /// `MATCH_inputEPCClass`.
    InputClass,
    /// `MATCH_outputEPCClass`.
    OutputClass,
    /// `EQ_readPoint`.
    ReadPoint,
    /// `EQ_bizLocation`.
    BizLocation,
    /// `EQ_bizTransaction_…`.
    BizTransaction,
    /// `EQ_source_…`.
    Source,
    /// `EQ_destination_…`.
    Destination,
}

impl Role {
    /// Whether `MATCH_anyEPC` asks for it.
    #[must_use]
    pub fn is_any_epc(self) -> bool {
        matches!(
            self,
            Self::Epc | Self::ParentId | Self::InputEpc | Self::OutputEpc
        )
    }

    /// Whether `MATCH_anyEPCClass` asks for it.
    #[must_use]
    pub fn is_any_class(self) -> bool {
        matches!(self, Self::EpcClass | Self::InputClass | Self::OutputClass)
    }
}

/// An identifier in an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mention {
    /// Its part.
    pub role: Role,
    /// As it was written.
    pub id: String,
    /// As a canonical GS1 Digital Link where it is a GS1 key, else as it was written.
    pub canonical: String,
}

/// Where identifiers stand: field, field within a list's element (empty for bare texts), role.
const PLACES: &[(&str, &str, Role)] = &[
    ("epcList", "", Role::Epc),
    ("childEPCs", "", Role::Epc),
    ("parentID", "", Role::ParentId),
    ("inputEPCList", "", Role::InputEpc),
    ("outputEPCList", "", Role::OutputEpc),
    ("quantityList", "epcClass", Role::EpcClass),
    ("childQuantityList", "epcClass", Role::EpcClass),
    ("inputQuantityList", "epcClass", Role::InputClass),
    ("outputQuantityList", "epcClass", Role::OutputClass),
    ("readPoint", "id", Role::ReadPoint),
    ("bizLocation", "id", Role::BizLocation),
    ("bizTransactionList", "bizTransaction", Role::BizTransaction),
    ("sourceList", "source", Role::Source),
    ("destinationList", "destination", Role::Destination),
];

/// Every identifier that an event names in a field of the standard, each once per role.
#[must_use]
pub fn find_mentions(event: &Value) -> Vec<Mention> {
    let mut found: Vec<Mention> = named_identifiers(event)
        .map(|(_, id, role)| Mention {
            role,
            id: id.to_owned(),
            canonical: canonical_id(id),
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Identifiers with the place where they stand, as a JSON pointer below the event.
pub(crate) fn identifier_places(event: &Value) -> impl Iterator<Item = (String, &str)> {
    named_identifiers(event).map(|(place, id, _)| (place, id))
}

fn named_identifiers(event: &Value) -> impl Iterator<Item = (String, &str, Role)> {
    PLACES.iter().flat_map(move |(field, inner, role)| {
        let values = event.get(field).into_iter().flat_map(list_elements);
        values.filter_map(move |(index, value)| {
            let (text, inner) = match *inner {
                "" => (value, String::new()),
                inner => (value.get(inner)?, format!("/{inner}")),
            };
            Some((format!("/{field}{index}{inner}"), text.as_str()?, *role))
        })
    })
}

/// The elements of a list with their part of the pointer, or the one value itself.
fn list_elements(value: &Value) -> Vec<(String, &Value)> {
    match value {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(at, item)| (format!("/{at}"), item))
            .collect(),
        single => vec![(String::new(), single)],
    }
}

/// The product of a GS1 lot or serial number: `https://id.gs1.org/01/{gtin}`; `None` for other ids.
#[must_use]
pub fn product_class(id: &str) -> Option<String> {
    let canonical = canonical_id(id);
    let path = canonical.strip_prefix("https://id.gs1.org/01/")?;
    let gtin = path.split('/').next()?;
    Some(format!("https://id.gs1.org/01/{gtin}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_place_of_an_event_is_found_once_per_role() {
        let event = json!({
            "parentID": "urn:x:parent",
            "quantityList": [{ "epcClass": "urn:nuong:lot:1:CHE:L1" }, { "epcClass": "urn:nuong:lot:1:CHE:L1" }],
            "outputQuantityList": [{ "epcClass": "urn:epc:class:lgtin:4012345.012345.998877" }],
            "readPoint": { "id": "urn:nuong:place:1:A" }, "bizLocation": { "id": "urn:nuong:place:1:A" },
            "bizTransactionList": [{ "bizTransaction": "urn:bt:1" }],
        });
        let found: Vec<(Role, String)> = find_mentions(&event)
            .into_iter()
            .map(|m| (m.role, m.canonical))
            .collect();
        let expected = [
            (Role::ParentId, "urn:x:parent"),
            (Role::EpcClass, "urn:nuong:lot:1:CHE:L1"),
            (
                Role::OutputClass,
                "https://id.gs1.org/01/04012345123456/10/998877",
            ),
            (Role::ReadPoint, "urn:nuong:place:1:A"),
            (Role::BizLocation, "urn:nuong:place:1:A"),
            (Role::BizTransaction, "urn:bt:1"),
        ];
        assert_eq!(found, expected.map(|(role, id)| (role, id.to_owned())));
    }

    #[test]
    fn a_lot_and_a_serial_belong_to_their_product() {
        let product = Some("https://id.gs1.org/01/09520123456788".to_owned());
        assert_eq!(
            product_class("https://id.gs1.org/01/09520123456788/10/L26A07"),
            product
        );
        assert_eq!(
            product_class("https://htx.example.vn/01/09520123456788/21/7"),
            product
        );
        assert_eq!(product_class("urn:nuong:lot:1:CHE:L1"), None);
    }

    #[test]
    fn malformed_events_name_nothing() {
        assert!(find_mentions(&json!([])).is_empty());
        assert!(
            find_mentions(&json!({ "epcList": 7, "quantityList": [{}, "x"], "readPoint": [] }))
                .is_empty()
        );
    }
}
