//! Takes the records of a file in, one by one, and notes what has to be settled once all of their kind are there.

use nuong_domain::id::StepId;
use nuong_domain::supersede::{Supersede, SupersedeKind};
use nuong_labels::Picture;
use serde_json::{Map, Value};

use super::aside::{TOLD, step_named};
use super::file::{at_line, unreadable};
use super::line::{EntryLine, KeyLine, Line, PictureLine, SupersedeLine, TemplateLine};
use super::taking::{Taking, known_tick};
use crate::picture::rows::StoredPicture;
use crate::step::rows::{KIND, LINE};
use crate::step::supersede_rows::StoredSupersede;
use crate::store::mark::Mark;
use crate::store::record::{Kind, Record, text};
use crate::store::tx::Tx;
use crate::store::union::{Settled, SharedEntry};
use crate::template::rows::PrintedTemplate;
use crate::{AppError, Code, Result};

impl Taking {
    /// Takes a record.
    ///
    /// # Errors
    /// As `App::merge_changes`, not yet with a line.
    pub fn take_record(&mut self, tx: &mut Tx<'_>, what: Line, line: u64) -> Result<()> {
        let is_new = match what {
            Line::Picture(picture) => take_picture(tx, &picture),
            Line::Template(template) => take_template(tx, &template),
            Line::Entry(entry) => self.take_entry(tx, entry, line),
            Line::Step(step) => self.take_step(tx, *step, line),
            Line::Supersede(row) => self.take_supersede(tx, row),
            Line::Key(key) => take_key(tx, &key),
            // Read as the end of the file.
            Line::End(_) => Err(unreadable("end")),
        };
        match is_new.map_err(as_refusal)? {
            true => self.taken = self.taken.saturating_add(1),
            false => self.already_there = self.already_there.saturating_add(1),
        }
        Ok(())
    }

    fn take_entry(&mut self, tx: &mut Tx<'_>, line: EntryLine, n: u64) -> Result<bool> {
        let tick = known_tick(tx, &line.clock)?;
        let noun = line.noun.as_str();
        let kind = self.kinds.iter().position(|k| k.kind.noun == noun);
        let entry = SharedEntry {
            tick,
            at: line.at,
            actor: line.actor,
            noun: line.noun.clone(),
            record: line.record.clone(),
            lot: line.lot,
            verb: line.verb,
            fields: line.fields,
        };
        match kind.and_then(|at| self.kinds.get(at)) {
            Some(shared) => check_fields(shared.kind, &entry)?,
            None => check_amendment(&entry)?,
        }
        if !tx.union_entry(&entry)? {
            return Ok(false);
        }
        match kind.and_then(|at| self.touched.get_mut(at)) {
            Some(touched) => {
                let first = touched.entry(line.record).or_insert((tick, n));
                first.1 = n;
            }
            None => {
                self.amended.insert(step_named(&line.record)?, n);
            }
        }
        Ok(true)
    }

    /// Brings the records of which entries came in line with all entries about them.
    ///
    /// # Errors
    /// As `App::merge_changes`.
    pub fn settle_records(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        if std::mem::replace(&mut self.settled, true) {
            return Ok(());
        }
        for (shared, touched) in self.kinds.iter().zip(&self.touched) {
            let mut in_order: Vec<_> = touched.iter().collect();
            // A reprint names a print of its own kind, which was made before it.
            in_order.sort_by_key(|(_, (first, _))| *first);
            for (key, (_, line)) in in_order {
                let settled = (shared.settle)(tx, key).map_err(as_refusal);
                let settled = settled.map_err(|e| at_line(e, *line))?;
                self.stages_changed |= note_settled(tx, shared.kind, key, settled);
            }
        }
        let own = tx.reader().organisation();
        let own = own.map_err(|_| at_line(unreadable("no cooperative"), 1))?;
        if own != self.organisation {
            return Err(at_line(unreadable("organisation"), 1));
        }
        self.stages = Some(tx.reader().told_stages()?);
        Ok(())
    }

    fn take_supersede(&mut self, tx: &mut Tx<'_>, line: SupersedeLine) -> Result<bool> {
        let tick = known_tick(tx, &line.clock)?;
        let step = |id: &str| id.parse().map(StepId).map_err(unreadable::<uuid::Error>);
        let kind = SupersedeKind::by_word(&line.why).ok_or_else(|| unreadable("why"))?;
        line.at
            .parse::<jiff::Timestamp>()
            .map_err(unreadable::<jiff::Error>)?;
        let fact = StoredSupersede {
            row: Supersede {
                tick,
                old: step(&line.old)?,
                new: line.new.as_deref().map(step).transpose()?,
                kind,
            },
            reason: line.reason,
            person: line.person,
            at: line.at,
            action: line.action,
        };
        let key = [text(fact.row.old), text(tick)];
        if let Some(own) = tx.reader().record::<StoredSupersede>(&key)? {
            return match own.values() == fact.values() {
                true => Ok(false),
                false => Err(AppError::new(Code::ChangesContradict, tick)),
            };
        }
        tx.append(&fact)?;
        self.judged.insert(fact.row.old);
        self.judged.extend(fact.row.new);
        Ok(true)
    }
}

/// What the data file itself does not take is no fault of the program's: a file brought it.
fn as_refusal(error: AppError) -> AppError {
    let code = match error.code {
        Code::ConflictingRecord if error.detail.contains("UNIQUE") => Code::ChangesContradict,
        Code::ConflictingRecord | Code::FileDamaged => Code::ChangesUnreadable,
        code => code,
    };
    AppError { code, ..error }
}

/// What follows from a record that is another now. True where it is a stage.
fn note_settled(tx: &mut Tx<'_>, kind: &Kind, key: &str, settled: Settled) -> bool {
    // Also one that stays: that it was made in another way elsewhere is to be seen.
    if kind.noun == crate::lot::rows::KIND.noun {
        tx.mark(Mark::new(crate::step::STALE_LOT, key));
    }
    if settled == Settled::Same {
        return false;
    }
    kind.noun == crate::step::stage_rows::KIND.noun
}

fn take_picture(tx: &mut Tx<'_>, line: &PictureLine) -> Result<bool> {
    let bytes = read_digits(&line.bytes).ok_or_else(|| unreadable("bytes"))?;
    let picture = Picture::read(&bytes).map_err(|e| unreadable(format!("{e:?}")))?;
    if picture.sha256() != line.hash {
        return Err(AppError::new(Code::ChangesAltered, &line.hash));
    }
    if tx.reader().stored_picture(&line.hash)?.is_some() {
        return Ok(false);
    }
    tx.union_fact(&StoredPicture::of_file(&line.hash, bytes))?;
    Ok(true)
}

fn take_template(tx: &mut Tx<'_>, line: &TemplateLine) -> Result<bool> {
    let template = PrintedTemplate::of_text(&line.template);
    if template.hash() != line.hash {
        return Err(AppError::new(Code::ChangesAltered, &line.hash));
    }
    let known: Option<PrintedTemplate> = tx.reader().record(&[text(&line.hash)])?;
    if known.is_some() {
        return Ok(false);
    }
    tx.union_fact(&template)?;
    Ok(true)
}

/// Bytes in hexadecimal digits.
fn read_digits(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pair = |two: &[u8]| match two {
        [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

fn take_key(tx: &mut Tx<'_>, line: &KeyLine) -> Result<bool> {
    tx.union_key(&line.of, &line.key, &line.record)
}

/// Sides of an entry tell columns that this program knows, and nothing that is told is ever taken away.
fn check_fields(kind: &Kind, entry: &SharedEntry) -> Result<()> {
    let sides = check_sides(&entry.fields)?;
    if !entry.fields.contains_key("is") {
        return Err(unreadable("a record that went"));
    }
    for column in sides.iter().flat_map(|side| side.keys()) {
        if !kind.told_columns().any(|(_, told)| told == column) {
            return Err(AppError::new(Code::ChangesNewer, column));
        }
    }
    Ok(())
}

/// Entries about steps only amend, or say how a computer entered one.
fn check_amendment(entry: &SharedEntry) -> Result<()> {
    let kind = match entry.noun.as_str() {
        noun if noun == KIND.noun => &KIND,
        noun if noun == LINE.noun => &LINE,
        noun => return Err(AppError::new(Code::ChangesNewer, noun)),
    };
    let is_told = entry.verb == TOLD && kind.noun == KIND.noun;
    for column in check_sides(&entry.fields)?
        .iter()
        .flat_map(|side| side.keys())
    {
        let known = kind.amendable.contains(&column.as_str());
        if !known && !(is_told && column == "lines") {
            return Err(unreadable(column));
        }
    }
    // An amendment says what was and what is, an entering only what is.
    let (was, is) = (
        entry.fields.contains_key("was"),
        entry.fields.contains_key("is"),
    );
    match is && was != is_told {
        true => Ok(()),
        false => Err(unreadable("an amendment")),
    }
}

fn check_sides(fields: &Map<String, Value>) -> Result<Vec<&Map<String, Value>>> {
    let known = fields.keys().all(|name| name == "was" || name == "is");
    let sides: Option<Vec<_>> = fields.values().map(Value::as_object).collect();
    match sides.filter(|sides| known && !sides.is_empty()) {
        Some(sides) => Ok(sides),
        None => Err(unreadable("fields")),
    }
}
