//! `papers`: the papers that labels are printed on, the shipped ones and those of one's own.

use std::path::PathBuf;

use clap::Subcommand;
use nuong_engine::Code;

use crate::choice;
use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::{output, text_file};

/// Keeping papers of one's own.
#[derive(Debug, Subcommand)]
pub enum SheetVerb {
    /// Add the paper in a JSON file, or change the own one whose id it bears
    Add {
        /// The file; assets/templates/README.md describes it
        file: PathBuf,
    },
    /// Print a paper as JSON, to begin one of your own
    Show {
        /// Its id
        id: String,
    },
    /// Remove one of your own; what was printed on it can still be printed again
    Remove {
        /// Its id
        id: String,
    },
}

/// Lists papers, or keeps one's own.
pub fn run_sheets(context: &Context, what: Option<SheetVerb>) -> Outcome {
    let app = &context.app;
    match what {
        None => choice::print_choices(context, &app.papers()?),
        Some(SheetVerb::Add { file }) => {
            let text = text_file::read_text(&file, Code::PaperUnreadable)?;
            let saved = app.save_sheet(&text)?;
            choice::print_kept(context, "cli.sheet_saved", &saved, &text)
        }
        Some(SheetVerb::Show { id }) => {
            output::print_line(app.sheet_text(&id)?.trim_end())?;
            Ok(Done::Yes)
        }
        Some(SheetVerb::Remove { id }) => {
            let name = paper_name(context, &id)?;
            app.delete_paper(&id)?;
            choice::print_removed(context, "cli.sheet_removed", name)
        }
    }
}

/// What people call a paper: its id for a shipped one, which is a word; the name of one's own.
pub fn paper_name(context: &Context, id: &str) -> nuong_engine::Result<String> {
    Ok(choice::choice_name(context, &context.app.papers()?, id))
}
