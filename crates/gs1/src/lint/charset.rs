//! The character sets of GS1 General Specifications 7.11: CSET 82, CSET 39 and base64url.

use super::{Checked, LintCode, LintError};

/// Whether `c` is in CSET 82: letters, digits and `! " % & ' ( ) * + , - . / _ : ; < = > ?`.
#[must_use]
pub fn is_cset82(c: char) -> bool {
    matches!(c, '!' | '"' | '%'..='?' | 'A'..='Z' | '_' | 'a'..='z')
}

/// Whether `c` is in CSET 39: `#`, `-`, `/`, digits and capital letters.
#[must_use]
pub fn is_cset39(c: char) -> bool {
    matches!(c, '#' | '-' | '/' | '0'..='9' | 'A'..='Z')
}

/// Whether `c` is in CSET 64, the base64url alphabet without padding.
#[must_use]
pub fn is_cset64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// Refuses the first character that `allowed` does not take.
pub(super) fn check_characters(data: &str, allowed: fn(char) -> bool, code: LintCode) -> Checked {
    match data.char_indices().find(|&(_, c)| !allowed(c)) {
        None => Ok(()),
        Some((at, c)) => Err(LintError::new(code, at..at + c.len_utf8())),
    }
}

pub(super) fn cset82(data: &str) -> Checked {
    check_characters(data, is_cset82, LintCode::InvalidCset82Character)
}

pub(super) fn cset39(data: &str) -> Checked {
    check_characters(data, is_cset39, LintCode::InvalidCset39Character)
}

/// Padding is optional; where it stands, the whole is a multiple of three characters long.
pub(super) fn cset64(data: &str) -> Checked {
    let body = data.trim_end_matches('=');
    let pads = data.len() - body.len();
    if pads > 2 || (pads > 0 && !data.len().is_multiple_of(3)) {
        return Err(LintError::new(
            LintCode::InvalidCset64Padding,
            body.len()..data.len(),
        ));
    }
    check_characters(body, is_cset64, LintCode::InvalidCset64Character)
}

#[cfg(test)]
mod tests {
    use super::is_cset82;

    #[test]
    fn cset82_has_82_characters() {
        assert_eq!(
            (0..=255u8).filter(|&b| is_cset82(char::from(b))).count(),
            82
        );
    }

    #[test]
    fn vietnamese_letters_and_spaces_are_outside_cset82() {
        assert!("è đ".chars().all(|c| !is_cset82(c)));
    }
}
