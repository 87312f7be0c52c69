//! `assets/rules/ledger.json` as it is written, before anything is folded.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

/// Limits on what is read; units in the field names.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Limits {
    pub file_bytes: u64,
    pub unpacked_bytes: u64,
    pub sheets: usize,
    pub rows: usize,
    pub columns: u32,
    pub text_chars: usize,
    pub row_kg: i64,
    pub area_ha: i64,
    /// Above this a number without a unit is no hectares.
    pub area_ha_bare: i64,
    /// A sheet is taken for a copy only where copies have so many rows together.
    pub copied_rows: usize,
    pub phi_days: u32,
    pub shelf_months: u32,
    pub oldest_year: i16,
    pub oldest_record_years: i16,
    pub future_days: i64,
}

/// What a unit measures; land too, which no lot is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Measure {
    Mass,
    Volume,
    Count,
    Area,
}

/// A unit of the ledger; `base` is its size in mg, µl, pieces or m².
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LedgerUnit {
    pub code: String,
    pub measure: Measure,
    pub base: i64,
}

/// A unit with its names.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct RawUnit {
    pub code: String,
    pub dimension: Measure,
    pub base: i64,
    pub names: Vec<String>,
}

/// The tables a ledger is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Products,
    Households,
    Plots,
    Sprays,
    Harvests,
}

/// A kind of table: what its sheets and columns are called.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct RawKind {
    pub sheet_names: Vec<String>,
    pub required: Vec<Vec<String>>,
    pub columns: BTreeMap<String, Vec<String>>,
}

/// The whole file.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RawLedger {
    pub limits: Limits,
    pub total_words: Vec<String>,
    pub total_starts: Vec<String>,
    pub empty_words: Vec<String>,
    pub short_names: Vec<String>,
    pub price_words: Vec<String>,
    pub doubt_words: Vec<String>,
    pub half_words: Vec<String>,
    pub ditto_words: Vec<String>,
    pub local_units: Vec<String>,
    pub numbered_words: Vec<String>,
    pub spans: HashMap<String, Span>,
    pub date_words: Vec<String>,
    pub weekday_names: Vec<String>,
    pub months: HashMap<String, i8>,
    pub units: Vec<RawUnit>,
    pub address: AddressWords,
    pub kinds: BTreeMap<Kind, RawKind>,
}

/// Words before the name of a province, a former district, a commune, longest first.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct AddressWords {
    pub province: Vec<String>,
    pub district: Vec<String>,
    pub commune: Vec<String>,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Span {
    Day,
    Week,
    Month,
    Year,
}
