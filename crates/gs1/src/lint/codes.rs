//! Code lists (countries, currencies, packages, media): membership only.
//!
//! The lists live in `data/codes.tsv`; a new country or currency is a new word there.

use super::{Checked, LintCode, LintError};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

const TEXT: &str = include_str!("../../data/codes.tsv");

type Lists = HashMap<&'static str, HashSet<&'static str>>;

fn code_lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let mut lists = Lists::new();
        let rows = TEXT.lines().filter(|line| !line.starts_with('#'));
        for (name, codes) in rows.filter_map(|line| line.split_once('\t')) {
            lists
                .entry(name)
                .or_default()
                .extend(codes.split_whitespace());
        }
        lists
    })
}

fn is_listed(list: &str, data: &str) -> bool {
    code_lists()
        .get(list)
        .is_some_and(|codes| codes.contains(data))
}

fn check_listed(list: &str, data: &str, code: LintCode) -> Checked {
    if is_listed(list, data) {
        return Ok(());
    }
    Err(LintError::whole(code, data))
}

pub(super) fn country_number(data: &str) -> Checked {
    check_listed("iso3166", data, LintCode::NotIso3166)
}

/// 999 stands for “several countries” in AIs (7030) to (7039).
pub(super) fn country_or_999(data: &str) -> Checked {
    if data == "999" {
        return Ok(());
    }
    check_listed("iso3166", data, LintCode::NotIso3166Or999)
}

pub(super) fn country_letters(data: &str) -> Checked {
    check_listed("iso3166alpha2", data, LintCode::NotIso3166Alpha2)
}

/// One country code after another.
pub(super) fn country_numbers(data: &str) -> Checked {
    let bytes = data.len();
    for at in (0..bytes).step_by(3) {
        let end = bytes.min(at + 3);
        // Bytes that end within a letter are no country either.
        let one = data.get(at..end).unwrap_or("");
        country_number(one).map_err(|_| LintError::new(LintCode::NotIso3166, at..end))?;
    }
    Ok(())
}

pub(super) fn currency_number(data: &str) -> Checked {
    check_listed("iso4217", data, LintCode::NotIso4217)
}

pub(super) fn package_type(data: &str) -> Checked {
    check_listed("packagetype", data, LintCode::InvalidPackageType)
}

pub(super) fn media_type(data: &str) -> Checked {
    check_listed("mediatype", data, LintCode::InvalidMediaType)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn viet_nam_and_its_money_are_704() {
        assert!(country_number("704").is_ok());
        assert!(country_letters("VN").is_ok());
        assert!(currency_number("704").is_ok());
    }

    #[test]
    fn lists_of_countries_go_by_three() {
        assert!(country_numbers("528704").is_ok());
        assert_eq!(country_numbers("52870").unwrap_err().span, 3..5);
    }

    #[test]
    fn media_types_are_those_assigned() {
        assert!(media_type("10").is_ok() && media_type("80").is_ok());
        assert!(media_type("11").is_err() && media_type("00").is_err());
    }
}
