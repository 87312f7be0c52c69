//! A step told once more, as one of its own.

use jiff::civil::Time;
use nuong_domain::id::StepId;

use super::append::{Entry, Named, NewLine, NewStep};
use super::rows::{Step, StepLine};
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

impl Tx<'_> {
    /// Appends a step of the same content as one that is there, with a mark of its own; ledgers' rows take the next one.
    ///
    /// # Errors
    /// `step_unknown`; as [`Tx::append_step`].
    pub(crate) fn append_again(&mut self, step: StepId) -> Result<StepId> {
        let r = self.reader();
        let told: Step = r.stored_step(step)?;
        let lines: Vec<StepLine> = r.step_lines(step)?;
        let codes = lines.iter().map(|line| r.line_codes(line.lot, line.place));
        let codes = codes.collect::<Result<Vec<_>>>()?;
        let (stages, organisation) = (r.told_stages()?, r.told_organisation()?);
        let place = r.code_of("place", &told.place.to_string())?;
        let origin = told
            .origin
            .map(|id| r.code_of("place", &id.to_string()))
            .transpose()?;
        let party = told
            .party
            .map(|id| r.code_of("party", &id.to_string()))
            .transpose()?;
        let time = told.time.as_deref().map(str::parse::<Time>).transpose();
        let time = time.map_err(|e| AppError::of(Code::FileDamaged, e).with("record", "step"))?;
        let lines = lines.into_iter().zip(&codes).map(|(line, codes)| NewLine {
            role: line.role,
            sku: &codes.sku,
            lot: Named {
                id: line.lot,
                code: &codes.lot,
            },
            place: Named {
                id: line.place,
                code: &codes.place,
            },
            amount: line.amount,
            money: line.money,
            rest: line.rest,
        });
        self.append_step(&NewStep {
            organisation: &organisation,
            stage: stages.find_stage(&told.stage)?,
            day: told.day,
            time,
            place: Named {
                id: told.place,
                code: &place,
            },
            origin: told
                .origin
                .zip(origin.as_deref())
                .map(|(id, code)| Named { id, code }),
            party: told
                .party
                .zip(party.as_deref())
                .map(|(id, code)| Named { id, code }),
            told: told.told,
            rest: told.rest,
            lines: lines.collect(),
            entry: Entry::of_mark(&told.mark),
        })
    }
}
