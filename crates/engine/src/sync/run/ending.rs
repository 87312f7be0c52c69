//! A run that ends before its work is done: what it leaves waits, with a reason and a time.

use jiff::Timestamp;

use super::Run;
use crate::Result;
use crate::base::message::Message;
use crate::sync::backoff;
use crate::sync::journal::Step;
use crate::sync::trouble::{Stop, message};

impl Run<'_> {
    /// Everything that still waits learns why and when it is tried again; nothing is lost by a run that ends early.
    pub(crate) fn end_early(&mut self, stop: Stop) -> Result<()> {
        self.free_suspects();
        let (code, args, retry_after) = match stop {
            Stop::Failed(error) => return Err(error),
            Stop::Notice {
                code,
                args,
                retry_after,
                ..
            } => (code, args, retry_after),
        };
        let reason = message(code, &args);
        if matches!(code, "offline" | "captive_portal" | "server_error") {
            self.postpone(&reason, retry_after)?;
        }
        self.tally.notice = Some(reason);
        Ok(())
    }

    fn postpone(&self, reason: &Message, retry_after: Option<u64>) -> Result<()> {
        let (open, queue) = (self.journal.unresolved(None)?, self.journal.waiting(None)?);
        let (_, queue): (Vec<_>, Vec<_>) = queue
            .into_iter()
            .partition(|p| p.lots.iter().any(|lot| self.refused_lots.contains(lot)));
        let failures = open
            .iter()
            .chain(&queue)
            .map(|p| p.attempts)
            .min()
            .unwrap_or(0);
        let wait = backoff::between_runs(failures, self.host.random(), retry_after);
        let next = self.host.now().checked_add(wait).unwrap_or(Timestamp::MAX);
        if !open.is_empty() {
            self.journal.record(&open, &Step::Unsure(next))?;
        }
        if queue.is_empty() {
            return Ok(());
        }
        self.journal.record(
            &queue,
            &Step::Waiting {
                next_try: Some(next),
                reason: Some(reason.clone()),
                counts: true,
            },
        )
    }
}
