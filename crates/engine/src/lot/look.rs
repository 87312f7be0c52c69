//! A person looks at a lot: a step that changes no amount of it.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::rows::LotRecord;
use crate::Result;
use crate::stage::Stages;
use crate::step::append::{Entry, Named, NewLine, NewStep};
use crate::step::identity::LineRole;
use crate::step::rows::LineMoney;
use crate::store::tx::Tx;

/// Who looked, when, as what, and why.
pub(super) struct LookAt<'a> {
    pub stage: &'a str,
    pub person: &'a str,
    pub reason: &'a str,
    pub day: Date,
}

impl Tx<'_> {
    /// Records it, with what else it says.
    pub(super) fn look_at_lot<const N: usize>(
        &mut self,
        lot: &LotRecord,
        look: &LookAt<'_>,
        more: [(&str, Value); N],
    ) -> Result<()> {
        let (stages, r) = (Stages::shipped()?, self.reader());
        let store = r.cooperative_store()?;
        let at = Named {
            id: store.id,
            code: &store.code,
        };
        let said = [("person", look.person), ("reason", look.reason)];
        let said = said.map(|(name, text)| (name, Value::from(text)));
        let rest = said.into_iter().chain(more);
        let rest: Map<String, Value> = rest.map(|(name, value)| (name.to_owned(), value)).collect();
        self.append_step(&NewStep {
            organisation: &r.organisation()?,
            stage: stages.find_stage(look.stage)?,
            day: look.day,
            time: None,
            place: at,
            origin: None,
            party: None,
            told: Map::new(),
            rest,
            lines: vec![NewLine {
                role: LineRole::On,
                sku: &lot.sku,
                lot: Named {
                    id: lot.id,
                    code: &lot.code,
                },
                place: at,
                amount: 0,
                money: LineMoney::default(),
                rest: Map::new(),
            }],
            entry: Entry::Typed,
        })?;
        Ok(())
    }
}
