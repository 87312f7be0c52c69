//! A step that a lot went through, and what it says.

use serde_json::{Map, Value};

use super::taken_step_rows::TakenLine;
use crate::Result;
use crate::stage::{Class, Stages};
use crate::store::reader::Reader;

/// A step as it stands in one lot.
pub(super) struct TakenStep {
    pub stage: String,
    /// Code of the lot.
    pub lot: String,
    /// Its lines of the lot; of one that tends it, what it used.
    lines: Vec<TakenLine>,
}

/// The steps by which a lot and those that it was made of arose, were looked after and looked at, and those by which the lot itself left.
pub(super) fn steps_through(
    r: &Reader<'_>,
    stages: &Stages,
    lot: i64,
    lineage: &str,
) -> Result<Vec<TakenStep>> {
    let mut lines = r.lines_about_lots(lineage)?;
    lines.extend(r.lines_out_of_lot(lot, &stages.codes_of(&[Class::Leave, Class::Count]))?);
    let mut steps: Vec<TakenStep> = Vec::new();
    for line in lines {
        let same = steps
            .iter_mut()
            .rev()
            .take_while(|step| step.is_of(line.step));
        match same.into_iter().find(|step| step.lot == line.lot) {
            Some(step) => step.lines.push(line),
            None => steps.push(TakenStep {
                stage: line.stage.clone(),
                lot: line.lot.clone(),
                lines: vec![line],
            }),
        }
    }
    for step in &mut steps {
        if stages.find_stage(&step.stage)?.class == Class::Tend {
            step.show_used(r)?;
        }
    }
    Ok(steps)
}

impl TakenStep {
    fn is_of(&self, step: i64) -> bool {
        self.lines.first().is_some_and(|line| line.step == step)
    }

    /// Dose and interval stand at what was used, not at the lot that got it.
    fn show_used(&mut self, r: &Reader<'_>) -> Result<()> {
        let step = self.lines.first().map(|line| line.step);
        let used = step.map(|step| r.lines_used_by(step)).transpose()?;
        if let Some(used) = used.filter(|used| !used.is_empty()) {
            self.lines = used;
        }
        Ok(())
    }

    /// Whether the step says a field: told, beside it, or in each of its lines.
    pub fn says(&self, field: &str) -> bool {
        let Some(first) = self.lines.first() else {
            return false;
        };
        match field {
            // No step is without them.
            "day" | "place" => true,
            "time" => first.has_time,
            "origin" => first.has_origin,
            "party" => first.has_party,
            _ => {
                holds(&first.told, field)
                    || holds(&first.rest, field)
                    || self.lines.iter().all(|line| line_says(line, field))
            }
        }
    }
}

fn line_says(line: &TakenLine, field: &str) -> bool {
    match field {
        "price" => line.price.is_some(),
        "per" => line.per.is_some(),
        "value" => line.value.is_some(),
        _ => holds(&line.line, field),
    }
}

fn holds(fields: &Map<String, Value>, field: &str) -> bool {
    match fields.get(field) {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(list)) => !list.is_empty(),
        Some(_) => true,
    }
}
