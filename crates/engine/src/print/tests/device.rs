//! Printers that are a file of the system.

use std::io::Read;
use std::ops::ControlFlow;
use std::thread::{self};
use std::time::Duration;

use super::kit::{LINK, in_ledger, laptop, printer, request, send, to, zpl};
use crate::App;
use crate::printer::{Printer, PrinterLanguage, Reach};
use std::fs::File;
use std::process::Command;

fn pipe(app: &App, dpi: u32) -> std::path::PathBuf {
    let path = app.dir().join("lp0");
    assert!(
        Command::new("mkfifo")
            .arg(&path)
            .status()
            .unwrap()
            .success()
    );
    let device = Printer {
        dpi,
        ..printer(Reach::Device, &path.to_string_lossy(), PrinterLanguage::Zpl)
    };
    app.save_printer(&device).unwrap();
    path
}

#[test]
fn a_device_gets_the_labels() {
    let (_dir, app) = laptop();
    let path = pipe(&app, 203);
    let reader = thread::spawn(move || std::fs::read(path).unwrap());
    let sent = send(&app, request("roll-50x30", 4)).unwrap();
    assert_eq!(sent.sent_partly, None);
    assert_eq!(zpl(&reader.join().unwrap()), [(vec![LINK.to_owned()], 4)]);
}

#[test]
fn a_device_that_vanishes_midway_tells_how_far_it_came() {
    let (_dir, app) = laptop();
    let path = pipe(&app, 300);
    let reader = thread::spawn(move || {
        let mut some = [0; 1_000];
        File::open(path).unwrap().read_exact(&mut some).unwrap();
    });
    let partly = send(&app, request("tomy-135", 21))
        .unwrap()
        .sent_partly
        .unwrap();
    reader.join().unwrap();
    assert_eq!(
        (partly.error.code.as_str(), partly.labels, partly.next),
        ("printer_lost", 0, 1)
    );
    assert_eq!(in_ledger(&app).len(), 1);
}

#[test]
fn a_device_that_nobody_listens_to_is_given_up_and_one_can_stop_waiting() {
    let (_dir, mut app) = laptop();
    pipe(&app, 203);
    assert_eq!(
        send(&app, request("roll-50x30", 1)).unwrap_err().code,
        "printer_no_answer"
    );
    app.patience.connect = Duration::from_secs(3_600);
    let stopped = app.print_labels_to(
        request("roll-50x30", 1),
        &to("Zebra kho"),
        &mut |at| match at.job.as_str() {
            "send" => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        },
    );
    assert_eq!(stopped.unwrap_err().code, "cancelled");
    assert_eq!(in_ledger(&app), []);
}
