//! A cooperative's own stages as its steps were told by them, kept beside the steps: a file that is removed, and a computer that never had
//! it, take nothing away from what happened.

use rusqlite::types::Value;

use crate::base::topic::Topic;
use crate::stage::{Stage, Stages};
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text};
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// A stage as stored.
pub(crate) struct OwnStage {
    code: String,
    definition: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "own_stage",
    "own_stage",
    &["code", "definition"],
    &[Topic::Lots],
);

impl Record for OwnStage {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![text(&self.code), text(&self.definition)]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            code: row.get(0)?,
            definition: row.get(1)?,
        })
    }
}

impl Reader<'_> {
    /// Every stage that a step may have been told by: the shipped ones, and the cooperative's own as they were then.
    ///
    /// # Errors
    /// `file_damaged` for one that cannot be read.
    pub(crate) fn told_stages(&self) -> Result<Stages> {
        let mut stages = Stages::shipped()?;
        for own in self.records::<OwnStage>("ORDER BY code", &[])? {
            let stage = serde_json::from_str(&own.definition).map_err(|e| {
                AppError::of(Code::FileDamaged, e).with("record", format!("own_stage {}", own.code))
            })?;
            stages.add_told(stage);
        }
        Ok(stages)
    }
}

impl Tx<'_> {
    /// Keeps a stage of the cooperative's own, once.
    pub(super) fn keep_own_stage(&mut self, stage: &Stage) -> Result<()> {
        let known: Option<OwnStage> = self.reader().record(&[text(&stage.code)])?;
        if !stage.own || known.is_some() {
            return Ok(());
        }
        let definition = serde_json::to_string(stage);
        self.append(&OwnStage {
            code: stage.code.clone(),
            definition: definition.map_err(|e| AppError::of(Code::Internal, e))?,
        })
    }
}
