//! What of a step may be written down later or otherwise: no event says it, so that nothing is sent.

use jiff::civil::Date;
use nuong_domain::Quantity;
use serde_json::{Map, Value};

use super::given::GivenLine;
use super::line::money_of;
use super::refusal::{invalid, missing};
use super::view::StepId;
use crate::stage::{FieldType, FieldsOf, Stage, Stages, own_stages};
use crate::step::rows::StepLine;
use crate::store::tx::Tx;
use crate::{App, AppError, Code, Result};

/// Columns of a line that may be agreed on later.
const MONEY: [&str; 3] = ["price", "per", "value"];

impl App {
    /// Writes fields of a step anew: `name=value` of the step's own, `2.name=value` of its second line; of a step with one line the line's number
    /// may be left out. An empty value takes a field away; the log keeps what was there.
    ///
    /// # Errors
    /// `step_unknown`, `step_superseded` (args `value`); `field_unknown` for a name that the stage does not have there, told ones among them;
    /// `stage_field_invalid`, `stage_field_missing`.
    pub fn amend_step(&self, id: &str, fields: &[(String, String)], by: &str) -> Result<StepId> {
        let (stages, today) = (own_stages(self.dir())?, self.today_date());
        self.write(by, |tx| {
            let step = tx.reader().standing_step(id)?;
            let stage = tx.reader().stage_code(step)?;
            let amending = Amending {
                stages: &stages,
                stage: stages.find_stage(&stage)?,
                today,
            };
            for (name, value) in fields {
                amending.amend(tx, step, name, value)?;
            }
            Ok(StepId {
                id: step.to_string(),
            })
        })
    }
}

struct Amending<'a> {
    stages: &'a Stages,
    stage: &'a Stage,
    today: Date,
}

impl Amending<'_> {
    fn amend(
        &self,
        tx: &mut Tx<'_>,
        step: nuong_domain::id::StepId,
        name: &str,
        text: &str,
    ) -> Result<()> {
        let (line, field) = match name.split_once('.') {
            Some((n, field)) => (n.parse::<usize>().ok(), field),
            None => (None, name),
        };
        if line.is_none() && self.has(FieldsOf::Rest, field) {
            let mut rest = tx.reader().step_rest(step)?;
            self.set(FieldsOf::Rest, &mut rest, field, text)?;
            return tx.amend_rest(step, rest);
        }
        let mut lines = tx.reader().step_lines(step)?;
        let n = match (line, lines.len()) {
            (Some(n), _) => n,
            (None, 1) => 1,
            (None, _) => 0,
        };
        let is_lines = self.has(FieldsOf::Line, field) || self.is_money(field);
        let at = n
            .checked_sub(1)
            .and_then(|n| lines.get_mut(n))
            .filter(|_| is_lines);
        let Some(at) = at else {
            return Err(self.no_field(name));
        };
        match self.is_money(field) {
            true => self.set_money(tx, at, field, text)?,
            false => self.set(FieldsOf::Line, &mut at.rest, field, text)?,
        }
        tx.amend_line(at)
    }

    fn has(&self, of: FieldsOf, name: &str) -> bool {
        let fields = self.stages.fields_of(self.stage, of);
        fields.iter().any(|field| field.code == name)
    }

    fn is_money(&self, name: &str) -> bool {
        let columns = self.stages.line_columns(self.stage);
        MONEY.contains(&name) && columns.iter().any(|field| field.code == name)
    }

    /// Puts a field into an object, checked as on the way in.
    fn set(
        &self,
        of: FieldsOf,
        kept: &mut Map<String, Value>,
        name: &str,
        text: &str,
    ) -> Result<()> {
        let mut shown = self.stages.shown_fields(self.stage, of, kept);
        shown.insert(name.to_owned(), self.typed_value(name, text));
        *kept = self
            .stages
            .checked_fields(self.stage, of, &shown, self.today)?;
        Ok(())
    }

    /// A value as its field takes it: what is typed on a command line is always a text.
    fn typed_value(&self, name: &str, text: &str) -> Value {
        let kind = self
            .stages
            .find_field(name)
            .map(|field| (field.kind, field.many));
        let is_text = matches!(
            kind,
            Some((
                FieldType::Text
                    | FieldType::Day
                    | FieldType::Time
                    | FieldType::Moment
                    | FieldType::Code
                    | FieldType::Party
                    | FieldType::Place
                    | FieldType::Photo,
                false
            ))
        );
        match serde_json::from_str(text) {
            _ if text.trim().is_empty() => Value::Null,
            Ok(value) if !is_text => value,
            _ => Value::from(text),
        }
    }

    fn set_money(&self, tx: &Tx<'_>, line: &mut StepLine, name: &str, text: &str) -> Result<()> {
        let lot = tx.reader().lot(line.lot)?.ok_or_else(|| missing("lot"))?;
        let amount = Quantity::from_base(line.amount, lot.unit.dimension());
        let amount = amount.map_err(|_| invalid("quantity", "amount"))?;
        let whole = |text: &str| match text.trim() {
            "" => Ok(None),
            text => match text
                .parse::<i64>()
                .ok()
                .filter(|whole| (0..=1_000_000_000_000).contains(whole))
            {
                Some(whole) => Ok(Some(whole)),
                None => Err(invalid(name, "money")
                    .with("least", 0)
                    .with("most", 1_000_000_000_000_i64)),
            },
        };
        let mut given = GivenLine::of_money(line.role, &line.money);
        match name {
            "price" => {
                given.price = whole(text)?;
                given.value = None;
            }
            "per" => {
                text.trim().clone_into(&mut given.per);
                given.value = None;
            }
            _ => given.value = whole(text)?,
        }
        line.money = money_of(&given, &line.rest, amount, &lot)?;
        Ok(())
    }

    fn no_field(&self, name: &str) -> AppError {
        let mut known: Vec<&str> = Vec::new();
        for of in [FieldsOf::Rest, FieldsOf::Line] {
            known.extend(
                self.stages
                    .fields_of(self.stage, of)
                    .iter()
                    .map(|f| f.code.as_str()),
            );
        }
        known.extend(MONEY.iter().filter(|name| self.is_money(name)));
        AppError::new(Code::FieldUnknown, "")
            .with("value", name)
            .with("field", name)
            .with("known", known.join(", "))
    }
}
