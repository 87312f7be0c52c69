//! `nuong gs1`: needs no data folder. A code a line in, a JSON object a line out; every line is answered, readable or not.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::ExitCode;

/// Longest line that is looked at; GS1 codes are far shorter.
const LONGEST: u64 = 64 * 1024;

/// Reads standard input to its end.
pub fn describe_lines() -> ExitCode {
    let mut input = BufReader::new(std::io::stdin().lock());
    let mut output = std::io::stdout().lock();
    loop {
        match next_line(&mut input) {
            Ok(Some(line)) => {
                let written = serde_json::to_string(&nuong_gs1::describe_code(&line))
                    .map_err(std::io::Error::other)
                    .and_then(|described| writeln!(output, "{described}"));
                if let Err(unwritten) = written {
                    return exit_for(&unwritten);
                }
            }
            Ok(None) => {
                return output
                    .flush()
                    .map_or_else(|e| exit_for(&e), |()| ExitCode::SUCCESS);
            }
            Err(unreadable) => return exit_for(&unreadable),
        }
    }
}

/// A reader that went away ends the program quietly; anything else is an error.
fn exit_for(error: &std::io::Error) -> ExitCode {
    if error.kind() == std::io::ErrorKind::BrokenPipe {
        return ExitCode::SUCCESS;
    }
    eprintln!("{error}");
    ExitCode::FAILURE
}

/// One line without its ending and the byte-order mark that Windows' shells put first, bytes that are no UTF-8 replaced, the rest of an overlong line skipped.
fn next_line(input: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut bytes = Vec::new();
    if input.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if !bytes.ends_with(b"\n") && bytes.len() as u64 == LONGEST {
        skip_line(input)?;
    }
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    Ok(Some(text.trim_end_matches(['\n', '\r']).to_owned()))
}

fn skip_line(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let end = buffer.iter().position(|b| *b == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        input.consume(used);
        if end.is_some() || used == 0 {
            return Ok(());
        }
    }
}
