//! Import of a ledger as staff keep it: workbook → sheets → tables found by their column names → rows as records → the store, in one
//! transaction. It never guesses silently: what it takes otherwise than written, and what it refuses, stands in the report with sheet,
//! row, field and a sentence that says what to do. Killed or stopped midway, nothing came in; the same file again adds nothing.

mod apply;
mod cell;
mod file;
mod row;
mod table;
pub(crate) mod view;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use jiff::civil::Date;
use jiff::tz::Offset;
use view::ImportReport;

use crate::base::progress::{OnProgress, Progress};
use crate::import::file::workbook::Workbook;
use crate::import::row::draft::Draft;
use crate::{App, AppError, Code, Result};

/// Progress is told once in so many rows.
const TOLD_EVERY: usize = 256;

impl App {
    /// What importing this file would do, to the letter; nothing is kept.
    ///
    /// # Errors
    /// As [`App::import_apply`].
    pub fn import_preview(&self, path: &Path, progress: OnProgress<'_>) -> Result<ImportReport> {
        let draft = self.draft(path, progress)?;
        let language = self.language()?;
        let mut report = self.rehearse("", |tx| {
            apply::apply(&draft, tx, &language, &mut tick(progress, draft.rows()))
        })?;
        report.dry_run = true;
        Ok(report)
    }

    /// Imports a ledger: good rows come in, in one transaction; the others are reported. `actor` answers for it (empty: the person of
    /// the settings).
    ///
    /// # Errors
    /// `import_unreadable`, `import_empty_file`, `import_too_big`, `import_too_many_rows`, `import_password`, `import_other_format`,
    /// `import_not_xlsx`, `import_damaged`, `import_no_rows`, `import_no_table`; `profile_missing`; `import_cancelled` when `progress` breaks; the store's own.
    pub fn import_apply(
        &self,
        path: &Path,
        actor: &str,
        progress: OnProgress<'_>,
    ) -> Result<ImportReport> {
        let draft = self.draft(path, progress)?;
        let language = self.language()?;
        self.write(actor, |tx| {
            apply::apply(&draft, tx, &language, &mut tick(progress, draft.rows()))
        })
    }

    fn draft(&self, path: &Path, progress: OnProgress<'_>) -> Result<Draft> {
        let home = self
            .read(|r| r.profile())?
            .ok_or_else(|| AppError::new(Code::ProfileMissing, "no cooperative yet"))?
            .commune_code;
        let today = Offset::constant(7).to_datetime(self.host().now()).date();
        let named = |e: AppError| e.with("file", file::container::file_name(path));
        read(path, today, &home, progress).map_err(named)
    }
}

/// Reads a workbook as records, knowing nothing of what is stored.
fn read(path: &Path, today: Date, home: &str, progress: OnProgress<'_>) -> Result<Draft> {
    let bytes = crate::import::file::container::open(path)?;
    // The reader is not ours: should a file make it panic, the file is damaged and the program goes on.
    let draft = catch_unwind(AssertUnwindSafe(|| {
        read_sheets(bytes, today, home, progress)
    }));
    draft.unwrap_or_else(|_| Err(AppError::new(Code::ImportDamaged, "the reader panicked")))
}

fn read_sheets(bytes: Vec<u8>, today: Date, home: &str, progress: OnProgress<'_>) -> Result<Draft> {
    let mut workbook = Workbook::open(bytes)?;
    let mut draft = Draft::default();
    let mut tick = tick(progress, 0);
    draft.ignored_sheets.clone_from(&workbook.unread);
    let mut rows_before = 0;
    for name in workbook.sheets.clone() {
        let sheet = workbook.read(&name, &mut |rows| tick(rows_before + rows))?;
        rows_before += sheet.rows.len();
        if !sheet.rows.is_empty() {
            draft.take_sheet(&name, crate::import::table::cut::cut(sheet), today, home);
        }
    }
    match (rows_before, draft.sheets.is_empty()) {
        (0, _) => Err(AppError::new(Code::ImportNoRows, "no cell holds anything")),
        (_, true) => Err(AppError::new(
            Code::ImportNoTable,
            draft.ignored_sheets.join(", "),
        )),
        _ => {
            crate::import::row::relate::finish(&mut draft);
            Ok(draft)
        }
    }
}

/// Tells progress now and then; a wish to stop becomes an error, so that the transaction is taken back.
fn tick(progress: OnProgress<'_>, total: usize) -> impl FnMut(usize) -> Result<()> {
    move |done| {
        let said = done.is_multiple_of(TOLD_EVERY) || done == total;
        if said
            && progress(Progress {
                job: "import".to_owned(),
                done: done as u64,
                total: total as u64,
            })
            .is_break()
        {
            return Err(AppError::new(Code::ImportCancelled, done));
        }
        Ok(())
    }
}
