//! A laptop with printers that listen on a port of this machine, and what they would put on paper.

use std::io::Read;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::ops::ControlFlow;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use socket2::SockRef;

use crate::base::patience::Patience;
use crate::label::{LabelRequest, LabelResult};
use crate::label_ledger::PrintQuery;
use crate::printer::{Printer, PrinterLanguage, Reach, SendTo};
use crate::testing::farm::{cooperative, farm, harvest};
use crate::{App, Result};

pub(super) const LOT: &str = "CHE-OL-261020-1";

pub(super) const LINK: &str = "https://qr.txng.gov.vn/01/09520120070000/10/CHE-OL-261020-1";

pub(super) fn laptop() -> (tempfile::TempDir, App) {
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

pub(super) fn printer(reach: Reach, address: &str, language: PrinterLanguage) -> Printer {
    Printer {
        name: "Zebra kho".into(),
        reach,
        address: address.into(),
        language,
        dpi: 203,
        asks: false,
    }
}

pub(super) fn zebra(app: &App, at: SocketAddr) {
    let printer = printer(Reach::Network, &at.to_string(), PrinterLanguage::Zpl);
    app.save_printer(&printer).unwrap();
}

pub(super) fn tsc(app: &App, at: SocketAddr) {
    let printer = Printer {
        dpi: 300,
        ..printer(Reach::Network, &at.to_string(), PrinterLanguage::Tspl)
    };
    app.save_printer(&printer).unwrap();
}

pub(super) fn to(name: &str) -> SendTo {
    SendTo {
        printer: name.into(),
        language: None,
    }
}

pub(super) fn request(sheet: &str, count: u32) -> LabelRequest {
    LabelRequest {
        lot: LOT.into(),
        template: "trace".into(),
        sheet: sheet.into(),
        printer: String::new(),
        count,
        ..LabelRequest::default()
    }
}

pub(super) fn send(app: &App, request: LabelRequest) -> Result<LabelResult> {
    app.print_labels_to(
        request,
        &to("Zebra kho"),
        &mut |_| ControlFlow::Continue(()),
    )
}

/// A printer that does `then` with its first caller and gives back what that read.
pub(super) fn listening(
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

pub(super) fn reads_all(mut caller: TcpStream) -> Vec<u8> {
    let mut read = Vec::new();
    caller.read_to_end(&mut read).unwrap();
    read
}

/// What a label printer would put on paper: the link of each label, read by itself on a sheet of 21.
pub(super) fn links(width: usize, height: usize, black: &[bool]) -> Vec<String> {
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

pub(super) fn links_within(
    width: usize,
    black: &[bool],
    [left, top, w, h]: [usize; 4],
) -> Vec<String> {
    let pixel = |x: usize, y: usize| match black[(top + y) * width + left + x] {
        true => 0,
        false => 255,
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(w, h, pixel);
    let grids = image.detect_grids();
    grids.iter().map(|grid| grid.decode().unwrap().1).collect()
}

pub(super) fn bits(width: usize, stride: usize, bytes: &[u8], black: bool) -> Vec<bool> {
    let row = |row: &[u8]| -> Vec<bool> {
        (0..width)
            .map(|x| (row[x / 8] >> (7 - x % 8) & 1 == 1) == black)
            .collect()
    };
    bytes.chunks(stride).flat_map(row).collect()
}

/// Every `^XA … ^XZ` as the manual of ZPL II reads it: links, and copies.
pub(super) fn zpl(sent: &[u8]) -> Vec<(Vec<String>, usize)> {
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

pub(super) fn in_ledger(app: &App) -> Vec<crate::label_ledger::PrintRow> {
    let all = PrintQuery {
        lot: LOT.into(),
        offset: 0,
        limit: 50,
    };
    app.label_ledger(&all).unwrap()
}

pub(super) fn spool_is_empty(app: &App) -> bool {
    std::fs::read_dir(app.dir().join("spool")).is_ok_and(|mut files| files.next().is_none())
}

/// Three pages of 1.1 MB, more than the sockets on both sides hold: 18 labels, then two equal pages of 21.
pub(super) fn large() -> LabelRequest {
    LabelRequest {
        skip: 3,
        ..request("tomy-135", 60)
    }
}
