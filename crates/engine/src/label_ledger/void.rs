use super::list::print_row;
use super::loss_rows::{Loss, Lost};
use super::serials::serials_named;
use super::view::{PrintRow, VoidRequest};
use crate::{App, AppError, Code, Result};

impl App {
    /// Withdraws labels of a print, so many or those with certain serial numbers: they are on no pack and count no more.
    ///
    /// # Errors
    /// `print_not_found`; `print_reason_missing`; `label_loss_too_many` (args `left`); `serial_not_found` (args `serial`);
    /// `serials_lost_already` (args `first`, `last`); `labels_at_market` (args `over`) when more are withdrawn than are in stock.
    pub fn void_labels(&self, request: &VoidRequest) -> Result<PrintRow> {
        let reason = loss_reason(&request.reason)?;
        self.write("", |tx| {
            let print = tx.reader().print_named(&request.print)?;
            let which = serials_named(
                &tx.reader(),
                &print,
                &request.first_serial,
                &request.last_serial,
            )?;
            let labels = match which {
                Some((first, last)) => last - first + 1,
                None => request.labels.unwrap_or_else(|| print.in_use()),
            };
            tx.lose_labels(
                &print.id,
                &Lost {
                    loss: Loss::Void,
                    labels,
                    which,
                },
                &reason,
            )?;
            super::balance::still_in_stock(&tx.reader(), &print.lot)?;
            tx.reader().print_named(&print.id).map(print_row)
        })
    }
}

pub(crate) fn loss_reason(typed: &str) -> Result<String> {
    let reason = crate::base::text::short("label.reason", typed)?;
    if reason.is_empty() {
        return Err(AppError::new(Code::PrintReasonMissing, "no reason"));
    }
    Ok(reason)
}
