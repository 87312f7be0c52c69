//! Where things end in a list of tokens: brackets, attributes, items.

use super::lexer::Token;

/// The place of the bracket that closes the one at `open`; the last token when none does.
pub fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        if opens(token) {
            depth += 1;
        } else if closes(token) {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at;
            }
        }
    }
    tokens.len().saturating_sub(1)
}

pub fn opens(token: &Token) -> bool {
    token.is("{") || token.is("(") || token.is("[")
}

pub fn closes(token: &Token) -> bool {
    token.is("}") || token.is(")") || token.is("]")
}

/// The place behind the attribute that begins at `at` (`#[…]` or `#![…]`), if one does.
pub fn after_attribute(tokens: &[Token], at: usize) -> Option<usize> {
    if !tokens.get(at)?.is("#") {
        return None;
    }
    let inner = usize::from(tokens.get(at + 1)?.is("!"));
    let open = at + 1 + inner;
    tokens.get(open)?.is("[").then(|| closing(tokens, open) + 1)
}

/// The place behind the item, field, arm or statement that begins at `start` (behind its attributes).
pub fn item_end(tokens: &[Token], start: usize) -> usize {
    let first = after_visibility(tokens, start);
    let Some(token) = tokens.get(first) else {
        return tokens.len();
    };
    match token.text.as_str() {
        "const" | "unsafe" | "async" | "extern" if names_function(tokens, first) => {
            block_end(tokens, first)
        }
        "mod" | "fn" | "impl" | "struct" | "enum" | "trait" | "union" | "macro_rules" => {
            block_end(tokens, first)
        }
        "use" | "let" | "const" | "static" | "type" | "return" => statement_end(tokens, first, ";"),
        "if" | "match" | "for" | "while" | "loop" | "unsafe" | "{" => control_end(tokens, first),
        _ if tokens.get(first + 1).is_some_and(|t| t.is(":")) => field_end(tokens, first),
        _ => statement_end(tokens, first, ";,"),
    }
}

fn after_visibility(tokens: &[Token], at: usize) -> usize {
    if !tokens.get(at).is_some_and(|t| t.is("pub")) {
        return at;
    }
    match tokens.get(at + 1) {
        Some(open) if open.is("(") => closing(tokens, at + 1) + 1,
        _ => at + 1,
    }
}

/// Is there a `fn`, `impl`, `trait` or `mod` behind the words (and the ABI) before it?
fn names_function(tokens: &[Token], first: usize) -> bool {
    let words = ["const", "unsafe", "async", "extern"];
    let rest = tokens[first..]
        .iter()
        .find(|t| !words.contains(&t.text.as_str()) && !t.text.starts_with('"'));
    rest.is_some_and(|t| ["fn", "impl", "trait", "mod"].iter().any(|w| t.is(w)))
}

/// Up to the first block's end, or to a semicolon before any block.
fn block_end(tokens: &[Token], first: usize) -> usize {
    let mut at = first;
    while let Some(token) = tokens.get(at) {
        if token.is(";") {
            return at + 1;
        }
        if token.is("{") {
            return closing(tokens, at) + 1;
        }
        at = if opens(token) {
            closing(tokens, at)
        } else {
            at
        } + 1;
    }
    at
}

/// Up to one of the marks in `ends`, over whole brackets, or to where the surrounding bracket closes. A match arm's block ends it too.
fn statement_end(tokens: &[Token], first: usize, ends: &str) -> usize {
    let mut at = first;
    while let Some(token) = tokens.get(at) {
        if closes(token) {
            return at;
        }
        if token.text.len() == 1 && ends.contains(&token.text) {
            return at + 1;
        }
        if opens(token) {
            let arm = token.is("{") && at > first && tokens[at - 1].is("=>");
            at = closing(tokens, at);
            if arm {
                let comma = tokens.get(at + 1).is_some_and(|t| t.is(","));
                return at + 1 + usize::from(comma);
            }
        }
        at += 1;
    }
    at
}

/// `if … { } else if … { } else { }` and its relatives; a semicolon behind them belongs to them.
fn control_end(tokens: &[Token], first: usize) -> usize {
    let mut end = block_end(tokens, first);
    while tokens.get(end).is_some_and(|t| t.is("else")) {
        end = block_end(tokens, end);
    }
    end + usize::from(tokens.get(end).is_some_and(|t| t.is(";")))
}

/// `name: Type<A, B>,`: the commas inside `<…>` do not end it.
fn field_end(tokens: &[Token], first: usize) -> usize {
    let (mut at, mut angles) = (first, 0_usize);
    while let Some(token) = tokens.get(at) {
        if closes(token) {
            return at;
        }
        if token.is("<") {
            angles += 1;
        } else if token.is(">") {
            angles = angles.saturating_sub(1);
        } else if angles == 0 && (token.is(",") || token.is(";")) {
            return at + 1;
        }
        at = if opens(token) {
            closing(tokens, at)
        } else {
            at
        } + 1;
    }
    at
}
