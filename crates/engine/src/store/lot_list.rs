//! The lot list: typed text, a filter, a page. Text search walks the index newest first, so that no hit is read that is not shown.

use nuong_domain::{Quantity, Unit};
use rusqlite::{Row, ToSql};

use super::Reader;
use super::search::Doc;
use crate::Result;
use crate::views::{DeliveryState, LotPage, LotQuery, LotRow};

/// Columns of a row; `?1` is the active destination's id or NULL.
const COLUMNS: &str = "l.id, l.code, p.name, l.sku, l.gtin, l.quantity, l.unit, l.status, l.phi, l.first_on,
    (SELECT CASE max(CASE d.state WHEN 'refused' THEN 4 WHEN 'waiting' THEN 3 WHEN 'sent' THEN 2 ELSE 1 END)
            WHEN 4 THEN 'refused' WHEN 3 THEN 'waiting' WHEN 2 THEN 'sent' WHEN 1 THEN 'accepted' ELSE 'local' END
     FROM delivery d WHERE d.lot_id = l.id AND d.destination_id = ?1)";

fn row(r: &Row<'_>) -> rusqlite::Result<LotRow> {
    let (unit, status, state): (String, String, String) = (r.get(6)?, r.get(7)?, r.get(10)?);
    let (base, phi): (i64, i64) = (r.get(5)?, r.get(8)?);
    let quantity = Unit::by_code(&unit)
        .and_then(|u| Some(Quantity::from_base(base, u.dimension()).ok()?.number(u)));
    let delivery = DeliveryState::by_word(&state).unwrap_or(DeliveryState::Local);
    let live = status == "draft" && delivery == DeliveryState::Accepted;
    Ok(LotRow {
        id: r.get(0)?,
        lot: r.get(1)?,
        product: r.get(2)?,
        sku: r.get(3)?,
        gtin: r.get(4)?,
        quantity: quantity.unwrap_or_default(),
        unit,
        status: if live { "published".to_owned() } else { status },
        phi_conflict: phi == 1,
        harvested_on: r.get(9)?,
        delivery,
    })
}

/// The condition of a filter of [`LotQuery`]; `?1` is the destination.
fn condition(filter: &str) -> &'static str {
    match filter {
        "phi" => "?1 IS ?1 AND l.phi = 1",
        "waiting" => {
            "EXISTS (SELECT 1 FROM delivery d WHERE d.lot_id = l.id AND d.destination_id = ?1 AND d.state IN ('waiting', 'sent'))"
        }
        "refused" => {
            "EXISTS (SELECT 1 FROM delivery d WHERE d.lot_id = l.id AND d.destination_id = ?1 AND d.state = 'refused')"
        }
        _ => "?1 IS ?1",
    }
}

impl Reader<'_> {
    /// One page of lots, newest harvest first.
    pub(crate) fn lots(&self, query: &LotQuery) -> Result<LotPage> {
        let destination = self.destination()?.map(|d| d.id.to_string());
        let limit = query.limit.clamp(1, 500);
        let condition = condition(&query.filter);
        let expression = self.match_expression(&query.text)?;
        if expression.is_none() && query.text.chars().any(|c| !c.is_whitespace()) {
            return Ok(LotPage {
                rows: Vec::new(),
                total: 0,
            });
        }
        let Some(expression) = expression else {
            let rows = self.all(
                &format!("SELECT {COLUMNS} FROM lot l JOIN product p ON p.id = l.product_id WHERE {condition} ORDER BY l.first_on DESC, l.code LIMIT ?2 OFFSET ?3"),
                rusqlite::params![destination, limit, query.offset],
                row,
            )?;
            let total = self.count(
                &format!("SELECT count(*) FROM lot l WHERE {condition}"),
                [&destination],
            )?;
            return Ok(LotPage { rows, total });
        };
        let (first, last) = Doc::Lot.range();
        let params: [&dyn ToSql; 6] = [
            &destination,
            &expression,
            &first,
            &last,
            &limit,
            &query.offset,
        ];
        let hits = "search_text s JOIN search_doc k ON k.n = s.rowid JOIN lot l ON l.id = k.record";
        let found = "s.search_text MATCH ?2 AND s.rowid BETWEEN ?3 AND ?4";
        let rows = self.all(
            &format!("SELECT {COLUMNS} FROM {hits} JOIN product p ON p.id = l.product_id WHERE {found} AND {condition} ORDER BY s.rowid DESC LIMIT ?5 OFFSET ?6"),
            params.as_slice(),
            row,
        )?;
        let all = query.filter.is_empty() || query.filter == "all";
        let counted = if all { "search_text s" } else { hits };
        let total = self.count(
            &format!("SELECT count(*) FROM {counted} WHERE {found} AND {condition}"),
            params.get(..4).unwrap_or_default(),
        )?;
        Ok(LotPage { rows, total })
    }

    /// The list's row of one lot.
    pub(crate) fn lot_row(&self, id: &str) -> Result<Option<LotRow>> {
        let destination = self.destination()?.map(|d| d.id.to_string());
        let sql = format!(
            "SELECT {COLUMNS} FROM lot l JOIN product p ON p.id = l.product_id WHERE l.id = ?2"
        );
        self.one(&sql, rusqlite::params![destination, id], row)
    }

    /// The lots that arose last.
    pub(crate) fn recent_lots(&self, limit: u32) -> Result<Vec<LotRow>> {
        let destination = self.destination()?.map(|d| d.id.to_string());
        let sql = format!(
            "SELECT {COLUMNS} FROM lot l JOIN product p ON p.id = l.product_id ORDER BY l.created_at DESC, l.first_on DESC, l.code LIMIT ?2"
        );
        self.all(&sql, rusqlite::params![destination, limit], row)
    }
}
