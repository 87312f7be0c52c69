//! Whether a lot came from somebody else. Nobody may read on a page that a cooperative made what it bought.

use serde_json::Value;

use super::own_field::own_field;
use crate::store::{Database, Element, LotEvent, StoreError};
use crate::{text, thing};

/// Sources (CBV 2.0, 7.4.2) that tell whose the goods were, not where they lay.
const PARTIES: [&str; 2] = ["possessing_party", "owning_party"];

/// Whether the event brought the lot into being here, and tells that another party had it before.
pub(super) fn is_bought(db: &Database, event: &LotEvent) -> Result<bool, StoreError> {
    let begun = event.action.as_deref() == Some("ADD")
        && event.biz_step.as_deref() == Some("creating_class_instance");
    if event.used_up || !begun {
        return Ok(false);
    }
    for party in source_parties(event) {
        if !is_recorder(db, event, &thing::canonical_id(party))? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn source_parties(event: &LotEvent) -> impl Iterator<Item = &str> {
    let sources = event.body.get("sourceList").and_then(Value::as_array);
    sources.into_iter().flatten().filter_map(|source| {
        let kind = source.get("type")?.as_str()?;
        let party = source.get("source")?.as_str()?;
        PARTIES.contains(&kind).then_some(party)
    })
}

/// Whether the party is whoever recorded the event: under our own URN, as the event names its owner, or by the tax code that its master
/// data gives it.
fn is_recorder(db: &Database, event: &LotEvent, party: &str) -> Result<bool, StoreError> {
    let code = &event.organisation_code;
    let owner = own_field(&event.body, "owner").map(thing::canonical_id);
    if party == format!("urn:nuong:party:{code}") || owner.as_deref() == Some(party) {
        return Ok(true);
    }
    let known = Element::attributes_of(db, event.organisation, party)?;
    let told = known.get("taxCode").and_then(|told| text::tax_code(told));
    Ok(told.as_ref() == Some(code))
}
