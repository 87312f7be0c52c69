//! Lots with their lineage.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::destination::{Delivery, DeliveryState};
use crate::harvest::PhiConflict;

/// A row of the lot list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LotRow {
    /// Its id: follows from product and lot code.
    pub id: String,
    /// Lot code, as printed.
    pub lot: String,
    /// Product name.
    pub product: String,
    /// Product's own code.
    pub sku: String,
    /// 14 digits, or none.
    pub gtin: Option<String>,
    /// In `unit`.
    pub quantity: f64,
    /// Unit code.
    pub unit: String,
    /// `draft`, `published`, `on_hold`, `recalled`, `closed`.
    pub status: String,
    /// A harvest of it fell inside a pre-harvest interval and nobody has overridden.
    pub phi_conflict: bool,
    /// First harvest date, ISO.
    pub harvested_on: Option<String>,
    /// Worst delivery state of its records.
    pub delivery: DeliveryState,
}

/// One page of lots.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LotPage {
    /// Rows, newest harvest first (or best match first).
    pub rows: Vec<LotRow>,
    /// How many match in all.
    pub total: u32,
}

/// What the lot list asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LotQuery {
    /// Typed text, with or without tones; empty for all.
    pub text: String,
    /// `all`, `phi`, `waiting`, `refused`.
    pub filter: String,
    /// First row.
    pub offset: u32,
    /// Rows wanted, 1–500.
    pub limit: u32,
}

/// A harvest that went into a lot.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Source {
    /// ISO date.
    pub date: String,
    /// Household code and masked or full name, by its consent.
    pub household: String,
    /// Plot code.
    pub plot: String,
    /// Today's commune and province.
    pub place: String,
    /// In `unit`.
    pub quantity: f64,
    /// Unit code.
    pub unit: String,
    /// Moisture in tenths of a percent.
    pub moisture_permille: Option<u32>,
    /// Sprays whose pre-harvest interval was running.
    pub phi: Vec<PhiConflict>,
}

/// An override of a pre-harvest conflict by a named person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PhiOverride {
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When, with offset.
    pub at: String,
}

/// What a named person decided about a lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LotDecision {
    /// `on_hold`, `recalled`, `closed`, `released`.
    pub status: String,
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When, with offset.
    pub at: String,
}

/// A line of history from the change log, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HistoryLine {
    /// When, with offset.
    pub at: String,
    /// Who.
    pub actor: String,
    /// Locale key `core.history.*` with arguments.
    pub message: crate::base::message::Message,
}

/// Everything about one lot.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LotDetail {
    /// The list's row.
    pub row: LotRow,
    /// Production or harvest date printed, ISO.
    pub production_date: Option<String>,
    /// ISO.
    pub expiry_date: Option<String>,
    /// Harvests.
    pub sources: Vec<Source>,
    /// Present when a person overrode the conflict.
    pub phi_override: Option<PhiOverride>,
    /// The last decision about it: held, recalled, closed or released; none when nobody ever decided.
    pub decision: Option<LotDecision>,
    /// What a person can type to find it: `7K3M-92QX`.
    pub short_code: String,
    /// The link labels carry.
    pub link: String,
    /// True once the registry has accepted every record of it: the page is live.
    pub published: bool,
    /// Its records and their states.
    pub deliveries: Vec<Delivery>,
    /// Labels printed so far.
    pub labels_printed: u32,
    /// Newest first.
    pub history: Vec<HistoryLine>,
}

/// A lot typed in by hand.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct NewLot {
    /// Product id.
    pub product: String,
    /// Empty: the program proposes one (`SKU-YYMMDD-n`).
    pub lot: String,
    /// Harvest or production date: ISO or as typed (`20/10`).
    pub date: String,
    /// As typed: `1,5` or `1.5`.
    pub quantity: String,
    /// Unit code.
    pub unit: String,
    /// Plot code, or empty.
    pub plot: String,
}
