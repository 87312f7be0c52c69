//! `nuong`: the engine from a shell. Exit status: 0 done, 1 error, 2 refused by a check, 3 broken off midway. It owns arguments and printing; every
//! rule is the engine's.

mod args;
mod certificates;
mod check;
mod choices;
mod codes;
mod context;
mod export;
mod files;
mod import;
mod label;
mod label_ledger;
mod lots;
mod markets;
mod print;
mod printers;
mod products;
mod record_args;
mod setup;
mod stop;
mod sync;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Verb};
use context::Context;
use nuong_engine::AppError;
use nuong_engine::views::{ReprintRequest, VoidRequest};
use serde_json::json;

/// How a command ended.
pub enum Done {
    /// It did what was asked.
    Yes,
    /// A check refused it; nothing was changed.
    Refused,
    /// It broke off midway; what was done stands.
    Partly,
}

/// What every command gives back.
pub type Outcome = nuong_engine::Result<Done>;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(usage) => return explain(&usage),
    };
    if matches!(args.verb, Verb::Gs1) {
        return codes::describe_lines();
    }
    let (language, json) = (args.language(), args.json);
    let (context, verb) = match Context::open(args) {
        Ok(opened) => opened,
        Err(error) => return complain(json, &language, &error),
    };
    match dispatch(&context, verb) {
        Ok(Done::Yes) => ExitCode::SUCCESS,
        Ok(Done::Refused) => ExitCode::from(2),
        Ok(Done::Partly) => ExitCode::from(3),
        Err(error) => complain(json, &context.language, &error),
    }
}

/// For people a sentence; for programs one object, whose `code` never changes.
fn complain(json: bool, language: &str, error: &AppError) -> ExitCode {
    let said = print::error(language, error);
    if json {
        eprintln!("{}", json!({"code": error.code, "message": said}));
    } else {
        eprintln!("{said}");
    }
    ExitCode::FAILURE
}

/// Help and version are no errors; a wrong argument is one (and 2 is kept for refusals).
fn explain(usage: &clap::Error) -> ExitCode {
    // What was typed could not be read, so only the word itself tells.
    let json = std::env::args_os().any(|arg| arg == "--json");
    if usage.use_stderr() && json {
        eprintln!("{}", json!({"code": "usage", "message": usage.to_string()}));
    } else {
        let _ = usage.print();
    }
    if usage.use_stderr() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn dispatch(context: &Context, verb: Verb) -> Outcome {
    match verb {
        Verb::Init { sample, profile } => setup::init(context, sample, profile.as_deref()),
        Verb::Import { file, dry_run } => import::import(context, &file, dry_run),
        Verb::Products { search, what } => products::products(context, &search, what),
        Verb::Certificates { what } => certificates::certificates(context, what),
        Verb::Profile { what } => setup::profile(context, what),
        Verb::Lots { search } => lots::lots(context, &search),
        Verb::Lot { lot } => lots::lot(context, &lot),
        Verb::OverridePhi { lot, by, reason } => lots::override_phi(context, &lot, &by, &reason),
        Verb::SetStatus {
            lot,
            status,
            by,
            reason,
        } => lots::set_status(context, &lot, &status, &by, &reason),
        Verb::Label(request) => label::label(context, &request),
        Verb::Templates { what } => choices::templates(context, what),
        Verb::Sheets { what } => choices::sheets(context, what),
        Verb::Printers { what } => printers::printers(context, what),
        Verb::Check(request) => check::check(context, &request),
        Verb::Reprint {
            print,
            from,
            skip,
            reason,
            how,
        } => {
            let request = ReprintRequest {
                print,
                from,
                skip,
                printer: how.printer.clone(),
                dpi: how.dpi,
                reason,
            };
            label::reprint(context, &request, &how)
        }
        Verb::Void {
            print,
            count,
            first_serial,
            last_serial,
            reason,
        } => {
            let request = VoidRequest {
                print,
                labels: count,
                first_serial,
                last_serial,
                reason,
            };
            label_ledger::void(context, &request)
        }
        Verb::Send(request) => markets::send(context, request),
        Verb::TakeBack(request) => markets::take_back(context, request),
        Verb::Markets { lot } => markets::markets(context, &lot),
        Verb::PalletDigit { digit } => markets::pallet_digit(context, digit),
        Verb::Ledger { lot } => label_ledger::ledger(context, &lot),
        Verb::Export { what } => export::export(context, &what),
        Verb::Connect { url, code } => setup::connect(context, &url, &code),
        Verb::Sync => sync::sync(context),
        Verb::Outbox { lot } => sync::outbox(context, lot.as_deref()),
        Verb::Gs1 => Ok(Done::Yes),
    }
}
