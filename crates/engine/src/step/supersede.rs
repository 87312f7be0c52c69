//! Saying what stands in the place of a step.

use nuong_domain::id::StepId;
use nuong_domain::supersede::{Supersede, SupersedeKind};

use super::supersede_rows::StoredSupersede;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

impl Tx<'_> {
    /// Says that another step stands in the place of `old`, or nothing does (`new`: none), or that it stands after all (`new` = `old`); and
    /// brings what stands in line.
    ///
    /// # Errors
    /// Those of the disk.
    pub(crate) fn supersede_step(
        &mut self,
        old: StepId,
        new: Option<StepId>,
        kind: SupersedeKind,
        reason: &str,
    ) -> Result<()> {
        let tick = self.tick()?;
        let action = i64::try_from(self.action()?).map_err(|e| AppError::of(Code::Internal, e))?;
        self.append(&StoredSupersede {
            row: Supersede {
                tick,
                old,
                new,
                kind,
            },
            reason: reason.to_owned(),
            person: self.actor().to_owned(),
            at: self.at().to_owned(),
            action,
        })?;
        self.judge_again(&[old])
    }
}
