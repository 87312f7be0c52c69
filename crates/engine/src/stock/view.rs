use serde::Serialize;

/// What there is of a lot at a place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stock {
    /// Lot code.
    pub lot: String,
    /// Product code.
    pub product: String,
    /// Code of the place.
    pub place: String,
    /// In `unit`.
    pub quantity: f64,
    /// kg, l or piece.
    pub unit: String,
}

/// What became of a lot: quantity = made − used − gone out − lost + counted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StockBalance {
    /// Lot code.
    pub lot: String,
    /// Product code.
    pub product: String,
    /// kg, l or piece.
    pub unit: String,
    /// What there is.
    pub quantity: f64,
    /// What arose or came back.
    pub made: f64,
    /// What went into other lots, was used up or taken as a sample.
    pub used: f64,
    /// What was shipped or sold.
    pub gone_out: f64,
    /// What was spoilt or thrown away.
    pub lost: f64,
    /// The differences of stocktakes.
    pub counted: f64,
    /// Where it lies.
    pub stock: Vec<StockAt>,
    /// Labels printed of it.
    pub labels: u32,
    /// Why a person has to look before anything leaves it: codes; empty where all is well.
    pub review: Vec<String>,
}

/// An amount at a place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StockAt {
    /// Code of the place.
    pub place: String,
    /// In the lot's unit.
    pub quantity: f64,
}
