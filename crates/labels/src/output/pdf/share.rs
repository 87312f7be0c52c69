//! What neighbouring labels have in common is written once, as a Form XObject, and called from then on.

use super::content;
use super::deflate::Deflater;
use super::used::Used;
use crate::display::{DisplayList, Drawn};
use crate::geometry::Um;
use std::io::Result;
use std::sync::Arc;

/// Forms that are looked at again: a run that alternates between two kinds of labels needs two.
const REMEMBERED: usize = 8;

/// Parts of a label, in drawing order.
type Parts<'l> = Vec<&'l Arc<Drawn>>;

/// The parts of a label that the one before or the one after has, too, and the others.
pub(super) fn common_parts(at: usize, lists: &[DisplayList]) -> (Parts<'_>, Parts<'_>) {
    let drawn = |at: Option<usize>| {
        // Before the first label and after the last there is none.
        let list = at.and_then(|at| lists.get(at));
        list.map_or(&[][..], |list| &list.drawn)
    };
    let (before, after) = (drawn(at.checked_sub(1)), drawn(Some(at + 1)));
    drawn(Some(at))
        .iter()
        .filter(|part| !part.items.is_empty())
        .partition(|part| has_part(before, part) || has_part(after, part))
}

fn has_part(drawn: &[Arc<Drawn>], part: &Arc<Drawn>) -> bool {
    drawn.iter().any(|other| is_same(other, part))
}

/// By content, not by place in memory alone: what a thread still remembers must not decide what the file looks like.
fn is_same(a: &Arc<Drawn>, b: &Arc<Drawn>) -> bool {
    Arc::ptr_eq(a, b) || a == b
}

/// The forms of one job.
#[derive(Default)]
pub(super) struct Forms {
    /// Their compressed content, by number.
    pub contents: Vec<Vec<u8>>,
    /// What the last ones draw, the newest at the end, and their numbers.
    last: Vec<(Vec<Arc<Drawn>>, usize)>,
}

impl Forms {
    /// The number of the form that draws these parts; None if there are none.
    pub fn form_of(
        &mut self,
        parts: Parts,
        height: Um,
        used: &mut Used,
        deflater: &mut Deflater,
    ) -> Result<Option<usize>> {
        if parts.is_empty() {
            return Ok(None);
        }
        let known = self.last.iter().rev().find(|(drawn, _)| {
            drawn.len() == parts.len() && drawn.iter().zip(&parts).all(|(a, b)| is_same(a, b))
        });
        if let Some((_, number)) = known {
            return Ok(Some(*number));
        }
        let mut body = Vec::new();
        content::draw_parts(&mut body, parts.iter().copied(), height, used);
        let number = self.contents.len();
        self.contents.push(deflater.deflated(&body)?);
        if self.last.len() >= REMEMBERED {
            self.last.remove(0);
        }
        self.last
            .push((parts.into_iter().cloned().collect(), number));
        Ok(Some(number))
    }
}
