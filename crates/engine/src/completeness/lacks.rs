//! What a lot lacks.

use std::collections::BTreeSet;

use nuong_domain::lineage::Direction;

use super::gap::Gap;
use super::requirement::{is_certified, lack_of};
use super::taken_step::{TakenStep, steps_through};
use super::view::Lack;
use crate::lot::LotRecord;
use crate::stage::Stages;
use crate::store::reader::Reader;
use crate::{App, AppError, Code, Result};

impl App {
    /// What a lot, by its code or id, still lacks: stages and fields that its sector and the rules behind each stage ask for. What a
    /// destination is sent is the same for all of them so far, so that naming one asks for nothing else.
    ///
    /// # Errors
    /// `lot_not_found`, `lot_ambiguous` (args `lot`); `destination_unknown` (args `value`) for one that is neither id nor address of any.
    pub fn lot_lacks(&self, lot: &str, destination: &str) -> Result<Vec<Lack>> {
        let today = self.today_date();
        self.read(|r| {
            if !destination.is_empty() && !r.knows_destination(destination)? {
                return Err(
                    AppError::new(Code::DestinationUnknown, destination).with("value", destination)
                );
            }
            let (record, stages) = (r.lot_named(lot)?, r.told_stages()?);
            let number = r.lot_number(record.id)?;
            let lineage = r.lots_over_turns(&[number], Direction::Backward)?;
            let lineage = serde_json::json!(lineage).to_string();
            let steps = steps_through(r, &stages, number, &lineage)?;
            let certified = is_certified(r, record.product, today)?;
            let mut lacks = stages_lacking(r, &stages, &record, &steps, certified)?;
            let unsaid = fields_lacking(&stages, &steps)?;
            // Where a rule asks for what the sector asks for too, the rule is named.
            lacks.retain(|lack| {
                lack.field.is_none() || !unsaid.iter().any(|other| lack.is_about_same(other))
            });
            lacks.extend(unsaid);
            let named = lacks.into_iter().map(|lack| lack.named(&stages));
            Ok(named.collect())
        })
    }
}

/// By the sector of the product as it is today: a lot follows what is asked now, not what was when it arose.
fn stages_lacking(
    r: &Reader<'_>,
    stages: &Stages,
    lot: &LotRecord,
    steps: &[TakenStep],
    certified: bool,
) -> Result<Vec<Gap>> {
    let product = r.product(lot.product)?;
    let code = product.map_or_else(String::new, |product| product.sector);
    let sector = stages.sectors().iter().find(|sector| sector.code == code);
    let must = sector.into_iter().flat_map(|sector| &sector.must);
    let lacks = must.filter_map(|asked| lack_of(asked, steps, certified, &lot.code, &code));
    Ok(lacks.collect())
}

/// In the order of the steps, each stage's fields in the order in which the rules name them.
fn fields_lacking(stages: &Stages, steps: &[TakenStep]) -> Result<Vec<Gap>> {
    let (mut lacks, mut known) = (Vec::new(), BTreeSet::new());
    for step in steps {
        let stage = stages.find_stage(&step.stage)?;
        for (rule, fields) in stages.needs_of(stage) {
            for field in fields.into_iter().filter(|field| !step.says(field)) {
                let lack = Gap {
                    stage: step.stage.clone(),
                    field: Some(field.to_owned()),
                    lot: step.lot.clone(),
                    rule: rule.to_owned(),
                };
                if known.insert(lack.clone()) {
                    lacks.push(lack);
                }
            }
        }
    }
    Ok(lacks)
}
