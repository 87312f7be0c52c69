//! Fields of an event that are no words of EPCIS itself, by their local names.

use serde_json::Value;

use crate::store::LotEvent;

/// A field of the event's instance/lot master data, by local name; it is about what the event made, not about what went into it.
pub(super) fn ilmd_field<'e>(event: &'e LotEvent, name: &str) -> Option<&'e str> {
    if event.used_up {
        return None;
    }
    own_field(event.body.get("ilmd")?, name)
}

/// An extension field (`prefix:name`) by its local name.
pub(super) fn own_field<'e>(object: &'e Value, name: &str) -> Option<&'e str> {
    let mut fields = object.as_object()?.iter();
    let found = fields.find(|(key, _)| {
        key.rsplit([':', '#', '/']).next() == Some(name) && key.len() > name.len()
    });
    found.and_then(|(_, value)| value.as_str())
}
