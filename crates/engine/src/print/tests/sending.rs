//! Labels straight to printers: real sockets and pipes on the other side, which read back what they were sent, break off, stall and refuse.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::ops::ControlFlow;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use socket2::SockRef;

use crate::base::patience::Patience;
use crate::label::{LabelRequest, LabelResult};
use crate::label_ledger::{PrintQuery, ReprintRequest};
use crate::printer::{Printer, PrinterLanguage, Reach, SendTo};
use crate::testing::ask;
use crate::testing::farm::{cooperative, farm, harvest, open};
use crate::{App, Result};

const LOT: &str = "CHE-OL-261020-1";

pub(crate) const LINK: &str = "https://qr.txng.gov.vn/01/09520120070000/10/CHE-OL-261020-1";

pub(crate) fn laptop() -> (tempfile::TempDir, App) {
    let (dir, mut app) = cooperative();
    app.patience = Patience {
        connect: Duration::from_secs(2),
        answer: Duration::from_millis(200),
        stall: Duration::from_millis(600),
        spooler: Duration::from_secs(20),
    };
    app.write("", |tx| {
        let farm = farm(tx)?;
        let picked = harvest(farm.tea, Some(farm.plot), LOT, "2026-10-20", 5);
        tx.record_harvest(&picked, None)
    })
    .unwrap();
    (dir, app)
}

fn printer(reach: Reach, address: &str, language: PrinterLanguage) -> Printer {
    Printer {
        name: "Zebra kho".into(),
        reach,
        address: address.into(),
        language,
        dpi: 203,
        asks: false,
    }
}

fn zebra(app: &App, at: SocketAddr) {
    let printer = printer(Reach::Network, &at.to_string(), PrinterLanguage::Zpl);
    app.save_printer(&printer).unwrap();
}

fn tsc(app: &App, at: SocketAddr) {
    let printer = Printer {
        dpi: 300,
        ..printer(Reach::Network, &at.to_string(), PrinterLanguage::Tspl)
    };
    app.save_printer(&printer).unwrap();
}

fn to(name: &str) -> SendTo {
    SendTo {
        printer: name.into(),
        language: None,
    }
}

pub(crate) fn request(sheet: &str, count: u32) -> LabelRequest {
    LabelRequest {
        lot: LOT.into(),
        template: "trace".into(),
        sheet: sheet.into(),
        printer: String::new(),
        count,
        ..LabelRequest::default()
    }
}

fn send(app: &App, request: LabelRequest) -> Result<LabelResult> {
    app.print_labels_to(
        request,
        &to("Zebra kho"),
        &mut |_| ControlFlow::Continue(()),
    )
}

/// A printer that does `then` with its first caller and gives back what that read.
fn listening(
    then: impl FnOnce(TcpStream) -> Vec<u8> + Send + 'static,
) -> (SocketAddr, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    // A printer holds little.
    SockRef::from(&listener)
        .set_recv_buffer_size(32 * 1024)
        .unwrap();
    let at = listener.local_addr().unwrap();
    let served = thread::spawn(move || then(listener.accept().unwrap().0));
    (at, served)
}

fn reads_all(mut caller: TcpStream) -> Vec<u8> {
    let mut read = Vec::new();
    caller.read_to_end(&mut read).unwrap();
    read
}

/// What a label printer would put on paper: the link of each label, read by itself on a sheet of 21.
fn links(width: usize, height: usize, black: &[bool]) -> Vec<String> {
    let sheet = nuong_labels::sheet("tomy-135").unwrap();
    let dots = |um: i32| um as usize * width / sheet.page_width.0 as usize;
    let (x, y, w, h) = (
        dots(sheet.margin_left.0),
        dots(sheet.margin_top.0),
        dots(sheet.label_width.0),
        dots(sheet.label_height.0),
    );
    if width < 1_500 {
        return links_within(width, black, [0, 0, width, height]);
    }
    let cell = |n: usize| [x + n % 3 * w, y + n / 3 * h, w, h];
    (0..21)
        .flat_map(|n| links_within(width, black, cell(n)))
        .collect()
}

fn links_within(width: usize, black: &[bool], [left, top, w, h]: [usize; 4]) -> Vec<String> {
    let pixel = |x: usize, y: usize| match black[(top + y) * width + left + x] {
        true => 0,
        false => 255,
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(w, h, pixel);
    let grids = image.detect_grids();
    grids.iter().map(|grid| grid.decode().unwrap().1).collect()
}

fn bits(width: usize, stride: usize, bytes: &[u8], black: bool) -> Vec<bool> {
    let row = |row: &[u8]| -> Vec<bool> {
        (0..width)
            .map(|x| (row[x / 8] >> (7 - x % 8) & 1 == 1) == black)
            .collect()
    };
    bytes.chunks(stride).flat_map(row).collect()
}

/// Every `^XA … ^XZ` as the manual of ZPL II reads it: links, and copies.
pub(crate) fn zpl(sent: &[u8]) -> Vec<(Vec<String>, usize)> {
    let text = std::str::from_utf8(sent).unwrap();
    let number = |label: &str, command: &str| -> usize {
        let (_, rest) = label.split_once(command).unwrap();
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap();
        rest[..end].parse().unwrap()
    };
    let labels = text.split("^XA").skip(1);
    let read = labels.map(|label| {
        let (width, height) = (number(label, "^PW"), number(label, "^LL"));
        let (_, field) = label.split_once("^GFA,").unwrap();
        let (field, _) = field.split_once("^FS").unwrap();
        let parts: Vec<&str> = field.splitn(4, ',').collect();
        let stride: usize = parts[2].parse().unwrap();
        let mut rows: Vec<u8> = Vec::new();
        let mut nibbles: Vec<u8> = Vec::new();
        for c in parts[3].chars() {
            match c {
                ':' => rows.extend_from_within(rows.len() - stride..),
                ',' => nibbles.resize(stride * 2, 0),
                c => nibbles.push(c.to_digit(16).unwrap() as u8),
            }
            if nibbles.len() == stride * 2 {
                rows.extend(nibbles.chunks(2).map(|pair| pair[0] << 4 | pair[1]));
                nibbles.clear();
            }
        }
        let found = links(width, height, &bits(width, stride, &rows, true));
        (found, number(label, "^PQ"))
    });
    read.collect()
}

fn in_ledger(app: &App) -> Vec<crate::label_ledger::PrintRow> {
    let all = PrintQuery {
        lot: LOT.into(),
        offset: 0,
        limit: 50,
    };
    app.label_ledger(&all).unwrap()
}

fn spool_is_empty(app: &App) -> bool {
    std::fs::read_dir(app.dir().join("spool")).is_ok_and(|mut files| files.next().is_none())
}

#[test]
fn a_network_printer_gets_the_labels_and_the_ledger_says_so() {
    let (_dir, app) = laptop();
    let (at, served) = listening(reads_all);
    zebra(&app, at);
    let sent = send(&app, request("roll-50x30", 7)).unwrap();
    assert_eq!((sent.labels, sent.sent_partly), (7, None));
    assert!(
        sent.findings
            .iter()
            .any(|f| f.code == "printer_not_taught" && f.severity == "note")
    );
    assert_eq!(zpl(&served.join().unwrap()), [(vec![LINK.to_owned()], 7)]);
    let row = in_ledger(&app).remove(0);
    assert_eq!(
        (row.id, row.file.as_str(), row.labels),
        (sent.print, "Zebra kho", 7)
    );
    assert!(spool_is_empty(&app));
}

#[test]
fn a_printer_is_named_by_its_address_too_and_speaks_tspl() {
    let (_dir, app) = laptop();
    let (at, served) = listening(reads_all);
    let there = SendTo {
        printer: format!("tcp://{at}"),
        language: Some(PrinterLanguage::Tspl),
    };
    let go = &mut |_| ControlFlow::Continue(());
    let wordless = app.print_labels_to(request("roll-50x30", 1), &to(&there.printer), go);
    assert_eq!(wordless.unwrap_err().code, "printer_language_unknown");
    app.print_labels_to(request("roll-50x30", 2), &there, go)
        .unwrap();
    let read = served.join().unwrap();
    // The question how it is comes first, and this printer does not answer it.
    let read = read.strip_prefix(b"\x1b!?").unwrap();
    let start = read.windows(6).position(|w| w == b"240,0,").unwrap() + 6;
    let dots = bits(400, 50, &read[start..start + 50 * 240], false);
    assert_eq!(links(400, 240, &dots), [LINK]);
    assert!(read.ends_with(b"PRINT 2,1\r\n"));
}

#[test]
fn a_printer_s_own_dots_count_whatever_the_paper_names() {
    let (_dir, app) = laptop();
    let (at, served) = listening(reads_all);
    let fine = Printer {
        dpi: 300,
        ..printer(Reach::Network, &at.to_string(), PrinterLanguage::Zpl)
    };
    app.save_printer(&fine).unwrap();
    send(&app, request("roll-50x30", 1)).unwrap();
    let sent = served.join().unwrap();
    // 50 mm at 300 dpi, on a paper that names 203.
    assert!(sent.starts_with(b"^XA"));
    assert!(String::from_utf8_lossy(&sent).contains("^PW591^LL354"));
    assert_eq!(zpl(&sent)[0].0, [LINK]);
}

#[test]
fn a_printer_that_cannot_be_reached_is_named_and_nothing_is_entered() {
    let (_dir, app) = laptop();
    let closed = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let cases = [
        (Reach::Network, closed.to_string(), "printer_refused"),
        (
            Reach::Network,
            "khong-co-may-in.invalid".into(),
            "printer_host_unknown",
        ),
        (Reach::Device, "/dev/usb/lp99".into(), "printer_no_device"),
        (
            Reach::Device,
            app.dir()
                .join(crate::store::FILE)
                .to_string_lossy()
                .into_owned(),
            "printer_no_device",
        ),
    ];
    for (reach, address, code) in cases {
        app.save_printer(&printer(reach, &address, PrinterLanguage::Zpl))
            .unwrap();
        let error = send(&app, request("roll-50x30", 3)).unwrap_err();
        assert_eq!(
            (error.code.as_str(), error.args["name"].as_str()),
            (code, "Zebra kho")
        );
    }
    let unknown = app.print_labels_to(request("roll-50x30", 1), &to("Máy lạ"), &mut |_| {
        ControlFlow::Continue(())
    });
    assert_eq!(unknown.unwrap_err().code, "printer_not_found");
    assert_eq!(in_ledger(&app), []);
    assert_eq!(
        ask(
            &app,
            "SELECT count(*) FROM meta WHERE key LIKE 'print %' OR key LIKE 'drawing %'"
        ),
        0
    );
    assert!(spool_is_empty(&app));
}

#[test]
fn a_printer_that_says_it_has_no_paper_is_sent_nothing() {
    let (_dir, app) = laptop();
    let (at, served) = listening(|mut caller| {
        let mut asked = [0; 3];
        caller.read_exact(&mut asked).unwrap();
        let answer = "\u{2}030,1,0,0245,000,0,0,0,000,0,0,0\u{3}\r\n\u{2}001,0,0,0,1,2,6,0,00000000,1,000\u{3}\r\n\u{2}1234,0\u{3}\r\n";
        caller.write_all(answer.as_bytes()).unwrap();
        [&asked[..], &reads_all(caller)].concat()
    });
    let asked = Printer {
        asks: true,
        ..printer(Reach::Network, &at.to_string(), PrinterLanguage::Zpl)
    };
    app.save_printer(&asked).unwrap();
    let error = send(&app, request("roll-50x30", 3)).unwrap_err();
    assert_eq!(
        (error.code.as_str(), error.args["state"].as_str()),
        ("printer_not_ready", "core.printer_state.paper")
    );
    assert_eq!(served.join().unwrap(), b"~HS");
    assert_eq!(in_ledger(&app), []);
}

/// Three pages of 1.1 MB, more than the sockets on both sides hold: 18 labels, then two equal pages of 21.
fn large() -> LabelRequest {
    LabelRequest {
        skip: 3,
        ..request("tomy-135", 60)
    }
}

#[test]
fn a_print_that_breaks_off_midway_is_entered_and_goes_on_from_the_label_that_failed() {
    let (_dir, app) = laptop();
    let (at, served) = listening(|mut caller| {
        // Closed with bytes unread: the other side gets a reset.
        let mut first_page_and_more = vec![0; 1_200_000];
        caller.read_exact(&mut first_page_and_more).unwrap();
        first_page_and_more
    });
    tsc(&app, at);
    let sent = send(&app, large()).unwrap();
    assert!(served.join().unwrap().starts_with(b"SIZE 210 mm,297 mm"));
    let partly = sent.sent_partly.unwrap();
    assert_eq!(
        (partly.error.code.as_str(), partly.labels, partly.next),
        ("printer_lost", 18, 19)
    );
    assert!(
        partly.bytes >= 1_200_000 && partly.bytes < partly.of_bytes,
        "{partly:?}"
    );
    let row = in_ledger(&app).remove(0);
    assert_eq!((&row.id, row.labels), (&partly.print, 60));

    let (at, served) = listening(reads_all);
    zebra(&app, at);
    let rest = ReprintRequest {
        print: partly.print,
        from: partly.next,
        skip: 0,
        printer: String::new(),
        dpi: None,
        reason: "máy in mất kết nối".into(),
    };
    let go = &mut |_| ControlFlow::Continue(());
    let again = app.reprint_labels_to(&rest, &to("Zebra kho"), go).unwrap();
    assert_eq!(
        (again.labels, again.pages, again.sent_partly),
        (42, 2, None)
    );
    let read = zpl(&served.join().unwrap());
    assert_eq!(read, [(vec![LINK.to_owned(); 21], 2)]);
    assert_eq!(app.label_balance(LOT).unwrap().in_use, 60);
}

#[test]
fn a_printer_that_stalls_is_given_up_and_one_can_be_stopped_while_it_does() {
    let (_dir, app) = laptop();
    for stopped in [false, true] {
        let (done, wait) = std::sync::mpsc::channel::<()>();
        let (at, served) = listening(move |caller| {
            // Takes nothing, until the test is over.
            let _over = wait.recv();
            drop(caller);
            Vec::new()
        });
        tsc(&app, at);
        let mut told = 0;
        let sent = app.print_labels_to(large(), &to("Zebra kho"), &mut |at| {
            told += u32::from(at.job == "send" && at.done > 0);
            match stopped && told > 1 {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        let partly = sent.unwrap().sent_partly.unwrap();
        let code = if stopped {
            "cancelled"
        } else {
            "printer_stalled"
        };
        assert_eq!(partly.error.code, code, "{partly:?}");
        assert!(partly.bytes < partly.of_bytes && partly.labels == 0);
        drop(done);
        served.join().unwrap();
    }
    assert_eq!(in_ledger(&app).len(), 2);
}

#[test]
fn a_print_stopped_before_its_first_byte_never_was() {
    let (_dir, app) = laptop();
    let (at, served) = listening(reads_all);
    zebra(&app, at);
    let error = app
        .print_labels_to(
            request("roll-50x30", 3),
            &to("Zebra kho"),
            &mut |at| match at.job.as_str() {
                "send" => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            },
        )
        .unwrap_err();
    assert_eq!(error.code, "cancelled");
    assert_eq!(served.join().unwrap(), b"");
    assert_eq!(in_ledger(&app), []);
    assert!(spool_is_empty(&app));
}

#[test]
fn a_program_that_died_while_it_sent_enters_the_print_at_its_next_start() {
    let (dir, app) = laptop();
    let (at, served) = listening(reads_all);
    zebra(&app, at);
    // The announcement is the last that is written.
    app.fail_after
        .store(1, std::sync::atomic::Ordering::Relaxed);
    let error = send(&app, request("roll-50x30", 3)).unwrap_err();
    assert_eq!(error.code, "sent_not_entered");
    assert!(!served.join().unwrap().is_empty());
    drop(app);
    let app = open(dir.path());
    assert_eq!(in_ledger(&app).len(), 1);
    assert!(spool_is_empty(&app));
    drop(app);
    assert_eq!(in_ledger(&open(dir.path())).len(), 1);
}

#[test]
fn a_drawing_whose_program_died_is_taken_away_and_nobody_else_s_file_is() {
    let (dir, app) = laptop();
    let (ours, theirs) = (
        dir.path().join(".nuong-a.part"),
        dir.path().join(".nuong-b.part"),
    );
    for file in [&ours, &theirs] {
        std::fs::write(file, "%PDF-").unwrap();
    }
    let stick = dir.path().join("usb").join(".nuong-c.part");
    let note = |id: &str, file: &std::path::Path, at: &str| {
        let drawing = crate::print::announced_rows::Drawing {
            draft: file.to_string_lossy().into_owned(),
            at: at.parse().unwrap(),
        };
        app.write("", |tx| tx.note_drawing(id, &drawing)).unwrap();
    };
    note("a", &ours, "2026-11-22T04:59:00Z");
    note("c", &stick, "2026-11-22T04:59:00Z");
    note("d", &stick, "2026-11-20T05:00:00Z");
    drop(app);
    let app = open(dir.path());
    assert!(!ours.exists() && theirs.exists());
    let waited_for = app.read(|r| r.noted_drawings()).unwrap();
    assert_eq!(
        waited_for.len(),
        1,
        "the stick may come back: {waited_for:?}"
    );
    std::fs::create_dir(stick.parent().unwrap()).unwrap();
    std::fs::write(&stick, "%PDF-").unwrap();
    drop(app);
    open(dir.path());
    assert!(!stick.exists());
}

#[test]
fn a_print_that_is_under_way_in_one_window_is_left_alone_by_the_other() {
    let (dir, app) = laptop();
    let (at, served) = listening(reads_all);
    zebra(&app, at);
    let mut seen = Vec::new();
    let sent = app.print_labels_to(request("roll-50x30", 3), &to("Zebra kho"), &mut |at| {
        let other = open(dir.path());
        seen.push((at.job, in_ledger(&other).len()));
        ControlFlow::Continue(())
    });
    assert_eq!(sent.unwrap().sent_partly, None);
    assert!(
        seen.iter().any(|(job, _)| job == "labels") && seen.iter().any(|(job, _)| job == "send")
    );
    assert!(seen.iter().all(|(_, entered)| *entered == 0), "{seen:?}");
    assert!(!served.join().unwrap().is_empty());
    assert_eq!(in_ledger(&app).len(), 1);

    let out = dir.path().join("tem.pdf");
    let printed = app.print_labels(request("tomy-135", 30), &out, &mut |_| {
        open(dir.path());
        ControlFlow::Continue(())
    });
    assert_eq!(printed.unwrap().labels, 30);
    assert!(out.exists() && spool_is_empty(&app));
    assert_eq!(in_ledger(&app).len(), 2);
}

#[test]
fn printers_are_kept_listed_and_forgotten_by_name() {
    let (_dir, app) = laptop();
    let own = printer(Reach::Network, " tcp://10.0.0.9/ ", PrinterLanguage::Tspl);
    assert_eq!(app.save_printer(&own).unwrap().address, "10.0.0.9:9100");
    let listed = app.known_printers().unwrap();
    assert!(
        listed
            .iter()
            .any(|k| k.own && k.printer.name == "Zebra kho" && k.printer.dpi == 203)
    );
    for (wrong, code) in [
        (
            Printer {
                name: "  ".into(),
                ..own.clone()
            },
            "name_empty",
        ),
        (
            Printer {
                address: "máy in".into(),
                ..own.clone()
            },
            "printer_address_wrong",
        ),
        (
            Printer {
                address: String::new(),
                reach: Reach::Device,
                ..own.clone()
            },
            "printer_address_wrong",
        ),
        (
            Printer {
                dpi: 72,
                ..own.clone()
            },
            "dpi_unknown",
        ),
    ] {
        assert_eq!(app.save_printer(&wrong).unwrap_err().code, code);
    }
    app.remove_printer("Zebra kho").unwrap();
    assert_eq!(
        app.remove_printer("Zebra kho").unwrap_err().code,
        "printer_not_found"
    );
    assert_eq!(
        app.forget_printer("Zebra kho", "tomy-135")
            .unwrap_err()
            .code,
        "printer_not_aligned"
    );
}

#[test]
fn the_test_page_is_sent_and_stands_in_no_ledger() {
    let (_dir, app) = laptop();
    let (at, served) = listening(reads_all);
    zebra(&app, at);
    app.test_printer(&to("Zebra kho"), "roll-50x30", &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap();
    let sent = String::from_utf8(served.join().unwrap()).unwrap();
    assert!(
        sent.starts_with("^XA") && sent.contains("^PW400^LL240"),
        "{sent:.60}"
    );
    assert_eq!(in_ledger(&app), []);
    assert!(spool_is_empty(&app));
}

/// A place that takes no call and refuses none: its queue of callers is full.
#[cfg(target_os = "linux")]
fn silent() -> (socket2::Socket, Vec<TcpStream>, SocketAddr) {
    use socket2::Domain;
    use socket2::Socket;
    use socket2::Type;
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
    socket.bind(&any.into()).unwrap();
    socket.listen(0).unwrap();
    let at = socket.local_addr().unwrap().as_socket().unwrap();
    let mut callers = Vec::new();
    while let Ok(caller) = TcpStream::connect_timeout(&at, Duration::from_millis(300)) {
        callers.push(caller);
    }
    (socket, callers, at)
}

#[cfg(target_os = "linux")]
#[test]
fn a_printer_that_never_takes_the_call_is_given_up_and_one_can_stop_waiting() {
    let (_dir, mut app) = laptop();
    let (_socket, _callers, at) = silent();
    zebra(&app, at);
    app.patience.connect = Duration::from_millis(300);
    let error = send(&app, request("roll-50x30", 3)).unwrap_err();
    assert_eq!(
        (error.code.as_str(), error.args["value"].as_str()),
        ("printer_no_answer", at.to_string().as_str())
    );
    let said = crate::base::i18n::text("en", "errors.printer_no_answer", &error.args);
    assert!(
        said.contains("No label was printed. Check that it is on"),
        "{said}"
    );

    // Who would wait for an hour?
    app.patience.connect = Duration::from_secs(3_600);
    let mut waited = 0;
    let stop = &mut |at: crate::base::progress::Progress| {
        waited += u32::from(at.job == "send");
        match waited {
            3 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    };
    let stopped = app.print_labels_to(request("roll-50x30", 3), &to("Zebra kho"), stop);
    assert_eq!(stopped.unwrap_err().code, "cancelled");
    assert_eq!(in_ledger(&app), []);
    assert!(spool_is_empty(&app));
}

#[cfg(unix)]
mod unix {
    use super::*;
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
        let stopped =
            app.print_labels_to(
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
}
