use serde::Serialize;

use crate::base::finding::{Severity, finding};

/// What became of a step that was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepEntered {
    /// The step's id.
    pub id: String,
    /// The step in whose place it stands; none of a new one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// Codes of the lots in its lines, each once.
    pub lots: Vec<String>,
    /// What a person should look at; the step stands all the same.
    pub findings: Vec<StepFinding>,
}

/// Something that a step was not refused for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepFinding {
    /// Stable code.
    pub code: String,
    /// How grave it is.
    pub severity: Severity,
    /// A sentence in the asked language.
    pub message: String,
}

/// What an undo took back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Undone {
    /// Ids of steps that stand no more.
    pub steps: Vec<String>,
    /// Ids of steps that stand again.
    pub back: Vec<String>,
}

/// The step that a verb was about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepId {
    /// Its id.
    pub id: String,
}

/// A named person answers for what would be refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anyway {
    /// Whether it is to be done although lots would come below nothing: they are to review then.
    pub anyway: bool,
    /// Why; an empty text says the usual.
    pub reason: String,
}

impl StepFinding {
    /// A warning, in a language.
    pub(super) fn warning(code: &str, args: &[(&str, &String)], language: &str) -> Self {
        let args = args.iter();
        let args = args.map(|(name, value)| ((*name).to_owned(), (*value).clone()));
        let said = finding(code, Severity::Warning, "", args.collect(), language);
        Self {
            code: said.code,
            severity: said.severity,
            message: said.message,
        }
    }
}
