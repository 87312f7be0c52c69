//! A label made ready: its values from the records (captions stay Vietnamese, as Decree 37/2026, Art. 42 asks), and what the records behind it
//! forbid: a running pre-harvest interval.

use std::collections::BTreeMap;

use jiff::civil::Date;
use nuong_labels::{Field, LabelData, Lang, Slot};

use super::label_claims::{Claim, about_claims};
use super::label_lot::{about_lot, expiry_finding};
use super::label_product::{about_product, on_pallet};
use super::lot::latest_safe;
use super::lot_status::status_finding;
use super::{link, picture};
use crate::store::{LotRecord, Reader};
use crate::views::{DeliveryState, Finding, LabelBalance, LabelRequest, Message, Profile};
use crate::{AppError, Result, address, i18n};

/// A label ready to be checked, and findings that only the records know.
pub(super) struct Prepared {
    pub lot: LotRecord,
    pub data: LabelData,
    pub payload: String,
    pub findings: Vec<Finding>,
    /// Of what is printed, that which ends.
    pub claims: Vec<Claim>,
}

/// The label of a lot as the records stand on the day `today`.
pub(super) fn prepare(
    r: &Reader<'_>,
    request: &LabelRequest,
    today: Date,
    lang: &str,
) -> Result<Prepared> {
    let lot = r.lot_named(&request.lot)?;
    let profile = r
        .profile()?
        .ok_or_else(|| AppError::new("profile_missing", "no cooperative yet"))?;
    let product = r
        .product(lot.product)?
        .ok_or_else(|| AppError::new("product_not_found", lot.product))?;
    let payload = link::of_lot(r, &lot)?;
    let mut data = about_cooperative(&profile);
    data.other_lang = other_lang(&request.other_lang)?;
    about_product(&mut data, &product);
    if let Some(cartons) = request.cartons {
        on_pallet(&mut data, cartons)?;
    }
    about_lot(r, &mut data, &lot, &product)?;
    data.set(Field::Link, &payload);
    let claims = about_claims(r, &mut data, &lot, &product, today, lang)?;
    let logo = profile.logo.map(|hash| (Slot::Logo, hash));
    for (slot, hash) in logo.into_iter().chain(claims.marks) {
        data.pictures.insert(slot, picture::kept(r, &hash)?);
    }
    let mut findings = standing(r, &lot, lang)?;
    findings.extend(expiry_finding(&data, &lot, today, lang));
    findings.extend(claims.findings);
    data.set(Field::ShortCode, &r.short_code_of(&lot)?.to_string());
    Ok(Prepared {
        lot,
        data,
        payload,
        findings,
        claims: claims.printed,
    })
}

fn other_lang(word: &str) -> Result<Option<Lang>> {
    match word {
        "" => Ok(None),
        "en" => Ok(Some(Lang::En)),
        other => Err(AppError::new("other_lang_unknown", other).with("value", other)),
    }
}

/// How the lot stands today: what forbids its labels, and what to know before printing.
pub(super) fn standing(r: &Reader<'_>, lot: &LotRecord, lang: &str) -> Result<Vec<Finding>> {
    let found = [
        status_finding(r, lot, lang)?,
        phi_finding(r, lot, lang)?,
        live_finding(r, lot, lang)?,
    ];
    Ok(found.into_iter().flatten().collect())
}

/// A warning when more labels would be about than the lot has packs.
pub(super) fn packs_finding(
    balance: &LabelBalance,
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
        .is_some_and(|row| row.delivery == DeliveryState::Accepted);
    Ok((!live).then(|| finding("link_not_live", "note", "", BTreeMap::new(), lang)))
}

/// A finding of the engine's own: `core.finding.{code}`.
pub(super) fn finding(
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
        places: Vec::new(),
    }
}
