//! `templates` and `sheets`: what can be chosen for a label, and one's own.

use serde::Serialize;

use crate::context::Context;
use crate::record_args::{SheetVerb, TemplateVerb};
use crate::{Done, Outcome, files, print};

/// Lists templates, or keeps one's own.
pub fn templates(context: &Context, what: Option<TemplateVerb>) -> Outcome {
    let app = &context.app;
    match what {
        None => list(context, &app.templates()?, |t| (&t.id, &t.vi, &t.en)),
        Some(TemplateVerb::Add { file }) => {
            let saved = app.save_template(&files::text(&file, "template_unreadable")?)?;
            done(context, "cli.template_saved", &saved, &saved.id)
        }
        Some(TemplateVerb::Show { id }) => {
            print::line(app.template_text(&id)?.trim_end())?;
            Ok(Done::Yes)
        }
        Some(TemplateVerb::Remove { id }) => {
            app.delete_template(&id)?;
            said(context, "cli.template_removed", &id)
        }
    }
}

/// Lists papers, or keeps one's own.
pub fn sheets(context: &Context, what: Option<SheetVerb>) -> Outcome {
    let app = &context.app;
    match what {
        None => list(context, &app.sheets()?, |s| (&s.id, &s.vi, &s.en)),
        Some(SheetVerb::Add { file }) => {
            let saved = app.save_sheet(&files::text(&file, "paper_unreadable")?)?;
            done(context, "cli.sheet_saved", &saved, &saved.id)
        }
        Some(SheetVerb::Remove { id }) => {
            app.delete_paper(&id)?;
            said(context, "cli.sheet_removed", &id)
        }
    }
}

fn list<T: Serialize>(
    context: &Context,
    all: &[T],
    names: impl Fn(&T) -> (&String, &String, &String),
) -> Outcome {
    if context.json {
        print::json(&all)?;
        return Ok(Done::Yes);
    }
    for one in all {
        let (id, vi, en) = names(one);
        let name = if context.language == "en" { en } else { vi };
        print::line(&format!("{id:<18} {name}"))?;
    }
    Ok(Done::Yes)
}

fn done<T: Serialize>(context: &Context, key: &str, saved: &T, id: &str) -> Outcome {
    if context.json {
        print::json(saved)?;
        return Ok(Done::Yes);
    }
    said(context, key, id)
}

fn said(context: &Context, key: &str, id: &str) -> Outcome {
    let args = [("id", id.to_owned())];
    print::line(&print::sentence(&context.language, key, &args))?;
    Ok(Done::Yes)
}
