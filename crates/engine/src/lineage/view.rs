use serde::Serialize;

/// Which way a trace goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TraceWay {
    /// To where the lot came from, and to where it went.
    Both,
    /// To where it went.
    Forward,
    /// To where it came from.
    Backward,
}

/// What a lot is tied to, and by which amounts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trace {
    /// Code of the lot that was asked for.
    pub lot: String,
    /// Its id, by which its node is found.
    pub id: String,
    /// Lots, it among them, then plots, households, suppliers, inputs, buyers, markets; each kind by code.
    pub nodes: Vec<TraceNode>,
    /// What went where, in the order of the nodes.
    pub edges: Vec<TraceEdge>,
}

/// A lot, a place or a party, by what it was to the lot that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TraceNode {
    /// Its record's id; with `:` and its kind behind where the record usually is something else, as a household that bought.
    pub id: String,
    /// `lot`, `plot`, `household`, `supplier`, `input`, `buyer`, `market`.
    pub kind: &'static str,
    /// Its code.
    pub label: String,
    /// Name of a place or a party; of lots their product's.
    pub name: String,
    /// What only lots have.
    #[serde(flatten)]
    pub lot: Option<TraceLot>,
}

/// What is said of a lot.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TraceLot {
    /// Product code.
    pub product: String,
    /// What there is of it.
    pub quantity: f64,
    /// kg, l or piece.
    pub unit: &'static str,
    /// `draft`, `published`, `on_hold`, `recalled`, `closed`.
    pub status: String,
}

/// What went from one to another in all steps that stand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TraceEdge {
    /// Id of a node.
    pub from: String,
    /// Id of a node.
    pub to: String,
    /// Of the lot that went, else of the lot that it went to.
    pub quantity: f64,
    /// kg, l or piece.
    pub unit: &'static str,
    /// The step, where it was one alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
}
