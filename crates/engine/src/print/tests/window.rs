//! Labels through the system's print dialog: pages for the window, and a ledger that knows of them before it gets them.

use std::ops::ControlFlow;

use super::kit::{LINK, laptop, request};
use crate::App;
use crate::label::LabelRequest;
use crate::label_ledger::{PrintQuery, PrintRow, ReprintRequest};

fn in_ledger(app: &App) -> Vec<PrintRow> {
    let all = PrintQuery {
        lot: String::new(),
        offset: 0,
        limit: 50,
    };
    app.label_ledger(&all).unwrap()
}

fn spool_is_empty(app: &App) -> bool {
    std::fs::read_dir(app.dir().join("spool")).is_ok_and(|mut files| files.next().is_none())
}

#[test]
fn pages_show_labels_and_nothing_else_and_the_ledger_knows_them() {
    let (_dir, app) = laptop();
    let go = &mut |_| ControlFlow::Continue(());
    let wanted = LabelRequest {
        skip: 3,
        ..request("tomy-135", 25)
    };
    let made = app.print_labels_in_window(wanted, go).unwrap();
    assert_eq!((made.result.labels, made.result.pages), (25, 2));
    assert_eq!(made.paper, [210_000, 297_000]);
    let labels: Vec<_> = made
        .pages
        .iter()
        .map(|page| page.matches("<g transform=\"translate").count())
        .collect();
    assert_eq!(labels, [18, 7]);
    for page in &made.pages {
        assert!(page.starts_with("<svg") && page.contains("width=\"210mm\" height=\"297mm\""));
        assert!(
            !page.contains("<rect") && !page.contains("data-cell"),
            "no cell is outlined on paper"
        );
    }
    let row = in_ledger(&app).remove(0);
    assert_eq!(
        (row.labels, row.file.as_str(), row.payload.as_str()),
        (25, "", LINK)
    );
    assert_eq!(row.id, made.result.print);

    let rest = ReprintRequest {
        print: made.result.print,
        from: 20,
        skip: 0,
        printer: String::new(),
        dpi: None,
        reason: "kẹt giấy".into(),
    };
    let again = app.reprint_labels_in_window(&rest, go).unwrap();
    assert_eq!((again.result.labels, again.pages.len()), (6, 1));
    assert_eq!(in_ledger(&app)[1].spoilt, 6);
    assert!(spool_is_empty(&app));
}

#[test]
fn more_than_a_window_holds_is_told_before_anything_is_set_aside() {
    let (_dir, app) = laptop();
    let go = &mut |_| ControlFlow::Continue(());
    let error = app
        .print_labels_in_window(request("tomy-135", 501), go)
        .unwrap_err();
    assert_eq!(
        (error.code.as_str(), error.args["most"].as_str()),
        ("window_print_too_many", "500")
    );
    let stop = &mut |_| ControlFlow::Break(());
    let stopped = app
        .print_labels_in_window(request("tomy-135", 5), stop)
        .unwrap_err();
    assert_eq!(stopped.code, "cancelled");
    assert_eq!(in_ledger(&app), []);
    assert!(spool_is_empty(&app));
}
