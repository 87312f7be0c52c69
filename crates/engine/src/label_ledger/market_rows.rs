//! Labels sent to markets and taken back: facts, summed when asked.

use nuong_domain::SerialBlock;
use rusqlite::{Row, params};
use serde_json::json;

use super::view::{MarketLabels, MoveRow};
use crate::Result;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

/// Labels on their way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Move {
    /// Lot id.
    pub lot: String,
    /// Market, stall or shop.
    pub place: String,
    /// How many.
    pub labels: u32,
    /// Their print, where it is known which ones.
    pub print: Option<String>,
    /// From which to which of it, from 1.
    pub which: Option<(u32, u32)>,
    /// ISO day.
    pub day: String,
    /// Who takes them.
    pub carrier: String,
    /// Whatever is worth knowing.
    pub note: String,
}

fn row(r: &Row<'_>) -> rusqlite::Result<MoveRow> {
    let serial: Option<String> = r.get(4)?;
    let block = serial.as_deref().and_then(SerialBlock::of_serial);
    let nth = |label: Option<u32>| Some(block.as_ref()?.serial(label?.checked_sub(1)?));
    Ok(MoveRow {
        id: r.get(0)?,
        lot: r.get(1)?,
        place: r.get(2)?,
        labels: r.get(3)?,
        first_serial: nth(r.get(5)?),
        last_serial: nth(r.get(6)?),
        on: r.get(7)?,
        carrier: r.get(8)?,
        note: r.get(9)?,
        person: r.get(10)?,
        at: r.get(11)?,
    })
}

impl Reader<'_> {
    /// Moves of a lot's labels, newest first.
    pub(crate) fn moves(&self, lot: &str) -> Result<Vec<MoveRow>> {
        self.all(
            "SELECT m.id, l.code, m.place, m.labels, p.first_serial, m.first, m.last, m.on_day, m.carrier, m.note, m.person, m.at
             FROM label_move m JOIN lot l ON l.id = m.lot_id LEFT JOIN label_print p ON p.id = m.print_id
             WHERE m.lot_id = ?1 ORDER BY m.n DESC LIMIT 500",
            [lot],
            row,
        )
    }

    /// Markets that have labels of a lot.
    pub(crate) fn labels_at_markets(&self, lot: &str) -> Result<Vec<MarketLabels>> {
        self.all(
            "SELECT place, sum(labels), max(on_day) FROM label_move WHERE lot_id = ?1 GROUP BY place HAVING sum(labels) > 0 ORDER BY place",
            [lot],
            |r| Ok(MarketLabels { place: r.get(0)?, labels: r.get(1)?, on: r.get(2)? }),
        )
    }

    /// Labels of a lot at one market.
    pub(crate) fn labels_at(&self, lot: &str, place: &str) -> Result<u32> {
        self.count(
            "SELECT coalesce(sum(labels), 0) FROM label_move WHERE lot_id = ?1 AND place = ?2",
            [lot, place],
        )
    }

    /// The market that a label of a print is known to be at.
    pub(crate) fn market_of(&self, print: &str, label: u32) -> Result<Option<String>> {
        let last: Option<(String, i32)> = self.one(
            "SELECT place, labels FROM label_move WHERE print_id = ?1 AND ?2 BETWEEN first AND last ORDER BY n DESC LIMIT 1",
            params![print, label],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?;
        Ok(last
            .filter(|(_, labels)| *labels > 0)
            .map(|(place, _)| place))
    }

    /// The spelling under which a market is known already.
    pub(crate) fn market_named(&self, typed: &str) -> Result<Option<String>> {
        let known = self.all("SELECT DISTINCT place FROM label_move", [], |r| {
            r.get::<_, String>(0)
        })?;
        let typed = typed.to_lowercase();
        Ok(known
            .into_iter()
            .find(|place| place.to_lowercase() == typed))
    }
}

impl Tx<'_> {
    /// Enters labels that went to a market (`way` 1) or came back (-1); the entry's id.
    pub(crate) fn move_labels(&mut self, moved: &Move, way: i32) -> Result<String> {
        let (id, at, person) = (
            self.mint().to_string(),
            self.at().to_owned(),
            self.actor().to_owned(),
        );
        let (first, last) = moved.which.unzip();
        self.run(
            "INSERT INTO label_move (id, lot_id, place, labels, print_id, first, last, on_day, carrier, note, person, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                id, moved.lot, moved.place, i64::from(way) * i64::from(moved.labels), moved.print, first, last, moved.day, moved.carrier,
                moved.note, person, at
            ],
        )?;
        let after = json!({"labels": moved.labels, "place": moved.place, "on": moved.day, "carrier": moved.carrier, "note": moved.note});
        self.log(Change {
            noun: "label",
            record: &id,
            lot: Some(&moved.lot),
            verb: if way > 0 { "sent" } else { "back" },
            fields: vec![("move", json!(null), after)],
        })?;
        self.touch(Topic::Labels);
        self.touch(Topic::Lots);
        Ok(id)
    }
}
