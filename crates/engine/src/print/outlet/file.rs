use crate::files::draft;
use crate::files::draft::FileDraft;
use crate::{App, Result};

impl App {
    pub(crate) fn put_in_place(&self, id: &str, draft: &FileDraft) -> Result<String> {
        if let Err(error) = draft.put_in_place() {
            self.drop_draft(id, draft)?;
            return Err(error);
        }
        // What cannot be entered must not be used; the announcement is dropped at the next start.
        let entered = self
            .write("", |tx| tx.enter_announced(id))
            .inspect_err(|_| draft::discard(&draft.out))?;
        // None: another window that started meanwhile entered it, and knows its id.
        Ok(entered.unwrap_or_default())
    }
}
