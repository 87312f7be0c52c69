//! A GS1 Company Prefix at the start of a component: at least four digits.

use super::{Checked, LintCode, LintError};

/// The shortest GS1 Company Prefix in use.
const SHORTEST: usize = 4;

pub(super) fn at_first(data: &str) -> Checked {
    if data.len() < SHORTEST {
        return Err(LintError::whole(LintCode::TooShortForGcp, data));
    }
    let start = data.char_indices().take(SHORTEST);
    match start.into_iter().find(|(_, c)| !c.is_ascii_digit()) {
        None => Ok(()),
        Some((at, c)) => Err(LintError::new(
            LintCode::InvalidGcpPrefix,
            at..at + c.len_utf8(),
        )),
    }
}

/// The prefix follows one character: an indicator or an extension digit.
pub(super) fn at_second(data: &str) -> Checked {
    let rest = data
        .char_indices()
        .nth(1)
        .and_then(|(at, _)| Some((at, data.get(at..)?)));
    let Some((at, rest)) = rest else {
        return Err(LintError::whole(LintCode::TooShortForGcp, data));
    };
    at_first(rest).map_err(|error| error.shifted(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_are_enough() {
        assert!(at_first("0123A").is_ok());
        assert_eq!(
            at_first("012A4").unwrap_err().markup("012A4", '*'),
            "012*A*4"
        );
        assert_eq!(at_first("012").unwrap_err().markup("012", '*'), "*012*");
    }

    #[test]
    fn the_second_position_skips_one_character() {
        assert!(at_second("I0123").is_ok());
        assert_eq!(at_second("I01").unwrap_err().markup("I01", '*'), "I*01*");
        assert_eq!(at_second("I").unwrap_err().markup("I", '*'), "*I*");
    }
}
