//! What a written file is known by afterwards: its length and its SHA-256, taken while it is written.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

/// What a file is known by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Witness {
    pub bytes: u64,
    /// In hexadecimal.
    pub sha256: String,
}

impl Witness {
    /// Of a file that stands.
    pub fn of(file: &Path) -> io::Result<Self> {
        let mut file = File::open(file)?;
        let mut nowhere = io::sink();
        let mut writing = Writing::new(&mut nowhere);
        io::copy(&mut file, &mut writing)?;
        Ok(writing.done())
    }
}

/// A writer that watches what goes through it.
pub(crate) struct Writing<'w, W: Write> {
    to: &'w mut W,
    bytes: u64,
    hash: Sha256,
}

impl<'w, W: Write> Writing<'w, W> {
    pub fn new(to: &'w mut W) -> Self {
        Self {
            to,
            bytes: 0,
            hash: Sha256::new(),
        }
    }

    pub fn done(self) -> Witness {
        let hash = self.hash.finalize();
        Witness {
            bytes: self.bytes,
            sha256: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}

impl<W: Write> Write for Writing<'_, W> {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        let written = self.to.write(part)?;
        // No writer takes more than it was offered.
        let part = part.get(..written).unwrap_or(part);
        self.hash.update(part);
        self.bytes += part.len() as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
