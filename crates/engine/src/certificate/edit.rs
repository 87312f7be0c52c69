//! Certificates: VietGAP, organic, food safety and others, of all products or of some.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::view::Certificate;
use crate::base::choice::Choice;
use crate::base::text::short;
use crate::product::checked_day;
use crate::store::reader::Reader;
use crate::{App, AppError, Code, Result};

/// A certificate is said to expire when so many days or fewer are left.
const SOON_DAYS: i32 = 30;

/// Most products that a certificate names.
const MOST_PRODUCTS: usize = 10_000;

#[derive(Deserialize)]
struct Kinds {
    kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    code: String,
    vi: String,
    en: String,
}

// An unreadable file leaves no kinds; `the_kinds_are_read` fails then.
static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let file = include_str!("../../../../assets/rules/certificate-kinds.json");
    serde_json::from_str::<Kinds>(file).map_or_else(|_| Vec::new(), |file| file.kinds)
});

impl App {
    /// Kinds of certificates for the picker.
    pub fn certificate_kinds(&self) -> Vec<Choice> {
        let choice = |k: &Kind| Choice {
            code: k.code.clone(),
            vi: k.vi.clone(),
            en: k.en.clone(),
        };
        KINDS.iter().map(choice).collect()
    }

    /// Every certificate in sight, oldest first.
    ///
    /// # Errors
    /// The store's own.
    pub fn certificates(&self) -> Result<Vec<Certificate>> {
        let today = self.today_date();
        let all = self.read(|r| r.certificates())?;
        Ok(all.into_iter().map(|c| with_state(c, today)).collect())
    }

    /// Adds (empty `id`) or changes a certificate.
    ///
    /// # Errors
    /// `certificate_kind_unknown` (args `value`), `certificate_name_missing`, `certificate_number_missing`, `certificate_date_missing`, `certificate_dates_swapped`,
    /// `certificate_no_products`, `product_not_found`, `picture_not_found`, `certificate_not_found`, `date_*`, `text_too_long`.
    pub fn save_certificate(&self, certificate: Certificate) -> Result<Certificate> {
        let today = self.today_date();
        let mut certificate = checked_certificate(certificate, today)?;
        self.write("", |tx| {
            let r = tx.reader();
            if certificate.id.is_empty() {
                certificate.id = tx.mint().to_string();
            } else if r.certificate(&certificate.id)?.is_none() {
                return Err(certificate_missing(&certificate.id));
            }
            check_named(&r, &certificate)?;
            tx.put_certificate(&certificate)?;
            Ok(with_state(certificate, today))
        })
    }

    /// Takes a certificate out of sight; labels no longer carry it. [`App::restore_certificate`] brings it back.
    ///
    /// # Errors
    /// `certificate_not_found`.
    pub fn delete_certificate(&self, id: &str) -> Result<()> {
        self.set_certificate_deleted(id, true)
    }

    /// Undoes [`App::delete_certificate`].
    ///
    /// # Errors
    /// `certificate_not_found`.
    pub fn restore_certificate(&self, id: &str) -> Result<()> {
        self.set_certificate_deleted(id, false)
    }

    fn set_certificate_deleted(&self, id: &str, deleted: bool) -> Result<()> {
        self.write("", |tx| match tx.set_certificate_deleted(id, deleted)? {
            true => Ok(()),
            false => Err(certificate_missing(id)),
        })
    }
}

fn certificate_missing(id: &str) -> AppError {
    AppError::new(Code::CertificateNotFound, id)
}

fn checked_certificate(c: Certificate, today: Date) -> Result<Certificate> {
    if !KINDS.iter().any(|kind| kind.code == c.kind) {
        return Err(AppError::new(Code::CertificateKindUnknown, &c.kind).with("value", &c.kind));
    }
    let typed = |text: &str, missing: Code| match text.trim() {
        "" => Err(AppError::new(missing, "valid_to")),
        text => checked_day(text, today),
    };
    let from = c
        .valid_from
        .as_deref()
        .filter(|from| !from.trim().is_empty());
    let certificate = Certificate {
        name: short("certificate.name", &c.name)?,
        number: short("certificate.number", &c.number)?,
        issuer: short("certificate.issuer", &c.issuer)?,
        valid_from: from.map(|from| checked_day(from, today)).transpose()?,
        valid_to: typed(&c.valid_to, Code::CertificateDateMissing)?,
        products: if c.all_products {
            Vec::new()
        } else {
            c.products
        },
        picture: c.picture.filter(|hash| !hash.is_empty()),
        state: String::new(),
        ..c
    };
    check_whole(&certificate)?;
    Ok(certificate)
}

fn check_whole(c: &Certificate) -> Result<()> {
    if c.name.is_empty() && c.kind == "other" {
        return Err(AppError::new(Code::CertificateNameMissing, "name"));
    }
    if c.number.is_empty() {
        return Err(AppError::new(Code::CertificateNumberMissing, "number"));
    }
    // Both are ISO days by now: they compare as texts.
    if c.valid_from.as_ref().is_some_and(|from| *from > c.valid_to) {
        return Err(AppError::new(Code::CertificateDatesSwapped, &c.valid_to));
    }
    if !c.all_products && (c.products.is_empty() || c.products.len() > MOST_PRODUCTS) {
        return Err(AppError::new(
            Code::CertificateNoProducts,
            "products, all_products",
        ));
    }
    Ok(())
}

/// Whether what it names is there.
fn check_named(r: &Reader<'_>, c: &Certificate) -> Result<()> {
    for id in &c.products {
        let product = id
            .parse()
            .map_err(|e| AppError::of(Code::ProductNotFound, e))?;
        if r.product(product)?.is_none() {
            return Err(AppError::new(Code::ProductNotFound, id));
        }
    }
    match &c.picture {
        Some(hash) => crate::picture::picture_exists(r, hash),
        None => Ok(()),
    }
}

/// What a certificate is called on labels.
pub(crate) fn certificate_name(c: &Certificate) -> String {
    let kind = KINDS.iter().find(|kind| kind.code == c.kind);
    match (c.name.as_str(), kind) {
        ("", Some(kind)) => kind.vi.clone(),
        (name, _) => name.to_owned(),
    }
}

/// `valid`, `expiring`, `expired` or `future`: how a span of days stands today. The last day is still valid.
pub(crate) fn validity_state(from: Option<&str>, to: &str, today: Date) -> &'static str {
    // A day that cannot be read must not make a certificate valid.
    let Ok(to) = to.parse::<Date>() else {
        return "expired";
    };
    let soon = today.saturating_add(SOON_DAYS.days());
    match from.map(str::parse::<Date>) {
        _ if to < today => "expired",
        Some(Ok(from)) if from > today => "future",
        _ if to <= soon => "expiring",
        _ => "valid",
    }
}

fn with_state(c: Certificate, today: Date) -> Certificate {
    Certificate {
        state: validity_state(c.valid_from.as_deref(), &c.valid_to, today).to_owned(),
        ..c
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_kinds_are_read() {
        assert!(KINDS.len() >= 6);
    }

    #[test]
    fn the_last_day_is_a_valid_day() {
        let today = date(2026, 11, 22);
        let stands = |from, to| validity_state(from, to, today);
        assert_eq!(stands(None, "2026-11-21"), "expired");
        assert_eq!(stands(None, "2026-11-22"), "expiring");
        assert_eq!(stands(None, "2026-12-22"), "expiring");
        assert_eq!(stands(None, "2026-12-23"), "valid");
        assert_eq!(stands(Some("2026-11-23"), "2027-11-23"), "future");
        assert_eq!(stands(Some("2026-11-22"), "2027-11-23"), "valid");
    }
}
