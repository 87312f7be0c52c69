//! A step as it is told: its id is worked out anew, for a file may say anything.

use jiff::civil::{Date, Time};
use nuong_domain::id::StepId;

use super::file::unreadable;
use super::line::{LotLine, StepLine};
use crate::step::identity::{LineRole, OrganisationCode, ToldLine, ToldStep, step_id, told_lines};
use crate::{AppError, Code, Result};

/// What is read of a step's line before anything is asked of the data file.
pub(super) struct ReadStep {
    pub id: StepId,
    pub day: Date,
}

/// Reads the step, whose id must be the hash of what it tells.
///
/// # Errors
/// `changes_unreadable`; `changes_altered` for another id.
pub(super) fn read_step(organisation: &OrganisationCode, line: &StepLine) -> Result<ReadStep> {
    let day: Date = line.day.parse().map_err(unreadable::<jiff::Error>)?;
    let time = line.time.as_deref().map(read_time).transpose()?;
    let lines = line.lines.iter().map(told_line);
    let lines: Vec<ToldLine<'_>> = lines.collect::<Result<_>>()?;
    refuse_disorder(&lines)?;
    let told = ToldStep {
        organisation,
        stage: &line.stage,
        day,
        time,
        place: &line.place,
        origin: line.origin.as_deref().unwrap_or(""),
        party: line.party.as_deref().unwrap_or(""),
        told: &line.told,
        lines: &lines,
        mark: &line.mark,
    };
    let id = step_id(&told).map_err(|e| unreadable(e.detail))?;
    match line.id == id.to_string() && day.to_string() == line.day {
        true => Ok(ReadStep {
            id: StepId(id),
            day,
        }),
        false => Err(AppError::new(Code::ChangesAltered, &line.id)),
    }
}

/// Hours and minutes, as they are stored.
fn read_time(text: &str) -> Result<Time> {
    let time: Time = text.parse().map_err(unreadable::<jiff::Error>)?;
    match format!("{:02}:{:02}", time.hour(), time.minute()) == text {
        true => Ok(time),
        false => Err(unreadable("time")),
    }
}

/// The role of a line.
pub(super) fn read_role(line: &LotLine) -> Result<LineRole> {
    LineRole::by_word(&line.role).ok_or_else(|| unreadable("role"))
}

fn told_line(line: &LotLine) -> Result<ToldLine<'_>> {
    Ok(ToldLine {
        role: read_role(line)?,
        sku: &line.sku,
        lot: &line.lot,
        place: &line.place,
        amount: line.amount,
    })
}

/// Lines are kept in the order in which they are told, by which entries name them.
fn refuse_disorder(lines: &[ToldLine<'_>]) -> Result<()> {
    let mut before = String::new();
    for line in lines {
        let told = told_lines(std::slice::from_ref(line)).map_err(|e| unreadable(e.detail))?;
        let told = told.concat();
        if told < before {
            return Err(unreadable("lines of a step out of order"));
        }
        before = told;
    }
    Ok(())
}
