//! JSON laid out as the shipped templates and papers are written: what fits on a line stands on one, and everything keeps its order.

/// Compact JSON, as serde writes it, for people to read and change.
pub(crate) fn laid_out(json: &str) -> String {
    let mut out = String::new();
    lay_out(json, 0, &mut out);
    out.push('\n');
    out
}

fn lay_out(json: &str, depth: usize, out: &mut String) {
    const LINE: usize = 150;
    let mut line = String::new();
    on_one_line(json, &mut line);
    let fits = depth > 0 && line.chars().count() + 2 * depth <= LINE;
    let Some((open, close, parts)) = parts(json).filter(|_| !fits) else {
        return out.push_str(&line);
    };
    out.push(open);
    for (i, (key, part)) in parts.into_iter().enumerate() {
        out.push_str(if i == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        out.push_str(key);
        out.push_str(if key.is_empty() { "" } else { ": " });
        lay_out(part, depth + 1, out);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(close);
}

fn on_one_line(json: &str, out: &mut String) {
    let Some((open, close, parts)) = parts(json) else {
        return out.push_str(json);
    };
    let room = if open == '{' { " " } else { "" };
    out.push(open);
    for (i, (key, part)) in parts.into_iter().enumerate() {
        out.push_str(if i == 0 { room } else { ", " });
        out.push_str(key);
        out.push_str(if key.is_empty() { "" } else { ": " });
        on_one_line(part, out);
    }
    out.push_str(room);
    out.push(close);
}

type Parts<'j> = (char, char, Vec<(&'j str, &'j str)>);

/// The brackets of an object or array and what it holds: (key, value), the key empty in an array. None for what is neither, or empty.
fn parts(json: &str) -> Option<Parts<'_>> {
    let inside = json.get(1..json.len().saturating_sub(1))?;
    let (open, close) = match json.as_bytes().first()? {
        b'{' => ('{', '}'),
        b'[' => ('[', ']'),
        _ => return None,
    };
    if inside.is_empty() {
        return None;
    }
    let key = |part| match open {
        '{' => split(part, b':').unwrap_or(("", part)),
        _ => ("", part),
    };
    let (mut all, mut rest) = (Vec::new(), inside);
    while let Some((part, after)) = split(rest, b',') {
        all.push(key(part));
        rest = after;
    }
    all.push(key(rest));
    Some((open, close, all))
}

/// Parts compact JSON at the first `mark` that stands in no text and no brackets.
fn split(json: &str, mark: u8) -> Option<(&str, &str)> {
    let (mut depth, mut in_text, mut escaped) = (0_u32, false, false);
    let at = json.bytes().position(|byte| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            byte => return byte == mark && depth == 0,
        }
        false
    })?;
    Some((json.get(..at)?, json.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_laid_out_is_what_was_there_in_its_order() {
        let json = r#"{"id":"x","name":{"vi":"a \"b\", {c: [d]} \\"},"none":[],"empty":{},"list":[1,[2,3],{"k":null}]}"#;
        let out = laid_out(json);
        assert!(
            out.starts_with("{\n  \"id\": \"x\",\n  \"name\": { \"vi\": "),
            "{out}"
        );
        assert!(
            out.contains("\"list\": [1, [2, 3], { \"k\": null }]"),
            "{out}"
        );
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&out), read(json));
    }
}
