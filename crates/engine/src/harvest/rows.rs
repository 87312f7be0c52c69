//! Harvests: steps, each of which makes its lot or lets it grow.

use jiff::civil::Date;
use nuong_domain::id::{LotId, PartyId, PlaceId, ProductId, StepId};
use nuong_domain::{LotCode, Quantity, Unit};
use serde_json::{Map, Value};

use super::STAGE;
use crate::Result;
use crate::stage::Stages;
use crate::step::append::{Entry, Named, NewLine, NewStep};
use crate::step::identity::LineRole;
use crate::step::rows::LineMoney;
use crate::store::tx::Tx;

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

/// A lot as a harvest's step tells it.
pub(crate) struct HarvestLot<'a> {
    pub id: LotId,
    pub sku: &'a str,
    pub code: &'a str,
}

impl Tx<'_> {
    /// Adds the step of a harvest that goes into a lot: on its plot, or at the store where there is none.
    ///
    /// # Errors
    /// `profile_missing` before the cooperative is set up; those of the disk.
    pub(crate) fn append_harvest(
        &mut self,
        lot: &HarvestLot<'_>,
        input: &HarvestInput,
        entry: Entry,
    ) -> Result<Option<StepId>> {
        let r = self.reader();
        let place = match input.plot {
            Some(plot) => r.place_named(plot)?,
            None => r.cooperative_store()?,
        };
        let at = Named {
            id: place.id,
            code: &place.code,
        };
        let household = input
            .household
            .or(place.party.filter(|_| input.plot.is_some()));
        let party = match household {
            Some(party) => Some((party, r.party_code(party)?)),
            None => None,
        };
        let stages = Stages::shipped()?;
        let step = NewStep {
            organisation: &r.organisation()?,
            stage: stages.find_stage(STAGE)?,
            day: input.harvested_on,
            time: None,
            place: at,
            origin: input.plot.map(|_| at),
            party: party.as_ref().map(|(id, code)| Named { id: *id, code }),
            told: Map::new(),
            rest: rest_of(input),
            lines: vec![NewLine {
                role: LineRole::Out,
                sku: lot.sku,
                lot: Named {
                    id: lot.id,
                    code: lot.code,
                },
                place: at,
                amount: input.quantity.base(),
                money: LineMoney::default(),
                rest: line_rest(input),
            }],
            entry,
        };
        self.append_once(&step)
    }
}

fn rest_of(input: &HarvestInput) -> Map<String, Value> {
    let note = (!input.note.is_empty()).then(|| ("note".to_owned(), Value::from(&*input.note)));
    note.into_iter().collect()
}

fn line_rest(input: &HarvestInput) -> Map<String, Value> {
    let moisture = input.moisture_permille;
    let moisture = moisture.map(|moisture| ("moisture".to_owned(), Value::from(moisture)));
    moisture.into_iter().collect()
}
