//! When, why and by which papers: what every kind of event says alike.

use nuong_domain::id::EventId;
use nuong_epcis::{
    BizStep, BizTransaction, BizTransactionType, Disposition, EventTime, Facts, Measurement,
    MeasurementType, PersistentDisposition,
};
use serde_json::Value;

use super::{EventStep, Telling, no_word};
use crate::base::day::offset;
use crate::{AppError, Code, Result};

impl Telling<'_> {
    pub(super) fn facts(self, id: EventId) -> Result<Facts> {
        let Self { names, event, step } = self;
        let biz_step = BizStep::parse(&event.step).ok_or_else(|| no_word("step", &event.step))?;
        let facts = Facts::new(&format!("urn:uuid:{id}"), happened(step)?)
            .doing(biz_step, Some(self.disposition()?))
            .with("nuong:owner", names.name_of_party());
        let mut facts = Facts {
            persistent: self.persistent()?,
            read_point: event.read.map(|word| self.place_name(word)),
            biz_location: event.at.map(|word| self.place_name(word)),
            sources: self.endpoints(&event.source)?,
            destinations: self.endpoints(&event.destination)?,
            biz_transactions: self.transactions()?,
            measurements: self.measurements()?,
            ..facts
        };
        if let Some(product) = self.product() {
            facts = facts.with("nuong:product", product);
        }
        for own in &event.nuong {
            if let Some(value) = step.told.get(&own.from) {
                facts = facts.with(&format!("nuong:{}", own.word), value.clone());
            }
        }
        Ok(facts)
    }

    fn disposition(self) -> Result<Disposition> {
        let told = self.event.disposition_from.as_deref();
        let told = told.and_then(|field| self.step.told.get(field)?.as_str());
        let word = told.or(self.event.disposition.as_deref());
        let missing = || AppError::new(Code::EventInvalid, "the disposition is not told");
        word.and_then(Disposition::parse).ok_or_else(missing)
    }

    fn persistent(self) -> Result<PersistentDisposition> {
        let Some(persistent) = &self.event.persistent else {
            return Ok(PersistentDisposition::default());
        };
        let read = |words: &[String]| {
            let words = words.iter();
            let words = words
                .map(|word| Disposition::parse(word).ok_or_else(|| no_word("disposition", word)));
            words.collect::<Result<Vec<_>>>()
        };
        Ok(PersistentDisposition {
            set: read(&persistent.set)?,
            unset: read(&persistent.unset)?,
        })
    }

    /// The step's documents, by the numbers that are told.
    fn transactions(self) -> Result<Vec<BizTransaction>> {
        let mut documents = Vec::new();
        for carried in &self.event.transactions {
            let kind = BizTransactionType::parse(&carried.word);
            let kind = kind.ok_or_else(|| no_word("transaction", &carried.word))?;
            let numbers = self.step.told_values(&carried.from).iter();
            documents.extend(numbers.filter_map(Value::as_str).map(|no| BizTransaction {
                kind: Some(kind.clone()),
                id: self.names.name_of_document(no),
            }));
        }
        Ok(documents)
    }

    fn measurements(self) -> Result<Vec<Measurement>> {
        let mut measurements = Vec::new();
        for carried in &self.event.sensors {
            let kind = MeasurementType::parse(&carried.word);
            let kind = kind.ok_or_else(|| no_word("measurement", &carried.word))?;
            let values = self.step.told_values(&carried.from).iter();
            measurements.extend(values.filter_map(|value| match value {
                Value::Number(value) => Some(Measurement {
                    kind,
                    value: value.clone(),
                    unit: carried.unit.clone(),
                }),
                _ => None,
            }));
        }
        Ok(measurements)
    }
}

/// A ledger knows the day, and perhaps the time on it.
fn happened(step: &EventStep<'_>) -> Result<EventTime> {
    let Some(time) = step.time else {
        return Ok(EventTime::midnight(step.day, offset()));
    };
    let at = offset().to_timestamp(step.day.to_datetime(time));
    let at = at.map_err(|e| AppError::of(Code::EventInvalid, e))?;
    Ok(EventTime::new(at, offset()))
}
