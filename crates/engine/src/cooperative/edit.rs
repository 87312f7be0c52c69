//! The cooperative's profile: made once, changed later, always checked. The tax code is its name on labels and in events, so it
//! stays once anything carries it.

use nuong_domain::{TaxCode, clean};
use nuong_gs1::Gln;

use super::view::Profile;
use crate::base::address;
use crate::base::address::CommuneChoice;
use crate::base::text::short;
use crate::step::identity::OrganisationCode;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{App, AppError, Code, Result};

const SAMPLE: &str = include_str!("../../../../assets/sample/profile.json");

impl App {
    /// The profile; none at the first run.
    ///
    /// # Errors
    /// The store's own.
    pub fn profile(&self) -> Result<Option<Profile>> {
        self.read(|r| r.profile())
    }

    /// Sets the cooperative up.
    ///
    /// # Errors
    /// `profile_exists`; `name_empty`, `tax_code_invalid`, `gln_invalid`, `gcp_invalid`, `commune_unknown`, `link_base_invalid`, `picture_not_found`, `text_too_long` (args `field`); `organisation_code_missing` for the tax code of a household business with an organisation code that is none.
    pub fn create_cooperative(&self, profile: Profile) -> Result<Profile> {
        let profile = checked_profile(profile)?;
        self.write("", |tx| {
            if tx.reader().profile()?.is_some() {
                return Err(AppError::new(Code::ProfileExists, "set up before"));
            }
            save_named(tx, profile, None)
        })
    }

    /// Sets up the sample cooperative: its profile alone, under GS1's demonstration prefix 952.
    ///
    /// # Errors
    /// As [`App::create_cooperative`].
    pub fn create_sample_profile(&self) -> Result<Profile> {
        let profile: Profile =
            serde_json::from_str(SAMPLE).map_err(|e| AppError::of(Code::Internal, e))?;
        self.create_cooperative(profile)
    }

    /// Changes the profile.
    ///
    /// # Errors
    /// As [`App::create_cooperative`]; `profile_missing`; `tax_code_in_use` when events or labels carry the tax code already.
    pub fn update_profile(&self, profile: Profile) -> Result<Profile> {
        let profile = checked_profile(profile)?;
        self.write("", |tx| {
            let before = tx
                .reader()
                .profile()?
                .ok_or_else(|| AppError::new(Code::ProfileMissing, "no cooperative yet"))?;
            if before.tax_code != profile.tax_code && tx.reader().has_any("lot")? {
                return Err(AppError::new(Code::TaxCodeInUse, "lots carry it")
                    .with("tax_code", &before.tax_code));
            }
            save_named(tx, profile, Some(&before))
        })
    }

    /// Communes for a picker, by what was typed, at most 50.
    pub fn communes(&self, text: &str) -> Vec<CommuneChoice> {
        address::find(text)
    }
}

/// Saves the profile under the name that the cooperative has in ids and links, which stays as long as its tax code does.
fn save_named(tx: &mut Tx<'_>, profile: Profile, before: Option<&Profile>) -> Result<Profile> {
    known_logo(&tx.reader(), &profile)?;
    let organisation = match before.filter(|before| before.tax_code == profile.tax_code) {
        Some(before) => before.organisation.clone(),
        None => {
            // A form gives back what it was shown: that of another tax code is none that was given.
            let given = Some(profile.organisation.as_str())
                .filter(|given| !given.is_empty())
                .filter(|given| before.is_none_or(|before| before.organisation != *given));
            let minted = match given {
                Some(given) => given.to_owned(),
                None => OrganisationCode::mint_letters(tx.random()),
            };
            OrganisationCode::of_tax_code(&profile.tax_code, Some(&minted))?.to_string()
        }
    };
    let profile = Profile {
        organisation,
        ..profile
    };
    tx.save_profile(&profile)?;
    Ok(profile)
}

fn known_logo(r: &Reader<'_>, profile: &Profile) -> Result<()> {
    match &profile.logo {
        Some(hash) => crate::picture::picture_exists(r, hash),
        None => Ok(()),
    }
}

fn checked_profile(p: Profile) -> Result<Profile> {
    let profile = Profile {
        name: short("profile.name", &p.name)?,
        tax_code: TaxCode::parse(&p.tax_code)
            .map_err(|e| AppError::of(Code::by_word(e.code()), e).with("value", &p.tax_code))?
            .to_string(),
        organisation: clean(&p.organisation),
        address_detail: short("profile.address_detail", &p.address_detail)?,
        commune_code: address::known_commune(clean(&p.commune_code))?,
        representative: short("profile.representative", &p.representative)?,
        phone: short("profile.phone", &p.phone)?,
        email: short("profile.email", &p.email)?,
        gcp: cleaned_if_any(p.gcp),
        gln: cleaned_if_any(p.gln),
        link_base: cleaned_if_any(p.link_base).map(|b| b.trim_end_matches('/').to_owned()),
        logo: cleaned_if_any(p.logo),
        sample: p.sample,
    };
    if profile.name.is_empty() {
        return Err(AppError::new(Code::NameEmpty, "profile.name"));
    }
    check_gs1(&profile)?;
    match &profile.link_base {
        Some(base) if !super::link_base::is_base(base) => {
            Err(AppError::new(Code::LinkBaseInvalid, base).with("value", base))
        }
        _ => Ok(profile),
    }
}

fn check_gs1(profile: &Profile) -> Result<()> {
    if let Some(gln) = &profile.gln {
        Gln::parse(gln).map_err(|e| AppError::of(Code::GlnInvalid, e).with("value", gln))?;
    }
    match &profile.gcp {
        Some(gcp) if !(4..=12).contains(&gcp.len()) || !gcp.bytes().all(|b| b.is_ascii_digit()) => {
            Err(AppError::new(Code::GcpInvalid, gcp).with("value", gcp))
        }
        _ => Ok(()),
    }
}

fn cleaned_if_any(text: Option<String>) -> Option<String> {
    text.map(|t| clean(&t)).filter(|t| !t.is_empty())
}
