//! Reads `data/ai.tsv` and `data/predefined.tsv`. Their headers explain the columns.

use super::{Charset, Component, Entry};
use crate::lint::Linter;
use std::str::FromStr;

/// A row of the table that cannot be read: a mistake in this crate's data, not in anybody's code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("row {row:?} of the AI table: {reason}")]
pub struct TableError {
    row: &'static str,
    reason: &'static str,
}

fn table_rows(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// All entries, ranges spelt out.
pub(super) fn read_entries(text: &'static str) -> Result<Vec<Entry>, TableError> {
    let mut entries = Vec::new();
    for row in table_rows(text) {
        let at = |reason| TableError { row, reason };
        entries.extend(read_range(row).map_err(at)?);
    }
    Ok(entries)
}

/// First two digits → length of the value.
pub(super) fn read_predefined(
    text: &'static str,
) -> Result<Vec<(&'static str, usize)>, TableError> {
    let pair = |row: &'static str| {
        let (prefix, length) = row.split_once('\t')?;
        Some((prefix, read_number(length)?))
    };
    let read = |row| {
        pair(row).ok_or(TableError {
            row,
            reason: "not a prefix and a length",
        })
    };
    table_rows(text).map(read).collect()
}

fn read_range(row: &'static str) -> Result<Vec<Entry>, &'static str> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [
        ai,
        end,
        components,
        attribute,
        path,
        requires,
        excludes,
        alias,
        title,
    ] = *columns.as_slice()
    else {
        return Err("there must be nine columns");
    };
    let entry = Entry {
        ai: String::new(),
        title,
        predefined: end == "predefined",
        attribute: attribute == "attribute",
        components: components
            .split(' ')
            .map(read_component)
            .collect::<Result<_, _>>()?,
        requires: column_parts(requires, " & ")
            .map(read_alternatives)
            .collect(),
        excludes: column_parts(excludes, "|").collect(),
        paths: read_paths(path),
        alias: column_parts(alias, " ").next(),
    };
    let numbers = ai_numbers(ai).ok_or("the AI is not digits, or not a range")?;
    Ok(numbers
        .into_iter()
        .map(|ai| Entry {
            ai,
            ..entry.clone()
        })
        .collect())
}

/// `3100-3105` → six AIs.
fn ai_numbers(ai: &str) -> Option<Vec<String>> {
    let (first, last) = ai.split_once('-').unwrap_or((ai, ai));
    let width = first.len();
    let (first, last): (u16, u16) = (read_number(first)?, read_number(last)?);
    (2..=4)
        .contains(&width)
        .then(|| (first..=last).map(|n| format!("{n:0width$}")).collect())
}

/// `?N1-12:nonzero`.
fn read_component(text: &'static str) -> Result<Component, &'static str> {
    let mandatory = text.trim_start_matches('?');
    let mut checks = mandatory.split(':');
    let mut shape = checks.next().unwrap_or("").chars();
    let charset = shape.next().and_then(read_charset);
    let charset = charset.ok_or("a component starts with N, X, Y or Z")?;
    let (min, max) = read_lengths(shape.as_str()).ok_or("a component has a length")?;
    let linters = std::iter::once(charset.linter_name()).chain(checks);
    let linters = linters.map(|name| Linter::named(name).ok_or("a check is unknown"));
    Ok(Component {
        charset,
        min,
        max,
        optional: mandatory != text,
        linters: linters.collect::<Result<_, _>>()?,
    })
}

fn read_charset(letter: char) -> Option<Charset> {
    match letter {
        'N' => Some(Charset::Digits),
        'X' => Some(Charset::Cset82),
        'Y' => Some(Charset::Cset39),
        'Z' => Some(Charset::Cset64),
        _ => None,
    }
}

fn read_lengths(text: &str) -> Option<(usize, usize)> {
    let (min, max) = text.split_once('-').unwrap_or((text, text));
    Some((read_number(min)?, read_number(max)?))
}

/// The callers' sentences say what the number was to be.
fn read_number<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// `00|01+21` → either (00), or (01) and (21).
fn read_alternatives(rule: &'static str) -> Vec<Vec<&'static str>> {
    rule.split('|')
        .map(|group| group.split('+').collect())
        .collect()
}

/// `key 22>10>21 | 235` → two sequences.
fn read_paths(text: &'static str) -> Option<Vec<Vec<&'static str>>> {
    let qualifiers = text.strip_prefix("key")?.trim_start();
    let sequence = |part: &'static str| part.split('>').filter(|ai| !ai.is_empty()).collect();
    Some(qualifiers.split(" | ").map(sequence).collect())
}

/// The parts of a column; none for `-`.
fn column_parts(text: &'static str, separator: &'static str) -> impl Iterator<Item = &'static str> {
    text.split(separator).filter(|part| *part != "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_becomes_its_parts() {
        let row = "3920-3921\tseparated\tN3:iso4217 ?X1-15\tattribute\tkey 22>10 | 235\t01 & 30|31nn+10\t392n\t-\tPRICE";
        let entries = read_range(row).unwrap();
        let entry = &entries[1];
        assert_eq!(entry.ai, "3921");
        assert_eq!((entry.min_length(), entry.max_length()), (3, 18));
        assert_eq!(
            entry.requires,
            [vec![vec!["01"]], vec![vec!["30"], vec!["31nn", "10"]]]
        );
        assert_eq!(entry.excludes, ["392n"]);
        assert_eq!(entry.paths, Some(vec![vec!["22", "10"], vec!["235"]]));
        assert_eq!(entry.components[0].linters.len(), 2);
    }

    #[test]
    fn a_broken_row_is_named() {
        let error = read_entries("01\tpredefined\tQ14\t-\t-\t-\t-\t-\tX").unwrap_err();
        assert!(error.to_string().contains("N, X, Y or Z"), "{error}");
    }
}
