//! The cooperative's profile: one row.

use rusqlite::types::Value;

use super::view::Profile;
use crate::base::topic::Topic;
use crate::step::identity::OrganisationCode;
use crate::store::columns::Columns;
use crate::store::mark::Mark;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

pub(crate) static KIND: Kind = Kind::new(
    "profile",
    "cooperative",
    &[
        "one",
        "name",
        "tax_code",
        "organisation",
        "address_detail",
        "commune_code",
        "representative",
        "phone",
        "email",
        "gcp",
        "gln",
        "link_base",
        "sample",
        "logo",
    ],
    &[Topic::Profile],
);

/// The key of the one row.
const ONE: Value = Value::Integer(1);

impl Record for Profile {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            ONE,
            text(&self.name),
            text(&self.tax_code),
            text(&self.organisation),
            text(&self.address_detail),
            text(&self.commune_code),
            text(&self.representative),
            text(&self.phone),
            text(&self.email),
            text_if_any(self.gcp.as_ref()),
            text_if_any(self.gln.as_ref()),
            text_if_any(self.link_base.as_ref()),
            self.sample.into(),
            text_if_any(self.logo.as_ref()),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            name: row.get(1)?,
            tax_code: row.get(2)?,
            organisation: row.get(3)?,
            address_detail: row.get(4)?,
            commune_code: row.get(5)?,
            representative: row.get(6)?,
            phone: row.get(7)?,
            email: row.get(8)?,
            gcp: row.get(9)?,
            gln: row.get(10)?,
            link_base: row.get(11)?,
            sample: row.get(12)?,
            logo: row.get(13)?,
        })
    }

    fn marks(&self, _before: Option<&Self>) -> Vec<Mark> {
        vec![Mark::new(SET_UP, &self.tax_code)]
    }
}

/// The cooperative was set up or changed.
pub(crate) const SET_UP: &str = "cooperative";

impl Reader<'_> {
    /// The profile; none before the first run is done.
    ///
    /// # Errors
    /// `file_damaged`.
    pub fn profile(&self) -> Result<Option<Profile>> {
        self.record(&[ONE])
    }

    /// The cooperative's name in the ids of its records, so that another computer with the same ledger gives them the same.
    ///
    /// # Errors
    /// `profile_missing` before the cooperative is set up.
    pub(crate) fn organisation(&self) -> Result<OrganisationCode> {
        let profile = self.profile()?;
        let missing = || AppError::new(Code::ProfileMissing, "no cooperative yet");
        Ok(OrganisationCode::of_record(
            &profile.ok_or_else(missing)?.organisation,
        ))
    }
}

impl Tx<'_> {
    /// Stores the (already checked) profile.
    ///
    /// # Errors
    /// The store's own.
    pub(super) fn save_profile(&mut self, profile: &Profile) -> Result<()> {
        self.put(profile).map(|_before| ())
    }
}
