//! Small vocabularies: one character out of a few, hyphens, percent-encoding.

use super::{Checked, LintCode, LintError};

pub(super) fn yes_no(data: &str) -> Checked {
    one_of(data, &["0", "1"], LintCode::NotZeroOrOne)
}

pub(super) fn winding(data: &str) -> Checked {
    one_of(data, &["0", "1", "9"], LintCode::InvalidWindingDirection)
}

/// ISO/IEC 5218: not known, male, female, not applicable.
pub(super) fn biological_sex(data: &str) -> Checked {
    one_of(
        data,
        &["0", "1", "2", "9"],
        LintCode::InvalidBiologicalSexCode,
    )
}

fn one_of(data: &str, words: &[&str], code: LintCode) -> Checked {
    if words.contains(&data) {
        return Ok(());
    }
    Err(LintError::whole(code, data))
}

/// A minus sign after a temperature.
pub(super) fn hyphen(data: &str) -> Checked {
    if !data.is_empty() && data.chars().all(|c| c == '-') {
        return Ok(());
    }
    Err(LintError::whole(LintCode::NotHyphen, data))
}

pub(super) fn importer_index(data: &str) -> Checked {
    let mut characters = data.chars();
    match (characters.next(), characters.next()) {
        (Some(c), None) if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') => Ok(()),
        (Some(_), None) => Err(LintError::whole(
            LintCode::InvalidImporterIndexCharacter,
            data,
        )),
        _ => Err(LintError::whole(
            LintCode::ImporterIndexMustBeOneCharacter,
            data,
        )),
    }
}

/// Every `%` is followed by two hexadecimal digits.
pub(super) fn percent_encoded(data: &str) -> Checked {
    for (at, sign) in data.match_indices('%') {
        let after = data.get(at + sign.len()..).unwrap_or("");
        let two: String = after.chars().take(2).collect();
        if two.len() != 2 || !two.chars().all(|c| c.is_ascii_hexdigit()) {
            let end = at + sign.len() + two.len();
            return Err(LintError::new(LintCode::InvalidPercentSequence, at..end));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_percent_sequences_are_shown() {
        let found = |text: &str| percent_encoded(text).unwrap_err().markup(text, '*');
        assert_eq!(found("ABC%gXYZ"), "ABC*%gX*YZ");
        assert_eq!(found("ABC%g"), "ABC*%g*");
        assert!(percent_encoded("%20%Ff").is_ok());
    }

    #[test]
    fn only_hyphens_are_hyphens() {
        assert!(hyphen("--").is_ok());
        assert_eq!(hyphen("-X").unwrap_err().span, 0..2);
        assert!(hyphen("").is_err());
    }
}
