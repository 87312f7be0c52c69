//! What a program that died had begun: prints that took their place or were being sent are entered, others are forgotten, and drafts are
//! taken away. A print that is under way in another window is left alone.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use super::draft;
use super::witness::Witness;
use crate::store::Announced;
use crate::{App, Result};

/// What was begun longer ago and did not end was given up.
const GIVEN_UP: SignedDuration = SignedDuration::from_hours(24);

/// What became of an announced print.
enum Fate {
    /// The PDF is in its place, or it was being sent.
    Stands,
    /// It never came there.
    Lost,
    /// Under way, or on a drive that is not here.
    Unknown,
}

impl App {
    /// Enters what a program that died had printed already, and forgets what it had not.
    pub(crate) fn settle_prints(&self) -> Result<()> {
        for (id, announced) in self.read(|r| r.announced_prints())? {
            match self.fate(&announced) {
                Fate::Stands => {
                    self.write("", |tx| tx.enter_announced(&id))?;
                    draft::discard(Path::new(&announced.draft));
                }
                Fate::Lost => {
                    draft::discard(Path::new(&announced.draft));
                    self.write("", |tx| tx.forget_print(&id))?;
                }
                Fate::Unknown => {}
            }
        }
        self.sweep()
    }

    fn fate(&self, announced: &Announced) -> Fate {
        let (draft, out) = (Path::new(&announced.draft), Path::new(&announced.out));
        if !announced.printer.is_empty() {
            // Nobody knows how much went out, so all of it did: a label too many in the ledger can be withdrawn.
            return if draft::is_held(draft) {
                Fate::Unknown
            } else {
                Fate::Stands
            };
        }
        match (draft.exists(), out.exists()) {
            (false, true) if is_it(announced, out) => Fate::Stands,
            // A power cut took the new file and left an older one of that name.
            (false, true) => Fate::Lost,
            (false, false) if out.parent().is_some_and(Path::is_dir) => Fate::Lost,
            _ if self.given_up(announced.at) => Fate::Lost,
            _ => Fate::Unknown,
        }
    }

    /// Takes away drafts that were begun long ago and never announced: our own alone, by the note of each.
    fn sweep(&self) -> Result<()> {
        let announced = self.read(|r| r.announced_prints())?;
        for (id, drawing) in self.read(|r| r.drawings())? {
            let stays = announced.iter().any(|(other, _)| *other == id);
            let draft = Path::new(&drawing.draft);
            if stays || draft::is_held(draft) || !self.given_up(drawing.at) {
                continue;
            }
            draft::discard(draft);
            self.write("", |tx| tx.forget_print(&id))?;
        }
        Ok(())
    }

    fn given_up(&self, begun: Timestamp) -> bool {
        self.host().now().duration_since(begun) > GIVEN_UP
    }
}

/// Whether the file is the one announced. Programs before this one wrote down nothing to know it by.
fn is_it(announced: &Announced, out: &Path) -> bool {
    match (announced.bytes, &announced.sha256) {
        (Some(bytes), Some(sha256)) => {
            Witness::of(out).is_ok_and(|found| found.bytes == bytes && found.sha256 == *sha256)
        }
        _ => true,
    }
}
