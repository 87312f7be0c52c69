//! Harvests: facts, each of which makes its lot or lets it grow. Trace events are born when the transaction ends, so that one import
//! of many picks makes one receiving event per lot.

use jiff::civil::Date;
use nuong_domain::id::{HarvestId, LotId, PartyId, PlaceId, ProductId};
use nuong_domain::{LotCode, Quantity, Unit};
use rusqlite::types::Value;

use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::mark::Mark;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// A harvest as a ledger or a person tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HarvestInput {
    /// Of what.
    pub product: ProductId,
    /// Into which lot: made when there is none with this code.
    pub lot: LotCode,
    /// Where; none when it was bought in or typed without a plot.
    pub plot: Option<PlaceId>,
    /// Whose; none means the plot's.
    pub household: Option<PartyId>,
    /// When.
    pub harvested_on: Date,
    /// How much.
    pub quantity: Quantity,
    /// The unit in which it was written; a new lot is shown in it.
    pub unit: Unit,
    /// Moisture in tenths of a percent.
    pub moisture_permille: Option<u32>,
    /// Remark as written.
    pub note: String,
}

/// A harvest as stored. Its lot stands in `lot_source`, so that one harvest may some day go into several.
pub(crate) struct Harvest {
    pub id: HarvestId,
    pub product: ProductId,
    pub plot: Option<PlaceId>,
    pub household: Option<PartyId>,
    pub harvested_on: Date,
    pub quantity: Quantity,
    pub unit: Unit,
    pub moisture_permille: Option<u32>,
    pub note: String,
    pub entered_at: String,
    /// The lot that it was recorded into; known while it is recorded, and to the log.
    pub lot: Option<LotId>,
}

pub(crate) static KIND: Kind = Kind::new(
    "harvest",
    "harvest",
    &[
        "id",
        "product_id",
        "plot_id",
        "household_id",
        "harvested_on",
        "quantity",
        "unit",
        "moisture_permille",
        "note",
        "entered_at",
    ],
    &[Topic::Lots],
)
.entered_at("entered_at");

/// A harvest that no trace event tells of yet; it belongs to its lot.
pub(crate) const RECORDED: &str = "harvest recorded";

impl Record for Harvest {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(self.id),
            text(self.product),
            text_if_any(self.plot),
            text_if_any(self.household),
            text(self.harvested_on),
            self.quantity.base().into(),
            text(self.unit.code()),
            self.moisture_permille.into(),
            text(&self.note),
            text(&self.entered_at),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        let unit: Unit = row.word(6, Unit::by_code)?;
        Ok(Self {
            id: row.parsed(0)?,
            product: row.parsed(1)?,
            plot: row.parsed_if_any(2)?,
            household: row.parsed_if_any(3)?,
            harvested_on: row.parsed(4)?,
            quantity: row.quantity(5, unit.dimension())?,
            unit,
            moisture_permille: row.get(7)?,
            note: row.get(8)?,
            entered_at: row.get(9)?,
            lot: None,
        })
    }

    fn lot(&self) -> Option<String> {
        self.lot.map(|lot| lot.to_string())
    }

    fn marks(&self, _before: Option<&Self>) -> Vec<Mark> {
        let told = self.lot.map(|lot| Mark::of(RECORDED, self.id, lot));
        told.into_iter().collect()
    }
}

impl Tx<'_> {
    /// Adds a harvest that goes into a lot.
    pub(crate) fn append_harvest(
        &mut self,
        id: HarvestId,
        lot: LotId,
        input: &HarvestInput,
    ) -> Result<()> {
        let household = match (input.household, input.plot) {
            (None, Some(plot)) => self.reader().place(plot)?.and_then(|p| p.party),
            (given, _) => given,
        };
        let harvest = Harvest {
            id,
            product: input.product,
            plot: input.plot,
            household,
            harvested_on: input.harvested_on,
            quantity: input.quantity,
            unit: input.unit,
            moisture_permille: input.moisture_permille,
            note: input.note.clone(),
            entered_at: self.at().to_owned(),
            lot: Some(lot),
        };
        self.append(&harvest)
    }
}

/// What a trace event tells of a harvest.
pub(crate) struct Pick {
    pub date: Date,
    /// Code and id.
    pub plot: Option<(String, String)>,
    pub quantity: Quantity,
}

impl Reader<'_> {
    /// What a trace event tells of a harvest, in the dimension of its lot.
    pub(crate) fn harvest_pick(&self, harvest: &str, unit: Unit) -> Result<Pick> {
        let found = self.one(
            "SELECT h.harvested_on, h.quantity, p.code, p.id FROM harvest h LEFT JOIN place p ON p.id = h.plot_id WHERE h.id = ?1",
            [harvest],
            |r| {
                let (code, id): (Option<String>, Option<String>) = (r.get(2)?, r.get(3)?);
                Ok(Pick {
                    date: r.parsed(0)?,
                    plot: code.zip(id),
                    quantity: r.quantity(1, unit.dimension())?,
                })
            },
        )?;
        found.ok_or_else(|| AppError::new(Code::Internal, format!("no harvest {harvest}")))
    }
}
