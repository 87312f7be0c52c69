//! How deep JSON text is nested, told without building it.

/// The deepest nesting of objects and lists outside texts; right for JSON, an estimate for other text.
pub(super) fn nesting_depth(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    let (mut in_text, mut escaped) = (false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::nesting_depth;

    #[test]
    fn brackets_count_and_texts_do_not() {
        assert_eq!(nesting_depth(b"7"), 0);
        assert_eq!(nesting_depth(br#"{"a":[1,{"b":2}],"c":[]}"#), 3);
        assert_eq!(nesting_depth(br#"["[[[[\"[[", "{{{"]"#), 1);
    }
}
