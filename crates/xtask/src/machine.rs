//! What the machine must have: Debian packages where there is apt, the exact commands to type elsewhere.

use crate::Outcome;
use crate::shell::{answers, command, output, run, say};

/// To build and link Rust with C parts (SQLite, TLS).
pub const COMPILER: &[&str] = &["gcc", "g++", "make", "pkg-config"];
/// To build and open the window.
pub const WINDOW: &[&str] = &[
    "libwebkit2gtk-4.1-dev",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libxdo-dev",
];
/// To test the window without a screen, and to judge PDFs with somebody else's reader.
pub const JUDGES: &[&str] = &[
    "xvfb",
    "xauth",
    "dbus-x11",
    "webkit2gtk-driver",
    "imagemagick",
    "poppler-utils",
    "python3-venv",
];

/// True on Debian, Ubuntu and their kin.
pub fn has_apt() -> bool {
    cfg!(target_os = "linux") && answers("apt-get")
}

/// Installs the packages that are missing; where there is no apt, says what to type when `needed` is not to be found.
pub fn ensure(packages: &[&str]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !has_apt() {
        return elsewhere(packages);
    }
    let missing: Vec<&str> = packages.iter().copied().filter(|p| !installed(p)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    say(&format!(
        "this machine lacks {}; installing with apt-get",
        missing.join(", ")
    ));
    run(&mut as_root(&["apt-get", "update", "-q"]))?;
    let mut words = vec![
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "install",
        "-y",
        "-q",
        "--no-install-recommends",
    ];
    words.extend(missing);
    run(&mut as_root(&words))
}

fn installed(package: &str) -> bool {
    let status = output(&mut command(
        "dpkg-query",
        &["-W", "-f=${db:Status-Abbrev}", package],
    ));
    status.is_some_and(|s| s.starts_with("ii"))
}

fn as_root(words: &[&str]) -> std::process::Command {
    let root = output(&mut command("id", &["-u"])).is_some_and(|id| id == "0");
    match words {
        [first, rest @ ..] if root => command(first, rest),
        _ => command("sudo", words),
    }
}

/// Fedora, Arch, openSUSE and macOS people know their package manager; the names differ, so we print and go on only when it builds.
fn elsewhere(packages: &[&str]) -> Outcome {
    let marker = std::path::Path::new("/usr/bin/pkg-config").exists() && answers("cc");
    if marker {
        return Ok(());
    }
    Err(format!(
        "This system has no apt-get. Install the counterparts of these Debian packages and run the command again:\n  {}\n\
         Fedora:  sudo dnf install gcc gcc-c++ make pkgconf webkit2gtk4.1-devel libappindicator-gtk3-devel librsvg2-devel libxdo-devel nodejs npm\n\
         Arch:    sudo pacman -S --needed base-devel webkit2gtk-4.1 libappindicator-gtk3 librsvg xdotool nodejs npm",
        packages.join(" ")
    ))
}
