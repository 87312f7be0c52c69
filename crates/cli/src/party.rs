//! `party put`, `parties`, `households`: who is not the cooperative itself.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Subcommand;
use nuong_engine::i18n;
use nuong_engine::views::{Party, PartyKind};

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::output;
use crate::text_file::read_records;

/// What can be done with parties.
#[derive(Debug, Subcommand)]
pub enum PartyVerb {
    /// Add or change parties: by code new, or changed in the fields that are named
    Put {
        /// JSON: an object, or an array of which all are taken or none; - reads standard input
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
}

/// Puts parties from a file.
pub fn run_party(context: &Context, what: &PartyVerb) -> Outcome {
    let PartyVerb::Put { file } = what;
    match context.app.put_parties(&read_records(file)?) {
        Ok(done) => output::print_puts(context, &done),
        Err(error) => output::refuse_records(context, error),
    }
}

/// Lists parties of a kind, or all.
pub fn list_parties(context: &Context, kind: Option<PartyKind>) -> Outcome {
    let all = context.app.parties(kind)?;
    if context.json {
        output::print_json(&all)?;
        return Ok(Done::Yes);
    }
    for party in &all {
        output::print_line(&party_row(context, party))?;
    }
    output::print_total(&context.language, "cli.parties_total", all.len())?;
    Ok(Done::Yes)
}

fn party_row(context: &Context, party: &Party) -> String {
    let kind = format!("core.party.{}", party.kind.as_str());
    let kind = i18n::text(&context.language, &kind, &BTreeMap::new());
    format!("{:<14} {:<16} {}", party.code, kind, party.name)
}
