//! What people decided about a lot: held, released, called back, no longer called back, closed: steps that look at it. What the standing ones
//! come to is the lot's status.

use jiff::civil::Date;
use nuong_domain::LotStatus;
use nuong_domain::id::LotId;

use super::look::LookAt;
use super::rows::LotRecord;
use super::view::LotDecision;
use crate::Result;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

/// Stages that decide about a lot, and what each is called as a decision.
const DECIDING: [(&str, &str); 5] = [
    ("hold", "on_hold"),
    ("release", "released"),
    ("recall", "recalled"),
    ("lift", "released"),
    ("close", "closed"),
];

impl Reader<'_> {
    /// The last decision about a lot; none when nobody ever decided.
    pub(crate) fn lot_decision(&self, lot: LotId) -> Result<Option<LotDecision>> {
        let mut decisions = self.decisions(lot)?;
        Ok(decisions.pop().map(|(_, decision)| decision))
    }

    /// The status that people gave a lot.
    pub(crate) fn decided_status(&self, lot: LotId) -> Result<LotStatus> {
        let (mut held, mut recalled, mut closed) = (false, false, false);
        for (stage, _) in self.decisions(lot)? {
            match stage.as_str() {
                "hold" => held = true,
                "recall" => recalled = true,
                // What is called back stays so until somebody says that it is no more.
                "lift" => recalled = false,
                "close" => closed = true,
                _ => (held, closed) = (false, false),
            }
        }
        Ok(match (recalled, held, closed) {
            (true, _, _) => LotStatus::Recalled,
            (_, true, _) => LotStatus::OnHold,
            (_, _, true) => LotStatus::Closed,
            _ => LotStatus::Draft,
        })
    }

    /// The standing decisions about a lot with their stages, in order of the logical clock.
    fn decisions(&self, lot: LotId) -> Result<Vec<(String, LotDecision)>> {
        self.all(
            "SELECT lower(hex(s.id)), s.stage, coalesce(s.rest ->> 'person', s.entered_by), coalesce(s.rest ->> 'reason', ''), s.entered_at
             FROM step_line l JOIN step s ON s.n = l.step
             WHERE l.lot = (SELECT n FROM lot WHERE id = ?1) AND l.role = 'on' AND s.stage IN ('hold', 'release', 'recall', 'lift', 'close')
               AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n) ORDER BY s.clock",
            [lot.to_string()],
            |r| {
                let stage: String = r.get(1)?;
                let status = DECIDING.iter().find(|(code, _)| *code == stage);
                let decision = LotDecision {
                    status: status.map_or_else(String::new, |(_, word)| (*word).to_owned()),
                    by: r.get(2)?,
                    reason: r.get(3)?,
                    at: r.get(4)?,
                };
                Ok((stage, decision))
            },
        )
    }
}

impl Tx<'_> {
    /// Records what `person` decided about a lot: `on_hold`, `recalled`, `closed` or `released`.
    pub(super) fn decide_lot(
        &mut self,
        lot: &LotRecord,
        status: &str,
        person: &str,
        (reason, day): (&str, Date),
    ) -> Result<()> {
        let stages: &[&str] = match (status, lot.status) {
            ("on_hold", _) => &["hold"],
            ("recalled", _) => &["recall"],
            ("closed", _) => &["close"],
            // Nobody who lets a lot go that was called back means to hold it on.
            (_, LotStatus::Recalled) => &["lift", "release"],
            _ => &["release"],
        };
        for stage in stages {
            self.look_at_lot(
                lot,
                &LookAt {
                    stage,
                    person,
                    reason,
                    day,
                },
                [],
            )?;
        }
        Ok(())
    }
}
