//! The program killed at each moment of a print: a child process prints and dies before its first change to the data file, its second, and
//! so on, and before and after its file takes its place. What the next start finds must be a print or none.

use std::collections::BTreeSet;
use std::io::Read;
use std::net::TcpListener;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use nuong_domain::SerialBlock;

use super::ask;
use super::farm::MemorySecrets;
use crate::label::LabelRequest;
use crate::label::tests::codes::{LOT, ledger, lots, real, request};
use crate::label_ledger::{PrintRow, ReprintRequest};
use crate::printer::{PrinterLanguage, SendTo};
use crate::{App, SystemHost};

const FOLDER: &str = "NUONG_TEST_PRINTER";

const WORK: &str = "NUONG_TEST_WORK";

const MOMENT: &str = "NUONG_TEST_DIES_AT";

/// Called at every moment worth dying at; the child below dies at one of them, without a word, as of SIGKILL or a power cut.
pub(crate) fn moment() {
    static PASSED: AtomicU32 = AtomicU32::new(0);
    let Ok(last) = std::env::var(MOMENT) else {
        return;
    };
    if PASSED.fetch_add(1, Ordering::Relaxed) == last.parse::<u32>().unwrap() {
        std::process::abort();
    }
}

/// Not a test of its own: the body of the child process below.
#[test]
fn child_that_prints_until_it_is_killed() {
    let (Some(folder), Ok(work)) = (std::env::var_os(FOLDER), std::env::var(WORK)) else {
        return;
    };
    let folder = Path::new(&folder);
    let app = App::open(
        folder,
        Arc::new(SystemHost),
        Arc::new(MemorySecrets::default()),
    )
    .unwrap();
    let go = &mut |_| ControlFlow::Continue(());
    let done = match work.split_once(' ').unwrap() {
        ("print", file) => app.print_labels(request(LOT, 30), &folder.join(file), go),
        ("send", address) => app.print_labels_to(small(), &to(address), go),
        (print, file) => app.reprint_labels(&again(print), &folder.join(file), go),
    };
    assert!(done.unwrap().labels > 0);
}

fn small() -> LabelRequest {
    LabelRequest {
        sheet: "roll-50x30".into(),
        ..request(LOT, 3)
    }
}

fn to(address: &str) -> SendTo {
    SendTo {
        printer: address.into(),
        language: Some(PrinterLanguage::Zpl),
    }
}

fn again(print: &str) -> ReprintRequest {
    ReprintRequest {
        print: print.into(),
        from: 21,
        skip: 0,
        printer: String::new(),
        dpi: None,
        reason: "kẹt giấy".into(),
    }
}

/// Lets a child do its work until that moment; whether it died of it.
fn dies(folder: &Path, moment: u32, work: &str) -> bool {
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "testing::killed::child_that_prints_until_it_is_killed",
        ])
        .env(FOLDER, folder)
        .env(WORK, work)
        .env(MOMENT, moment.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert_ne!(child.code(), Some(101), "the child failed, it did not die");
    !child.success()
}

/// Opens the folder as the next start does: nothing is left of what was begun, and the data file is whole.
fn next_start(folder: &Path, at: &str) -> App {
    let app = real(folder);
    let count = |sql| ask(&app, sql);
    assert_eq!(
        count("SELECT count(*) FROM meta WHERE key LIKE 'print %' OR key LIKE 'drawing %'"),
        0,
        "{at}"
    );
    assert_eq!(
        count("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
        0,
        "{at}"
    );
    let mut files = std::fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().file_name());
    assert!(
        !files.any(|f| f.to_string_lossy().ends_with(".part")),
        "{at}"
    );
    let spooled = std::fs::read_dir(folder.join("spool"));
    assert_eq!(spooled.map_or(0, Iterator::count), 0, "{at}");
    app
}

/// All serial numbers of the ledger, which must be as many as its labels.
fn no_serial_number_twice(rows: &[PrintRow]) {
    let serials = rows.iter().flat_map(|row| {
        let block = SerialBlock::of_serial(row.first_serial.as_deref().unwrap()).unwrap();
        (0..row.labels).map(move |n| block.serial_number(n))
    });
    let labels: u32 = rows.iter().map(|row| row.labels).sum();
    assert_eq!(serials.collect::<BTreeSet<_>>().len(), labels as usize);
}

#[test]
fn a_print_killed_at_any_moment_is_in_the_ledger_when_its_file_stands_and_else_not() {
    let (dir, app) = lots();
    drop(app);
    let (mut moment, mut stood) = (0, 0);
    loop {
        let file = format!("tem-{moment}.pdf");
        let died = dies(dir.path(), moment, &format!("print {file}"));
        let app = next_start(dir.path(), &file);
        let entered = ledger(&app).iter().filter(|row| row.file == file).count();
        assert_eq!(entered == 1, dir.path().join(&file).exists(), "{file}");
        assert!(entered < 2);
        if !died {
            break;
        }
        stood += entered;
        moment += 1;
    }
    assert!(moment > 6 && stood > 1, "{stood} of {moment}");
    let app = real(dir.path());
    no_serial_number_twice(&ledger(&app));
    let labels: u32 = ledger(&app).iter().map(|row| row.labels).sum();
    assert_eq!(app.label_balance(LOT).unwrap().in_use, labels);
    let blocks = ask(&app, "SELECT count(*) FROM serial_block");
    assert!(
        blocks > stood as i64 + 1,
        "what was set aside is not used again"
    );
}

#[test]
fn a_reprint_killed_at_any_moment_can_be_done_again_at_once() {
    let (dir, app) = lots();
    let go = &mut |_| ControlFlow::Continue(());
    for moment in 0.. {
        app.print_labels(
            request(LOT, 30),
            &dir.path().join(format!("tem-{moment}.pdf")),
            go,
        )
        .unwrap();
        let first = ledger(&app).remove(0);
        let file = format!("lại-{moment}.pdf");
        let died = dies(dir.path(), moment, &format!("{} {file}", first.id));
        let next = next_start(dir.path(), &file);
        if !dir.path().join(&file).exists() {
            next.reprint_labels(&again(&first.id), &dir.path().join(&file), go)
                .unwrap();
        }
        let [second, replaced, ..] = &ledger(&next)[..] else {
            panic!("{moment}");
        };
        assert_eq!(
            (&second.reprint_of, second.labels),
            (&first.short, 10),
            "{moment}"
        );
        assert_eq!((replaced.spoilt, replaced.in_use), (10, 20), "{moment}");
        no_serial_number_twice(&ledger(&next));
        if !died {
            break;
        }
    }
}

#[test]
fn a_print_killed_while_it_is_sent_is_in_the_ledger_when_the_printer_got_a_byte() {
    let (dir, app) = lots();
    drop(app);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = format!("send tcp://{}", listener.local_addr().unwrap());
    let (told, heard) = std::sync::mpsc::channel();
    thread::spawn(move || {
        for caller in listener.incoming() {
            let mut sent = Vec::new();
            // A caller that dies may leave a reset behind.
            let _reset = caller.unwrap().read_to_end(&mut sent);
            told.send(sent.len()).unwrap();
        }
    });
    let mut printed = 0;
    for moment in 0.. {
        let died = dies(dir.path(), moment, &at);
        let app = next_start(dir.path(), &moment.to_string());
        let called = ledger(&app).len() > printed;
        // Nobody knows how much a program that died had sent, so the ledger has more rather than less.
        let got = heard.recv_timeout(std::time::Duration::from_millis(if called {
            2_000
        } else {
            50
        }));
        assert!(called || !matches!(got, Ok(1..)), "{moment}");
        printed = ledger(&app).len();
        if !died {
            break;
        }
    }
    no_serial_number_twice(&ledger(&real(dir.path())));
}
