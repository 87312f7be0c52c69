//! What every floor may use and what knows no table: errors, messages, findings, days, texts, the machine's clock and secrets.

pub(crate) mod address;
pub(crate) mod choice;
pub(crate) mod code;
pub(crate) mod day;
pub(crate) mod disk;
pub(crate) mod error;
pub(crate) mod finding;
pub(crate) mod given;
pub(crate) mod host;
pub(crate) mod i18n;
pub(crate) mod message;
pub(crate) mod number;
pub(crate) mod patience;
pub(crate) mod progress;
pub(crate) mod secrets;
pub(crate) mod text;
pub(crate) mod topic;
