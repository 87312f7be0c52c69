//! What was declared wrong about a lot, as the public may read it: on which day, and what became of the entry.

use jiff::civil::Date;
use maud::{Markup, html};

use super::dates;
use super::language::Language;
use crate::store::{Database, LotCorrection, LotKey, StoreError};
use crate::text;

/// Sentences on one page; a lot that was mended more often says so with its latest.
const SHOWN: usize = 5;

/// What became of a wrong entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Other entries stand in its place.
    Corrected,
    /// It was taken back, and nothing stands in its place.
    Withdrawn,
    /// What it told never happened.
    NeverHappened,
}

/// A wrong entry and the day in Viet Nam on which it was declared so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Correction {
    pub(super) day: Date,
    pub(super) outcome: Outcome,
}

impl Outcome {
    /// For programs, and the key of its sentence.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Withdrawn => "withdrawn",
            Self::NeverHappened => "did_not_occur",
        }
    }

    fn sentence(self) -> &'static str {
        match self {
            Self::Corrected => "correction.corrected",
            Self::Withdrawn => "correction.withdrawn",
            Self::NeverHappened => "correction.did_not_occur",
        }
    }

    fn of_declaration(declared: &LotCorrection) -> Self {
        match (declared.reason.as_deref(), declared.corrected) {
            (Some("did_not_occur"), _) => Self::NeverHappened,
            (_, true) => Self::Corrected,
            (_, false) => Self::Withdrawn,
        }
    }
}

impl Correction {
    /// The corrections of whoever speaks for a lot, the latest first; several of one kind on one day are one. What others take back of
    /// their own goes without a word: nobody writes under another's name by recording something and declaring it wrong.
    pub(super) fn of_lot(
        db: &Database,
        lot: &LotKey,
        speaker: i64,
    ) -> Result<Vec<Self>, StoreError> {
        let mut corrections = Vec::new();
        for declared in LotCorrection::of_lot(db, lot, speaker)? {
            let one = Self {
                day: text::local_date(declared.declared),
                outcome: Outcome::of_declaration(&declared),
            };
            if !corrections.contains(&one) {
                corrections.push(one);
            }
        }
        Ok(corrections)
    }

    /// Its sentence.
    pub(super) fn say(self, language: Language) -> String {
        let day = dates::write_date(language, self.day);
        language.fill_words(self.outcome.sentence(), &[("date", &day)])
    }
}

/// The sentences below a lot's name.
pub(super) fn correction_notes(language: Language, corrections: &[Correction]) -> Markup {
    html! {
        @for correction in corrections.iter().take(SHOWN) {
            p.corrected { (correction.say(language)) }
        }
    }
}
