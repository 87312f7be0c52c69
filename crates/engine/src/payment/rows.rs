//! Payments as stored.

use jiff::civil::Date;
use nuong_domain::id::{PartyId, PaymentId};
use rusqlite::types::Value;

use super::view::{Payment, PaymentKind, PaymentMethod};
use crate::Result;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
use crate::store::tx::Tx;

/// A payment as stored.
pub(crate) struct PaymentFact {
    pub id: PaymentId,
    pub party: Option<PartyId>,
    pub day: Date,
    pub kind: PaymentKind,
    pub amount: i64,
    pub method: PaymentMethod,
    pub doc: String,
    pub note: String,
    pub entered_at: String,
    pub entered_by: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "payment",
    "payment",
    &[
        "id",
        "party",
        "day",
        "kind",
        "amount",
        "method",
        "doc",
        "note",
        "entered_at",
        "entered_by",
    ],
    &[],
)
.referring(&[("party", "party")])
.entered_at("entered_at");

impl Record for PaymentFact {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(self.id),
            text_if_any(self.party),
            text(self.day),
            text(self.kind.as_str()),
            self.amount.into(),
            text(self.method.as_str()),
            text(&self.doc),
            text(&self.note),
            text(&self.entered_at),
            text(&self.entered_by),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.parsed(0)?,
            party: row.parsed_if_any(1)?,
            day: row.parsed(2)?,
            kind: row.word(3, PaymentKind::by_word)?,
            amount: row.get(4)?,
            method: row.word(5, PaymentMethod::by_word)?,
            doc: row.get(6)?,
            note: row.get(7)?,
            entered_at: row.get(8)?,
            entered_by: row.get(9)?,
        })
    }
}

impl Reader<'_> {
    /// Every payment, newest day first; of one party where one is asked for.
    pub(super) fn payments(&self, party: Option<PartyId>) -> Result<Vec<Payment>> {
        let codes = self.party_codes()?;
        let stored: Vec<PaymentFact> = match party {
            Some(party) => self.records(
                "WHERE party = (SELECT n FROM party WHERE id = ?1) ORDER BY day DESC, n DESC",
                &[text(party)],
            )?,
            None => self.records("ORDER BY day DESC, n DESC", &[])?,
        };
        let listed = stored.into_iter().map(|fact| {
            let code = fact.party.and_then(|id| codes.get(&id));
            // Takings have none.
            let code = code.map_or_else(String::new, String::clone);
            as_listed(fact, code)
        });
        Ok(listed.collect())
    }
}

impl Tx<'_> {
    /// Enters a payment.
    pub(super) fn append_payment(&mut self, payment: &PaymentFact) -> Result<()> {
        self.append(payment)
    }
}

fn as_listed(fact: PaymentFact, party: String) -> Payment {
    Payment {
        id: fact.id.to_string(),
        party,
        day: fact.day.to_string(),
        kind: fact.kind,
        amount: fact.amount,
        method: fact.method,
        doc: fact.doc,
        note: fact.note,
        entered_at: fact.entered_at,
        entered_by: fact.entered_by,
    }
}
