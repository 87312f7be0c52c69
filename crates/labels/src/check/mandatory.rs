//! What the law asks of a goods label of this group, and what its template needs, and whether the label says it.

use super::{error_on, note_on};
use crate::data::{Field, LabelData};
use crate::finding::{Finding, Severity};
use crate::law::{LabelLaw, label_law};
use crate::template::{Form, Row, Template};

pub(super) fn mandatory_findings(
    template: &Template,
    said: &[Field],
    data: &LabelData,
) -> Vec<Finding> {
    let Some(law) = label_law().filter(|_| template.goods_label) else {
        return Vec::new();
    };
    let group = law.of_group(&data.goods_group);
    let mut findings = Vec::new();
    if group.is_none() {
        findings.push(Finding::new(Severity::Warning, "unknown_group", None));
    }
    let mandatory = law
        .always
        .iter()
        .chain(group.iter().flat_map(|group| &group.mandatory));
    findings.extend(mandatory.filter_map(|any_of| missing_finding(any_of, said, data, law)));
    let if_any = group.map_or(&[][..], |group| &group.if_any);
    findings.extend(
        if_any
            .iter()
            .filter(|field| data.get(**field).is_none())
            .map(|field| unsaid_note(*field, law)),
    );
    findings
}

/// What a label of this kind makes no sense without.
pub(super) fn needed_missing(form: &Form, data: &LabelData) -> Vec<Finding> {
    let unsaid = |row: &&Row| row.needed && row.fields.iter().all(|f| data.get(*f).is_none());
    let rows = form.rows().filter(unsaid);
    rows.map(|row| error_on("needed_missing", row.fields.first().copied()))
        .collect()
}

fn missing_finding(
    any_of: &[Field],
    said: &[Field],
    data: &LabelData,
    law: &LabelLaw,
) -> Option<Finding> {
    let known: Vec<Field> = any_of
        .iter()
        .copied()
        .filter(|field| data.get(*field).is_some())
        .collect();
    let code = match known.first() {
        None => "field_missing",
        Some(_) if known.iter().any(|field| said.contains(field)) => return None,
        Some(_) => "field_not_shown",
    };
    let field = known.first().or(any_of.last()).copied();
    Some(error_on(code, field).with_arg("source", &law.source))
}

fn unsaid_note(field: Field, law: &LabelLaw) -> Finding {
    note_on("if_any", Some(field)).with_arg("source", &law.source)
}
