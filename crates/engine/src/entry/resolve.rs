//! What a given step names, found in the data file: its stage, place, origin, party.

use nuong_domain::id::{PartyId, PlaceId};
use serde_json::{Map, Value};

use super::given::GivenStep;
use super::refusal::unknown;
use super::view::StepFinding;
use crate::place::PlaceRecord;
use crate::stage::{Class, FieldsOf, Stage, Stages};
use crate::step::append::Named;
use crate::step::identity::{LineRole, STORE};
use crate::store::reader::Reader;
use crate::{Code, Result};

/// A place by its own spelling.
#[derive(Debug, Clone)]
pub(super) struct At {
    pub id: PlaceId,
    pub code: String,
}

/// The other party.
#[derive(Debug, Clone)]
pub(super) struct With {
    pub id: PartyId,
    pub code: String,
}

impl At {
    pub fn named(&self) -> Named<'_, PlaceId> {
        Named {
            id: self.id,
            code: &self.code,
        }
    }
}

impl With {
    pub fn named(&self) -> Named<'_, PartyId> {
        Named {
            id: self.id,
            code: &self.code,
        }
    }
}

/// What stands above a step's lines.
pub(super) struct Head<'s> {
    pub stage: &'s Stage,
    /// The class that its lines give it.
    pub class: Class,
    pub place: At,
    pub origin: Option<At>,
    pub party: Option<With>,
    pub told: Map<String, Value>,
    pub rest: Map<String, Value>,
    /// What was not refused.
    pub findings: Vec<StepFinding>,
}

impl Reader<'_> {
    /// Finds what a step names above its lines.
    pub(super) fn resolved_head<'s>(
        &self,
        stages: &'s Stages,
        given: &GivenStep,
        today: jiff::civil::Date,
        language: &str,
    ) -> Result<Head<'s>> {
        let stage = stages
            .find_stage(&given.stage)
            .map_err(|e| e.with("field", "stage"))?;
        let takes = given.lines.iter().any(|line| line.role == LineRole::In);
        let class = stage.class_when(takes);
        let origin = self.resolved_place("origin", &given.origin)?;
        let place = match self.resolved_place("place", &given.place)? {
            Some(place) => place,
            // Who tends a plot names it, as the one or as the other.
            None => match origin.clone().filter(|_| class == Class::Tend) {
                Some(plot) => plot,
                None => self.at_store()?,
            },
        };
        let mut head = Head {
            stage,
            class,
            place: At {
                id: place.id,
                code: place.code,
            },
            told: stages.checked_fields(stage, FieldsOf::Told, &given.told, today)?,
            rest: stages.checked_fields(stage, FieldsOf::Rest, &given.rest, today)?,
            party: self.resolved_party(&given.party)?,
            origin: origin.as_ref().map(|origin| At {
                id: origin.id,
                code: origin.code.clone(),
            }),
            findings: Vec::new(),
        };
        head.findings
            .extend(self.other_party(&head, origin.as_ref(), language)?);
        Ok(head)
    }

    /// The place of a code; none without one.
    pub(super) fn resolved_place(&self, field: &str, code: &str) -> Result<Option<PlaceRecord>> {
        if code.is_empty() {
            return Ok(None);
        }
        let place = self.place_by_code(code)?;
        place
            .map(Some)
            .ok_or_else(|| unknown(Code::PlaceUnknown, field, code))
    }

    fn at_store(&self) -> Result<PlaceRecord> {
        let store = self.place_by_code(STORE)?;
        store.ok_or_else(|| unknown(Code::ProfileMissing, "place", STORE))
    }

    fn resolved_party(&self, code: &str) -> Result<Option<With>> {
        if code.is_empty() {
            return Ok(None);
        }
        let unknown = || unknown(Code::PartyUnknown, "party", code);
        let id = self.party_id(code)?.ok_or_else(unknown)?;
        // As the record spells it: the id of the step follows from that.
        let code = self.party_code(id)?;
        Ok(Some(With { id, code }))
    }

    /// A household that is not the plot's: the step's id does not say it, so a person should look.
    fn other_party(
        &self,
        head: &Head<'_>,
        origin: Option<&PlaceRecord>,
        language: &str,
    ) -> Result<Option<StepFinding>> {
        let (Some(party), Some(origin)) = (&head.party, origin) else {
            return Ok(None);
        };
        let Some(owner) = origin.party.filter(|owner| *owner != party.id) else {
            return Ok(None);
        };
        let owner = self.party_code(owner)?;
        let args = [
            ("party", &party.code),
            ("place", &origin.code),
            ("owner", &owner),
        ];
        Ok(Some(StepFinding::warning("party_differs", &args, language)))
    }
}
