//! What a person can do about the registry: connect, disconnect, sync, look at the outbox, send a refused record again.

use std::collections::BTreeMap;

use reqwest::Url;

use super::book::Book;
use super::client::Client;
use super::enrol::Enrolled;
use super::once::Turn;
use super::pace::{Cancel, Pace};
use super::run::{Occasion, Run};
use super::trouble::message;
use super::wire::{Deadlines, Token, Wire};
use crate::base::progress::Progress;
use crate::destination::{
    Connection, Delivery, DeliveryState, Destination, NewDestination, SyncSummary,
};
use crate::sync::enrol;
use crate::{App, AppError, Code, Result};

/// Rows of the outbox shown at once.
pub(crate) const MOST_ROWS: u32 = 200;

impl App {
    /// Enrols this laptop with the registry at `url` by a one-time `code`. The token goes to the keyring; every event there is goes into
    /// the outbox; the registry's public base becomes the base of links printed from now on. Asks the network: call it off the main thread.
    ///
    /// # Errors
    /// Those of the address, the network and the code (`registry_…`, `enrolment_…`, `captive_portal`), `keyring_unavailable`, the store's own.
    pub fn connect(&self, url: &str, code: &str) -> Result<Connection> {
        let enrolled = enrol::enrol(url, code, &enrol::device_name(), Deadlines::default())?;
        self.secrets()
            .set(&self.token_name(enrolled.url.as_str())?, &enrolled.token)?;
        let new = self.destination_of(&enrolled);
        self.write("", |tx| tx.save_destination(&new))?;
        self.connection()?
            .ok_or_else(|| AppError::new(Code::Internal, "no destination after enrolment"))
    }

    fn destination_of(&self, enrolled: &Enrolled) -> NewDestination {
        NewDestination {
            url: enrolled.url.to_string(),
            capture_url: enrolled.capture_url.to_string(),
            organisation: enrolled.organisation.clone(),
            public_base: enrolled.public_base.clone(),
            token_store: self.secrets().kind().to_owned(),
        }
    }

    /// Forgets the token and stops sending. Receipts and what was printed stay; connecting to the same registry again goes on where it was.
    ///
    /// # Errors
    /// `sync_running` while a run is under way; `keyring_unavailable`; the store's own.
    pub fn disconnect(&self) -> Result<()> {
        let Some(destination) = self.read(|r| r.destination())? else {
            return Ok(());
        };
        let Some(_turn) = Turn::take(self.dir())? else {
            return Err(AppError::new(Code::SyncRunning, "a run is under way"));
        };
        self.secrets()
            .delete(&self.token_name(&destination.is.url)?)?;
        self.write("", |tx| tx.deactivate_destination(destination.id))
    }

    /// The registry this laptop is enrolled with.
    ///
    /// # Errors
    /// The store's own.
    pub fn connection(&self) -> Result<Option<Connection>> {
        Ok(self.read(|r| r.destination())?.map(connection_of))
    }

    /// Delivers what waits, now. `progress` hears of each record. Asks the network: call it off the main thread.
    ///
    /// # Errors
    /// The store's own and the keyring's; the network's troubles end as a notice in the summary.
    pub fn sync(&self, progress: &mut dyn FnMut(Progress)) -> Result<SyncSummary> {
        self.sync_with(Occasion::Asked, &Cancel::default(), progress)
    }

    /// As [`App::sync`], with the occasion and a pace by which another thread can call it off.
    ///
    /// # Errors
    /// As [`App::sync`].
    pub fn sync_with(
        &self,
        occasion: Occasion,
        pace: &dyn Pace,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<SyncSummary> {
        let Some(destination) = self.read(|r| r.destination())? else {
            return self.end_with("not_connected");
        };
        if occasion == Occasion::Due && destination.needs_enrolment {
            return self.end_with("needs_enrolment");
        }
        let Some(_turn) = Turn::take(self.dir())? else {
            return self.end_with("already_running");
        };
        let summary = match self.secrets().get(&self.token_name(&destination.is.url)?)? {
            Some(token) => self.run(&destination, Token::new(token), occasion, pace, progress)?,
            None => self.end_with("needs_enrolment")?,
        };
        self.note(&destination, occasion, &summary)?;
        Ok(summary)
    }

    fn run(
        &self,
        destination: &Destination,
        token: Token,
        occasion: Occasion,
        pace: &dyn Pace,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<SyncSummary> {
        let capture = Url::parse(&destination.is.capture_url)
            .map_err(|e| AppError::of(Code::RegistryAddressInvalid, e))?;
        let wire = Wire::new(capture.clone(), Some(token), Deadlines::default())?;
        let book = Book {
            app: self,
            destination: destination.id,
        };
        Run::new(
            &book,
            (Client::new(&wire, capture.clone()), capture),
            pace,
            self.host(),
            progress,
        )
        .go(occasion)
    }

    /// Keeps what a run did; a run by the clock that found nothing to do is not worth a line.
    fn note(
        &self,
        destination: &Destination,
        occasion: Occasion,
        summary: &SyncSummary,
    ) -> Result<()> {
        let idle = summary.notice.is_none()
            && summary.sent == 0
            && summary.accepted == 0
            && summary.refused == 0;
        if occasion == Occasion::Due && idle {
            return Ok(());
        }
        let denied = summary
            .notice
            .as_ref()
            .is_some_and(|n| n.key == "sync.notice.needs_enrolment");
        let welcome = summary.accepted > 0 || summary.refused > 0;
        self.write("", |tx| {
            if denied || welcome {
                tx.set_needs_enrolment(destination.id, denied)?;
            }
            tx.set_last_run(destination.id, summary)
        })
    }

    fn end_with(&self, code: &str) -> Result<SyncSummary> {
        let counts = self.read(|r| {
            let destination = r.destination()?;
            r.delivery_counts(destination.map(|d| d.id))
        })?;
        let notice = Some(message(code, &BTreeMap::new()));
        let waiting = counts
            .waiting
            .saturating_add(counts.sent)
            .saturating_add(counts.local);
        Ok(SyncSummary {
            waiting,
            notice,
            at: crate::base::day::local(self.host().now()),
            ..SyncSummary::default()
        })
    }

    /// A page of the records in one state after the first `offset`, newest change first; empty when there are no more.
    ///
    /// # Errors
    /// The store's own.
    pub fn deliveries(&self, state: DeliveryState, offset: u32) -> Result<Vec<Delivery>> {
        self.read(|r| {
            let destination = r.destination()?.map(|d| d.id);
            r.delivery_rows(destination, Some(state), MOST_ROWS, offset)
        })
    }

    /// One token per data folder and registry, so that the sample cooperative never speaks with the real one's voice.
    fn token_name(&self, url: &str) -> Result<String> {
        let device = self.read(|r| r.meta("device"))?.ok_or_else(|| {
            AppError::new(Code::FileDamaged, "this laptop has no id").with("record", "device")
        })?;
        Ok(format!("{device} {url}"))
    }
}

pub(crate) fn connection_of(destination: Destination) -> Connection {
    Connection {
        url: destination.is.url,
        organisation: destination.is.organisation,
        public_base: destination.is.public_base,
        needs_enrolment: destination.needs_enrolment,
        token_store: destination.is.token_store,
    }
}
