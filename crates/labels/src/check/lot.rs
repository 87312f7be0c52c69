//! Lot codes: what GS1 application identifier (10) takes, 1 to 20 characters of character set 82.

use super::error_on;
use crate::data::{Field, LabelData};
use crate::finding::Finding;
use nuong_gs1::lint::is_cset82;

/// Longest lot code.
const MOST: usize = 20;

pub(super) fn lot_findings(data: &LabelData) -> Vec<Finding> {
    let Some(lot) = data.get(Field::Lot) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let strange = strange_letters(lot);
    if !strange.is_empty() {
        let letters = strange.join(", ");
        findings.push(
            error_on("lot_letters", Some(Field::Lot))
                .with_arg("value", lot)
                .with_arg("letters", letters),
        );
    }
    let length = lot.chars().count();
    if length > MOST {
        let long = error_on("lot_too_long", Some(Field::Lot));
        findings.push(
            long.with_arg("value", lot)
                .with_arg("length", length)
                .with_arg("most", MOST),
        );
    }
    findings
}

fn strange_letters(lot: &str) -> Vec<String> {
    let mut seen: Vec<char> = Vec::new();
    for c in lot.chars().filter(|c| !is_cset82(*c)) {
        if !seen.contains(&c) {
            seen.push(c);
        }
    }
    seen.into_iter()
        .map(|c| {
            if c == ' ' {
                "␣".to_owned()
            } else {
                c.to_string()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(lot: &str) -> Vec<&'static str> {
        lot_findings(&LabelData::default().with(Field::Lot, lot))
            .iter()
            .map(|f| f.code)
            .collect()
    }

    #[test]
    fn a_space_and_vietnamese_letters_are_found() {
        assert_eq!(codes("GAO-SC5-260323-2"), [""; 0]);
        assert_eq!(codes("LÔ 1"), ["lot_letters"]);
        assert_eq!(codes("A/1%"), [""; 0]);
        assert_eq!(codes("A#1"), ["lot_letters"]);
        assert_eq!(codes("123456789012345678901"), ["lot_too_long"]);
    }

    #[test]
    fn the_sentence_names_the_letters() {
        let found = lot_findings(&LabelData::default().with(Field::Lot, "LÔ 1 Ô"));
        assert!(
            found[0]
                .message(crate::words::Lang::En)
                .contains("do not take: Ô, ␣."),
            "{}",
            found[0].message(crate::words::Lang::En)
        );
    }
}
