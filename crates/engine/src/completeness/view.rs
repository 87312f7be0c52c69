use serde::Serialize;

use crate::base::choice::Choice;

/// What a lot lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lack {
    /// Code of the stage; where any of several would do, all of them, parted by `|`.
    pub stage: String,
    /// Code of the field that the stage's step does not say; none where there is no such step.
    pub field: Option<String>,
    /// Code of the lot whose step it is; of the lot itself where there is no step.
    pub lot: String,
    /// Code of the rule that asks for the field, or of the sector that asks for the stage.
    pub rule: String,
    /// The same in words for people.
    #[serde(skip)]
    pub names: LackNames,
}

/// How people call what is lacking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LackNames {
    /// The stages of which any would do.
    pub stages: Vec<Choice>,
    /// The field, where one is lacking.
    pub field: Option<Choice>,
    /// The rule or the sector.
    pub rule: Choice,
}
