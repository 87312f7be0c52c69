//! SQL in strings: which statements ask, which write, and to which table.

use super::lexer::{Kind, Token};
use super::source::Source;

/// What a statement does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    Read,
    /// The table; `{…}` or nothing where the program puts it in.
    Write(String),
}

/// A statement found in a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub line: usize,
    pub deed: Deed,
}

/// The statements in the strings of a file, in order. Keywords are written in capitals, as everywhere here; words of a sentence are not.
pub fn read_statements(source: &Source) -> Vec<Statement> {
    let strings = source.tokens.iter().filter(|t| t.kind == Kind::Text);
    strings.flat_map(statements_of).collect()
}

fn statements_of(string: &Token) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (at, line) in string.text.lines().enumerate() {
        // A statement's keyword and its table may stand on two lines: the words go on to the string's end.
        let rest: Vec<&str> = string.text.lines().skip(at).flat_map(split_words).collect();
        let own = split_words(line).len();
        let found = (0..own).filter_map(|start| read_deed(&rest[start..]));
        statements.extend(found.map(|deed| Statement {
            line: string.line + at,
            deed,
        }));
    }
    statements
}

fn split_words(line: &str) -> Vec<&str> {
    line.split(|c: char| !(c.is_alphanumeric() || "_{}".contains(c)))
        .filter(|word| !word.is_empty())
        .collect()
}

/// What the statement that begins with the first of `words` does, if one begins there.
fn read_deed(words: &[&str]) -> Option<Deed> {
    let table = |name: &&str| Deed::Write((*name).to_owned());
    match words {
        ["SELECT", ..] => Some(Deed::Read),
        ["INSERT", "INTO", name, ..] | ["INSERT", "OR", _, "INTO", name, ..] => Some(table(name)),
        ["REPLACE", "INTO", name, ..] | ["DELETE", "FROM", name, ..] => Some(table(name)),
        ["UPDATE", "OR", _, name, "SET", ..] | ["UPDATE", name, "SET", ..] => Some(table(name)),
        ["INSERT", "INTO"] | ["REPLACE", "INTO"] | ["DELETE", "FROM"] => {
            Some(Deed::Write(String::new()))
        }
        _ => None,
    }
}

/// The tables that migrations make.
pub fn made_tables(migration: &str) -> Vec<String> {
    let words: Vec<&str> = migration.lines().flat_map(split_words).collect();
    let mut tables = Vec::new();
    for start in 0..words.len() {
        let name = match &words[start..] {
            ["TABLE", "IF", "NOT", "EXISTS", name, ..] => name,
            ["TABLE", name, ..] => name,
            _ => continue,
        };
        let made = start > 0 && ["CREATE", "VIRTUAL"].contains(&words[start - 1]);
        let renamed = words
            .get(start + 2..start + 4)
            .is_some_and(|two| two == ["RENAME", "TO"]);
        if made {
            tables.push((*name).to_owned());
        } else if renamed {
            tables.extend(words.get(start + 4).map(|to| (*to).to_owned()));
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::{Deed, made_tables, read_statements};
    use crate::read::source::read_sources;
    use crate::read::tree::Tree;

    fn deeds(code: &str) -> Vec<(usize, String)> {
        let tree = Tree::of(&[("crates/a/src/lib.rs", code)]);
        let statements = read_statements(&read_sources(&tree)[0]);
        let shown = |deed: Deed| match deed {
            Deed::Read => "read".to_owned(),
            Deed::Write(table) => table,
        };
        statements
            .into_iter()
            .map(|s| (s.line, shown(s.deed)))
            .collect()
    }

    #[test]
    fn statements_are_found_over_lines_and_variants() {
        let code = "a(\"INSERT OR IGNORE INTO meta (k)\");\nb(\"SELECT x FROM y\n  WHERE z\");\nc(\"UPDATE\n lot SET q = 1\"); d(\"DELETE FROM w; REPLACE INTO v (a) VALUES (1)\"); e(\"INSERT INTO {table} (x)\"); // \"DELETE FROM t\"\nf(\"Please UPDATE your data\");";
        let expected = [
            (1, "meta"),
            (2, "read"),
            (4, "lot"),
            (5, "w"),
            (5, "v"),
            (5, "{table}"),
        ];
        let expected: Vec<(usize, String)> = expected
            .iter()
            .map(|(l, t)| (*l, (*t).to_owned()))
            .collect();
        assert_eq!(deeds(code), expected);
    }

    #[test]
    fn tables_are_learned_from_migrations() {
        let sql = "CREATE TABLE lot (id TEXT);\nCREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5(x);\nDROP TABLE old; ALTER TABLE new_print RENAME TO print;\nALTER TABLE lot ADD COLUMN x;";
        assert_eq!(made_tables(sql), ["lot", "word", "print"]);
    }
}
