//! What codes a label has, for people who want to know: "QR 33 × 33, level M, 0.375 mm".

use crate::data::LabelData;
use crate::display::{Bars, Item, Modules, Square};
use crate::geometry::{Area, Um};
use crate::layout::layout;
use crate::paper::Sheet;
use crate::symbology::Symbology;
use crate::template::Template;
use serde::Serialize;

/// One code on a label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SymbolFacts {
    /// `qr`, `datamatrix`, `ean_13`, `ean_8` or `gs1_128`.
    pub kind: &'static str,
    /// What a scanner sends before the content (ISO/IEC 15424): `]Q1`.
    pub identifier: &'static str,
    /// Of a QR code: 1 to 40.
    pub version: Option<u8>,
    /// Of a QR code: its error correction, `L`, `M`, `Q` or `H`.
    pub level: Option<char>,
    /// Modules a side, or from the first bar to the end of the last.
    pub modules: u32,
    /// Width of a module in micrometres.
    pub module_um: Um,
    /// Width of a module in dots of the paper's printer, where that is known.
    pub dots: Option<u32>,
    /// Where it stands, without quiet zones.
    pub area: Area,
}

/// The codes of a label, in drawing order.
pub fn symbols(template: &Template, sheet: &Sheet, data: &LabelData) -> Vec<SymbolFacts> {
    let list = layout(template, sheet, data).list;
    let facts = list.items().filter_map(|item| match item {
        Item::Modules(code) => Some(square_facts(code)),
        Item::Bars(code) => Some(linear_facts(code)),
        _ => None,
    });
    let dots = |module: Um| {
        let nearest = module.0.saturating_add(sheet.dot.0 / 2);
        Some(nearest.checked_div(sheet.dot.0)?.unsigned_abs())
    };
    facts
        .map(|facts| SymbolFacts {
            dots: dots(facts.module_um),
            ..facts
        })
        .collect()
}

fn square_facts(code: &Modules) -> SymbolFacts {
    let (kind, identifier, version, level) = match code.square {
        Square::Qr { version, level } => ("qr", "]Q1", Some(version), Some(level.letter())),
        Square::DataMatrix => ("datamatrix", "]d2", None, None),
    };
    SymbolFacts {
        kind,
        identifier,
        version,
        level,
        modules: u32::from(code.matrix.side()),
        module_um: code.module,
        dots: None,
        area: code.area(),
    }
}

fn linear_facts(code: &Bars) -> SymbolFacts {
    let (kind, identifier) = match code.symbology {
        Symbology::Gs1128 => ("gs1_128", "]C1"),
        Symbology::Ean if code.is_ean8() => ("ean_8", "]E4"),
        Symbology::Ean => ("ean_13", "]E0"),
    };
    SymbolFacts {
        kind,
        identifier,
        version: None,
        level: None,
        modules: code.modules(),
        module_um: code.module,
        dots: None,
        area: code.area,
    }
}
