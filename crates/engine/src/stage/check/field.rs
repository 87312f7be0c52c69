//! Fields: a code has its list, a group its parts, a range its ends in order.

use std::collections::BTreeSet;

use nuong_labels::JsonStep::{self, Item, Key};

use super::known::Known;
use super::names::check_part_names;
use crate::stage::field::{Field, FieldType};
use crate::stage::file::StageFile;
use crate::stage::mistake::{Checked, Wrong};
use crate::stage::value::{FARTHEST, LONGEST_NOTE};

/// Most parts of a group.
const MOST_PARTS: usize = 12;

pub(super) fn check_fields(file: &StageFile, known: &Known<'_>) -> Checked {
    for (n, field) in file.fields.iter().enumerate() {
        let path = [Key("fields"), Item(n)];
        check_list(&path, field.kind, field.list.as_deref(), known)?;
        check_parts(&path, field, known)?;
        check_range(&path, field)?;
        let is_code = field.kind == FieldType::Code;
        if field.open && !is_code {
            return Err(Wrong::at(&[Key("fields"), Item(n), Key("open")], "open"));
        }
        if field.kept.is_some() && known.every_rest.contains(&field.code) {
            return Err(kept_wrongly(&path, &field.code));
        }
    }
    Ok(())
}

fn kept_wrongly(path: &[JsonStep], code: &str) -> Wrong {
    Wrong::at(path, "field_kept").with("value", code)
}

/// A code comes from a list that there is; nothing else does.
fn check_list(
    path: &[JsonStep],
    kind: FieldType,
    list: Option<&str>,
    known: &Known<'_>,
) -> Checked {
    let at = |code| Wrong::at(&[path, &[Key("list")]].concat(), code);
    match (kind == FieldType::Code, list) {
        (true, None) => Err(at("list_missing")),
        (false, Some(_)) => Err(at("list_alone")),
        (true, Some(list)) if !known.lists.contains_key(list) => {
            Err(at("list_unknown").with("value", list))
        }
        _ => Ok(()),
    }
}

fn check_parts(path: &[JsonStep], field: &Field, known: &Known<'_>) -> Checked {
    let parts = [path, &[Key("parts")]].concat();
    let is_group = field.kind == FieldType::Group;
    if is_group == field.parts.is_empty() || field.parts.len() > MOST_PARTS {
        return Err(Wrong::at(&parts, "parts").with("most", MOST_PARTS));
    }
    let mut taken = BTreeSet::new();
    for (n, part) in field.parts.iter().enumerate() {
        let path = [parts.as_slice(), &[Item(n)]].concat();
        check_part_names(&path, &part.code, &part.vi, &part.en)?;
        if !taken.insert(&part.code) {
            return Err(Wrong::at(&path, "code_taken").with("value", &part.code));
        }
        if part.kind == FieldType::Group {
            return Err(Wrong::at(&path, "parts").with("most", MOST_PARTS));
        }
        check_list(&path, part.kind, part.list.as_deref(), known)?;
    }
    Ok(())
}

fn check_range(path: &[JsonStep], field: &Field) -> Checked {
    let far = |end: Option<i32>| end.is_some_and(|end| !(-FARTHEST..=FARTHEST).contains(&end));
    let crossed = field
        .least
        .zip(field.most)
        .is_some_and(|(least, most)| least > most);
    if far(field.least) || far(field.most) || crossed {
        return Err(Wrong::at(path, "range").with("most", FARTHEST));
    }
    let longest = field.longest.unwrap_or(1);
    if !(1..=LONGEST_NOTE).contains(&longest) {
        let path = [path, &[Key("longest")]].concat();
        return Err(Wrong::at(&path, "longest").with("most", LONGEST_NOTE));
    }
    Ok(())
}
