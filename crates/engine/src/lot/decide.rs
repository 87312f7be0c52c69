//! Lots held back: a named person holds, recalls, closes or releases a lot, with a reason. Of a lot that is held or recalled no label is
//! printed, neither new ones nor old ones again; of a closed one only after a look.

use std::collections::BTreeMap;

use nuong_domain::LotStatus;

use super::rows::LotRecord;
use crate::base::finding::{Finding, Severity, finding};
use crate::base::text::short;
use crate::store::reader::Reader;
use crate::{App, AppError, Code, Result};

/// What can be decided about a lot.
const DECISIONS: [&str; 4] = ["on_hold", "recalled", "closed", "released"];

impl App {
    /// A named person decides about a lot: `on_hold`, `recalled`, `closed`, or `released` from any of these.
    ///
    /// # Errors
    /// `lot_status_unknown` (args `value`), `decision_needs_name`, `decision_needs_reason`, `lot_not_found`; `lot_not_held` (args `lot`)
    /// when a lot is released that nobody held.
    pub fn set_lot_status(&self, name: &str, status: &str, by: &str, reason: &str) -> Result<()> {
        if !DECISIONS.contains(&status) {
            return Err(AppError::new(Code::LotStatusUnknown, status).with("value", status));
        }
        let (by, reason) = (short("lot.by", by)?, short("lot.reason", reason)?);
        if by.is_empty() {
            return Err(AppError::new(Code::DecisionNeedsName, "no name"));
        }
        if reason.is_empty() {
            return Err(AppError::new(Code::DecisionNeedsReason, "no reason"));
        }
        let today = self.today_date();
        self.write(&by, |tx| {
            let lot = tx.reader().lot_named(name)?;
            if status == "released" && lot.status == LotStatus::Draft {
                return Err(AppError::new(Code::LotNotHeld, lot.id).with("lot", &lot.code));
            }
            tx.decide_lot(&lot, status, &by, (&reason, today))
        })
    }
}

/// Whether no label of the lot may be printed, whatever else is right.
pub(crate) fn is_held(lot: &LotRecord) -> bool {
    matches!(lot.status, LotStatus::OnHold | LotStatus::Recalled)
}

/// What people decided about the lot, where it matters for labels.
pub(crate) fn status_finding(
    r: &Reader<'_>,
    lot: &LotRecord,
    lang: &str,
) -> Result<Option<Finding>> {
    let mut args = BTreeMap::from([("lot".to_owned(), lot.code.clone())]);
    if let Some(decision) = r.lot_decision(lot.id)? {
        args.insert("by".into(), decision.by);
        args.insert("reason".into(), decision.reason);
        args.insert(
            "on".into(),
            decision.at.get(..10).unwrap_or(&decision.at).to_owned(),
        );
    }
    Ok(match lot.status {
        LotStatus::OnHold => Some(finding(
            "lot_on_hold",
            Severity::Error,
            "lot.status",
            args,
            lang,
        )),
        LotStatus::Recalled => Some(finding(
            "lot_recalled",
            Severity::Error,
            "lot.status",
            args,
            lang,
        )),
        LotStatus::Closed => Some(finding(
            "lot_closed",
            Severity::Warning,
            "lot.status",
            args,
            lang,
        )),
        LotStatus::Draft | LotStatus::Published => None,
    })
}
