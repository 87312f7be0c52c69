//! `cargo xtask bench`: prints the figures of the README's table, measured now, on this machine, in release mode, beside the peers
//! that are named there.

use crate::outcome::Outcome;
use crate::shell::{command, program_name, root_folder, run_command, say, target_folder};
use crate::suite::{JUDGE_PACKAGES, pip, python, under_xvfb};
use crate::{build, machine};

/// The peers: ReportLab + segno write labels, openpyxl reads ledgers.
const PEERS: &[&str] = &["reportlab", "rl_accel", "segno", "openpyxl"];

/// Every benchmark.
pub fn run_benches() -> Outcome {
    machine::ensure_kit(&machine::COMPILER)?;
    machine::ensure_kit(&machine::JUDGES)?;
    pip(&[JUDGE_PACKAGES, PEERS].concat())?;
    say("labels, import, search: release mode");
    let yardstick = [
        "build",
        "--locked",
        "--release",
        "--package",
        "nuong-labels",
        "--example",
        "yardstick",
    ];
    run_command(&mut command("cargo", &yardstick))?;
    let args = [
        "run",
        "--locked",
        "--release",
        "--package",
        "nuong-tests",
        "--bin",
        "bench",
    ];
    let mut bench = command("cargo", &args);
    bench
        .env("NUONG_SECRETS", "file")
        .env("NUONG_PYTHON", python())
        .env(
            "NUONG_BENCH_LABELS",
            target_folder()
                .join("release")
                .join("examples")
                .join(program_name("yardstick")),
        );
    let peer = root_folder()
        .join("..")
        .join("shared")
        .join("bench")
        .join("peer_reportlab.py");
    if peer.exists() {
        bench.env("NUONG_BENCH_REPORTLAB", peer);
    }
    run_command(&mut bench)?;
    bench_start()
}

/// From the program's start to a window that takes clicks.
fn bench_start() -> Outcome {
    say("start to usable window: release mode, under Xvfb");
    machine::ensure_kit(&machine::WINDOW)?;
    build::ui()?;
    build::cargo(&["nuong-desktop"], true, &["nuong-desktop/custom-protocol"])?;
    under_xvfb(
        &build::built("nuong-desktop", true),
        "the_sample_cooperative",
    )
}
