//! A line of a step: its lot, found or made, its amount in base units, where it lies, what it is worth.

use jiff::civil::Date;
use nuong_domain::id::{LotId, PlaceId, ProductId};
use nuong_domain::money::{PayRounding, line_value, net_weight};
use nuong_domain::stock::Line;
use nuong_domain::{Dimension, LotCode, Quantity, Unit};
use serde_json::{Map, Number, Value};

use super::given::GivenLine;
use super::refusal::{invalid, missing, unknown};
use super::resolve::{At, Head};
use super::stock_rows::domain_role;
use crate::base::number::scaled_number;
use crate::lot::LotRecord;
use crate::product::{ProductKind, ProductRecord};
use crate::stage::{Class, FieldsOf, Stages};
use crate::step::append::{Named, NewLine};
use crate::step::identity::LineRole;
use crate::step::rows::LineMoney;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// A line with what it names.
pub(super) struct ResolvedLine {
    pub role: LineRole,
    pub lot: LotRecord,
    /// Packaging is no part of the goods that balance.
    pub is_packaging: bool,
    pub place: At,
    pub amount: Quantity,
    pub money: LineMoney,
    pub rest: Map<String, Value>,
}

impl ResolvedLine {
    /// As stock and moves count it.
    pub fn as_counted(&self) -> Line<LotId, PlaceId> {
        Line {
            role: domain_role(self.role),
            lot: self.lot.id,
            place: self.place.id,
            amount: self.amount,
        }
    }

    pub fn as_new_line(&self) -> NewLine<'_> {
        NewLine {
            role: self.role,
            sku: &self.lot.sku,
            lot: Named {
                id: self.lot.id,
                code: &self.lot.code,
            },
            place: self.place.named(),
            amount: self.amount.base(),
            money: self.money.clone(),
            rest: self.rest.clone(),
        }
    }
}

/// What lines are read against.
pub(super) struct LineDesk<'d, 's> {
    pub stages: &'s Stages,
    pub head: &'d Head<'s>,
    pub day: Date,
    pub today: Date,
}

impl LineDesk<'_, '_> {
    /// Finds what a line names; makes the lot that comes out where there is none.
    pub fn resolve(&self, tx: &mut Tx<'_>, given: &GivenLine) -> Result<ResolvedLine> {
        self.check_role(given.role)?;
        let rest =
            self.stages
                .checked_fields(self.head.stage, FieldsOf::Line, &given.rest, self.today)?;
        let unit = given_unit("unit", &given.unit)?;
        let (product, record) = match given.product.is_empty() {
            true => (None, None),
            false => {
                let found = tx.reader().product_by_sku(&given.product)?;
                let missing = || unknown(Code::ProductUnknown, "product", &given.product);
                let (id, record) = found.ok_or_else(missing)?;
                (Some(id), Some(record))
            }
        };
        let lot = self.lot(tx, given, (product, record.as_ref()), unit)?;
        let kind = tx.reader().product(lot.product)?.map(|found| found.kind);
        let amount = self.amount(given, &lot, unit, &rest)?;
        Ok(ResolvedLine {
            role: given.role,
            is_packaging: kind == Some(ProductKind::Packaging),
            place: self.place(tx, given, &lot)?,
            money: money_of(given, &rest, amount, &lot)?,
            lot,
            amount,
            rest,
        })
    }

    fn check_role(&self, role: LineRole) -> Result<()> {
        let class = self.head.class;
        let fits = match role {
            LineRole::In => class.takes(),
            LineRole::Out => class.gives(),
            LineRole::On => matches!(class, Class::Look | Class::Tend),
        };
        match fits {
            true => Ok(()),
            false => Err(invalid("role", "role_of_class")),
        }
    }

    fn lot(
        &self,
        tx: &mut Tx<'_>,
        given: &GivenLine,
        (product, record): (Option<ProductId>, Option<&ProductRecord>),
        unit: Option<Unit>,
    ) -> Result<LotRecord> {
        let code = self.lot_code(given, record)?;
        if let Some(found) = find_lot(tx, &code, record)? {
            return Ok(found);
        }
        let makes =
            given.role == LineRole::Out && matches!(self.head.class, Class::Begin | Class::Turn);
        let untracked = record.is_some_and(|record| is_untracked(given, record));
        let (Some(product), Some(record)) = (product, record) else {
            return Err(match makes {
                true => missing("product"),
                false => unknown(Code::LotUnknown, "lot", &code),
            });
        };
        if !makes && !untracked {
            return Err(unknown(Code::LotUnknown, "lot", &code));
        }
        let unit =
            unit.or_else(|| Unit::by_code(&record.unit).map(|unit| unit.dimension().trade_unit()));
        let unit = unit.ok_or_else(|| missing("unit"))?;
        let (id, _) = tx.make_lot(product, &code, unit)?;
        let made = tx.reader().lot(id)?;
        made.ok_or_else(|| AppError::new(Code::Internal, format!("no lot {id}")))
    }

    /// The code as given; of what comes out of a product and day without one it follows from these, so that every computer says the same.
    fn lot_code(&self, given: &GivenLine, record: Option<&ProductRecord>) -> Result<String> {
        if !given.lot.is_empty() {
            let parsed = LotCode::parse(&given.lot);
            return match parsed {
                Ok(code) => Ok(code.to_string()),
                Err(_) => Err(invalid("lot", "lot_code")),
            };
        }
        let Some(record) = record else {
            return Err(missing("lot"));
        };
        if is_untracked(given, record) {
            return Ok(record.sku.clone());
        }
        if given.role != LineRole::Out {
            return Err(missing("lot"));
        }
        let origin = self.head.origin.as_ref().map(|origin| origin.code.as_str());
        Ok(LotCode::of_day(&record.sku, self.day, origin).to_string())
    }

    /// Net: as given, else gross less tare.
    fn amount(
        &self,
        given: &GivenLine,
        lot: &LotRecord,
        unit: Option<Unit>,
        rest: &Map<String, Value>,
    ) -> Result<Quantity> {
        let dimension = lot.unit.dimension();
        let unit = unit.unwrap_or_else(|| dimension.trade_unit());
        if unit.dimension() != dimension {
            return Err(AppError::new(Code::UnitMismatch, "")
                .with("field", "unit")
                .with("lot", &lot.code)
                .with("unit", lot.unit.code()));
        }
        let weighed = net_of(rest, dimension)?;
        let Some(number) = &given.quantity else {
            return match (weighed, given.role) {
                (Some(net), _) => Ok(net),
                // How much there was is not what a look says.
                (None, LineRole::On) => zero(dimension),
                (None, _) => Err(missing("quantity")),
            };
        };
        let amount = amount_of(number, unit).ok_or_else(|| invalid("quantity", "amount"))?;
        if weighed.is_some_and(|net| net != amount) {
            return Err(invalid("quantity", "net_of_gross"));
        }
        if amount.base() == 0 && given.role != LineRole::On {
            return Err(invalid("quantity", "amount"));
        }
        Ok(amount)
    }

    fn place(&self, tx: &Tx<'_>, given: &GivenLine, lot: &LotRecord) -> Result<At> {
        if let Some(named) = tx.reader().resolved_place("place", &given.place)? {
            return Ok(At {
                id: named.id,
                code: named.code,
            });
        }
        if given.role == LineRole::Out || !lot.tracked {
            return Ok(self.head.place.clone());
        }
        let mut lying = tx.reader().places_of_lot(lot.id)?;
        match (lying.len(), given.role) {
            (1, _) => lying.pop().ok_or_else(|| missing("place")),
            // A look is where it was made, if the lot does not say.
            (_, LineRole::On) => Ok(self.head.place.clone()),
            _ => Err(unknown(Code::PlaceAmbiguous, "place", &lot.code)),
        }
    }
}

fn find_lot(tx: &Tx<'_>, code: &str, record: Option<&ProductRecord>) -> Result<Option<LotRecord>> {
    match record {
        Some(record) => tx.reader().lot_of_product(&record.sku, code),
        None => tx
            .reader()
            .lot_by_code(code)
            .map_err(|e| e.with("field", "lot")),
    }
}

/// An input that nobody keeps lots of: one lot stands for all of it, which may go below nothing.
fn is_untracked(given: &GivenLine, record: &ProductRecord) -> bool {
    record.kind == ProductKind::Input && given.role != LineRole::Out && given.lot.is_empty()
}

pub(super) fn given_unit(field: &str, text: &str) -> Result<Option<Unit>> {
    if text.is_empty() {
        return Ok(None);
    }
    let unit = Unit::by_code(text).or_else(|| Unit::by_word(text));
    unit.map(Some).ok_or_else(|| {
        AppError::new(Code::UnitUnknown, "")
            .with("field", field)
            .with("value", text)
    })
}

/// Rounded half up to the base unit; none of less than nothing, and of more than a quantity holds.
fn amount_of(number: &Number, unit: Unit) -> Option<Quantity> {
    let base = scaled_number(number, unit.factor())?;
    Quantity::from_base(base, unit.dimension()).ok()
}

fn zero(dimension: Dimension) -> Result<Quantity> {
    Quantity::from_base(0, dimension).map_err(|e| AppError::of(Code::Internal, e))
}

/// Gross less tare, where both were written down; and less the tare of each bag.
fn net_of(rest: &Map<String, Value>, dimension: Dimension) -> Result<Option<Quantity>> {
    let mass = |name: &str| {
        let base = rest.get(name).and_then(Value::as_i64);
        base.map(|base| Quantity::from_base(base, Dimension::Mass))
    };
    let (Some(gross), Some(tare)) = (mass("gross"), mass("tare")) else {
        return Ok(None);
    };
    if dimension != Dimension::Mass {
        return Ok(None);
    }
    let unfit = |_| invalid("gross", "amount");
    let net = net_weight(gross.map_err(unfit)?, &[tare.map_err(unfit)?]);
    net.map(Some).map_err(|_| invalid("tare", "net_of_gross"))
}

/// What a line is worth: as agreed, else by its price of what is paid for.
pub(super) fn money_of(
    given: &GivenLine,
    rest: &Map<String, Value>,
    amount: Quantity,
    lot: &LotRecord,
) -> Result<LineMoney> {
    let per = given_unit("per", &given.per)?;
    let unit = per.unwrap_or_else(|| lot.unit.dimension().trade_unit());
    if unit.dimension() != lot.unit.dimension() {
        return Err(AppError::new(Code::UnitMismatch, "")
            .with("field", "per")
            .with("lot", &lot.code)
            .with("unit", lot.unit.code()));
    }
    let pay = rest.get("pay").and_then(Value::as_i64);
    let pay = pay.and_then(|pay| Quantity::from_base(pay, Dimension::Mass).ok());
    let pay = pay.filter(|_| lot.unit.dimension() == Dimension::Mass);
    let value = match (given.value, given.price) {
        (Some(agreed), _) => Some(agreed),
        (None, Some(price)) => {
            let value = line_value(pay.unwrap_or(amount), price, unit, PayRounding::Exact);
            let value = value.map_err(|_| invalid("price", "amount"))?;
            Some(value.value)
        }
        (None, None) => None,
    };
    Ok(LineMoney {
        price: given.price,
        per: given.price.map(|_| unit.code().to_owned()),
        value,
    })
}
