//! The system's keyring, with the file as a fallback. A keyring that does not answer (no D-Bus session, a prompt nobody sees) costs a
//! bounded wait, never a hang.

use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::Secrets;
use super::file::FileSecrets;
use crate::{AppError, Code, Result};

/// Name of the program in the keyring.
const SERVICE: &str = "nuong";

/// How long a keyring may take, a prompt for its password included.
const PATIENCE: Duration = Duration::from_secs(20);

/// Set to `file` to leave the keyring alone: tests, servers.
const CHOICE: &str = "NUONG_SECRETS";

/// The keyring of Windows, macOS or the desktop's secret service; a file in the data folder where there is none.
#[derive(Debug, Clone)]
pub struct SystemSecrets {
    file: FileSecrets,
    keyring: bool,
}

impl SystemSecrets {
    /// The store for the data folder `data_dir`. Nothing is asked of the system before the first secret.
    pub fn new(data_dir: &Path) -> Self {
        let chosen_file = std::env::var_os(CHOICE).is_some_and(|choice| choice == "file");
        Self {
            file: FileSecrets::new(data_dir),
            keyring: !chosen_file && may_have_keyring(),
        }
    }
}

impl Secrets for SystemSecrets {
    fn get(&self, name: &str) -> Result<Option<String>> {
        if let Some(value) = self.file.get(name)? {
            return Ok(Some(value));
        }
        if !self.keyring {
            return Ok(None);
        }
        in_keyring(name, |entry| match entry.get_password() {
            Err(keyring::Error::NoEntry) => Ok(None),
            other => other.map(Some),
        })
    }

    fn set(&self, name: &str, value: &str) -> Result<()> {
        let secret = value.to_owned();
        if self.keyring && in_keyring(name, move |entry| entry.set_password(&secret)).is_ok() {
            return self.file.delete(name);
        }
        self.file.set(name, value)
    }

    fn delete(&self, name: &str) -> Result<()> {
        self.file.delete(name)?;
        if !self.keyring {
            return Ok(());
        }
        in_keyring(name, |entry| match entry.delete_credential() {
            Err(keyring::Error::NoEntry) => Ok(()),
            other => other,
        })
    }

    fn kind(&self) -> &'static str {
        if self.keyring && !self.file.holds_any() {
            "keyring"
        } else {
            "file"
        }
    }
}

/// Without a session bus the secret service cannot exist, and asking for it may try to start one.
fn may_have_keyring() -> bool {
    if !cfg!(all(unix, not(target_os = "macos"))) {
        return true;
    }
    let bus_file = std::env::var_os("XDG_RUNTIME_DIR").map(|dir| Path::new(&dir).join("bus"));
    std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || bus_file.is_some_and(|file| file.exists())
}

/// Does `work` on a thread of its own; one that never returns is left behind.
fn in_keyring<T: Send + 'static>(
    name: &str,
    work: impl FnOnce(&keyring::Entry) -> keyring::Result<T> + Send + 'static,
) -> Result<T> {
    let name = name.to_owned();
    let (tell, told) = mpsc::channel();
    let asked = thread::Builder::new()
        .name("keyring".to_owned())
        .spawn(move || {
            let answer = keyring::Entry::new(SERVICE, &name).and_then(|entry| work(&entry));
            // Nobody listens any more after the patience ran out.
            let _late = tell.send(answer.map_err(|e| unavailable(&e)));
        });
    asked.map_err(|e| AppError::of(Code::KeyringUnavailable, e))?;
    told.recv_timeout(PATIENCE)
        .map_err(|_| AppError::new(Code::KeyringUnavailable, "no answer"))?
}

/// Only the kind of failure: some of the keyring's errors carry the secret's bytes.
fn unavailable(error: &keyring::Error) -> AppError {
    let what = match error {
        keyring::Error::NoStorageAccess(_) => "locked",
        keyring::Error::NoDefaultStore => "there is none",
        keyring::Error::PlatformFailure(_) => "the system refused",
        _ => "it answered oddly",
    };
    AppError::new(Code::KeyringUnavailable, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_keyring_the_file_keeps_the_secret_and_is_named_as_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let store = SystemSecrets {
            file: FileSecrets::new(dir.path()),
            keyring: false,
        };
        store.set("token", "a").unwrap();
        assert_eq!(
            (store.get("token").unwrap().as_deref(), store.kind()),
            (Some("a"), "file")
        );
        store.delete("token").unwrap();
        assert_eq!(store.get("token").unwrap(), None);
    }

    #[test]
    fn no_error_of_a_keyring_repeats_what_it_held() {
        let odd = keyring::Error::BadEncoding(b"s3cret".to_vec());
        let told = unavailable(&odd);
        assert!(!format!("{told:?}").contains("s3cret") && !told.detail.contains("115"));
    }
}
