//! International bank account numbers (ISO 13616): country, characters and checksum modulo 97.

use super::{Checked, LintCode, LintError, codes};

/// No length is set for every country; this many characters hold at least the check digits.
const TOO_SHORT: usize = 10;

/// Nor is any longer (ISO 13616).
const LONGEST: usize = 34;

/// Country and check digits, which the checksum takes last.
const HEAD: usize = 4;

pub(super) fn iban(data: &str) -> Checked {
    if data.len() < HEAD {
        return Err(LintError::whole(LintCode::IbanTooShort, data));
    }
    if data
        .get(..2)
        .is_none_or(|country| codes::country_letters(country).is_err())
    {
        let end = data.char_indices().nth(2).map_or(data.len(), |(at, _)| at);
        return Err(LintError::new(LintCode::IllegalIbanCountryCode, 0..end));
    }
    if data.len() > LONGEST {
        return Err(LintError::whole(LintCode::IbanTooLong, data));
    }
    if data.len() <= TOO_SHORT {
        return Err(LintError::whole(LintCode::IbanTooShort, data));
    }
    let letters = data.char_indices();
    // Country and check digits go behind the rest before the remainder is taken (ISO 13616).
    let moved = letters.clone().skip(HEAD).chain(letters.take(HEAD));
    let sum = moved.map(character_value).try_fold(0, |sum, value| {
        let value = value?;
        // A letter stands for two decimal digits.
        Ok((sum * if value < 10 { 10 } else { 100 } + value) % 97)
    })?;
    if sum == 1 {
        return Ok(());
    }
    Err(LintError::new(LintCode::IncorrectIbanChecksum, 2..4))
}

/// Digits count as themselves, A as 10 … Z as 35.
fn character_value((at, c): (usize, char)) -> Result<u32, LintError> {
    match c {
        '0'..='9' | 'A'..='Z' => c.to_digit(36),
        _ => None,
    }
    .ok_or_else(|| LintError::new(LintCode::InvalidIbanCharacter, at..at + c.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_published_examples() {
        for iban_text in [
            "FR7630006000011234567890189",
            "GB98MIDL07009312345678",
            "BE71096123456769",
        ] {
            assert!(iban(iban_text).is_ok(), "{iban_text}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let found = |text: &str| iban(text).unwrap_err().markup(text, '*');
        assert_eq!(found("BE71096123456760"), "BE*71*096123456760");
        assert_eq!(found("XX361234567890"), "*XX*361234567890");
        assert_eq!(found("LC14BOSLxx3456789012"), "LC14BOSL*x*x3456789012");
        assert_eq!(found("BE71"), "*BE71*");
        assert_eq!(found("XX12345"), "*XX*12345");
        assert_eq!(found("FR_9x0006000011"), "FR_9*x*0006000011");
        let long = "MTXXMALT011000012345MTLCAST001SABCD";
        assert_eq!(iban(long).unwrap_err().code, LintCode::IbanTooLong);
    }
}
