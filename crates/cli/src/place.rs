//! `place put`, `places`, `plots`: where things grow, lie, are made and sold.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Subcommand;
use nuong_engine::i18n;
use nuong_engine::views::{Place, PlaceKind};

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::output;
use crate::text_file::read_records;

/// What can be done with places.
#[derive(Debug, Subcommand)]
pub enum PlaceVerb {
    /// Add or change places: by code new, or changed in the fields that are named
    Put {
        /// JSON: an object, or an array of which all are taken or none; - reads standard input
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
}

/// Puts places from a file.
pub fn run_place(context: &Context, what: &PlaceVerb) -> Outcome {
    let PlaceVerb::Put { file } = what;
    match context.app.put_places(&read_records(file)?) {
        Ok(done) => output::print_puts(context, &done),
        Err(error) => output::refuse_records(context, error),
    }
}

/// Lists places of a kind, or all.
pub fn list_places(context: &Context, kind: Option<PlaceKind>) -> Outcome {
    let all = context.app.places(kind)?;
    if context.json {
        output::print_json(&all)?;
        return Ok(Done::Yes);
    }
    for place in &all {
        output::print_line(&place_row(context, place))?;
    }
    output::print_total(&context.language, "cli.places_total", all.len())?;
    Ok(Done::Yes)
}

fn place_row(context: &Context, place: &Place) -> String {
    let kind = format!("core.place.{}", place.kind.as_str());
    let kind = i18n::text(&context.language, &kind, &BTreeMap::new());
    let called = if place.name.is_empty() {
        &place.crop
    } else {
        &place.name
    };
    format!(
        "{:<14} {:<12} {:<10} {called}",
        place.code, kind, place.party
    )
}
