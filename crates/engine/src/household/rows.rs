//! Households as stored.

use jiff::civil::Date;
use nuong_domain::id::HouseholdId;
use rusqlite::types::Value;

use crate::Result;
use crate::base::address;
use crate::base::text::first;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::index::Doc;
use crate::store::mark::Mark;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
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

/// A household as stored: with how its name may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HouseholdRecord {
    id: HouseholdId,
    told: HouseholdInput,
    /// `full`, `masked` or `hidden`.
    display: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "household",
    "household",
    &[
        "id",
        "code",
        "name",
        "phone",
        "address_detail",
        "commune_code",
        "address_written",
        "joined_on",
        "display",
    ],
    &[Topic::Places],
);

/// Documents of households in the search index.
pub(crate) const DOC: Doc = Doc(3);

/// A household whose search text may be another.
const CHANGED: &str = "household";

/// A household whose lots may be found by other words.
pub(crate) const LOTS_OF_HOUSEHOLD: &str = "lots of household";

impl Record for HouseholdRecord {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let told = &self.told;
        vec![
            text(self.id),
            text(&told.code),
            text(&told.name),
            text(&told.phone),
            text(&told.address_detail),
            text(&told.commune_code),
            text(&told.address_written),
            text_if_any(told.joined_on),
            text(&self.display),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.parsed(0)?,
            told: HouseholdInput {
                code: row.get(1)?,
                name: row.get(2)?,
                phone: row.get(3)?,
                address_detail: row.get(4)?,
                commune_code: row.get(5)?,
                address_written: row.get(6)?,
                joined_on: row.parsed_if_any(7)?,
            },
            display: row.get(8)?,
        })
    }

    fn marks(&self, before: Option<&Self>) -> Vec<Mark> {
        let own = Mark::new(CHANGED, self.id);
        match before {
            Some(_) => vec![own, Mark::new(LOTS_OF_HOUSEHOLD, self.id)],
            None => vec![own],
        }
    }
}

impl Reader<'_> {
    fn household_by_code(&self, code: &str) -> Result<Option<HouseholdRecord>> {
        Ok(self.records("WHERE code = ?1", &[text(code)])?.pop())
    }

    /// The household with this code, as it was told.
    pub(crate) fn household_told(&self, code: &str) -> Result<Option<HouseholdInput>> {
        Ok(self.household_by_code(code)?.map(|stored| stored.told))
    }

    /// Every household's code and head.
    pub(crate) fn household_names(&self) -> Result<Vec<(HouseholdId, String, String)>> {
        self.all("SELECT id, code, name FROM household", [], |r| {
            Ok((r.parsed(0)?, r.get(1)?, r.get(2)?))
        })
    }

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

    fn household_text(&self, id: &str) -> Result<Option<String>> {
        let found: Option<HouseholdRecord> = self.record(&[text(id)])?;
        Ok(found.map(|HouseholdRecord { told, .. }| {
            let place = address::commune_label(&told.commune_code);
            [
                told.code.as_str(),
                &told.name,
                &told.address_detail,
                &told.address_written,
                &place,
            ]
            .join(" ")
        }))
    }
}

impl Tx<'_> {
    /// Adds the household, or fills in what is still empty of the one with this code; never overwrites what somebody entered.
    ///
    /// # Errors
    /// The store's own.
    pub fn upsert_household(&mut self, input: &HouseholdInput) -> Result<(HouseholdId, Outcome)> {
        let Some(before) = self.reader().household_by_code(&input.code)? else {
            let new = HouseholdRecord {
                id: HouseholdId(self.mint()),
                told: input.clone(),
                display: "masked".to_owned(),
            };
            self.put(&new)?;
            return Ok((new.id, Outcome::Added));
        };
        let after = HouseholdRecord {
            told: completed_household(&before.told, input),
            ..before.clone()
        };
        if after == before {
            return Ok((before.id, Outcome::Unchanged));
        }
        self.put(&after)?;
        Ok((after.id, Outcome::Completed))
    }
}

/// What is there, and where it is empty, what is offered.
fn completed_household(have: &HouseholdInput, offered: &HouseholdInput) -> HouseholdInput {
    HouseholdInput {
        code: have.code.clone(),
        name: first(&have.name, &offered.name),
        phone: first(&have.phone, &offered.phone),
        address_detail: first(&have.address_detail, &offered.address_detail),
        commune_code: first(&have.commune_code, &offered.commune_code),
        address_written: first(&have.address_written, &offered.address_written),
        joined_on: have.joined_on.or(offered.joined_on),
    }
}

/// Search finds households by what they are called today.
pub(crate) fn refresh_index(tx: &mut Tx<'_>) -> Result<()> {
    for (id, _) in tx.take_marks(CHANGED) {
        if let Some(words) = tx.reader().household_text(&id)? {
            tx.index(DOC, &id, None, &words)?;
        }
    }
    Ok(())
}

/// Every household is to be indexed anew.
pub(crate) fn mark_all(tx: &mut Tx<'_>) -> Result<()> {
    for (id, _, _) in tx.reader().household_names()? {
        tx.mark(Mark::new(CHANGED, id));
    }
    Ok(())
}

/// A household for a search hit.
pub(crate) struct HouseholdLine {
    pub code: String,
    pub name: String,
    pub display: String,
    pub place: String,
}
