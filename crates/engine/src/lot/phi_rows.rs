//! Overrides of pre-harvest conflicts: a named person answers, with a reason, for the conflicts known at that moment, in a step that accepts them.
//! One that comes to light later flags the lot again.

use std::collections::BTreeSet;

use jiff::civil::Date;
use nuong_domain::id::LotId;
use serde_json::json;

use super::look::LookAt;
use super::rows::LotRecord;
use super::view::PhiOverride;
use crate::Result;
use crate::harvest::Clash;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

/// The stage by which a person accepts what would otherwise be in the way.
const STAGE: &str = "except";

/// Most findings of one step, as its field takes them.
const MOST: usize = 200;

/// Standing exceptions of a lot; conditions follow.
const EXCEPTIONS: &str = "FROM step_line l JOIN step s ON s.n = l.step
    WHERE l.lot = (SELECT n FROM lot WHERE id = ?1) AND s.stage = 'except' AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n)";

/// How an exception names the harvest and the spray that it answers for.
fn finding_of(clash: &Clash) -> String {
    format!("interval_running {}", clash.override_pair())
}

impl Reader<'_> {
    /// The latest override of a lot.
    pub(crate) fn phi_override(&self, lot: LotId) -> Result<Option<PhiOverride>> {
        let sql = format!(
            "SELECT coalesce(s.rest ->> 'person', s.entered_by), coalesce(s.rest ->> 'reason', ''), s.entered_at {EXCEPTIONS}
               AND EXISTS (SELECT 1 FROM json_each(s.rest, '$.findings') f WHERE f.value LIKE 'interval_running %') ORDER BY s.clock DESC LIMIT 1"
        );
        self.one(&sql, [lot.to_string()], |r| {
            Ok(PhiOverride {
                by: r.get(0)?,
                reason: r.get(1)?,
                at: r.get(2)?,
            })
        })
    }

    /// 0 without conflict, 1 with one that nobody answers for, 2 when somebody answers for all.
    pub(crate) fn phi_flag(&self, lot: LotId) -> Result<i64> {
        let clashes = self.lot_clashes(lot)?;
        if clashes.is_empty() {
            return Ok(0);
        }
        let sql =
            format!("SELECT lower(hex(s.id)), coalesce(s.rest -> 'findings', '[]') {EXCEPTIONS}");
        let answered = self.all(&sql, [lot.to_string()], |r| r.json::<Vec<String>>(1))?;
        let answered: BTreeSet<String> = answered.into_iter().flatten().collect();
        let all = clashes.iter().all(|c| answered.contains(&finding_of(c)));
        Ok(if all { 2 } else { 1 })
    }
}

impl Tx<'_> {
    /// Records that `person` answers for every conflict of the lot known now.
    pub(super) fn override_phi(
        &mut self,
        lot: &LotRecord,
        person: &str,
        (reason, day): (&str, Date),
    ) -> Result<()> {
        let clashes = self.reader().lot_clashes(lot.id)?;
        let findings: Vec<String> = clashes.iter().map(finding_of).collect();
        for some in findings.chunks(MOST) {
            let rest = [("findings", json!(some))];
            self.look_at_lot(
                lot,
                &LookAt {
                    stage: STAGE,
                    person,
                    reason,
                    day,
                },
                rest,
            )?;
        }
        Ok(())
    }
}
