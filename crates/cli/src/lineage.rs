//! `trace`, `lacks`: where a lot came from, where it went, and what it still lacks.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use nuong_engine::Result;
use nuong_engine::views::{Choice, Lack, Trace, TraceEdge, TraceNode, TraceWay};

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::output;

/// What is traced, and which way.
#[derive(Debug, Args)]
pub struct TraceArgs {
    /// Lot code or id
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    lot: String,
    /// Only to what became of it
    #[arg(long, conflicts_with = "backward")]
    forward: bool,
    /// Only to what it came from
    #[arg(long)]
    backward: bool,
}

/// Deepest indent: what lies deeper stands no further in, so that a line stays a line.
const DEEPEST: usize = 12;

/// Shows a lot's trace.
pub fn show_trace(context: &Context, args: &TraceArgs) -> Outcome {
    let way = match (args.forward, args.backward) {
        (true, _) => TraceWay::Forward,
        (_, true) => TraceWay::Backward,
        _ => TraceWay::Both,
    };
    let trace = context.app.trace_lot(&args.lot, way)?;
    if context.json {
        output::print_json(&trace)?;
        return Ok(Done::Yes);
    }
    if way != TraceWay::Forward {
        print_tree(context, &trace, "cli.trace_from", |edge| {
            (&edge.to, &edge.from)
        })?;
    }
    if way != TraceWay::Backward {
        print_tree(context, &trace, "cli.trace_to", |edge| {
            (&edge.from, &edge.to)
        })?;
    }
    let counts = [
        ("count", trace.nodes.len().to_string()),
        ("edges", trace.edges.len().to_string()),
    ];
    output::print_sentence(&context.language, "cli.trace_total", &counts)?;
    Ok(Done::Yes)
}

/// From which end of an edge to which a tree goes.
type Ends = fn(&TraceEdge) -> (&String, &String);

/// A node may hang at several branches; what hangs at it stands below the first.
fn print_tree(context: &Context, trace: &Trace, title: &str, ends: Ends) -> Result<()> {
    let lot = [("lot", trace.lot.clone())];
    output::print_sentence(&context.language, title, &lot)?;
    let nodes: BTreeMap<&str, &TraceNode> = trace
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), node))
        .collect();
    let mut branches = BTreeMap::<&str, Vec<&TraceEdge>>::new();
    for edge in trace.edges.iter().rev() {
        branches.entry(ends(edge).0).or_default().push(edge);
    }
    let hanging = |id: &str| branches.get(id).map_or(&[][..], Vec::as_slice);
    let root = trace.id.as_str();
    if hanging(root).is_empty() {
        return output::print_sentence(&context.language, "cli.trace_nothing", &[]);
    }
    let mut shown = BTreeSet::from([root]);
    let mut left: Vec<(usize, &TraceEdge)> = hanging(root).iter().map(|edge| (1, *edge)).collect();
    while let Some((depth, edge)) = left.pop() {
        let end = ends(edge).1.as_str();
        let is_new = shown.insert(end);
        if let Some(node) = nodes.get(end) {
            let more = is_new || hanging(end).is_empty();
            print_branch(context, node, edge, depth.min(DEEPEST), more)?;
        }
        if is_new {
            left.extend(hanging(end).iter().map(|edge| (depth + 1, *edge)));
        }
    }
    Ok(())
}

fn print_branch(
    context: &Context,
    node: &TraceNode,
    edge: &TraceEdge,
    depth: usize,
    is_first: bool,
) -> Result<()> {
    let language = &context.language;
    let kind = output::sentence(language, &format!("cli.trace_kind.{}", node.kind), &[]);
    let amount = output::quantity_text(language, edge.quantity, edge.unit);
    let again = match is_first {
        true => String::new(),
        false => format!("  {}", output::sentence(language, "cli.trace_again", &[])),
    };
    let (indent, name) = (depth * 2, node.name.as_str());
    let name = if name.is_empty() {
        String::new()
    } else {
        format!(" {name}")
    };
    output::print_line(&format!(
        "{blank:indent$}{kind} {label}{name} · {amount}{again}",
        blank = "",
        label = node.label
    ))
}

/// Lists what a lot lacks.
pub fn list_lacks(context: &Context, lot: &str, destination: &str) -> Outcome {
    let lacks = context.app.lot_lacks(lot, destination)?;
    if context.json {
        output::print_json(&lacks)?;
        return Ok(Done::Yes);
    }
    let language = &context.language;
    if lacks.is_empty() {
        let lot = [("lot", lot.to_owned())];
        output::print_sentence(language, "cli.lacks_nothing", &lot)?;
        return Ok(Done::Yes);
    }
    for lack in &lacks {
        print_lack(context, lack)?;
    }
    output::print_total(language, "cli.lacks_total", lacks.len())?;
    Ok(Done::Yes)
}

fn print_lack(context: &Context, lack: &Lack) -> Result<()> {
    let language = &context.language;
    let name = |choice: &Choice| in_language(language, choice).to_owned();
    let or = output::sentence(language, "cli.lacks_or", &[]);
    let stages = lack
        .names
        .stages
        .iter()
        .map(|stage| match stage.code.as_str() {
            "certificate" => output::sentence(language, "cli.lacks_certificate", &[]),
            _ => name(stage),
        });
    let mut args = vec![
        ("lot", lack.lot.clone()),
        ("stage", stages.collect::<Vec<_>>().join(&or)),
        ("rule", name(&lack.names.rule)),
    ];
    let Some(field) = &lack.names.field else {
        return output::print_sentence(language, "cli.lacks_stage", &args);
    };
    args.push(("field", name(field)));
    output::print_sentence(language, "cli.lacks_field", &args)
}

fn in_language<'a>(language: &str, choice: &'a Choice) -> &'a str {
    if language == "en" {
        &choice.en
    } else {
        &choice.vi
    }
}
