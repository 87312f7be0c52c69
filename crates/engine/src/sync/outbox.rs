use super::connect::{MOST_ROWS, connection_of};
use super::once::Turn;
use crate::destination::{DeliveryState, Outbox};
use crate::{App, AppError, Code, Result};

impl App {
    /// The outbox as a place: counts, the connection, the newest rows of one state or of all.
    ///
    /// # Errors
    /// The store's own.
    pub fn outbox(&self, state: Option<DeliveryState>) -> Result<Outbox> {
        let running = Turn::is_taken(self.dir());
        self.read(|r| {
            let destination = r.destination()?;
            let id = destination.as_ref().map(|d| d.id);
            let counts = r.delivery_counts(id)?;
            let next_try = id.map(|id| r.next_try(id)).transpose()?.flatten();
            // A summary as another version of the program wrote it may not read: the outbox shows without it.
            let last = destination
                .as_ref()
                .and_then(|d| serde_json::from_str(d.last_run.as_deref()?).ok());
            Ok(Outbox {
                connection: destination.map(connection_of),
                local: counts.local,
                waiting: counts.waiting,
                sent: counts.sent,
                accepted: counts.accepted,
                refused: counts.refused,
                withdrawn: counts.withdrawn,
                needs_person: counts.needs_person,
                running,
                last,
                next_try,
                rows: r.delivery_rows(id, state, MOST_ROWS, 0)?,
            })
        })
    }

    /// Puts a refused record back into the queue; the ones behind it follow.
    ///
    /// # Errors
    /// `delivery_not_refused` when it is not (or no longer) refused; the store's own.
    pub fn retry(&self, delivery_id: &str) -> Result<()> {
        let ids = [delivery_id.to_owned()];
        let missing = || AppError::new(Code::DeliveryNotRefused, delivery_id);
        let destination = self.read(|r| r.destination())?.ok_or_else(missing)?;
        let freed = self.write("", |tx| tx.retry_refused(destination.id, Some(&ids)))?;
        if freed == 0 { Err(missing()) } else { Ok(()) }
    }
}
