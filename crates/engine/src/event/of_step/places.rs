//! Where a step happened, whence its goods came, and whose they were.

use nuong_epcis::{Endpoint, PlaceOrPartyType};
use nuong_gs1::Sscc;

use super::{EventPlace, Telling, no_word};
use crate::Result;
use crate::stage::{Carried, PlaceWord};
use crate::step::identity::LineRole;

impl EventPlace<'_> {
    /// The pallet as GS1 names it; none of what is no pallet, and of a pallet whose code is no SSCC.
    pub(super) fn pallet_id(&self) -> Option<String> {
        let sscc = Sscc::parse(self.code).ok().filter(|_| self.is_pallet)?;
        Some(format!("https://id.gs1.org/00/{sscc}"))
    }
}

impl<'t> Telling<'t> {
    pub(super) fn place_name(self, word: PlaceWord) -> String {
        let place = match word {
            PlaceWord::Place => None,
            PlaceWord::Origin => self.origin(),
        };
        self.name_of(place.unwrap_or(self.step.place))
    }

    fn name_of(self, place: EventPlace<'_>) -> String {
        let named = || self.names.name_of_place(place.code);
        place.pallet_id().unwrap_or_else(named)
    }

    /// Where the goods come from, where the step says it: its origin, or the place that its in lines share.
    fn origin(self) -> Option<EventPlace<'t>> {
        self.step.origin.or_else(|| {
            let mut places = self.step.lines_of(LineRole::In).map(|line| line.place);
            let first = places.next()?;
            let shared = places.all(|place| place.code == first.code);
            shared.then_some(first)
        })
    }

    /// Sources or destinations. One that the step does not name is left out: an event never guesses whose goods these were.
    pub(super) fn endpoints(self, carried: &[Carried]) -> Result<Vec<Endpoint>> {
        let mut endpoints = Vec::new();
        for Carried { word, from, .. } in carried {
            let kind = PlaceOrPartyType::parse(word).ok_or_else(|| no_word("end", word))?;
            let id = self.end_name(from);
            endpoints.extend(id.map(|id| Endpoint { kind, id }));
        }
        Ok(endpoints)
    }

    fn end_name(self, whose: &str) -> Option<String> {
        match whose {
            "self" => Some(self.names.name_of_party()),
            "place" => Some(self.name_of(self.step.place)),
            "origin" => self.origin().map(|origin| self.name_of(origin)),
            // The check of every file of stages lets nothing but `party` through here.
            _ => {
                let party = self.step.party.filter(|party| !party.is_household)?;
                Some(self.names.name_of_other_party(party.code))
            }
        }
    }
}
