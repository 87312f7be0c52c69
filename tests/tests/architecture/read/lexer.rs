//! Rust text as tokens. Comments are no tokens; strings, characters and lifetimes are one each, so that a brace or a quote inside them
//! confuses nobody.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An identifier or a keyword; a raw one without its `r#`.
    Word,
    /// A string of any kind, with its quotes.
    Text,
    /// A character, with its quotes.
    Letter,
    /// `'a`.
    Lifetime,
    /// Digits and what belongs to them.
    Number,
    /// Anything else: one character, or `::`, `->`, `=>`.
    Mark,
}

/// One token and where it stands.
#[derive(Debug, Clone)]
pub struct Token {
    pub kind: Kind,
    pub text: String,
    /// Counted from 1: where it begins.
    pub line: usize,
    /// Bytes in the file: from here…
    pub start: usize,
    /// … to before here.
    pub end: usize,
}

impl Token {
    /// Is it this word or mark (never a string that reads the same)?
    pub fn is(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Word | Kind::Mark) && self.text == text
    }

    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }
}

/// All tokens of `text`, in order.
pub fn read_tokens(text: &str) -> Vec<Token> {
    let mut scan = Scan {
        text,
        bytes: text.as_bytes(),
        at: 0,
        line: 1,
    };
    let mut tokens = Vec::new();
    while scan.at < scan.bytes.len() {
        let (start, line) = (scan.at, scan.line);
        let Some(kind) = scan.take_one() else {
            continue;
        };
        let taken = &text[start..scan.at];
        let shown = match kind {
            Kind::Word => taken.strip_prefix("r#").unwrap_or(taken),
            _ => taken,
        };
        tokens.push(Token {
            kind,
            text: shown.to_owned(),
            line,
            start,
            end: scan.at,
        });
    }
    tokens
}

struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    line: usize,
}

/// Letters beyond ASCII count as parts of words: none of them is a mark in Rust.
fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

impl Scan<'_> {
    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    /// Goes `count` bytes on, counting lines.
    fn step(&mut self, count: usize) {
        let end = (self.at + count).min(self.bytes.len());
        let passed = &self.bytes[self.at..end];
        self.line += passed.iter().filter(|b| **b == b'\n').count();
        self.at = end;
    }

    fn step_while(&mut self, goes_on: impl Fn(u8) -> bool) {
        while self.at < self.bytes.len() && goes_on(self.byte(0)) {
            self.step(1);
        }
    }

    /// Takes the next token; `None` was white space or a comment.
    fn take_one(&mut self) -> Option<Kind> {
        match self.byte(0) {
            b if b.is_ascii_whitespace() => {
                self.step(1);
                None
            }
            b'/' if self.byte(1) == b'/' => {
                self.step_while(|b| b != b'\n');
                None
            }
            b'/' if self.byte(1) == b'*' => {
                self.skip_block_comment();
                None
            }
            b'"' => Some(self.take_string()),
            b'\'' => Some(self.take_quote()),
            b if b.is_ascii_digit() => Some(self.take_number()),
            b if is_word_byte(b) => Some(self.take_word()),
            _ => Some(self.take_mark()),
        }
    }

    /// Block comments nest.
    fn skip_block_comment(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.bytes.len() {
            match (self.byte(0), self.byte(1)) {
                (b'/', b'*') => {
                    depth += 1;
                    self.step(2);
                }
                (b'*', b'/') => {
                    depth -= 1;
                    self.step(2);
                    if depth == 0 {
                        return;
                    }
                }
                _ => self.step(1),
            }
        }
    }

    fn take_string(&mut self) -> Kind {
        self.step(1);
        while self.at < self.bytes.len() && self.byte(0) != b'"' {
            self.step(if self.byte(0) == b'\\' { 2 } else { 1 });
        }
        self.step(1);
        Kind::Text
    }

    /// A raw string, standing on its first `#` or quote. What it holds has no escapes.
    fn take_raw_string(&mut self, hashes: usize) -> Kind {
        let end = format!("\"{}", "#".repeat(hashes));
        self.step(hashes + 1);
        let rest = &self.bytes[self.at..];
        let found = rest
            .windows(end.len())
            .position(|window| window == end.as_bytes());
        let inside = found.map_or(rest.len(), |length| length + end.len());
        self.step(inside);
        Kind::Text
    }

    fn take_quote(&mut self) -> Kind {
        if self.byte(1) == b'\\' {
            self.step(3);
            self.step_while(|b| b != b'\'');
            self.step(1);
            return Kind::Letter;
        }
        let letter = self.text[self.at + 1..].chars().next().unwrap_or(' ');
        if self.byte(1 + letter.len_utf8()) == b'\'' {
            self.step(letter.len_utf8() + 2);
            return Kind::Letter;
        }
        self.step(1);
        self.step_while(is_word_byte);
        Kind::Lifetime
    }

    fn take_number(&mut self) -> Kind {
        self.step_while(is_word_byte);
        // `1.5` is one number, `1.max(2)` and `0..3` are not.
        if self.byte(0) == b'.' && self.byte(1).is_ascii_digit() {
            self.step(1);
            self.step_while(is_word_byte);
        }
        Kind::Number
    }

    fn take_word(&mut self) -> Kind {
        let start = self.at;
        self.step_while(is_word_byte);
        let word = &self.text[start..self.at];
        let raw = matches!(word, "r" | "br" | "cr");
        let hashes = self.bytes[self.at..]
            .iter()
            .take_while(|b| **b == b'#')
            .count();
        if raw && self.byte(hashes) == b'"' {
            return self.take_raw_string(hashes);
        }
        if matches!(word, "b" | "c") && self.byte(0) == b'"' {
            return self.take_string();
        }
        if word == "b" && self.byte(0) == b'\'' {
            return self.take_quote();
        }
        if word == "r" && hashes == 1 {
            self.step(1);
            self.step_while(is_word_byte);
        }
        Kind::Word
    }

    fn take_mark(&mut self) -> Kind {
        let two = [self.byte(0), self.byte(1)];
        let pair = [b"::", b"->", b"=>"].iter().any(|p| **p == two);
        self.step(if pair { 2 } else { 1 });
        Kind::Mark
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, read_tokens};

    fn words(text: &str) -> Vec<String> {
        let tokens = read_tokens(text);
        let words = tokens.iter().filter(|t| t.kind == Kind::Word);
        words.map(|t| t.text.clone()).collect()
    }

    #[test]
    fn comments_are_no_tokens_even_nested() {
        assert_eq!(
            words("a /* b /* c */ d */ e // f\ng /// h\n//! i"),
            ["a", "e", "g"]
        );
    }

    #[test]
    fn strings_hide_braces_quotes_and_comments() {
        let text = r####"a "}\" b // c" d r#"" e {"# f b"\\" g br##""# h"## i"####;
        assert_eq!(words(text), ["a", "d", "f", "g", "i"]);
    }

    #[test]
    fn characters_and_lifetimes_are_told_apart() {
        let text = "x: &'a str, '{', '\\'', '\\u{7d}', b'\"', 'ệ', 'outer: loop";
        let tokens = read_tokens(text);
        let of = |kind| tokens.iter().filter(|t| t.kind == kind).count();
        assert_eq!(of(Kind::Letter), 5);
        assert_eq!(of(Kind::Lifetime), 2);
    }

    #[test]
    fn lines_are_counted_through_strings_and_comments() {
        let tokens = read_tokens("/*\n\n*/ \"a\nb\" r\"\n\" z r#type 1.5 0..3");
        let z = tokens.iter().find(|t| t.is("z")).unwrap();
        assert_eq!(z.line, 5);
        assert!(tokens.iter().any(|t| t.is("type")));
        assert_eq!(tokens.iter().filter(|t| t.is(".")).count(), 2);
    }
}
