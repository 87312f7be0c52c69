/// A household by its consent: the whole name, or the family name with initials, or the code alone.
pub(crate) fn shown_name(code: &str, name: &str, display: &str) -> String {
    let name = match display {
        "full" => name.to_owned(),
        "masked" => masked_name(name),
        _ => String::new(),
    };
    [code, &name]
        .iter()
        .filter(|p| !p.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn masked_name(name: &str) -> String {
    let mut words = name.split(' ');
    let family = words.next().unwrap_or("").to_owned();
    words
        .filter_map(|w| w.chars().next())
        .fold(family, |out, initial| format!("{out} {initial}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_masked_unless_the_household_agreed() {
        assert_eq!(
            shown_name("H002", "Nùng Văn Mẫu", "masked"),
            "H002 · Nùng V. M."
        );
        assert_eq!(
            shown_name("H002", "Nùng Văn Mẫu", "full"),
            "H002 · Nùng Văn Mẫu"
        );
        assert_eq!(shown_name("H002", "Nùng Văn Mẫu", "hidden"), "H002");
        assert_eq!(shown_name("", "", "hidden"), "");
    }
}
