//! Sectors: what they ask for, some stage can give.

use nuong_labels::JsonStep::{self, Item, Key};

use super::known::Known;
use crate::stage::file::StageFile;
use crate::stage::mistake::{Checked, Wrong};
use crate::stage::sector::{Asked, Requirement};

pub(super) fn check_sectors(file: &StageFile, known: &Known<'_>) -> Checked {
    for (n, sector) in file.sectors.iter().enumerate() {
        for (key, list) in [("must", &sector.must), ("ask", &sector.ask)] {
            for (m, requirement) in list.iter().enumerate() {
                let path = [Key("sectors"), Item(n), Key(key), Item(m)];
                check_requirement(&path, requirement, known)?;
            }
        }
    }
    Ok(())
}

fn check_requirement(path: &[JsonStep], asked: &Requirement, known: &Known<'_>) -> Checked {
    for alternative in &asked.any_of {
        let Asked::Stage { stage: code, field } = alternative else {
            continue;
        };
        let missing = || Wrong::at(path, "stage_unknown").with("value", code);
        let stage = known.stages.get(code.as_str()).ok_or_else(missing)?;
        if let Some(field) = field
            .as_ref()
            .filter(|field| !known.stage_has(stage, field))
        {
            return Err(Wrong::at(path, "field_unknown").with("value", field));
        }
    }
    Ok(())
}
