//! Leniencies a caller may ask for. The default has none of them.

/// What to let pass that the standards do not promise. `Options::default()` permits nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// AIs that the table does not know are taken as 1 to 90 characters of CSET 82.
    pub permit_unknown_ais: bool,
    /// GTIN-8, -12 and -13 in a Digital Link's AI (01) are padded to fourteen digits
    /// (permitted until URI syntax 1.1).
    pub permit_zero_suppressed_gtin: bool,
    /// `/gtin/`, `/lot/` … are read as their AIs (deprecated since URI syntax 1.2).
    pub permit_convenience_alphas: bool,
    /// Unknown AIs may be attributes of a Digital Link.
    pub permit_unknown_attributes: bool,
}
