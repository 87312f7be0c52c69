//! Pictures and stars in their boxes.

use super::code::Stand;
use super::{Outcome, Site};
use crate::data::{Field, LabelData};
use crate::display::{Drawn, Item, Placed, Shape};
use crate::geometry::{Area, Point, Um};
use crate::picture::{Picture, Slot};
use std::sync::Arc;

/// OCOP has five classes (Decision 148/QĐ-TTg 2023).
const STARS: i32 = 5;

/// White between two stars, in thousandths of a star's width.
const GAP: i32 = 150;

/// White around pictures and stars where text runs around them.
const CLEAR: Um = Um(500);

/// Corners of a star in the unit circle, in millionths, clockwise from the top: a regular pentagram's.
const STAR: [(i32, i32); 10] = [
    (0, -1_000_000),
    (224_514, -309_017),
    (951_057, -309_017),
    (363_271, 118_034),
    (587_785, 809_017),
    (0, 381_966),
    (-587_785, 809_017),
    (-363_271, 118_034),
    (-951_057, -309_017),
    (-224_514, -309_017),
];

/// Size of the hole in an outlined star, in thousandths of the star.
const HOLE: i32 = 620;

/// The picture of a slot, as large as its box allows, its shape kept.
pub(super) fn lay_picture(site: Site, stand: Stand, slot: Slot, data: &LabelData) -> Outcome {
    let Some(picture) = data.pictures.get(&slot) else {
        return Outcome::default();
    };
    let area = stand.stand_in(site.area, fitting_size(site.area, picture));
    let picture = Arc::clone(picture);
    drawn_figure(vec![Item::Picture(Placed { area, picture })], area)
}

fn fitting_size(area: Area, picture: &Picture) -> (Um, Um) {
    let (width, height) = picture.size();
    let (width, height) = (i64::from(width), i64::from(height));
    let (w, h) = (i64::from(area.w.0), i64::from(area.h.0));
    let um = |n: i64| Um(i32::try_from(n).unwrap_or(i32::MAX).max(1));
    if w * height <= h * width {
        (area.w, um(w * height / width.max(1)))
    } else {
        (um(h * width / height.max(1)), area.h)
    }
}

/// As many stars filled as the goods have, the others outlined.
pub(super) fn lay_stars(site: Site, stand: Stand, data: &LabelData) -> Outcome {
    let filled = match data.get(Field::Ocop).map(str::parse) {
        Some(Ok(count)) if (1..=STARS).contains(&count) => count,
        // What is no class of OCOP has no stars; the engine gives none that is not.
        _ => return Outcome::default(),
    };
    let wide = STARS * 1_000 + (STARS - 1) * GAP; // thousandths of a star
    let star = Um((i64::from(site.area.w.0) * 1_000 / i64::from(wide)) as i32).min(site.area.h);
    let area = stand.stand_in(site.area, (star.permille(wide), star));
    let items = (0..STARS).map(|n| {
        let left = area.x + star.permille(n * (1_000 + GAP));
        let centre = Point {
            x: left + Um(star.0 / 2),
            y: area.y + Um(star.0 / 2),
        };
        let outer = Um(star.0 / 2);
        let hole = (n >= filled).then(|| star_ring(centre, outer.permille(HOLE)));
        let rings = std::iter::once(star_ring(centre, outer)).chain(hole);
        Item::Shape(Shape {
            rings: rings.collect(),
        })
    });
    drawn_figure(items.collect(), area)
}

fn star_ring(centre: Point, radius: Um) -> Vec<Point> {
    let at = |share: i32| Um((i64::from(radius.0) * i64::from(share) / 1_000_000) as i32);
    let corner = |(x, y): (i32, i32)| Point {
        x: centre.x + at(x),
        y: centre.y + at(y),
    };
    STAR.into_iter().map(corner).collect()
}

fn drawn_figure(items: Vec<Item>, area: Area) -> Outcome {
    Outcome {
        drawn: vec![Arc::new(Drawn { items })],
        findings: Vec::new(),
        clear: Some(area.grown(CLEAR.max(Um(area.w.min(area.h).0 / 10)))),
    }
}
