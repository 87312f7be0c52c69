//! Percent-encoding of values in paths and queries.

/// A decoded value holds the character U+0000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the value contains a null character")]
pub struct NullCharacter;

/// Encodes all but `A–Z a–z 0–9 - . _ ~`, with upper-case digits.
#[must_use]
pub fn escape_path(text: &str) -> String {
    text.bytes().map(escape_byte).collect()
}

/// As [`escape_path`], but a space becomes `+`.
#[must_use]
pub fn escape_query(text: &str) -> String {
    let plus = |byte| {
        if byte == b' ' {
            "+".to_owned()
        } else {
            escape_byte(byte)
        }
    };
    text.bytes().map(plus).collect()
}

fn escape_byte(byte: u8) -> String {
    match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    }
}

/// Decodes a part of a path. A `%` that two hexadecimal digits do not follow stays as it is;
/// bytes that are not UTF-8 are read as Latin-1.
///
/// # Errors
/// `%00` is not text.
pub fn unescape_path(text: &str) -> Result<String, NullCharacter> {
    unescape_bytes(text.as_bytes(), false)
}

/// As [`unescape_path`], but `+` means a space.
///
/// # Errors
/// `%00` is not text.
pub fn unescape_query(text: &str) -> Result<String, NullCharacter> {
    unescape_bytes(text.as_bytes(), true)
}

fn unescape_bytes(mut rest: &[u8], plus_is_space: bool) -> Result<String, NullCharacter> {
    let mut bytes = Vec::with_capacity(rest.len());
    while let Some((&first, after)) = rest.split_first() {
        let (byte, after) = match (first, after) {
            (b'%', [high, low, behind @ ..]) => match hex_byte(*high, *low) {
                Some(0) => return Err(NullCharacter),
                Some(byte) => (byte, behind),
                None => (first, after),
            },
            (b'+', after) if plus_is_space => (b' ', after),
            (_, after) => (first, after),
        };
        bytes.push(byte);
        rest = after;
    }
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| read_latin1(error.as_bytes())))
}

fn hex_byte(high: u8, low: u8) -> Option<u8> {
    let value = char::from(high).to_digit(16)? * 16 + char::from(low).to_digit(16)?;
    u8::try_from(value).ok()
}

fn read_latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn broken_sequences_stay() {
        for text in ["ABC%2", "ABCD%", "A%4gB", "A%G4B"] {
            assert_eq!(unescape_path(text).unwrap(), text);
        }
        assert_eq!(unescape_path("A%00B"), Err(NullCharacter));
    }

    #[test]
    fn marks_are_escaped_in_both_places() {
        let marks = "!\"#%&'()*+,/:;<=>?";
        let escaped = "%21%22%23%25%26%27%28%29%2A%2B%2C%2F%3A%3B%3C%3D%3E%3F";
        assert_eq!(escape_path(marks), escaped);
        assert_eq!(escape_query(marks), escaped);
    }

    proptest! {
        #[test]
        fn escaping_is_undone(text in "[^\u{0}]{0,60}") {
            prop_assert_eq!(unescape_path(&escape_path(&text)).unwrap(), text.clone());
            prop_assert_eq!(unescape_query(&escape_query(&text)).unwrap(), text);
        }
    }
}
