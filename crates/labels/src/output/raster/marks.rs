//! Everything but letters as dots.

use super::dots::Dots;
use crate::display::{Bars, Item, Modules, Placed, Shape};
use crate::geometry::{Area, Point, Um};
use crate::resolution::Resolution;
use tiny_skia::{Path, PathBuilder};

/// Pixels lighter than this are white and those darker than its opposite black, so that a picture's plain parts stay clean.
const PLAIN: i32 = 224;

/// A label's place on the page of dots.
pub(super) struct Onto {
    pub corner: Point,
    pub resolution: Resolution,
}

impl Onto {
    pub fn draw_item(&self, dots: &mut Dots, item: &Item) {
        match item {
            Item::Text(_) => {}
            Item::Rule(rule) => self.fill_area(dots, rule.area),
            Item::Bars(bars) => self.draw_bars(dots, bars),
            Item::Modules(code) => self.draw_modules(dots, code),
            Item::Picture(placed) => self.draw_picture(dots, placed),
            Item::Shape(shape) => {
                if let Some(path) = self.shape_path(shape) {
                    dots.fill_holed(&path);
                }
            }
        }
    }

    /// From, to: columns and rows of dots.
    fn dots_of(&self, a: Area) -> (i32, i32, i32, i32) {
        let edge = |corner: i32, um: i32| self.resolution.dot_at(corner.saturating_add(um));
        let (x, y) = (self.corner.x.0, self.corner.y.0);
        (
            edge(x, a.x.0),
            edge(y, a.y.0),
            edge(x, a.right().0),
            edge(y, a.bottom().0),
        )
    }

    fn fill_area(&self, dots: &mut Dots, area: Area) {
        let (x, y, right, bottom) = self.dots_of(area);
        // A hairline thinner than a dot is a dot.
        dots.fill_rectangle(x, y, right.max(x + 1), bottom.max(y + 1));
    }

    fn draw_bars(&self, dots: &mut Dots, bars: &Bars) {
        let modules = bars.modules().cast_signed();
        // Else edge by edge: some bars are then a dot wider than others, but none stands in the wrong place.
        let Some(module) = self.whole_dots(bars.module, modules) else {
            bars.bar_areas().for_each(|area| self.fill_area(dots, area));
            return;
        };
        let (left, ..) = self.dots_of(bars.area);
        for area in bars.bar_areas() {
            let (_, y, _, bottom) = self.dots_of(area);
            let from_left = (area.x - bars.area.x).0 / bars.module.0.max(1);
            let x = left + from_left * module;
            let width = area.w.0 / bars.module.0.max(1) * module;
            dots.fill_rectangle(x, y, x + width, bottom);
        }
    }

    fn draw_modules(&self, dots: &mut Dots, code: &Modules) {
        let (left, top, ..) = self.dots_of(code.area());
        let whole = self.whole_dots(code.module, i32::from(code.matrix.side()));
        code.matrix.blocks(|b| {
            let [column, row, w, h] = [b.column, b.row, b.width, b.height].map(i32::from);
            if let Some(module) = whole {
                let (x, y) = (left + column * module, top + row * module);
                dots.fill_rectangle(x, y, x + w * module, y + h * module);
            } else {
                let (x, y) = (code.x + code.module * column, code.y + code.module * row);
                let (w, h) = (code.module * w, code.module * h);
                self.fill_area(dots, Area { x, y, w, h });
            }
        });
    }

    /// Dots of a module, where a code of so many of them ends within a module of where it should: a dot of 1/300 inch is no whole number of
    /// micrometres, and a code whose modules were rounded one by one would have some of them wider than others.
    fn whole_dots(&self, module: Um, modules: i32) -> Option<i32> {
        let dots = (self.resolution.dot_at((module * 100).0) + 50) / 100;
        let drift = dots.saturating_mul(modules) - self.resolution.dot_at((module * modules).0);
        (dots > 0 && drift.abs() <= dots).then_some(dots)
    }

    /// Floyd and Steinberg's error diffusion, row by row from the left: the same dots every time.
    fn draw_picture(&self, dots: &mut Dots, placed: &Placed) {
        let (x, y, right, bottom) = self.dots_of(placed.area);
        let (Ok(width), Ok(height)) = (u32::try_from(right - x), u32::try_from(bottom - y)) else {
            return;
        };
        let pixels = placed.picture.pixels();
        let room = width as usize + 2;
        let (mut now, mut below) = (vec![0; room], vec![0; room]);
        for (row, top) in (0..height).zip(y..) {
            for (column, left) in (0..width).zip(x..) {
                let at = column as usize + 1;
                let light = plain_light(pixels.lightness((column, width), (row, height)));
                let wanted = light + now.get(at).copied().unwrap_or(0) / 16;
                let is_black = wanted < 128;
                if is_black {
                    dots.fill_rectangle(left, top, left.saturating_add(1), top.saturating_add(1));
                }
                let left_over = wanted - if is_black { 0 } else { 255 };
                let give = |line: &mut Vec<i32>, at: usize, share: i32| {
                    line.get_mut(at)
                        .into_iter()
                        .for_each(|n| *n += left_over * share);
                };
                give(&mut now, at + 1, 7);
                give(&mut below, at - 1, 3);
                give(&mut below, at, 5);
                give(&mut below, at + 1, 1);
            }
            std::mem::swap(&mut now, &mut below);
            below.fill(0);
        }
    }

    fn shape_path(&self, shape: &Shape) -> Option<Path> {
        let scale = self.resolution.dots_per_um();
        let place = |corner: i32, um: i32| corner.saturating_add(um) as f32 * scale;
        let mut path = PathBuilder::new();
        for ring in &shape.rings {
            for (n, point) in ring.iter().enumerate() {
                let (x, y) = (
                    place(self.corner.x.0, point.x.0),
                    place(self.corner.y.0, point.y.0),
                );
                if n == 0 {
                    path.move_to(x, y);
                } else {
                    path.line_to(x, y);
                }
            }
            path.close();
        }
        path.finish()
    }
}

fn plain_light(light: u8) -> i32 {
    match i32::from(light) {
        light if light >= PLAIN => 255,
        light if light <= 255 - PLAIN => 0,
        light => light,
    }
}
