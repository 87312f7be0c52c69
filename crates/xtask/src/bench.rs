//! `cargo xtask bench`: prints the figures of the README's table, measured now, on this machine, in release mode.

use crate::shell::{command, run, say};
use crate::{Outcome, machine};

/// Every benchmark.
pub fn all() -> Outcome {
    machine::ensure(machine::COMPILER)?;
    say("benchmarks, release mode");
    run(&mut command(
        "cargo",
        &[
            "run",
            "--locked",
            "--release",
            "--package",
            "nuong-tests",
            "--bin",
            "bench",
        ],
    ))
}
