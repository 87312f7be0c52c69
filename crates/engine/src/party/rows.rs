//! Parties as stored.

use std::collections::BTreeMap;

use jiff::civil::Date;
use nuong_domain::id::PartyId;
use rusqlite::types::Value;

use super::view::PartyKind;
use crate::base::address;
use crate::base::text::first;
use crate::base::topic::Topic;
use crate::step::identity::party_id;
use crate::store::columns::Columns;
use crate::store::index::Doc;
use crate::store::mark::Mark;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
use crate::store::tx::{Outcome, Tx};
use crate::{AppError, Code, Result};

/// A party as a ledger or a person tells it. Text is NFC and trimmed by the caller ([`nuong_domain::clean`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartyInput {
    /// The cooperative's code, such as `H001`: the natural key.
    pub code: String,
    /// What it is.
    pub kind: PartyKind,
    /// Its name; a household's head.
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
    /// Tax code, or empty.
    pub tax_code: String,
    /// Remark, or empty.
    pub note: String,
}

/// A party as stored: with how its name may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartyRecord {
    pub id: PartyId,
    pub told: PartyInput,
    /// `full`, `masked` or `hidden`.
    pub display: String,
}

impl PartyRecord {
    /// A party of which nothing but code and kind is known yet.
    pub fn new(id: PartyId, code: String, kind: PartyKind) -> Self {
        Self {
            id,
            told: PartyInput {
                code,
                kind,
                ..PartyInput::default()
            },
            display: usual_display(kind).to_owned(),
        }
    }
}

/// How a name is shown until somebody says otherwise: a household's is its owner's, a firm's is public.
fn usual_display(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Household => "masked",
        _ => "full",
    }
}

pub(crate) static KIND: Kind = Kind::new(
    "party",
    "party",
    &[
        "id",
        "code",
        "kind",
        "name",
        "phone",
        "address_detail",
        "commune_code",
        "address_written",
        "joined_on",
        "tax_code",
        "display",
        "note",
    ],
    &[Topic::Places],
);

/// Documents of parties in the search index.
pub(crate) const DOC: Doc = Doc(3);

/// A party whose search text may be another.
const CHANGED: &str = "party";

/// A party whose lots may be found by other words.
pub(crate) const LOTS_OF_PARTY: &str = "lots of party";

impl Record for PartyRecord {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let told = &self.told;
        vec![
            text(self.id),
            text(&told.code),
            text(told.kind.as_str()),
            text(&told.name),
            text(&told.phone),
            text(&told.address_detail),
            text(&told.commune_code),
            text(&told.address_written),
            text_if_any(told.joined_on),
            text(&told.tax_code),
            text(&self.display),
            text(&told.note),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.parsed(0)?,
            told: PartyInput {
                code: row.get(1)?,
                kind: row.word(2, PartyKind::by_word)?,
                name: row.get(3)?,
                phone: row.get(4)?,
                address_detail: row.get(5)?,
                commune_code: row.get(6)?,
                address_written: row.get(7)?,
                joined_on: row.parsed_if_any(8)?,
                tax_code: row.get(9)?,
                note: row.get(11)?,
            },
            display: row.get(10)?,
        })
    }

    fn marks(&self, before: Option<&Self>) -> Vec<Mark> {
        let own = Mark::new(CHANGED, self.id);
        match before {
            Some(_) => vec![own, Mark::new(LOTS_OF_PARTY, self.id)],
            None => vec![own],
        }
    }
}

impl Reader<'_> {
    pub(super) fn party_by_code(&self, code: &str) -> Result<Option<PartyRecord>> {
        Ok(self.records("WHERE code = ?1", &[text(code)])?.pop())
    }

    /// The party with this code, as it was told.
    pub(crate) fn party_told(&self, code: &str) -> Result<Option<PartyInput>> {
        Ok(self.party_by_code(code)?.map(|stored| stored.told))
    }

    /// The id of a party that comes under this code.
    pub(super) fn new_party_id(&self, code: &str) -> Result<PartyId> {
        // One record, however the code is spelt.
        party_id(&self.organisation()?, &code.to_uppercase()).map(PartyId)
    }

    /// The id of the party with this code.
    pub(crate) fn party_id(&self, code: &str) -> Result<Option<PartyId>> {
        Ok(self.party_by_code(code)?.map(|stored| stored.id))
    }

    /// Every party of a kind, by code; of every kind where none is asked for.
    pub(super) fn parties_of_kind(&self, kind: Option<PartyKind>) -> Result<Vec<PartyRecord>> {
        match kind {
            Some(kind) => self.records("WHERE kind = ?1 ORDER BY code", &[text(kind.as_str())]),
            None => self.records("ORDER BY code", &[]),
        }
    }

    /// The code of a party that a record names.
    ///
    /// # Errors
    /// `internal` where there is none.
    pub(crate) fn party_code(&self, id: PartyId) -> Result<String> {
        let sql = "SELECT code FROM party WHERE id = ?1";
        let code = self.one(sql, [id.to_string()], |r| r.get(0))?;
        code.ok_or_else(|| AppError::new(Code::Internal, format!("no party {id}")))
    }

    /// The code of every party.
    pub(crate) fn party_codes(&self) -> Result<BTreeMap<PartyId, String>> {
        let all = self.all("SELECT id, code FROM party", [], |r| {
            Ok((r.parsed(0)?, r.get(1)?))
        })?;
        Ok(all.into_iter().collect())
    }

    /// Every household's code and head.
    pub(crate) fn household_names(&self) -> Result<Vec<(PartyId, String, String)>> {
        let all = self.parties_of_kind(Some(PartyKind::Household))?;
        let named = all.into_iter().map(|p| (p.id, p.told.code, p.told.name));
        Ok(named.collect())
    }

    /// A party by its id, for a search hit.
    pub(crate) fn party_line(&self, id: &str) -> Result<Option<PartyLine>> {
        self.one(
            "SELECT code, name, display, commune_code, kind FROM party WHERE id = ?1",
            [id],
            |r| {
                let commune: String = r.get(3)?;
                Ok(PartyLine {
                    code: r.get(0)?,
                    name: r.get(1)?,
                    display: r.get(2)?,
                    place: address::commune_label(&commune),
                    kind: r.word(4, PartyKind::by_word)?,
                })
            },
        )
    }

    fn party_text(&self, id: &str) -> Result<Option<String>> {
        let found: Option<PartyRecord> = self.record(&[text(id)])?;
        Ok(found.map(|PartyRecord { told, .. }| {
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
    /// Stores a party as a person gave it.
    pub(super) fn put_party(&mut self, party: &PartyRecord) -> Result<()> {
        self.put(party).map(|_before| ())
    }

    /// Adds the party, or fills in what is still empty of the one with this code; never overwrites what somebody entered.
    ///
    /// # Errors
    /// The store's own.
    pub fn upsert_party(&mut self, input: &PartyInput) -> Result<(PartyId, Outcome)> {
        let Some(before) = self.reader().party_by_code(&input.code)? else {
            let new = PartyRecord {
                told: input.clone(),
                ..PartyRecord::new(
                    self.reader().new_party_id(&input.code)?,
                    input.code.clone(),
                    input.kind,
                )
            };
            self.put(&new)?;
            return Ok((new.id, Outcome::Added));
        };
        let after = PartyRecord {
            told: completed_party(&before.told, input),
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
fn completed_party(have: &PartyInput, offered: &PartyInput) -> PartyInput {
    PartyInput {
        code: have.code.clone(),
        kind: have.kind,
        name: first(&have.name, &offered.name),
        phone: first(&have.phone, &offered.phone),
        address_detail: first(&have.address_detail, &offered.address_detail),
        commune_code: first(&have.commune_code, &offered.commune_code),
        address_written: first(&have.address_written, &offered.address_written),
        joined_on: have.joined_on.or(offered.joined_on),
        tax_code: first(&have.tax_code, &offered.tax_code),
        note: first(&have.note, &offered.note),
    }
}

/// Search finds parties by what they are called today.
pub(crate) fn refresh_index(tx: &mut Tx<'_>) -> Result<()> {
    for id in tx.take_marks(CHANGED) {
        if let Some(words) = tx.reader().party_text(&id)? {
            tx.index(DOC, &id, None, &words)?;
        }
    }
    Ok(())
}

/// Every party is to be indexed anew.
pub(crate) fn mark_all(tx: &mut Tx<'_>) -> Result<()> {
    for party in tx.reader().parties_of_kind(None)? {
        tx.mark(Mark::new(CHANGED, party.id));
    }
    Ok(())
}

/// A party for a search hit.
pub(crate) struct PartyLine {
    pub code: String,
    pub name: String,
    pub display: String,
    pub place: String,
    pub kind: PartyKind,
}
