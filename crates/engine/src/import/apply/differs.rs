//! In what a row says other than the record that is kept: told, never taken.

use crate::import::row::draft::PlotDraft;
use crate::import::row::problem::Problem;
use crate::import::words::text::code_key;
use crate::party::PartyInput;
use crate::place::PlaceInput;
use crate::product::ProductRecord;

/// The first field in which both say something, and not the same.
fn differing(pairs: &[(&'static str, String, String)]) -> Option<Problem> {
    let (field, kept, written) = pairs
        .iter()
        .find(|(_, kept, written)| !kept.is_empty() && !written.is_empty() && kept != written)?;
    Some(Problem::new(field, "differs", written).with("kept", kept))
}

/// A value as text; empty where there is none.
pub(super) fn text_of<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

pub(super) fn product_differs(stored: &ProductRecord, written: &ProductRecord) -> Option<Problem> {
    differing(&[
        ("name", stored.name.clone(), written.name.clone()),
        (
            "group",
            stored.goods_group.clone(),
            written.goods_group.clone(),
        ),
        (
            "gtin",
            text_of(stored.gtin.as_ref()),
            text_of(written.gtin.as_ref()),
        ),
        (
            "net",
            text_of(stored.net_quantity),
            text_of(written.net_quantity),
        ),
        (
            "shelf_life",
            text_of(stored.shelf_life_months),
            text_of(written.shelf_life_months),
        ),
        (
            "ingredients",
            stored.ingredients.clone(),
            written.ingredients.clone(),
        ),
        ("storage", stored.storage.clone(), written.storage.clone()),
        ("usage", stored.usage.clone(), written.usage.clone()),
        (
            "standards",
            stored.standards.clone(),
            written.standards.clone(),
        ),
    ])
}

pub(super) fn household_differs(stored: &PartyInput, written: &PartyInput) -> Option<Problem> {
    differing(&[
        ("name", stored.name.clone(), written.name.clone()),
        (
            "address",
            stored.address_written.clone(),
            written.address_written.clone(),
        ),
        ("phone", stored.phone.clone(), written.phone.clone()),
        (
            "joined",
            text_of(stored.joined_on),
            text_of(written.joined_on),
        ),
    ])
}

/// Two rows of one plot that contradict each other in nothing.
pub(super) fn same_plot(a: &PlotDraft, b: &PlotDraft) -> bool {
    let same_household = b.household.is_empty() || code_key(&a.household) == code_key(&b.household);
    same_household && plot_differs(&a.input, &b.input, b).is_none()
}

pub(super) fn plot_differs(
    stored: &PlaceInput,
    written: &PlaceInput,
    draft: &PlotDraft,
) -> Option<Problem> {
    let other_household =
        stored.party.is_some() && written.party.is_some() && stored.party != written.party;
    if other_household {
        return Some(Problem::new("household", "differs", &draft.household).with("kept", "…"));
    }
    differing(&[
        ("crop", stored.crop.clone(), written.crop.clone()),
        ("area", text_of(stored.area_m2), text_of(written.area_m2)),
        (
            "year",
            text_of(stored.planted_year),
            text_of(written.planted_year),
        ),
        (
            "growing_area",
            stored.growing_area_code.clone(),
            written.growing_area_code.clone(),
        ),
    ])
}
