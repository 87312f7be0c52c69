//! What a label may claim only for a time: certificates and OCOP stars. Only what is valid on the day of printing is printed (a stall is fined for the rest);
//! what has ended, or soon will, is said.

use std::collections::BTreeMap;

use jiff::civil::Date;
use nuong_labels::{Field, LabelData, Slot};
use serde::{Deserialize, Serialize};

use crate::Result;
use crate::base::finding::{Finding, Severity, finding};
use crate::certificate::{Certificate, certificate_name, validity_state};
use crate::lot::LotRecord;
use crate::product::ProductRecord;
use crate::store::reader::Reader;

/// A printed claim that ends: kept with the print, so that a reprint can say that it has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claim {
    /// As people call it: "VietGAP 123/2026", "OCOP 4★".
    pub name: String,
    /// Last day, ISO.
    pub valid_to: String,
}

/// What a label claims, which pictures stand for it, and what to know.
#[derive(Default)]
pub(crate) struct Claims {
    pub printed: Vec<Claim>,
    pub marks: Vec<(Slot, String)>,
    pub findings: Vec<Finding>,
}

/// Puts the claims that are valid today on the label.
pub(crate) fn about_claims(
    r: &Reader<'_>,
    data: &mut LabelData,
    lot: &LotRecord,
    product: &ProductRecord,
    today: Date,
    lang: &str,
) -> Result<Claims> {
    let id = lot.product.to_string();
    let covers = |c: &Certificate| c.all_products || c.products.contains(&id);
    let mut claims = Claims::default();
    let mut texts = Vec::new();
    let mut places = [Slot::Mark1, Slot::Mark2, Slot::Mark3].into_iter();
    for certificate in r.certificates()?.iter().filter(|c| covers(c)) {
        let name = format!("{} {}", certificate_name(certificate), certificate.number);
        let stands = validity_state(
            certificate.valid_from.as_deref(),
            &certificate.valid_to,
            today,
        );
        let mut args = claim_args(&name, &certificate.valid_to);
        args.insert("certificate".to_owned(), certificate.id.clone());
        claims.findings.extend(of_certificate(stands, args, lang));
        if !matches!(stands, "valid" | "expiring") {
            continue;
        }
        let mark = certificate.picture.as_ref();
        claims
            .marks
            .extend(mark.and_then(|hash| Some((places.next()?, hash.clone()))));
        claims
            .printed
            .push(claim_until(&name, &certificate.valid_to));
        texts.push(name);
    }
    data.set(Field::Certificates, &texts.join(" · "));
    about_ocop(data, product, today, lang, &mut claims);
    Ok(claims)
}

fn about_ocop(
    data: &mut LabelData,
    product: &ProductRecord,
    today: Date,
    lang: &str,
    claims: &mut Claims,
) {
    let (Some(stars), Some(to)) = (product.label.ocop_stars, &product.label.ocop_valid_to) else {
        return;
    };
    let name = format!("OCOP {stars}★");
    let stands = validity_state(None, to, today);
    claims
        .findings
        .extend(of_ocop(stands, claim_args(&name, to), lang));
    if stands != "expired" {
        data.set(Field::Ocop, &stars.to_string());
        claims.printed.push(claim_until(&name, to));
    }
}

/// What a reprint must say of claims that have ended since.
pub(crate) fn ended_since(printed: &[Claim], today: Date, lang: &str) -> Vec<Finding> {
    let ended = |c: &&Claim| validity_state(None, &c.valid_to, today) == "expired";
    let said = |c: &Claim| {
        let args = claim_args(&c.name, &c.valid_to);
        finding("claim_ended_since", Severity::Warning, "", args, lang)
    };
    printed.iter().filter(ended).map(said).collect()
}

fn of_certificate(stands: &str, args: BTreeMap<String, String>, lang: &str) -> Option<Finding> {
    match stands {
        "expired" => Some(finding(
            "certificate_expired",
            Severity::Warning,
            "certificate.valid_to",
            args,
            lang,
        )),
        "expiring" => Some(finding(
            "certificate_expiring",
            Severity::Note,
            "certificate.valid_to",
            args,
            lang,
        )),
        "future" => Some(finding(
            "certificate_not_yet",
            Severity::Note,
            "certificate.valid_from",
            args,
            lang,
        )),
        _ => None,
    }
}

fn of_ocop(stands: &str, args: BTreeMap<String, String>, lang: &str) -> Option<Finding> {
    match stands {
        "expired" => Some(finding(
            "ocop_expired",
            Severity::Warning,
            "product.ocop_valid_to",
            args,
            lang,
        )),
        "expiring" => Some(finding(
            "ocop_expiring",
            Severity::Note,
            "product.ocop_valid_to",
            args,
            lang,
        )),
        _ => None,
    }
}

fn claim_args(name: &str, valid_to: &str) -> BTreeMap<String, String> {
    [("name", name), ("valid_to", valid_to)]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into()
}

fn claim_until(name: &str, valid_to: &str) -> Claim {
    Claim {
        name: name.to_owned(),
        valid_to: valid_to.to_owned(),
    }
}
