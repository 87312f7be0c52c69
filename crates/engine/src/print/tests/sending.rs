//! Labels straight to printers: real sockets and pipes on the other side, which read back what they were sent, break off, stall and refuse.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::ops::ControlFlow;
use std::time::Duration;

use super::kit::{
    LINK, bits, in_ledger, laptop, links, listening, printer, reads_all, request, send,
    spool_is_empty, to, zebra, zpl,
};
use crate::printer::{Printer, PrinterLanguage, Reach, SendTo};
use crate::testing::ask;

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

#[test]
fn printers_are_kept_listed_and_forgotten_by_name() {
    let (_dir, app) = laptop();
    let own = printer(Reach::Network, " tcp://10.0.0.9/ ", PrinterLanguage::Tspl);
    assert_eq!(app.save_printer(&own).unwrap().address, "10.0.0.9:9100");
    let listed = app.printers().unwrap();
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
        app.forget_alignment("Zebra kho", "tomy-135")
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
