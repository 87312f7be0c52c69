//! A million labels: asked for, told how far they came, stopped, and no more memory taken than a few pages need.

use std::ops::ControlFlow;
use std::process::Command;

use crate::label::tests::codes::{LOT, ledger, lots, real, request};
use crate::testing::ask;

const FOLDER: &str = "NUONG_TEST_MILLION";

const MILLION: u32 = 1_000_000;

/// Labels after which the person stops it: 60 pages.
const ENOUGH: u64 = 60 * 21;

/// The most memory that this process ever had, in KiB; none where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Not a test of its own: the body of the child process below, which has its memory to itself.
#[test]
fn child_that_prints_a_million() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let app = real(folder.as_ref());
    let out = app.dir().join("tem.pdf");
    let go = &mut |_| ControlFlow::Continue(());
    app.print_labels(request(LOT, 21), &out, go).unwrap();
    let small = peak();
    let mut told = Vec::new();
    let stopped = app.print_labels(request(LOT, MILLION), &out, &mut |at| {
        told.push((at.done, at.total));
        match at.done {
            done if done < ENOUGH => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
    });
    assert_eq!(stopped.unwrap_err().code, "cancelled");
    assert!(told.iter().all(|(_, total)| *total == u64::from(MILLION)));
    assert!(told.is_sorted_by(|one, next| one.0 < next.0), "{told:?}");
    assert!(told.len() > 10 && told.last().is_some_and(|last| last.0 < 2 * ENOUGH));
    if let (Some(small), Some(large)) = (small, peak()) {
        // Their serial numbers alone would be 30 MiB.
        assert!(large < small + 16 * 1024, "{small} KiB, then {large} KiB");
    }
}

#[test]
fn a_million_labels_are_told_of_stopped_and_streamed() {
    let (dir, app) = lots();
    drop(app);
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "print::tests::million::child_that_prints_a_million",
        ])
        .env(FOLDER, dir.path())
        .output()
        .unwrap();
    assert!(
        child.status.success(),
        "{}",
        String::from_utf8_lossy(&child.stdout)
    );
    let app = real(dir.path());
    let rows = ledger(&app);
    assert_eq!(
        (rows.len(), rows[0].labels),
        (1, 21),
        "the first print alone"
    );
    let files = std::fs::read_dir(dir.path()).unwrap();
    let mut files = files.map(|file| file.unwrap().file_name());
    assert!(!files.any(|name| name.to_string_lossy().ends_with(".part")));
    assert_eq!(ask(&app, "SELECT count(*) FROM serial_block"), 2);
}
