//! Running other programs: the command is printed before it runs, and a failure names it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::outcome::Outcome;

/// The workspace's root folder.
pub fn root_folder() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Where cargo puts what it builds.
pub fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || root_folder().join("target"),
        |dir| root_folder().join(dir),
    )
}

/// Where tools live that the project installs for itself alone.
pub fn tools_folder() -> PathBuf {
    target_folder().join("tools")
}

/// The name of a program as this system spells it.
pub fn program_name(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// A command that runs in the workspace's root, with the project's own tools first on the path.
pub fn command(name: &str, args: &[&str]) -> Command {
    let mut command = Command::new(name);
    command
        .args(args)
        .current_dir(root_folder())
        .env("PATH", path_with_tools());
    command
}

fn path_with_tools() -> OsString {
    let tools = tools_folder();
    let mut folders = vec![tools.join("bin"), tools.join("node").join("bin")];
    // A machine may have no path at all: the tools' folders are all of it then.
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&path));
    // A folder whose name cannot stand on a path: the system's own path still finds most programs.
    std::env::join_paths(folders).unwrap_or(path)
}

/// Prints a step's heading.
pub fn say(text: &str) {
    println!("\n── {text}");
}

/// Runs to the end; an exit status other than 0 is an error that names the command.
pub fn run_command(command: &mut Command) -> Outcome {
    println!("$ {}", command_text(command));
    let status = command
        .status()
        .map_err(|e| format!("could not start {}: {e}", command_text(command)))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("failed ({status}): {}", command_text(command)))
    }
}

/// Runs quietly and gives what it printed, or None where it is not there or fails.
pub fn quiet_output(command: &mut Command) -> Option<String> {
    match command.stderr(Stdio::null()).output() {
        Ok(out) if out.status.success() => {
            Some(String::from_utf8_lossy(&out.stdout).trim().to_owned())
        }
        _ => None,
    }
}

/// True where a program answers `--version`.
pub fn answers_version(name: &str) -> bool {
    quiet_output(&mut command(name, &["--version"])).is_some()
}

/// True where a program of that name stands on the path; not every program answers `--version`.
pub fn on_path(name: &str) -> bool {
    std::env::split_paths(&path_with_tools()).any(|dir| dir.join(program_name(name)).is_file())
}

fn command_text(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|w| w.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
