//! Which CBV words the events of harvests and lots carry today, from `assets/rules/event-words.json`.

use std::sync::LazyLock;

use nuong_epcis::{BizStep, Disposition};
use serde::Deserialize;

#[derive(Deserialize)]
struct Stage {
    code: String,
    biz_step: String,
    disposition: String,
}

#[derive(Deserialize)]
struct File {
    stages: Vec<Stage>,
}

// An unreadable file leaves the list empty; `every_stage_is_a_word_of_the_vocabulary` fails then.
static STAGES: LazyLock<Vec<Stage>> = LazyLock::new(|| {
    serde_json::from_str::<File>(include_str!("../../../../assets/rules/event-words.json"))
        .map_or_else(|_| Vec::new(), |file| file.stages)
});

/// The business step and disposition of a stage.
pub(crate) fn stage_words(code: &str) -> Option<(BizStep, Disposition)> {
    let stage = STAGES.iter().find(|s| s.code == code)?;
    Some((
        BizStep::parse(&stage.biz_step)?,
        Disposition::parse(&stage.disposition)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_is_a_word_of_the_vocabulary() {
        for code in ["harvest", "receiving"] {
            assert!(stage_words(code).is_some(), "{code}");
        }
        assert_eq!(
            stage_words("harvest").map(|w| w.0),
            Some(BizStep::CREATING_CLASS_INSTANCE)
        );
        assert_eq!(
            stage_words("receiving").map(|w| w.0),
            Some(BizStep::RECEIVING)
        );
    }
}
