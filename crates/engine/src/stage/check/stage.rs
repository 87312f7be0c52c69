//! Stages: their fields are there and stand in one place each, their columns and balance are their class's.

use std::collections::{BTreeMap, BTreeSet};

use nuong_labels::JsonStep::{self, Item, Key};

use super::event::check_events;
use super::known::Known;
use crate::stage::class::Class;
use crate::stage::field::{Field, FieldType, Kept};
use crate::stage::file::{Stage, StageFile};
use crate::stage::mistake::{Checked, Wrong};

/// Most fields of each list of a stage.
const MOST_FIELDS: usize = 60;

pub(super) fn check_stages(file: &StageFile, known: &Known<'_>) -> Checked {
    let every = [Key("every_step")];
    for (m, code) in file.every_step.rest.iter().enumerate() {
        let path = [every.as_slice(), &[Key("rest"), Item(m)]].concat();
        known_field(&path, code, known)?;
    }
    for (n, stage) in file.stages.iter().enumerate() {
        let path = [Key("stages"), Item(n)];
        check_class(&path, stage)?;
        check_told(&path, stage, known)?;
        check_others(&path, stage, known)?;
        check_needs(&path, stage, &stage.need, known)?;
        check_events(&path, stage, known)?;
    }
    // What every step is asked for, each stage must have.
    let needed = |stage| check_needs(&every, stage, &file.every_step.need, known);
    file.stages.iter().try_for_each(needed)
}

fn check_class(path: &[JsonStep], stage: &Stage) -> Checked {
    let at = |key| [path, &[Key(key)]].concat();
    let class = stage.class;
    // A class of its own for steps that take from lots makes sense only where the other takes from none.
    let other = stage.class_with_in;
    if other.is_some_and(|other| other != Class::Turn || class != Class::Begin) {
        return Err(Wrong::at(&at("class_with_in"), "class_with_in"));
    }
    let balanced = other.unwrap_or(class);
    let word = format!("core.stage_class.{}", class.as_str());
    if !balanced.counts_in(stage.columns) {
        let wrong = Wrong::at(&at("columns"), "columns").with("class", word);
        return Err(wrong.with("known", balanced.columns_text()));
    }
    if !balanced.balances_by(stage.balance) {
        return Err(Wrong::at(&at("balance"), "balance").with("class", word));
    }
    Ok(())
}

/// Told fields go out with events: none of them tells of a person, and each is one value.
fn check_told(path: &[JsonStep], stage: &Stage, known: &Known<'_>) -> Checked {
    let told = check_codes(path, "told", &stage.told, known, None)?;
    for (n, field) in told.into_iter().enumerate() {
        let path = [path, &[Key("told"), Item(n)]].concat();
        if field.personal {
            return Err(Wrong::at(&path, "told_personal").with("value", &field.code));
        }
        if field.many || matches!(field.kind, FieldType::Group | FieldType::Photo) {
            return Err(Wrong::at(&path, "told_many").with("value", &field.code));
        }
    }
    Ok(())
}

fn check_others(path: &[JsonStep], stage: &Stage, known: &Known<'_>) -> Checked {
    check_codes(path, "rest", &stage.rest, known, None)?;
    check_codes(path, "line", &stage.line, known, Some(Kept::Line))?;
    let twice = |code: &&String| stage.told.contains(*code) || known.every_rest.contains(*code);
    if let Some((n, code)) = stage.rest.iter().enumerate().find(|(_, code)| twice(code)) {
        let path = [path, &[Key("rest"), Item(n)]].concat();
        return Err(Wrong::at(&path, "field_twice").with("value", code));
    }
    let has = |code: &String| stage.told.contains(code) || stage.rest.contains(code);
    match stage.must.iter().position(|code| !has(code)) {
        Some(n) => Err(Wrong::at(&[path, &[Key("must"), Item(n)]].concat(), "must")),
        None => Ok(()),
    }
}

/// The fields of a list: each is there, once, and a column only where `columns` says that those may stand there.
fn check_codes<'a>(
    path: &[JsonStep],
    key: &'static str,
    codes: &[String],
    known: &Known<'a>,
    columns: Option<Kept>,
) -> Result<Vec<&'a Field>, Wrong> {
    let mut taken = BTreeSet::new();
    let mut fields = Vec::new();
    for (n, code) in codes.iter().enumerate() {
        let path = [path, &[Key(key), Item(n)]].concat();
        if n >= MOST_FIELDS {
            return Err(Wrong::at(&path, "too_many").with("most", MOST_FIELDS));
        }
        let field = known_field(&path, code, known)?;
        if field.kept.is_some() && field.kept != columns {
            return Err(Wrong::at(&path, "field_kept").with("value", code));
        }
        if !taken.insert(code) {
            return Err(Wrong::at(&path, "field_twice").with("value", code));
        }
        fields.push(field);
    }
    Ok(fields)
}

fn known_field<'a>(path: &[JsonStep], code: &str, known: &Known<'a>) -> Result<&'a Field, Wrong> {
    let missing = || Wrong::at(path, "field_unknown").with("value", code);
    known.fields.get(code).copied().ok_or_else(missing)
}

/// Who asks is known, and what is asked the stage has.
fn check_needs(
    path: &[JsonStep],
    stage: &Stage,
    need: &BTreeMap<String, Vec<String>>,
    known: &Known<'_>,
) -> Checked {
    let path = [path, &[Key("need")]].concat();
    for (source, codes) in need {
        if !known.sources.contains(source.as_str()) {
            return Err(Wrong::at(&path, "source_unknown").with("value", source));
        }
        if let Some(code) = codes.iter().find(|code| !known.stage_has(stage, code)) {
            return Err(Wrong::at(&path, "need").with("value", code));
        }
    }
    Ok(())
}
