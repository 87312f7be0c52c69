//! `pallets.log` beside the data file: this laptop's extension digit and the last pallet number it used. It is no part of the data file,
//! so that an old copy of that put back does not make numbers come back; and it knows the instant at which it was made on this disk,
//! so that a copy of the whole folder, on another laptop or put back from a backup, is found out and a person is asked again. Lines are
//! only added, each on the disk before its numbers are used.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::base::disk::of_io;
use crate::{AppError, Code, Result};

const FILE: &str = "pallets.log";

/// The log of a data folder.
#[derive(Debug, Clone)]
pub(crate) struct PalletBook {
    path: PathBuf,
    lines: Vec<String>,
}

impl PalletBook {
    /// Reads the log of `dir`; an empty one where there is none.
    pub fn read_book(dir: &Path) -> Result<Self> {
        let path = dir.join(FILE);
        let text = match fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(e) if e.kind() == ErrorKind::NotFound => String::new(),
            Err(e) => return Err(of_io(&e, &path)),
        };
        // What a power cut left of the last line ends without a line end.
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        Ok(Self {
            path,
            lines: whole.lines().map(str::to_owned).collect(),
        })
    }

    /// The extension digit that a person gave this laptop; none when nobody did, or when the folder is a copy.
    pub fn laptop_digit(&self) -> Option<u8> {
        let born = self.last_line("born ")?;
        if born != file_birth(&self.path) {
            return None;
        }
        match self.last_line("digit ")?.parse() {
            Ok(digit @ 0..=9) => Some(digit),
            // A person is asked again; a guess could give two laptops the same pallets.
            _ => None,
        }
    }

    /// The last number used under a prefix and digit, counted without end.
    ///
    /// # Errors
    /// `file_damaged` for a line that names none: numbers that were used would come back.
    pub fn last_used(&self, gcp: &str, digit: u8) -> Result<Option<u64>> {
        let head = format!("used {gcp} {digit} ");
        let mut last = None;
        for number in self.lines.iter().filter_map(|l| l.strip_prefix(&head)) {
            let number = number.parse().map_err(|e| {
                AppError::of(Code::FileDamaged, e)
                    .with("path", self.path.display())
                    .with("record", number)
            })?;
            last = last.max(Some(number));
        }
        Ok(last)
    }

    /// Writes down the digit of this laptop, in a file of this disk.
    pub fn choose_digit(&mut self, digit: u8) -> Result<()> {
        if self.laptop_digit().is_none() {
            let used: Vec<&String> = self
                .lines
                .iter()
                .filter(|line| line.starts_with("used "))
                .collect();
            let text: String = used.iter().map(|line| format!("{line}\n")).collect();
            let fresh = self.path.with_extension("new");
            let written = File::create(&fresh).and_then(|mut file| {
                file.write_all(text.as_bytes())?;
                file.sync_all()?;
                fs::rename(&fresh, &self.path)
            });
            written.map_err(|e| of_io(&e, &self.path))?;
        }
        let born = file_birth(&self.path);
        self.add_lines(&[format!("born {born}"), format!("digit {digit}")])
    }

    /// Writes down that the numbers up to `last` are used.
    pub fn use_up_to(&mut self, gcp: &str, digit: u8, last: u64) -> Result<()> {
        self.add_lines(&[format!("used {gcp} {digit} {last}")])
    }

    fn last_line(&self, head: &str) -> Option<&str> {
        self.lines
            .iter()
            .rev()
            .find_map(|line| line.strip_prefix(head))
    }

    fn add_lines(&mut self, lines: &[String]) -> Result<()> {
        let text: String = lines.iter().map(|line| format!("\n{line}\n")).collect();
        let mut log = File::options();
        let added = log
            .append(true)
            .create(true)
            .open(&self.path)
            .and_then(|mut file| {
                file.write_all(text.as_bytes())?;
                file.sync_all()
            });
        added.map_err(|e| of_io(&e, &self.path))?;
        self.lines.extend_from_slice(lines);
        Ok(())
    }
}

/// When the file came to be on this disk, in nanoseconds; `0` where the file system does not know.
fn file_birth(path: &Path) -> String {
    let created = fs::metadata(path).and_then(|file| file.created());
    let since = created.map(|at| at.duration_since(UNIX_EPOCH));
    match since {
        Ok(Ok(since)) => since.as_nanos().to_string(),
        _ => "0".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_log_has_no_digit_but_knows_what_was_used() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut book = PalletBook::read_book(here.path()).unwrap();
        assert_eq!(
            (book.laptop_digit(), book.last_used("9520120", 3).unwrap()),
            (None, None)
        );
        book.choose_digit(3).unwrap();
        book.use_up_to("9520120", 3, 41).unwrap();
        let again = PalletBook::read_book(here.path()).unwrap();
        assert_eq!(
            (again.laptop_digit(), again.last_used("9520120", 3).unwrap()),
            (Some(3), Some(41))
        );
        fs::copy(here.path().join(FILE), there.path().join(FILE)).unwrap();
        let mut copy = PalletBook::read_book(there.path()).unwrap();
        assert_eq!(
            (copy.laptop_digit(), copy.last_used("9520120", 3).unwrap()),
            (None, Some(41))
        );
        copy.choose_digit(4).unwrap();
        let copy = PalletBook::read_book(there.path()).unwrap();
        assert_eq!(
            (copy.laptop_digit(), copy.last_used("9520120", 3).unwrap()),
            (Some(4), Some(41))
        );
    }

    #[test]
    fn half_a_line_is_no_line() {
        let dir = tempfile::tempdir().unwrap();
        let mut book = PalletBook::read_book(dir.path()).unwrap();
        book.choose_digit(3).unwrap();
        book.use_up_to("9520120", 3, 41).unwrap();
        let path = dir.path().join(FILE);
        let mut text = fs::read_to_string(&path).unwrap();
        text.push_str("\nused 9520120 3 4");
        fs::write(&path, text).unwrap();
        let mut book = PalletBook::read_book(dir.path()).unwrap();
        assert_eq!(book.last_used("9520120", 3).unwrap(), Some(41));
        book.use_up_to("9520120", 3, 50).unwrap();
        assert_eq!(
            PalletBook::read_book(dir.path())
                .unwrap()
                .last_used("9520120", 3)
                .unwrap(),
            Some(50)
        );
    }
}
