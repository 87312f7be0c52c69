//! Whether a lot met what its sector asks for.

use jiff::civil::Date;
use nuong_domain::id::ProductId;

use super::gap::Gap;
use super::taken_step::TakenStep;
use crate::Result;
use crate::certificate::validity_state;
use crate::stage::{Asked, Requirement};
use crate::store::reader::Reader;

/// What of a requirement a lot lacks: nothing where one alternative is met; the field where a step only does not say it.
pub(super) fn lack_of(
    requirement: &Requirement,
    steps: &[TakenStep],
    certified: bool,
    lot: &str,
    sector: &str,
) -> Option<Gap> {
    let mut unsaid = None;
    for asked in &requirement.any_of {
        let (stage, field) = match asked {
            Asked::Certificate if certified => return None,
            Asked::Certificate => continue,
            Asked::Stage { stage, field } => (stage, field),
        };
        let mut taken = steps.iter().filter(|step| step.stage == *stage);
        let Some(field) = field else {
            match taken.next() {
                Some(_) => return None,
                None => continue,
            }
        };
        if steps
            .iter()
            .any(|step| step.stage == *stage && step.says(field))
        {
            return None;
        }
        unsaid = unsaid.or_else(|| taken.next().map(|step| (step, field)));
    }
    Some(match unsaid {
        Some((step, field)) => Gap {
            stage: step.stage.clone(),
            field: Some(field.clone()),
            lot: step.lot.clone(),
            rule: sector.to_owned(),
        },
        None => Gap {
            stage: requirement.to_string(),
            field: None,
            lot: lot.to_owned(),
            rule: sector.to_owned(),
        },
    })
}

/// Whether a certificate that is valid today covers a product.
pub(super) fn is_certified(r: &Reader<'_>, product: ProductId, today: Date) -> Result<bool> {
    let id = product.to_string();
    let certificates = r.certificates()?;
    let mut covering = certificates
        .iter()
        .filter(|one| one.all_products || one.products.contains(&id));
    Ok(covering.any(|one| {
        let state = validity_state(one.valid_from.as_deref(), &one.valid_to, today);
        matches!(state, "valid" | "expiring")
    }))
}
