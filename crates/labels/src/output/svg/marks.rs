//! The display list as SVG at true scale, one unit a micrometre. Text keeps the width that the layout measured, so that what is seen is what
//! is printed, whichever browser draws it.

use crate::display::{Bars, DisplayList, Item, Modules, Placed, Shape, TextRun};
use crate::font::Weight;
use crate::geometry::{Area, Um};
use std::collections::BTreeSet;

/// The beginning of a drawing of this size.
pub(super) fn open_svg(width: Um, height: Um) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\" viewBox=\"0 0 {} {}\" \
         font-family=\"'Be Vietnam Pro',sans-serif\" style=\"font-kerning:none;font-variant-ligatures:none\" fill=\"#000\">\n",
        width.to_mm(),
        height.to_mm(),
        width.0,
        height.0,
    )
}

/// A label equal to the one before is drawn by reference: a sheet of 21 is not 21 times as long.
#[derive(Default)]
pub(super) struct Repeats {
    before: String,
    id: u64,
}

impl Repeats {
    pub fn label_svg(&mut self, list: &DisplayList) -> String {
        let now = label_svg(list);
        if now == self.before {
            return format!("<use href=\"#label-{:016x}\"/>", self.id);
        }
        // From the content, so that several previews in one page of the window do not mix up their labels.
        self.id = now.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, b| {
            (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
        });
        self.before.clone_from(&now);
        format!("<g id=\"label-{:016x}\">{now}</g>", self.id)
    }
}

/// A label's marks.
pub(super) fn label_svg(list: &DisplayList) -> String {
    list.items().map(item_svg).collect()
}

fn item_svg(item: &Item) -> String {
    match item {
        Item::Text(run) => text_svg(run),
        Item::Modules(code) => modules_svg(code),
        Item::Bars(code) => bars_svg(code),
        Item::Rule(rule) => {
            format!("<path d=\"{}\"/>", rectangle_path(rule.area))
        }
        Item::Picture(placed) => picture_svg(placed),
        Item::Shape(outlines) => shape_svg(outlines),
    }
}

/// Chromium, and so WebView2, draws no font larger than 10,000 units: larger letters would come out small, and spread to their width.
const LARGEST_FONT: Um = Um(10_000);

fn text_svg(run: &TextRun) -> String {
    let bold = if run.weight == Weight::Bold {
        " font-weight=\"700\""
    } else {
        ""
    };
    let (at, size, length) = if run.size < LARGEST_FONT {
        let at = format!("x=\"{}\" y=\"{}\"", run.x.0, run.baseline.0);
        (at, run.size.0.to_string(), run.width.0.to_string())
    } else {
        let at = format!(
            "transform=\"translate({} {}) scale(10)\"",
            run.x.0, run.baseline.0
        );
        (at, tenth(run.size), tenth(run.width))
    };
    format!(
        "<text {at} font-size=\"{size}\"{bold} textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\" \
         xml:space=\"preserve\">{}</text>",
        escaped_text(&run.text),
    )
}

fn tenth(length: Um) -> String {
    format!("{}.{}", length.0 / 10, length.0 % 10)
}

fn modules_svg(code: &Modules) -> String {
    let mut path = String::new();
    code.matrix.blocks(|b| {
        path += &format!(
            "M{} {}h{}v{}h-{}z",
            b.column, b.row, b.width, b.height, b.width
        );
    });
    format!(
        "<path transform=\"translate({} {}) scale({})\" shape-rendering=\"crispEdges\" d=\"{path}\"/>",
        code.x.0, code.y.0, code.module.0
    )
}

fn bars_svg(code: &Bars) -> String {
    let path: String = code.bar_areas().map(rectangle_path).collect();
    format!("<path shape-rendering=\"crispEdges\" d=\"{path}\"/>")
}

/// Each picture once in a drawing, however many labels have it; placed by reference, a unit a side.
#[derive(Default)]
pub(super) struct Pictures(BTreeSet<String>);

impl Pictures {
    pub fn define_new(&mut self, list: &DisplayList) -> String {
        let placed = list.items().filter_map(|item| match item {
            Item::Picture(placed) => Some(&placed.picture),
            _ => None,
        });
        let new = placed.filter(|picture| self.0.insert(picture.sha256()));
        let defined = new.map(|picture| {
            format!(
                "<defs><image id=\"picture-{}\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" href=\"{}\"/></defs>",
                picture.sha256(),
                picture.uri()
            )
        });
        defined.collect()
    }
}

fn picture_svg(placed: &Placed) -> String {
    let (a, id) = (placed.area, placed.picture.sha256());
    format!(
        "<use href=\"#picture-{id}\" transform=\"translate({} {}) scale({} {})\"/>",
        a.x.0, a.y.0, a.w.0, a.h.0,
    )
}

fn shape_svg(shape: &Shape) -> String {
    let mut path = String::new();
    for ring in &shape.rings {
        for (n, corner) in ring.iter().enumerate() {
            let command = if n == 0 { 'M' } else { 'L' };
            path += &format!("{command}{} {}", corner.x.0, corner.y.0);
        }
        path.push('z');
    }
    format!("<path fill-rule=\"evenodd\" d=\"{path}\"/>")
}

fn rectangle_path(a: Area) -> String {
    format!("M{} {}h{}v{}h-{}z", a.x.0, a.y.0, a.w.0, a.h.0, a.w.0)
}

fn escaped_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
