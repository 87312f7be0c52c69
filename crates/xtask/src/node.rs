//! Node, for building the UI. Debian 12 and Ubuntu 24.04 ship one that is too old for Vite, so the npm registry's own package of
//! the Node binary is installed into target/tools, for this project alone.

use crate::machine;
use crate::outcome::Outcome;
use crate::shell::{command, quiet_output, run_command, say, tools_folder};

/// What Vite 8 asks for.
const OLDEST: (u32, u32) = (20, 19);
/// The binary's package, kept at one version so that two machines build the same.
const PINNED: &str = "22.23.3";

/// Makes `node` and `npm` answer with a version that builds the UI.
pub fn ensure_node() -> Outcome {
    if node_version().is_some_and(|v| v >= OLDEST) && npm_answers() {
        return Ok(());
    }
    if !npm_answers() {
        if !machine::has_apt() {
            return Err(missing_node());
        }
        machine::install_packages(&["nodejs", "npm"])?;
    }
    match node_version() {
        Some(v) if v >= OLDEST => Ok(()),
        _ if cfg!(target_os = "linux") => install_own(),
        _ => Err(missing_node()),
    }
}

/// `npm` as this system starts it.
pub fn npm_program() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

fn npm_answers() -> bool {
    quiet_output(&mut command(npm_program(), &["--version"])).is_some()
}

fn missing_node() -> String {
    let line = match std::env::consts::OS {
        "windows" => "winget install OpenJS.NodeJS.LTS",
        "macos" => "brew install node",
        _ => {
            "sudo dnf install nodejs npm   (Fedora)\n  sudo pacman -S --needed nodejs npm   (Arch)"
        }
    };
    format!(
        "Node {}.{} or newer is missing. Type this and run the command again:\n  {line}",
        OLDEST.0, OLDEST.1
    )
}

/// Major and minor; None where there is no Node, or one that does not say which it is.
fn node_version() -> Option<(u32, u32)> {
    let text = quiet_output(&mut command("node", &["--version"]))?;
    let mut parts = text.trim_start_matches('v').split('.').map(str::parse);
    match (parts.next(), parts.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => Some((major, minor)),
        _ => None,
    }
}

fn install_own() -> Outcome {
    let arch = if cfg!(target_arch = "aarch64") {
        "arm64"
    } else {
        "x64"
    };
    let package = format!("node-linux-{arch}@{PINNED}");
    say(&format!(
        "this system's Node is older than {}.{}; installing {package} for this project alone",
        OLDEST.0, OLDEST.1
    ));
    let stage = tools_folder().join("node-package");
    let stage_text = stage.to_string_lossy().into_owned();
    run_command(&mut command(
        npm_program(),
        &[
            "install",
            "--no-audit",
            "--no-fund",
            "--prefix",
            &stage_text,
            &package,
        ],
    ))?;
    let bin = tools_folder().join("node").join("bin");
    std::fs::create_dir_all(&bin).map_err(|e| e.to_string())?;
    let from = stage
        .join("node_modules")
        .join(format!("node-linux-{arch}"))
        .join("bin")
        .join("node");
    std::fs::copy(&from, bin.join("node")).map_err(|e| format!("{}: {e}", from.display()))?;
    if node_version().is_some_and(|v| v >= OLDEST) {
        Ok(())
    } else {
        Err("the installed Node does not run here".to_owned())
    }
}
