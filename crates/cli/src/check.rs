//! `check`: the very run that `label` would make, looked at and not made.

use nuong_engine::views::{LabelPreview, SymbolView};
use nuong_engine::{Result, i18n};
use serde_json::json;

use crate::args::CheckArgs;
use crate::context::Context;
use crate::label::{drawn_for, findings, request, verdict};
use crate::{Outcome, print};

/// Says what codes the labels would have and what the checker finds, and writes nothing.
pub fn check(context: &Context, args: &CheckArgs) -> Outcome {
    drawn_for(context, &args.printer)?;
    let request = request(&args.run, args.count, &args.printer, args.dpi);
    let preview = context.app.check_labels(&request)?;
    if context.json {
        let LabelPreview {
            payload,
            pages,
            symbols,
            findings,
            ..
        } = &preview;
        print::json(
            &json!({"payload": payload, "pages": pages, "symbols": symbols, "findings": findings}),
        )?;
    } else {
        people(&context.language, &preview)?;
    }
    Ok(verdict(&preview.findings))
}

fn people(language: &str, preview: &LabelPreview) -> Result<()> {
    for symbol in &preview.symbols {
        print::line(&facts(language, symbol))?;
    }
    findings(language, &preview.findings)?;
    let worst = |severity: &str| preview.findings.iter().any(|f| f.severity == severity);
    let key = match (worst("error"), worst("warning")) {
        (true, _) => "cli.check_refused",
        (false, true) => "cli.check_warned",
        (false, false) => "cli.check_done",
    };
    print::line(&print::sentence(language, key, &[]))
}

/// A code as people of the trade ask for it: kind, version, size, level, module.
fn facts(language: &str, symbol: &SymbolView) -> String {
    let say = |key: &str, name: &str, value: String| {
        print::sentence(language, &format!("cli.symbol{key}"), &[(name, value)])
    };
    let is_square = matches!(symbol.kind.as_str(), "qr" | "datamatrix");
    let width = i18n::number(language, f64::from(symbol.module_um) / 1_000.0);
    let mut kind = say("", "kind", name(&symbol.kind).to_owned());
    if let Some(version) = symbol.version {
        kind = format!("{kind} {}", say("_version", "version", version.to_string()));
    }
    let mut parts = vec![kind];
    if is_square {
        parts.push(say("_square", "modules", symbol.modules.to_string()));
    }
    if !symbol.level.is_empty() {
        parts.push(say("_level", "level", symbol.level.clone()));
    }
    let module = say(if is_square { "_module" } else { "_bar" }, "width", width);
    parts.push(match symbol.dots {
        Some(dots) => format!("{module} ({})", say("_dots", "dots", dots.to_string())),
        None => module,
    });
    parts.join(" · ")
}

/// What the trade calls a kind of code.
fn name(kind: &str) -> &str {
    match kind {
        "qr" => "QR",
        "datamatrix" => "GS1 DataMatrix",
        "ean_13" => "EAN-13",
        "ean_8" => "EAN-8",
        "gs1_128" => "GS1-128",
        other => other,
    }
}
