//! The lot list: typed text, a filter, a page. Text search walks the index newest first, so that no hit is read that is not shown.

use nuong_domain::{LotStatus, Unit};
use rusqlite::{ToSql, params};

use super::DOC;
use super::rows::shown_quantity;
use super::view::{LotPage, LotQuery, LotRow};
use crate::Result;
use crate::destination::DeliveryState;
use crate::store::columns::Columns;
use crate::store::reader::Reader;

/// Columns of a row; `?1` is the active destination's id or NULL.
const COLUMNS: &str = "l.id, l.code, p.name, l.sku, l.gtin, l.quantity, l.unit, l.status, l.phi, l.first_on,
    (SELECT CASE max(CASE d.state WHEN 'needs_person' THEN 5 WHEN 'refused' THEN 4 WHEN 'waiting' THEN 3 WHEN 'sent' THEN 2 ELSE 1 END)
            WHEN 5 THEN 'needs_person' WHEN 4 THEN 'refused' WHEN 3 THEN 'waiting' WHEN 2 THEN 'sent' WHEN 1 THEN 'accepted' ELSE 'local' END
     FROM step_line sl JOIN trace_event e ON e.step = sl.step JOIN delivery d ON d.event = e.n
     WHERE sl.lot = l.n AND d.destination_id = ?1 AND d.state <> 'withdrawn')";

/// Lots with a record in one of these states; `?1` is the destination.
macro_rules! lots_in_state {
    ($states:literal) => {
        concat!(
            "l.n IN (SELECT sl.lot FROM delivery d JOIN trace_event e ON e.n = d.event JOIN step_line sl ON sl.step = e.step
               WHERE d.destination_id = ?1 AND d.state IN ",
            $states,
            ")"
        )
    };
}

fn read_row(r: &Columns<'_>) -> Result<LotRow> {
    let unit: Unit = r.word(6, Unit::by_code)?;
    // A status that this program does not know is a lot that nobody may take for a usual one.
    let status: LotStatus = r.word(7, LotStatus::by_word)?;
    let delivery = r.word(10, DeliveryState::by_word)?;
    let live = status == LotStatus::Draft && delivery == DeliveryState::Accepted;
    Ok(LotRow {
        id: r.get(0)?,
        lot: r.get(1)?,
        product: r.get(2)?,
        sku: r.get(3)?,
        gtin: r.get(4)?,
        quantity: shown_quantity(r.get(5)?, unit.dimension())
            .map_err(|e| r.damaged(5, &e))?
            .number_in(unit),
        unit: unit.code().to_owned(),
        status: if live { LotStatus::Published } else { status }
            .as_str()
            .to_owned(),
        phi_conflict: r.get::<i64>(8)? == 1,
        harvested_on: r.get(9)?,
        delivery,
    })
}

/// True whatever `?1` is, NULL too. The driver refuses a value that the statement does not name, and the destination is given to each.
const NAMES_DESTINATION: &str = "?1 IS ?1";

/// The condition of a filter of [`LotQuery`]; `?1` is the destination. None takes all.
fn filter_condition(filter: &str) -> Option<&'static str> {
    match filter {
        // The count of these lots has no column that asks for the destination: see NAMES_DESTINATION.
        "phi" => Some("?1 IS ?1 AND l.phi = 1"),
        "waiting" => Some(lots_in_state!("('waiting', 'sent')")),
        "refused" => Some(lots_in_state!("('refused', 'needs_person')")),
        _ => None,
    }
}

/// Words to find lots by, and where in the index lots stand.
struct Wanted<'a> {
    destination: Option<String>,
    expression: String,
    query: &'a LotQuery,
}

fn page_limit(query: &LotQuery) -> u32 {
    query.limit.clamp(1, 500)
}

impl Reader<'_> {
    /// One page of lots, newest harvest first.
    pub(crate) fn lots_page(&self, query: &LotQuery) -> Result<LotPage> {
        let destination = self.destination()?.map(|d| d.id.to_string());
        if query.text.chars().all(char::is_whitespace) {
            return self.lots_of_all(destination, query);
        }
        match self.match_expression(&query.text)? {
            Some(expression) => self.lots_found(&Wanted {
                destination,
                expression,
                query,
            }),
            None => Ok(LotPage {
                rows: Vec::new(),
                total: 0,
            }),
        }
    }

    fn lots_of_all(&self, destination: Option<String>, query: &LotQuery) -> Result<LotPage> {
        let condition = filter_condition(&query.filter).unwrap_or(NAMES_DESTINATION);
        let rows = self.all(
            &format!(
                "SELECT {COLUMNS} FROM lot l JOIN product p ON p.id = l.product_id WHERE {condition}
                 ORDER BY l.first_on DESC, l.code LIMIT ?2 OFFSET ?3"
            ),
            params![destination, page_limit(query), query.offset],
            read_row,
        )?;
        let total = self.count(
            &format!("SELECT count(*) FROM lot l WHERE {condition}"),
            [&destination],
        )?;
        Ok(LotPage { rows, total })
    }

    /// Without a filter the walk goes along the index, newest first, and stops when the page is full. A filter keeps few lots: the walk
    /// goes along those, and the words only say which of them stay.
    fn lots_found(&self, wanted: &Wanted<'_>) -> Result<LotPage> {
        const FOUND: &str = "search_text MATCH ?2 AND rowid BETWEEN ?3 AND ?4";
        let from = match filter_condition(&wanted.query.filter) {
            None => format!(
                "(SELECT rowid AS n FROM search_text WHERE {FOUND} AND {NAMES_DESTINATION} ORDER BY rowid DESC LIMIT ?5 OFFSET ?6) s
                 JOIN search_doc k ON k.n = s.n JOIN lot l ON l.id = k.record JOIN product p ON p.id = l.product_id ORDER BY s.n DESC"
            ),
            Some(condition) => format!(
                "lot l JOIN search_doc k ON k.record = l.id JOIN product p ON p.id = l.product_id
                 WHERE {condition} AND k.n IN (SELECT rowid FROM search_text WHERE {FOUND}) ORDER BY k.n DESC LIMIT ?5 OFFSET ?6"
            ),
        };
        let count = match filter_condition(&wanted.query.filter) {
            None => {
                format!("SELECT count(*) FROM search_text WHERE {FOUND} AND {NAMES_DESTINATION}")
            }
            Some(condition) => format!(
                "SELECT count(*) FROM lot l JOIN search_doc k ON k.record = l.id
                 WHERE {condition} AND k.n IN (SELECT rowid FROM search_text WHERE {FOUND})"
            ),
        };
        let (first, last) = DOC.range();
        let found: [&dyn ToSql; 4] = [&wanted.destination, &wanted.expression, &first, &last];
        let total = self.count(&count, found.as_slice())?;
        let (limit, offset) = (page_limit(wanted.query), wanted.query.offset);
        let page: [&dyn ToSql; 6] = [
            &wanted.destination,
            &wanted.expression,
            &first,
            &last,
            &limit,
            &offset,
        ];
        let rows = self.all(
            &format!("SELECT {COLUMNS} FROM {from}"),
            page.as_slice(),
            read_row,
        )?;
        Ok(LotPage { rows, total })
    }

    /// The list's row of one lot.
    pub(crate) fn lot_row(&self, id: &str) -> Result<Option<LotRow>> {
        let destination = self.destination()?.map(|d| d.id.to_string());
        let sql = format!(
            "SELECT {COLUMNS} FROM lot l JOIN product p ON p.id = l.product_id WHERE l.id = ?2"
        );
        self.one(&sql, params![destination, id], read_row)
    }

    /// Rows of lots by this file's numbers, each with its number and what there is of it in base units.
    pub(crate) fn lot_rows_by_number(&self, numbers: &str) -> Result<Vec<(i64, i64, LotRow)>> {
        let destination = self.destination()?.map(|d| d.id.to_string());
        let sql = format!(
            "SELECT {COLUMNS}, l.n FROM lot l JOIN product p ON p.id = l.product_id WHERE l.n IN (SELECT value FROM json_each(?2))"
        );
        self.all(&sql, params![destination, numbers], |r| {
            Ok((r.get(11)?, r.get(5)?, read_row(r)?))
        })
    }

    /// The lots that arose last.
    pub(crate) fn recent_lots(&self, limit: u32) -> Result<Vec<LotRow>> {
        let destination = self.destination()?.map(|d| d.id.to_string());
        let sql = format!(
            "SELECT {COLUMNS} FROM lot l JOIN product p ON p.id = l.product_id ORDER BY l.created_at DESC, l.first_on DESC, l.code LIMIT ?2"
        );
        self.all(&sql, params![destination, limit], read_row)
    }
}
