use std::borrow::Cow;

use nuong_labels::{Field, SymbolFacts};

use super::job::{LabelJob, cells_left, some_labels};
use crate::label::{LabelPreview, LabelRequest, SymbolView, area_corners, prepare_label};
use crate::paper::paper_in_use;
use crate::template::parse_template;
use crate::{App, Result};

impl LabelJob {
    pub fn into_preview(self) -> LabelPreview {
        let label = self.codes.coded_label(&self.label.data, 0);
        let (template, sheet, data) = (&*self.template, &*self.sheet, &*label);
        let labels = std::iter::repeat(data);
        let symbols = nuong_labels::symbols(template, sheet, data);
        LabelPreview {
            label_svg: nuong_labels::preview_label(template, sheet, data),
            page_svg: nuong_labels::preview_page(template, sheet, self.run, 0, labels),
            label_width_um: sheet.label_width.0,
            label_height_um: sheet.label_height.0,
            symbols: symbols.iter().map(symbol_view).collect(),
            pages: self.page_count(),
            per_page: sheet.cells(),
            payload: data
                .get(Field::Link)
                .unwrap_or(&self.label.payload)
                .to_owned(),
            findings: self.findings,
        }
    }
}

impl App {
    /// One label and the first page at true scale, with what the checker found.
    ///
    /// # Errors
    /// `lot_not_found`, `template_not_found`, `sheet_not_found`, `profile_missing`; `dpi_unknown` (args `value`).
    pub fn label_preview(&self, request: LabelRequest) -> Result<LabelPreview> {
        self.label_job(&request).map(LabelJob::into_preview)
    }

    /// The preview of the very run that [`App::print_labels`] would make.
    ///
    /// # Errors
    /// As [`App::label_preview`]; `label_count_zero`; `skip_too_many` (args `skip`, `cells`, `most`).
    pub fn check_labels(&self, request: &LabelRequest) -> Result<LabelPreview> {
        some_labels(request.count)?;
        let job = self.label_job(request)?;
        cells_left(request, &job)?;
        Ok(job.into_preview())
    }
}

fn symbol_view(facts: &SymbolFacts) -> SymbolView {
    SymbolView {
        kind: facts.kind.to_owned(),
        identifier: facts.identifier.to_owned(),
        version: facts.version,
        level: facts.level.map_or_else(String::new, String::from),
        modules: facts.modules,
        module_um: facts.module_um.0,
        dots: facts.dots,
        area: area_corners(&facts.area),
    }
}

impl App {
    /// A label drawn with a template that is still being edited; `request.template` is not looked at.
    ///
    /// # Errors
    /// As [`App::save_template`] and [`App::label_preview`].
    pub fn template_preview(&self, text: &str, request: &LabelRequest) -> Result<LabelPreview> {
        let template = Cow::Owned(parse_template(text)?);
        let lang = self.language()?;
        let today = self.today_date();
        let (label, sheet) = self.read(|r| {
            Ok((
                prepare_label(r, request, today, &lang)?,
                paper_in_use(r, &request.sheet)?,
            ))
        })?;
        self.job_of(request, label, template, sheet)
            .map(LabelJob::into_preview)
    }
}
