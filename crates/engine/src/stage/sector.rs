//! Sectors: which stages a lot must have gone through before it may be published, and which it is asked for.

use std::fmt;

use serde::{Deserialize, Deserializer};

/// A kind of goods with the stages that its rules name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    /// As stored.
    pub code: String,
    /// Vietnamese name.
    pub vi: String,
    /// English name.
    pub en: String,
    /// Each must have happened, in the lot or in its ancestors.
    pub must: Vec<Requirement>,
    /// A lot without one is warned of it.
    #[serde(default)]
    pub ask: Vec<Requirement>,
    /// Which rule says so, and whether its text was seen.
    pub source: String,
}

/// What is asked: one of several alternatives, written `harvest|intake`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Any of them will do.
    pub any_of: Vec<Asked>,
}

/// One alternative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A step of the stage, and in it the field where one is named: `slaughter.quarantine_paper`.
    Stage {
        /// The stage's code.
        stage: String,
        /// One of its fields.
        field: Option<String>,
    },
    /// A certificate of the product that is valid: the word `certificate`.
    Certificate,
}

/// What stands for [`Asked::Certificate`].
const CERTIFICATE: &str = "certificate";

impl<'de> Deserialize<'de> for Requirement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(Self {
            any_of: text.split('|').map(read_asked).collect(),
        })
    }
}

fn read_asked(text: &str) -> Asked {
    if text == CERTIFICATE {
        return Asked::Certificate;
    }
    let (stage, field) = match text.split_once('.') {
        Some((stage, field)) => (stage, Some(field.to_owned())),
        None => (text, None),
    };
    Asked::Stage {
        stage: stage.to_owned(),
        field,
    }
}

/// As it is written in the file.
impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, asked) in self.any_of.iter().enumerate() {
            let bar = if at == 0 { "" } else { "|" };
            match asked {
                Asked::Certificate => write!(f, "{bar}{CERTIFICATE}")?,
                Asked::Stage { stage, field: None } => write!(f, "{bar}{stage}")?,
                Asked::Stage {
                    stage,
                    field: Some(field),
                } => write!(f, "{bar}{stage}.{field}")?,
            }
        }
        Ok(())
    }
}

impl Requirement {
    /// Whether a step of the stage is among what is asked.
    pub fn names_stage(&self, code: &str) -> bool {
        let named = |asked: &Asked| matches!(asked, Asked::Stage { stage, .. } if stage == code);
        self.any_of.iter().any(named)
    }
}
