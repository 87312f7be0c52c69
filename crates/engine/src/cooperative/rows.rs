//! The cooperative's profile: one row.

use rusqlite::params;
use serde_json::json;

use super::view::Profile;
use crate::Result;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

impl Reader<'_> {
    /// The profile; none before the first run is done.
    pub fn profile(&self) -> Result<Option<Profile>> {
        self.one(
            "SELECT name, tax_code, address_detail, commune_code, representative, phone, email, gcp, gln, link_base, sample, logo FROM cooperative",
            [],
            |r| {
                Ok(Profile {
                    name: r.get(0)?,
                    tax_code: r.get(1)?,
                    address_detail: r.get(2)?,
                    commune_code: r.get(3)?,
                    representative: r.get(4)?,
                    phone: r.get(5)?,
                    email: r.get(6)?,
                    gcp: r.get(7)?,
                    gln: r.get(8)?,
                    link_base: r.get(9)?,
                    sample: r.get(10)?,
                    logo: r.get(11)?,
                })
            },
        )
    }
}

impl Tx<'_> {
    /// Stores the (already checked) profile.
    pub fn save_profile(&mut self, profile: &Profile) -> Result<()> {
        let before = self.reader().profile()?;
        let p = profile;
        self.run(
            "INSERT OR REPLACE INTO cooperative (one, name, tax_code, address_detail, commune_code, representative, phone, email, gcp, gln, link_base, sample, logo)
             VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![p.name, p.tax_code, p.address_detail, p.commune_code, p.representative, p.phone, p.email, p.gcp, p.gln, p.link_base, p.sample, p.logo],
        )?;
        let verb = if before.is_some() {
            "changed"
        } else {
            "created"
        };
        self.log(Change {
            noun: "profile",
            record: "cooperative",
            lot: None,
            verb,
            fields: vec![("profile", json!(before), json!(profile))],
        })?;
        self.touch(Topic::Profile);
        Ok(())
    }
}
