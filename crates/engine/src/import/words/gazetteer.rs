//! The communes of Viet Nam, today's and the former ones, by name. Built once from `assets/rules/vn-units*.csv`, then only looked up.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use nuong_domain::clean;
use serde::Deserialize;

use super::rules::RULES;
use super::text::fold;

pub(crate) const TODAY: &str = include_str!("../../../../../assets/rules/vn-units.csv");

pub(crate) const FORMER: &str = include_str!("../../../../../assets/rules/vn-units-legacy.csv");

pub(crate) static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);

#[derive(Deserialize)]
pub(crate) struct TodayRow {
    pub province: String,
    pub commune_code: String,
    pub commune: String,
}

#[derive(Deserialize)]
pub(crate) struct FormerRow {
    pub old_commune_code: String,
    pub old_commune: String,
    pub old_district: String,
    pub old_province: String,
    pub new_commune_code: String,
    pub is_default: u8,
}

/// One commune of a name: its code today, its own name with tones, whether it was divided.
struct Match {
    code: String,
    toned: String,
    divided: bool,
}

#[derive(Default)]
pub(crate) struct Gazetteer {
    /// code → "Xã Tả Lèng, tỉnh Lai Châu".
    pub names: HashMap<String, String>,
    /// (province, commune) → codes; province "" holds the whole country.
    today: HashMap<(String, String), Vec<Match>>,
    /// (province or "", district or "", commune) → what it became.
    former: HashMap<(String, String, String), Vec<Match>>,
}

/// The last two words with their tones: enough to tell "Tân Thạnh" from "Tân Thành".
pub(crate) fn toned(name: &str) -> String {
    let lower = clean(name).to_lowercase();
    let words: Vec<&str> = lower.split(' ').collect();
    words
        .get(words.len().saturating_sub(2)..)
        .unwrap_or(&words)
        .join(" ")
}

/// The name without the word before it, unless nothing would be left ("Quận 1" → "1" is fine).
pub(crate) fn bare(folded: &str, words: &[String]) -> String {
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
        // Files of the program itself: a test finds every line of both by its address, so none was left out.
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

    pub(crate) fn is_province(&self, folded: &str) -> bool {
        static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
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
    pub(crate) fn find(&self, parts: &Parts, home: &str) -> (String, Finding) {
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
        name.map_or_else(String::new, |(_, province)| {
            bare(&fold(province), &RULES.address.province)
        })
    }
}

/// How the commune was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Finding {
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

/// An address taken apart; names folded, with and without the word before them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub detail: String,
    pub commune: String,
    /// The commune with its tones, for the few that differ by them alone.
    pub toned: String,
    pub district: String,
    pub province: String,
}
