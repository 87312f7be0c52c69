//! Pages set on several threads: the file, the errors and the progress are those of one thread.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::{Disk, known_sheet, known_template, macadamia, tea};
use nuong_labels::{Field, LabelData, Order, Printed, RenderError, Run, render_pdf_on};
use std::io::{ErrorKind, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

const COUNT: u64 = 800;

/// Labels as cooperatives print them: some alike, some with their own lot, two kinds by turns.
fn label(n: u64) -> LabelData {
    match n {
        0..40 => tea().with(Field::Lot, &format!("CHE-{n:05}")),
        360..380 if n.is_multiple_of(2) => macadamia(),
        _ => tea(),
    }
}

fn print(
    threads: usize,
    out: &mut impl Write,
    labels: impl Iterator<Item = LabelData>,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Printed, RenderError> {
    let (template, sheet) = (known_template("trace"), known_sheet("tomy-135"));
    let run = Run {
        skip: 5,
        count: COUNT,
    };
    let threads = NonZeroUsize::new(threads).unwrap();
    render_pdf_on(
        threads,
        out,
        Order {
            template,
            sheet,
            run,
            labels,
        },
        progress,
    )
}

#[test]
fn the_file_is_the_same_on_any_number_of_threads() {
    let of = |threads| {
        let (mut out, mut seen) = (Vec::new(), Vec::new());
        let mut tell = |done, _| {
            seen.push(done);
            ControlFlow::Continue(())
        };
        print(threads, &mut out, (0..COUNT).map(label), &mut tell).unwrap();
        (out, seen)
    };
    let (one, seen) = of(1);
    assert_eq!(seen[..2], [16, 37]);
    assert_eq!(seen.last(), Some(&COUNT));
    for threads in [2, 3, 8] {
        assert!(of(threads) == (one.clone(), seen.clone()), "{threads}");
    }
}

#[test]
fn the_first_label_that_is_refused_is_named() {
    let with_bad = |n: u64| match n {
        500 | 700 => label(n).with(Field::Link, ""),
        n => label(n),
    };
    for threads in [1, 4] {
        let mut out = Vec::new();
        let refused = print(threads, &mut out, (0..COUNT).map(with_bad), &mut |_, _| {
            ControlFlow::Continue(())
        });
        let refused = refused.unwrap_err();
        assert!(
            matches!(refused, RenderError::Refused { label: 500, .. }),
            "{refused:?}"
        );
    }
}

#[test]
fn a_full_disk_a_cancel_and_labels_that_run_out_end_it() {
    for threads in [1, 4] {
        let go_on = &mut |_, _| ControlFlow::Continue(());
        let full = print(threads, &mut Disk(20_000), (0..COUNT).map(label), go_on);
        assert!(matches!(full, Err(RenderError::Io(e)) if e.kind() == ErrorKind::StorageFull));

        let few = print(threads, &mut Vec::new(), (0..700).map(label), go_on);
        let (given, wanted) = (700, COUNT);
        assert!(
            matches!(few, Err(RenderError::TooFew { given: g, wanted: w }) if (g, w) == (given, wanted))
        );

        let stop = &mut |_, _| ControlFlow::Break(());
        let stopped = print(threads, &mut Vec::new(), (0..).map(label), stop);
        assert!(matches!(stopped, Err(RenderError::Cancelled)));
    }
}

#[test]
fn an_endless_run_can_be_stopped_and_does_not_read_far_ahead() {
    let mut read = 0;
    let labels = (0..).map(|n| {
        read = n;
        label(n)
    });
    let (template, sheet) = (known_template("trace"), known_sheet("tomy-135"));
    let run = Run {
        skip: 0,
        count: u64::MAX,
    };
    let two = NonZeroUsize::new(2).unwrap();
    let stopped = render_pdf_on(
        two,
        &mut std::io::sink(),
        Order {
            template,
            sheet,
            run,
            labels,
        },
        &mut |done, _| {
            if done > 2_000 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        },
    );
    assert!(matches!(stopped, Err(RenderError::Cancelled)));
    assert!(read < 5_000, "{read} labels were read");
}
