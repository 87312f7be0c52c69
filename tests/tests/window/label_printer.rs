//! A label printer on the network: it answers how it is, holds little, and puts ZPL's pictures on labels, until it is switched off.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use socket2::SockRef;

/// What a printer without a fault answers to `~HS`.
const WELL: &str = "\u{2}030,0,0,0245,000,0,0,0,000,0,0,0\u{3}\r\n\u{2}000,0,0,0,1,2,6,0,00000000,1,000\u{3}\r\n\u{2}1234,0\u{3}\r\n";

/// Takes one job at `at`. Once `most` labels came out it is gone, with whatever it had not printed yet, and nobody listens any more.
/// Gives what a scanner reads on each label that came out.
pub fn switch_on(at: SocketAddr, most: usize) -> JoinHandle<Vec<String>> {
    let listener = TcpListener::bind(at).unwrap();
    let small = SockRef::from(&listener).set_recv_buffer_size(16 * 1024);
    small.unwrap();
    thread::spawn(move || {
        let (caller, _) = listener.accept().unwrap();
        let job = job(caller, most);
        drop(listener);
        labels(&job).into_iter().take(most).map(scan).collect()
    })
}

/// What comes in up to the end of the job or of label `most`.
fn job(mut caller: TcpStream, most: usize) -> Vec<u8> {
    let (mut job, mut some) = (Vec::new(), [0; 1024]);
    loop {
        let read = caller.read(&mut some).unwrap();
        job.extend_from_slice(&some[..read]);
        if job.starts_with(b"~HS") {
            job.drain(..3);
            caller.write_all(WELL.as_bytes()).unwrap();
        } else if read == 0 || labels(&job).len() >= most {
            return job;
        }
    }
}

/// Every label of a job that is there whole, `^XA` to `^XZ`.
fn labels(job: &[u8]) -> Vec<&str> {
    let text = std::str::from_utf8(job).unwrap();
    let whole = text.split_inclusive("^XZ").filter(|l| l.ends_with("^XZ"));
    whole
        .map(|label| label.split_once("^XA").unwrap().1)
        .collect()
}

/// The one code of a label.
fn scan(label: &str) -> String {
    let copies = label.split_once("^PQ").unwrap().1;
    assert_eq!(copies, "1^XZ", "a label with its own number comes out once");
    let (stride, rows) = picture(label);
    let (width, height) = (stride * 8, rows.len() / stride);
    let pixel = |x: usize, y: usize| match rows[y * stride + x / 8] >> (7 - x % 8) & 1 {
        1 => 0,
        _ => 255,
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
    let codes = image.detect_grids();
    assert_eq!(codes.len(), 1, "codes on a label");
    codes[0].decode().unwrap().1
}

/// `^GFA,bytes,bytes,stride,rows`, as the ZPL II manual reads it: `:` is the row above again, `,` is white to the row's end. Bytes a row, and
/// its dots.
fn picture(label: &str) -> (usize, Vec<u8>) {
    let (_, field) = label.split_once("^GFA,").unwrap();
    let (field, _) = field.split_once("^FS").unwrap();
    let [total, _, stride, dots] = field.splitn(4, ',').collect::<Vec<_>>()[..] else {
        panic!("{field}")
    };
    let stride: usize = stride.parse().unwrap();
    let (mut rows, mut row) = (Vec::new(), String::new());
    for c in dots.chars() {
        match c {
            ':' => rows.extend_from_within(rows.len() - stride..),
            ',' => row.extend(std::iter::repeat_n('0', stride * 2 - row.len())),
            digit => row.push(digit),
        }
        if row.len() == stride * 2 {
            let byte = |at: usize| u8::from_str_radix(&row[at..at + 2], 16).unwrap();
            rows.extend((0..row.len()).step_by(2).map(byte));
            row.clear();
        }
    }
    assert_eq!(rows.len().to_string(), total, "bytes of the picture");
    (stride, rows)
}
