use std::path::Path;

use super::job::LabelJob;
use super::outlet::{Again, How, To};
use super::render::{PrintFormat, fits_name};
use crate::label::{
    LabelPages, LabelRequest, LabelResult, Prepared, Said, ended_since, expiry_finding,
    lot_standing,
};
use crate::label_ledger::{PrintRecord, ReprintRequest, loss_reason};
use crate::paper::paper_of_print;
use crate::print::outlet::printer::format_for;
use crate::print::outlet::window::{Handed, window_pages};
use crate::printer::SendTo;
use crate::template::as_printed;
use crate::{App, AppError, Code, OnProgress, Result};

impl App {
    /// Prints labels of an earlier print again, from label `from` to the last that no other print replaces, saying what they said; those labels are entered as spoilt.
    /// Serial numbers and SSCCs are new ones: the labels that failed may lie about somewhere, and no two labels must say that they are the same pack.
    /// When a finding is an error nothing is written and `labels` is 0.
    ///
    /// # Errors
    /// `print_not_found`; `print_reason_missing`; `reprint_from` (args `first`, `last`) beyond its labels; `reprint_nothing_left`; `reprint_changed`; `reprint_of_before`; otherwise as
    /// [`App::print_labels`].
    pub fn reprint_labels(
        &self,
        request: &ReprintRequest,
        out: &Path,
        progress: OnProgress<'_>,
    ) -> Result<LabelResult> {
        self.reprint_labels_as(request, PrintFormat::Pdf, out, progress)
    }

    /// [`App::reprint_labels`] in another format.
    ///
    /// # Errors
    /// As [`App::reprint_labels`] and [`App::print_labels_as`].
    pub fn reprint_labels_as(
        &self,
        request: &ReprintRequest,
        format: PrintFormat,
        out: &Path,
        progress: OnProgress<'_>,
    ) -> Result<LabelResult> {
        fits_name(out, format)?;
        self.reprint_as(request, format, To::File(out), progress)
    }

    pub(crate) fn reprint_as(
        &self,
        request: &ReprintRequest,
        format: PrintFormat,
        to: To<'_>,
        progress: OnProgress<'_>,
    ) -> Result<LabelResult> {
        let reason = loss_reason(&request.reason)?;
        let print = self.read(|r| r.print_named(&request.print))?;
        let withdrawn = self.read(|r| r.withdrawn_serials(&print.id))?;
        let wanted = LabelRequest {
            lot: print.lot.clone(),
            template: print.template.clone(),
            sheet: print.sheet.clone(),
            printer: request.printer.clone(),
            count: left_from(&print, &withdrawn, request.from)?,
            skip: request.skip,
            other_lang: String::new(), // what was said is kept
            serials: print.serials.is_some(),
            cartons: None,
            dpi: request.dpi,
        };
        let how = How {
            again: Some(Again {
                print: print.id.clone(),
                from: request.from,
                spoilt: print.spoilt,
                reason,
            }),
            format,
            to,
        };
        self.run_print(&wanted, &how, progress, &|| self.job_again(&wanted, &print))
    }

    fn job_again(&self, wanted: &LabelRequest, print: &PrintRecord) -> Result<LabelJob> {
        let said = Said::read_said(&print.said)?
            .ok_or_else(|| AppError::new(Code::ReprintOfBefore, &print.id))?;
        let (lang, today) = (self.language()?, self.today_date());
        let (label, template, sheet) = self.read(|r| {
            let lot = r.lot_named(&print.lot)?;
            let mut findings = lot_standing(r, &lot, &lang)?;
            let data = said.label_data(r)?;
            findings.extend(expiry_finding(&data, &lot, today, &lang));
            findings.extend(ended_since(&said.claims, today, &lang));
            let label = Prepared {
                findings,
                lot,
                data,
                payload: print.payload.clone(),
                claims: said.claims,
            };
            let template = as_printed(r, &print.id, &print.template)?;
            Ok((label, template, paper_of_print(r, &print.sheet)?))
        })?;
        self.job_of(wanted, label, template, sheet)
    }
}

/// How many labels stand from `from` on to the last that no other print replaces, less those withdrawn by their serial numbers. Of the others
/// that were withdrawn it is not known which they were; they are taken for the first, so that no more is printed again than is in use.
fn left_from(print: &PrintRecord, withdrawn: &[(u32, u32)], from: u32) -> Result<u32> {
    if print.in_use() == 0 {
        return Err(AppError::new(Code::ReprintNothingLeft, &print.id));
    }
    let (first, last) = (print.void_counted + 1, print.last);
    if from < first || from > last {
        let beyond = AppError::new(Code::ReprintFrom, from);
        return Err(beyond.with("first", first).with("last", last));
    }
    let gone = |(a, b): &(u32, u32)| (last.min(*b) + 1).saturating_sub(from.max(*a));
    let gone: u32 = withdrawn.iter().map(gone).sum();
    match (last - from + 1).saturating_sub(gone).min(print.in_use()) {
        0 => Err(AppError::new(Code::ReprintNothingLeft, &print.id)),
        left => Ok(left),
    }
}

impl App {
    /// [`App::reprint_labels`] to a printer.
    ///
    /// # Errors
    /// As [`App::reprint_labels`] and [`App::print_labels_to`].
    pub fn reprint_labels_to(
        &self,
        request: &ReprintRequest,
        to: &SendTo,
        progress: OnProgress<'_>,
    ) -> Result<LabelResult> {
        let printer = self.print_target(to)?;
        let mut request = request.clone();
        if request.printer.is_empty() {
            request.printer.clone_from(&printer.name);
        }
        let format = format_for(printer.language);
        self.reprint_as(&request, format, To::Printer(&printer), progress)
    }
}

impl App {
    /// [`App::reprint_labels`] as pages that the window shows to the system's print dialog.
    ///
    /// # Errors
    /// As [`App::reprint_labels`]; `window_print_too_many` (args `most`).
    pub fn reprint_labels_in_window(
        &self,
        request: &ReprintRequest,
        progress: OnProgress<'_>,
    ) -> Result<LabelPages> {
        let handed = Handed::default();
        let format = PrintFormat::Pages;
        let result = self.reprint_as(request, format, To::Window(&handed), progress)?;
        Ok(window_pages(result, handed))
    }
}
