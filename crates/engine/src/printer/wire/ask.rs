//! Asking a label printer how it is before labels are sent: ZPL's `~HS` and TSPL's `<ESC>!?`. A printer that does not answer within its time,
//! or answers something else, is taken to be well.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use super::printer_error;
use super::pump::is_later;
use crate::printer::view::{Printer, PrinterLanguage};
use crate::{AppError, Code};

/// Three lines of `~HS` are 82 bytes.
const LONGEST: usize = 256;

/// # Errors
/// `printer_not_ready` (args `name`, `state`).
pub(crate) fn ask_state(
    printer: &Printer,
    way: &mut (impl Read + Write),
    patience: Duration,
) -> Result<(), AppError> {
    let (question, state): (&str, State) = match printer.language {
        PrinterLanguage::Pdf => return Ok(()),
        PrinterLanguage::Zpl => ("~HS", zpl_answer),
        PrinterLanguage::Tspl => ("\x1b!?", tspl_answer),
    };
    if way.write_all(question.as_bytes()).is_err() {
        // Sending will tell what is wrong.
        return Ok(());
    }
    match hear_answer(way, patience, state) {
        Answer::Ill(state) => {
            let state = format!("core.printer_state.{state}");
            Err(printer_error(Code::PrinterNotReady, printer, "").with("state", state))
        }
        Answer::Well | Answer::Partial => Ok(()),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Well,
    Ill(&'static str),
    /// Not yet whole.
    Partial,
}

/// What an answer says, as far as it was heard.
type State = fn(&[u8]) -> Answer;

fn hear_answer(way: &mut impl Read, patience: Duration, state: State) -> Answer {
    let until = Instant::now() + patience;
    let (mut heard, mut some) = (Vec::new(), [0; 64]);
    while Instant::now() < until && heard.len() < LONGEST {
        match way.read(&mut some) {
            Ok(0) => break,
            Ok(n) => heard.extend(some.iter().take(n)),
            Err(e) if is_later(&e) => continue,
            Err(_) => break,
        }
        match state(&heard) {
            Answer::Partial => {}
            answer => return answer,
        }
    }
    Answer::Well
}

/// Zebra, Programming Guide, "~HS": three strings between STX and ETX; of the first the 2nd and 3rd value are paper out and pause, of the
/// second the 3rd and 4th head up and ribbon out.
fn zpl_answer(heard: &[u8]) -> Answer {
    let text = String::from_utf8_lossy(heard);
    let strings: Vec<Vec<&str>> = text
        .split('\u{2}')
        .skip(1)
        .filter_map(|s| s.split_once('\u{3}'))
        .map(|(inside, _)| inside.split(',').collect())
        .collect();
    let [first, second, ..] = strings.as_slice() else {
        return Answer::Partial;
    };
    let set = |string: &[&str], at: usize| string.get(at).is_some_and(|value| value.trim() == "1");
    let states = [
        (set(first, 1), "paper"),
        (set(second, 2), "head"),
        (set(second, 3), "ribbon"),
        (set(first, 2), "pause"),
    ];
    let ill = states.into_iter().find(|(is, _)| *is);
    ill.map_or(Answer::Well, |(_, state)| Answer::Ill(state))
}

/// TSC, TSPL/TSPL2 Programming Language, "<ESC>!?": one byte of flags; 0x20 is printing.
fn tspl_answer(heard: &[u8]) -> Answer {
    let Some(flags) = heard.first() else {
        return Answer::Partial;
    };
    let states = [
        (0x01, "head"),
        (0x02, "jam"),
        (0x04, "paper"),
        (0x08, "ribbon"),
        (0x10, "pause"),
        (0x80, "other"),
    ];
    let ill = states.into_iter().find(|(flag, _)| flags & flag != 0);
    ill.map_or(Answer::Well, |(_, state)| Answer::Ill(state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zebra_tells_what_is_wrong() {
        let answer = |paper: u8, pause: u8, head: u8, ribbon: u8| {
            format!(
                "\u{2}030,{paper},{pause},0245,000,0,0,0,000,0,0,0\u{3}\r\n\u{2}001,0,{head},{ribbon},1,2,6,0,00000000,1,000\u{3}\r\n\u{2}1234,0\u{3}\r\n"
            )
        };
        let states = [
            (answer(0, 0, 0, 0), Answer::Well),
            (answer(1, 1, 0, 0), Answer::Ill("paper")),
            (answer(0, 1, 0, 0), Answer::Ill("pause")),
            (answer(0, 0, 1, 0), Answer::Ill("head")),
            (answer(0, 0, 0, 1), Answer::Ill("ribbon")),
            ("\u{2}030,1,0".to_owned(), Answer::Partial),
            ("HTTP/1.1 400 Bad Request".to_owned(), Answer::Partial),
        ];
        for (heard, state) in states {
            assert_eq!(zpl_answer(heard.as_bytes()), state, "{heard}");
        }
    }

    #[test]
    fn a_tsc_tells_what_is_wrong() {
        assert_eq!(tspl_answer(&[]), Answer::Partial);
        assert_eq!(tspl_answer(&[0]), Answer::Well);
        assert_eq!(tspl_answer(&[0x20]), Answer::Well);
        assert_eq!(tspl_answer(&[0x04]), Answer::Ill("paper"));
        assert_eq!(tspl_answer(&[0x05]), Answer::Ill("head"));
        assert_eq!(tspl_answer(&[0x10]), Answer::Ill("pause"));
    }
}
