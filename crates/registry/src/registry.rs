//! The registry itself: its store, its clock and what its operator may do without HTTP.

use std::path::Path;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::machine::{Machine, MachineError};
use crate::secret::{self, Fingerprint};
use crate::store::{self, Organisation, Store, StoreError};
use crate::text;
use crate::tries::Tries;

/// How long a one-time code can be redeemed.
const CODE_LIFE: SignedDuration = SignedDuration::from_hours(24);
const NAME_CHARS: usize = 200;

/// Why no enrolment code was issued.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// The name is empty, too long or has control characters.
    #[error("the organisation's name must have 1 to 200 characters and no line breaks")]
    Name,
    /// Neither a tax code of an organisation nor an organisation code.
    #[error(
        "a tax code has 10 or 13 digits, e.g. 6200012345 or 6200012345-001; \
         an organisation code has ten capital letters, e.g. ABCDEFGHIJ"
    )]
    OrganisationCode,
    /// A household business's tax code, which is its owner's identity number.
    #[error(
        "a tax code of 12 digits is a person's identity number, which may stand in no link and on no page: \
         give the organisation code of ten letters instead, which `nuong profile` shows on the household business's laptop"
    )]
    IdentityNumber,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No random numbers.
    #[error(transparent)]
    Machine(#[from] MachineError),
}

struct Inner {
    store: Store,
    machine: Box<dyn Machine>,
    public_base: Option<String>,
    tries: Tries,
}

/// An open registry. Clones share one database.
#[derive(Clone)]
pub struct Registry {
    inner: Arc<Inner>,
}

impl Registry {
    /// Opens the registry whose database is in `dir`, creating both if needed.
    ///
    /// `public_base` is the address labels and clients reach it by (`https://truyxuat.example.vn`);
    /// without one, each client is told the address it used itself.
    ///
    /// # Errors
    /// When the folder or the database cannot be used, or a newer program wrote it.
    pub fn open(
        dir: &Path,
        machine: impl Machine,
        public_base: Option<&str>,
    ) -> Result<Self, StoreError> {
        let inner = Inner {
            store: Store::open(dir)?,
            machine: Box::new(machine),
            // Paths are put behind it with their own slash.
            public_base: public_base.map(|base| base.trim_end_matches('/').to_owned()),
            tries: Tries::default(),
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// Issues a one-time code, valid for 24 hours, that enrols one device of the organisation.
    ///
    /// `organisation_code` is a tax code of 10 or 13 digits, or the ten letters of a household business. One already known keeps its records;
    /// its name becomes the one given.
    ///
    /// # Errors
    /// When the name or the code has not the right form, or the database fails.
    pub fn issue_code(&self, name: &str, organisation_code: &str) -> Result<String, EnrolError> {
        let name = text::one_line(name, NAME_CHARS).ok_or(EnrolError::Name)?;
        let organisation_code = read_organisation_code(organisation_code)?;
        let organisation = Organisation {
            name,
            organisation_code,
        };
        let code = secret::new_code(self.machine())?;
        let hash = Fingerprint::of_code(&code);
        let now = self.now();
        let expires = now.saturating_add(CODE_LIFE).unwrap_or(Timestamp::MAX);
        self.store()
            .write_now(|tx| organisation.issue_code(tx, &hash, now, expires))?;
        Ok(code)
    }

    /// Withdraws the tokens of an organisation's devices: of all, or of those enrolled under one name.
    /// Gives how many were withdrawn. What the devices have recorded stays.
    ///
    /// # Errors
    /// When the code has not the right form, or the database fails.
    pub fn revoke_devices(
        &self,
        organisation_code: &str,
        device: Option<&str>,
    ) -> Result<usize, EnrolError> {
        let organisation_code = read_organisation_code(organisation_code)?;
        let now = self.now();
        Ok(self
            .store()
            .write_now(|tx| store::revoke_tokens(tx, &organisation_code, device, now))?)
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn machine(&self) -> &dyn Machine {
        self.inner.machine.as_ref()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.machine().now()
    }

    pub(crate) fn public_base(&self) -> Option<&str> {
        self.inner.public_base.as_deref()
    }

    pub(crate) fn tries(&self) -> &Tries {
        &self.inner.tries
    }
}

fn read_organisation_code(typed: &str) -> Result<String, EnrolError> {
    if text::is_identity_number(typed) {
        return Err(EnrolError::IdentityNumber);
    }
    text::organisation_code(typed).ok_or(EnrolError::OrganisationCode)
}
