//! Places as stored.

use nuong_domain::id::{PartyId, PlaceId};
use rusqlite::types::Value;

use super::view::PlaceKind;
use crate::base::text::first;
use crate::base::topic::Topic;
use crate::step::identity::place_id;
use crate::store::columns::Columns;
use crate::store::index::Doc;
use crate::store::mark::Mark;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
use crate::store::tx::{Outcome, Tx};
use crate::{AppError, Code, Result};

/// A place as a ledger or a person tells it. Text is NFC and trimmed by the caller.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlaceInput {
    /// The cooperative's code, such as `T001`: the natural key.
    pub code: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Name, or empty.
    pub name: String,
    /// Whose it is.
    pub party: Option<PartyId>,
    /// What grows on it.
    pub crop: String,
    /// Area in m².
    pub area_m2: Option<i64>,
    /// Year of planting.
    pub planted_year: Option<i64>,
    /// Latitude and longitude, degrees WGS 84.
    pub position: Option<(f64, f64)>,
    /// Growing-area code (PUC): free text, not a GLN.
    pub growing_area_code: String,
    /// Today's commune; empty means its party's.
    pub commune_code: String,
}

/// A place as trace documents need it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceRecord {
    /// Id.
    pub id: PlaceId,
    /// Code.
    pub code: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Name, or empty.
    pub name: String,
    /// Whose it is.
    pub party: Option<PartyId>,
    /// What grows on it.
    pub crop: String,
    /// Growing-area code, or empty.
    pub growing_area_code: String,
    /// Today's commune of the place or else of its party; may be empty.
    pub commune_code: String,
}

/// A place as stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StoredPlace {
    pub id: PlaceId,
    pub told: PlaceInput,
}

pub(crate) static KIND: Kind = Kind::new(
    "place",
    "place",
    &[
        "id",
        "code",
        "kind",
        "name",
        "party",
        "crop",
        "area_m2",
        "planted_year",
        "latitude",
        "longitude",
        "growing_area_code",
        "commune_code",
    ],
    &[Topic::Places],
)
.referring(&[("party", "party")]);

/// Documents of places in the search index.
pub(crate) const DOC: Doc = Doc(4);

/// A place whose search text may be another.
const CHANGED: &str = "place";

/// A place whose lots may be found by other words, or may have been harvested too early.
pub(crate) const LOTS_OF_PLACE: &str = "lots of place";

impl Record for StoredPlace {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let told = &self.told;
        let (latitude, longitude) = told.position.unzip();
        vec![
            text(self.id),
            text(&told.code),
            text(told.kind.as_str()),
            text(&told.name),
            text_if_any(told.party),
            text(&told.crop),
            told.area_m2.into(),
            told.planted_year.into(),
            latitude.into(),
            longitude.into(),
            text(&told.growing_area_code),
            text(&told.commune_code),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        let (latitude, longitude): (Option<f64>, Option<f64>) = (row.get(8)?, row.get(9)?);
        Ok(Self {
            id: row.parsed(0)?,
            told: PlaceInput {
                code: row.get(1)?,
                kind: row.word(2, PlaceKind::by_word)?,
                name: row.get(3)?,
                party: row.parsed_if_any(4)?,
                crop: row.get(5)?,
                area_m2: row.get(6)?,
                planted_year: row.get(7)?,
                position: latitude.zip(longitude),
                growing_area_code: row.get(10)?,
                commune_code: row.get(11)?,
            },
        })
    }

    fn marks(&self, before: Option<&Self>) -> Vec<Mark> {
        let own = Mark::new(CHANGED, self.id);
        match before {
            Some(_) => vec![own, Mark::new(LOTS_OF_PLACE, self.id)],
            None => vec![own],
        }
    }
}

impl Reader<'_> {
    pub(super) fn stored_place(&self, code: &str) -> Result<Option<StoredPlace>> {
        Ok(self.records("WHERE code = ?1", &[text(code)])?.pop())
    }

    /// The id of a place that comes under this code.
    pub(super) fn new_place_id(&self, code: &str) -> Result<PlaceId> {
        // One record, however the code is spelt.
        place_id(&self.organisation()?, &code.to_uppercase()).map(PlaceId)
    }

    /// The place with this code, as it was told.
    pub(crate) fn place_told(&self, code: &str) -> Result<Option<PlaceInput>> {
        Ok(self.stored_place(code)?.map(|stored| stored.told))
    }

    /// The place with this code.
    pub fn place_by_code(&self, code: &str) -> Result<Option<PlaceRecord>> {
        self.place_where("p.code = ?1", code)
    }

    /// The place with this id, which a record names.
    ///
    /// # Errors
    /// `internal` where there is none.
    pub(crate) fn place_named(&self, id: PlaceId) -> Result<PlaceRecord> {
        let missing = || AppError::new(Code::Internal, format!("no place {id}"));
        self.place(id)?.ok_or_else(missing)
    }

    /// The place with this id.
    pub fn place(&self, id: PlaceId) -> Result<Option<PlaceRecord>> {
        self.place_where("p.id = ?1", &id.to_string())
    }

    /// Every place of a kind, by code; of every kind where none is asked for.
    pub(super) fn places_of_kind(&self, kind: Option<PlaceKind>) -> Result<Vec<StoredPlace>> {
        match kind {
            Some(kind) => self.records("WHERE kind = ?1 ORDER BY code", &[text(kind.as_str())]),
            None => self.records("ORDER BY code", &[]),
        }
    }

    /// Every plot's code and household.
    pub(crate) fn plot_codes(&self) -> Result<Vec<(PlaceId, String, Option<PartyId>)>> {
        let all = self.places_of_kind(Some(PlaceKind::Plot))?;
        let named = all.into_iter().map(|p| (p.id, p.told.code, p.told.party));
        Ok(named.collect())
    }

    fn place_where(&self, condition: &str, value: &str) -> Result<Option<PlaceRecord>> {
        let sql = format!(
            "SELECT p.id, p.code, p.kind, p.name, h.id, p.crop, p.growing_area_code, coalesce(nullif(p.commune_code, ''), h.commune_code, '')
             FROM place p LEFT JOIN party h ON h.n = p.party WHERE {condition}"
        );
        self.one(&sql, [value], |r| {
            Ok(PlaceRecord {
                id: r.parsed(0)?,
                code: r.get(1)?,
                kind: r.word(2, PlaceKind::by_word)?,
                name: r.get(3)?,
                party: r.parsed_if_any(4)?,
                crop: r.get(5)?,
                growing_area_code: r.get(6)?,
                commune_code: r.get(7)?,
            })
        })
    }
}

impl Tx<'_> {
    /// Stores a place as a person gave it.
    pub(super) fn put_place(&mut self, place: &StoredPlace) -> Result<()> {
        self.put(place).map(|_before| ())
    }

    /// Adds the place, or fills in what is still empty of the one with this code; never overwrites what somebody entered.
    ///
    /// # Errors
    /// The store's own.
    pub fn upsert_place(&mut self, input: &PlaceInput) -> Result<(PlaceId, Outcome)> {
        let Some(before) = self.reader().stored_place(&input.code)? else {
            let new = StoredPlace {
                id: self.reader().new_place_id(&input.code)?,
                told: input.clone(),
            };
            self.put(&new)?;
            return Ok((new.id, Outcome::Added));
        };
        let after = StoredPlace {
            told: completed_place(&before.told, input),
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
fn completed_place(have: &PlaceInput, offered: &PlaceInput) -> PlaceInput {
    PlaceInput {
        code: have.code.clone(),
        kind: have.kind,
        name: first(&have.name, &offered.name),
        party: have.party.or(offered.party),
        crop: first(&have.crop, &offered.crop),
        area_m2: have.area_m2.or(offered.area_m2),
        planted_year: have.planted_year.or(offered.planted_year),
        position: have.position.or(offered.position),
        growing_area_code: first(&have.growing_area_code, &offered.growing_area_code),
        commune_code: first(&have.commune_code, &offered.commune_code),
    }
}

/// Search finds places by what they are called today.
pub(crate) fn refresh_index(tx: &mut Tx<'_>) -> Result<()> {
    for id in tx.take_marks(CHANGED) {
        let found: Option<StoredPlace> = tx.reader().record(&[text(&id)])?;
        if let Some(StoredPlace { told, .. }) = found {
            let words = [&told.code, &told.name, &told.crop, &told.growing_area_code];
            let words = words.map(String::as_str).join(" ");
            tx.index(DOC, &id, None, &words)?;
        }
    }
    Ok(())
}

/// Every place is to be indexed anew.
pub(crate) fn mark_all(tx: &mut Tx<'_>) -> Result<()> {
    for place in tx.reader().places_of_kind(None)? {
        tx.mark(Mark::new(CHANGED, place.id));
    }
    Ok(())
}
