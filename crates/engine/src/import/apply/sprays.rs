//! Spray records: each row once, by what it says.

use super::{ImportJob, Keys, KnownPlot, Scribe};
use crate::Result;
use crate::activity::SprayInput;
use crate::import::row::draft::{Entry, SprayDraft};
use crate::import::row::problem::Problem;
use crate::import::view::ImportCount;
use crate::import::words::text::fold;

const ORDER: &[&str] = &["date", "plot", "pesticide", "phi"];

impl ImportJob<'_, '_> {
    pub(crate) fn sprays(&mut self) -> Result<()> {
        let mut keys = Keys::default();
        let mut count = ImportCount::default();
        for entry in &self.draft.sprays {
            self.step()?;
            let scribe = Scribe::of(self.draft, entry, self.language);
            let mut problems = entry.problems.clone();
            let plot = self.plot(&entry.record.plot);
            if plot.is_none() && !entry.record.plot.is_empty() {
                problems.push(Problem::new("plot", "plot_unknown", &entry.record.plot));
            }
            let input = plot
                .and_then(|plot| spray(&entry.record, &plot))
                .filter(|_| problems.is_empty());
            let Some(input) = input else {
                scribe.refuse(&mut count, problems, ORDER);
                continue;
            };
            scribe.warn(&mut count, &entry.warnings);
            let (key, twin) = key(&mut keys, entry, &input);
            match self.tx.record_spray(&input, &key)? {
                Some(_) => count.added += 1,
                None => count.unchanged += 1,
            }
            let twin = twin.map(|first| Problem::new("date", "same_row", "").with("first", first));
            scribe.warn(&mut count, twin.as_slice());
        }
        self.report.sprays = count;
        Ok(())
    }
}

fn spray(draft: &SprayDraft, plot: &KnownPlot) -> Option<SprayInput> {
    Some(SprayInput {
        plot: plot.id,
        sprayed_on: draft.date?,
        pesticide: if draft.pesticide.is_empty() {
            draft.ingredient.clone()
        } else {
            draft.pesticide.clone()
        },
        ingredient: draft.ingredient.clone(),
        dose: draft.dose.clone(),
        pest: draft.pest.clone(),
        interval_days: draft.interval_days?,
        person: draft.person.clone(),
    })
}

fn key(keys: &mut Keys, entry: &Entry<SprayDraft>, input: &SprayInput) -> (String, Option<u32>) {
    let (day, plot, days) = (
        input.sprayed_on.to_string(),
        input.plot.to_string(),
        input.interval_days.to_string(),
    );
    let (pesticide, ingredient, dose) = (
        fold(&input.pesticide),
        fold(&input.ingredient),
        fold(&input.dose),
    );
    let (pest, person) = (fold(&input.pest), fold(&input.person));
    let parts = [
        &day,
        &plot,
        &pesticide,
        &ingredient,
        &dose,
        &pest,
        &days,
        &person,
    ]
    .map(String::as_str);
    let (count, first) = keys.next(&parts, entry.row);
    (format!("{}:{count}", parts.join("\u{1f}")), first)
}
