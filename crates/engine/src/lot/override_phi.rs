use crate::{App, AppError, Code, Result};

impl App {
    /// A named person answers for every known conflict of a lot, with a reason.
    ///
    /// # Errors
    /// `override_needs_name`, `override_needs_reason`, `no_phi_conflict`, `lot_not_found`.
    pub fn override_phi(&self, name: &str, by: &str, reason: &str) -> Result<()> {
        let (by, reason) = (
            crate::base::text::short("phi.by", by)?,
            crate::base::text::short("phi.reason", reason)?,
        );
        if by.is_empty() {
            return Err(AppError::new(Code::OverrideNeedsName, "no name"));
        }
        if reason.is_empty() {
            return Err(AppError::new(Code::OverrideNeedsReason, "no reason"));
        }
        let today = self.today_date();
        self.write(&by, |tx| {
            let lot = tx.reader().lot_named(name)?;
            if !lot.phi_conflict {
                return Err(AppError::new(Code::NoPhiConflict, lot.id).with("lot", &lot.code));
            }
            tx.override_phi(&lot, &by, (&reason, today))
        })
    }
}
