//! Letter heights, measured on the small x: at least 1.2 mm, 0.9 mm where the labelled face is small.

use super::{error_on, note_on};
use crate::data::LabelData;
use crate::display::DisplayList;
use crate::finding::Finding;
use crate::font::x_height;
use crate::geometry::Um;
use crate::law::{Letters, label_law};

pub(super) fn letter_finding(
    goods_label: bool,
    list: &DisplayList,
    data: &LabelData,
) -> Option<Finding> {
    let letters = &label_law()?.letters;
    let smallest = list
        .text_runs()
        .map(|run| x_height(run.weight, run.size))
        .min()?
        .snapped_down(Um(10));
    let least = least_height(letters, list, data);
    if smallest < least.unwrap_or(letters.least_on_small_face) {
        let least = least.unwrap_or(letters.least_on_small_face);
        let mut small = error_on("letters_too_small", None).with_arg("source", &letters.source);
        let runs = list.text_runs();
        small.places = runs
            .filter(|run| x_height(run.weight, run.size).snapped_down(Um(10)) < least)
            .map(|run| run.ink())
            .collect();
        return Some(
            small
                .with_arg("height_mm", smallest.to_mm())
                .with_arg("least_mm", least.to_mm()),
        );
    }
    (goods_label && least.is_none() && smallest < letters.least).then(|| {
        note_on("letters_for_small_face", None)
            .with_arg("height_mm", smallest.to_mm())
            .with_arg("least_mm", letters.least.to_mm())
            .with_arg("face_cm2", letters.small_face_below_cm2)
    })
}

/// The height that the pack's face asks for; None when the face is not known and the label itself is small.
fn least_height(letters: &Letters, list: &DisplayList, data: &LabelData) -> Option<Um> {
    let label_cm2 = i64::from(list.width.0) * i64::from(list.height.0) / 100_000_000;
    let is_large = |cm2: i64| cm2 >= i64::from(letters.small_face_below_cm2);
    match data.face_cm2 {
        _ if is_large(label_cm2) => Some(letters.least),
        Some(face) if is_large(i64::from(face)) => Some(letters.least),
        Some(_) => Some(letters.least_on_small_face),
        None => None,
    }
}
