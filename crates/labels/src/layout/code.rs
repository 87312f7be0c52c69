//! A square code in its box: whole micrometres a module, whole printer dots where the printer is known, quiet zone kept.

use super::lines::{advance_of, at_size, text_run};
use super::refused::refused_value;
use super::{Outcome, Site};
use crate::data::{Field, LabelData};
use crate::display::{Drawn, Item, Modules, Square, TextRun};
use crate::finding::{Finding, Severity};
use crate::font::{Weight, font_face};
use crate::geometry::{Area, Um};
use crate::law::label_law;
use crate::qr::{Matrix, smallest_symbol};
use crate::symbology::Level;
use crate::template::{Align, QrBox, Under, Valign};
use datamatrix::{DataMatrix, SymbolList};
use nuong_gs1::{Element, Options, element};
use std::sync::Arc;

/// Height of the capitals and digits below a code, in thousandths of the font size.
const LETTERS: i32 = 750;

/// A box drawn for whole dots and stretched to a slightly smaller label is a hair too small for them: so many thousandths
/// of it will do.
const ROUNDED: i32 = 1_005;

/// Where a code stands in its box.
#[derive(Clone, Copy)]
pub(super) struct Stand {
    pub align: Align,
    pub valign: Valign,
}

pub(super) fn lay_qr(site: Site, stand: Stand, qr: &QrBox, data: &LabelData) -> Outcome {
    let below = qr
        .under
        .as_ref()
        .filter(|under| data.get(under.field).is_some());
    let below = below.map_or(Um(0), |under| under.size.permille(LETTERS));
    let made = qr_symbol(qr.level, data).and_then(|made| placed_modules(site, stand, below, made));
    let under = match (&qr.under, &made) {
        (Some(under), Ok(code)) => text_under(site, code, under, data),
        _ => None,
    };
    let mut out = outcome_of(made, site);
    match under {
        Some(Ok(text)) => {
            out.clear = out.clear.map(|clear| Area {
                h: text.ink().bottom() - clear.y,
                ..clear
            });
            let items = vec![Item::Text(text)];
            out.drawn.push(Arc::new(Drawn { items }));
        }
        Some(Err(finding)) => out.findings.push(finding),
        None => {}
    }
    out
}

/// A line of text in the middle below a code's quiet zone, as wide as that at most.
fn text_under(
    site: Site,
    code: &Modules,
    under: &Under,
    data: &LabelData,
) -> Option<Result<TextRun, Finding>> {
    let text = data.get(under.field)?;
    let error = |code| Finding::new(Severity::Error, code, Some(under.field)).at_place(site.area);
    let strange = text
        .chars()
        .find(|c| font_face(Weight::Regular).glyph(*c).is_none());
    if let Some(letter) = strange {
        return Some(Err(error("unprintable_letters").with_arg("letters", letter)));
    }
    let quiet = code.with_quiet_zone();
    let regular = Weight::Regular;
    let advance = advance_of(regular, text).max(1);
    let size = under
        .size
        .min(Um((i64::from(quiet.w.0) * 1_000 / advance) as i32));
    let x = quiet.x + Um((quiet.w - at_size(advance, size)).0 / 2);
    let mut run = text_run(regular, text, size, x, Um(0));
    // Set at 0 first: its ink is then above, and ends up just below the quiet zone.
    run.baseline = quiet.bottom() - run.ink().y;
    if size < under.min_size || !site.label.contains(run.ink()) {
        return Some(Err(error("text_overflows")));
    }
    Some(Ok(run))
}

pub(super) fn lay_data_matrix(site: Site, stand: Stand, data: &LabelData) -> Outcome {
    outcome_of(
        matrix_symbol(data).and_then(|made| placed_modules(site, stand, Um(0), made)),
        site,
    )
}

fn qr_symbol(level: Level, data: &LabelData) -> Result<(Square, Matrix), Finding> {
    let link = data.get(Field::Link).unwrap_or("");
    let error = |code| Finding::new(Severity::Error, code, Some(Field::Link));
    if link.is_empty() {
        return Err(error("link_missing"));
    }
    let strange = link.chars().filter(|c| !c.is_ascii_graphic());
    let strange: String = strange.take(10).collect();
    if !strange.is_empty() {
        return Err(error("link_letters").with_arg("letters", strange));
    }
    let long = || error("code_too_long").with_arg("length", link.chars().count());
    let symbol = smallest_symbol(link, level).ok_or_else(long)?;
    let square = Square::Qr {
        version: symbol.version,
        level: symbol.level,
    };
    Ok((square, symbol.matrix))
}

fn matrix_symbol(data: &LabelData) -> Result<(Square, Matrix), Finding> {
    let error = |code| Finding::new(Severity::Error, code, Some(Field::Elements));
    let value = data.get(Field::Elements);
    let value = value.ok_or_else(|| error("barcode_missing"))?;
    let elements = element::parse_bracketed(value, &Options::default())
        .map_err(|e| refused_value(Field::Elements, value, &e))?;
    let matrix = encoded_elements(&elements);
    let matrix =
        matrix.ok_or_else(|| error("elements_too_long").with_arg("length", value.len()))?;
    Ok((Square::DataMatrix, matrix))
}

/// The smallest square symbol of GS1 elements; separators are the control character GS (GS1 General Specifications, 5.6.3).
fn encoded_elements(elements: &[Element]) -> Option<Matrix> {
    let raw = element::write_raw(elements).replace(element::FNC1, "\x1D");
    let content = raw.strip_prefix('\x1D').unwrap_or(&raw);
    let squares = SymbolList::default().enforce_square();
    // The elements are sound, so that an error can only say that no symbol holds them.
    let symbol = DataMatrix::encode_gs1(content.as_bytes(), squares).ok()?;
    let bitmap = symbol.bitmap();
    let side = bitmap.width() as u16; // 144 at most
    let is_dark = |column: u16, row: u16| {
        let at = usize::from(row) * bitmap.width() + usize::from(column);
        bitmap.bits().get(at).copied().unwrap_or(false)
    };
    Some(Matrix::of_rule(side, is_dark))
}

/// `below` is what stands below the quiet zone.
fn placed_modules(
    site: Site,
    stand: Stand,
    below: Um,
    (square, matrix): (Square, Matrix),
) -> Result<Modules, Finding> {
    let largest = largest_module(site, square, &matrix);
    let least = label_law().map_or(Um(1), |law| law.codes.least_module);
    let corner = |module: Um| {
        let side = module * i32::from(matrix.side());
        let Area { x, y, w, h } = stand.stand_in(site.area, (side, side));
        // A module that begins between two dots would be printed a dot wider or narrower than its neighbours.
        let (x, y) = (x.snapped_down(site.dot), y.snapped_down(site.dot));
        Area { x, y, w, h }
    };
    let module = site.clear_module(largest, least, |module| {
        let quiet = corner(module).grown(module * square.quiet_modules());
        Area {
            h: quiet.h + below,
            ..quiet
        }
    });
    if module < least {
        let code = match square {
            Square::Qr { .. } => "code_too_dense",
            Square::DataMatrix => "elements_too_dense",
        };
        return Err(Finding::new(Severity::Error, code, Some(square.field()))
            .with_arg("module_mm", module.to_mm())
            .with_arg("least_mm", least.to_mm()));
    }
    let Area { x, y, .. } = corner(module);
    Ok(Modules {
        square,
        x,
        y,
        module,
        matrix,
    })
}

/// The largest module at which the code fits its box and its quiet zone does not leave the label.
fn largest_module(site: Site, square: Square, matrix: &Matrix) -> Um {
    let (area, label) = (site.area, site.label);
    let box_side = match site.resolution {
        Some(_) => area.w.min(area.h).permille(ROUNDED),
        None => area.w.min(area.h),
    };
    let in_box = box_side.0 / i32::from(matrix.side()).max(1);
    let around = [
        area.x - label.x,
        area.y - label.y,
        label.right() - area.right(),
        label.bottom() - area.bottom(),
    ];
    let quiet = around.into_iter().fold(Um(i32::MAX), Um::min).0 / square.quiet_modules();
    Um(in_box.min(quiet))
}

impl Stand {
    /// Where something of this size, no larger than the box, stands in it.
    pub fn stand_in(self, area: Area, (w, h): (Um, Um)) -> Area {
        let x = match self.align {
            Align::Left => area.x,
            Align::Center => area.x + Um((area.w - w).0 / 2),
            Align::Right => area.right() - w,
        };
        let y = match self.valign {
            Valign::Top => area.y,
            Valign::Middle | Valign::Spread => area.y + Um((area.h - h).0 / 2),
            Valign::Bottom => area.bottom() - h,
        };
        Area { x, y, w, h }
    }
}

fn outcome_of(made: Result<Modules, Finding>, site: Site) -> Outcome {
    let (modules, finding) = match made {
        Ok(modules) => (Some(modules), None),
        Err(finding) => (None, Some(finding.at_place(site.area))),
    };
    let clear = modules.as_ref().map(Modules::with_quiet_zone);
    let items = modules.into_iter().map(Item::Modules).collect();
    Outcome {
        drawn: vec![Arc::new(Drawn { items })],
        findings: finding.into_iter().collect(),
        clear,
    }
}
