//! Tells what this computer knows, a line a record, in the order in which a file holds them.

use std::collections::BTreeSet;

use nuong_domain::id::StepId;
use serde::Serialize;

use super::aside::step_named;
use super::kinds::shared_kinds;
use super::line::{
    EndLine, EntryLine, FORMAT, Header, KeyLine, Line, LotLine, PictureLine, StepLine,
    SupersedeLine, TemplateLine, VERSION,
};
use crate::step::rows::{KIND, LINE};
use crate::step::supersede_rows::StoredSupersede;
use crate::store::reader::Reader;
use crate::store::record::Record;
use crate::store::union::SharedEntry;
use crate::{AppError, Code, Result};

/// Where lines go, counted.
struct Teller<'t> {
    put: &'t mut dyn FnMut(&[u8]) -> Result<()>,
    records: u64,
}

impl Teller<'_> {
    fn put_json<T: Serialize>(&mut self, line: &T) -> Result<()> {
        let json = serde_json::to_vec(line).map_err(|e| AppError::of(Code::Internal, e))?;
        (self.put)(&json)
    }

    fn tell(&mut self, line: &Line) -> Result<()> {
        self.records += 1;
        self.put_json(line)
    }
}

impl Reader<'_> {
    /// Tells all that this computer knows, a line a record; how many records there are.
    pub(super) fn tell_changes(
        &self,
        at: &str,
        put: &mut dyn FnMut(&[u8]) -> Result<()>,
    ) -> Result<u64> {
        let mut teller = Teller { put, records: 0 };
        teller.put_json(&Header {
            format: FORMAT.to_owned(),
            version: VERSION,
            organisation: self.organisation()?.to_string(),
            device: self.own_device()?,
            at: at.to_owned(),
        })?;
        self.tell_pictures(&mut teller)?;
        self.tell_templates(&mut teller)?;
        self.tell_entries(&mut teller)?;
        self.tell_steps(&mut teller)?;
        self.tell_supersedes(&mut teller)?;
        self.tell_keys(&mut teller)?;
        let count = teller.records;
        teller.put_json(&Line::End(EndLine { count }))?;
        Ok(count)
    }

    fn tell_pictures(&self, teller: &mut Teller<'_>) -> Result<()> {
        const PICTURES: &str = "SELECT hash, lower(hex(bytes)) FROM picture ORDER BY hash";
        self.each(PICTURES, [], |r| {
            teller.tell(&Line::Picture(PictureLine {
                hash: r.get(0)?,
                bytes: r.get(1)?,
            }))
        })
    }

    fn tell_templates(&self, teller: &mut Teller<'_>) -> Result<()> {
        const TEMPLATES: &str = "SELECT hash, template FROM template_printed ORDER BY hash";
        self.each(TEMPLATES, [], |r| {
            teller.tell(&Line::Template(TemplateLine {
                hash: r.get(0)?,
                template: r.get(1)?,
            }))
        })
    }

    fn tell_entries(&self, teller: &mut Teller<'_>) -> Result<()> {
        let mut nouns: Vec<&str> = shared_kinds().iter().map(|k| k.kind.noun).collect();
        nouns.extend([KIND.noun, LINE.noun]);
        self.each_entry(&nouns, |entry| teller.tell(&entry_line(entry)))
    }

    fn tell_steps(&self, teller: &mut Teller<'_>) -> Result<()> {
        let amended = self.amended_steps()?;
        const STEPS: &str = "SELECT lower(hex(s.id)), s.stage, s.day, s.time, p.code, o.code, t.code, s.told, s.mark, s.rest, s.action, s.entered_at, s.entered_by, s.clock
            FROM step s JOIN place p ON p.n = s.place LEFT JOIN place o ON o.n = s.origin LEFT JOIN party t ON t.n = s.party ORDER BY s.clock";
        self.each(STEPS, [], |r| {
            let id = StepId(r.parsed(0)?);
            let mut line = StepLine {
                id: id.to_string(),
                stage: r.get(1)?,
                day: r.get(2)?,
                time: r.get(3)?,
                place: r.get(4)?,
                origin: r.get(5)?,
                party: r.get(6)?,
                told: r.json(7)?,
                mark: r.get(8)?,
                rest: r.json(9)?,
                action: r.get(10)?,
                entered_at: r.get(11)?,
                entered_by: r.get(12)?,
                clock: r.get(13)?,
                lines: self.lot_lines(id)?,
            };
            if amended.contains(&id) {
                self.aside_at_birth(id)?.fill_line(&mut line)?;
            }
            teller.tell(&Line::Step(Box::new(line)))
        })
    }

    fn lot_lines(&self, step: StepId) -> Result<Vec<LotLine>> {
        const LINES: &str =
            "SELECT l.role, t.sku, t.code, p.code, l.amount, l.price, l.per, l.value, l.rest
            FROM step_line l JOIN lot t ON t.n = l.lot JOIN place p ON p.n = l.place
            WHERE l.step = (SELECT n FROM step WHERE id = unhex(?1, '-')) ORDER BY l.i";
        self.all(LINES, [step.to_string()], |r| {
            Ok(LotLine {
                role: r.get(0)?,
                sku: r.get(1)?,
                lot: r.get(2)?,
                place: r.get(3)?,
                amount: r.get(4)?,
                price: r.get(5)?,
                per: r.get(6)?,
                value: r.get(7)?,
                rest: r.json(8)?,
            })
        })
    }

    /// Steps that are no more as they were entered, or were entered on several computers.
    fn amended_steps(&self) -> Result<BTreeSet<StepId>> {
        const NAMED: &str =
            "SELECT DISTINCT record FROM change_log WHERE noun IN ('step', 'step_line')";
        let named = self.all(NAMED, [], |r| r.get::<String>(0))?;
        named.iter().map(|record| step_named(record)).collect()
    }

    fn tell_supersedes(&self, teller: &mut Teller<'_>) -> Result<()> {
        let sql = format!("{} ORDER BY clock", StoredSupersede::kind().select());
        self.each(&sql, [], |r| {
            teller.tell(&supersede_line(StoredSupersede::read(r)?))
        })
    }

    fn tell_keys(&self, teller: &mut Teller<'_>) -> Result<()> {
        const KEYS: &str = "SELECT kind, key, record FROM import_key ORDER BY kind, key";
        self.each(KEYS, [], |r| {
            teller.tell(&Line::Key(KeyLine {
                of: r.get(0)?,
                key: r.get(1)?,
                record: r.get(2)?,
            }))
        })
    }
}

fn entry_line(entry: SharedEntry) -> Line {
    Line::Entry(EntryLine {
        clock: entry.tick.to_string(),
        at: entry.at,
        actor: entry.actor,
        noun: entry.noun,
        record: entry.record,
        lot: entry.lot,
        verb: entry.verb,
        fields: entry.fields,
    })
}

fn supersede_line(stored: StoredSupersede) -> Line {
    Line::Supersede(SupersedeLine {
        old: stored.row.old.to_string(),
        new: stored.row.new.map(|new| new.to_string()),
        why: stored.row.kind.as_str().to_owned(),
        reason: stored.reason,
        person: stored.person,
        at: stored.at,
        action: stored.action,
        clock: stored.row.tick.to_string(),
    })
}
