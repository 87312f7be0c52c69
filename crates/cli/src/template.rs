//! `templates`: what a label looks like, the shipped ones and those of one's own.

use std::path::PathBuf;

use clap::Subcommand;
use nuong_engine::Code;

use crate::choice;
use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::{output, text_file};

/// Keeping templates of one's own.
#[derive(Debug, Subcommand)]
pub enum TemplateVerb {
    /// Add the template in a JSON file, or change the own one whose id it bears
    Add {
        /// The file; assets/templates/README.md describes it
        file: PathBuf,
    },
    /// Print a template as JSON, to begin one of your own
    Show {
        /// Its id
        id: String,
    },
    /// Remove one of your own; what was printed with it can still be printed again
    Remove {
        /// Its id
        id: String,
    },
}

/// Lists templates, or keeps one's own.
pub fn run_templates(context: &Context, what: Option<TemplateVerb>) -> Outcome {
    let app = &context.app;
    match what {
        None => choice::print_choices(context, &app.templates()?),
        Some(TemplateVerb::Add { file }) => {
            let text = text_file::read_text(&file, Code::TemplateUnreadable)?;
            let saved = app.save_template(&text)?;
            choice::print_kept(context, "cli.template_saved", &saved, &text)
        }
        Some(TemplateVerb::Show { id }) => {
            output::print_line(app.template_text(&id)?.trim_end())?;
            Ok(Done::Yes)
        }
        Some(TemplateVerb::Remove { id }) => {
            let name = choice::choice_name(context, &app.templates()?, &id);
            app.delete_template(&id)?;
            choice::print_removed(context, "cli.template_removed", name)
        }
    }
}
