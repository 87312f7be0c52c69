//! Labels: choose, preview, print. A print is refused when any finding is an error; otherwise the PDF stands complete under its name and
//! the ledger holds what was printed, or neither.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};

use std::path::{Path, PathBuf};

use nuong_labels::{RenderError, Run, Sheet, Template};

use super::label_data::{Prepared, prepare};
use crate::store::PrintInput;
use crate::views::{
    Finding, LabelPreview, LabelRequest, LabelResult, Message, Progress, SheetChoice,
    TemplateChoice,
};
use crate::{App, AppError, OnProgress, Result, i18n};

struct Job {
    template: &'static Template,
    sheet: &'static Sheet,
    run: Run,
    label: Prepared,
    findings: Vec<Finding>,
}

impl Job {
    fn refused(&self) -> bool {
        self.findings.iter().any(|f| f.severity == "error")
    }

    fn pages(&self) -> u32 {
        u32::try_from(self.run.pages(self.sheet)).unwrap_or(u32::MAX)
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

    /// Sheets for the picker.
    pub fn sheets(&self) -> Vec<SheetChoice> {
        let named =
            |s: &Sheet, lang: &str| s.name.get(lang).cloned().unwrap_or_else(|| s.id.clone());
        let choice = |s: &Sheet| SheetChoice {
            id: s.id.clone(),
            vi: named(s, "vi"),
            en: named(s, "en"),
            columns: s.columns,
            rows: s.rows,
        };
        nuong_labels::sheets().iter().map(choice).collect()
    }

    /// One label and the first page at true scale, with what the checker found.
    ///
    /// # Errors
    /// `lot_not_found`, `template_not_found`, `sheet_not_found`, `profile_missing`.
    pub fn label_preview(&self, request: LabelRequest) -> Result<LabelPreview> {
        let job = self.job(&request)?;
        let labels = std::iter::repeat(&job.label.data);
        Ok(LabelPreview {
            label_svg: nuong_labels::preview_label(job.template, job.sheet, &job.label.data),
            page_svg: nuong_labels::preview_page(job.template, job.sheet, job.run, 0, labels),
            pages: job.pages(),
            per_page: job.sheet.cells(),
            payload: job.label.payload,
            findings: job.findings,
        })
    }

    /// Writes the PDF to `out` and enters it in the ledger. When a finding is an error nothing is written and `labels` is 0.
    ///
    /// # Errors
    /// As [`App::label_preview`]; `label_count_zero`; `file_not_writable`, `disk_full`, `disk_error` (args `path`); `cancelled`.
    pub fn print_labels(
        &self,
        request: LabelRequest,
        out: &Path,
        progress: OnProgress<'_>,
    ) -> Result<LabelResult> {
        if request.count == 0 {
            return Err(AppError::new("label_count_zero", "count is 0"));
        }
        let job = self.job(&request)?;
        if job.refused() {
            return Ok(LabelResult {
                labels: 0,
                pages: 0,
                payload: job.label.payload,
                findings: job.findings,
            });
        }
        let draft = Draft::beside(
            out,
            &crate::store::mint(self.host(), self.host().now()).to_string(),
        );
        draft.fill(&job, progress)?;
        let entry = entry(&job, &request, out);
        self.write("", |tx| {
            tx.record_print(&entry)?;
            draft.put_in_place(out)
        })
        .inspect_err(|_| draft.discard())?;
        Ok(LabelResult {
            labels: entry.labels,
            pages: entry.pages,
            payload: entry.payload,
            findings: job.findings,
        })
    }

    fn job(&self, request: &LabelRequest) -> Result<Job> {
        let template = nuong_labels::template(&request.template);
        let template = template.ok_or_else(|| {
            AppError::new("template_not_found", &request.template).with("value", &request.template)
        })?;
        let sheet = nuong_labels::sheet(&request.sheet);
        let sheet = sheet.ok_or_else(|| {
            AppError::new("sheet_not_found", &request.sheet).with("value", &request.sheet)
        })?;
        let lang = self.language()?;
        let mut label = self.read(|r| prepare(r, &request.lot, &lang))?;
        let mut findings = std::mem::take(&mut label.findings);
        findings.extend(
            nuong_labels::check(template, sheet, &label.data)
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

fn entry(job: &Job, request: &LabelRequest, out: &Path) -> PrintInput {
    PrintInput {
        lot: job.label.lot.id.to_string(),
        payload: job.label.payload.clone(),
        template: job.template.id.clone(),
        template_version: env!("CARGO_PKG_VERSION").to_owned(),
        sheet: job.sheet.id.clone(),
        labels: request.count,
        skipped: job.run.skipped(job.sheet),
        pages: job.pages(),
        file: out
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default(),
    }
}

/// The PDF while it is being written: a file beside its target, so that the last step is a rename.
struct Draft(PathBuf);

impl Draft {
    fn beside(out: &Path, id: &str) -> Self {
        Self(out.with_file_name(format!(".nuong-{id}.part")))
    }

    fn fill(&self, job: &Job, progress: OnProgress<'_>) -> Result<()> {
        self.write(job, progress).inspect_err(|_| self.discard())
    }

    fn write(&self, job: &Job, progress: OnProgress<'_>) -> Result<()> {
        let failed = |e: io::Error| file_error(&e, &self.0);
        let mut file = BufWriter::new(File::create(&self.0).map_err(failed)?);
        let mut tell = |done, total| {
            progress(Progress {
                job: "labels".into(),
                done,
                total,
            })
        };
        let labels = std::iter::repeat(&job.label.data);
        nuong_labels::render_pdf(
            &mut file,
            job.template,
            job.sheet,
            job.run,
            labels,
            &mut tell,
        )
        .map_err(|e| match e {
            RenderError::Io(e) => file_error(&e, &self.0),
            RenderError::Cancelled => AppError::new("cancelled", "stopped by the person"),
            other => AppError::new("internal", other),
        })?;
        file.flush().map_err(failed)?;
        file.get_ref().sync_all().map_err(failed)
    }

    fn put_in_place(&self, out: &Path) -> Result<()> {
        fs::rename(&self.0, out).map_err(|e| file_error(&e, out))
    }

    fn discard(&self) {
        // Only a leftover of ours beside the target; when it cannot go, the print's own error is what matters.
        let _ = fs::remove_file(&self.0);
    }
}

fn file_error(error: &io::Error, path: &Path) -> AppError {
    let of_path = crate::store::of_io(error, path);
    if of_path.code == "folder_not_writable" {
        AppError {
            code: "file_not_writable".into(),
            ..of_path
        }
    } else {
        of_path
    }
}
