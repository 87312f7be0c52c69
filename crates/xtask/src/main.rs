//! `cargo xtask run | test | bench | types`: the commands that the README names. Each installs what is missing, says what it is
//! about to do, and stops at the first thing that fails with the command that failed.

// Bottom-up: a module names only those above its own line.

mod outcome;

mod shell;

mod machine;

mod node;

mod build;

mod demo;
mod suite;

mod bench;
mod window;

use std::process::ExitCode;

use outcome::Outcome;

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
        ["run"] => window::open_window(),
        ["test"] => suite::all(),
        ["test", "--quick"] => suite::quick(),
        ["bench"] => bench::run_benches(),
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
