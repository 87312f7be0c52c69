//! Where a value stands in a JSON text: a mistake is named by its line.

/// A step into a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Into an object.
    Key(&'static str),
    /// Into an array, from 0.
    Item(usize),
}

/// The bytes of the value at a path of a JSON text that has been parsed before; of the innermost one that there is.
pub fn span_of(json: &str, path: &[Step]) -> std::ops::Range<usize> {
    let bytes = json.as_bytes();
    let mut at = past_blanks(bytes, 0);
    for step in path {
        let inner = match step {
            Step::Key(key) => member_start(bytes, at, key),
            Step::Item(n) => item_start(bytes, at, *n),
        };
        match inner {
            Some(inner) => at = inner,
            None => break,
        }
    }
    at..value_end(bytes, at)
}

/// Line and column of a byte, from 1; columns count characters.
pub(super) fn line_and_column(json: &str, at: usize) -> (usize, usize) {
    let before = json.get(..at).unwrap_or(json);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(start..).map_or(0, |rest| rest.chars().count()) + 1;
    (line, column)
}

fn member_start(bytes: &[u8], object: usize, key: &str) -> Option<usize> {
    let mut at = first_inside(bytes, object, b'{')?;
    while byte_at(bytes, at) == Some(b'"') {
        let after = value_end(bytes, at);
        let name = bytes.get(at + 1..after.saturating_sub(1))?;
        let value = past_blanks(bytes, past_blanks(bytes, after) + 1); // past the colon
        if name == key.as_bytes() {
            return Some(value);
        }
        at = next_sibling(bytes, value)?;
    }
    None
}

fn item_start(bytes: &[u8], array: usize, n: usize) -> Option<usize> {
    let mut at = first_inside(bytes, array, b'[')?;
    for _ in 0..n {
        at = next_sibling(bytes, at)?;
    }
    (byte_at(bytes, at)? != b']').then_some(at)
}

/// The first thing within an object or array.
fn first_inside(bytes: &[u8], at: usize, bracket: u8) -> Option<usize> {
    (byte_at(bytes, at)? == bracket).then(|| past_blanks(bytes, at + 1))
}

/// What follows a value and its comma.
fn next_sibling(bytes: &[u8], value: usize) -> Option<usize> {
    let comma = past_blanks(bytes, value_end(bytes, value));
    (byte_at(bytes, comma)? == b',').then(|| past_blanks(bytes, comma + 1))
}

fn byte_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

fn past_blanks(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    let length = rest.iter().position(|b| !b.is_ascii_whitespace());
    from + length.unwrap_or(rest.len())
}

/// Where the value that begins here ends.
fn value_end(bytes: &[u8], from: usize) -> usize {
    let (mut depth, mut in_text, mut escaped) = (0_u32, false, false);
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => {
                in_text = !in_text;
                if !in_text && depth == 0 {
                    return at + 1;
                }
            }
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            // Depth 0 is a number or a word: what closes or parts the whole around it ends it, too.
            b'}' | b']' if depth > 1 => depth -= 1,
            b'}' | b']' if depth == 1 => return at + 1,
            b'}' | b']' | b',' if depth == 0 => return at,
            byte if depth == 0 && byte.is_ascii_whitespace() => return at,
            _ => {}
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::Step::{Item, Key};
    use super::*;

    const JSON: &str = r#" { "a\"]": [1, "x,]}", {"b" : null}],
  "b": [ [], {"ệ": 2, "c": {"d": true}} ] }"#;

    fn found(path: &[Step]) -> &'static str {
        JSON.get(span_of(JSON, path)).unwrap()
    }

    #[test]
    fn values_are_found_through_text_that_looks_like_brackets() {
        assert_eq!(found(&[Key("b"), Item(0)]), "[]");
        assert_eq!(found(&[Key("b"), Item(1), Key("c"), Key("d")]), "true");
        assert_eq!(found(&[Key("a\\\"]"), Item(1)]), "\"x,]}\"");
        assert_eq!(found(&[Key("a\\\"]"), Item(2), Key("b")]), "null");
    }

    #[test]
    fn what_is_not_there_ends_at_what_is() {
        assert_eq!(found(&[Key("b"), Item(0), Item(7)]), "[]");
        assert_eq!(found(&[Key("z")]), JSON.trim());
        assert_eq!(span_of("", &[Key("z")]), 0..0);
    }

    #[test]
    fn columns_are_characters() {
        let at = span_of(JSON, &[Key("b"), Item(1), Key("c")]).start;
        assert_eq!(line_and_column(JSON, at), (2, 28));
    }
}
