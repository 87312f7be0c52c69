//! From a server's complaint to a reason, an action and the field to mend. The rules are data: `assets/rules/refusals.json`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::complaint::Complaint;
use crate::base::message::Message;

// A file of the program itself; were it not to read, every refusal would be `other`, which the tests below notice.
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let book = include_str!("../../../../assets/rules/refusals.json");
    serde_json::from_str::<RuleBook>(book).map_or_else(|_| Vec::new(), |book| book.refusals)
});

#[derive(Deserialize)]
struct RuleBook {
    refusals: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    #[serde(default)]
    statuses: Vec<u16>,
    #[serde(default)]
    types: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    reason: String,
    action: String,
    field: String,
}

/// Why a record was refused, for a person and for the field to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// `sync.refusal.{reason}` with `action`, the machine's word for what to do.
    pub reason: Message,
    /// The server's words.
    pub detail: String,
    /// Field to mend, or empty.
    pub field: String,
}

impl Refusal {
    /// The first rule that fits.
    pub fn of(problem: &Complaint) -> Self {
        let low = problem.text.to_lowercase();
        let rule = RULES.iter().find(|rule| rule.fits(problem, &low));
        let (reason, action, field) = rule.map_or(("other", "ask_registry", ""), |r| {
            (&r.reason, &r.action, &r.field)
        });
        let args = [("action".to_owned(), action.to_owned())].into();
        let detail = [problem.kind.as_str(), problem.text.as_str()]
            .join(" ")
            .trim()
            .to_owned();
        Self {
            reason: Message {
                key: format!("sync.refusal.{reason}"),
                args,
            },
            detail,
            field: field.to_owned(),
        }
    }
}

impl Rule {
    fn fits(&self, problem: &Complaint, low: &str) -> bool {
        (self.statuses.is_empty() || self.statuses.contains(&problem.status))
            && (self.types.is_empty()
                || self
                    .types
                    .iter()
                    .any(|t| problem.kind.ends_with(t.as_str())))
            && self.words.iter().all(|word| low.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn reason(status: u16, kind: &str, text: &str) -> (String, String) {
        let refusal = Refusal::of(&Complaint {
            kind: kind.into(),
            status,
            text: text.into(),
        });
        (refusal.reason.key, refusal.field)
    }

    #[test]
    fn known_refusals_name_the_field_to_mend() {
        assert_eq!(
            reason(
                400,
                "epcisException:ValidationException",
                "GTIN 12 has a bad check digit"
            ),
            ("sync.refusal.gtin".into(), "gtin".into())
        );
        assert_eq!(
            reason(413, "", ""),
            ("sync.refusal.too_large".into(), "lot".into())
        );
        assert_eq!(
            reason(0, "", "eventTime lies in the future"),
            ("sync.refusal.in_future".into(), "date".into())
        );
        assert_eq!(
            reason(400, "", "bad"),
            ("sync.refusal.invalid".into(), String::new())
        );
        assert_eq!(
            reason(0, "", "?"),
            ("sync.refusal.other".into(), String::new())
        );
    }

    #[test]
    fn every_reason_and_notice_has_a_sentence_in_both_languages() {
        let vi: BTreeMap<String, String> =
            serde_json::from_str(include_str!("../../../../assets/locales/vi/sync.json")).unwrap();
        let en: BTreeMap<String, String> =
            serde_json::from_str(include_str!("../../../../assets/locales/en/sync.json")).unwrap();
        assert_eq!(vi.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
        assert!(RULES.len() > 20);
        for rule in RULES.iter() {
            assert!(
                vi.contains_key(&format!("sync.refusal.{}", rule.reason)),
                "{}",
                rule.reason
            );
        }
        for code in crate::sync::trouble::NOTICES {
            assert!(vi.contains_key(&format!("sync.notice.{code}")), "{code}");
        }
    }
}
