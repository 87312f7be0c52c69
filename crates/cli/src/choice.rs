//! What is chosen for a label by its id, the shipped ones and those a person made: how a list, a name and a kept file are printed.

use nuong_engine::views::{SheetChoice, TemplateChoice};
use nuong_engine::{AppError, Code};
use serde::Serialize;
use serde_json::Value;

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::output;

/// What has an id for commands and a name for people.
pub trait Choice: Serialize {
    /// For commands.
    fn id(&self) -> &str;
    /// For people.
    fn name(&self, language: &str) -> &str;
    /// Whether a person made it.
    fn is_own(&self) -> bool;
}

impl Choice for TemplateChoice {
    fn id(&self) -> &str {
        &self.id
    }
    fn name(&self, language: &str) -> &str {
        if language == "en" { &self.en } else { &self.vi }
    }
    fn is_own(&self) -> bool {
        self.own
    }
}

impl Choice for SheetChoice {
    fn id(&self) -> &str {
        &self.id
    }
    fn name(&self, language: &str) -> &str {
        if language == "en" { &self.en } else { &self.vi }
    }
    fn is_own(&self) -> bool {
        self.own
    }
}

/// The name of `id` among `all`; of shipped ones, whose id is a word, and of what is not there, the id itself.
pub fn choice_name<T: Choice>(context: &Context, all: &[T], id: &str) -> String {
    let own = all.iter().find(|one| one.id() == id && one.is_own());
    own.map_or(id, |one| one.name(&context.language)).to_owned()
}

/// Prints all of them.
pub fn print_choices<T: Choice>(context: &Context, all: &[T]) -> Outcome {
    if context.json {
        output::print_json(&all)?;
        return Ok(Done::Yes);
    }
    for one in all {
        output::print_line(&format!("{:<18} {}", one.id(), one.name(&context.language)))?;
    }
    Ok(Done::Yes)
}

/// Says what was kept of a file's `text` and how commands name it; where that is not the id of the file, why.
pub fn print_kept<T: Choice>(context: &Context, key: &str, saved: &T, text: &str) -> Outcome {
    if context.json {
        output::print_json(saved)?;
        return Ok(Done::Yes);
    }
    let read: Value = serde_json::from_str(text).map_err(|e| AppError::of(Code::Internal, e))?;
    let wanted = read.get("id").and_then(Value::as_str).unwrap_or("");
    let facts = [
        ("name", saved.name(&context.language).to_owned()),
        ("id", saved.id().to_owned()),
        ("value", wanted.to_owned()),
    ];
    if wanted != saved.id() {
        output::print_sentence(&context.language, "cli.id_not_kept", &facts)?;
    }
    output::print_sentence(&context.language, key, &facts)?;
    Ok(Done::Yes)
}

/// Says that the one of this name is gone.
pub fn print_removed(context: &Context, key: &str, name: String) -> Outcome {
    output::print_sentence(&context.language, key, &[("name", name)])?;
    Ok(Done::Yes)
}
