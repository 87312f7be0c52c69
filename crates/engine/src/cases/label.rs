//! Labels: choose and preview. `print.rs` prints what was chosen here.

use std::borrow::Cow;

use nuong_domain::clean;
use nuong_labels::{Area, Field, Resolution, Run, Sheet, SymbolFacts, Template};

use super::known_printer::resolution;
use super::label_codes::{Codes, of_pallets};
use super::label_data::{Prepared, finding, packs_finding, prepare};
use super::label_gtin::gtin_findings;
use super::label_ledger::balance;
use super::paper::paper;
use super::print::{cells_left, some};
use super::printer::fitted;
use super::template::template;
use crate::views::{Finding, LabelPreview, LabelRequest, Message, SymbolView};
use crate::{App, AppError, Result, i18n};

/// What is to be printed, and what the checker found.
pub(super) struct Job {
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

impl Job {
    pub fn refused(&self) -> bool {
        self.findings.iter().any(|f| f.severity == "error")
    }

    pub fn pages(&self) -> u32 {
        u32::try_from(self.run.pages(&self.sheet)).unwrap_or(u32::MAX)
    }

    pub fn preview(self) -> LabelPreview {
        let label = self.codes.label(&self.label.data, 0);
        let (template, sheet, data) = (&*self.template, &*self.sheet, &*label);
        let labels = std::iter::repeat(data);
        let symbols = nuong_labels::symbols(template, sheet, data);
        LabelPreview {
            label_svg: nuong_labels::preview_label(template, sheet, data),
            page_svg: nuong_labels::preview_page(template, sheet, self.run, 0, labels),
            label_width_um: sheet.label_width.0,
            label_height_um: sheet.label_height.0,
            symbols: symbols.iter().map(symbol).collect(),
            pages: self.pages(),
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
        self.job(&request).map(Job::preview)
    }

    /// The preview of the very run that [`App::print_labels`] would make.
    ///
    /// # Errors
    /// As [`App::label_preview`]; `label_count_zero`; `skip_too_many` (args `skip`, `cells`, `most`).
    pub fn check_labels(&self, request: &LabelRequest) -> Result<LabelPreview> {
        some(request.count)?;
        let job = self.job(request)?;
        cells_left(request, &job)?;
        Ok(job.preview())
    }

    /// The printer's resolution: as asked, else as the printer is known.
    fn dpi(&self, asked: Option<u32>, printer: &str) -> Result<Option<Resolution>> {
        let known = || self.read(|r| r.printer(printer));
        let dpi = match asked {
            Some(dpi) => Some(dpi),
            None => known()?.map(|p| p.dpi).filter(|dpi| *dpi > 0),
        };
        dpi.map(resolution).transpose()
    }

    pub(super) fn job(&self, request: &LabelRequest) -> Result<Job> {
        let (lang, today) = (self.language()?, self.today_date());
        let (label, template, sheet) = self.read(|r| {
            let mut label = prepare(r, request, today, &lang)?;
            let balance = balance(r, &label.lot)?;
            let too_many = packs_finding(&balance, request.count, &label.lot.code, &lang);
            label.findings.extend(too_many);
            let (template, sheet) = (template(r, &request.template)?, paper(r, &request.sheet)?);
            let numbers = gtin_findings(r, &label.lot, &template, &lang)?;
            label.findings.extend(numbers);
            Ok((label, template, sheet))
        })?;
        if request.cartons.is_some() && !of_pallets(&template) {
            return Err(AppError::new("cartons_need_pallet", &template.id));
        }
        self.job_of(request, label, template, sheet)
    }

    /// The job that prints `label`, which may be what an earlier print said, as `template` lays it out.
    pub(super) fn job_of(
        &self,
        request: &LabelRequest,
        mut label: Prepared,
        template: Cow<'static, Template>,
        sheet: Cow<'static, Sheet>,
    ) -> Result<Job> {
        let name = clean(&request.printer);
        let (mut sheet, aligned) = self.read(|r| fitted(r, sheet, &name))?;
        let dpi = self.dpi(request.dpi, &name)?;
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
                "note",
                "label.printer",
                args,
                &lang,
            ));
        }
        for found in nuong_labels::check(&template, &sheet, &codes.label(&label.data, 0)) {
            said_once(&mut findings, shown(&found, &lang));
        }
        findings.sort_by_key(|f| {
            ["error", "warning"]
                .iter()
                .position(|s| *s == f.severity)
                .unwrap_or(2)
        });
        Ok(Job {
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

/// What is found at several places is one finding with all of them.
fn said_once(findings: &mut Vec<Finding>, found: Finding) {
    let same = |f: &&mut Finding| f.code == found.code && f.text == found.text;
    match findings.iter_mut().find(same) {
        Some(known) => known.places.extend(found.places),
        None => findings.push(found),
    }
}

/// A finding of the labels crate in the person's language, with the screen's field where it can be mended.
fn shown(f: &nuong_labels::Finding, lang: &str) -> Finding {
    let args = f
        .args
        .iter()
        .map(|(k, v)| ((*k).to_owned(), v.clone()))
        .collect();
    // What a bar code of a case is made of is no field that anybody types, but the number that it needs is.
    let key = match (f.code, f.field) {
        ("barcode_missing", Some(Field::Elements)) => "core.finding.carton_gtin_missing".to_owned(),
        (code, _) => format!("labels.finding.{code}"),
    };
    let text = Message { key, args };
    let severity = match f.severity {
        nuong_labels::Severity::Error => "error",
        nuong_labels::Severity::Warning => "warning",
        nuong_labels::Severity::Note => "note",
    };
    let field = f.field.map_or("", screen_field).to_owned();
    Finding {
        code: f.code.to_owned(),
        severity: severity.to_owned(),
        message: i18n::message(lang, &text),
        text,
        field,
        places: f.places.iter().map(corners).collect(),
    }
}

/// `[x, y, width, height]` in micrometres.
fn corners(area: &Area) -> [i32; 4] {
    [area.x.0, area.y.0, area.w.0, area.h.0]
}

fn symbol(facts: &SymbolFacts) -> SymbolView {
    SymbolView {
        kind: facts.kind.to_owned(),
        identifier: facts.identifier.to_owned(),
        version: facts.version,
        level: facts.level.map(String::from).unwrap_or_default(),
        modules: facts.modules,
        module_um: facts.module_um.0,
        dots: facts.dots,
        area: corners(&facts.area),
    }
}

/// Where on the screens a field is mended; empty where nobody types it.
fn screen_field(field: Field) -> &'static str {
    match field {
        Field::Product => "product.name",
        Field::NetQuantity => "product.net_quantity",
        Field::Expiry => "product.shelf_life_months",
        Field::Ingredients => "product.ingredients",
        Field::Nutrition => "product.nutrition",
        Field::Warnings => "product.warnings",
        Field::Ethanol => "product.ethanol_permille",
        Field::Storage => "product.storage",
        Field::Usage => "product.usage",
        Field::Standards => "product.standards",
        Field::Origin => "product.origin",
        Field::Gtin => "product.gtin",
        Field::Elements => "product.carton_gtin",
        Field::ProductOther => "product.name_other",
        Field::IngredientsOther => "product.ingredients_other",
        Field::UsageOther => "product.usage_other",
        Field::StorageOther => "product.storage_other",
        Field::WarningsOther => "product.warnings_other",
        Field::OriginOther => "product.origin_other",
        Field::Price => "product.price",
        Field::PackCount => "product.packs_per_carton",
        Field::Ocop => "product.ocop_stars",
        Field::Certificates => "certificate.number",
        Field::Cooperative => "profile.name",
        Field::Address => "profile.address_detail",
        Field::Contact => "profile.phone",
        Field::TaxCode => "profile.tax_code",
        Field::Link => "profile.link_base",
        Field::Sscc => "profile.gcp",
        Field::Date => "lot.date",
        Field::Lot => "lot.lot",
        Field::Serial | Field::ShortCode => "",
    }
}
