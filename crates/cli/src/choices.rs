//! `templates` and `sheets`: what can be chosen for a label, and one's own.

use nuong_engine::views::{SheetChoice, TemplateChoice};
use serde::Serialize;
use serde_json::Value;

use crate::context::Context;
use crate::record_args::{SheetVerb, TemplateVerb};
use crate::{Done, Outcome, files, print};

/// Lists templates, or keeps one's own.
pub fn templates(context: &Context, what: Option<TemplateVerb>) -> Outcome {
    let app = &context.app;
    match what {
        None => list(context, &app.templates()?),
        Some(TemplateVerb::Add { file }) => {
            let text = files::text(&file, "template_unreadable")?;
            let saved = app.save_template(&text)?;
            kept(context, "cli.template_saved", &saved, &text)
        }
        Some(TemplateVerb::Show { id }) => {
            print::line(app.template_text(&id)?.trim_end())?;
            Ok(Done::Yes)
        }
        Some(TemplateVerb::Remove { id }) => {
            let name = template_name(context, &id)?;
            app.delete_template(&id)?;
            said(context, "cli.template_removed", &[("name", name)])
        }
    }
}

/// Lists papers, or keeps one's own.
pub fn sheets(context: &Context, what: Option<SheetVerb>) -> Outcome {
    let app = &context.app;
    match what {
        None => list(context, &app.sheets()?),
        Some(SheetVerb::Add { file }) => {
            let text = files::text(&file, "paper_unreadable")?;
            let saved = app.save_sheet(&text)?;
            kept(context, "cli.sheet_saved", &saved, &text)
        }
        Some(SheetVerb::Show { id }) => {
            print::line(app.sheet_text(&id)?.trim_end())?;
            Ok(Done::Yes)
        }
        Some(SheetVerb::Remove { id }) => {
            let name = sheet_name(context, &id)?;
            app.delete_paper(&id)?;
            said(context, "cli.sheet_removed", &[("name", name)])
        }
    }
}

/// What people call a template: its id for a shipped one, which is a word; the name of one's own.
pub fn template_name(context: &Context, id: &str) -> nuong_engine::Result<String> {
    Ok(name(context, &context.app.templates()?, id))
}

/// What people call a paper, in the same way.
pub fn sheet_name(context: &Context, id: &str) -> nuong_engine::Result<String> {
    Ok(name(context, &context.app.sheets()?, id))
}

/// The name of `id` among `all`; of shipped ones, and of what is not there, the id itself.
pub fn name<T: Named>(context: &Context, all: &[T], id: &str) -> String {
    let own = all.iter().find(|one| one.id() == id && one.own());
    own.map_or(id, |one| one.name(&context.language)).to_owned()
}

/// What has an id for commands and a name for people.
pub trait Named: Serialize {
    /// For commands.
    fn id(&self) -> &str;
    /// For people.
    fn name(&self, language: &str) -> &str;
    /// Whether a person made it.
    fn own(&self) -> bool;
}

impl Named for TemplateChoice {
    fn id(&self) -> &str {
        &self.id
    }
    fn name(&self, language: &str) -> &str {
        if language == "en" { &self.en } else { &self.vi }
    }
    fn own(&self) -> bool {
        self.own
    }
}

impl Named for SheetChoice {
    fn id(&self) -> &str {
        &self.id
    }
    fn name(&self, language: &str) -> &str {
        if language == "en" { &self.en } else { &self.vi }
    }
    fn own(&self) -> bool {
        self.own
    }
}

fn list<T: Named>(context: &Context, all: &[T]) -> Outcome {
    if context.json {
        print::json(&all)?;
        return Ok(Done::Yes);
    }
    for one in all {
        print::line(&format!("{:<18} {}", one.id(), one.name(&context.language)))?;
    }
    Ok(Done::Yes)
}

/// Says what was kept and how commands name it; where that is not the id of the file, why.
fn kept<T: Named>(context: &Context, key: &str, saved: &T, text: &str) -> Outcome {
    if context.json {
        print::json(saved)?;
        return Ok(Done::Yes);
    }
    let read: Value = serde_json::from_str(text).unwrap_or_default();
    let wanted = read.get("id").and_then(Value::as_str).unwrap_or_default();
    let facts = [
        ("name", saved.name(&context.language).to_owned()),
        ("id", saved.id().to_owned()),
        ("value", wanted.to_owned()),
    ];
    if wanted != saved.id() {
        said(context, "cli.id_not_kept", &facts)?;
    }
    said(context, key, &facts)
}

fn said(context: &Context, key: &str, facts: &[(&str, String)]) -> Outcome {
    print::line(&print::sentence(&context.language, key, facts))?;
    Ok(Done::Yes)
}
