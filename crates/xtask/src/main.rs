//! `cargo xtask run | test | bench | types`: the commands that the README names. Each installs what is missing, says what it is
//! about to do, and stops at the first thing that fails with the command that failed.

mod bench;
mod build;
mod demo;
mod machine;
mod node;
mod run;
mod shell;
mod suite;

use std::process::ExitCode;

/// Why a step stopped, for a person.
pub type Outcome = Result<(), String>;

const USAGE: &str = "\
cargo xtask run            install what is missing, build in release mode, open the window (without a display: do the same job in a folder)
cargo xtask test           every check, cheap first, the real window last
cargo xtask test --quick   the checks that need neither the window nor Node
cargo xtask bench          the benchmarks of the README's table
cargo xtask types          write ui/src/generated anew from the engine's records and the shell's commands
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run"] => run::run(),
        ["test"] => suite::all(),
        ["test", "--quick"] => suite::quick(),
        ["bench"] => bench::all(),
        ["types"] => build::types(),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
