//! Running other programs: the command is printed before it runs, and a failure names it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Outcome;

/// The workspace's root folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Where tools live that the project installs for itself alone.
pub fn tools() -> PathBuf {
    target().join("tools")
}

/// The name of a program as this system spells it.
pub fn program(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// A command that runs in the workspace's root, with the project's own tools first on the path.
pub fn command(name: &str, args: &[&str]) -> Command {
    let mut command = Command::new(name);
    command
        .args(args)
        .current_dir(root())
        .env("PATH", path_with_tools());
    command
}

fn path_with_tools() -> std::ffi::OsString {
    let mut dirs = vec![tools().join("bin"), tools().join("node").join("bin")];
    dirs.extend(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    ));
    std::env::join_paths(dirs).unwrap_or_default()
}

/// Prints a step's heading.
pub fn say(text: &str) {
    println!("\n── {text}");
}

/// Runs to the end; an exit status other than 0 is an error that names the command.
pub fn run(command: &mut Command) -> Outcome {
    println!("$ {}", shown(command));
    let status = command
        .status()
        .map_err(|e| format!("could not start {}: {e}", shown(command)))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("failed ({status}): {}", shown(command)))
    }
}

/// Runs quietly and gives what it printed, or None where it is not there or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let out = command.stderr(Stdio::null()).output().ok()?;
    out.status
        .success()
        .then(|| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// True where a program answers `--version`.
pub fn answers(name: &str) -> bool {
    output(&mut command(name, &["--version"])).is_some()
}

/// True where a program of that name stands on the path; not every program answers `--version`.
pub fn on_path(name: &str) -> bool {
    std::env::split_paths(&path_with_tools()).any(|dir| dir.join(program(name)).is_file())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|w| w.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
