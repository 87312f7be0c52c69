//! What a lot's label says, field by field (captions stay Vietnamese, as Decree 37/2026, Art. 42 asks), and what the records behind it
//! forbid: a running pre-harvest interval.

use std::collections::{BTreeMap, BTreeSet};

use nuong_domain::{Dimension, Quantity, Unit, lot};
use nuong_labels::{DateKind, ExpiryKind, Field, LabelData, QuantityKind, date_text};

use super::link;
use super::lot::latest_safe;
use crate::store::{LotRecord, ProductRecord, Reader};
use crate::views::{Finding, LabelBalance, Message, Profile};
use crate::{AppError, Result, address, i18n};

/// A label ready to be checked, and findings that only the records know.
pub(super) struct Prepared {
    pub lot: LotRecord,
    pub data: LabelData,
    pub payload: String,
    pub findings: Vec<Finding>,
}

pub(super) fn prepare(r: &Reader<'_>, name: &str, lang: &str) -> Result<Prepared> {
    let lot = r.lot_named(name)?;
    let profile = r
        .profile()?
        .ok_or_else(|| AppError::new("profile_missing", "no cooperative yet"))?;
    let product = r
        .product(lot.product)?
        .ok_or_else(|| AppError::new("product_not_found", lot.product))?;
    let payload = link::of_lot(r, &lot)?;
    let mut data = about_cooperative(&profile);
    about_product(&mut data, &product);
    about_lot(&mut data, &lot, &product);
    data.set(Field::Origin, &origin(r, &lot)?);
    data.set(Field::Link, &payload);
    Ok(Prepared {
        findings: standing(r, &lot, lang)?,
        lot,
        data,
        payload,
    })
}

/// How the lot stands today: what forbids its labels, and what to know before printing.
pub(super) fn standing(r: &Reader<'_>, lot: &LotRecord, lang: &str) -> Result<Vec<Finding>> {
    let found = [phi_finding(r, lot, lang)?, live_finding(r, lot, lang)?];
    Ok(found.into_iter().flatten().collect())
}

/// A warning when more labels would be about than the lot has packs.
pub(super) fn packs_finding(
    balance: LabelBalance,
    wanted: u32,
    lot: &str,
    lang: &str,
) -> Option<Finding> {
    let packs = balance.packs?;
    let labels = balance.in_use.saturating_add(wanted);
    let args = BTreeMap::from([
        ("lot".to_owned(), lot.to_owned()),
        ("packs".to_owned(), packs.to_string()),
        ("labels".to_owned(), labels.to_string()),
    ]);
    (labels > packs).then(|| {
        finding(
            "more_labels_than_packs",
            "warning",
            "label.count",
            args,
            lang,
        )
    })
}

fn about_cooperative(profile: &Profile) -> LabelData {
    let place = address::commune_label(&profile.commune_code);
    let address: Vec<&str> = [profile.address_detail.as_str(), &place]
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect();
    LabelData::default()
        .with(Field::Cooperative, &profile.name)
        .with(Field::Address, &address.join(", "))
        .with(Field::Contact, &profile.phone)
        .with(Field::TaxCode, &profile.tax_code)
}

fn about_product(data: &mut LabelData, product: &ProductRecord) {
    data.set(Field::Product, &product.name);
    data.set(Field::Ingredients, &product.ingredients);
    data.set(Field::Storage, &product.storage);
    data.set(Field::Usage, &product.usage);
    data.set(Field::Standards, &product.standards);
    data.goods_group = product.goods_group.clone();
    if let Some((quantity, unit)) = product.net() {
        data.set(Field::NetQuantity, &shown(quantity, unit));
        data.quantity_kind = match unit.dimension() {
            Dimension::Mass => QuantityKind::Mass,
            Dimension::Volume => QuantityKind::Volume,
            Dimension::Count => QuantityKind::Count,
        };
    }
}

fn about_lot(data: &mut LabelData, lot: &LotRecord, product: &ProductRecord) {
    data.set(Field::Lot, &lot.code);
    let Some(day) = lot.first_on else { return };
    data.set(Field::Date, &date_text(day));
    // Unprocessed material is harvested, not produced; for it the law takes the harvest as the mark of time.
    data.date_kind = if product.goods_group == "material" {
        DateKind::Harvested
    } else {
        DateKind::Produced
    };
    data.expiry_kind = ExpiryKind::Expires;
    if let Some(expiry) = product
        .shelf_life_months
        .and_then(|months| lot::expiry(day, months))
    {
        data.set(Field::Expiry, &date_text(expiry));
    }
}

/// "0,5 kg": a decimal comma, as Vietnamese labels write it.
fn shown(quantity: Quantity, unit: Unit) -> String {
    format!("{} {}", quantity.decimal(unit).replace('.', ","), unit.vi())
}

/// The country, and the province where all harvests come from one.
fn origin(r: &Reader<'_>, lot: &LotRecord) -> Result<String> {
    let sources = r.lot_sources(lot.id)?;
    let provinces: BTreeSet<&str> = sources
        .iter()
        .map(|s| address::commune_and_province(&s.commune_code).1)
        .collect();
    let mut provinces = provinces.into_iter();
    Ok(match (provinces.next(), provinces.next()) {
        (Some(province), None) if !province.is_empty() => format!("{province}, Việt Nam"),
        _ => "Việt Nam".to_owned(),
    })
}

fn phi_finding(r: &Reader<'_>, lot: &LotRecord, lang: &str) -> Result<Option<Finding>> {
    if !lot.phi_conflict {
        return Ok(None);
    }
    let mut conflicts = Vec::new();
    for source in r.lot_sources(lot.id)? {
        conflicts.extend(r.harvest_conflicts(source.harvest)?);
    }
    let mut args = BTreeMap::from([("lot".to_owned(), lot.code.clone())]);
    if let Some(worst) = latest_safe(&conflicts) {
        args.insert("pesticide".into(), worst.pesticide.clone());
        args.insert("sprayed_on".into(), worst.sprayed_on.clone());
        args.insert("days".into(), worst.interval_days.to_string());
        args.insert("safe_on".into(), worst.safe_on.clone());
    }
    Ok(Some(finding(
        "phi_conflict",
        "error",
        "lot.phi",
        args,
        lang,
    )))
}

fn live_finding(r: &Reader<'_>, lot: &LotRecord, lang: &str) -> Result<Option<Finding>> {
    let live = r
        .lot_row(&lot.id.to_string())?
        .is_some_and(|row| row.status == "published");
    Ok((!live).then(|| finding("link_not_live", "note", "", BTreeMap::new(), lang)))
}

fn finding(
    code: &str,
    severity: &str,
    field: &str,
    args: BTreeMap<String, String>,
    lang: &str,
) -> Finding {
    let text = Message {
        key: format!("core.finding.{code}"),
        args,
    };
    Finding {
        code: code.to_owned(),
        severity: severity.to_owned(),
        message: i18n::message(lang, &text),
        text,
        field: field.to_owned(),
    }
}
