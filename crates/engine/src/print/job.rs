//! Labels: choose and preview. `print.rs` prints what was chosen here.

use std::borrow::Cow;

use nuong_domain::clean;
use nuong_labels::{Resolution, Run, Sheet, Template};

use crate::base::finding::{Finding, Severity, finding};
use crate::label::{
    Codes, LabelRequest, Prepared, gtin_findings, prepare_label, said_once, shown_finding,
};
use crate::label_ledger::{balance_of_lot, packs_finding};
use crate::paper::paper_in_use;
use crate::printer::{fitted_sheet, printer_resolution};
use crate::template::{of_pallets, template_in_use};
use crate::{App, AppError, Code, Result};

/// What is to be printed, and what the checker found.
pub(crate) struct LabelJob {
    pub template: Cow<'static, Template>,
    pub sheet: Cow<'static, Sheet>,
    /// Of the printer, where it is known.
    pub resolution: Option<Resolution>,
    pub run: Run,
    pub label: Prepared,
    /// Codes to look at, until real ones are set aside.
    pub codes: Codes,
    pub findings: Vec<Finding>,
}

impl LabelJob {
    pub fn is_refused(&self) -> bool {
        self.findings.iter().any(|f| f.severity == Severity::Error)
    }

    pub fn page_count(&self) -> u32 {
        u32::try_from(self.run.pages(&self.sheet)).unwrap_or(u32::MAX)
    }
}

impl App {
    /// The printer's resolution: as asked, else as the printer is known.
    fn resolution_asked(&self, asked: Option<u32>, printer: &str) -> Result<Option<Resolution>> {
        let known = || self.read(|r| r.own_printer(printer));
        let dpi = match asked {
            Some(dpi) => Some(dpi),
            None => known()?.map(|p| p.dpi).filter(|dpi| *dpi > 0),
        };
        dpi.map(printer_resolution).transpose()
    }

    pub(crate) fn label_job(&self, request: &LabelRequest) -> Result<LabelJob> {
        let (lang, today) = (self.language()?, self.today_date());
        let (label, template, sheet) = self.read(|r| {
            let mut label = prepare_label(r, request, today, &lang)?;
            let balance = balance_of_lot(r, &label.lot)?;
            let too_many = packs_finding(&balance, request.count, &label.lot.code, &lang);
            label.findings.extend(too_many);
            let (template, sheet) = (
                template_in_use(r, &request.template)?,
                paper_in_use(r, &request.sheet)?,
            );
            let numbers = gtin_findings(r, &label.lot, &template, &lang)?;
            label.findings.extend(numbers);
            Ok((label, template, sheet))
        })?;
        if request.cartons.is_some() && !of_pallets(&template) {
            return Err(AppError::new(Code::CartonsNeedPallet, &template.id));
        }
        self.job_of(request, label, template, sheet)
    }

    /// The job that prints `label`, which may be what an earlier print said, as `template` lays it out.
    pub(crate) fn job_of(
        &self,
        request: &LabelRequest,
        mut label: Prepared,
        template: Cow<'static, Template>,
        sheet: Cow<'static, Sheet>,
    ) -> Result<LabelJob> {
        let name = clean(&request.printer);
        let (mut sheet, aligned) = self.read(|r| fitted_sheet(r, sheet, &name))?;
        let dpi = self.resolution_asked(request.dpi, &name)?;
        if let Some(resolution) = dpi {
            sheet.to_mut().dot = resolution.a_dot();
        }
        let lang = self.language()?;
        let mut findings = std::mem::take(&mut label.findings);
        let (codes, missing) = self.specimen_codes(request, &template, &label.lot, &lang)?;
        findings.extend(missing);
        if !name.is_empty() && !aligned {
            let args = [("name".to_owned(), name)].into();
            findings.push(finding(
                "printer_not_taught",
                Severity::Note,
                "label.printer",
                args,
                &lang,
            ));
        }
        for found in nuong_labels::check(&template, &sheet, &codes.coded_label(&label.data, 0)) {
            said_once(&mut findings, shown_finding(&found, &lang));
        }
        findings.sort_by_key(|f| f.severity);
        Ok(LabelJob {
            template,
            resolution: dpi.or(Resolution::of_dot(sheet.dot)),
            sheet,
            run: Run {
                skip: request.skip,
                count: u64::from(request.count),
            },
            label,
            codes,
            findings,
        })
    }
}

/// No labels are no print.
pub(crate) fn some_labels(count: u32) -> Result<()> {
    match count {
        0 => Err(AppError::new(Code::LabelCountZero, "count is 0")),
        _ => Ok(()),
    }
}

/// More used cells than the first sheet has are a mistake, which would print beside what is free.
pub(crate) fn cells_left(request: &LabelRequest, job: &LabelJob) -> Result<()> {
    let cells = job.sheet.cells();
    if request.skip == 0 || request.skip < cells {
        return Ok(());
    }
    Err(AppError::new(Code::SkipTooMany, request.skip)
        .with("skip", request.skip)
        .with("cells", cells)
        .with("most", cells.saturating_sub(1)))
}
