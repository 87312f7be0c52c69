//! What the page shows of a lot, gathered from events and master data. Holds nothing that must not be shown.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::correction::Correction;
use super::dates;
use super::own_field::{ilmd_field, own_field};
use super::stages::{Stage, joined_days, lot_stages};
use crate::store::{
    Database, Element, LotEvent, LotKey, LotRecorder, LotState, StoreError, successor_lots,
};
use crate::{text, thing};

/// What the registry knows of the thing asked for.
pub(super) enum Finding {
    Lot(Box<LotView>),
    /// All that was recorded of the lot was declared wrong.
    Withdrawn(Box<WithdrawnView>),
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
    /// Only where it is one of an organisation, never the letters that stand for a person's.
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
    /// CBV word of the state the lot is in.
    pub(super) state: Option<String>,
    /// What was declared wrong, the latest first.
    pub(super) corrections: Vec<Correction>,
}

/// A lot of which nothing stands any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WithdrawnView {
    /// The last thing that was declared of it.
    pub(super) correction: Correction,
    /// Paths of the lots that stand in its place.
    pub(super) successors: Vec<String>,
}

/// Looks up a lot.
pub(super) fn find_lot(db: &Database, key: &LotKey) -> Result<Finding, StoreError> {
    let events = LotEvent::of_lot(db, key)?;
    // Whoever recorded the lot first speaks for it; nobody can take it over by recording later. What was declared wrong since counts
    // here too: a cooperative that corrects its first entry goes on speaking.
    let recorders = LotRecorder::of_lot(db, key)?;
    let speaks = |recorder: &&LotRecorder| {
        let mut standing = events.iter();
        standing.any(|event| event.organisation == recorder.organisation)
    };
    let Some(recorder) = recorders.iter().find(speaks) else {
        return find_withdrawn(db, key, recorders.first());
    };
    let mut view = told_view(db, key, &events, recorder)?;
    view.corrections = Correction::of_lot(db, key, recorder.organisation)?;
    Ok(Finding::Lot(Box::new(view)))
}

/// What the events tell; `recorder` speaks for the lot.
fn told_view(
    db: &Database,
    key: &LotKey,
    events: &[LotEvent],
    recorder: &LotRecorder,
) -> Result<LotView, StoreError> {
    let own = || {
        let events = events.iter();
        events.filter(|event| event.organisation == recorder.organisation)
    };
    let fact = |name: &str| {
        // The latest word of the lot's own cooperative.
        let told = own().rev().find_map(|event| ilmd_field(event, name));
        told.map(str::to_owned)
    };
    let date = |name: &str| fact(name).and_then(|text| dates::read_date(&text));
    let stages = lot_stages(db, events, recorder.organisation)?;
    // A lot may be picked on several days, one event each.
    let picked = stages.iter().filter(|stage| stage.by.is_none());
    let recorded_last = events.iter().map(|event| event.record_time).max();
    let state = LotState::of_lot(db, key, recorder.organisation)?;
    let first = own().min_by_key(|event| event.record_time);
    Ok(LotView {
        product: product_of(db, first, &key.product)?,
        harvest: picked.fold(None, |days, stage| joined_days(days, stage.harvest)),
        best_before: date("bestBeforeDate"),
        expiry: date("itemExpirationDate"),
        origin: fact("countryOfOrigin"),
        recorded_by: first.map_or(String::new(), |event| event.organisation_name.clone()),
        recorded_first: recorder.since,
        recorded_last: recorded_last.unwrap_or(recorder.since),
        state: state.word().map(str::to_owned),
        corrections: Vec::new(),
        stages,
    })
}

/// A lot without a standing event: withdrawn, or never recorded.
fn find_withdrawn(
    db: &Database,
    key: &LotKey,
    recorder: Option<&LotRecorder>,
) -> Result<Finding, StoreError> {
    let Some(speaker) = recorder.map(|recorder| recorder.organisation) else {
        return find_product(db, key);
    };
    let corrections = Correction::of_lot(db, key, speaker)?;
    let Some(correction) = corrections.into_iter().next() else {
        return find_product(db, key);
    };
    let lots = successor_lots(db, key, speaker)?;
    let successors = lots.iter().filter_map(|lot| thing::lot_path(lot)).collect();
    Ok(Finding::Withdrawn(Box::new(WithdrawnView {
        correction,
        successors,
    })))
}

/// Looks up the product that a lot would be of.
pub(super) fn find_product(db: &Database, key: &LotKey) -> Result<Finding, StoreError> {
    match Element::described_by(db, &key.product, key.owner_organisation_code.as_deref())? {
        Some(organisation) => Ok(Finding::Product(Box::new(described_product(
            db,
            organisation,
            &key.product,
            None,
        )?))),
        None if key.has_siblings(db)? => Ok(Finding::Product(Box::default())),
        None => Ok(Finding::Unknown),
    }
}

/// The product as the recorder's first standing event names it, else that of the lot's class: an event about several products names none.
fn product_of(
    db: &Database,
    first: Option<&LotEvent>,
    class: &str,
) -> Result<ProductView, StoreError> {
    let Some(first) = first else {
        return Ok(ProductView::default());
    };
    // Where the lot went into something else, the event's product may be what it became; the lot's own id says what it was.
    let named = own_field(&first.body, "product").filter(|_| !first.used_up);
    let class = named.map_or(class.to_owned(), thing::canonical_id);
    let mut view = described_product(
        db,
        first.organisation,
        &class,
        own_field(&first.body, "owner"),
    )?;
    view.producer.get_or_insert_with(|| Producer {
        name: first.organisation_name.clone(),
        address: None,
        tax_code: text::tax_code(&first.organisation_code),
    });
    Ok(view)
}

fn described_product(
    db: &Database,
    organisation: i64,
    class: &str,
    owner: Option<&str>,
) -> Result<ProductView, StoreError> {
    let known = Element::attributes_of(db, organisation, class)?;
    let owner = owner
        .map(str::to_owned)
        .or_else(|| filled_attribute(&known, "owner"));
    let party = match owner {
        Some(id) => Element::attributes_of(db, organisation, &thing::canonical_id(&id))?,
        None => BTreeMap::new(),
    };
    Ok(ProductView {
        name: filled_attribute(&known, "descriptionShort")
            .or_else(|| filled_attribute(&known, "name")),
        producer: read_producer(&party),
        sku: filled_attribute(&known, "sku"),
        net_quantity: filled_attribute(&known, "netQuantity"),
        standards: filled_attribute(&known, "standards"),
        ingredients: filled_attribute(&known, "ingredients"),
        storage: filled_attribute(&known, "storage"),
    })
}

fn read_producer(party: &BTreeMap<String, String>) -> Option<Producer> {
    let address = filled_attribute(party, "streetAddressOne");
    let state = filled_attribute(party, "state");
    let whole = match (address, state) {
        (Some(address), Some(state)) if !ends_with(&address, &state) => {
            Some(format!("{address}, {state}"))
        }
        (address, state) => address.or(state),
    };
    Some(Producer {
        name: filled_attribute(party, "name")?,
        address: whole,
        tax_code: filled_attribute(party, "taxCode").filter(|told| text::tax_code(told).is_some()),
    })
}

/// Whether the address names its province already, with or without the word for it.
fn ends_with(address: &str, state: &str) -> bool {
    let (address, state) = (address.to_lowercase(), state.to_lowercase());
    let words = ["tỉnh ", "thành phố ", "tp. "];
    let bare = words.iter().find_map(|word| state.strip_prefix(word));
    address.ends_with(bare.unwrap_or(&state))
}

fn filled_attribute(attributes: &BTreeMap<String, String>, name: &str) -> Option<String> {
    attributes
        .get(name)
        .filter(|value| !value.is_empty())
        .cloned()
}
