//! One lot: its identity, its sources, its pre-harvest conflicts, and how its projections follow from facts.

use jiff::civil::Date;
use nuong_domain::id::{LotId, ProductId, StepId};
use nuong_domain::{Dimension, LotStatus, Quantity, QuantityError, Unit};
use rusqlite::types::Value;

use crate::base::topic::Topic;
use crate::harvest::{CLASHES, Clash, read_clash};
use crate::product::{ProductKind, ProductRecord};
use crate::stage::Class;
use crate::step::identity::lot_id;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// A lot as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LotRecord {
    /// Id.
    pub id: LotId,
    /// Code as printed.
    pub code: String,
    /// Of what.
    pub product: ProductId,
    /// The product's own code when the lot arose.
    pub sku: String,
    /// The product's GTIN when the lot arose: 14 digits, or none.
    pub gtin: Option<String>,
    /// Unit in which it is shown.
    pub unit: Unit,
    /// What there is of it.
    pub quantity: Quantity,
    /// Of a lot of packs: what one of them holds.
    pub net: Option<Quantity>,
    /// False for an input of unknown lot, which may go below nothing.
    pub tracked: bool,
    /// Status as set by people; a draft whose records are all accepted is shown as published.
    pub status: LotStatus,
    /// First harvest: the production date printed.
    pub first_on: Option<Date>,
    /// Last harvest.
    pub last_on: Option<Date>,
    /// A conflict nobody has answered for.
    pub phi_conflict: bool,
    /// Why a person has to look at it: codes.
    pub review: Vec<String>,
}

/// A harvest of a lot, as shown.
pub(crate) struct SourceEntry {
    pub harvest: StepId,
    pub date: String,
    pub household_code: String,
    pub household_name: String,
    pub display: String,
    pub plot: String,
    pub commune_code: String,
    pub quantity: i64,
    pub moisture_permille: Option<u32>,
}

const COLUMNS: &str = "SELECT id, code, product_id, unit, quantity, status, first_on, last_on, phi, sku, gtin, net, net_unit, tracked, review FROM lot";

fn read_lot(r: &Columns<'_>) -> Result<LotRecord> {
    let unit: Unit = r.word(3, Unit::by_code)?;
    Ok(LotRecord {
        id: r.parsed(0)?,
        code: r.get(1)?,
        product: r.parsed(2)?,
        sku: r.get(9)?,
        gtin: r.get(10)?,
        unit,
        // What merged facts take below nothing is to review, and is shown as nothing.
        quantity: shown_quantity(r.get(4)?, unit.dimension()).map_err(|e| r.damaged(4, &e))?,
        net: match r.get::<Option<String>>(12)? {
            None => None,
            Some(_) => {
                let unit: Unit = r.word(12, Unit::by_code)?;
                Some(r.quantity(11, unit.dimension())?)
            }
        },
        tracked: r.get(13)?,
        review: r.json(14)?,
        status: r.word(5, LotStatus::by_word)?,
        first_on: r.parsed_if_any(6)?,
        last_on: r.parsed_if_any(7)?,
        phi_conflict: r.get::<i64>(8)? == 1,
    })
}

/// A sum of lines as a quantity: what merged facts take below nothing is nothing.
pub(crate) fn shown_quantity(
    base: i64,
    dimension: Dimension,
) -> std::result::Result<Quantity, QuantityError> {
    Quantity::from_base(base.max(0), dimension)
}

/// What a lot is born with and keeps for ever; the rest of its row follows from facts (`refresh.rs`).
pub(crate) struct LotBirth {
    pub id: LotId,
    pub code: String,
    pub product: ProductId,
    pub sku: String,
    pub gtin: Option<String>,
    pub unit: Unit,
    /// Of a lot of packs: what one holds, and the unit in which its product says so.
    pub net: Option<(Quantity, Unit)>,
    pub tracked: bool,
    pub created_at: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "lot",
    "lot",
    &[
        "id",
        "code",
        "product_id",
        "sku",
        "gtin",
        "unit",
        "net",
        "net_unit",
        "tracked",
        "created_at",
    ],
    &[Topic::Lots],
)
.projecting(&[
    ("status", "'draft'"),
    ("quantity", "0"),
    ("phi", "0"),
    ("short_code", "''"),
    ("review", "'[]'"),
])
.entered_at("created_at");

impl Record for LotBirth {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(self.id),
            text(&self.code),
            text(self.product),
            text(&self.sku),
            text_if_any(self.gtin.as_ref()),
            text(self.unit.code()),
            self.net.map(|(net, _)| net.base()).into(),
            text_if_any(self.net.map(|(_, unit)| unit.code())),
            i64::from(self.tracked).into(),
            text(&self.created_at),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.parsed(0)?,
            code: row.get(1)?,
            product: row.parsed(2)?,
            sku: row.get(3)?,
            gtin: row.get(4)?,
            unit: row.word(5, Unit::by_code)?,
            net: match row.get::<Option<String>>(7)? {
                None => None,
                Some(_) => {
                    let unit: Unit = row.word(7, Unit::by_code)?;
                    Some((row.quantity(6, unit.dimension())?, unit))
                }
            },
            tracked: row.get(8)?,
            created_at: row.get(9)?,
        })
    }

    fn lot(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Reader<'_> {
    /// The lot with this code.
    ///
    /// # Errors
    /// `lot_ambiguous` (args `lot`, `products`) when lots of several products have it.
    pub fn lot_by_code(&self, code: &str) -> Result<Option<LotRecord>> {
        let mut found = self.lots_where("code = ?1 ORDER BY sku", code)?;
        if found.len() > 1 {
            let skus: Vec<&str> = found.iter().map(|lot| lot.sku.as_str()).collect();
            return Err(AppError::new(Code::LotAmbiguous, code)
                .with("lot", code)
                .with("products", skus.join(", ")));
        }
        Ok(found.pop())
    }

    /// The product's lot with this code.
    pub(crate) fn lot_of_product(&self, sku: &str, code: &str) -> Result<Option<LotRecord>> {
        let sql = format!("{COLUMNS} WHERE code = ?1 AND sku = ?2");
        self.one(&sql, [code, sku], read_lot)
    }

    /// The lot with this id.
    pub fn lot(&self, id: LotId) -> Result<Option<LotRecord>> {
        self.lot_where("id = ?1", &id.to_string())
    }

    /// The lot a person or a program names, by id or by code.
    ///
    /// # Errors
    /// `lot_not_found` (args `lot`).
    pub fn lot_named(&self, name: &str) -> Result<LotRecord> {
        let by_id = match name.parse() {
            Ok(id) => self.lot(id)?,
            Err(_) => None,
        };
        let found = match by_id {
            None => self.lot_by_code(&nuong_domain::clean(name))?,
            found => found,
        };
        found.ok_or_else(|| AppError::new(Code::LotNotFound, name).with("lot", name))
    }

    fn lot_where(&self, condition: &str, value: &str) -> Result<Option<LotRecord>> {
        Ok(self.lots_where(condition, value)?.into_iter().next())
    }

    pub(crate) fn lots_where(&self, condition: &str, value: &str) -> Result<Vec<LotRecord>> {
        self.all(&format!("{COLUMNS} WHERE {condition}"), [value], read_lot)
    }

    /// Every conflict of a lot.
    pub(crate) fn lot_clashes(&self, lot: LotId) -> Result<Vec<Clash>> {
        let sql = format!(
            "{CLASHES} WHERE h.n IN (SELECT step FROM step_line WHERE lot = (SELECT n FROM lot WHERE id = ?1)) ORDER BY s.sprayed_on"
        );
        let found = self.all(&sql, [lot.to_string()], read_clash)?;
        Ok(found.into_iter().flatten().collect())
    }

    /// The harvests of a lot, oldest first.
    pub(crate) fn lot_sources(&self, lot: LotId) -> Result<Vec<SourceEntry>> {
        // A plot's own commune counts before its household's. Where there is no household there is no name to show.
        let stages = self.told_stages()?.codes_of(&[Class::Begin]);
        self.all(
            "SELECT lower(hex(s.id)), s.day, coalesce(hh.code, ''), coalesce(hh.name, ''), coalesce(hh.display, 'hidden'), coalesce(p.code, ''),
               coalesce(nullif(p.commune_code, ''), hh.commune_code, ''), l.amount, l.rest ->> 'moisture'
             FROM step_line l JOIN step s ON s.n = l.step LEFT JOIN place p ON p.n = s.origin LEFT JOIN party hh ON hh.n = s.party
             WHERE l.lot = (SELECT n FROM lot WHERE id = ?1) AND l.role = 'out' AND s.stage IN (SELECT value FROM json_each(?2))
               AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n) ORDER BY s.day, s.id",
            [lot.to_string(), stages],
            |r| {
                Ok(SourceEntry {
                    harvest: r.parsed(0)?,
                    date: r.get(1)?,
                    household_code: r.get(2)?,
                    household_name: r.get(3)?,
                    display: r.get(4)?,
                    plot: r.get(5)?,
                    commune_code: r.get(6)?,
                    quantity: r.get(7)?,
                    moisture_permille: r.get(8)?,
                })
            },
        )
    }
}

impl Tx<'_> {
    /// Adds a lot of a product, under the names that the product has now, counted in the dimension of `unit`; its id and its product's code.
    ///
    /// # Errors
    /// `product_not_found`; `stage_field_invalid` for a code that cannot be told.
    pub(crate) fn make_lot(
        &mut self,
        product: ProductId,
        code: &str,
        unit: Unit,
    ) -> Result<(LotId, String)> {
        let found = self.reader().product(product)?;
        let found = found.ok_or_else(|| AppError::new(Code::ProductNotFound, product))?;
        let organisation = self.reader().organisation()?;
        let birth = LotBirth {
            id: LotId(lot_id(&organisation, &found.sku, code)?),
            code: code.to_owned(),
            product,
            net: pack_net(&found, unit),
            tracked: found.kind != ProductKind::Input || code != found.sku,
            sku: found.sku,
            gtin: found.gtin,
            unit,
            created_at: self.at().to_owned(),
        };
        self.append(&birth)?;
        Ok((birth.id, birth.sku))
    }
}

/// What one piece of a lot holds: of lots counted in pieces, where the product says a net that is none itself.
fn pack_net(product: &ProductRecord, unit: Unit) -> Option<(Quantity, Unit)> {
    let is_packs = unit.dimension() == Dimension::Count;
    let net = product.net().filter(|_| is_packs);
    net.filter(|(net, _)| net.dimension() != Dimension::Count)
}
