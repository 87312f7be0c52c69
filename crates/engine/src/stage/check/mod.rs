//! What a file of stages must keep to beyond its form. Each check names its mistake by the way to it in the file.

mod event;
mod field;
mod known;
mod names;
mod sector;
mod stage;

use nuong_labels::JsonStep::{Item, Key};

use super::catalogue::Stages;
use super::file::{StageFile, VERSION};
use super::mistake::{Checked, StageMistake, Wrong};
use known::Known;

/// Most of each in one file.
const MOST_STAGES: usize = 200;
const MOST_FIELDS: usize = 400;
const MOST_LISTS: usize = 100;

/// Refuses a file whose parts contradict each other, the classes or the words of CBV. `shipped` is what a cooperative's own file adds to;
/// without it the file is the shipped one.
///
/// # Errors
/// The first mistake, by its line.
pub(super) fn check_file(
    file: &StageFile,
    text: &str,
    shipped: Option<&Stages>,
) -> Result<(), StageMistake> {
    let known = Known::of(file, shipped);
    let checked = check_whole(file, shipped)
        .and_then(|()| names::check_names(file, shipped))
        .and_then(|()| field::check_fields(file, &known))
        .and_then(|()| stage::check_stages(file, &known))
        .and_then(|()| sector::check_sectors(file, &known));
    checked.map_err(|wrong| wrong.in_text(text))
}

fn check_whole(file: &StageFile, shipped: Option<&Stages>) -> Checked {
    if file.version != VERSION {
        return Err(Wrong::at(&[Key("version")], "version").with("known", VERSION));
    }
    for (key, count, most) in [
        ("stages", file.stages.len(), MOST_STAGES),
        ("fields", file.fields.len(), MOST_FIELDS),
        ("lists", file.lists.len(), MOST_LISTS),
    ] {
        if count > most {
            return Err(Wrong::at(&[Key(key), Item(most)], "too_many").with("most", most));
        }
    }
    match shipped {
        Some(_) => check_own_parts(file),
        None if file
            .tolerance_permille
            .is_none_or(|permille| permille > 1000) =>
        {
            Err(Wrong::at(&[Key("tolerance_permille")], "tolerance"))
        }
        None => Ok(()),
    }
}

/// A cooperative adds stages, fields and lists; what holds for all of them is the program's.
fn check_own_parts(file: &StageFile) -> Checked {
    let every = &file.every_step;
    for (key, is_there) in [
        ("tolerance_permille", file.tolerance_permille.is_some()),
        ("sources", !file.sources.is_empty()),
        (
            "every_step",
            !every.rest.is_empty() || !every.need.is_empty(),
        ),
        ("sectors", !file.sectors.is_empty()),
    ] {
        if is_there {
            return Err(Wrong::at(&[Key(key)], "shipped_alone").with("value", key));
        }
    }
    Ok(())
}
