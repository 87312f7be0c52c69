//! Why a run cannot go on, and what a person is told: one of a fixed set of notices, never a guess dressed as success.

use std::collections::BTreeMap;

use super::wire::{Fault, Reply};
use crate::AppError;
use crate::base::message::Message;

/// Every notice a run can end with; each has `sync.notice.{code}` in the locales.
pub const NOTICES: [&str; 7] = [
    "offline",
    "captive_portal",
    "not_connected",
    "needs_enrolment",
    "server_error",
    "cancelled",
    "already_running",
];

/// Seconds that a server may ask for and still be tried again in the same run.
const SOON: u64 = 10;

/// What one exchange ran into.
#[derive(Debug)]
pub enum Trouble {
    /// Nothing, or no whole answer, came back.
    Silent(Fault),
    /// Something else than the registry answers.
    Portal(String),
    /// 401 or 403.
    Denied(u16),
    /// 408, 425, 429, 5xx: later.
    Busy {
        /// Status.
        status: u16,
        /// Seconds the server asks us to wait.
        retry_after: Option<u64>,
    },
    /// The address does not take captures.
    Unsuitable(u16),
    /// The store failed while an answer was written down.
    Failed(AppError),
}

impl From<AppError> for Trouble {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl Trouble {
    /// Sorts out answers that are about the exchange, not about the records.
    ///
    /// # Errors
    /// The trouble, when there is one.
    pub fn sieve(reply: Reply) -> Result<Reply, Self> {
        match reply.status {
            _ if reply.is_portal() => Err(Self::Portal(format!(
                "{} {}",
                reply.status,
                reply.url.host_str().unwrap_or("")
            ))),
            401 | 403 => Err(Self::Denied(reply.status)),
            407 => Err(Self::Portal("407".to_owned())),
            408 | 425 | 429 | 500 | 502..=599 => Err(Self::Busy {
                status: reply.status,
                retry_after: reply.number("retry-after"),
            }),
            _ => Ok(reply),
        }
    }

    /// The other side may have taken what was posted.
    pub fn leaves_doubt(&self) -> bool {
        match self {
            Self::Silent(fault) => fault.perhaps_received,
            Self::Portal(_) | Self::Failed(_) => true,
            Self::Busy { status, .. } => !matches!(status, 425 | 429),
            Self::Denied(_) | Self::Unsuitable(_) => false,
        }
    }

    /// Worth another try within the same run.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Silent(fault) => fault.perhaps_received,
            Self::Busy {
                status,
                retry_after,
            } => *status != 429 && retry_after.unwrap_or(0) <= SOON,
            _ => false,
        }
    }

    /// The status, when the server broke down on what it was sent; it may be what was sent. A server that says "busy" did not.
    pub fn breakdown(&self) -> Option<u16> {
        match self {
            Self::Busy { status, .. } => Some(*status).filter(|s| matches!(s, 500 | 502 | 504)),
            _ => None,
        }
    }

    /// What ends the run.
    pub fn stop(self) -> Stop {
        match self {
            Self::Silent(fault) => Stop::notice(
                "offline",
                &[("cause", fault.cause.to_owned())],
                fault.detail,
            ),
            Self::Portal(detail) => Stop::notice("captive_portal", &[], detail),
            Self::Denied(status) => Stop::notice(
                "needs_enrolment",
                &[("status", status.to_string())],
                String::new(),
            ),
            Self::Failed(error) => Stop::Failed(error),
            Self::Unsuitable(status) => Stop::notice(
                "server_error",
                &[("status", status.to_string())],
                String::new(),
            ),
            Self::Busy {
                status,
                retry_after,
            } => Stop::notice(
                "server_error",
                &[("status", status.to_string())],
                String::new(),
            )
            .after(retry_after),
        }
    }
}

/// Why a run ended before its work was done.
#[derive(Debug)]
pub enum Stop {
    /// Told to the person; everything is kept.
    Notice {
        /// One of [`NOTICES`] without its prefix.
        code: &'static str,
        /// For the sentence.
        args: BTreeMap<String, String>,
        /// What the machine said.
        detail: String,
        /// Seconds the server asked for.
        retry_after: Option<u64>,
    },
    /// The store failed.
    Failed(AppError),
}

impl Stop {
    /// A notice.
    pub fn notice(code: &'static str, args: &[(&str, String)], detail: String) -> Self {
        let args = args
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        Self::Notice {
            code,
            args,
            detail,
            retry_after: None,
        }
    }

    fn after(self, seconds: Option<u64>) -> Self {
        match self {
            Self::Notice {
                code, args, detail, ..
            } => Self::Notice {
                code,
                args,
                detail,
                retry_after: seconds,
            },
            failed @ Self::Failed(_) => failed,
        }
    }
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

/// The message of a notice.
pub fn message(code: &str, args: &BTreeMap<String, String>) -> Message {
    Message {
        key: format!("sync.notice.{code}"),
        args: args.clone(),
    }
}
