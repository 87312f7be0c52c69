//! One word for one thing: `assets/locales/glossary.md` holds the words, here they are looked for, and those it tells to avoid are too.
//!
//! Two tables. `| Vietnamese | English | code | what it is |`: each code word is an identifier, a folder or a file of the engine.
//! `| avoid | where | say instead |`: the word stands nowhere; *where* is `vi`, `en` or `code`, or several of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, assert_clean, assert_kept, assert_reports};
use crate::read::source::sources_of;
use crate::read::tree::Tree;

const GLOSSARY: &str = "assets/locales/glossary.md";

const WORDS: Check = word_offences;

/// One row below a table's head: the cells by their column's name, and the line.
type Row = (BTreeMap<String, String>, usize);

fn word_offences(tree: &Tree) -> Vec<String> {
    let Some(glossary) = tree.text(GLOSSARY) else {
        return vec![format!(
            "{GLOSSARY}: there is none: write down what each thing is called in Vietnamese, English and code"
        )];
    };
    let rows = read_tables(glossary);
    let mut offences = Vec::new();
    if !rows.iter().any(|(cells, _)| cells.contains_key("code")) {
        offences.push(format!(
            "{GLOSSARY}: no table `| Vietnamese | English | code | what it is |`"
        ));
    }
    offences.extend(missing_code_words(tree, &rows));
    for (cells, line) in &rows {
        if let Some(word) = cells.get("avoid").map(|cell| plain_cell(cell)) {
            let places = cells.get("where").map(String::as_str).unwrap_or_default();
            offences.extend(avoided_places(tree, &word, places, *line));
        }
    }
    offences
}

/// Every row of every table, with the cells named by the table's head.
fn read_tables(text: &str) -> Vec<Row> {
    let (mut rows, mut head) = (Vec::new(), Vec::<String>::new());
    for (at, line) in text.lines().enumerate() {
        let Some(inside) = line.trim().strip_prefix('|') else {
            head.clear();
            continue;
        };
        let cells = inside
            .trim_end_matches('|')
            .split('|')
            .map(|cell| cell.trim().to_owned());
        let cells: Vec<String> = cells.collect();
        if head.is_empty() {
            head = cells.iter().map(|cell| cell.to_lowercase()).collect();
        } else if !cells
            .iter()
            .all(|cell| cell.trim_matches(['-', ':']).is_empty())
        {
            rows.push((head.iter().cloned().zip(cells).collect(), at + 1));
        }
    }
    rows
}

/// A cell without its backticks and stars.
fn plain_cell(cell: &str) -> String {
    cell.replace(['`', '*'], "").trim().to_owned()
}

/// Code words that the engine does not know.
fn missing_code_words(tree: &Tree, rows: &[Row]) -> Vec<String> {
    let known = engine_words(tree);
    let mut offences = Vec::new();
    for (cells, line) in rows {
        let cell = cells
            .get("code")
            .map(|cell| plain_cell(cell))
            .unwrap_or_default();
        // A row without a code word names something that only people speak of.
        let words = cell
            .split([',', ' ', '/'])
            .filter(|word| !word.is_empty() && *word != "–" && *word != "-");
        for word in words {
            let file = word.trim_end_matches(".rs");
            if !file.split("::").all(|part| known.contains(part)) {
                offences.push(format!("{GLOSSARY}:{line}: `{word}` is neither an identifier nor a folder of the engine: mend the table or the code"));
            }
        }
    }
    offences
}

/// Identifiers of the engine, and the names of its files and folders.
fn engine_words(tree: &Tree) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for source in sources_of(tree).iter() {
        if let Some(inside) = source.path.strip_prefix("crates/engine/src/") {
            words.extend(inside.split(['/', '.']).map(str::to_owned));
            let own = source.tokens.iter().filter(|token| token.is_word());
            words.extend(own.map(|token| token.text.clone()));
        }
    }
    words
}

/// Where an avoided word stands after all.
fn avoided_places(tree: &Tree, word: &str, places: &str, line: usize) -> Vec<String> {
    let mut found = Vec::new();
    let places: BTreeSet<&str> = places.split([',', ' ', '/']).collect();
    for language in ["vi", "en"]
        .into_iter()
        .filter(|language| places.contains(language))
    {
        let folder = format!("assets/locales/{language}");
        for (path, text) in tree.below(&folder, "json") {
            let lines = text.lines().enumerate();
            let saying = lines
                .filter(|(_, line)| value_of(line).is_some_and(|value| says_word(value, word)));
            found.extend(saying.map(|(at, _)| format!("{path}:{}", at + 1)));
        }
    }
    if places.contains("code") {
        found.extend(code_places(tree, word));
    }
    let said =
        |place: String| format!("{place}: says `{word}`, which {GLOSSARY}:{line} tells to avoid");
    found.into_iter().map(said).collect()
}

/// The value on a line of a locale file.
fn value_of(line: &str) -> Option<&str> {
    line.split_once("\": \"").map(|(_, value)| value)
}

/// Is `word` said, as a word of its own and whatever its capitals?
fn says_word(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    let joined = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(&word).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(joined);
        let after = text[at + word.len()..].chars().next().is_some_and(joined);
        !before && !after
    })
}

/// Identifiers that have `word` as one of their words, first places of each file.
fn code_places(tree: &Tree, word: &str) -> Vec<String> {
    let wanted = word.to_lowercase();
    let mut found = Vec::new();
    for source in sources_of(tree).iter() {
        let own = source.tokens.iter().filter(|token| token.is_word());
        let first = own.into_iter().find(|token| has_part(&token.text, &wanted));
        found.extend(first.map(|token| format!("{}:{}", source.path, token.line)));
    }
    found
}

/// `save_sheet` and `SaveSheet` have the part `sheet`; `spreadsheet` has not.
fn has_part(name: &str, wanted: &str) -> bool {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    format!("_{snake}_").contains(&format!("_{wanted}_"))
}

#[test]
fn one_word_stands_for_one_thing() {
    assert_kept(WORDS);
}

fn worded() -> Tree {
    Tree::of(&[
        (
            GLOSSARY,
            "# Words\n\n| Vietnamese | English | code | what it is |\n|---|---|---|---|\n| lô | lot | `lot` | what is sold as one |\n| giấy | paper | `paper`, `Paper` | what labels lie on |\n| vụ | season | – | a time of year |\n\n| avoid | where | say instead |\n|---|---|---|\n| mẻ | vi | lô |\n| batch | en, code | lot |\n",
        ),
        (
            "crates/engine/src/lot/mod.rs",
            "pub struct Paper; fn dispatch() {} #[cfg(test)] mod tests { fn batch() {} }",
        ),
        ("crates/engine/src/paper/mod.rs", ""),
        (
            "assets/locales/vi/ui.json",
            "{\n  \"a.mẻ\": \"Một lô, mẻn\"\n}",
        ),
        (
            "assets/locales/en/ui.json",
            "{\n  \"a.batch\": \"A lot, dispatched\"\n}",
        ),
    ])
}

#[test]
fn words_in_order_are_left_in_peace() {
    assert_clean(WORDS, &worded());
}

#[test]
fn a_missing_glossary_is_reported() {
    assert_reports(WORDS, &Tree::default(), &["glossary.md: there is none"]);
}

#[test]
fn a_code_word_that_is_nowhere_is_reported() {
    let text = worded().text(GLOSSARY).unwrap().replace("`lot`", "`lots`");
    let parts = [
        "glossary.md:5: `lots`",
        "neither an identifier nor a folder",
    ];
    assert_reports(WORDS, &worded().with(GLOSSARY, &text), &parts);
}

#[test]
fn an_avoided_word_is_reported() {
    for (path, text, shown) in [
        (
            "assets/locales/vi/core.json",
            "{\n  \"a\": \"Mẻ này\"\n}",
            "vi/core.json:2: says `mẻ`, which assets/locales/glossary.md:11",
        ),
        (
            "assets/locales/en/core.json",
            "{\n  \"a\": \"This batch.\"\n}",
            "en/core.json:2: says `batch`",
        ),
        (
            "crates/engine/src/lot/view.rs",
            "\nstruct LotBatch;",
            "lot/view.rs:2: says `batch`",
        ),
        (
            "crates/cli/src/lot.rs",
            "fn print_batch_row() {}",
            "crates/cli/src/lot.rs:1: says `batch`",
        ),
    ] {
        assert_reports(WORDS, &worded().with(path, text), &[shown]);
    }
}
