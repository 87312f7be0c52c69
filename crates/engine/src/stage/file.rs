//! A file of stages, shipped or a cooperative's own: its form. What its parts must keep to stands in `check/`.

use std::collections::BTreeMap;

use nuong_labels::{JsonError, JsonStep, span_of};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::class::{Balance, Class, Columns};
use super::event::StageEvent;
use super::field::{CodeList, Field};
use super::mistake::StageMistake;
use super::sector::Sector;

/// The format that this program reads.
pub(super) const VERSION: u32 = 1;

/// Longest file, in bytes: many times the shipped one.
pub(super) const LONGEST: usize = 512 * 1024;

/// A file as it stands on the disk.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageFile {
    /// The format's version.
    pub version: u32,
    /// Where it comes from, for readers.
    #[serde(default)]
    pub source: String,
    /// ε of balances that are not exact, in ‰: what weighing may err. The shipped file's alone.
    #[serde(default)]
    pub tolerance_permille: Option<u32>,
    /// Rules that needs may name. The shipped file's alone.
    #[serde(default)]
    pub sources: Vec<RuleSource>,
    /// What every step has. The shipped file's alone.
    #[serde(default)]
    pub every_step: EveryStep,
    /// The stages.
    pub stages: Vec<Stage>,
    /// Fields that the stages name.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// Lists that the fields name.
    #[serde(default)]
    pub lists: Vec<CodeList>,
    /// Kinds of goods. The shipped file's alone.
    #[serde(default)]
    pub sectors: Vec<Sector>,
}

/// What every step has, whatever its stage.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EveryStep {
    /// Fields beside the told ones.
    #[serde(default)]
    pub rest: Vec<String>,
    /// Who asks for which fields.
    #[serde(default)]
    pub need: BTreeMap<String, Vec<String>>,
}

/// A law, a form, a standard that asks for fields.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSource {
    /// What needs call it.
    pub code: String,
    /// Vietnamese name.
    pub vi: String,
    /// English name.
    pub en: String,
    /// Whether its own text was read, or what others report of it.
    pub seen: bool,
}

/// A stage: one kind of thing that happens.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// As stored and in ids: never changes.
    pub code: String,
    /// Its arithmetic.
    pub class: Class,
    /// Its arithmetic where a step takes from lots; none where that makes no difference.
    #[serde(default)]
    pub class_with_in: Option<Class>,
    /// What people in Viet Nam call it.
    pub vi: String,
    /// The same in English.
    pub en: String,
    /// In which columns of a balance its lines count.
    #[serde(default)]
    pub columns: Columns,
    /// How exactly it must balance; with `class_with_in`, where it takes from lots.
    #[serde(default)]
    pub balance: Option<Balance>,
    /// Part of the step's identity, locked, and never changed for a released code: what events carry, and what must not be amended unseen.
    #[serde(default)]
    pub told: Vec<String>,
    /// Fields of a line.
    #[serde(default)]
    pub line: Vec<String>,
    /// Other fields: may be amended, no event says them.
    #[serde(default)]
    pub rest: Vec<String>,
    /// Fields without which a step is refused: an event or the class's arithmetic cannot do without them.
    #[serde(default)]
    pub must: Vec<String>,
    /// Who asks for which fields: a step without them is taken, its lot says what it lacks.
    #[serde(default)]
    pub need: BTreeMap<String, Vec<String>>,
    /// The trace events of a step; none for what stays on this computer.
    #[serde(default)]
    pub events: Vec<StageEvent>,
    /// Whether it is closed to lots that are held, called back or to review.
    #[serde(default)]
    pub free_lots_only: bool,
    /// Whether it is a cooperative's own.
    #[serde(skip)]
    pub own: bool,
}

impl Stage {
    /// Its arithmetic for a step that takes from lots, or does not.
    pub fn class_when(&self, takes: bool) -> Class {
        self.class_with_in.filter(|_| takes).unwrap_or(self.class)
    }
}

/// The form of a file, before its parts are looked at together.
///
/// # Errors
/// What is no JSON or has another form, by its line.
pub(super) fn read_form(text: &str) -> Result<StageFile, StageMistake> {
    if text.len() > LONGEST {
        let most = (LONGEST / 1024).to_string();
        return Err(StageMistake::new(1, "", "too_long").with("most", most));
    }
    serde_json::from_str(text).map_err(|error| mistake_of_form(text, &error))
}

/// The innermost part that cannot be read says more than the whole does.
fn mistake_of_form(text: &str, error: &serde_json::Error) -> StageMistake {
    let inner = match serde_json::from_str::<Value>(text) {
        Ok(tree) => bad_part(text, &tree),
        Err(_) => None,
    };
    inner.unwrap_or_else(|| StageMistake::of_form(&JsonError::of_text(text, error), 0, ""))
}

/// How the items of each list are read.
type Reader = fn(&str) -> Option<serde_json::Error>;

const LISTS: [(&str, Reader); 5] = [
    ("sources", reading_error::<RuleSource>),
    ("stages", reading_error::<Stage>),
    ("fields", reading_error::<Field>),
    ("lists", reading_error::<CodeList>),
    ("sectors", reading_error::<Sector>),
];

fn bad_part(text: &str, tree: &Value) -> Option<StageMistake> {
    for (key, wrong) in LISTS {
        let items = tree.get(key).and_then(Value::as_array);
        for n in 0..items.map_or(0, Vec::len) {
            let span = span_of(text, &[JsonStep::Key(key), JsonStep::Item(n)]);
            let lines_before = text.get(..span.start)?.matches('\n').count();
            let part = text.get(span)?;
            if let Some(error) = wrong(part) {
                let error = JsonError::of_text(part, &error);
                return Some(StageMistake::of_form(
                    &error,
                    lines_before,
                    &format!("{key}[{n}]"),
                ));
            }
        }
    }
    None
}

fn reading_error<T: DeserializeOwned>(json: &str) -> Option<serde_json::Error> {
    serde_json::from_str::<T>(json).err()
}
