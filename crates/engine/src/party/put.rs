//! Parties listed, and put as a person or a program gives them: a new code adds one, a known one is changed by what is named.

use nuong_domain::TaxCode;

use super::rows::{PartyInput, PartyRecord};
use super::view::{Party, PartyKind};
use crate::base::address::known_commune;
use crate::base::given::{Given, Put, parse_objects, take_each};
use crate::store::tx::Tx;
use crate::{App, AppError, Code, Result};

/// What can be said of a party, as [`Party`] lists it.
const FIELDS: &[&str] = &[
    "code",
    "name",
    "kind",
    "phone",
    "address_detail",
    "commune_code",
    "tax_code",
    "display",
    "note",
];

/// How a name may be shown.
const DISPLAYS: [&str; 3] = ["full", "masked", "hidden"];

impl App {
    /// Parties of a kind by code; all where none is asked for.
    ///
    /// # Errors
    /// The store's own.
    pub fn parties(&self, kind: Option<PartyKind>) -> Result<Vec<Party>> {
        let all = self.read(|r| r.parties_of_kind(kind))?;
        Ok(all.into_iter().map(as_listed).collect())
    }

    /// Puts one party (a JSON object) or several (an array, all or none): by code new, or changed in the fields that are named.
    ///
    /// # Errors
    /// `json_unreadable`, `too_many_records`, `field_unknown`, `field_missing`, `field_invalid` (also for a text that is too long), `commune_unknown`, `tax_code_invalid`.
    pub fn put_parties(&self, text: &str) -> Result<Vec<Put>> {
        let objects = parse_objects(text)?;
        self.write("", |tx| {
            take_each(objects, |object| {
                let given = Given::of_object("party", object, FIELDS, &[])?;
                put_given(tx, &given)
            })
        })
    }
}

fn put_given(tx: &mut Tx<'_>, given: &Given) -> Result<Put> {
    let code = given.text("code")?.filter(|code| !code.is_empty());
    let code = code.ok_or_else(|| given.missing("code"))?;
    let before = tx.reader().party_by_code(&code)?;
    let is_new = before.is_none();
    let stored = match before {
        Some(before) => before,
        None => PartyRecord::new(
            tx.reader().new_party_id(&code)?,
            code.clone(),
            kind_of(given)?,
        ),
    };
    let after = changed_party(stored.clone(), given)?;
    tx.put_party(&after)?;
    Ok(Put::of(after.told.code.clone(), is_new, after == stored))
}

fn kind_of(given: &Given) -> Result<PartyKind> {
    let kind = given.meaning("kind", PartyKind::by_word)?;
    kind.ok_or_else(|| given.missing("kind"))
}

fn changed_party(before: PartyRecord, given: &Given) -> Result<PartyRecord> {
    let have = before.told;
    let named = |field: &str, have: String| Ok::<_, AppError>(given.text(field)?.unwrap_or(have));
    let told = PartyInput {
        kind: given
            .meaning("kind", PartyKind::by_word)?
            .unwrap_or(have.kind),
        name: named("name", have.name)?,
        phone: named("phone", have.phone)?,
        address_detail: named("address_detail", have.address_detail)?,
        commune_code: known_commune(named("commune_code", have.commune_code)?)?,
        tax_code: checked_tax_code(named("tax_code", have.tax_code)?)?,
        note: named("note", have.note)?,
        code: have.code,
        address_written: have.address_written,
        joined_on: have.joined_on,
    };
    if told.name.is_empty() {
        return Err(given.missing("name"));
    }
    let display = given.meaning("display", |word| DISPLAYS.into_iter().find(|d| *d == word))?;
    Ok(PartyRecord {
        display: display.map_or(before.display, str::to_owned),
        told,
        ..before
    })
}

fn checked_tax_code(typed: String) -> Result<String> {
    if typed.is_empty() {
        return Ok(typed);
    }
    let read = TaxCode::parse(&typed);
    let code = read.map_err(|e| AppError::of(Code::by_word(e.code()), e).with("value", typed))?;
    Ok(code.to_string())
}

fn as_listed(stored: PartyRecord) -> Party {
    let told = stored.told;
    Party {
        code: told.code,
        name: told.name,
        kind: told.kind,
        phone: told.phone,
        address_detail: told.address_detail,
        commune_code: told.commune_code,
        tax_code: told.tax_code,
        display: stored.display,
        note: told.note,
    }
}
