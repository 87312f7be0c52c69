//! A step as a program gives it: JSON by name. A name that nobody knows is refused; what a listing adds is passed over.

use jiff::civil::{Date, Time};
use nuong_domain::clean;
use serde_json::{Map, Number, Value};

use super::refusal::{invalid, missing};
use crate::step::identity::LineRole;
use crate::step::rows::LineMoney;
use crate::{AppError, Code, Result};

/// Most lines of a step: a truckload bag by bag, and no program's memory.
const MOST_LINES: usize = 10_000;

/// Longest code.
const LONGEST_CODE: usize = 64;

/// What can be said of a step.
const STEP: [&str; 9] = [
    "stage", "day", "time", "place", "origin", "party", "told", "rest", "lines",
];

/// What a listing adds.
const DERIVED: [&str; 10] = [
    "id",
    "stands",
    "superseded_by",
    "state",
    "entered_at",
    "entered_by",
    "device",
    "lots",
    "findings",
    "replaces",
];

/// What can be said of a line.
const LINE: [&str; 10] = [
    "role", "lot", "product", "quantity", "unit", "place", "price", "per", "value", "rest",
];

/// A step as given; an empty text is none.
pub(super) struct GivenStep {
    pub stage: String,
    pub day: Date,
    pub time: Option<Time>,
    pub place: String,
    pub origin: String,
    pub party: String,
    pub told: Map<String, Value>,
    pub rest: Map<String, Value>,
    pub lines: Vec<GivenLine>,
}

/// A line as given.
pub(super) struct GivenLine {
    pub role: LineRole,
    pub lot: String,
    pub product: String,
    pub quantity: Option<Number>,
    pub unit: String,
    pub place: String,
    pub price: Option<i64>,
    pub per: String,
    pub value: Option<i64>,
    pub rest: Map<String, Value>,
}

impl GivenStep {
    /// Reads a step. `today`: the last day on which anything can have happened.
    ///
    /// # Errors
    /// `field_unknown`, `stage_field_missing`, `stage_field_invalid` (args `field`, and `line`: which of them, counted from 1).
    pub fn read(object: Value, today: Date) -> Result<Self> {
        let mut fields = Fields::of(object, &STEP, &DERIVED)?;
        let lines = fields.list("lines", MOST_LINES)?;
        let numbered = (1_usize..).zip(lines);
        let lines = numbered.map(|(n, line)| GivenLine::read(line).map_err(|e| e.with("line", n)));
        let stage = fields.code("stage")?;
        if stage.is_empty() {
            return Err(missing("stage"));
        }
        Ok(Self {
            stage,
            day: read_day(&fields.code("day")?, today)?,
            time: read_time(&fields.code("time")?)?,
            place: fields.code("place")?,
            origin: fields.code("origin")?,
            party: fields.code("party")?,
            told: fields.object("told")?,
            rest: fields.object("rest")?,
            lines: lines.collect::<Result<_>>()?,
        })
    }
}

impl GivenLine {
    /// One that says what a line is worth, and nothing else.
    pub fn of_money(role: LineRole, money: &LineMoney) -> Self {
        Self {
            role,
            lot: String::new(),
            product: String::new(),
            quantity: None,
            unit: String::new(),
            place: String::new(),
            price: money.price,
            per: money.per.as_ref().map_or_else(String::new, String::clone),
            value: money.value,
            rest: Map::new(),
        }
    }

    fn read(object: Value) -> Result<Self> {
        let mut fields = Fields::of(object, &LINE, &[])?;
        let role = fields.code("role")?;
        if role.is_empty() {
            return Err(missing("role"));
        }
        Ok(Self {
            role: LineRole::by_word(&role).ok_or_else(|| invalid("role", "role"))?,
            lot: fields.code("lot")?,
            product: fields.code("product")?,
            quantity: fields.number("quantity")?,
            unit: fields.code("unit")?,
            place: fields.code("place")?,
            price: fields.money("price")?,
            per: fields.code("per")?,
            value: fields.money("value")?,
            rest: fields.object("rest")?,
        })
    }
}

fn read_day(text: &str, today: Date) -> Result<Date> {
    if text.is_empty() {
        return Err(missing("day"));
    }
    let day = text
        .parse::<Date>()
        .ok()
        .filter(|day| day.to_string() == text);
    let day = day.filter(|day| (1900..=2200).contains(&day.year()));
    let day = day.ok_or_else(|| invalid("day", "day"))?;
    match day > today {
        true => Err(invalid("day", "future").with("today", today)),
        false => Ok(day),
    }
}

fn read_time(text: &str) -> Result<Option<Time>> {
    if text.is_empty() {
        return Ok(None);
    }
    let time = text.parse::<Time>().ok();
    let time = time.filter(|t| format!("{:02}:{:02}", t.hour(), t.minute()) == text);
    time.map(Some).ok_or_else(|| invalid("time", "time"))
}

/// The fields of an object that are left to read.
struct Fields(Map<String, Value>);

impl Fields {
    fn of(object: Value, known: &[&str], derived: &[&str]) -> Result<Self> {
        let Value::Object(mut fields) = object else {
            return Err(AppError::new(Code::JsonUnreadable, "no object").with("line", 1));
        };
        fields.retain(|name, _| !derived.contains(&name.as_str()));
        match fields.keys().find(|name| !known.contains(&name.as_str())) {
            Some(stranger) => {
                let name: String = stranger.chars().take(LONGEST_CODE).collect();
                Err(AppError::new(Code::FieldUnknown, "")
                    .with("value", &name)
                    .with("field", name)
                    .with("known", known.join(", ")))
            }
            None => Ok(Self(fields)),
        }
    }

    /// A code or another short word; empty where there is none.
    fn code(&mut self, name: &str) -> Result<String> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(String::new()),
            Some(Value::String(text)) if text.chars().any(|c| c.is_control()) => {
                Err(invalid(name, "plain"))
            }
            Some(Value::String(text)) => match clean(&text) {
                text if text.chars().count() > LONGEST_CODE => {
                    Err(invalid(name, "long").with("most", LONGEST_CODE))
                }
                text => Ok(text),
            },
            Some(_) => Err(invalid(name, "text")),
        }
    }

    fn number(&mut self, name: &str) -> Result<Option<Number>> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Number(number)) => Ok(Some(number)),
            Some(_) => Err(invalid(name, "amount")),
        }
    }

    /// Whole đồng.
    fn money(&mut self, name: &str) -> Result<Option<i64>> {
        const MOST: i64 = 1_000_000_000_000;
        let unfit = || invalid(name, "money").with("least", 0).with("most", MOST);
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Number(number)) => {
                let whole = number.as_i64().filter(|whole| (0..=MOST).contains(whole));
                whole.map(Some).ok_or_else(unfit)
            }
            Some(_) => Err(unfit()),
        }
    }

    fn object(&mut self, name: &str) -> Result<Map<String, Value>> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(Map::new()),
            Some(Value::Object(object)) => Ok(object),
            Some(_) => Err(invalid(name, "object")),
        }
    }

    fn list(&mut self, name: &str, most: usize) -> Result<Vec<Value>> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(list)) if list.len() <= most => Ok(list),
            Some(_) => Err(invalid(name, "many").with("most", most)),
        }
    }
}
