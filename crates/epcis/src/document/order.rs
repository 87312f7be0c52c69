//! One order of names for all JSON that this crate writes.

use serde::{Serialize, Serializer, ser::SerializeMap, ser::SerializeSeq};
use serde_json::Value;
use std::fmt;

/// Names in the order in which the standard's examples write them; all others follow by alphabet.
const USUAL: &[&str] = &[
    "@context",
    "type",
    "schemaVersion",
    "creationDate",
    "eventID",
    "eventTime",
    "eventTimeZoneOffset",
    "recordTime",
    "errorDeclaration",
    "id",
    "parentID",
    "epcList",
    "childEPCs",
    "inputEPCList",
    "epcClass",
    "quantity",
    "uom",
    "quantityList",
    "childQuantityList",
    "inputQuantityList",
    "outputEPCList",
    "outputQuantityList",
    "transformationID",
    "action",
    "bizStep",
    "disposition",
    "persistentDisposition",
    "readPoint",
    "bizLocation",
    "bizTransactionList",
    "sourceList",
    "destinationList",
    "sensorElementList",
    "certificationInfo",
    "ilmd",
    "epcisHeader",
    "epcisBody",
];

/// A value that is written with its names in the usual order.
pub(super) struct Ordered<'a>(pub &'a Value);

fn name_rank(name: &str) -> usize {
    USUAL
        .iter()
        .position(|usual| *usual == name)
        .unwrap_or(USUAL.len())
}

impl Serialize for Ordered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(fields) => {
                let mut fields: Vec<_> = fields.iter().collect();
                fields.sort_by_key(|(name, _)| (name_rank(name), *name));
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, &Ordered(value))?;
                }
                map.end()
            }
            Value::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(&Ordered(item))?;
                }
                list.end()
            }
            scalar => scalar.serialize(serializer),
        }
    }
}

impl fmt::Display for Ordered<'_> {
    /// Compact, or indented with `{:#}`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = if f.alternate() {
            serde_json::to_string_pretty(self)
        } else {
            serde_json::to_string(self)
        };
        f.write_str(&text.map_err(|_| fmt::Error)?)
    }
}
