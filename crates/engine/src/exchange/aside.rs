//! What of a step stands aside of its id: its `rest`, and what its lines are worth. It is amended, and two computers that read one ledger may
//! have entered it differently. Every amendment is an entry of the log; where there are several enterings, each is one as well, and the
//! first is the step's own. Replayed in order of the logical clock, the entries give the same on every computer.

use nuong_domain::clock::Tick;
use nuong_domain::id::StepId;
use serde_json::{Map, Value, json};

use super::file::unreadable;
use super::line::{LotLine, StepLine};
use crate::step::rows::{KIND, LINE, LineMoney, Step, StepLine as StoredLine};
use crate::store::changes::replay;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::store::union::SharedEntry;
use crate::{AppError, Code, Result};

/// The verb of an entry that says how a computer entered a step that another one entered too.
pub(super) const TOLD: &str = "told";

/// The columns that stand aside, as entries of the log hold them.
pub(super) struct Aside {
    /// Of the step: `rest`.
    step: Map<String, Value>,
    /// Of its lines, in order: `price`, `per`, `value`, `rest`.
    lines: Vec<Map<String, Value>>,
}

impl Aside {
    /// As a file tells it.
    pub fn of_line(line: &StepLine) -> Self {
        Self {
            step: of_rest(&line.rest),
            lines: line.lines.iter().map(of_lot_line).collect(),
        }
    }

    fn of_stored(step: &Step, lines: &[StoredLine]) -> Self {
        Self {
            step: of_rest(&step.rest),
            lines: lines.iter().map(of_stored_line).collect(),
        }
    }

    /// The entry of an entering.
    pub fn told_entry(self, step: &Step) -> Result<SharedEntry> {
        let mut is = self.step;
        is.insert("lines".to_owned(), json!(self.lines));
        Ok(SharedEntry {
            tick: tick_of(&step.clock)?,
            at: step.entered_at.clone(),
            actor: step.entered_by.clone(),
            noun: KIND.noun.to_owned(),
            record: step.id.to_string(),
            lot: None,
            verb: TOLD.to_owned(),
            fields: [("is".to_owned(), Value::Object(is))].into_iter().collect(),
        })
    }

    fn of_entry(entry: &SharedEntry) -> Self {
        let is = entry.fields.get("is").and_then(Value::as_object);
        let mut step = is.cloned().unwrap_or_default();
        let lines = step.remove("lines");
        let lines = lines.as_ref().and_then(Value::as_array).into_iter();
        let columns = |line: &Value| line.as_object().cloned().unwrap_or_default();
        Self {
            step,
            lines: lines.flatten().map(columns).collect(),
        }
    }

    /// Writes it into a step's line, whose lots and amounts stay.
    pub fn fill_line(self, line: &mut StepLine) -> Result<()> {
        line.rest = rest_of(&self.step)?;
        for (line, columns) in line.lines.iter_mut().zip(self.lines) {
            let money = money_of(&columns)?;
            (line.price, line.per, line.value) = (money.price, money.per, money.value);
            line.rest = rest_of(&columns)?;
        }
        Ok(())
    }
}

pub(super) fn tick_of(clock: &str) -> Result<Tick> {
    clock
        .parse()
        .map_err(unreadable::<nuong_domain::clock::ClockError>)
}

fn of_rest(rest: &Map<String, Value>) -> Map<String, Value> {
    let rest = Value::Object(rest.clone());
    [("rest".to_owned(), rest)].into_iter().collect()
}

fn of_lot_line(line: &LotLine) -> Map<String, Value> {
    let mut columns = of_rest(&line.rest);
    columns.insert("price".to_owned(), json!(line.price));
    columns.insert("per".to_owned(), json!(line.per));
    columns.insert("value".to_owned(), json!(line.value));
    columns
}

fn of_stored_line(line: &StoredLine) -> Map<String, Value> {
    let mut columns = of_rest(&line.rest);
    columns.insert("price".to_owned(), json!(line.money.price));
    columns.insert("per".to_owned(), json!(line.money.per));
    columns.insert("value".to_owned(), json!(line.money.value));
    columns
}

/// The rest that columns tell; people's names and words in it are texts, which lists ask for.
fn rest_of(columns: &Map<String, Value>) -> Result<Map<String, Value>> {
    let Some(Value::Object(rest)) = columns.get("rest") else {
        return Err(unreadable("rest"));
    };
    for name in ["person", "reason"] {
        if rest.get(name).is_some_and(|value| !value.is_string()) {
            return Err(unreadable(name));
        }
    }
    Ok(rest.clone())
}

fn money_of(columns: &Map<String, Value>) -> Result<LineMoney> {
    let whole = |name: &str| match columns.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_i64().map(Some).ok_or_else(|| unreadable(name)),
    };
    Ok(LineMoney {
        price: whole("price")?,
        per: match columns.get("per") {
            None | Some(Value::Null) => None,
            Some(Value::String(unit)) => Some(unit.clone()),
            Some(_) => return Err(unreadable("per")),
        },
        value: whole("value")?,
    })
}

/// What a step's line, or a step, is filed under in the log.
fn line_name(step: StepId, i: i64) -> String {
    format!("{step} / {i}")
}

/// The step that an entry about a step or its line names.
pub(super) fn step_named(record: &str) -> Result<StepId> {
    let id = record.split_once(" / ").map_or(record, |(id, _)| id);
    id.parse().map(StepId).map_err(unreadable::<uuid::Error>)
}

/// Columns before the amendments, the latest of which comes last: of each, what the earliest that changed it says was there.
fn before_entries(
    columns: Map<String, Value>,
    entries: &[SharedEntry],
) -> Result<Map<String, Value>> {
    let mut columns = Some(columns);
    for entry in entries.iter().rev().filter(|entry| entry.verb != TOLD) {
        let mut back = Map::new();
        for (name, from) in [("was", "is"), ("is", "was")] {
            if let Some(side) = entry.fields.get(from) {
                back.insert(name.to_owned(), side.clone());
            }
        }
        replay(&mut columns, &back)?;
    }
    Ok(columns.unwrap_or_default())
}

fn after_entries<'e>(
    columns: Map<String, Value>,
    fields: impl Iterator<Item = &'e Map<String, Value>>,
) -> Result<Map<String, Value>> {
    let mut columns = Some(columns);
    for fields in fields {
        replay(&mut columns, fields)?;
    }
    columns.ok_or_else(|| unreadable("an amendment"))
}

impl Reader<'_> {
    /// What stood aside of a step when it was entered first.
    pub(super) fn aside_at_birth(&self, id: StepId) -> Result<Aside> {
        let (step, lines) = (self.stored_step(id)?, self.step_lines(id)?);
        let entries = self.entries_of(KIND.noun, &id.to_string())?;
        let is_own = |e: &&SharedEntry| e.verb == TOLD && e.tick.to_string() == step.clock;
        if let Some(told) = entries.iter().find(is_own) {
            return Ok(Aside::of_entry(told));
        }
        let now = Aside::of_stored(&step, &lines);
        let mut born = Vec::with_capacity(lines.len());
        for (line, columns) in lines.iter().zip(now.lines) {
            let entries = self.entries_of(LINE.noun, &line_name(id, line.i))?;
            born.push(before_entries(columns, &entries)?);
        }
        Ok(Aside {
            step: before_entries(now.step, &entries)?,
            lines: born,
        })
    }
}

impl Tx<'_> {
    /// Brings what stands aside of a step in line with the entries about it.
    ///
    /// # Errors
    /// `changes_unreadable` for entries that nobody can have written.
    pub(super) fn settle_aside(&mut self, id: StepId) -> Result<()> {
        let r = self.reader();
        let entries = r.entries_of(KIND.noun, &id.to_string())?;
        let step = r.stored_step(id)?;
        let columns = after_entries(of_rest(&step.rest), entries.iter().map(|e| &e.fields))?;
        let rest = rest_of(&columns)?;
        if rest != step.rest {
            self.union_amended(&Step { rest, ..step })?;
        }
        for line in r.step_lines(id)? {
            self.settle_line(line, &entries)?;
        }
        Ok(())
    }

    fn settle_line(&mut self, line: StoredLine, of_step: &[SharedEntry]) -> Result<()> {
        let amended = self
            .reader()
            .entries_of(LINE.noun, &line_name(line.step, line.i))?;
        let place = usize::try_from(line.i - 1).map_err(|e| AppError::of(Code::Internal, e))?;
        let told = of_step.iter().filter(|entry| entry.verb == TOLD);
        let told = told.filter_map(|entry| {
            let columns = Aside::of_entry(entry).lines.into_iter().nth(place)?;
            let is = Value::Object(columns);
            Some((entry.tick, [("is".to_owned(), is)].into_iter().collect()))
        });
        let mut entries: Vec<(Tick, Map<String, Value>)> = told.collect();
        entries.extend(amended.into_iter().map(|entry| (entry.tick, entry.fields)));
        entries.sort_by_key(|(tick, _)| *tick);
        let columns = after_entries(
            of_stored_line(&line),
            entries.iter().map(|(_, fields)| fields),
        )?;
        let (money, rest) = (money_of(&columns)?, rest_of(&columns)?);
        if money == line.money && rest == line.rest {
            return Ok(());
        }
        self.union_amended(&StoredLine {
            money,
            rest,
            ..line
        })
    }
}
