//! The system's spooler where it is CUPS, through the commands that every such system has (`lp`, `lpstat`): linking its library would keep the
//! program from starting where it is not installed. A job is taken whole or not at all.

use std::io::{self, Read};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::pump::stopped_by_person;
use super::{Broken, Parcel, Sent, Tell, printer_error};
use crate::base::patience::Patience;
use crate::printer::view::{Printer, PrinterLanguage};
use crate::{AppError, Code};

const STEP: Duration = Duration::from_millis(50);

/// Longest answer that is read.
const LONGEST: u64 = 256 * 1024;

/// The queues' names; none where there is no spooler.
pub(crate) fn system_queues(patience: Patience) -> Vec<String> {
    let listed = run_command(
        "lpstat",
        &["-e"],
        patience.spooler.min(Duration::from_secs(5)),
        &mut || false,
    );
    let Ok((true, names, _)) = listed else {
        return Vec::new();
    };
    let names = names.lines().map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

pub(crate) fn send_to_system(
    printer: &Printer,
    parcel: Parcel,
    patience: Patience,
    tell: Tell<'_>,
) -> Sent {
    let options = job_options(printer, parcel.page);
    let path = parcel.path.to_string_lossy();
    let mut args = vec!["-d", &printer.address, "-t", &parcel.title];
    args.extend(options.iter().flat_map(|option| ["-o", option.as_str()]));
    args.push(&path);
    let mut stop = || tell(0).is_break();
    let (taken, _, said) = run_command("lp", &args, patience.spooler, &mut stop)
        .map_err(|e| Broken::before_sending(cups_refusal(printer, e)))?;
    if taken {
        return Ok(());
    }
    let code = if system_queues(patience).contains(&printer.address) {
        Code::PrinterQueueRefused
    } else {
        Code::PrinterQueueUnknown
    };
    Err(Broken::before_sending(printer_error(
        code,
        printer,
        said.trim(),
    )))
}

/// What a job asks of its queue: label printers' languages untouched, a PDF on its own paper and never scaled.
fn job_options(printer: &Printer, (width, height): (i32, i32)) -> Vec<String> {
    if printer.language != PrinterLanguage::Pdf {
        return vec!["raw".into()];
    }
    let mm = |um: i32| nuong_labels::Um(um).to_mm();
    let media = match (width, height) {
        (210_000, 297_000) => "A4".to_owned(),
        (148_000, 210_000) => "A5".to_owned(),
        _ => format!("Custom.{}x{}mm", mm(width), mm(height)),
    };
    vec![
        format!("media={media}"),
        "print-scaling=none".into(),
        "sides=one-sided".into(),
    ]
}

enum Failed {
    Start(io::Error),
    TooLong,
    Stopped,
}

fn cups_refusal(printer: &Printer, failed: Failed) -> AppError {
    match failed {
        Failed::Start(e) => printer_error(Code::PrintingNotInstalled, printer, e),
        Failed::TooLong => printer_error(
            Code::PrinterNoAnswer,
            printer,
            "the spooler does not answer",
        ),
        Failed::Stopped => stopped_by_person(),
    }
}

/// Runs a command within its time; whether it succeeded, what it wrote and what it complained of.
fn run_command(
    program: &str,
    args: &[&str],
    patience: Duration,
    stop: &mut dyn FnMut() -> bool,
) -> std::result::Result<(bool, String, String), Failed> {
    let mut child = Command::new(program)
        .args(args)
        // Its words go to the technical details, and are the same everywhere.
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(Failed::Start)?;
    let (out, err) = (
        listen_apart(child.stdout.take()),
        listen_apart(child.stderr.take()),
    );
    let succeeded = wait_for_child(&mut child, patience, stop)?;
    // The command's own verdict stands without its words.
    let text = |heard: thread::JoinHandle<String>| heard.join().unwrap_or_default();
    Ok((succeeded, text(out), text(err)))
}

/// A pipe is read while the command runs, so that a full one does not hold it up.
fn listen_apart(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut heard = Vec::new();
        if let Some(pipe) = pipe
            && let Err(error) = pipe.take(LONGEST).read_to_end(&mut heard)
        {
            heard.extend(error.to_string().bytes());
        }
        String::from_utf8_lossy(&heard).into_owned()
    })
}

fn wait_for_child(
    child: &mut Child,
    patience: Duration,
    stop: &mut dyn FnMut() -> bool,
) -> std::result::Result<bool, Failed> {
    let until = Instant::now() + patience;
    let failed = loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status.success()),
            Err(e) => break Failed::Start(e),
            Ok(None) if Instant::now() > until => break Failed::TooLong,
            Ok(None) if stop() => break Failed::Stopped,
            Ok(None) => thread::sleep(STEP),
        }
    };
    // A child that cannot be ended has ended; either way the person is told why nobody waits for it.
    let _gone = child.kill().and_then(|()| child.wait());
    Err(failed)
}
