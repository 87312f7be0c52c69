//! `cargo xtask test`: every check in one list, cheap first, the real window last. `.ci/run` calls this and nothing else.

use std::path::{Path, PathBuf};

use crate::shell::{
    command, program_name, quiet_output, run_command, say, target_folder, tools_folder,
};
use crate::{Outcome, build, machine};

/// The bridge between a WebDriver client and the window.
const TAURI_DRIVER: &str = "2.1.0";
/// Independent readers, for tests only: barcodes, the event hash's reference, JSON schema.
pub const JUDGE_PACKAGES: &[&str] = &[
    "zxing-cpp==3.1.1",
    "pillow",
    "numpy",
    "epcis-event-hash-generator==1.9.3",
    "jsonschema",
];

/// What needs neither the window nor Node.
pub fn quick() -> Outcome {
    machine::ensure_kit(&machine::COMPILER)?;
    format()?;
    lint(false)?;
    rust()?;
    nothing_written()
}

/// Everything.
pub fn all() -> Outcome {
    machine::ensure_kit(&machine::COMPILER)?;
    format()?;
    machine::ensure_kit(&machine::WINDOW)?;
    machine::ensure_kit(&machine::JUDGES)?;
    judges()?;
    build::ui()?;
    say("the UI's own checks");
    build::npm(&["run", "format:check"])?;
    build::npm(&["run", "check"])?;
    build::npm(&["test"])?;
    lint(true)?;
    say("unit, conformance and scenario tests");
    rust()?;
    window()?;
    nothing_written()
}

/// Where tests would find the person's data folder, were they to look for it.
fn home() -> PathBuf {
    target_folder().join("test-home")
}

/// A test that writes to the person's own data folder is a mistake.
fn nothing_written() -> Outcome {
    let folder = home().join("vn.nuong.desktop");
    if folder.exists() {
        return Err(format!(
            "a test wrote to the person's data folder: {}",
            folder.display()
        ));
    }
    Ok(())
}

fn format() -> Outcome {
    say("format");
    run_command(&mut command("cargo", &["fmt", "--all", "--check"]))
}

fn lint(with_window: bool) -> Outcome {
    say("lints");
    let mut args = vec!["clippy", "--locked", "--all-targets"];
    if with_window {
        args.push("--workspace");
        args.extend([
            "--features",
            "nuong-desktop/custom-protocol,nuong-tests/window",
        ]);
    }
    args.extend(["--", "-D", "warnings"]);
    run_command(&mut command("cargo", &args))
}

fn rust() -> Outcome {
    let mut tests = command("cargo", &["test", "--locked"]);
    // Built beside its own tests, before any test runs.
    let shell = target_folder().join("debug").join(program_name("nuong"));
    tests
        .env("NUONG_SECRETS", "file")
        .env("NUONG_BIN", shell)
        .env("NUONG_PYTHON", python());
    run_command(&mut tests)
}

/// The Python of the judges, in target/tools alone.
pub fn python() -> PathBuf {
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    tools_folder().join("python").join(folder).join("python")
}

fn judges() -> Outcome {
    let imports = "import zxingcpp, epcis_event_hash_generator, jsonschema";
    if quiet_output(&mut command(&python().to_string_lossy(), &["-c", imports])).is_some() {
        return Ok(());
    }
    pip(JUDGE_PACKAGES)
}

/// Installs Python packages into target/tools alone.
pub fn pip(packages: &[&str]) -> Outcome {
    say("independent judges (Python packages, in target/tools alone)");
    let python = python();
    if !python.exists() {
        let venv = tools_folder().join("python");
        run_command(&mut command(
            "python3",
            &["-m", "venv", &venv.to_string_lossy()],
        ))?;
    }
    let flags = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ];
    run_command(command(&python.to_string_lossy(), &flags).args(packages))
}

/// The real window under Xvfb, driven through WebDriver.
fn window() -> Outcome {
    if !cfg!(target_os = "linux") {
        println!("skipped: the window test runs under Xvfb, on Linux");
        return Ok(());
    }
    say("the real window");
    let features = [
        "nuong-desktop/custom-protocol",
        "nuong-desktop/test-dialogs",
    ];
    build::cargo(&["nuong-desktop"], false, &features)?;
    under_xvfb(&build::built("nuong-desktop", false), "")
}

/// Runs the window tests whose names contain `filter` on a program that was built.
pub fn under_xvfb(desktop: &Path, filter: &str) -> Outcome {
    driver()?;
    let screen = [
        "-a",
        "-s",
        "-screen 0 1280x800x24",
        "dbus-run-session",
        "--",
    ];
    let cargo = [
        "cargo",
        "test",
        "--locked",
        "--package",
        "nuong-tests",
        "--features",
        "window",
        "--test",
        "window",
    ];
    // One window at a time: two would share the display and the clock that the figures are taken by.
    let tests = [filter, "--", "--nocapture", "--test-threads=1"];
    let mut test = command("xvfb-run", &[screen.as_slice(), &cargo, &tests].concat());
    test.env("XDG_DATA_HOME", home())
        .env("NUONG_DESKTOP_BIN", desktop)
        .env("NUONG_PYTHON", python());
    test.env("NUONG_SECRETS", "file")
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    run_command(&mut test)
}

fn driver() -> Outcome {
    if tools_folder().join("bin").join("tauri-driver").exists() {
        return Ok(());
    }
    let root = tools_folder();
    let args = [
        "install",
        "tauri-driver",
        "--version",
        TAURI_DRIVER,
        "--locked",
        "--root",
    ];
    run_command(command("cargo", &args).arg(root))
}
