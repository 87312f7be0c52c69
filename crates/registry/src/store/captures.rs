//! Capture jobs. A job is written, finished, by the transaction that stored (or refused) its events,
//! so what it says is true after any kill.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

use super::StoreError;

/// A job about to be written.
pub(crate) struct JobDraft {
    pub(crate) organisation: i64,
    /// `yymmdd` in Viet Nam, the first half of the capture id.
    pub(crate) day: String,
    pub(crate) created: Timestamp,
    pub(crate) finished: Timestamp,
    /// `rollback` or `proceed`.
    pub(crate) behaviour: &'static str,
    pub(crate) stored: usize,
    pub(crate) duplicates: usize,
    /// Problem details (RFC 7807), one per refused event; none means success.
    pub(crate) errors: Vec<Value>,
}

/// A finished capture job.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Job {
    pub(crate) row: i64,
    /// Receipt a person can read out: `260122-000017`.
    pub(crate) id: String,
    pub(crate) created: Timestamp,
    pub(crate) finished: Timestamp,
    pub(crate) behaviour: String,
    pub(crate) errors: Vec<Value>,
}

const COLUMNS: &str = "id, day, number, created_at, finished_at, behaviour, errors";

impl JobDraft {
    /// Writes the job and returns its capture id.
    pub(crate) fn insert(&self, tx: &Connection) -> Result<String, StoreError> {
        // One statement takes the day's next number and the row, and a write transaction is alone (BEGIN IMMEDIATE):
        // numbers have no gap and are never given twice. An aggregate without rows still gives one row, the day's first.
        let number: i64 = tx.query_row(
            "INSERT INTO capture (day, number, organisation, created_at, finished_at, behaviour,
                                  success, stored, duplicates, errors)
             SELECT ?1, 1 + coalesce(max(number), 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
             FROM capture WHERE day = ?1
             RETURNING number",
            params![
                self.day,
                self.organisation,
                self.created.as_microsecond(),
                self.finished.as_microsecond(),
                self.behaviour,
                self.errors.is_empty(),
                i64::try_from(self.stored).unwrap_or(i64::MAX),
                i64::try_from(self.duplicates).unwrap_or(i64::MAX),
                serde_json::to_string(&self.errors)?,
            ],
            |row| row.get(0),
        )?;
        Ok(capture_id(&self.day, number))
    }
}

impl Job {
    /// The job with this capture id, if it belongs to `organisation`.
    pub(crate) fn find(
        db: &Connection,
        organisation: i64,
        id: &str,
    ) -> Result<Option<Self>, StoreError> {
        let Some((day, number)) = split_id(id) else {
            return Ok(None);
        };
        let sql = format!(
            "SELECT {COLUMNS} FROM capture WHERE day = ?1 AND number = ?2 AND organisation = ?3"
        );
        let row = db.query_row(&sql, params![day, number, organisation], raw_job);
        row.optional()?.map(Self::decode).transpose()
    }

    /// Up to `limit` jobs of `organisation`, newest first, older than row `before`.
    pub(crate) fn list(
        db: &Connection,
        organisation: i64,
        before: i64,
        limit: usize,
    ) -> Result<Vec<Self>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM capture WHERE organisation = ?1 AND id < ?2
             ORDER BY id DESC LIMIT ?3"
        );
        let mut statement = db.prepare(&sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![organisation, before, limit], raw_job)?;
        rows.map(|row| Self::decode(row?)).collect()
    }

    fn decode(raw: RawJob) -> Result<Self, StoreError> {
        Ok(Self {
            row: raw.row,
            id: capture_id(&raw.day, raw.number),
            created: raw.created,
            finished: raw.finished,
            behaviour: raw.behaviour,
            errors: serde_json::from_str(&raw.errors)?,
        })
    }
}

struct RawJob {
    row: i64,
    day: String,
    number: i64,
    created: Timestamp,
    finished: Timestamp,
    behaviour: String,
    errors: String,
}

fn raw_job(row: &Row<'_>) -> rusqlite::Result<RawJob> {
    Ok(RawJob {
        row: row.get(0)?,
        day: row.get(1)?,
        number: row.get(2)?,
        created: super::read_instant(row, 3)?,
        finished: super::read_instant(row, 4)?,
        behaviour: row.get(5)?,
        errors: row.get(6)?,
    })
}

fn capture_id(day: &str, number: i64) -> String {
    format!("{day}-{number:06}")
}

fn split_id(id: &str) -> Option<(&str, i64)> {
    let (day, number) = id.split_once('-')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    // A number that does not fit was never given out: there is no such job.
    (day.len() == 6 && digits(day) && number.len() >= 6 && digits(number))
        .then(|| Some((day, number.parse().ok()?)))
        .flatten()
}
