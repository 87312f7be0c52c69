use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a write made stale; sent once after each commit, whether a click or a sync caused it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// The cooperative's profile.
    Profile,
    /// Language, theme, text size.
    Settings,
    /// Products.
    Products,
    /// Households and plots.
    Places,
    /// Lots, harvests, sprays.
    Lots,
    /// Printed labels.
    Labels,
    /// Label papers.
    Papers,
    /// Label templates.
    Templates,
    /// Certificates.
    Certificates,
    /// Deliveries and their states; the connection.
    Sync,
}
