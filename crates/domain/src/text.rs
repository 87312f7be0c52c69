//! Text as it is stored and compared: NFC, tidy whitespace, and keys without tones for search.
//! Vietnamese files from other machines carry decomposed accents (NFD); two spellings of one name must never become two records.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// NFC, without control characters, every run of white space (also no-break and thin spaces) as one space, trimmed.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc().filter(|c| !is_invisible(*c)) {
        if !(c.is_whitespace() || c.is_control()) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Marks that leave no ink: zero-width spaces and joiners, byte-order mark, soft hyphen, direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// The toneless key of a text: lower case, accents gone, `đ` as `d`. "Chè Tân Uyên" and "CHE TAN UYEN" share one key.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

/// True when a person typed at least one tone, vowel mark or `đ`, so that the search must narrow to them.
#[must_use]
pub fn has_marks(text: &str) -> bool {
    !text.is_ascii()
        && text
            .nfd()
            .any(|c| is_combining_mark(c) || matches!(c, 'đ' | 'Đ'))
}

/// Whether `typed` could be the beginning of `word`, letter by letter: a letter typed with marks must carry them, a bare one matches
/// any of its family, so that "đuong" and "duờ" both begin "đường", and "dường" does not begin "đương".
#[must_use]
pub fn typed_begins(word: &str, typed: &str) -> bool {
    let word: Vec<char> = word.nfc().flat_map(char::to_lowercase).collect();
    let typed: Vec<char> = typed.nfc().flat_map(char::to_lowercase).collect();
    typed.len() <= word.len() && word.iter().zip(&typed).all(|(w, t)| letter_matches(*w, *t))
}

fn letter_matches(word: char, typed: char) -> bool {
    let marks = |c: char| {
        c.nfd()
            .filter(|m| is_combining_mark(*m))
            .collect::<Vec<_>>()
    };
    let base = |c: char| fold(c.encode_utf8(&mut [0; 4]));
    // đ is a letter of its own: Unicode does not take it apart into d and a mark.
    if base(word) != base(typed) || (typed == 'đ' && word != 'đ') {
        return false;
    }
    let have = marks(word);
    marks(typed).iter().all(|m| have.contains(m))
}

/// ASCII letters and digits of a text, upper case, toneless: the raw material of proposed codes.
#[must_use]
pub fn ascii_code(text: &str) -> String {
    let folded = fold(text).to_ascii_uppercase();
    let mut out = String::new();
    for c in folded.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_and_composed_names_become_one() {
        let nfd: String = "  Chè\u{a0}Tân   Uyên\n".nfd().collect();
        assert_eq!(clean(&nfd), "Chè Tân Uyên");
        assert_eq!(clean("\u{feff}HTX\u{200b}"), "HTX");
    }

    #[test]
    fn the_toneless_key_folds_every_vietnamese_letter() {
        assert_eq!(fold("ĐƯỜNG Tả Lèng, Ữ ỵ"), "duong ta leng, u y");
    }

    #[test]
    fn typed_marks_narrow_and_bare_letters_do_not() {
        assert!(typed_begins("đường", "đuong"));
        assert!(typed_begins("đường", "duo"));
        assert!(typed_begins("đường", "dươ"));
        assert!(!typed_begins("dương", "đuong"));
        assert!(!typed_begins("đường", "đướ"));
        assert!(typed_begins("Tấm", "tâ"));
    }

    #[test]
    fn codes_are_ascii() {
        assert_eq!(ascii_code("Chè Ô-long (200 g)"), "CHE-O-LONG-200-G");
        assert_eq!(ascii_code("—"), "");
    }
}
