//! Sentences that the law wants on the labels of some goods to the letter. Tones, capitals and punctuation may differ, and they may stand in
//! any field that the label shows: in the goods name too.

use super::error_on;
use crate::data::{Field, LabelData};
use crate::finding::Finding;
use crate::law::{Phrases, label_law};
use nuong_domain::text::fold;

pub(super) fn phrase_findings(shown: &[Field], data: &LabelData) -> Vec<Finding> {
    let Some(law) = label_law() else {
        return Vec::new();
    };
    let group = law.of_group(&data.goods_group);
    let Some(phrases) = group.and_then(|group| group.phrases.as_ref()) else {
        return Vec::new();
    };
    let texts = shown.iter().filter_map(|field| data.get(*field));
    let said: Vec<String> = texts.map(bare_words).collect();
    let stands = |phrase: &String| said.iter().any(|text| text.contains(&bare_words(phrase)));
    let missing = phrases
        .all
        .iter()
        .filter(|any_of| !any_of.iter().any(stands));
    missing
        .filter_map(|any_of| any_of.first())
        .map(|phrase| unsaid_phrase(phrase, phrases, shown).with_arg("source", &law.source))
        .collect()
}

fn unsaid_phrase(phrase: &str, phrases: &Phrases, shown: &[Field]) -> Finding {
    let mut fields = phrases.write_in.iter();
    let shows = |field: &&Field| shown.contains(field);
    let field = fields.find(shows).or(phrases.write_in.first()).copied();
    error_on("phrase_missing", field).with_arg("phrase", phrase)
}

/// A text's bare words, each between two spaces, so that only whole ones are found.
fn bare_words(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .fold(String::from(" "), |all, word| all + word + " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: [Field; 3] = [Field::Product, Field::Usage, Field::Warnings];

    fn missing(shown: &[Field], warnings: &str) -> usize {
        let data = LabelData::of_group("health_food").with(Field::Warnings, warnings);
        phrase_findings(shown, &data).len()
    }

    #[test]
    fn both_sentences_are_found_however_they_are_written() {
        let both = "THUC PHAM BAO VE SUC KHOE. Thực phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh.";
        let other = "Thực phẩm bảo vệ sức khoẻ – thực phẩm này không phải là thuốc và không có tác dụng thay thế thuốc chữa bệnh";
        assert_eq!((missing(&SHOWN, both), missing(&SHOWN, other)), (0, 0));
        assert_eq!(missing(&SHOWN, ""), 2);
        assert_eq!(missing(&SHOWN, "Không phải là thuốc"), 2);
        // A label that does not show the field does not say it.
        assert_eq!(missing(&SHOWN[..2], both), 2);
    }

    #[test]
    fn the_finding_names_a_field_that_the_label_shows() {
        let data = LabelData::of_group("health_food");
        let fields = |shown: &[Field]| phrase_findings(shown, &data).remove(0).field;
        assert_eq!(fields(&SHOWN), Some(Field::Warnings));
        assert_eq!(fields(&SHOWN[..2]), Some(Field::Usage));
        assert_eq!(fields(&[]), Some(Field::Warnings));
        assert_eq!(phrase_findings(&SHOWN, &LabelData::of_group("food")), []);
    }
}
