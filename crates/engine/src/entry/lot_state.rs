//! What the state of lots forbids: nothing leaves one that is held, called back or to review; nothing is made of itself.

use std::collections::BTreeMap;

use nuong_domain::LotStatus;
use nuong_domain::id::LotId;
use nuong_domain::lineage::{TurnRefusal, check_turn};

use super::line::ResolvedLine;
use super::resolve::Head;
use crate::stage::{Class, Column};
use crate::step::identity::LineRole;
use crate::store::reader::Reader;
use crate::{AppError, Code, Result};

/// Refuses to let anything leave a lot that people held or called back, or that is to review. `left_before`: what steps that are corrected had
/// taken, in base units.
pub(super) fn check_lots_free(
    r: &Reader<'_>,
    head: &Head<'_>,
    lines: &[ResolvedLine],
    left_before: &mut BTreeMap<LotId, i64>,
) -> Result<()> {
    let leaves = head.class == Class::Leave && head.stage.columns.taken == Some(Column::GoneOut);
    if !leaves && !head.stage.free_lots_only {
        return Ok(());
    }
    let ins = (1_usize..).zip(lines);
    for (n, line) in ins.filter(|(_, line)| line.role == LineRole::In) {
        // What had left already, and is only told otherwise now, leaves no lot anew.
        let left = left_before.entry(line.lot.id).or_default();
        if *left >= line.amount.base() {
            *left -= line.amount.base();
            continue;
        }
        // What earlier steps of the same action decided counts as well.
        let code = match r.decided_status(line.lot.id)? {
            LotStatus::OnHold => Code::LotOnHold,
            LotStatus::Recalled => Code::LotRecalled,
            _ if !line.lot.review.is_empty() => Code::LotToReview,
            _ => continue,
        };
        return Err(AppError::new(code, "")
            .with("field", "lot")
            .with("line", n)
            .with("lot", &line.lot.code));
    }
    Ok(())
}

/// Refuses a turn that would make a lot of itself, at once or over others.
pub(super) fn check_lineage(r: &Reader<'_>, lines: &[ResolvedLine]) -> Result<()> {
    let numbers = |role| {
        let lots = lines.iter().filter(move |line| line.role == role);
        lots.map(|line| r.lot_number(line.lot.id))
            .collect::<Result<Vec<_>>>()
    };
    let (ins, outs) = (numbers(LineRole::In)?, numbers(LineRole::Out)?);
    let (code, lot) = match check_turn(r, &ins, &outs)? {
        None => return Ok(()),
        Some(TurnRefusal::SameLot { lot }) => (Code::TurnSameLot, lot),
        Some(TurnRefusal::Cycle { ancestor, .. }) => (Code::LineageCycle, ancestor),
    };
    let out = outs.iter().position(|own| *own == lot);
    let mut outs = (1_usize..)
        .zip(lines)
        .filter(|(_, line)| line.role == LineRole::Out);
    let named = out.and_then(|out| outs.nth(out));
    let refused = AppError::new(code, "").with("field", "lot");
    Err(match named {
        Some((n, line)) => refused.with("line", n).with("lot", &line.lot.code),
        None => refused,
    })
}

impl Reader<'_> {
    /// This file's own number of a lot.
    pub(crate) fn lot_number(&self, lot: LotId) -> Result<i64> {
        let found = self.one(
            "SELECT id, n FROM lot WHERE id = ?1",
            [lot.to_string()],
            |r| r.get(1),
        )?;
        found.ok_or_else(|| AppError::new(Code::Internal, format!("no lot {lot}")))
    }
}
