//! Member households, by their code.

use jiff::civil::Date;
use nuong_domain::id::HouseholdId;
use rusqlite::params;
use serde_json::json;

use crate::Result;
use crate::base::address;
use crate::base::text::first;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::index::Doc;
use crate::store::reader::Reader;
use crate::store::tx::{Outcome, Tx};

/// A household as a ledger tells it. Text is NFC and trimmed by the caller ([`nuong_domain::clean`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HouseholdInput {
    /// The cooperative's code, such as `H001`: the natural key.
    pub code: String,
    /// Head's name.
    pub name: String,
    /// Phone, or empty.
    pub phone: String,
    /// Hamlet or street, or empty.
    pub address_detail: String,
    /// Today's commune, 5 digits; empty when it could not be told.
    pub commune_code: String,
    /// The address as written, with its old district: searchable, never printed.
    pub address_written: String,
    /// When it joined.
    pub joined_on: Option<Date>,
}

impl Reader<'_> {
    /// The household with this code.
    pub(crate) fn household_by_code(
        &self,
        code: &str,
    ) -> Result<Option<(HouseholdId, HouseholdInput)>> {
        let found = self.one(
            "SELECT id, name, phone, address_detail, commune_code, address_written, joined_on FROM household WHERE code = ?1",
            [code],
            |r| {
                let joined: Option<String> = r.get(6)?;
                let input = HouseholdInput {
                    code: code.to_owned(),
                    name: r.get(1)?,
                    phone: r.get(2)?,
                    address_detail: r.get(3)?,
                    commune_code: r.get(4)?,
                    address_written: r.get(5)?,
                    joined_on: joined.and_then(|d| d.parse().ok()),
                };
                Ok((r.get::<_, String>(0)?, input))
            },
        )?;
        Ok(found.and_then(|(id, input)| Some((id.parse().ok()?, input))))
    }
}

impl Reader<'_> {
    /// Every household's code and head.
    pub(crate) fn household_names(&self) -> Result<Vec<(HouseholdId, String, String)>> {
        let rows = self.all("SELECT id, code, name FROM household", [], |r| {
            Ok((r.get::<_, String>(0)?, r.get(1)?, r.get(2)?))
        })?;
        let named = rows.into_iter();
        Ok(named
            .filter_map(|(id, code, name)| Some((id.parse().ok()?, code, name)))
            .collect())
    }
}

impl Tx<'_> {
    /// Adds the household, or fills in what is still empty of the one with this code; never overwrites what somebody entered.
    ///
    /// # Errors
    /// The store's own.
    pub fn upsert_household(&mut self, input: &HouseholdInput) -> Result<(HouseholdId, Outcome)> {
        let Some((id, before)) = self.reader().household_by_code(&input.code)? else {
            let id = HouseholdId(self.mint());
            self.put_household(id, input, None)?;
            return Ok((id, Outcome::Added));
        };
        let after = HouseholdInput {
            code: before.code.clone(),
            name: first(&before.name, &input.name),
            phone: first(&before.phone, &input.phone),
            address_detail: first(&before.address_detail, &input.address_detail),
            commune_code: first(&before.commune_code, &input.commune_code),
            address_written: first(&before.address_written, &input.address_written),
            joined_on: before.joined_on.or(input.joined_on),
        };
        if after == before {
            return Ok((id, Outcome::Unchanged));
        }
        self.put_household(id, &after, Some(&before))?;
        Ok((id, Outcome::Completed))
    }

    fn put_household(
        &mut self,
        id: HouseholdId,
        h: &HouseholdInput,
        before: Option<&HouseholdInput>,
    ) -> Result<()> {
        let id = id.to_string();
        self.run(
            "INSERT INTO household (id, code, name, phone, address_detail, commune_code, address_written, joined_on, display)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'masked')
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, phone = excluded.phone, address_detail = excluded.address_detail,
               commune_code = excluded.commune_code, address_written = excluded.address_written, joined_on = excluded.joined_on",
            params![id, h.code, h.name, h.phone, h.address_detail, h.commune_code, h.address_written, h.joined_on.map(|d| d.to_string())],
        )?;
        let verb = if before.is_some() {
            "changed"
        } else {
            "created"
        };
        let show = |h: &HouseholdInput| json!({"code": h.code, "name": h.name, "phone": h.phone, "address": h.address_written, "commune": h.commune_code});
        self.log(Change {
            noun: "household",
            record: &id,
            lot: None,
            verb,
            fields: vec![("household", json!(before.map(show)), show(h))],
        })?;
        let text = [
            h.code.as_str(),
            &h.name,
            &h.address_detail,
            &h.address_written,
            &address::commune_label(&h.commune_code),
        ]
        .join(" ");
        self.index(Doc::Household, &id, None, &text)?;
        if before.is_some() {
            self.mark_stale("SELECT ls.lot_id FROM harvest h JOIN lot_source ls ON ls.harvest_id = h.id WHERE h.household_id = ?1", &id)?;
        }
        self.touch(Topic::Places);
        Ok(())
    }
}

/// A household for a search hit.
pub(crate) struct HouseholdLine {
    pub code: String,
    pub name: String,
    pub display: String,
    pub place: String,
}

impl Reader<'_> {
    /// A household by its id, for a search hit.
    pub(crate) fn household_line(&self, id: &str) -> Result<Option<HouseholdLine>> {
        self.one(
            "SELECT code, name, display, commune_code FROM household WHERE id = ?1",
            [id],
            |r| {
                let commune: String = r.get(3)?;
                Ok(HouseholdLine {
                    code: r.get(0)?,
                    name: r.get(1)?,
                    display: r.get(2)?,
                    place: address::commune_label(&commune),
                })
            },
        )
    }
}
