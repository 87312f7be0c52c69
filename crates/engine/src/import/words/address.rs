//! Addresses: today's are province and commune (two tiers since 2025-07-01); ledgers still carry districts. A former commune turns
//! into the one it became, by `assets/rules/vn-units-legacy.csv`; the text as written is always kept. Built once, then only looked up.

use nuong_domain::clean;

use super::gazetteer::{Finding, GAZETTEER, Parts, bare, toned};
use super::rules::RULES;
use super::text::fold;

/// What an address says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Address {
    /// Hamlet, street: what stands before the commune.
    pub detail: String,
    /// Today's commune, 5 digits; empty when it was not found.
    pub commune_code: String,
    /// As in the ledger.
    pub written: String,
    /// Today's commune and province by name, for messages.
    pub today: String,
    pub finding: Finding,
}

/// Reads "[bản …], xã X[, huyện Y], tỉnh Z". `home` is the cooperative's commune: its province serves where none is written.
pub(crate) fn read(text: &str, home: &str) -> Address {
    let written = clean(text);
    if written.is_empty() || RULES.is_empty_word(&written) {
        return Address {
            written,
            ..Address::default()
        };
    }
    let parts = Parts::split(&written);
    let (code, finding) = GAZETTEER.find(&parts, home);
    let today = GAZETTEER
        .names
        .get(&code)
        .map_or("", String::as_str)
        .to_owned();
    let detail = if code.is_empty() {
        String::new()
    } else {
        parts.detail
    };
    Address {
        detail,
        commune_code: code,
        written,
        today,
        finding,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tier {
    Commune,
    District,
    Province,
}

pub(crate) fn starts_with_word(folded: &str, words: &[String]) -> bool {
    words.iter().any(|w| {
        folded
            .strip_prefix(w.as_str())
            .is_some_and(|rest| rest.starts_with(' '))
    })
}

impl Parts {
    pub(crate) fn split(text: &str) -> Self {
        // "Văn Miếu - Quốc Tử Giám" is one name; a dash parts an address only where no comma does.
        let split: Vec<&str> = if text.contains([',', ';']) {
            text.split([',', ';']).collect()
        } else {
            text.split(" - ").collect()
        };
        let mut pieces: Vec<&str> = split
            .into_iter()
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .collect();
        if pieces
            .last()
            .is_some_and(|p| matches!(fold(p).as_str(), "viet nam" | "vn" | "vietnam"))
        {
            pieces.pop();
        }
        let mut parts = Self::default();
        while let Some((piece, before)) = pieces.split_last() {
            let Some(tier) = parts.tier(piece, before) else {
                break;
            };
            parts.take_piece(tier, piece);
            pieces.pop();
            if tier == Tier::Commune {
                break;
            }
        }
        parts.detail = pieces.join(", ");
        parts
    }

    /// What a piece is, seen from the right: by the word before it, else by what the gazetteer calls a province or commune.
    fn tier(&self, piece: &str, before: &[&str]) -> Option<Tier> {
        let folded = fold(piece);
        let starts = |words: &[String]| starts_with_word(&folded, words);
        let nothing_yet = self.province.is_empty() && self.district.is_empty();
        if starts(&RULES.address.commune) {
            return Some(Tier::Commune);
        }
        if nothing_yet && GAZETTEER.is_province(&folded) {
            return Some(Tier::Province);
        }
        if self.district.is_empty() && starts(&RULES.address.district) {
            return Some(Tier::District);
        }
        if nothing_yet && starts(&RULES.address.province) {
            return Some(Tier::Province);
        }
        // "Nà Tăm, Tả Lèng, Tam Đường, Lai Châu": no words at all.
        let commune_follows = before.len() >= 2
            || before
                .last()
                .is_some_and(|p| starts_with_word(&fold(p), &RULES.address.commune));
        (!self.province.is_empty()).then_some(if self.district.is_empty() && commune_follows {
            Tier::District
        } else {
            Tier::Commune
        })
    }

    fn take_piece(&mut self, tier: Tier, piece: &str) {
        let folded = fold(piece);
        match tier {
            Tier::Province => self.province = bare(&folded, &RULES.address.province),
            Tier::District => self.district = bare(&folded, &RULES.address.district),
            Tier::Commune => (self.commune, self.toned) = (folded, toned(piece)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::words::gazetteer::FORMER;
    use crate::import::words::gazetteer::FormerRow;
    use crate::import::words::gazetteer::TODAY;
    use crate::import::words::gazetteer::TodayRow;

    fn check(text: &str, code: &str, detail: &str, finding: Finding) {
        let address = read(text, "03390");
        assert_eq!(
            (
                address.commune_code.as_str(),
                address.detail.as_str(),
                address.finding
            ),
            (code, detail, finding),
            "{text}"
        );
        assert_eq!(address.written, clean(text));
    }

    #[test]
    fn todays_addresses_are_checked() {
        check(
            "  Bản Nà Tăm, Xã Khun Há, tỉnh Lai Châu ",
            "03430",
            "Bản Nà Tăm",
            Finding::Today,
        );
        check(
            "Số 5, tổ 3, phường Tân Phong, Lai Châu",
            "03408",
            "Số 5, tổ 3",
            Finding::Today,
        );
        check("Xã Tả Lèng, tỉnh Lai Châu", "03405", "", Finding::Today);
        check(
            "bản Sin Chải - xã Tả Lèng - tỉnh Lai Châu",
            "03405",
            "bản Sin Chải",
            Finding::Today,
        );
    }

    #[test]
    fn former_addresses_become_todays() {
        check(
            "Bản Nà Khương, xã Sơn Bình, huyện Tam Đường, tỉnh Lai Châu",
            "03390",
            "Bản Nà Khương",
            Finding::Former,
        );
        check(
            "Bản Hua Nà, xã Hua Nà, huyện Than Uyên, tỉnh Lai Châu",
            "03595",
            "Bản Hua Nà",
            Finding::Former,
        );
        check(
            "xã Thèn Sin, H. Tam Đường, T. Lai Châu",
            "03394",
            "",
            Finding::Former,
        );
        check(
            "X. Thèn Sin, Tam Đường, Lai Châu",
            "03394",
            "",
            Finding::Former,
        );
        check(
            "TT Tam Đường, huyện Tam Đường, Lai Châu",
            "03390",
            "",
            Finding::Former,
        );
        check(
            "bản Hon, xã Bản Hon, tỉnh Lai Châu",
            "03430",
            "bản Hon",
            Finding::Former,
        );
        check(
            "XA\u{303} BA\u{309}N HON, HUYỆN TAM ĐƯỜNG, TỈNH LAI CHÂU",
            "03430",
            "",
            Finding::Former,
        );
        assert_eq!(
            read("xã Sơn Bình, huyện Tam Đường, tỉnh Lai Châu", "").today,
            "Xã Bình Lư, tỉnh Lai Châu"
        );
    }

    #[test]
    fn a_divided_commune_goes_to_the_larger_part_and_says_so() {
        check(
            "Phường Cống Vị, Quận Ba Đình, Thành phố Hà Nội",
            "00008",
            "",
            Finding::Divided,
        );
    }

    #[test]
    fn the_cooperatives_province_serves_where_none_is_written() {
        check(
            "bản Sin Chải, xã Tả Lèng",
            "03405",
            "bản Sin Chải",
            Finding::Today,
        );
        check("xã Bản Hon, huyện Tam Đường", "03430", "", Finding::Former);
    }

    #[test]
    fn what_is_not_found_says_so_and_keeps_the_text() {
        check("xã Không Có, tỉnh Lai Châu", "", "", Finding::Unknown);
        check("ở trên núi", "", "", Finding::Unknown);
        check("", "", "", Finding::Nothing);
        check(" - ", "", "", Finding::Nothing);
    }

    #[test]
    fn every_former_and_present_commune_is_found_by_its_full_address() {
        let mut wrong = Vec::new();
        for row in csv::Reader::from_reader(TODAY.as_bytes())
            .deserialize::<TodayRow>()
            .flatten()
        {
            let address = format!("Bản 1, {}, {}", row.commune, row.province);
            if read(&address, "").commune_code != row.commune_code {
                wrong.push(address);
            }
        }
        // Island districts had no communes.
        for row in csv::Reader::from_reader(FORMER.as_bytes())
            .deserialize::<FormerRow>()
            .flatten()
            .filter(|r| r.is_default == 1 && !r.old_commune.is_empty())
        {
            let address = format!(
                "Bản 1, {}, {}, {}",
                row.old_commune, row.old_district, row.old_province
            );
            if read(&address, "").commune_code != row.new_commune_code {
                wrong.push(address);
            }
        }
        assert!(
            wrong.is_empty(),
            "{} {:?}",
            wrong.len(),
            &wrong[..wrong.len().min(20)]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}") {
            let _ = read(&text, "");
        }
    }
}
