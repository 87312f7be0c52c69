//! How much of an address the public may read.

/// What today's communes are called, and how they are shortened.
const COMMUNE: [&str; 6] = ["xã ", "phường ", "đặc khu ", "thị trấn ", "x. ", "p. "];
const PROVINCE: [&str; 3] = ["tỉnh ", "thành phố ", "tp. "];

/// The commune and what is above it: `Bản Tả Lèng, xã Bình Lư, tỉnh Lai Châu` → `Xã Bình Lư, tỉnh Lai Châu`.
/// An address without a commune gives its province; one without either gives nothing, because what is
/// left may be a house.
pub(super) fn commune_level(address: &str) -> Option<String> {
    let parts: Vec<&str> = address
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let from = last_named(&parts, &COMMUNE).or_else(|| last_named(&parts, &PROVINCE))?;
    let shown = parts.get(from..)?.join(", ");
    Some(capitalised(&shown))
}

fn last_named(parts: &[&str], names: &[&str]) -> Option<usize> {
    parts.iter().rposition(|part| {
        let lower = part.to_lowercase();
        names.iter().any(|name| lower.starts_with(name))
    })
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hamlets_and_house_numbers_are_left_out() {
        for (address, shown) in [
            (
                "Bản Tả Lèng, xã Bình Lư, tỉnh Lai Châu",
                Some("Xã Bình Lư, tỉnh Lai Châu"),
            ),
            (
                "Số 5, tổ 3, Phường Tân Phong, Lai Châu",
                Some("Phường Tân Phong, Lai Châu"),
            ),
            ("xã Bản Bo, tỉnh Lai Châu", Some("Xã Bản Bo, tỉnh Lai Châu")),
            ("Bản Hon, tỉnh Lai Châu", Some("Tỉnh Lai Châu")),
            ("Thửa 12, bản Hon", None),
            ("", None),
        ] {
            assert_eq!(commune_level(address).as_deref(), shown, "{address}");
        }
    }
}
