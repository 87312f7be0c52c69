//! The ledger of labels for people: what was printed, printing the end of it again, withdrawing, and labels against packs.

use std::path::Path;

use nuong_domain::lot::whole_packs;

use super::cooperative;
use super::label::Job;
use super::label_claims::ended_since;
use super::label_data::{Prepared, standing};
use super::label_lot::expiry_finding;
use super::moves;
use super::paper::paper_of_print;
use super::print::{Again, How, To};
use super::render::{PrintFormat, fits_name};
use super::said::Said;
use super::template::as_printed;
use crate::store::{Loss, Lost, LotRecord, PrintRecord, Reader, SHORT_ID};
use crate::views::{
    LabelBalance, LabelRequest, LabelResult, PrintQuery, PrintRow, ReprintRequest, VoidRequest,
};
use crate::{App, AppError, OnProgress, Result};

impl App {
    /// Prints, newest first.
    ///
    /// # Errors
    /// `lot_not_found`; the store's own.
    pub fn label_ledger(&self, query: &PrintQuery) -> Result<Vec<PrintRow>> {
        self.read(|r| {
            let lot = match query.lot.as_str() {
                "" => None,
                name => Some(r.lot_named(name)?.id.to_string()),
            };
            let prints = r.prints(lot.as_deref(), query.limit.clamp(1, 500), query.offset)?;
            Ok(prints.into_iter().map(row).collect())
        })
    }

    /// Labels of a lot against its packs.
    ///
    /// # Errors
    /// `lot_not_found`; the store's own.
    pub fn label_balance(&self, lot: &str) -> Result<LabelBalance> {
        self.read(|r| balance(r, &r.lot_named(lot)?))
    }

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
        self.reprint(request, format, To::File(out), progress)
    }

    pub(super) fn reprint(
        &self,
        request: &ReprintRequest,
        format: PrintFormat,
        to: To<'_>,
        progress: OnProgress<'_>,
    ) -> Result<LabelResult> {
        let reason = reason(&request.reason)?;
        let print = self.read(|r| r.print_named(&request.print))?;
        let withdrawn = self.read(|r| r.withdrawn(&print.id))?;
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
        self.print(&wanted, &how, progress, &|| self.job_again(&wanted, &print))
    }

    fn job_again(&self, wanted: &LabelRequest, print: &PrintRecord) -> Result<Job> {
        let said =
            Said::read(&print.said).ok_or_else(|| AppError::new("reprint_of_before", &print.id))?;
        let (lang, today) = (self.language()?, self.today_date());
        let (label, template, sheet) = self.read(|r| {
            let lot = r.lot_named(&print.lot)?;
            let mut findings = standing(r, &lot, &lang)?;
            let data = said.data(r)?;
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

    /// Withdraws labels of a print, so many or those with certain serial numbers: they are on no pack and count no more.
    ///
    /// # Errors
    /// `print_not_found`; `print_reason_missing`; `label_loss_too_many` (args `left`); `serial_not_found` (args `serial`);
    /// `serials_lost_already` (args `first`, `last`); `labels_at_market` (args `over`) when more are withdrawn than are in stock.
    pub fn void_labels(&self, request: &VoidRequest) -> Result<PrintRow> {
        let reason = reason(&request.reason)?;
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
            moves::still_in_stock(&tx.reader(), &print.lot)?;
            tx.reader().print_named(&print.id).map(row)
        })
    }
}

fn reason(typed: &str) -> Result<String> {
    let reason = cooperative::short("label.reason", typed)?;
    if reason.is_empty() {
        return Err(AppError::new("print_reason_missing", "no reason"));
    }
    Ok(reason)
}

/// How many labels stand from `from` on to the last that no other print replaces, less those withdrawn by their serial numbers. Of the others
/// that were withdrawn it is not known which they were; they are taken for the first, so that no more is printed again than is in use.
fn left_from(print: &PrintRecord, withdrawn: &[(u32, u32)], from: u32) -> Result<u32> {
    if print.in_use() == 0 {
        return Err(AppError::new("reprint_nothing_left", &print.id));
    }
    let (first, last) = (print.void_counted + 1, print.last);
    if from < first || from > last {
        let beyond = AppError::new("reprint_from", from);
        return Err(beyond.with("first", first).with("last", last));
    }
    let gone = |(a, b): &(u32, u32)| (last.min(*b) + 1).saturating_sub(from.max(*a));
    let gone: u32 = withdrawn.iter().map(gone).sum();
    match (last - from + 1).saturating_sub(gone).min(print.in_use()) {
        0 => Err(AppError::new("reprint_nothing_left", &print.id)),
        left => Ok(left),
    }
}

/// Which labels of a print, from 1, a person names by serial numbers; none when none is named. They must all be in use.
pub(super) fn serials_named(
    r: &Reader<'_>,
    print: &PrintRecord,
    first: &Option<String>,
    last: &Option<String>,
) -> Result<Option<(u32, u32)>> {
    let Some(first) = first else { return Ok(None) };
    let last = last.as_ref().unwrap_or(first);
    let label = |serial: &String| match r.print_of_serial(serial)? {
        (of, label) if of.id == print.id => Ok(label),
        _ => Err(AppError::new("serial_not_found", serial).with("serial", serial)),
    };
    let (from, to) = (label(first)?, label(last)?);
    let (from, to) = (from.min(to), from.max(to));
    let meets = |(a, b): &(u32, u32)| from <= *b && to >= *a;
    if to > print.last || r.withdrawn(&print.id)?.iter().any(meets) {
        let lost = AppError::new("serials_lost_already", first);
        return Err(lost.with("first", first).with("last", last));
    }
    Ok(Some((from, to)))
}

/// Labels of a lot against its packs.
pub(super) fn balance(r: &Reader<'_>, lot: &LotRecord) -> Result<LabelBalance> {
    let id = lot.id.to_string();
    let net = r.product(lot.product)?.and_then(|p| p.net());
    let (printed, in_use) = (r.labels_printed(&id)?, r.labels_in_use(&id)?);
    let markets = r.labels_at_markets(&id)?;
    let away: u32 = markets.iter().map(|market| market.labels).sum();
    Ok(LabelBalance {
        printed,
        lost: printed.saturating_sub(in_use),
        in_use,
        markets,
        in_stock: in_use.saturating_sub(away),
        packs: net.and_then(|(net, _)| whole_packs(lot.quantity, net)),
    })
}

fn row(print: PrintRecord) -> PrintRow {
    let can_reprint = Said::read(&print.said).is_some() && print.in_use() > 0;
    let (first_serial, last_serial) = print.serials.clone().unzip();
    let (first_sscc, last_sscc) = print.ssccs.clone().unzip();
    PrintRow {
        first_serial,
        last_serial,
        first_sscc,
        last_sscc,
        short: short(&print.id),
        in_use: print.in_use(),
        reprint_of: print.reprint_of.as_deref().map(short).unwrap_or_default(),
        id: print.id,
        at: print.at,
        person: print.person,
        lot_id: print.lot,
        lot: print.code,
        product: print.product,
        template: print.template,
        sheet: print.sheet,
        payload: print.payload,
        file: print.file,
        labels: print.labels,
        void: print.void,
        spoilt: print.spoilt,
        reason: print.reason,
        can_reprint,
    }
}

/// The end of an id, as people name it.
pub(super) fn short(id: &str) -> String {
    id.get(id.len().saturating_sub(SHORT_ID)..)
        .unwrap_or(id)
        .to_owned()
}
