//! Labels sent to markets and taken back: facts, summed when asked.

use nuong_domain::SerialBlock;
use rusqlite::params;
use rusqlite::types::Value;

use super::view::{MarketLabels, MoveRow};
use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
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

/// Labels on their way, as stored: a fact.
pub(crate) struct LabelMove {
    id: String,
    moved: Move,
    /// Negative: they came back.
    labels: i64,
    person: String,
    at: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "label_move",
    "label_move",
    &[
        "id", "lot_id", "place", "labels", "print_id", "first", "last", "on_day", "carrier",
        "note", "person", "at",
    ],
    &[Topic::Labels, Topic::Lots],
)
.entered_at("at");

impl Record for LabelMove {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let (moved, (first, last)) = (&self.moved, self.moved.which.unzip());
        vec![
            text(&self.id),
            text(&moved.lot),
            text(&moved.place),
            self.labels.into(),
            text_if_any(moved.print.as_ref()),
            first.into(),
            last.into(),
            text(&moved.day),
            text(&moved.carrier),
            text(&moved.note),
            text(&self.person),
            text(&self.at),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        let (first, last): (Option<u32>, Option<u32>) = (row.get(5)?, row.get(6)?);
        let labels: i64 = row.get(3)?;
        Ok(Self {
            id: row.get(0)?,
            moved: Move {
                lot: row.get(1)?,
                place: row.get(2)?,
                labels: u32::try_from(labels.unsigned_abs()).map_err(|e| row.damaged(3, &e))?,
                print: row.get(4)?,
                which: first.zip(last),
                day: row.get(7)?,
                carrier: row.get(8)?,
                note: row.get(9)?,
            },
            labels,
            person: row.get(10)?,
            at: row.get(11)?,
        })
    }

    fn lot(&self) -> Option<String> {
        Some(self.moved.lot.clone())
    }

    fn verb(&self, _before: Option<&Self>) -> &'static str {
        if self.labels > 0 { "sent" } else { "back" }
    }
}

fn read_move_row(r: &Columns<'_>) -> Result<MoveRow> {
    let serial: Option<String> = r.get(4)?;
    let block = serial.as_deref().and_then(SerialBlock::of_serial);
    let nth = |label: Option<u32>| Some(block.as_ref()?.serial_number(label?.checked_sub(1)?));
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
    pub(crate) fn moves_of_lot(&self, lot: &str) -> Result<Vec<MoveRow>> {
        self.all(
            "SELECT m.id, l.code, m.place, m.labels, p.first_serial, m.first, m.last, m.on_day, m.carrier, m.note, m.person, m.at
             FROM label_move m JOIN lot l ON l.id = m.lot_id LEFT JOIN label_print p ON p.id = m.print_id
             WHERE m.lot_id = ?1
             ORDER BY (SELECT max(c.clock) FROM change_log c WHERE c.record = m.id) DESC LIMIT 500",
            [lot],
            read_move_row,
        )
    }

    /// Markets that have labels of a lot.
    pub(crate) fn labels_at_markets(&self, lot: &str) -> Result<Vec<MarketLabels>> {
        // Labels that came back are entered with a minus.
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
        // The last move of a label says where it is; a minus, that it is back.
        let last: Option<(String, i32)> = self.one(
            "SELECT place, labels FROM label_move WHERE print_id = ?1 AND ?2 BETWEEN first AND last
             ORDER BY (SELECT max(c.clock) FROM change_log c WHERE c.record = label_move.id) DESC LIMIT 1",
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
            r.get::<String>(0)
        })?;
        let typed = typed.to_lowercase();
        Ok(known
            .into_iter()
            .find(|place| place.to_lowercase() == typed))
    }
}

impl Tx<'_> {
    /// Enters labels that went to a market (`way` 1) or came back (-1); the entry's id.
    pub(super) fn move_labels(&mut self, moved: &Move, way: i32) -> Result<String> {
        let id = self.mint().to_string();
        self.append(&LabelMove {
            id: id.clone(),
            labels: i64::from(way) * i64::from(moved.labels),
            moved: moved.clone(),
            person: self.actor().to_owned(),
            at: self.at().to_owned(),
        })?;
        Ok(id)
    }
}
