//! The names of an object in the order in which they were written, each with the text of its value.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// An object's fields.
#[derive(Default)]
pub(super) struct Fields<'a> {
    list: Vec<(String, &'a RawValue)>,
    /// Where each name stands: a body may have a hundred thousand of them.
    places: BTreeMap<String, usize>,
}

impl<'a> Fields<'a> {
    pub(super) fn into_list(self) -> Vec<(String, &'a RawValue)> {
        self.list
    }

    fn put_field(&mut self, name: String, value: &'a RawValue) {
        let known = self.places.get(&name).copied();
        match known.and_then(|at| self.list.get_mut(at)) {
            Some(field) => field.1 = value,
            None => {
                self.places.insert(name.clone(), self.list.len());
                self.list.push((name, value));
            }
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields<'de>, M::Error> {
        let mut fields = Fields::default();
        while let Some((name, value)) = map.next_entry::<String, &'de RawValue>()? {
            fields.put_field(name, value);
        }
        Ok(fields)
    }
}
