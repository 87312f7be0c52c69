//! `nuong`: the engine from a shell. Exit status: 0 done, 1 error, 2 refused by a check, 3 broken off midway. It owns arguments and printing; every
//! rule is the engine's.

// Bottom-up: a module names only those above its own line.

mod context;
mod outcome;
mod stop;
mod text_file;

mod output;

mod choice;

mod cooperative;
mod destination;
mod party;
mod payment;
mod place;
mod product;
mod stage;
mod step;
mod step_entry;
mod stock;
mod lineage;

mod certificate;
mod lot;
mod paper;
mod template;

mod printer;

mod label;
mod label_ledger;
mod market;
mod print;

mod exchange;
mod export;
mod gs1;
mod import;
mod sync;

mod args;

use std::process::ExitCode;

use clap::Parser;
use nuong_engine::views::{PartyKind, PlaceKind};
use nuong_engine::{AppError, Code};
use serde_json::json;

use args::{Args, Verb};
use context::{Context, Wanted};
use outcome::{Done, Outcome};

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(usage) => return exit_for_usage(&usage),
    };
    if matches!(args.verb, Verb::Gs1) {
        return gs1::describe_lines();
    }
    let (language, json) = (args.language(), args.json);
    let wanted = Wanted {
        data: args.data,
        language: args.lang,
        json,
        begins: matches!(
            args.verb,
            Verb::Init { .. } | Verb::Import { .. } | Verb::Merge { .. }
        ),
    };
    let context = match Context::open(wanted) {
        Ok(opened) => opened,
        Err(error) => return exit_for_error(json, &language, &error),
    };
    match run_verb(&context, args.verb) {
        Ok(Done::Yes) => ExitCode::SUCCESS,
        Ok(Done::Refused) => ExitCode::from(2),
        Ok(Done::Partly) => ExitCode::from(3),
        Err(error) => exit_for_error(json, &context.language, &error),
    }
}

/// For people a sentence; for programs one object, whose `code` never changes.
fn exit_for_error(json: bool, language: &str, error: &AppError) -> ExitCode {
    let said = output::error_text(language, error);
    if json {
        eprintln!("{}", json!({"code": error.code, "message": said}));
    } else {
        eprintln!("{said}");
    }
    ExitCode::FAILURE
}

/// Help and version are no errors; a wrong argument is one (and 2 is kept for refusals).
fn exit_for_usage(usage: &clap::Error) -> ExitCode {
    // What was typed could not be read, so only the word itself tells.
    let json = std::env::args_os().any(|arg| arg == "--json");
    if usage.use_stderr() && json {
        eprintln!("{}", json!({"code": "usage", "message": usage.to_string()}));
    } else {
        // Where even that cannot be written, nobody reads it, and the exit status says the rest.
        let _ = usage.print();
    }
    if usage.use_stderr() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Every verb, and the file whose work it is.
fn run_verb(context: &Context, verb: Verb) -> Outcome {
    match verb {
        Verb::Init { sample, profile } => {
            cooperative::begin_cooperative(context, sample, profile.as_deref())
        }
        Verb::Import { file, dry_run } => import::import_ledger(context, &file, dry_run),
        Verb::Products { search, what } => product::run_products(context, &search, what),
        Verb::Party { what } => party::run_party(context, &what),
        Verb::Parties => party::list_parties(context, None),
        Verb::Households => party::list_parties(context, Some(PartyKind::Household)),
        Verb::Pay { file, by } => payment::enter_payments(context, &file, &by),
        Verb::Payments { party } => payment::list_payments(context, &party),
        Verb::Place { what } => place::run_place(context, &what),
        Verb::Places => place::list_places(context, None),
        Verb::Plots => place::list_places(context, Some(PlaceKind::Plot)),
        Verb::Product { what } => product::run_product(context, &what),
        Verb::Certificates { what } => certificate::run_certificates(context, what),
        Verb::Profile { what } => cooperative::run_profile(context, what),
        Verb::Lots { search } => lot::list_lots(context, &search),
        Verb::Lot { lot } => lot::show_lot(context, &lot),
        Verb::OverridePhi { lot, by, reason } => lot::override_phi(context, &lot, &by, &reason),
        Verb::SetStatus {
            lot,
            status,
            by,
            reason,
        } => lot::set_status(context, &lot, &status, &by, &reason),
        Verb::Label(args) => print::print_labels(context, &args),
        Verb::Templates { what } => template::run_templates(context, what),
        Verb::Sheets { what } => paper::run_sheets(context, what),
        Verb::Printers { what } => printer::run_printers(context, what),
        Verb::Check(args) => label::check_labels(context, &args),
        Verb::Reprint(args) => print::reprint_labels(context, args),
        Verb::Void(args) if step_entry::names_step(&args.id) => {
            step_entry::void_step(context, &args)
        }
        Verb::Void(args) => label_ledger::void_labels(context, args),
        Verb::Ledger { lot } => label_ledger::list_prints(context, &lot),
        Verb::Send(args) => market::send_to_market(context, args),
        Verb::TakeBack(args) => market::take_back_from_market(context, args),
        Verb::Markets { lot } => market::list_markets(context, &lot),
        Verb::PalletDigit { digit } => label::run_pallet_digit(context, digit),
        Verb::Steps(args) => step::list_steps(context, args),
        Verb::Step {
            what: Some(what), ..
        } => step_entry::add_steps(context, &what),
        Verb::Step { id, .. } => step::show_step(context, &id.unwrap_or_default()),
        Verb::Correct(args) => step_entry::correct_step(context, &args),
        Verb::Amend(args) => step_entry::amend_step(context, &args),
        Verb::Undo { by } => step_entry::undo_last(context, &by),
        Verb::Stock { place, product } => stock::list_stock(context, &place, &product),
        Verb::Balance { lot } => stock::show_balance(context, &lot),
        Verb::Trace(args) => lineage::show_trace(context, &args),
        Verb::Lacks { lot, destination } => lineage::list_lacks(context, &lot, &destination),
        Verb::Stages(args) => stage::run_stages(context, &args),
        Verb::Export { what } => export::export_records(context, &what),
        other => tell_others(context, other),
    }
}

/// Verbs by which others hear of what is here, or this computer of what is there.
fn tell_others(context: &Context, verb: Verb) -> Outcome {
    match verb {
        Verb::Changes { output } => exchange::write_changes(context, &output),
        Verb::Merge { file } => exchange::merge_changes(context, &file),
        Verb::Connect { url, code } => sync::connect_registry(context, &url, &code),
        Verb::Sync => sync::send_waiting(context),
        Verb::Outbox { lot } => sync::list_outbox(context, lot.as_deref()),
        // Answered before a data folder was asked for.
        Verb::Gs1 => Ok(Done::Yes),
        _ => Err(AppError::new(Code::Internal, "a verb without work")),
    }
}
