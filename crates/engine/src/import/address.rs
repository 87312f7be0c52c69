//! Addresses: today's are province and commune (two tiers since 2025-07-01); ledgers still carry districts. A former commune turns
//! into the one it became, by `assets/rules/vn-units-legacy.csv`; the text as written is always kept. Built once, then only looked up.

use std::collections::HashMap;
use std::sync::LazyLock;

use nuong_domain::clean;
use serde::Deserialize;

use super::rules::RULES;
use super::text::fold;

const TODAY: &str = include_str!("../../../../assets/rules/vn-units.csv");
const FORMER: &str = include_str!("../../../../assets/rules/vn-units-legacy.csv");

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);

/// What an address says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Address {
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

/// How the commune was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Finding {
    /// No address written.
    #[default]
    Nothing,
    Today,
    /// A former commune that became one of today's.
    Former,
    /// A former commune that was divided: taken to the one that got most of it.
    Divided,
    Unknown,
}

#[derive(Deserialize)]
struct TodayRow {
    province: String,
    commune_code: String,
    commune: String,
}

#[derive(Deserialize)]
struct FormerRow {
    old_commune_code: String,
    old_commune: String,
    old_district: String,
    old_province: String,
    new_commune_code: String,
    is_default: u8,
}

/// One commune of a name: its code today, its own name with tones, whether it was divided.
struct Match {
    code: String,
    toned: String,
    divided: bool,
}

#[derive(Default)]
struct Gazetteer {
    /// code → "Xã Tả Lèng, tỉnh Lai Châu".
    names: HashMap<String, String>,
    /// (province, commune) → codes; province "" holds the whole country.
    today: HashMap<(String, String), Vec<Match>>,
    /// (province or "", district or "", commune) → what it became.
    former: HashMap<(String, String, String), Vec<Match>>,
}

/// Reads "[bản …], xã X[, huyện Y], tỉnh Z". `home` is the cooperative's commune: its province serves where none is written.
pub(super) fn read(text: &str, home: &str) -> Address {
    let written = clean(text);
    if written.is_empty() || RULES.is_empty_word(&written) {
        return Address {
            written,
            ..Address::default()
        };
    }
    let parts = Parts::split(&written);
    let (code, finding) = GAZETTEER.find(&parts, home);
    let today = GAZETTEER.names.get(&code).cloned().unwrap_or_default();
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

/// An address taken apart; names folded, with and without the word before them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parts {
    detail: String,
    commune: String,
    /// The commune with its tones, for the few that differ by them alone.
    toned: String,
    district: String,
    province: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tier {
    Commune,
    District,
    Province,
}

impl Parts {
    fn split(text: &str) -> Self {
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
            parts.take(tier, piece);
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

    fn take(&mut self, tier: Tier, piece: &str) {
        let folded = fold(piece);
        match tier {
            Tier::Province => self.province = bare(&folded, &RULES.address.province),
            Tier::District => self.district = bare(&folded, &RULES.address.district),
            Tier::Commune => (self.commune, self.toned) = (folded, toned(piece)),
        }
    }
}

fn starts_with_word(folded: &str, words: &[String]) -> bool {
    words.iter().any(|w| {
        folded
            .strip_prefix(w.as_str())
            .is_some_and(|rest| rest.starts_with(' '))
    })
}

/// The last two words with their tones: enough to tell "Tân Thạnh" from "Tân Thành".
fn toned(name: &str) -> String {
    let lower = clean(name).to_lowercase();
    let words: Vec<&str> = lower.split(' ').collect();
    words
        .get(words.len().saturating_sub(2)..)
        .unwrap_or_default()
        .join(" ")
}

/// The name without the word before it, unless nothing would be left ("Quận 1" → "1" is fine).
fn bare(folded: &str, words: &[String]) -> String {
    let rest = words.iter().find_map(|w| {
        folded
            .strip_prefix(w.as_str())
            .and_then(|rest| rest.strip_prefix(' '))
    });
    rest.unwrap_or(folded).to_owned()
}

/// "xa ta leng" and "ta leng": whole names first, so that a commune is not taken for the ward of the same name.
fn spellings(commune: &str) -> Vec<String> {
    let mut all = vec![
        expand(commune).unwrap_or_else(|| commune.to_owned()),
        bare(commune, &RULES.address.commune),
    ];
    all.dedup();
    all
}

/// "x ta leng" → "xa ta leng".
fn expand(commune: &str) -> Option<String> {
    let (word, name) = commune.split_once(' ')?;
    let long = match word {
        "x" => "xa",
        "p" => "phuong",
        "tt" => "thi tran",
        "dk" => "dac khu",
        _ => return None,
    };
    Some(format!("{long} {name}"))
}

/// The commune meant: several of one name that are the same today are as good as one, else their tones must tell them apart.
fn one<'a>(matches: &'a [Match], toned: &str) -> Option<&'a Match> {
    let only = |found: Vec<&'a Match>| {
        found
            .first()
            .copied()
            .filter(|first| found.iter().all(|m| m.code == first.code))
    };
    only(matches.iter().collect())
        .or_else(|| only(matches.iter().filter(|m| m.toned == toned).collect()))
}

impl Gazetteer {
    fn load() -> Self {
        let mut all = Self::default();
        let mut reader = csv::Reader::from_reader(TODAY.as_bytes());
        for row in reader.deserialize::<TodayRow>().flatten() {
            all.add_today(&row);
        }
        let rows: Vec<FormerRow> = csv::Reader::from_reader(FORMER.as_bytes())
            .deserialize()
            .flatten()
            .collect();
        let mut divided: HashMap<&str, usize> = HashMap::new();
        for row in &rows {
            *divided.entry(row.old_commune_code.as_str()).or_default() += 1;
        }
        for row in rows.iter().filter(|r| r.is_default == 1) {
            all.add_former(
                row,
                divided
                    .get(row.old_commune_code.as_str())
                    .is_some_and(|n| *n > 1),
            );
        }
        all
    }

    fn add_today(&mut self, row: &TodayRow) {
        let province = bare(&fold(&row.province), &RULES.address.province);
        let commune = fold(&row.commune);
        for name in [bare(&commune, &RULES.address.commune), commune] {
            for province in [province.clone(), String::new()] {
                self.today
                    .entry((province, name.clone()))
                    .or_default()
                    .push(Match {
                        code: row.commune_code.clone(),
                        toned: toned(&row.commune),
                        divided: false,
                    });
            }
        }
        let province_name =
            row.province
                .replacen("Tỉnh", "tỉnh", 1)
                .replacen("Thành phố", "thành phố", 1);
        self.names.insert(
            row.commune_code.clone(),
            format!("{}, {province_name}", row.commune),
        );
    }

    fn add_former(&mut self, row: &FormerRow, divided: bool) {
        let province = bare(&fold(&row.old_province), &RULES.address.province);
        let district = bare(&fold(&row.old_district), &RULES.address.district);
        let commune = fold(&row.old_commune);
        for name in [bare(&commune, &RULES.address.commune), commune] {
            for province in [province.clone(), String::new()] {
                for district in [district.clone(), String::new()] {
                    self.former
                        .entry((province.clone(), district, name.clone()))
                        .or_default()
                        .push(Match {
                            code: row.new_commune_code.clone(),
                            toned: toned(&row.old_commune),
                            divided,
                        });
                }
            }
        }
    }

    fn is_province(&self, folded: &str) -> bool {
        static NAMES: LazyLock<std::collections::HashSet<String>> = LazyLock::new(|| {
            let today = GAZETTEER.today.keys().map(|(province, _)| province.clone());
            today
                .chain(
                    GAZETTEER
                        .former
                        .keys()
                        .map(|(province, ..)| province.clone()),
                )
                .filter(|p| !p.is_empty())
                .collect()
        });
        NAMES.contains(&bare(folded, &RULES.address.province))
    }

    /// With a district the former names are asked first, without one today's: "xã Tả Lèng" is both.
    fn find(&self, parts: &Parts, home: &str) -> (String, Finding) {
        let province = if parts.province.is_empty() {
            self.province_of(home)
        } else {
            parts.province.clone()
        };
        let provinces = if parts.province.is_empty() {
            vec![province, String::new()]
        } else {
            vec![province]
        };
        for province in &provinces {
            for commune in spellings(&parts.commune).iter().filter(|c| !c.is_empty()) {
                let today = || {
                    one(
                        self.today.get(&(province.clone(), commune.clone()))?,
                        &parts.toned,
                    )
                    .map(|m| (m.code.clone(), Finding::Today))
                };
                let former = || {
                    let found = one(
                        self.former.get(&(
                            province.clone(),
                            parts.district.clone(),
                            commune.clone(),
                        ))?,
                        &parts.toned,
                    )?;
                    Some((
                        found.code.clone(),
                        if found.divided {
                            Finding::Divided
                        } else {
                            Finding::Former
                        },
                    ))
                };
                let found = if parts.district.is_empty() {
                    today().or_else(former)
                } else {
                    former().or_else(today)
                };
                if let Some(found) = found {
                    return found;
                }
            }
        }
        (String::new(), Finding::Unknown)
    }

    fn province_of(&self, commune_code: &str) -> String {
        let name = self
            .names
            .get(commune_code)
            .and_then(|name| name.rsplit_once(", "));
        name.map(|(_, province)| bare(&fold(province), &RULES.address.province))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
