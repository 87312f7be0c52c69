//! The document that carries events: our context, and in the header the products, places and party that they mention.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use nuong_domain::id::{LotId, PlaceId};
use nuong_epcis::{Document, EventTime, MasterData, VocabularyElement};
use serde_json::Value;

use crate::base::address;
use crate::base::day::offset;
use crate::cooperative::Profile;
use crate::event::{CONTEXT, Names, StoredEvent, Subject};
use crate::lot::LotRecord;
use crate::place::PlaceRecord;
use crate::product::ProductRecord;
use crate::store::reader::Reader;
use crate::{AppError, Code, Result};

/// What events of one time mention: the cooperative's GLN may have come or changed since, and frozen events keep the old names.
#[derive(Default)]
struct Mentioned {
    lots: BTreeSet<LotId>,
    places: BTreeSet<PlaceId>,
}

/// An `EPCISDocument` of these events with their master data as it is today, under the names that the events use.
pub(crate) fn document_of(
    reader: &Reader<'_>,
    events: &[StoredEvent],
    created: Timestamp,
) -> Result<Value> {
    let profile = reader
        .profile()?
        .ok_or_else(|| AppError::new(Code::ProfileMissing, "no cooperative yet"))?;
    let today = Names::of_profile(&profile);
    let mut document = Document::new(CONTEXT.clone(), EventTime::new(created, offset()));
    let data = &mut document.master_data;
    for (party_name, mentioned) in mentioned_things(reader, events, &today)? {
        let names = today.when_called(&party_name);
        data.add(party_element(&names, &profile));
        data.add(site_element(&names, &profile));
        describe_things(data, reader, &names, &mentioned)?;
    }
    document.events = events.iter().map(|e| e.json.clone()).collect();
    Ok(document.to_value())
}

/// What the events mention, by the name that they give the cooperative.
fn mentioned_things(
    reader: &Reader<'_>,
    events: &[StoredEvent],
    today: &Names,
) -> Result<BTreeMap<String, Mentioned>> {
    let mut by_party = BTreeMap::from([(today.name_of_party(), Mentioned::default())]);
    for event in events {
        let party = event.json.get("nuong:owner").and_then(Value::as_str);
        let party = party.map_or_else(|| today.name_of_party(), str::to_owned);
        let mentioned = by_party.entry(party).or_default();
        mentioned.lots.extend(reader.lots_told(event.step)?);
        mentioned.places.extend(reader.places_told(event.step)?);
    }
    Ok(by_party)
}

fn describe_things(
    data: &mut MasterData,
    reader: &Reader<'_>,
    names: &Names,
    mentioned: &Mentioned,
) -> Result<()> {
    for lot in &mentioned.lots {
        if let Some(record) = reader.lot(*lot)?
            && let Some(found) = reader.product(record.product)?
        {
            data.add(product_element(names, &record, &found));
        }
    }
    for place in &mentioned.places {
        // The store is the cooperative's site, which is described already.
        if let Some(found) = reader.place(*place)?
            && names.name_of_place(&found.code) != names.name_of_site()
        {
            data.add(place_element(names, &found));
        }
    }
    Ok(())
}

fn party_element(names: &Names, profile: &Profile) -> VocabularyElement {
    let (commune, province) = address::commune_and_province(&profile.commune_code);
    VocabularyElement::new(MasterData::PARTY, &names.name_of_party())
        .with("cbvmda:name", profile.name.as_str())
        .with(
            "cbvmda:streetAddressOne",
            joined_parts(&[&profile.address_detail, commune]),
        )
        .with("cbvmda:state", province)
        .with("cbvmda:countryCode", "VN")
        .with("nuong:taxCode", profile.public_tax_code())
}

fn site_element(names: &Names, profile: &Profile) -> VocabularyElement {
    let (commune, province) = address::commune_and_province(&profile.commune_code);
    VocabularyElement::new(MasterData::BUSINESS_LOCATION, &names.name_of_site())
        .with("cbvmda:name", profile.name.as_str())
        .with(
            "cbvmda:streetAddressOne",
            joined_parts(&[&profile.address_detail, commune, province]),
        )
}

fn place_element(names: &Names, place: &PlaceRecord) -> VocabularyElement {
    let (commune, province) = address::commune_and_province(&place.commune_code);
    VocabularyElement::new(
        MasterData::BUSINESS_LOCATION,
        &names.name_of_place(&place.code),
    )
    .with("cbvmda:name", place.code.as_str())
    .with("nuong:crop", place.crop.as_str())
    .with("nuong:growingAreaCode", place.growing_area_code.as_str())
    .with(
        "cbvmda:streetAddressOne",
        joined_parts(&[commune, province]),
    )
}

fn product_element(names: &Names, lot: &LotRecord, product: &ProductRecord) -> VocabularyElement {
    let subject = Subject {
        lot: "",
        sku: &lot.sku,
        gtin: lot.gtin.as_deref(),
    };
    let net = product.net().map_or_else(String::new, |(q, unit)| {
        format!("{} {}", q.decimal_in(unit), unit.vi())
    });
    let element = VocabularyElement::new(MasterData::EPC_CLASS, &names.class_of_product(&subject))
        .with("cbvmda:descriptionShort", product.name.as_str())
        .with("nuong:sku", lot.sku.as_str())
        .with("nuong:netQuantity", net)
        .with("nuong:goodsGroup", product.goods_group.as_str())
        .with("nuong:ingredients", product.ingredients.as_str())
        .with("nuong:storage", product.storage.as_str())
        .with("nuong:owner", names.name_of_party());
    match product.shelf_life_months {
        Some(months) => element.with("nuong:shelfLifeMonths", months),
        None => element,
    }
}

fn joined_parts(parts: &[&str]) -> String {
    parts
        .iter()
        .filter(|p| !p.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(", ")
}

impl Reader<'_> {
    /// The EPCIS document that carries these events (by their numbers; none: all), with the master data they mention.
    ///
    /// # Errors
    /// `profile_missing`; the store's own.
    pub fn document(&self, numbers: Option<&[i64]>, created: Timestamp) -> Result<Value> {
        document_of(self, &self.events(numbers)?, created)
    }
}
