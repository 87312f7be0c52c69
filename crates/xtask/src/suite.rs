//! `cargo xtask test`: every check in one list, cheap first, the real window last. `.ci/run` calls this and nothing else.

use std::path::PathBuf;

use crate::shell::{command, output, run, say, tools};
use crate::{Outcome, build, machine};

/// Keeps the test's window, its tokens and its files away from the person's own.
const TAURI_DRIVER: &str = "2.1.0";
/// Independent readers, for tests only: barcodes, the event hash's reference, JSON schema.
const PYTHON: &[&str] = &[
    "zxing-cpp==3.1.1",
    "pillow",
    "numpy",
    "epcis-event-hash-generator==1.9.3",
    "jsonschema",
];

/// What needs neither the window nor Node.
pub fn quick() -> Outcome {
    machine::ensure(machine::COMPILER)?;
    format()?;
    lint(false)?;
    rust()
}

/// Everything.
pub fn all() -> Outcome {
    machine::ensure(machine::COMPILER)?;
    format()?;
    machine::ensure(machine::WINDOW)?;
    machine::ensure(machine::JUDGES)?;
    judges()?;
    build::ui()?;
    lint(true)?;
    say("unit, conformance and scenario tests");
    rust()?;
    say("the UI's own checks");
    build::npm(&["run", "check"])?;
    build::npm(&["test"])?;
    window()
}

fn format() -> Outcome {
    say("format");
    run(&mut command("cargo", &["fmt", "--all", "--check"]))
}

fn lint(with_window: bool) -> Outcome {
    say("lints");
    let mut args = vec!["clippy", "--locked", "--all-targets"];
    if with_window {
        args.extend(["--workspace", "--features", "nuong-desktop/custom-protocol"]);
    }
    args.extend(["--", "-D", "warnings"]);
    run(&mut command("cargo", &args))
}

fn rust() -> Outcome {
    build::cargo(&["nuong-cli", "nuong-registry"], false, &[])?;
    let mut tests = command("cargo", &["test", "--locked"]);
    tests
        .env("NUONG_SECRETS", "file")
        .env("NUONG_BIN", build::built("nuong", false));
    tests
        .env("NUONG_REGISTRY_BIN", build::built("nuong-registry", false))
        .env("NUONG_PYTHON", python());
    run(&mut tests)
}

fn python() -> PathBuf {
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    tools().join("python").join(folder).join("python")
}

fn judges() -> Outcome {
    if output(&mut command(
        &python().to_string_lossy(),
        &[
            "-c",
            "import zxingcpp, epcis_event_hash_generator, jsonschema",
        ],
    ))
    .is_some()
    {
        return Ok(());
    }
    say("independent judges for the tests (Python packages, in target/tools alone)");
    let venv = tools().join("python");
    run(&mut command(
        "python3",
        &["-m", "venv", &venv.to_string_lossy()],
    ))?;
    let python = python().to_string_lossy().into_owned();
    let mut args = vec![
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ];
    args.extend(PYTHON);
    run(&mut command(&python, &args))
}

/// The real window under Xvfb, driven through WebDriver.
fn window() -> Outcome {
    if !cfg!(target_os = "linux") {
        println!("skipped: the window test runs under Xvfb, on Linux");
        return Ok(());
    }
    say("the real window");
    driver()?;
    let features = &[
        "nuong-desktop/custom-protocol",
        "nuong-desktop/test-dialogs",
    ];
    build::cargo(&["nuong-desktop"], false, features)?;
    build::cargo(&["nuong-registry"], false, &[])?;
    let screen = [
        "-a",
        "-s",
        "-screen 0 1280x800x24",
        "dbus-run-session",
        "--",
    ];
    let tests = [
        "cargo",
        "test",
        "--locked",
        "--package",
        "nuong-tests",
        "--features",
        "window",
        "--test",
        "window",
        "--",
        "--nocapture",
    ];
    let mut test = command("xvfb-run", &[screen.as_slice(), tests.as_slice()].concat());
    test.env("NUONG_DESKTOP_BIN", build::built("nuong-desktop", false));
    test.env("NUONG_REGISTRY_BIN", build::built("nuong-registry", false));
    test.env("NUONG_SECRETS", "file")
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("NUONG_PYTHON", python());
    run(&mut test)
}

fn driver() -> Outcome {
    if tools().join("bin").join("tauri-driver").exists() {
        return Ok(());
    }
    let root = tools();
    run(&mut command(
        "cargo",
        &[
            "install",
            "tauri-driver",
            "--version",
            TAURI_DRIVER,
            "--locked",
            "--root",
            &root.to_string_lossy(),
        ],
    ))
}
