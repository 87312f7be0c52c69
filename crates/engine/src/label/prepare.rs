//! A label made ready: its values from the records (captions stay Vietnamese, as Decree 37/2026, Art. 42 asks), and what the records behind it
//! forbid: a running pre-harvest interval.

use std::collections::BTreeMap;

use jiff::civil::Date;
use nuong_labels::{Field, LabelData, Lang, Slot};

use super::claims::{Claim, about_claims};
use super::lot::{about_lot, expiry_finding};
use super::product::{about_product, on_pallet};
use super::view::LabelRequest;
use crate::base::address;
use crate::base::finding::{Finding, Severity, finding};
use crate::cooperative::Profile;
use crate::destination::DeliveryState;
use crate::harvest::latest_safe;
use crate::lot::{LotRecord, link, status_finding};
use crate::store::reader::Reader;
use crate::{AppError, Code, Result};

/// A label ready to be checked, and findings that only the records know.
pub(crate) struct Prepared {
    pub lot: LotRecord,
    pub data: LabelData,
    pub payload: String,
    pub findings: Vec<Finding>,
    /// Of what is printed, that which ends.
    pub claims: Vec<Claim>,
}

/// The label of a lot as the records stand on the day `today`.
pub(crate) fn prepare_label(
    r: &Reader<'_>,
    request: &LabelRequest,
    today: Date,
    lang: &str,
) -> Result<Prepared> {
    let lot = r.lot_named(&request.lot)?;
    let profile = r
        .profile()?
        .ok_or_else(|| AppError::new(Code::ProfileMissing, "no cooperative yet"))?;
    let product = r
        .product(lot.product)?
        .ok_or_else(|| AppError::new(Code::ProductNotFound, lot.product))?;
    let payload = link::of_lot(r, &lot)?;
    let mut data = about_cooperative(&profile);
    data.other_lang = other_lang(&request.other_lang)?;
    about_product(&mut data, &product)?;
    if let Some(cartons) = request.cartons {
        on_pallet(&mut data, cartons)?;
    }
    about_lot(r, &mut data, &lot, &product)?;
    data.set(Field::Link, &payload);
    let claims = about_claims(r, &mut data, &lot, &product, today, lang)?;
    let logo = profile.logo.map(|hash| (Slot::Logo, hash));
    for (slot, hash) in logo.into_iter().chain(claims.marks) {
        data.pictures
            .insert(slot, crate::picture::kept_picture(r, &hash)?);
    }
    let mut findings = lot_standing(r, &lot, lang)?;
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
        other => Err(AppError::new(Code::OtherLangUnknown, other).with("value", other)),
    }
}

/// How the lot stands today: what forbids its labels, and what to know before printing.
pub(crate) fn lot_standing(r: &Reader<'_>, lot: &LotRecord, lang: &str) -> Result<Vec<Finding>> {
    let found = [
        status_finding(r, lot, lang)?,
        phi_finding(r, lot, lang)?,
        live_finding(r, lot, lang)?,
    ];
    Ok(found.into_iter().flatten().collect())
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
        .with(Field::TaxCode, profile.public_tax_code())
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
        Severity::Error,
        "lot.phi",
        args,
        lang,
    )))
}

fn live_finding(r: &Reader<'_>, lot: &LotRecord, lang: &str) -> Result<Option<Finding>> {
    let live = r
        .lot_row(&lot.id.to_string())?
        .is_some_and(|row| row.delivery == DeliveryState::Accepted);
    Ok((!live).then(|| finding("link_not_live", Severity::Note, "", BTreeMap::new(), lang)))
}
