//! Places listed, and put as a person or a program gives them: a new code adds one, a known one is changed by what is named.

use nuong_domain::id::PartyId;
use serde_json::Value as Json;

use super::rows::{PlaceInput, StoredPlace};
use super::view::{Place, PlaceKind};
use crate::base::address::known_commune;
use crate::base::given::{Given, Put, parse_objects, take_each};
use crate::step::identity::STORE;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{App, AppError, Code, Result};

/// What can be said of a place, as [`Place`] lists it.
const FIELDS: &[&str] = &[
    "code",
    "name",
    "kind",
    "party",
    "crop",
    "area_m2",
    "commune_code",
    "latitude",
    "longitude",
    "growing_area_code",
];

/// Largest area taken as true, in m²: a whole province's.
const MOST_AREA: i64 = 10_000_000_000;

impl App {
    /// Places of a kind by code; all where none is asked for.
    ///
    /// # Errors
    /// The store's own.
    pub fn places(&self, kind: Option<PlaceKind>) -> Result<Vec<Place>> {
        self.read(|r| {
            let codes = r.party_codes()?;
            let all = r.places_of_kind(kind)?.into_iter();
            Ok(all
                .map(|stored| {
                    let party = stored.told.party.and_then(|id| codes.get(&id));
                    let party = party.map_or_else(String::new, String::clone);
                    as_listed(stored.told, party)
                })
                .collect())
        })
    }

    /// Puts one place (a JSON object) or several (an array, all or none): by code new, or changed in the fields that are named.
    ///
    /// # Errors
    /// `json_unreadable`, `too_many_records`, `field_unknown`, `field_missing`, `field_invalid` (also for a text that is too long), `commune_unknown`, `party_unknown`.
    pub fn put_places(&self, text: &str) -> Result<Vec<Put>> {
        let objects = parse_objects(text)?;
        self.write("", |tx| {
            take_each(objects, |object| {
                let given = Given::of_object("place", object, FIELDS, &[])?;
                put_given(tx, &given)
            })
        })
    }
}

fn put_given(tx: &mut Tx<'_>, given: &Given) -> Result<Put> {
    let code = given.text("code")?.filter(|code| !code.is_empty());
    let code = code.ok_or_else(|| given.missing("code"))?;
    let before = tx.reader().stored_place(&code)?;
    let is_new = before.is_none();
    let stored = match before {
        Some(before) => before,
        None => new_place(tx, code.clone(), given)?,
    };
    refuse_other_store(&code, given)?;
    let after = StoredPlace {
        told: changed_place(&tx.reader(), stored.told.clone(), given)?,
        ..stored
    };
    tx.put_place(&after)?;
    Ok(Put::of(after.told.code.clone(), is_new, after == stored))
}

/// The cooperative's store stays one: what happens nowhere else happens there.
fn refuse_other_store(code: &str, given: &Given) -> Result<()> {
    let kind = given.meaning("kind", PlaceKind::by_word)?;
    match kind.filter(|kind| code.eq_ignore_ascii_case(STORE) && *kind != PlaceKind::Store) {
        Some(other) => Err(given.invalid("kind", &Json::from(other.as_str()))),
        None => Ok(()),
    }
}

fn new_place(tx: &Tx<'_>, code: String, given: &Given) -> Result<StoredPlace> {
    let kind = given.meaning("kind", PlaceKind::by_word)?;
    Ok(StoredPlace {
        id: tx.reader().new_place_id(&code)?,
        told: PlaceInput {
            code,
            kind: kind.ok_or_else(|| given.missing("kind"))?,
            ..PlaceInput::default()
        },
    })
}

fn changed_place(r: &Reader<'_>, have: PlaceInput, given: &Given) -> Result<PlaceInput> {
    let named = |field: &str, have: String| Ok::<_, AppError>(given.text(field)?.unwrap_or(have));
    Ok(PlaceInput {
        kind: given
            .meaning("kind", PlaceKind::by_word)?
            .unwrap_or(have.kind),
        name: named("name", have.name)?,
        party: party_of(r, have.party, given)?,
        crop: named("crop", have.crop)?,
        area_m2: given
            .whole("area_m2", 1..=MOST_AREA)?
            .unwrap_or(have.area_m2),
        position: position_of(have.position, given)?,
        growing_area_code: named("growing_area_code", have.growing_area_code)?,
        commune_code: known_commune(named("commune_code", have.commune_code)?)?,
        code: have.code,
        planted_year: have.planted_year,
    })
}

fn party_of(r: &Reader<'_>, have: Option<PartyId>, given: &Given) -> Result<Option<PartyId>> {
    let Some(code) = given.text("party")? else {
        return Ok(have);
    };
    if code.is_empty() {
        return Ok(None);
    }
    let found = r.party_id(&code)?;
    let unknown = || AppError::new(Code::PartyUnknown, &code).with("value", &code);
    found.ok_or_else(unknown).map(Some)
}

/// Both degrees or neither: half a position is nowhere.
fn position_of(have: Option<(f64, f64)>, given: &Given) -> Result<Option<(f64, f64)>> {
    let (latitude, longitude) = have.unzip();
    let latitude = given.number("latitude", -90.0..=90.0)?.unwrap_or(latitude);
    let longitude = given
        .number("longitude", -180.0..=180.0)?
        .unwrap_or(longitude);
    match (latitude, longitude) {
        (Some(latitude), Some(longitude)) => Ok(Some((latitude, longitude))),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(given.missing("latitude")),
        (Some(_), None) => Err(given.missing("longitude")),
    }
}

fn as_listed(told: PlaceInput, party: String) -> Place {
    let (latitude, longitude) = told.position.unzip();
    Place {
        code: told.code,
        name: told.name,
        kind: told.kind,
        party,
        crop: told.crop,
        area_m2: told.area_m2,
        commune_code: told.commune_code,
        latitude,
        longitude,
        growing_area_code: told.growing_area_code,
    }
}
