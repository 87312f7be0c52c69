use nuong_labels::{Field, Template};

/// Whether a template is for pallets: it shows an SSCC.
pub(crate) fn of_pallets(template: &Template) -> bool {
    shows_any(template, &[Field::Sscc])
}

/// Whether a form of the template shows any of these fields.
pub(crate) fn shows_any(template: &Template, any_of: &[Field]) -> bool {
    let mut fields = template.forms.iter().flat_map(|form| form.fields());
    fields.any(|field| any_of.contains(&field))
}
