//! Column names, codes and lot codes made comparable: without tones, case, marks or stray spaces. What is stored goes through
//! `nuong_domain::clean`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// For comparing: no tones, no case, `đ` as `d`, punctuation as one space.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_invisible(*c))
        .flat_map(char::to_lowercase)
    {
        match c {
            'đ' => out.push('d'),
            c if c.is_alphanumeric() => out.push(c),
            _ if out.is_empty() || out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// For comparing codes: compatible letters made plain, no white space, no case, and no zeros before a bare number (Excel makes 7 of
/// `007`). Marks such as `-` stay: they distinguish.
pub(crate) fn code_key(text: &str) -> String {
    let key: String = text
        .nfkc()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .flat_map(char::to_uppercase)
        .collect();
    let significant = key.trim_start_matches('0');
    let is_number = !significant.is_empty() && key.chars().all(|c| c.is_ascii_digit());
    if is_number {
        significant.to_owned()
    } else {
        key
    }
}

/// A cell's content for a message: at most 60 characters.
pub(crate) fn shorten(text: &str) -> String {
    const SHOWN: usize = 60;
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN - 1).chain(['…']).collect()
}

/// A lot code made of `[A-Za-z0-9-]`: letters lose their tones, everything else becomes one hyphen.
pub(crate) fn plain_lot(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_invisible(*c))
    {
        match c {
            'đ' => out.push('d'),
            'Đ' => out.push('D'),
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Zero-width and byte-order marks that spreadsheets and chat programs leave in text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}')
}

/// What stands in brackets.
pub(crate) fn bracketed(header: &str) -> impl Iterator<Item = &str> {
    header
        .split(['(', '['])
        .skip(1)
        .filter_map(|part| part.split([')', ']']).next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_forgets_tones_case_and_marks() {
        assert_eq!(fold("ĐỘ ẨM (%)"), "do am");
        assert_eq!(fold("Số lượng\n(kg)"), "so luong kg");
        assert_eq!(fold("Toạ độ"), fold("Tọa độ"));
    }

    #[test]
    fn codes_compare_without_spaces_and_case() {
        assert_eq!(code_key("  t 001\u{A0}"), "T001");
        assert_ne!(code_key("A-11"), code_key("A1-1"));
    }

    #[test]
    fn a_lot_code_becomes_letters_digits_and_hyphens() {
        assert_eq!(plain_lot("CHÈ Đỏ 2606/20"), "CHE-Do-2606-20");
        assert_eq!(plain_lot("BUP-260620-2"), "BUP-260620-2");
        assert_eq!(plain_lot("???"), "");
    }
}
