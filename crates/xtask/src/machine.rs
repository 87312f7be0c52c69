//! What the machine must have: Debian packages where there is apt; elsewhere the exact commands to type, when something is missing.

use crate::outcome::Outcome;
use crate::shell::{answers_version, command, on_path, quiet_output, run_command, say};

/// System packages that serve one purpose, and how to see without a package manager that they are there.
pub struct Kit {
    debian: &'static [&'static str],
    programs: &'static [&'static str],
    libraries: &'static [&'static str],
    fedora: &'static str,
    arch: &'static str,
    mac: &'static str,
}

/// To build and link Rust with C parts (SQLite, TLS).
pub const COMPILER: Kit = Kit {
    debian: &["gcc", "g++", "make", "pkg-config"],
    programs: &["cc", "make"],
    libraries: &[],
    fedora: "sudo dnf install gcc gcc-c++ make pkgconf",
    arch: "sudo pacman -S --needed base-devel",
    mac: "xcode-select --install",
};

/// To build and open the window.
pub const WINDOW: Kit = Kit {
    debian: &[
        "libwebkit2gtk-4.1-dev",
        "libayatana-appindicator3-dev",
        "librsvg2-dev",
        "libxdo-dev",
    ],
    programs: &[],
    libraries: &["webkit2gtk-4.1", "librsvg-2.0"],
    fedora: "sudo dnf install webkit2gtk4.1-devel libappindicator-gtk3-devel librsvg2-devel libxdo-devel",
    arch: "sudo pacman -S --needed webkit2gtk-4.1 libappindicator-gtk3 librsvg xdotool",
    mac: "",
};

/// To test the window without a screen, and to judge PDFs with somebody else's reader.
pub const JUDGES: Kit = Kit {
    debian: &[
        "xvfb",
        "xauth",
        "dbus",
        "dbus-x11",
        "webkit2gtk-driver",
        "imagemagick",
        "poppler-utils",
        "qpdf",
        "python3-venv",
    ],
    programs: &[
        "xvfb-run",
        "dbus-run-session",
        "WebKitWebDriver",
        "import",
        "pdftoppm",
        "qpdf",
        "python3",
    ],
    libraries: &[],
    fedora: "sudo dnf install xorg-x11-server-Xvfb dbus-daemon webkit2gtk-driver ImageMagick poppler-utils qpdf python3",
    arch: "sudo pacman -S --needed xorg-server-xvfb dbus webkitgtk-6.0 imagemagick poppler qpdf python",
    mac: "brew install poppler qpdf imagemagick python",
};

/// True on Debian, Ubuntu and their kin.
pub fn has_apt() -> bool {
    cfg!(target_os = "linux") && answers_version("apt-get")
}

/// Installs what is missing of a kit; where there is no apt, says what to type.
pub fn ensure_kit(kit: &Kit) -> Outcome {
    if cfg!(windows) {
        return Ok(()); // rustup brings the compiler, Windows brings WebView2; only Node may be missing.
    }
    if !has_apt() {
        return name_packages(kit);
    }
    install_packages(kit.debian)
}

/// Installs Debian packages that are missing, saying so first.
pub fn install_packages(packages: &[&str]) -> Outcome {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|p| !is_installed(p))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    say(&format!(
        "this machine lacks {}; installing with apt-get",
        missing.join(", ")
    ));
    run_command(&mut as_root(&["apt-get", "update", "-q"]))?;
    let mut words = vec![
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "install",
    ];
    words.extend(["-y", "-q", "--no-install-recommends"]);
    words.extend(missing);
    run_command(&mut as_root(&words))
}

fn is_installed(package: &str) -> bool {
    let query = ["-W", "-f=${db:Status-Abbrev}", package];
    quiet_output(&mut command("dpkg-query", &query)).is_some_and(|s| s.starts_with("ii"))
}

fn as_root(words: &[&str]) -> std::process::Command {
    let root = quiet_output(&mut command("id", &["-u"])).is_some_and(|id| id == "0");
    match words {
        [first, rest @ ..] if root => command(first, rest),
        _ => command("sudo", words),
    }
}

fn name_packages(kit: &Kit) -> Outcome {
    let mac = cfg!(target_os = "macos");
    let program = |p: &&&str| !on_path(p);
    let library =
        |l: &&&str| !mac && quiet_output(&mut command("pkg-config", &["--exists", l])).is_none();
    let programs = kit.programs.iter().filter(program);
    let missing: Vec<&str> = programs
        .chain(kit.libraries.iter().filter(library))
        .copied()
        .collect();
    if missing.is_empty() || (mac && kit.mac.is_empty()) {
        return Ok(());
    }
    let missing = missing.join(", ");
    if mac {
        return Err(format!(
            "this machine lacks {missing}. Type this and run the command again:\n  {}",
            kit.mac
        ));
    }
    Err(format!(
        "this machine lacks {missing}, and has no apt-get to install it. Type the line of your system and run the command again:\n  \
         Fedora    {}\n  Arch      {}\n  others    the counterparts of Debian's {}",
        kit.fedora,
        kit.arch,
        kit.debian.join(" ")
    ))
}
