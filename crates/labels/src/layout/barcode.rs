//! A linear code in its box, its text below: whole micrometres a module, whole printer dots where the printer is known,
//! quiet zones kept.

use super::lines::{advance_of, at_size, text_run};
use super::refused::{refused_value, wrong_value};
use super::{Outcome, Site};
use crate::data::{Field, LabelData};
use crate::display::{Bars, Drawn, Item, TextRun};
use crate::finding::{Finding, Severity};
use crate::font::{Weight, font_face};
use crate::geometry::{Area, Um};
use crate::law::label_law;
use crate::linear::{Linear, MOST, ean_symbol, gs1_128};
use crate::symbology::Symbology;
use crate::template::{Align, BarcodeBox};
use nuong_gs1::{Options, element};
use std::sync::Arc;

/// Below this no scanner and no printer follows; what the standard asks is more, and is checked before printing.
const LEAST_MODULE: Um = Um(125);

/// Bars lower than this are missed by a scanner that is not held straight.
const LEAST_HEIGHT: Um = Um(5_000);

/// White between bars and the text above them, in modules: for the eye, no scanner asks for it.
const ABOVE: i32 = 2;

/// White between bars and text, in thousandths of the font size.
const TEXT_GAP: i32 = 150;

/// Guard bars of an EAN code reach so many modules below the others (GS1 General Specifications, 5.2.1.1).
const GUARDS: i32 = 5;

/// A code and what stands below it, from left to right.
struct Content {
    linear: Linear,
    texts: Vec<Text>,
}

/// Some of the text, and the modules from the first bar that it has room in.
struct Text {
    text: String,
    from: i32,
    to: i32,
}

/// A code's box on its label.
#[derive(Clone, Copy)]
struct Place<'a> {
    barcode: &'a BarcodeBox,
    site: Site<'a>,
}

pub(super) fn lay_barcode(barcode: &BarcodeBox, site: Site, data: &LabelData) -> Outcome {
    match placed_bars(Place { barcode, site }, data) {
        Ok((bars, texts)) => Outcome {
            clear: Some(space_taken(&bars, &texts)),
            drawn: vec![drawn_code(bars, texts)],
            findings: Vec::new(),
        },
        Err(finding) if barcode.optional && may_be_left_out(&finding) => Outcome {
            findings: left_out(finding, site).into_iter().collect(),
            ..Outcome::default()
        },
        Err(finding) => Outcome {
            clear: None,
            drawn: Vec::new(),
            findings: vec![finding.at_place(site.area)],
        },
    }
}

/// There is nothing to encode, or too little room: no reason to refuse a label that does without. A wrong number is.
fn may_be_left_out(finding: &Finding) -> bool {
    matches!(
        finding.code,
        "barcode_missing" | "barcode_too_wide" | "ean_too_wide"
    )
}

/// Worth knowing where there is something to encode.
fn left_out(finding: Finding, site: Site) -> Option<Finding> {
    let code = match finding.code {
        "barcode_too_wide" => "barcode_left_out",
        "ean_too_wide" => "ean_left_out",
        _ => return None,
    };
    let severity = Severity::Note;
    let note = Finding {
        code,
        severity,
        ..finding
    };
    Some(note.at_place(site.area))
}

fn placed_bars(at: Place, data: &LabelData) -> Result<(Bars, Vec<TextRun>), Finding> {
    let field = at.barcode.field();
    let error = |code| Finding::new(Severity::Error, code, Some(field));
    let value = data.get(field).ok_or_else(|| error("barcode_missing"))?;
    let content = match at.barcode.symbology {
        Symbology::Ean => ean_content(value).ok_or_else(|| wrong_value(field, value))?,
        Symbology::Gs1128 => gs1_content(at.barcode, value)?,
    };
    let standard = standard_module(at.barcode.symbology);
    // A code that may be missing is worth having only where any scanner reads it.
    let least = if at.barcode.optional {
        standard
    } else {
        LEAST_MODULE
    };
    let most = at.largest_module(&content.linear);
    let module = at.site.clear_module(most, standard, |module| {
        let bars = at.bars_at(&content, module, at.barcode.size);
        bars.with_quiet_zones()
    });
    let too_wide = |least: Um| {
        let code = match at.barcode.symbology {
            Symbology::Ean => "ean_too_wide", // its digits cannot be fewer
            Symbology::Gs1128 => "barcode_too_wide",
        };
        error(code)
            .with_arg("least_mm", least.to_mm())
            .with_arg("content", content.text_read())
    };
    if module < least {
        return Err(too_wide(least));
    }
    let size = content.font_size(at.barcode.size, module);
    if size < at.barcode.min_size {
        // The text has as much room as the bars are wide.
        let wider = module.0 * at.barcode.min_size.0 / size.0.max(1) + 1;
        return Err(too_wide(Um(wider)));
    }
    let bars = at.bars_at(&content, module, size);
    if bars.area.h < LEAST_HEIGHT {
        let least = LEAST_HEIGHT.to_mm();
        return Err(error("barcode_too_low").with_arg("least_mm", least));
    }
    let texts = content.placed_texts(&bars, size, at.site.area.bottom());
    Ok((bars, texts))
}

fn ean_content(value: &str) -> Option<Content> {
    let (digits, linear) = ean_symbol(value)?;
    let text = |text: &str, from, to| Text {
        text: text.to_owned(),
        from,
        to,
    };
    // A module of white between the digits and the guard bars.
    let texts = match digits.len() {
        8 => {
            let (left, right) = digits.split_at(4);
            vec![text(left, 4, 30), text(right, 37, 63)]
        }
        _ => {
            let (first, rest) = digits.split_at(1);
            let (left, right) = rest.split_at(6);
            vec![text(first, -10, -2), text(left, 4, 44), text(right, 51, 91)]
        }
    };
    Some(Content { linear, texts })
}

/// The standard's least module: a code that may be left out is never drawn smaller.
fn standard_module(symbology: Symbology) -> Um {
    label_law().map_or(LEAST_MODULE, |law| match symbology {
        Symbology::Ean => law.codes.ean.least_module,
        Symbology::Gs1128 => law.codes.gs1_128.least_module,
    })
}

fn gs1_content(barcode: &BarcodeBox, value: &str) -> Result<Content, Finding> {
    let field = barcode.field();
    let bracketed = match field {
        Field::Sscc => format!("(00){value}"),
        Field::Gtin => format!("(01){value:0>14}"),
        // Elements come with their brackets.
        _ => value.to_owned(),
    };
    let mut elements = element::parse_bracketed(&bracketed, &Options::default())
        .map_err(|e| refused_value(field, value, &e))?;
    if !barcode.only.is_empty() {
        elements.retain(|element| barcode.only.iter().any(|ai| ai == element.ai()));
    }
    if elements.is_empty() {
        return Err(Finding::new(
            Severity::Error,
            "barcode_missing",
            Some(field),
        ));
    }
    let raw = element::write_raw(&elements);
    let linear = gs1_128(&raw).ok_or_else(|| {
        Finding::new(Severity::Error, "barcode_too_long", Some(field))
            .with_arg("length", raw.len().saturating_sub(1)) // the first FNC1 is the symbol's own
            .with_arg("most", MOST)
    })?;
    let [left, right] = linear.quiet.map(i32::from);
    let text = Text {
        text: element::human_readable_lines(&elements).join(" "),
        from: -left,
        to: linear.modules() + right,
    };
    Ok(Content {
        linear,
        texts: vec![text],
    })
}

impl Place<'_> {
    /// The largest module at which the code fits its box, its quiet zones do not leave the label, and it is no wider than the
    /// template and the standard let it be (unless it must be to have the least module).
    fn largest_module(self, linear: &Linear) -> Um {
        let [left, right] = linear.quiet.map(|modules| i32::from(modules).max(1));
        let room = [
            self.site.area.w.0 / linear.modules().max(1),
            (self.site.area.x - self.site.label.x).0 / left,
            (self.site.label.right() - self.site.area.right()).0 / right,
            self.widest_allowed(linear.modules() + left + right),
        ];
        Um(room.into_iter().fold(i32::MAX, i32::min))
    }

    fn widest_allowed(self, modules: i32) -> i32 {
        let drawn = self.barcode.most_module;
        let drawn = if drawn > Um(0) { drawn.0 } else { i32::MAX };
        let standard = label_law().map_or(i32::MAX, |law| match self.barcode.symbology {
            Symbology::Ean => law.codes.ean.most_module.0,
            Symbology::Gs1128 => {
                let law = &law.codes.gs1_128;
                let most = law.most_width.0 / modules.max(1);
                most.clamp(law.least_module.0, law.most_module.0)
            }
        });
        drawn.min(standard)
    }

    fn bars_at(self, content: &Content, module: Um, size: Um) -> Bars {
        let w = module * content.linear.modules();
        let x = match self.barcode.align {
            Align::Left => self.site.area.x,
            Align::Center => self.site.area.x + Um((self.site.area.w - w).0 / 2),
            Align::Right => self.site.area.right() - w,
        };
        let (top, bottom) = content.ink_height();
        let h = self.site.area.h - size.permille(top + bottom + TEXT_GAP);
        let guards = match self.barcode.symbology {
            Symbology::Ean => module * GUARDS,
            Symbology::Gs1128 => Um(0),
        };
        Bars {
            symbology: self.barcode.symbology,
            field: self.barcode.field(),
            area: Area {
                x: x.snapped_down(self.site.dot),
                y: self.site.area.y,
                w,
                h,
            },
            module,
            widths: content.linear.widths.clone(),
            quiet: content.linear.quiet,
            guards: guards.min(self.site.area.h - h),
        }
    }
}

impl Content {
    /// What a person reads below the bars.
    fn text_read(&self) -> String {
        let texts: Vec<_> = self.texts.iter().map(|text| text.text.as_str()).collect();
        texts.join(" ")
    }

    /// Ink above and below the baseline, in thousandths of the font size.
    fn ink_height(&self) -> (i32, i32) {
        let letters = self.texts.iter().flat_map(|text| text.text.chars());
        let glyphs = letters.filter_map(|c| font_face(Weight::Regular).glyph(c));
        glyphs.fold((0, 0), |(top, bottom), glyph| {
            (top.max(glyph.top), bottom.max(glyph.bottom))
        })
    }

    /// The font size at which every text has room.
    fn font_size(&self, most: Um, module: Um) -> Um {
        let fitting = self.texts.iter().map(|text| {
            let room = i64::from((module * (text.to - text.from)).0);
            Um((room * 1_000 / advance_of(Weight::Regular, &text.text).max(1)) as i32)
        });
        fitting.fold(most, Um::min)
    }

    /// The texts, each in the middle of its room; their ink ends at `bottom`.
    fn placed_texts(&self, bars: &Bars, size: Um, bottom: Um) -> Vec<TextRun> {
        let baseline = bottom - size.permille(self.ink_height().1);
        let placed = self.texts.iter().map(|text| {
            let (from, to) = (bars.module * text.from, bars.module * text.to);
            let width = at_size(advance_of(Weight::Regular, &text.text), size);
            let x = bars.area.x + from + Um((to - from - width).0 / 2);
            text_run(Weight::Regular, &text.text, size, x, baseline)
        });
        placed.collect()
    }
}

/// The code with its quiet zones and its text, and a little white above: nothing else may stand there.
fn space_taken(bars: &Bars, texts: &[TextRun]) -> Area {
    let quiet = bars.with_quiet_zones();
    let bottom = texts.iter().map(|run| run.ink().bottom()).max();
    let top = quiet.y - bars.module * ABOVE;
    Area {
        y: top,
        h: bottom.unwrap_or(quiet.bottom()) - top,
        ..quiet
    }
}

fn drawn_code(bars: Bars, texts: Vec<TextRun>) -> Arc<Drawn> {
    let items = std::iter::once(Item::Bars(bars)).chain(texts.into_iter().map(Item::Text));
    Arc::new(Drawn {
        items: items.collect(),
    })
}
