use nuong_labels::{Language, RenderError, Resolution};

use super::page_ends::PageEnds;
use super::under_way::UnderWay;
use crate::files::draft;
use crate::files::draft::{FileDraft, absolute, file_error};
use crate::paper::paper_in_use;
use crate::printer::{Parcel, Printer, PrinterLanguage, SendTo};
use crate::store::tx::mint;
use crate::{App, AppError, Code, OnProgress, Result};

/// Of a label printer that nobody described, on paper for any printer.
const USUAL: u32 = 203;

impl App {
    /// Sends the ruler page of a paper to a printer: proof that it is reached, understands and puts things where they belong. It is no label
    /// and stands in no ledger.
    ///
    /// # Errors
    /// `sheet_not_found`; otherwise as [`App::print_labels_to`].
    pub fn test_printer(&self, to: &SendTo, sheet: &str, progress: OnProgress<'_>) -> Result<()> {
        let printer = self.print_target(to)?;
        let id = mint(self.host(), self.host().now()).to_string();
        let _under_way = UnderWay::begin_print(self.dir(), &id)?;
        let draft = FileDraft::to_send(self.dir(), &id)?;
        let sent = self.test_page(&printer, sheet, &draft).and_then(|parcel| {
            let carried = self.carry_parcel(&printer, parcel, progress);
            carried.map_err(|broken| broken.error)
        });
        draft::discard(&draft.part);
        sent
    }

    fn test_page(&self, printer: &Printer, sheet: &str, draft: &FileDraft) -> Result<Parcel> {
        let sheet = self.read(|r| paper_in_use(r, sheet))?;
        let lang = self.paper_language()?;
        let known = (printer.dpi > 0).then_some(printer.dpi);
        let resolution = known
            .and_then(Resolution::dpi)
            .or(Resolution::of_dot(sheet.dot))
            .or(Resolution::dpi(USUAL))
            .ok_or_else(|| AppError::new(Code::DpiUnknown, USUAL).with("value", USUAL))?;
        let ends = PageEnds::default();
        draft.fill(|file| {
            let file = &mut ends.counting_file(file);
            let drawn = match page_dots(printer.language) {
                None => nuong_labels::render_ruler(file, &sheet, lang),
                Some(language) => {
                    nuong_labels::render_ruler_dots(file, (language, resolution), &sheet, lang)
                }
            };
            drawn.map_err(|e| match e {
                RenderError::Io(e) => file_error(&e, &draft.part),
                RenderError::TooLarge => AppError::new(Code::PageTooLarge, e),
                other => AppError::new(Code::Internal, other),
            })
        })?;
        Ok(Parcel {
            file: draft.open()?,
            path: absolute(&draft.part),
            marks: ends.all_marks(1),
            title: "Nương".into(),
            page: (sheet.page_width.0, sheet.page_height.0),
        })
    }
}

fn page_dots(language: PrinterLanguage) -> Option<Language> {
    match language {
        PrinterLanguage::Pdf => None,
        PrinterLanguage::Zpl => Some(Language::Zpl),
        PrinterLanguage::Tspl => Some(Language::Tspl),
    }
}
