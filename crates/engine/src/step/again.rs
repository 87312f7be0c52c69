//! A step told once more, as one of its own.

use jiff::civil::Time;
use nuong_domain::id::{LotId, PlaceId, StepId};

use super::append::{Entry, Named, NewLine, NewStep};
use super::identity::OrganisationCode;
use super::rows::{Step, StepLine};
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// The codes of a line.
struct LineCodes {
    sku: String,
    lot: String,
    place: String,
}

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

impl Reader<'_> {
    fn line_codes(&self, lot: LotId, place: PlaceId) -> Result<LineCodes> {
        let found = self.one(
            "SELECT t.id, t.sku, t.code, p.code FROM lot t, place p WHERE t.id = ?1 AND p.id = ?2",
            [lot.to_string(), place.to_string()],
            |r| {
                Ok(LineCodes {
                    sku: r.get(1)?,
                    lot: r.get(2)?,
                    place: r.get(3)?,
                })
            },
        )?;
        found.ok_or_else(|| AppError::new(Code::Internal, format!("no lot {lot}")))
    }

    fn code_of(&self, table: &'static str, id: &str) -> Result<String> {
        let sql = format!("SELECT id, code FROM {table} WHERE id = ?1");
        let found = self.one(&sql, [id], |r| r.get(1))?;
        found.ok_or_else(|| AppError::new(Code::Internal, format!("no {table} {id}")))
    }

    /// The organisation by which steps are told.
    fn told_organisation(&self) -> Result<OrganisationCode> {
        let sql = "SELECT 'cooperative', organisation FROM cooperative";
        let found: Option<String> = self.one(sql, [], |r| r.get(1))?;
        let missing = || AppError::new(Code::ProfileMissing, "no cooperative yet");
        Ok(OrganisationCode::of_record(&found.ok_or_else(missing)?))
    }
}
