//! One value against its field: what is kept of it, or why it cannot be.

use jiff::civil::{Date, Time};
use nuong_domain::{Dimension, Quantity, clean};
use serde_json::{Map, Number, Value};

use super::catalogue::Stages;
use super::field::{Field, FieldType};
use crate::base::number::{scaled_number, unscaled_number};

/// Longest text, in characters, where the field says nothing.
const LONGEST: u32 = 200;
/// Longest text that a field may take.
pub(super) const LONGEST_NOTE: u32 = 4000;
/// Longest code of a party or place.
const LONGEST_CODE: u32 = 64;
/// Most values of one field.
const MOST_VALUES: usize = 200;
/// Numbers lie within ± so much: with six decimals they are doubles without loss.
pub(super) const FARTHEST: i32 = 1_000_000_000;
/// Most đồng: a million million.
const MOST_MONEY: i64 = 1_000_000_000_000;
/// Parts of a number that are kept.
const MILLION: i64 = 1_000_000;
/// Years that a day may lie in.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// Why a value is not taken.
pub(super) struct Unfit {
    why: &'static str,
    pub(super) args: Vec<(&'static str, String)>,
}

impl Unfit {
    fn new(why: &'static str) -> Self {
        Self {
            why,
            args: Vec::new(),
        }
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Key of the clause that says what would be taken.
    pub(super) fn key(&self) -> String {
        format!("core.stage_value.{}", self.why)
    }
}

/// What is kept of a value; none of an empty one.
type Kept = Result<Option<Value>, Unfit>;

pub(super) fn checked_value(stages: &Stages, field: &Field, value: &Value, today: Date) -> Kept {
    if !field.many {
        return checked_one(stages, field, value, today);
    }
    let values = match value {
        Value::Array(values) if values.len() <= MOST_VALUES => values.as_slice(),
        Value::Null => &[],
        _ => return Err(Unfit::new("many").with("most", MOST_VALUES)),
    };
    let mut kept = Vec::new();
    for value in values {
        kept.extend(checked_one(stages, field, value, today)?);
    }
    Ok((!kept.is_empty()).then_some(Value::Array(kept)))
}

fn checked_one(stages: &Stages, field: &Field, value: &Value, today: Date) -> Kept {
    match (field.kind, value) {
        (_, Value::Null) => Ok(None),
        (FieldType::YesNo, Value::Bool(_)) => Ok(Some(value.clone())),
        (FieldType::Group, Value::Object(parts)) => checked_group(stages, field, parts, today),
        (kind, Value::Number(number)) if kind != FieldType::Code && kind != FieldType::Group => {
            checked_number(kind, field, number)
        }
        (kind, Value::String(text)) => match clean(text).as_str() {
            "" => Ok(None),
            text => checked_text(stages, kind, field, text, today),
        },
        (FieldType::Code, _) => Err(code_unfit(&list_codes(stages, field))),
        (FieldType::Group, _) => Err(group_unfit(field)),
        (kind, _) => Err(with_range(Unfit::new(kind.as_str()), kind, field)),
    }
}

fn group_unfit(field: &Field) -> Unfit {
    let known: Vec<&str> = field.parts.iter().map(|part| part.code.as_str()).collect();
    Unfit::new("group").with("known", known.join(", "))
}

/// A group has the parts it must have, and no others.
fn checked_group(stages: &Stages, field: &Field, given: &Map<String, Value>, today: Date) -> Kept {
    let is_known = |name: &String| field.parts.iter().any(|part| part.code == *name);
    if !given.keys().all(is_known) {
        return Err(group_unfit(field));
    }
    let mut kept = Map::new();
    for part in &field.parts {
        let value = given.get(&part.code).unwrap_or(&Value::Null);
        match checked_one(stages, &part.as_field(), value, today)? {
            Some(value) => {
                kept.insert(part.code.clone(), value);
            }
            None if part.must && !given.is_empty() => return Err(group_unfit(field)),
            None => {}
        }
    }
    Ok((!kept.is_empty()).then_some(Value::Object(kept)))
}

fn checked_number(kind: FieldType, field: &Field, number: &Number) -> Kept {
    let unfit = || Unfit::new(kind.as_str());
    let kept = match kind {
        FieldType::Mass | FieldType::Volume => {
            let base = scaled_number(number, base_factor(kind)).ok_or_else(unfit)?;
            (0..Quantity::MAX)
                .contains(&base)
                .then_some(Number::from(base))
        }
        FieldType::Count | FieldType::Money => whole_number(number)
            .filter(|whole| in_range(field, *whole, 1))
            .map(Number::from),
        FieldType::Permille => {
            let permille = scaled_number(number, 1).ok_or_else(unfit)?;
            (0..=1000)
                .contains(&permille)
                .then_some(Number::from(permille))
        }
        FieldType::Number | FieldType::Temperature => {
            let millionths = scaled_number(number, MILLION).ok_or_else(unfit)?;
            let kept = in_range(field, millionths, MILLION);
            kept.then(|| unscaled_number(millionths, MILLION)).flatten()
        }
        _ => None,
    };
    match kept {
        Some(kept) => Ok(Some(Value::Number(kept))),
        None => Err(with_range(unfit(), kind, field)),
    }
}

/// mg in a kg, µl in a litre.
fn base_factor(kind: FieldType) -> i64 {
    let dimension = match kind {
        FieldType::Volume => Dimension::Volume,
        _ => Dimension::Mass,
    };
    dimension.trade_unit().factor()
}

/// Three pieces may be written 3 or 3.0, but not 3.2.
fn whole_number(number: &Number) -> Option<i64> {
    let whole = scaled_number(number, 1)?;
    let thousandths = scaled_number(number, 1000)?;
    let millionths = scaled_number(number, MILLION)?;
    let is_whole = whole.checked_mul(1000) == Some(thousandths)
        && whole.checked_mul(MILLION) == Some(millionths);
    is_whole.then_some(whole)
}

fn in_range(field: &Field, parts: i64, factor: i64) -> bool {
    let (least, most) = field_range(field);
    // Twelve digits at most, and six more of a factor.
    (least * factor..=most * factor).contains(&parts)
}

fn field_range(field: &Field) -> (i64, i64) {
    let far = i64::from(FARTHEST);
    let (least, most) = match field.kind {
        FieldType::Count => (0, far),
        FieldType::Money => (0, MOST_MONEY),
        _ => (-far, far),
    };
    let own_least = field.least.map_or(least, i64::from);
    (own_least.max(least), field.most.map_or(most, i64::from))
}

/// A number's ends are said where it has them.
fn with_range(unfit: Unfit, kind: FieldType, field: &Field) -> Unfit {
    let (least, most) = field_range(field);
    match kind {
        FieldType::Number | FieldType::Temperature | FieldType::Count | FieldType::Money => {
            unfit.with("least", least).with("most", most)
        }
        _ => unfit,
    }
}

fn checked_text(stages: &Stages, kind: FieldType, field: &Field, text: &str, today: Date) -> Kept {
    let longest = field.longest.unwrap_or(LONGEST);
    let kept = match kind {
        FieldType::Text => short_text(text, longest)?,
        FieldType::Party | FieldType::Place => short_text(text, LONGEST_CODE)?,
        FieldType::Code => checked_code(stages, field, text, longest)?,
        FieldType::Day => checked_day(field, text, today)?.to_string(),
        FieldType::Time => checked_time(text)?,
        FieldType::Moment => checked_moment(field, text, today)?,
        FieldType::Photo if is_hash(text) => text.to_owned(),
        FieldType::Group => return Err(group_unfit(field)),
        _ => return Err(with_range(Unfit::new(kind.as_str()), kind, field)),
    };
    Ok(Some(Value::String(kept)))
}

fn short_text(text: &str, longest: u32) -> Result<String, Unfit> {
    if text.chars().count() > longest as usize {
        return Err(Unfit::new("long").with("most", longest));
    }
    Ok(text.to_owned())
}

fn checked_code(stages: &Stages, field: &Field, text: &str, longest: u32) -> Result<String, Unfit> {
    let codes = list_codes(stages, field);
    match codes.contains(&text) || field.open {
        true => short_text(text, longest),
        false => Err(code_unfit(&codes)),
    }
}

fn list_codes<'a>(stages: &'a Stages, field: &Field) -> Vec<&'a str> {
    let list = field
        .list
        .as_deref()
        .and_then(|code| stages.find_list(code));
    let values = list.into_iter().flat_map(|list| &list.values);
    values.map(|value| value.code.as_str()).collect()
}

fn code_unfit(codes: &[&str]) -> Unfit {
    Unfit::new("code").with("known", codes.join(", "))
}

fn checked_day(field: &Field, text: &str, today: Date) -> Result<Date, Unfit> {
    let day = match text.parse::<Date>() {
        Ok(day) if day.to_string() == text && YEARS.contains(&day.year()) => day,
        _ => return Err(Unfit::new("day")),
    };
    if day > today && !field.future {
        return Err(Unfit::new("future").with("today", today));
    }
    Ok(day)
}

fn checked_time(text: &str) -> Result<String, Unfit> {
    let unfit = || Unfit::new("time");
    let read = text.parse::<Time>().map_err(|_| unfit())?;
    // Seconds, fractions and what else a time may have are not what clocks on a wall say.
    let plain = format!("{:02}:{:02}", read.hour(), read.minute());
    if plain == text {
        Ok(plain)
    } else {
        Err(unfit())
    }
}

fn checked_moment(field: &Field, text: &str, today: Date) -> Result<String, Unfit> {
    // A day that is none is said to be no moment; one in the future is said to be that.
    let as_moment = |unfit: Unfit| match unfit.why {
        "day" => Unfit::new("moment"),
        _ => unfit,
    };
    let Some((day, time)) = text.split_once('T') else {
        return Ok(checked_day(field, text, today)
            .map_err(as_moment)?
            .to_string());
    };
    let day = checked_day(field, day, today).map_err(as_moment)?;
    let time = checked_time(time).map_err(|_| Unfit::new("moment"))?;
    Ok(format!("{day}T{time}"))
}

/// SHA-256 in lower-case hexadecimal.
fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// A kept value as it was typed: masses in kg, volumes in l.
pub(super) fn shown_value(field: &Field, kept: &Value) -> Value {
    match kept {
        Value::Array(values) => values.iter().map(|value| shown_one(field, value)).collect(),
        kept => shown_one(field, kept),
    }
}

fn shown_one(field: &Field, kept: &Value) -> Value {
    match (field.kind, kept) {
        (FieldType::Mass | FieldType::Volume, Value::Number(base)) => {
            let shown = base
                .as_i64()
                .and_then(|base| unscaled_number(base, base_factor(field.kind)));
            Value::Number(shown.unwrap_or_else(|| base.clone()))
        }
        (FieldType::Group, Value::Object(parts)) => {
            let shown = parts.iter().map(|(name, value)| {
                let part = field.parts.iter().find(|part| part.code == *name);
                let shown =
                    part.map_or_else(|| value.clone(), |part| shown_one(&part.as_field(), value));
                (name.clone(), shown)
            });
            Value::Object(shown.collect())
        }
        _ => kept.clone(),
    }
}
