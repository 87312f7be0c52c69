//! Labels: choose and preview. `print.rs` prints what was chosen here.

use std::borrow::Cow;

use nuong_labels::{Run, Sheet, Template};

use super::label_data::{Prepared, packs_finding, prepare};
use super::label_ledger::balance;
use super::paper::paper;
use super::printer::fitted;
use crate::views::{Finding, LabelPreview, LabelRequest, Message, TemplateChoice};
use crate::{App, AppError, Result, i18n};

/// What is to be printed, and what the checker found.
pub(super) struct Job {
    pub template: &'static Template,
    pub sheet: Cow<'static, Sheet>,
    pub run: Run,
    pub label: Prepared,
    pub findings: Vec<Finding>,
}

impl Job {
    pub fn refused(&self) -> bool {
        self.findings.iter().any(|f| f.severity == "error")
    }

    pub fn pages(&self) -> u32 {
        u32::try_from(self.run.pages(&self.sheet)).unwrap_or(u32::MAX)
    }
}

impl App {
    /// Templates for the picker.
    pub fn templates(&self) -> Vec<TemplateChoice> {
        let named =
            |t: &Template, lang: &str| t.name.get(lang).cloned().unwrap_or_else(|| t.id.clone());
        nuong_labels::templates()
            .iter()
            .map(|t| TemplateChoice {
                id: t.id.clone(),
                vi: named(t, "vi"),
                en: named(t, "en"),
            })
            .collect()
    }

    /// One label and the first page at true scale, with what the checker found.
    ///
    /// # Errors
    /// `lot_not_found`, `template_not_found`, `sheet_not_found`, `profile_missing`.
    pub fn label_preview(&self, request: LabelRequest) -> Result<LabelPreview> {
        let job = self.job(&request)?;
        let labels = std::iter::repeat(&job.label.data);
        Ok(LabelPreview {
            label_svg: nuong_labels::preview_label(job.template, &job.sheet, &job.label.data),
            page_svg: nuong_labels::preview_page(job.template, &job.sheet, job.run, 0, labels),
            pages: job.pages(),
            per_page: job.sheet.cells(),
            payload: job.label.payload,
            findings: job.findings,
        })
    }

    pub(super) fn job(&self, request: &LabelRequest) -> Result<Job> {
        let lang = self.language()?;
        let label = self.read(|r| {
            let mut label = prepare(r, &request.lot, &lang)?;
            let balance = balance(r, &label.lot)?;
            let too_many = packs_finding(balance, request.count, &label.lot.code, &lang);
            label.findings.extend(too_many);
            Ok(label)
        })?;
        self.job_of(request, label)
    }

    /// The job that prints `label`, which may be what an earlier print said.
    pub(super) fn job_of(&self, request: &LabelRequest, mut label: Prepared) -> Result<Job> {
        let template = nuong_labels::template(&request.template);
        let template = template.ok_or_else(|| {
            AppError::new(
                "template_not_found",
                ids(nuong_labels::templates().iter().map(|t| &t.id)),
            )
            .with("value", &request.template)
        })?;
        let sheet = self.read(|r| fitted(r, paper(r, &request.sheet)?, &request.printer))?;
        let lang = self.language()?;
        let mut findings = std::mem::take(&mut label.findings);
        findings.extend(
            nuong_labels::check(template, &sheet, &label.data)
                .iter()
                .map(|f| shown(f, &lang)),
        );
        findings.sort_by_key(|f| {
            ["error", "warning"]
                .iter()
                .position(|s| *s == f.severity)
                .unwrap_or(2)
        });
        Ok(Job {
            template,
            sheet,
            run: Run {
                skip: request.skip,
                count: u64::from(request.count),
            },
            label,
            findings,
        })
    }
}

/// A finding of the labels crate in the person's language, with the screen's field where it can be mended.
fn shown(f: &nuong_labels::Finding, lang: &str) -> Finding {
    let args = f
        .args
        .iter()
        .map(|(k, v)| ((*k).to_owned(), v.clone()))
        .collect();
    let text = Message {
        key: format!("labels.finding.{}", f.code),
        args,
    };
    let severity = match f.severity {
        nuong_labels::Severity::Error => "error",
        nuong_labels::Severity::Warning => "warning",
        nuong_labels::Severity::Note => "note",
    };
    let field = f
        .field
        .map_or("", |field| screen_field(field.key()))
        .to_owned();
    Finding {
        code: f.code.to_owned(),
        severity: severity.to_owned(),
        message: i18n::message(lang, &text),
        text,
        field,
    }
}

/// What could have been asked for, for the technical details.
fn ids<'a>(all: impl Iterator<Item = &'a String>) -> String {
    all.map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn screen_field(key: &str) -> &'static str {
    match key {
        "product" => "product.name",
        "net_quantity" => "product.net_quantity",
        "expiry" => "product.shelf_life_months",
        "ingredients" => "product.ingredients",
        "storage" => "product.storage",
        "usage" => "product.usage",
        "standards" => "product.standards",
        "cooperative" => "profile.name",
        "address" => "profile.address_detail",
        "contact" => "profile.phone",
        "tax_code" => "profile.tax_code",
        "link" => "profile.link_base",
        "date" => "lot.date",
        "lot" => "lot.lot",
        _ => "",
    }
}
