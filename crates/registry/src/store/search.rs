//! `GET /events` in SQL: conditions joined by AND, pages by key, never by offset.

use jiff::Timestamp;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params_from_iter};

use super::events::UNDECLARED;
use super::{Role, StoreError};
use crate::limits;

/// One condition of a query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// A column equals one of the values. The column comes from this program's own table.
    AnyOf(&'static str, Vec<String>),
    /// A time column is at or after.
    From(&'static str, Timestamp),
    /// A time column is before.
    Before(&'static str, Timestamp),
    /// One of the things stands in one of the roles.
    Mentions {
        roles: &'static [Role],
        class: bool,
        ids: Vec<String>,
    },
    /// The event is an error declaration.
    Declared,
    /// The error declaration names one of these corrective events.
    CorrectedBy(Vec<String>),
}

/// In which order events come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Recorded,
    RecordedLast,
    Happened,
    HappenedLast,
}

/// A query of one organisation's events.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Search {
    pub(crate) organisation: i64,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) order: Order,
    /// Last row of the page before: its event time and row number.
    pub(crate) after: Option<(i64, i64)>,
    /// Events on the page at most.
    pub(crate) limit: usize,
}

/// One page of what was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct FoundPage {
    pub(crate) events: Vec<Found>,
    /// More events follow.
    pub(crate) more: bool,
}

/// An event that was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) row: i64,
    pub(crate) event_time: i64,
    pub(crate) record_time: Timestamp,
    pub(crate) body: String,
    pub(crate) context: String,
}

impl Order {
    fn order_clause(self) -> &'static str {
        match self {
            Self::Recorded => "e.id",
            Self::RecordedLast => "e.id DESC",
            Self::Happened => "e.event_time, e.id",
            Self::HappenedLast => "e.event_time DESC, e.id DESC",
        }
    }

    fn beyond_clause(self) -> &'static str {
        match self {
            Self::Recorded => "e.id > ?",
            Self::RecordedLast => "e.id < ?",
            Self::Happened => "(e.event_time, e.id) > (?, ?)",
            Self::HappenedLast => "(e.event_time, e.id) < (?, ?)",
        }
    }
}

#[derive(Default)]
struct Where {
    sql: String,
    values: Vec<Sql>,
}

impl Where {
    fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Sql>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.values.extend(values);
    }

    fn add_condition(&mut self, condition: &Condition) {
        match condition {
            Condition::AnyOf(column, values) => {
                self.and(
                    &format!("e.{column} IN ({})", question_marks(values)),
                    sql_texts(values),
                );
            }
            Condition::From(column, time) => {
                self.and(&format!("e.{column} >= ?"), [sql_time(*time)]);
            }
            Condition::Before(column, time) => {
                self.and(&format!("e.{column} < ?"), [sql_time(*time)]);
            }
            Condition::Mentions { roles, class, ids } => self.add_mentions(roles, *class, ids),
            Condition::Declared => self.and("e.declared_at <> ?", [Sql::Integer(UNDECLARED)]),
            Condition::CorrectedBy(ids) => self.and(
                &format!(
                    "e.id IN (SELECT event FROM event_correction WHERE event_id IN ({}))",
                    question_marks(ids)
                ),
                sql_texts(ids),
            ),
        }
    }

    fn add_mentions(&mut self, roles: &[Role], class: bool, ids: &[String]) {
        let words: Vec<String> = roles.iter().map(|role| role.word().to_owned()).collect();
        let sql = format!(
            "e.id IN (SELECT event FROM event_thing
                      WHERE thing IN ({}) AND role IN ({}) AND class = ?)",
            question_marks(ids),
            question_marks(&words)
        );
        let values = sql_texts(ids).into_iter().chain(sql_texts(&words));
        self.and(&sql, values.chain([Sql::Integer(i64::from(class))]));
    }

    fn add_page(&mut self, order: Order, after: Option<(i64, i64)>) {
        let Some((time, row)) = after else { return };
        // Continues behind the last row shown, so that rows recorded meanwhile move nothing. Times are not unique, hence the pair.
        let by_time = matches!(order, Order::Happened | Order::HappenedLast);
        let keys = by_time.then_some(time).into_iter().chain([row]);
        self.and(order.beyond_clause(), keys.map(Sql::Integer));
    }
}

impl Search {
    /// One page of what matches.
    pub(crate) fn find_page(&self, db: &Connection) -> Result<FoundPage, StoreError> {
        let mut filter = Where::default();
        filter.values.push(Sql::Integer(self.organisation));
        for condition in &self.conditions {
            filter.add_condition(condition);
        }
        filter.add_page(self.order, self.after);
        // Only columns of this program's own tables and counted question marks are put into the text; every value of the
        // caller is bound. One row more than the page holds tells whether there is a next page.
        let sql = format!(
            "SELECT e.id, e.event_time, e.record_time, e.body, c.body
             FROM event e JOIN context c ON c.id = e.context
             WHERE e.organisation = ?{} ORDER BY {} LIMIT {}",
            filter.sql,
            self.order.order_clause(),
            self.limit.saturating_add(1)
        );
        let mut statement = db.prepare(&sql)?;
        let rows = statement.query_map(params_from_iter(filter.values), found_row)?;
        self.fill_page(rows)
    }

    /// Takes rows until the page is full by number or by size.
    fn fill_page(
        &self,
        rows: impl Iterator<Item = rusqlite::Result<Found>>,
    ) -> Result<FoundPage, StoreError> {
        let mut page = FoundPage::default();
        let mut bytes = 0_usize;
        for row in rows {
            // By size too: 500 events may be 500 MB. At least one goes through, so paging always gets on.
            let full = page.events.len() >= self.limit || bytes > limits::PAGE_BYTES;
            if full {
                page.more = true;
                break;
            }
            let row = row?;
            bytes = bytes.saturating_add(row.body.len());
            page.events.push(row);
        }
        Ok(page)
    }
}

fn found_row(row: &Row<'_>) -> rusqlite::Result<Found> {
    Ok(Found {
        row: row.get(0)?,
        event_time: row.get(1)?,
        record_time: super::read_instant(row, 2)?,
        body: row.get(3)?,
        context: row.get(4)?,
    })
}

fn question_marks(values: &[String]) -> String {
    vec!["?"; values.len()].join(", ")
}

fn sql_texts(values: &[String]) -> Vec<Sql> {
    values.iter().cloned().map(Sql::Text).collect()
}

fn sql_time(time: Timestamp) -> Sql {
    Sql::Integer(time.as_microsecond())
}
