//! A printer on the network: what is written to its port 9100 is printed. There is no receipt; what the other side's socket took counts as
//! gone, so our side buffers little.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

use socket2::SockRef;

use super::pump::{STEP, Unanswered, do_apart, is_later, pump_parcel, stopped_by_person};
use super::{Broken, Parcel, Sent, Tell, printer_error, printer_lost};
use crate::base::patience::Patience;
use crate::printer::view::Printer;
use crate::printer::wire::ask;
use crate::{AppError, Code};

/// The port that label printers listen on.
const PORT: u16 = 9100;

/// What the system may hold back for a printer that takes its time.
const BUFFER: usize = 16 * 1024;

pub(crate) fn send_to_network(
    printer: &Printer,
    mut parcel: Parcel,
    patience: Patience,
    tell: Tell<'_>,
) -> Sent {
    let mut stream = connect_within(printer, patience, tell).map_err(Broken::before_sending)?;
    if printer.asks {
        ask::ask_state(printer, &mut stream, patience.answer).map_err(Broken::before_sending)?;
    }
    let whole = parcel.marks.last().map_or(0, |mark| mark.bytes);
    pump_parcel(printer, &mut parcel, patience, tell, &mut |bytes| {
        stream.write(bytes)
    })?;
    end_stream(&mut stream, patience.answer).map_err(|e| Broken {
        bytes: whole,
        error: printer_lost(printer, &e),
    })
}

/// `host`, `host:port`, `[v6]:port`, with or without `tcp://`, as `host:port`; none for what is no address.
pub(crate) fn network_address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let plain = typed.strip_prefix("tcp://").unwrap_or(typed);
    let plain = plain.trim_end_matches('/');
    let (host, port) = match plain.rsplit_once(':') {
        Some((host, port)) if !plain.ends_with(']') => match port.parse() {
            Ok(port) => (host, port),
            Err(_) => return None,
        },
        _ => (plain, PORT),
    };
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    let letters = |c: char| c.is_alphanumeric() || "-._".contains(c);
    let well = match bare {
        Some(v6) => v6.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !host.is_empty() && host.len() <= 253 && host.chars().all(letters),
    };
    (well && port > 0).then(|| format!("{host}:{port}"))
}

/// Finding a name and calling take as long as the system likes, so patience and the person end both.
fn connect_within(
    printer: &Printer,
    patience: Patience,
    tell: Tell<'_>,
) -> Result<TcpStream, AppError> {
    let Some(at) = network_address(&printer.address) else {
        return Err(printer_error(
            Code::PrinterAddressWrong,
            printer,
            "not host:port",
        ));
    };
    let find = move || at.to_socket_addrs().map(Vec::from_iter);
    let unknown = |detail| printer_error(Code::PrinterHostUnknown, printer, detail);
    let found = match do_apart(patience.connect, tell, find) {
        Ok(Ok(found)) => found,
        Ok(Err(e)) => return Err(unknown(e)),
        Err(Unanswered::Stopped) => return Err(stopped_by_person()),
        Err(_) => return Err(unknown(ErrorKind::TimedOut.into())),
    };
    let each = patience.connect / u32::try_from(found.len()).unwrap_or(1).max(1);
    let failed = match do_apart(patience.connect, tell, move || call_first(&found, each)) {
        Ok(Ok(stream)) => return Ok(stream),
        Ok(Err(e)) => e,
        Err(Unanswered::Stopped) => return Err(stopped_by_person()),
        Err(_) => ErrorKind::TimedOut.into(),
    };
    Err(match failed.kind() {
        ErrorKind::ConnectionRefused => printer_error(Code::PrinterRefused, printer, failed),
        ErrorKind::NotFound => unknown(failed),
        _ => printer_error(Code::PrinterNoAnswer, printer, failed),
    })
}

/// The first that takes the call; a name may stand for several addresses.
fn call_first(found: &[SocketAddr], each: Duration) -> io::Result<TcpStream> {
    let mut last = io::Error::from(ErrorKind::NotFound);
    for at in found {
        match TcpStream::connect_timeout(at, each).and_then(set_up) {
            Ok(stream) => return Ok(stream),
            Err(e) => last = e,
        }
    }
    Err(last)
}

fn set_up(stream: TcpStream) -> io::Result<TcpStream> {
    stream.set_write_timeout(Some(STEP))?;
    stream.set_read_timeout(Some(STEP))?;
    SockRef::from(&stream).set_send_buffer_size(BUFFER)?;
    Ok(stream)
}

/// Says that nothing more comes, and listens a little for a reset: the last bytes may have met a closed door.
fn end_stream(stream: &mut TcpStream, patience: Duration) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    let until = Instant::now() + patience;
    let mut answer = [0; 512];
    while Instant::now() < until {
        match stream.read(&mut answer) {
            Ok(0) => return Ok(()),
            Ok(_) => {}
            Err(e) if is_later(&e) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::network_address;

    #[test]
    fn an_address_is_a_host_with_or_without_its_port() {
        let cases = [
            ("192.168.1.50", Some("192.168.1.50:9100")),
            (" tcp://may-in.local:6101/ ", Some("may-in.local:6101")),
            ("[fe80::1]:9100", Some("[fe80::1]:9100")),
            ("[fe80::1]", Some("[fe80::1]:9100")),
            ("", None),
            ("tcp://", None),
            (":9100", None),
            ("máy in:9100", None),
            ("host:0", None),
            ("host:70000", None),
            ("http://host", None),
        ];
        for (typed, read) in cases {
            assert_eq!(network_address(typed).as_deref(), read, "{typed}");
        }
    }
}
