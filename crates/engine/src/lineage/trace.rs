//! A lot's trace as window and shell see it.

use std::collections::{BTreeMap, BTreeSet};

use nuong_domain::lineage::Direction;
use nuong_domain::{QuantityError, Unit};

use super::closure_rows::number_list;
use super::graph::{Graph, Summed, Tie};
use super::node_rows::Known;
use super::view::{Trace, TraceEdge, TraceLot, TraceNode, TraceWay};
use super::walk::{Codes, Walk};
use crate::lot::{LotRecord, LotRow};
use crate::stock::number_of;
use crate::store::reader::Reader;
use crate::{App, AppError, Code, Result};

/// Kinds of nodes in the order in which they are listed.
const KINDS: [&str; 7] = [
    "lot",
    "plot",
    "household",
    "supplier",
    "input",
    "buyer",
    "market",
];

impl App {
    /// What a lot, by its code or id, came from and what became of it.
    ///
    /// # Errors
    /// `lot_not_found`, `lot_ambiguous` (args `lot`).
    pub fn trace_lot(&self, lot: &str, way: TraceWay) -> Result<Trace> {
        self.read(|r| {
            let record = r.lot_named(lot)?;
            let seed = r.lot_number(record.id)?;
            let codes = Codes::of_stages(&r.told_stages()?);
            let mut graph = Graph::default();
            let mut lots = BTreeSet::from([seed]);
            for (direction, other) in [
                (Direction::Backward, TraceWay::Forward),
                (Direction::Forward, TraceWay::Backward),
            ] {
                if way != other {
                    let mut walk = Walk {
                        r,
                        codes: &codes,
                        graph: &mut graph,
                    };
                    lots.extend(walk.walk_from(seed, direction)?);
                }
            }
            let ties = graph.summed();
            let nodes = Nodes::read(r, &ties, seed, |lot| {
                graph.is_input(lot) && !lots.contains(&lot)
            })?;
            nodes.into_trace(r, &record, &ties)
        })
    }
}

/// The nodes of a trace, and the units of its lots.
struct Nodes {
    of: BTreeMap<Tie, TraceNode>,
    units: BTreeMap<i64, Unit>,
}

impl Nodes {
    fn read(
        r: &Reader<'_>,
        ties: &[Summed],
        seed: i64,
        is_input: impl Fn(i64) -> bool,
    ) -> Result<Self> {
        let ends = ties.iter().flat_map(|tie| [tie.from, tie.to]);
        let ends: BTreeSet<Tie> = ends.chain([Tie::Lot(seed)]).collect();
        let mut nodes = Self {
            of: BTreeMap::new(),
            units: BTreeMap::new(),
        };
        let lots: Vec<i64> = ends.iter().filter_map(lot_of).collect();
        for (n, amount, row) in r.lot_rows_by_number(&number_list(&lots))? {
            let unit = Unit::by_code(&row.unit).ok_or_else(|| missing(Tie::Lot(n)))?;
            let unit = unit.dimension().trade_unit();
            let kind = if is_input(n) { "input" } else { "lot" };
            nodes.units.insert(n, unit);
            nodes
                .of
                .insert(Tie::Lot(n), lot_node(row, kind, amount, unit)?);
        }
        let places: Vec<i64> = ends.iter().filter_map(place_of).collect();
        let parties: Vec<i64> = ends.iter().filter_map(party_of).collect();
        let (places, parties) = (r.traced_places(&places)?, r.traced_parties(&parties)?);
        for tie in &ends {
            let known = match tie {
                Tie::Lot(_) => continue,
                Tie::Plot(n) | Tie::Market(n) => places.get(n),
                Tie::Household(n) | Tie::Supplier(n) | Tie::Buyer(n) => parties.get(n),
            };
            let known = known.ok_or_else(|| missing(*tie))?;
            nodes.of.insert(*tie, known_node(*tie, known));
        }
        Ok(nodes)
    }

    fn into_trace(self, r: &Reader<'_>, lot: &LotRecord, ties: &[Summed]) -> Result<Trace> {
        let steps: Vec<i64> = ties.iter().filter_map(|tie| tie.step).collect();
        let steps = r.traced_steps(&steps)?;
        let mut edges = Vec::with_capacity(ties.len());
        for tie in ties {
            let (from, to) = (self.node(tie.from)?, self.node(tie.to)?);
            let unit = self.unit_of(tie)?;
            let edge = TraceEdge {
                from: from.id.clone(),
                to: to.id.clone(),
                quantity: number_of(amount_of(tie)?, unit)?,
                unit: unit.code(),
                step: tie.step.and_then(|step| steps.get(&step).cloned()),
            };
            edges.push((listed_before(from), listed_before(to), edge));
        }
        edges.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        let edges = edges.into_iter().map(|(_, _, edge)| edge).collect();
        let mut nodes: Vec<TraceNode> = self.of.into_values().collect();
        nodes.sort_by_key(listed_before);
        Ok(Trace {
            lot: lot.code.clone(),
            id: lot.id.to_string(),
            nodes,
            edges,
        })
    }

    fn node(&self, tie: Tie) -> Result<&TraceNode> {
        self.of.get(&tie).ok_or_else(|| missing(tie))
    }

    /// Of the lot that went, else of the one that it went to.
    fn unit_of(&self, tie: &Summed) -> Result<Unit> {
        let lot = lot_of(&tie.from).or_else(|| lot_of(&tie.to));
        let unit = lot.and_then(|lot| self.units.get(&lot).copied());
        unit.ok_or_else(|| missing(tie.to))
    }
}

/// Its place in the list.
fn listed_before(node: &TraceNode) -> (usize, String, String, String) {
    let kind = KINDS.iter().position(|kind| *kind == node.kind);
    (
        kind.unwrap_or(KINDS.len()),
        node.label.clone(),
        node.lot
            .as_ref()
            .map_or_else(String::new, |lot| lot.product.clone()),
        node.id.clone(),
    )
}

fn lot_node(row: LotRow, kind: &'static str, amount: i64, unit: Unit) -> Result<TraceNode> {
    Ok(TraceNode {
        id: row.id,
        kind,
        label: row.lot,
        name: row.product,
        lot: Some(TraceLot {
            product: row.sku,
            quantity: number_of(amount, unit)?,
            unit: unit.code(),
            status: row.status,
        }),
    })
}

/// A record that stands in two places, such as a household that bought, is two nodes: what it gave is not what it got.
fn known_node(tie: Tie, known: &Known) -> TraceNode {
    let grows = matches!(known.kind.as_str(), "plot" | "pond" | "barn" | "apiary");
    let (kind, is_usual) = match tie {
        Tie::Lot(_) => ("lot", true),
        Tie::Plot(_) => ("plot", grows),
        Tie::Market(_) => ("market", !grows),
        Tie::Household(_) => ("household", known.kind == "household"),
        Tie::Supplier(_) => ("supplier", known.kind == "supplier"),
        Tie::Buyer(_) => ("buyer", known.kind == "buyer"),
    };
    TraceNode {
        id: match is_usual {
            true => known.id.clone(),
            false => format!("{}:{kind}", known.id),
        },
        kind,
        label: known.code.clone(),
        name: known.name.clone(),
        lot: None,
    }
}

fn lot_of(tie: &Tie) -> Option<i64> {
    match tie {
        Tie::Lot(n) => Some(*n),
        _ => None,
    }
}

fn place_of(tie: &Tie) -> Option<i64> {
    match tie {
        Tie::Plot(n) | Tie::Market(n) => Some(*n),
        _ => None,
    }
}

fn party_of(tie: &Tie) -> Option<i64> {
    match tie {
        Tie::Household(n) | Tie::Supplier(n) | Tie::Buyer(n) => Some(*n),
        _ => None,
    }
}

fn amount_of(tie: &Summed) -> Result<i64> {
    let too_large = |_| AppError::of(Code::QuantityTooLarge, QuantityError::TooLarge);
    i64::try_from(tie.amount).map_err(too_large)
}

fn missing(tie: Tie) -> AppError {
    AppError::new(
        Code::Internal,
        format!("a trace names what is not there: {tie:?}"),
    )
}
