//! Payments entered and listed.

use jiff::civil::Date;
use nuong_domain::id::{PartyId, PaymentId};
use serde_json::json;

use super::rows::PaymentFact;
use super::view::{Paid, Payment, PaymentKind, PaymentMethod};
use crate::base::given::{Given, parse_objects, take_each};
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{App, AppError, Code, Result};

/// What can be said of a payment.
const FIELDS: &[&str] = &["party", "day", "kind", "amount", "method", "doc", "note"];

/// What a listing adds.
const DERIVED: &[&str] = &["id", "entered_at", "entered_by"];

/// Largest amount taken as true, in đồng: a thousand billion.
const MOST: i64 = 1_000_000_000_000;

impl App {
    /// Payments, newest day first; of the party with this code, or all for an empty one.
    ///
    /// # Errors
    /// `party_unknown` (args `value`).
    pub fn payments(&self, party: &str) -> Result<Vec<Payment>> {
        self.read(|r| {
            let party = match party.is_empty() {
                true => None,
                false => Some(known_party(r, party)?),
            };
            r.payments(party)
        })
    }

    /// Enters one payment (a JSON object) or several (an array, all or none), by whom this computer names or `by` does.
    ///
    /// # Errors
    /// `json_unreadable`, `too_many_records`, `field_unknown`, `field_missing`, `field_invalid` (also for a text that is too long), `party_unknown`.
    pub fn pay(&self, text: &str, by: &str) -> Result<Vec<Paid>> {
        let objects = parse_objects(text)?;
        let today = self.today_date();
        self.write(by, |tx| {
            take_each(objects, |object| {
                let given = Given::of_object("payment", object, FIELDS, DERIVED)?;
                enter_payment(tx, &given, today)
            })
        })
    }
}

fn enter_payment(tx: &mut Tx<'_>, given: &Given, today: Date) -> Result<Paid> {
    let kind = given.meaning("kind", PaymentKind::by_word)?;
    let kind = kind.ok_or_else(|| given.missing("kind"))?;
    let day = given.meaning("day", |text| text.parse::<Date>().ok())?;
    let day = day.ok_or_else(|| given.missing("day"))?;
    if day > today {
        return Err(given.invalid("day", &json!(day.to_string())));
    }
    let amount = given.whole("amount", -MOST..=MOST)?.flatten();
    let amount = amount.ok_or_else(|| given.missing("amount"))?;
    if amount == 0 {
        return Err(given.invalid("amount", &json!(0)));
    }
    let method = given.meaning("method", PaymentMethod::by_word)?;
    let payment = PaymentFact {
        id: PaymentId(tx.mint()),
        party: party_of(&tx.reader(), given, kind)?,
        day,
        kind,
        amount,
        method: method.ok_or_else(|| given.missing("method"))?,
        doc: given.text("doc")?.unwrap_or_else(String::new),
        note: given.text("note")?.unwrap_or_else(String::new),
        entered_at: tx.at().to_owned(),
        entered_by: tx.actor().to_owned(),
    };
    tx.append_payment(&payment)?;
    let id = payment.id.to_string();
    Ok(Paid { id })
}

/// Takings come from whoever bought; all else is somebody's.
fn party_of(r: &Reader<'_>, given: &Given, kind: PaymentKind) -> Result<Option<PartyId>> {
    match given.text("party")?.filter(|code| !code.is_empty()) {
        Some(code) => known_party(r, &code).map(Some),
        None if kind == PaymentKind::Takings => Ok(None),
        None => Err(given.missing("party")),
    }
}

fn known_party(r: &Reader<'_>, code: &str) -> Result<PartyId> {
    let unknown = || AppError::new(Code::PartyUnknown, code).with("value", code);
    r.party_id(code)?.ok_or_else(unknown)
}
