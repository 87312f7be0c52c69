//! Master data of what an event makes (`ilmd`, EPCIS 2.0 §7.3.6).

use nuong_epcis::Ilmd;
use serde_json::{Value, json};

use super::Telling;
use crate::step::identity::LineRole;

impl<'t> Telling<'t> {
    pub(super) fn ilmd(self) -> Ilmd {
        let carried = self.event.ilmd.iter().filter_map(|carried| {
            let value = self.ilmd_value(&carried.from)?;
            Some((format!("cbvmda:{}", carried.word), value))
        });
        carried.collect()
    }

    /// The words are those of the stage's data; what is none of them is a told field.
    fn ilmd_value(self, from: &str) -> Option<Value> {
        match from {
            "lot" => self.only_lot_made().map(|lot| json!(lot)),
            "day" => Some(json!(self.step.day.to_string())),
            "country" => self.is_grown_here().then(|| json!("VN")),
            told => self.step.told.get(told).cloned(),
        }
    }

    /// The code of the lot made; of several none holds for all that is made.
    fn only_lot_made(self) -> Option<&'t str> {
        let mut made = self.step.lines_of(LineRole::Out);
        let first = made.next()?.lot;
        let alike = made.all(|line| (line.lot.sku, line.lot.lot) == (first.sku, first.lot));
        alike.then_some(first.lot)
    }

    /// Whether what is made grew on the cooperative's own land: what was bought may come from anywhere.
    fn is_grown_here(self) -> bool {
        let mut made = self.step.lines_of(LineRole::Out);
        made.all(|line| !line.is_bought)
    }
}
