//! Building the UI and the programs.

use std::path::PathBuf;

use crate::Outcome;
use crate::node;
use crate::shell::{command, program_name, root_folder, run_command, say, target_folder};

/// Builds `ui/dist`.
pub fn ui() -> Outcome {
    say("the UI");
    node::ensure_node()?;
    npm(&["ci", "--no-audit", "--no-fund"])?;
    npm(&["run", "build"])
}

/// Runs npm in `ui/`.
pub fn npm(args: &[&str]) -> Outcome {
    run_command(command(node::npm_program(), args).current_dir(root_folder().join("ui")))
}

/// Builds packages; `release` as people get them, else for tests.
pub fn cargo(packages: &[&str], release: bool, features: &[&str]) -> Outcome {
    let mut args = vec!["build", "--locked"];
    if release {
        args.push("--release");
    }
    for package in packages {
        args.extend(["--package", package]);
    }
    let joined = features.join(",");
    if !features.is_empty() {
        args.extend(["--features", &joined]);
    }
    run_command(&mut command("cargo", &args))
}

/// Where cargo left a program.
pub fn built(name: &str, release: bool) -> PathBuf {
    target_folder()
        .join(if release { "release" } else { "debug" })
        .join(program_name(name))
}

/// Writes the generated TypeScript anew: the engine's records, then the commands that speak of them.
pub fn types() -> Outcome {
    let records = ["--package", "nuong-engine", "types"];
    let commands = ["--package", "nuong-tests", "--test", "commands"];
    for what in [records.as_slice(), &commands] {
        let args = [&["test", "--locked"], what].concat();
        run_command(command("cargo", &args).env("NUONG_UPDATE_TYPES", "1"))?;
    }
    Ok(())
}
