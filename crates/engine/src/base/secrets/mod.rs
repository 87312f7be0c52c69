//! Where tokens live: the system's keyring, or a file with owner-only rights where there is none. The engine only knows this trait,
//! so a test keeps its secrets in memory.

pub(crate) mod file;
pub(crate) mod system;

pub use file::FileSecrets;
pub use system::SystemSecrets;

use crate::Result;

/// A store of secrets by name. Values never stand in the data file, the change log or an error's detail.
pub trait Secrets: Send + Sync {
    /// The secret of that name, if there is one.
    ///
    /// # Errors
    /// `keyring_unavailable` when the store cannot be asked.
    fn get(&self, name: &str) -> Result<Option<String>>;

    /// Stores or replaces a secret.
    ///
    /// # Errors
    /// `keyring_unavailable` when the store cannot be written.
    fn set(&self, name: &str, value: &str) -> Result<()>;

    /// Forgets a secret; one that is not there is no error.
    ///
    /// # Errors
    /// `keyring_unavailable` when the store cannot be written.
    fn delete(&self, name: &str) -> Result<()>;

    /// `keyring` or `file`: shown to the person.
    fn kind(&self) -> &'static str;
}
