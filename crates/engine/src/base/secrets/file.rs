//! Secrets in files with owner-only rights, in the data folder: where the system has no keyring. One file per secret.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::Secrets;
use crate::{AppError, Code, Result};

/// Largest secret read, in bytes.
const LARGEST: usize = 64 << 10;

/// Secrets in `{data folder}/secrets`.
#[derive(Debug, Clone)]
pub struct FileSecrets {
    dir: PathBuf,
}

impl FileSecrets {
    /// The store under `data_dir`; nothing is made before the first secret.
    pub fn new(data_dir: &Path) -> Self {
        Self {
            dir: data_dir.join("secrets"),
        }
    }

    /// True when it holds anything.
    pub(crate) fn holds_any(&self) -> bool {
        fs::read_dir(&self.dir).is_ok_and(|mut files| files.next().is_some())
    }

    /// Names become file names of letters, digits, `-` and `_`, so that none can lead out of the folder.
    fn path(&self, name: &str) -> PathBuf {
        let safe = |c: char| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        };
        self.dir
            .join(name.chars().take(100).map(safe).collect::<String>())
    }

    fn write(&self, path: &Path, value: &str) -> std::io::Result<()> {
        owner_only::folder(&self.dir)?;
        let fresh = path.with_extension("new");
        let mut file = owner_only::file(&fresh)?;
        file.write_all(value.as_bytes())?;
        file.sync_all()?;
        fs::rename(&fresh, path)
    }
}

impl Secrets for FileSecrets {
    fn get(&self, name: &str) -> Result<Option<String>> {
        match fs::read_to_string(self.path(name)) {
            Ok(text) if text.len() <= LARGEST => Ok(Some(text)),
            Ok(_) => Err(unavailable("the file is too large")),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(unavailable(e)),
        }
    }

    fn set(&self, name: &str, value: &str) -> Result<()> {
        let failed = |e: std::io::Error| match crate::base::disk::of_io(&e, &self.dir) {
            full if full.code == "disk_full" => full,
            _ => unavailable(e),
        };
        self.write(&self.path(name), value).map_err(failed)
    }

    fn delete(&self, name: &str) -> Result<()> {
        match fs::remove_file(self.path(name)) {
            Err(e) if e.kind() != ErrorKind::NotFound => Err(unavailable(e)),
            _ => Ok(()),
        }
    }

    fn kind(&self) -> &'static str {
        "file"
    }
}

fn unavailable(why: impl ToString) -> AppError {
    AppError::new(Code::KeyringUnavailable, why)
}

/// The one place that knows how each system says "the owner alone". On Windows the data folder lies in the user's profile, whose
/// access list already admits the owner and the system alone.
mod owner_only {
    use std::fs::DirBuilder;
    use std::fs::File;
    use std::fs::OpenOptions;
    use std::io::Result;
    use std::path::Path;

    pub(crate) fn folder(path: &Path) -> Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)
    }

    /// A new, empty file; what an earlier crash left under that name is removed first, with whatever rights it had.
    pub(crate) fn file(path: &Path) -> Result<File> {
        match std::fs::remove_file(path) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_kept_replaced_and_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let store = FileSecrets::new(dir.path());
        assert_eq!(store.get("token:1").unwrap(), None);
        assert!(!store.holds_any());
        store.set("token:1", "a").unwrap();
        store.set("token:1", "b").unwrap();
        assert_eq!(
            FileSecrets::new(dir.path())
                .get("token:1")
                .unwrap()
                .as_deref(),
            Some("b")
        );
        assert!(store.holds_any());
        store.delete("token:1").unwrap();
        store.delete("token:1").unwrap();
        assert_eq!(store.get("token:1").unwrap(), None);
    }

    #[test]
    fn a_name_cannot_lead_out_of_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        FileSecrets::new(dir.path()).set("../../x", "a").unwrap();
        let names: Vec<_> = fs::read_dir(dir.path().join("secrets"))
            .unwrap()
            .map(|f| f.unwrap().file_name())
            .collect();
        assert_eq!(names, ["______x"]);
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_the_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        FileSecrets::new(dir.path()).set("token", "a").unwrap();
        let mode = |p: &str| {
            fs::metadata(dir.path().join(p))
                .unwrap()
                .permissions()
                .mode()
                & 0o777
        };
        assert_eq!((mode("secrets"), mode("secrets/token")), (0o700, 0o600));
    }
}
