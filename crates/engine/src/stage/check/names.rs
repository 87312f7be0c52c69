//! Codes and names: each code once, of letters that survive everywhere; each thing called something in both languages.

use std::collections::BTreeSet;

use nuong_domain::clean;
use nuong_labels::JsonStep::{self, Item, Key};

use crate::stage::catalogue::Stages;
use crate::stage::field::CodeList;
use crate::stage::file::StageFile;
use crate::stage::mistake::{Checked, Wrong};

/// Longest code, and longest name in characters.
const LONGEST_CODE: usize = 40;
const LONGEST_NAME: usize = 100;
/// Most codes of a list.
const MOST_VALUES: usize = 300;

pub(super) fn check_names(file: &StageFile, shipped: Option<&Stages>) -> Checked {
    let taken = |of: fn(&StageFile) -> Vec<&str>| {
        let files = shipped.into_iter().flat_map(Stages::files);
        files.flat_map(of).collect::<BTreeSet<&str>>()
    };
    let stages = file.stages.iter();
    let stages = stages.map(|stage| (stage.code.as_str(), stage.vi.as_str(), stage.en.as_str()));
    check_all("stages", stages, taken(stage_codes))?;
    let fields = file.fields.iter();
    let fields = fields.map(|field| (field.code.as_str(), field.vi.as_str(), field.en.as_str()));
    check_all("fields", fields, taken(field_codes))?;
    let lists = file.lists.iter();
    let lists = lists.map(|list| (list.code.as_str(), "–", "–"));
    check_all("lists", lists, taken(list_codes))?;
    for (n, list) in file.lists.iter().enumerate() {
        check_values(n, list)?;
    }
    let sectors = file.sectors.iter();
    let sectors = sectors.map(|s| (s.code.as_str(), s.vi.as_str(), s.en.as_str()));
    check_all("sectors", sectors, BTreeSet::new())
}

fn stage_codes(file: &StageFile) -> Vec<&str> {
    file.stages
        .iter()
        .map(|stage| stage.code.as_str())
        .collect()
}

fn field_codes(file: &StageFile) -> Vec<&str> {
    file.fields
        .iter()
        .map(|field| field.code.as_str())
        .collect()
}

fn list_codes(file: &StageFile) -> Vec<&str> {
    file.lists.iter().map(|list| list.code.as_str()).collect()
}

/// Code and both names of each item of a list.
fn check_all<'a>(
    key: &'static str,
    items: impl Iterator<Item = (&'a str, &'a str, &'a str)>,
    mut taken: BTreeSet<&'a str>,
) -> Checked {
    for (n, (code, vi, en)) in items.enumerate() {
        let path = [Key(key), Item(n)];
        check_code(&path, code, is_code)?;
        if !taken.insert(code) {
            let path = [Key(key), Item(n), Key("code")];
            return Err(Wrong::at(&path, "code_taken").with("value", code));
        }
        check_both_names(&path, vi, en)?;
    }
    Ok(())
}

fn check_values(n: usize, list: &CodeList) -> Checked {
    let values = [Key("lists"), Item(n), Key("values")];
    if list.values.is_empty() || list.values.len() > MOST_VALUES {
        return Err(Wrong::at(&values, "values").with("most", MOST_VALUES));
    }
    let mut taken = BTreeSet::new();
    for (m, value) in list.values.iter().enumerate() {
        let path = [values.as_slice(), &[Item(m)]].concat();
        check_code(&path, &value.code, is_value_code)?;
        if !taken.insert(&value.code) {
            return Err(Wrong::at(&path, "code_taken").with("value", &value.code));
        }
        check_both_names(&path, &value.vi, &value.en)?;
    }
    Ok(())
}

/// Code and names of a part of a group.
pub(super) fn check_part_names(path: &[JsonStep], code: &str, vi: &str, en: &str) -> Checked {
    check_code(path, code, is_code)?;
    check_both_names(path, vi, en)
}

fn check_code(path: &[JsonStep], code: &str, fits: fn(&str) -> bool) -> Checked {
    if code.len() <= LONGEST_CODE && fits(code) {
        return Ok(());
    }
    let path = [path, &[Key("code")]].concat();
    Err(Wrong::at(&path, "code").with("most", LONGEST_CODE))
}

/// `freeze_dry`: a name in JSON and in ids.
pub(super) fn is_code(code: &str) -> bool {
    let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_';
    code.starts_with(|c: char| c.is_ascii_lowercase()) && code.bytes().all(plain)
}

/// Values of lists may be words of others, such as `AQUACULTURE`.
fn is_value_code(code: &str) -> bool {
    let plain = |c: u8| c.is_ascii_alphanumeric() || c == b'_';
    !code.is_empty() && code.bytes().all(plain)
}

fn check_both_names(path: &[JsonStep], vi: &str, en: &str) -> Checked {
    for (key, name) in [("vi", vi), ("en", en)] {
        let fits = (1..=LONGEST_NAME).contains(&name.chars().count());
        if !fits || clean(name) != name {
            let path = [path, &[Key(key)]].concat();
            return Err(Wrong::at(&path, "name").with("most", LONGEST_NAME));
        }
    }
    Ok(())
}
