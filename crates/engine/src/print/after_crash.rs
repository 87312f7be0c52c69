//! What a program that died had begun: prints that took their place or were being sent are entered, others are forgotten, and drafts are
//! taken away. A print that is under way in another window is left alone.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use super::announced_rows::Announced;
use super::under_way::is_under_way;
use crate::files::draft;
use crate::files::witness::Witness;
use crate::print::under_way;
use crate::{App, Result};

/// A drive that did not come back for so long is waited for no more.
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
            match self.fate_of(&id, &announced) {
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
        self.sweep_drafts()
    }

    fn fate_of(&self, id: &str, announced: &Announced) -> Fate {
        if is_under_way(self.dir(), id) {
            return Fate::Unknown;
        }
        if !announced.printer.is_empty() {
            // Nobody knows how much went out, so all of it did: a label too many in the ledger can be withdrawn.
            return Fate::Stands;
        }
        let (draft, out) = (Path::new(&announced.draft), Path::new(&announced.out));
        match (draft.exists(), out.exists()) {
            (false, true) if is_it(announced, out) => Fate::Stands,
            // It was not named yet, or a power cut took the new file and left an older one of that name.
            (true, _) | (_, true) => Fate::Lost,
            _ if self.may_come_back(out, announced.at) => Fate::Unknown,
            _ => Fate::Lost,
        }
    }

    /// Takes away drafts that were begun and never announced: our own alone, by the note of each.
    fn sweep_drafts(&self) -> Result<()> {
        let announced = self.read(|r| r.announced_prints())?;
        for (id, drawing) in self.read(|r| r.noted_drawings())? {
            let draft = Path::new(&drawing.draft);
            let stays = announced.iter().any(|(other, _)| *other == id);
            if stays || is_under_way(self.dir(), &id) || self.may_come_back(draft, drawing.at) {
                continue;
            }
            draft::discard(draft);
            self.write("", |tx| tx.forget_print(&id))?;
        }
        under_way::sweep_locks(self.dir());
        Ok(())
    }

    /// Whether a file may lie on a drive that is not here now.
    fn may_come_back(&self, file: &Path, begun: Timestamp) -> bool {
        let here = file.parent().is_some_and(Path::is_dir);
        !here && self.host().now().duration_since(begun) <= GIVEN_UP
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
