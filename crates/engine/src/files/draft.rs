//! A file while it is being written: it lies beside its target, so that the last step is a rename and the target is whole or not there.
//! It refuses targets that are no files: a rename would put a file in the place of a device.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::{AppError, Code, Result};

/// The folder, in the data folder, of what is sent to printers.
pub(crate) const SPOOL: &str = "spool";

/// How drafts end.
pub(crate) const PART: &str = "part";

/// A draft of the file `out`.
pub(crate) struct FileDraft {
    /// Where it is written.
    pub part: PathBuf,
    /// Where it will stand.
    pub out: PathBuf,
}

/// Absolute, because the next start, or another program, may have another working folder.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Where the file will stand: behind a link, what the link points at.
fn target(out: &Path) -> Result<PathBuf> {
    let refused = |code| AppError::new(code, "not a file").with("path", out.display());
    match fs::metadata(out) {
        Ok(found) if found.is_dir() => return Err(refused(Code::FileIsFolder)),
        Ok(found) if !found.is_file() => return Err(refused(Code::FileNotWritable)),
        _ if out.file_name().is_none() => return Err(refused(Code::FileIsFolder)),
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(file_error(&e, out)),
        _ => {}
    }
    if out.is_symlink() {
        // A link whose target is gone: nobody would look for the folder that the target once lay in.
        let gone = |e: io::Error| match e.kind() {
            io::ErrorKind::NotFound => refused(Code::LinkToNothing),
            _ => file_error(&e, out),
        };
        return fs::canonicalize(out).map_err(gone);
    }
    Ok(out.to_owned())
}

impl FileDraft {
    /// A draft beside `out`, named after `id`.
    pub fn beside(out: &Path, id: &str) -> Result<Self> {
        let out = target(out)?;
        Ok(Self {
            part: out.with_file_name(name(id)),
            out,
        })
    }

    /// A draft that stays one: it is sent to a printer from its folder of the data folder.
    pub fn to_send(dir: &Path, id: &str) -> Result<Self> {
        let part = spool(dir)?.join(name(id));
        Ok(Self {
            out: part.clone(),
            part,
        })
    }

    /// The draft opened for reading.
    pub fn open(&self) -> Result<File> {
        File::open(&self.part).map_err(|e| file_error(&e, &self.part))
    }

    /// The draft as text.
    pub fn read(&self) -> Result<String> {
        fs::read_to_string(&self.part).map_err(|e| file_error(&e, &self.part))
    }

    /// Writes the whole draft to the disk; when that fails, nothing is left of it.
    pub fn fill<T>(&self, write: impl FnOnce(&mut BufWriter<File>) -> Result<T>) -> Result<T> {
        let failed = |e: io::Error| file_error(&e, &self.out);
        let mut file = BufWriter::new(File::create(&self.part).map_err(failed)?);
        let finish = |done: T, file: &mut BufWriter<File>| {
            file.flush().map_err(failed)?;
            file.get_ref().sync_all().map_err(failed)?;
            Ok(done)
        };
        write(&mut file)
            .and_then(|done| finish(done, &mut file))
            .inspect_err(|_| discard(&self.part))
    }

    /// Gives the draft its name; when that fails, nothing is left of it.
    pub fn put_in_place(&self) -> Result<()> {
        #[cfg(test)]
        crate::testing::killed::moment();
        fs::rename(&self.part, &self.out)
            .map_err(|e| file_error(&e, &self.out))
            .inspect_err(|_| discard(&self.part))
    }
}

/// The spool, made where there is none.
pub(crate) fn spool(dir: &Path) -> Result<PathBuf> {
    let folder = dir.join(SPOOL);
    fs::create_dir_all(&folder).map_err(|e| crate::base::disk::of_io(&e, &folder))?;
    Ok(folder)
}

/// The name of a draft.
pub(crate) fn name(id: &str) -> String {
    format!(".nuong-{id}.{PART}")
}

/// Takes away a file of ours.
pub(crate) fn discard(file: &Path) {
    // When it cannot go, the error that brought us here is what matters.
    let _ = fs::remove_file(file);
}

/// An error of the file system while `out` was being written.
pub(crate) fn file_error(error: &io::Error, out: &Path) -> AppError {
    let of_path = crate::base::disk::of_io(error, out);
    match (of_path.code, out.parent()) {
        (Code::FolderNotWritable, _) => AppError {
            code: Code::FileNotWritable,
            ..of_path
        },
        (Code::FileNotFound, Some(folder)) => of_path.with("path", folder.display()),
        _ => of_path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(out: &Path) -> String {
        FileDraft::beside(out, "1")
            .map(|_| ())
            .unwrap_err()
            .code
            .to_string()
    }

    #[cfg(unix)]
    fn link_to(target: &Path, link: &Path) {
        std::os::unix::fs::symlink(target, link).unwrap();
    }

    #[cfg(not(unix))]
    fn link_to(_target: &Path, _link: &Path) {}

    #[test]
    fn only_files_are_replaced() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(refusal(dir.path()), "file_is_folder");
        assert_eq!(refusal(Path::new("..")), "file_is_folder");
        assert_eq!(refusal(Path::new("a\0b.pdf")), "file_not_writable");
        if cfg!(unix) {
            assert_eq!(refusal(Path::new("/dev/null")), "file_not_writable");
            let dangling = dir.path().join("lối tắt.pdf");
            link_to(&dir.path().join("mất rồi.pdf"), &dangling);
            assert_eq!(refusal(&dangling), "link_to_nothing");
            let long = dir.path().join("a".repeat(300));
            assert_eq!(refusal(&long), "file_not_writable");
        }
    }

    #[test]
    fn a_draft_becomes_its_target_or_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("tem.pdf");
        let draft = FileDraft::beside(&out, "1").unwrap();
        let stopped = draft.fill::<()>(|_| Err(AppError::new(Code::Cancelled, "")));
        assert_eq!(stopped.unwrap_err().code, "cancelled");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
        let failed = |e: io::Error| AppError::new(Code::Internal, e);
        draft.fill(|f| f.write_all(b"tem").map_err(failed)).unwrap();
        assert!(!out.exists());
        draft.put_in_place().unwrap();
        assert_eq!(fs::read(&out).unwrap(), b"tem");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn an_error_names_what_the_person_typed() {
        let dir = tempfile::tempdir().unwrap();
        let nowhere = dir.path().join("khong-co").join("tem.pdf");
        let error = FileDraft::beside(&nowhere, "1")
            .unwrap()
            .fill(|_| Ok(()))
            .unwrap_err();
        assert_eq!(error.code, "file_not_found");
        assert!(error.args["path"].ends_with("khong-co"), "{error:?}");
    }
}
