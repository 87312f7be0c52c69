//! What the page shows of a lot, gathered from events and master data. Holds nothing that must not be shown.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::dates;
use super::stages::{Stage, harvest_of, ilmd, own_field, stages};
use crate::store::{Database, Element, LotEvent, LotKey, StoreError};
use crate::thing;

/// What the registry knows of the thing asked for.
pub(super) enum Finding {
    Lot(Box<LotView>),
    /// The product, but not this lot of it.
    Product(Box<ProductView>),
    Unknown,
}

/// A product and who makes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ProductView {
    pub(super) name: Option<String>,
    pub(super) producer: Option<Producer>,
    pub(super) sku: Option<String>,
    pub(super) net_quantity: Option<String>,
    pub(super) standards: Option<String>,
    pub(super) ingredients: Option<String>,
    pub(super) storage: Option<String>,
}

/// The organisation responsible for the product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Producer {
    pub(super) name: String,
    pub(super) address: Option<String>,
    pub(super) tax_code: Option<String>,
}

/// A lot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LotView {
    pub(super) product: ProductView,
    pub(super) harvest: Option<(Date, Date)>,
    pub(super) best_before: Option<Date>,
    pub(super) expiry: Option<Date>,
    /// ISO 3166-1 alpha-2.
    pub(super) origin: Option<String>,
    pub(super) stages: Vec<Stage>,
    pub(super) recorded_by: String,
    pub(super) recorded_first: Timestamp,
    pub(super) recorded_last: Timestamp,
    /// CBV word of the state the lot was last seen in.
    pub(super) state: Option<String>,
}

/// Looks up a lot.
pub(super) fn lot(db: &Database, key: &LotKey) -> Result<Finding, StoreError> {
    let events = LotEvent::of(db, key)?;
    // Whoever recorded the lot first speaks for it; nobody can take it over by recording later.
    let Some(first) = events.iter().min_by_key(|event| event.record_time) else {
        return product(db, key);
    };
    let own = || {
        events
            .iter()
            .filter(|event| event.organisation == first.organisation)
    };
    let fact = |name: &str| {
        own()
            .rev()
            .find_map(|event| ilmd(event, name))
            .map(str::to_owned)
    };
    let date = |name: &str| fact(name).and_then(|text| dates::read(&text));
    let harvested = own().filter_map(harvest_of);
    let recorded_last = events.iter().map(|event| event.record_time).max();
    let view = LotView {
        product: product_of(db, first, &key.product)?,
        harvest: harvested.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))),
        best_before: date("bestBeforeDate"),
        expiry: date("itemExpirationDate"),
        origin: fact("countryOfOrigin"),
        stages: stages(db, &events, first.organisation)?,
        recorded_by: first.organisation_name.clone(),
        recorded_first: first.record_time,
        recorded_last: recorded_last.unwrap_or(first.record_time),
        state: own().rev().find_map(|event| event.disposition.clone()),
    };
    Ok(Finding::Lot(Box::new(view)))
}

/// Looks up the product that a lot would be of.
pub(super) fn product(db: &Database, key: &LotKey) -> Result<Finding, StoreError> {
    match Element::described_by(db, &key.product, key.owner_tax_code.as_deref())? {
        Some(organisation) => Ok(Finding::Product(Box::new(described(
            db,
            organisation,
            &key.product,
            None,
        )?))),
        None if key.has_siblings(db)? => Ok(Finding::Product(Box::default())),
        None => Ok(Finding::Unknown),
    }
}

fn product_of(db: &Database, first: &LotEvent, class: &str) -> Result<ProductView, StoreError> {
    let class = own_field(&first.body, "product").map_or(class.to_owned(), thing::canonical);
    let mut view = described(
        db,
        first.organisation,
        &class,
        own_field(&first.body, "owner"),
    )?;
    view.producer.get_or_insert_with(|| Producer {
        name: first.organisation_name.clone(),
        address: None,
        tax_code: Some(first.organisation_tax_code.clone()),
    });
    Ok(view)
}

fn described(
    db: &Database,
    organisation: i64,
    class: &str,
    owner: Option<&str>,
) -> Result<ProductView, StoreError> {
    let known = Element::attributes_of(db, organisation, class)?;
    let owner = owner.map(str::to_owned).or_else(|| take(&known, "owner"));
    let party = match owner {
        Some(id) => Element::attributes_of(db, organisation, &thing::canonical(&id))?,
        None => BTreeMap::new(),
    };
    Ok(ProductView {
        name: take(&known, "descriptionShort").or_else(|| take(&known, "name")),
        producer: producer(&party),
        sku: take(&known, "sku"),
        net_quantity: take(&known, "netQuantity"),
        standards: take(&known, "standards"),
        ingredients: take(&known, "ingredients"),
        storage: take(&known, "storage"),
    })
}

fn producer(party: &BTreeMap<String, String>) -> Option<Producer> {
    let address = take(party, "streetAddressOne");
    let state = take(party, "state");
    let whole = match (address, state) {
        (Some(address), Some(state)) if !ends_with(&address, &state) => {
            Some(format!("{address}, {state}"))
        }
        (address, state) => address.or(state),
    };
    Some(Producer {
        name: take(party, "name")?,
        address: whole,
        tax_code: take(party, "taxCode"),
    })
}

/// Whether the address names its province already, with or without the word for it.
fn ends_with(address: &str, state: &str) -> bool {
    let (address, state) = (address.to_lowercase(), state.to_lowercase());
    let words = ["tỉnh ", "thành phố ", "tp. "];
    let bare = words.iter().find_map(|word| state.strip_prefix(word));
    address.ends_with(bare.unwrap_or(&state))
}

fn take(attributes: &BTreeMap<String, String>, name: &str) -> Option<String> {
    attributes
        .get(name)
        .filter(|value| !value.is_empty())
        .cloned()
}
