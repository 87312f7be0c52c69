//! Undo: what was saved together last on this computer is taken back. While nothing left the computer that is all; afterwards destinations hear
//! of it at the next sync. It is never taken back itself: once more goes one further back.

use nuong_domain::id::StepId;
use nuong_domain::supersede::SupersedeKind;

use super::action_rows::SavedTogether;
use super::view::Undone;
use super::write::Desk;
use crate::stage::own_stages;
use crate::store::tx::Tx;
use crate::{App, AppError, Code, Result};

/// Why.
const REASON: &str = "hoàn tác";

impl App {
    /// Takes back the latest action of this computer that stands: what was added, imported, corrected, voided or decided together.
    ///
    /// # Errors
    /// `nothing_to_undo`; `stock_negative` (args `steps`) where later steps took what would not be there any more.
    pub fn undo(&self, by: &str, language: &str) -> Result<Undone> {
        let (stages, today) = (own_stages(self.dir())?, self.today_date());
        self.write(by, |tx| {
            let saved = latest_standing(tx)?;
            let saved = saved.ok_or_else(|| AppError::new(Code::NothingToUndo, ""))?;
            let mut desk = Desk::new(tx, &stages, today, language)?;
            let undone = take_back(tx, &mut desk, &saved)?;
            desk.check_stock(tx)?;
            Ok(undone)
        })
    }
}

fn latest_standing(tx: &Tx<'_>) -> Result<Option<SavedTogether>> {
    let (r, device) = (tx.reader(), tx.device());
    let mut before = None;
    loop {
        let actions = r.own_actions(&device, before)?;
        let Some(last) = actions.last().copied() else {
            return Ok(None);
        };
        for action in actions {
            let saved = r.saved_together(&device, action)?;
            if !saved.is_undo() && !r.is_undone(&saved)? {
                return Ok(Some(saved));
            }
        }
        before = Some(last);
    }
}

fn take_back(tx: &mut Tx<'_>, desk: &mut Desk<'_>, saved: &SavedTogether) -> Result<Undone> {
    let mut undone = Undone {
        steps: Vec::new(),
        back: Vec::new(),
    };
    for step in &saved.steps {
        // One that came again under another id goes with the step for which it stands.
        let standing = match tx.reader().step_stands(*step)? {
            true => Some(*step),
            false => tx.reader().standing_heir(*step)?,
        };
        if let Some(standing) = standing {
            desk.note_out(tx, standing)?;
            undone.steps.push(standing.to_string());
        }
        tx.supersede_step(*step, None, SupersedeKind::Undone, REASON)?;
    }
    for row in &saved.rows {
        let old = row.row.old;
        if saved.steps.contains(&old) {
            continue;
        }
        let back = bring_back(tx, old)?;
        desk.note_back(tx, back)?;
        undone.back.push(back.to_string());
    }
    Ok(undone)
}

/// A step stands again: itself where nobody was told that it was wrong, else as a step of the same content with a mark of its own, for an
/// event that was declared wrong is never told again under its id.
fn bring_back(tx: &mut Tx<'_>, old: StepId) -> Result<StepId> {
    if !tx.reader().is_declared(old)? {
        tx.supersede_step(old, Some(old), SupersedeKind::Undone, REASON)?;
        return Ok(old);
    }
    let again = tx.append_again(old)?;
    // Between two rows that take a step out one computer says that it stands: without it they read as two computers' words.
    tx.supersede_step(old, Some(old), SupersedeKind::Undone, REASON)?;
    tx.supersede_step(old, Some(again), SupersedeKind::Undone, REASON)?;
    Ok(again)
}
