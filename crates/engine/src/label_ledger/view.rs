//! The ledger of labels: what was printed, what of it came to nothing, and how that compares with the packs of a lot.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which prints to list, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrintQuery {
    /// Of this lot only (id or code); empty: of all.
    #[serde(default)]
    pub lot: String,
    /// Rows to leave out before the first.
    #[serde(default)]
    pub offset: u32,
    /// Most rows wanted (1 to 500).
    pub limit: u32,
}

/// A print in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PrintRow {
    /// Id (UUID).
    pub id: String,
    /// The end of it, as lists and people name it.
    pub short: String,
    /// When, RFC 3339 at +07:00.
    pub at: String,
    /// Who printed.
    pub person: String,
    /// Lot id.
    pub lot_id: String,
    /// Lot code.
    pub lot: String,
    /// Product.
    pub product: String,
    /// Template id.
    pub template: String,
    /// Sheet id.
    pub sheet: String,
    /// What the code says, as printed.
    pub payload: String,
    /// The file's name.
    pub file: String,
    /// Labels printed.
    pub labels: u32,
    /// Of them withdrawn.
    pub void: u32,
    /// Of them spoilt and printed again.
    pub spoilt: u32,
    /// Labels that are, or may yet be, on packs.
    pub in_use: u32,
    /// The print whose labels it replaces: the end of its id; empty for a first print.
    pub reprint_of: String,
    /// Why it replaces them.
    pub reason: String,
    /// Serial number of its first label; none where all labels have one code.
    pub first_serial: Option<String>,
    /// Serial number of its last label.
    pub last_serial: Option<String>,
    /// SSCC of its first pallet; none on labels of packs.
    pub first_sscc: Option<String>,
    /// SSCC of its last pallet.
    pub last_sscc: Option<String>,
    /// True when it can be printed again as it was (prints of an earlier program cannot).
    pub can_reprint: bool,
}

/// Printing the end of a print again: after a jam, a smear, an empty ribbon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReprintRequest {
    /// The print, by id or the end of it.
    pub print: String,
    /// First label to print again, from 1; the labels from there on are entered as spoilt.
    pub from: u32,
    /// Cells of the first sheet that are used already.
    #[serde(default)]
    pub skip: u32,
    /// The printer, as people call it.
    #[serde(default)]
    pub printer: String,
    /// Dots an inch of the printer, as of a print.
    #[serde(default)]
    #[ts(optional)]
    pub dpi: Option<u32>,
    /// Why.
    pub reason: String,
}

/// Withdrawing labels of a print.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VoidRequest {
    /// The print, by id or the end of it.
    pub print: String,
    /// How many; none: all that are left. Not looked at when serial numbers are named.
    pub labels: Option<u32>,
    /// The serial number of the first label withdrawn.
    #[serde(default)]
    #[ts(optional)]
    pub first_serial: Option<String>,
    /// The serial number of the last one; none: the first alone.
    #[serde(default)]
    #[ts(optional)]
    pub last_serial: Option<String>,
    /// Why.
    pub reason: String,
}

/// Labels of a lot that are at a market.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MarketLabels {
    /// Market, stall or shop.
    pub place: String,
    /// How many.
    pub labels: u32,
    /// When the last ones went there or came back: ISO day.
    pub on: String,
}

/// Labels that go to a market, or come back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MoveRequest {
    /// Lot id (UUID) or lot code.
    pub lot: String,
    /// Market, stall or shop.
    pub place: String,
    /// How many. Not looked at when serial numbers are named.
    #[serde(default)]
    pub labels: u32,
    /// The serial number of the first label.
    #[serde(default)]
    #[ts(optional)]
    pub first_serial: Option<String>,
    /// The serial number of the last one; none: the first alone.
    #[serde(default)]
    #[ts(optional)]
    pub last_serial: Option<String>,
    /// The day, as typed or ISO; empty: today.
    #[serde(default)]
    pub on: String,
    /// Who takes or brings them.
    #[serde(default)]
    pub carrier: String,
    /// Whatever is worth knowing.
    #[serde(default)]
    pub note: String,
}

/// Labels that went to a market, or came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MoveRow {
    /// Id (UUID).
    pub id: String,
    /// Lot code.
    pub lot: String,
    /// Market, stall or shop.
    pub place: String,
    /// How many; negative when they came back.
    pub labels: i32,
    /// Serial number of the first, where it is known which ones.
    pub first_serial: Option<String>,
    /// Serial number of the last.
    pub last_serial: Option<String>,
    /// ISO day.
    pub on: String,
    /// Who took or brought them.
    pub carrier: String,
    /// Whatever was worth knowing.
    pub note: String,
    /// Who wrote it down.
    pub person: String,
    /// When, RFC 3339 at +07:00.
    pub at: String,
}

/// Labels of a lot against its packs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct LabelBalance {
    /// Labels printed.
    pub printed: u32,
    /// Of them withdrawn or spoilt.
    pub lost: u32,
    /// Labels that are, or may yet be, on packs.
    pub in_use: u32,
    /// Of these, where they are at markets: by place.
    pub markets: Vec<MarketLabels>,
    /// Of these, at no market.
    pub in_stock: u32,
    /// Whole packs that the lot's quantity fills; none where the product has no net quantity.
    pub packs: Option<u32>,
}
